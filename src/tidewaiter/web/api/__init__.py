"""The workbench for programs: the verbs of the commands, and the addresses of yente.

`docs/api.md` shows them; `/api/v1/openapi.json` describes every one.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi import FastAPI
from prometheus_client import CollectorRegistry

from tidewaiter.model import Verdict
from tidewaiter.web.api import (
    bulk,
    casework,
    corrections,
    documents,
    law,
    lists,
    names,
    reconcile,
    record,
    system,
    webhooks,
    yente,
)
from tidewaiter.web.api.deliverer import Deliverer
from tidewaiter.web.api.examiners import Examiners
from tidewaiter.web.api.jobs import Jobs
from tidewaiter.web.api.openapi import documented
from tidewaiter.web.api.problems import told_to_programs
from tidewaiter.web.api.screening import Asked, Screened, screen_sent
from tidewaiter.web.api.system import V1, Measured
from tidewaiter.web.api.webhook_store import Webhooks
from tidewaiter.web.office import Office

ROUTERS = (
    *(
        (V1, each.router)
        for each in (documents, names, law, lists, record, casework, corrections, bulk)
    ),
    (V1, webhooks.router),
    ("", yente.router),
    ("", reconcile.router),
    ("", system.router),
)


def add_api(app: FastAPI) -> None:
    """Give an application the addresses of the API, after the handlers of its pages' errors."""
    for prefix, router in ROUTERS:
        app.include_router(router, prefix=prefix)
    app.openapi = documented(app, ROUTERS)  # type: ignore[method-assign]
    app.state.metrics = CollectorRegistry()
    app.add_middleware(Measured, registry=app.state.metrics)
    told_to_programs(app)


@contextmanager
def at_work(app: FastAPI, office: Office) -> Iterator[None]:
    """Screen what was accepted and tell webhooks what is new, while the block lasts."""
    settings = office.settings
    webhooks_kept = app.state.webhooks = Webhooks.open(settings.database_url)
    examiners = app.state.examiners = Examiners(office)

    def run(asked: Asked, path: Path, show: Callable[[Verdict], None]) -> Screened:
        with examiners.lent(asked) as examiner:
            return screen_sent(office, asked, examiner, path, show)

    jobs = app.state.jobs = Jobs(settings.home / "jobs", run)
    deliverer = Deliverer(office, webhooks_kept)
    jobs.resume()
    deliverer.start()
    try:
        yield
    finally:
        deliverer.stop()
        jobs.close()
        webhooks_kept.close()


__all__ = ["ROUTERS", "add_api", "at_work"]
