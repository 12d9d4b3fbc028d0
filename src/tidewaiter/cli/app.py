"""The command line, and how its errors are told."""

import os
import sys
from typing import Annotated

import typer

import tidewaiter
from tidewaiter.cli import (
    backup,
    cases,
    coverage,
    demo,
    duties,
    labour,
    law,
    ledger,
    lists,
    names,
    provocations,
    queue,
    quota,
    rank,
    read,
    replay,
    rescreen,
    rulings,
    screen,
    serve,
    trade_questions,
    users,
    vessels,
)
from tidewaiter.cli.output import say
from tidewaiter.model import TidewaiterError
from tidewaiter.names.compiled import is_compiled

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Which sanctions measure bites on which consignment, on that date, and what to do.",
)
app.command("screen")(screen.screen)
app.command("read")(read.read)
app.command("rescreen")(rescreen.rescreen)
app.command("match")(names.match)
app.command("compare")(names.compare)
app.command("demo")(demo.demo)
app.command("coverage")(coverage.show_coverage)
app.command("queue")(queue.show_queue)
app.command("verify")(ledger.verify)
app.command("replay")(replay.replay)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("retain")(backup.retain)
app.command("serve")(serve.serve)
app.add_typer(law.app, name="law")
app.add_typer(ledger.app, name="ledger")
app.add_typer(lists.app, name="lists")
app.add_typer(rank.app, name="rank")
app.add_typer(rulings.app, name="rulings")
app.add_typer(cases.app, name="case")
app.add_typer(users.app, name="users")
app.command("login")(users.login)
app.command("logout")(users.logout)
app.command("whoami")(users.whoami)
app.add_typer(duties.app, name="duties")
app.add_typer(vessels.app, name="vessels")
app.add_typer(quota.app, name="quota")
app.command("provocations")(provocations.show_provocations)
app.add_typer(labour.app, name="labour")
app.add_typer(trade_questions.app, name="trade")


SLOWER = "\nNames are searched without compiled code, at a third of the speed."


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tidewaiter {tidewaiter.__version__}{'' if is_compiled() else SLOWER}")
        raise typer.Exit


@app.callback()
def _options(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run a command: exit 0 when it did its job, 1 when the input was bad, 2 on wrong usage."""
    try:
        app()
    except TidewaiterError as error:
        say(f"tidewaiter: {error}", "red")
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output has gone; nothing is lost by stopping.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        say("tidewaiter: stopped; what was recorded before stays recorded")
        sys.exit(130)
