"""The application: its rooms, its guards, and how errors are told."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

import tidewaiter
from tidewaiter.model import BadInput, Conflict, LedgerError, Refused, TidewaiterError
from tidewaiter.pipeline.settings import Settings, load_settings
from tidewaiter.web.api import add_api, at_work
from tidewaiter.web.office import Office
from tidewaiter.web.pages import ROOMS
from tidewaiter.web.render import page
from tidewaiter.web.security import Guarded
from tidewaiter.web.visitor import NotFromHere, SignInFirst, sign_in_address


def create_app(settings: Settings) -> FastAPI:
    """The workbench of one desk; it opens the desk's record when it starts."""

    @asynccontextmanager
    async def open_desk(app: FastAPI) -> AsyncIterator[None]:
        office = app.state.office = Office.open(settings)
        with at_work(app, office):
            yield
        office.close()

    app = FastAPI(
        title="tidewaiter",
        version=tidewaiter.__version__,
        lifespan=open_desk,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    static = str(files("tidewaiter.web").joinpath("static"))
    app.mount("/static", StaticFiles(directory=static), name="static")
    for room in ROOMS:
        app.include_router(room.router, include_in_schema=False)
    _tell_errors(app)
    add_api(app)
    app.add_middleware(Guarded)
    return app


def from_environment() -> FastAPI:
    """The workbench of the desk that the environment names, for a server with several processes."""
    return create_app(load_settings())


def _tell_errors(app: FastAPI) -> None:
    app.add_exception_handler(SignInFirst, _sign_in)  # type: ignore[arg-type]
    app.add_exception_handler(NotFromHere, _not_from_here)
    app.add_exception_handler(Refused, _refused)  # type: ignore[arg-type]
    app.add_exception_handler(BadInput, _bad_input)  # type: ignore[arg-type]
    app.add_exception_handler(LedgerError, _bad_input)  # type: ignore[arg-type]
    app.add_exception_handler(RequestValidationError, _not_a_value)  # type: ignore[arg-type]
    app.add_exception_handler(HTTPException, _http)  # type: ignore[arg-type]


def _sign_in(_: Request, error: SignInFirst) -> Response:
    return RedirectResponse(sign_in_address(error.back), status_code=303)


def _not_from_here(request: Request, _: Exception) -> Response:
    return page(request, "errors/not_from_here.html", status=403)


def _refused(request: Request, error: Refused) -> Response:
    return page(request, "errors/refused.html", status=403, error=error)


def _bad_input(request: Request, error: TidewaiterError) -> Response:
    status = 409 if isinstance(error, Conflict) else 500 if isinstance(error, LedgerError) else 400
    return page(request, "errors/bad_input.html", status=status, error=error)


def _not_a_value(request: Request, error: RequestValidationError) -> Response:
    """An address whose parts are none."""
    names = ", ".join(str(each["loc"][-1]) for each in error.errors())
    advice = "Go back and choose again, or start from Today."
    told = BadInput("the address holds a value this page does not take", where=names, advice=advice)
    return page(request, "errors/bad_input.html", status=422, error=told)


def _http(request: Request, error: HTTPException) -> Response:
    if error.status_code == 404:
        return page(request, "errors/not_found.html", status=404)
    return page(request, "errors/other.html", status=error.status_code, error=error)
