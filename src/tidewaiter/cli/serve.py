"""`tidewaiter serve`: the workbench."""

import signal
import sys
import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer

from tidewaiter.cli.output import say
from tidewaiter.model import BadInput
from tidewaiter.pipeline.demo_desk import PEOPLE, fill
from tidewaiter.pipeline.home import now
from tidewaiter.pipeline.settings import Settings, load_settings


def serve(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Where it listens.")] = 8000,
    host: Annotated[
        str, typer.Option("--host", help="The address it listens at; this machine alone without.")
    ] = "127.0.0.1",
    workers: Annotated[int, typer.Option("--workers", min=1, help="How many processes.")] = 1,
    demo: Annotated[
        bool, typer.Option("--demo", help="An invented desk at work, removed when it stops.")
    ] = False,
) -> None:
    """Start the workbench; its first start prints a one-time link for the first administrator."""
    try:
        import uvicorn

        from tidewaiter.web import app
        from tidewaiter.web.office import Office
    except ImportError as error:
        advice = "Install it: pip install 'tidewaiter[web]'."
        raise BadInput("the workbench is not installed", where="serve", advice=advice) from error
    options: dict[str, Any] = {
        "host": host,
        "port": port,
        "log_level": "warning",
        "access_log": False,
    }
    if demo:
        if workers > 1:
            advice = "Leave --workers out."
            raise BadInput("a demonstration is one process", where="--workers", advice=advice)
        _demonstrate(
            f"http://{host}:{port}",
            lambda settings: uvicorn.run(app.create_app(settings), **options),
        )
        return
    settings = load_settings()
    _greet(settings, f"http://{host}:{port}", Office)
    if workers == 1:
        uvicorn.run(app.create_app(settings), **options)
    else:
        uvicorn.run("tidewaiter.web.app:from_environment", factory=True, workers=workers, **options)


def _demonstrate(address: str, run: Any) -> None:
    """Run on a filled home that is removed afterwards, also where the process is told to end."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        with tempfile.TemporaryDirectory(prefix="tidewaiter-demo-") as folder:
            home = Path(folder)
            say("Filling a desk for a demonstration: a few seconds.")
            settings = Settings(home, f"sqlite:///{home / 'ledger.db'}", now().date(), "demo")
            _introduce(home, fill(settings, now()), address)
            run(settings)
    finally:
        say("The demonstration has ended; its data are removed.")


def _introduce(home: Path, passwords: dict[str, str], address: str) -> None:
    say(f"A demonstration: every person, ship and paper is invented. Its data lie in {home}")
    say("and are removed when it stops. The law and the list of designations are real.")
    for name, full_name, role in PEOPLE:
        say(f"  {role:<14} {name:<8} {passwords[name]}   ({full_name})")
    say(f"The workbench is at {address}")


def _greet(settings: Settings, address: str, office: Any) -> None:
    """Say where it is, and how the first person comes in."""
    desk = office.open(settings)
    try:
        if desk.users.are_there():
            say(f"The workbench is at {address}")
            return
        link = desk.door.first_link(now())
        say(
            "Nobody has an account yet. Within a day this link makes the first administrator, once:"
        )
        say(f"{address}/first/{link}")
    finally:
        desk.close()
