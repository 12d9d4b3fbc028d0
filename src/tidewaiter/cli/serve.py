"""`tidewaiter serve`: the workbench."""

from typing import Annotated, Any

import typer

from tidewaiter.cli.output import say
from tidewaiter.model import BadInput
from tidewaiter.pipeline.home import now
from tidewaiter.pipeline.settings import Settings, load_settings


def serve(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Where it listens.")] = 8000,
    host: Annotated[
        str, typer.Option("--host", help="The address it listens at; this machine alone without.")
    ] = "127.0.0.1",
    workers: Annotated[int, typer.Option("--workers", min=1, help="How many processes.")] = 1,
) -> None:
    """Start the workbench; its first start prints a one-time link for the first administrator."""
    try:
        import uvicorn

        from tidewaiter.web import app
        from tidewaiter.web.office import Office
    except ImportError as error:
        advice = "Install it: pip install 'tidewaiter[web]'."
        raise BadInput("the workbench is not installed", where="serve", advice=advice) from error
    settings = load_settings()
    _greet(settings, f"http://{host}:{port}", Office)
    options: dict[str, Any] = {
        "host": host,
        "port": port,
        "log_level": "warning",
        "access_log": False,
    }
    if workers == 1:
        uvicorn.run(app.create_app(settings), **options)
    else:
        uvicorn.run("tidewaiter.web.app:from_environment", factory=True, workers=workers, **options)


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
