"""Ask a workbench what its OpenAPI document allows and does not: no answer may be a fault of ours.

    python -m tools.fuzz_api --examples 200 --seed 1

The workbench is one of its own, in a temporary folder, on a port of this machine. Requests are made
by schemathesis from the document alone. A fault is an answer of 500 and more, a status or a media
type that the document does not name, or a body of another form than it says.
"""

import argparse
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import SkipTest

import hypothesis
import schemathesis
import uvicorn
from fastapi import FastAPI
from hypothesis import HealthCheck
from hypothesis.errors import Unsatisfiable
from requests.exceptions import RequestException
from rich.console import Console
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tidewaiter.model import Actor
from tidewaiter.people import permissions
from tidewaiter.pipeline.samples import sample_folder
from tidewaiter.pipeline.settings import load_settings
from tidewaiter.web.api.examiners import Examiners
from tidewaiter.web.api.screening import Asked, screen_sent
from tidewaiter.web.app import create_app
from tidewaiter.web.office import Office

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
SHOWN, LONGEST = 2000, 4000
PLAIN = (
    "application/x-ndjson",
    "application/EDIFACT",
    "application/pdf",
    "image/jpeg",
    "image/png",
    "video/mp4",
)
PASSWORD = "seven quiet harbours"


@schemathesis.serializer(*PLAIN)
def plain(_: schemathesis.SerializationContext, value: object) -> bytes:
    """A body as it was made up, for media types that are no form of data."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


def faults(
    address: str, token: str, answered: Counter[int], *, examples: int, seed: int = 1
) -> Iterator[str]:
    """What went wrong at each address, after so many requests that fit and so many that do not.

    `answered` counts the answers by their status.
    """
    schema = schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json")
    headers = {"authorization": f"Bearer {token}"}
    for found in schema.get_all_operations():
        if not isinstance(found, Ok):
            yield f"the document does not hold together: {found.err()}"
            continue
        operation = found.ok()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            ask = _asking(operation, mode, (headers, answered), examples, seed)
            try:
                ask()
            except FailureGroup as group:
                for failure in group.exceptions:
                    yield f"{operation.label}: {failure}"[:SHOWN]
            except RequestException as error:
                yield f"{operation.label}: {error}"[:SHOWN]
            except (Unsatisfiable, SkipTest):
                # an address without parameters cannot be asked wrongly
                continue


def _asking(
    operation: schemathesis.APIOperation[Any, Any, Any, Any],
    mode: GenerationMode,
    program: tuple[dict[str, str], Counter[int]],
    examples: int,
    seed: int,
) -> Callable[[], None]:
    """A function that asks one address so many times."""
    headers, answered = program

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case[Any]) -> None:
        # the server of HTTP itself refuses longer addresses, and hangs up
        hypothesis.assume(len(repr((case.path_parameters, case.query))) < LONGEST)
        answer = case.call_and_validate(headers=headers, checks=CHECKS)
        answered[answer.status_code] += 1

    made: Callable[[], None] = ask
    return made


@contextmanager
def served(app: FastAPI, *, lifespan: bool) -> Iterator[str]:
    """The address of an app on a port of this machine, while the block lasts."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(
            app, log_level="critical", lifespan="on" if lifespan else "off", ws="none"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@contextmanager
def desk() -> Iterator[tuple[FastAPI, str]]:
    """A workbench with some samples on record, and a token that may do everything."""
    with tempfile.TemporaryDirectory(prefix="tidewaiter-fuzz-") as folder:
        settings = load_settings({"TIDEWAITER_HOME": folder})
        office = Office.open(settings)
        now = office.now()
        office.door.begin(office.door.first_link(now), ("ada", "Ada Demo"), PASSWORD, now)
        ada = office.users.get("ada")
        assert ada is not None
        every = tuple({role for each in permissions().values() for role in each.roles})
        admin = Actor("ada", every)
        office.users.change("ada", admin, now, roles=every)
        token = office.door.make_token(admin, "fuzz", tuple(permissions()), now)
        with sample_folder() as samples:
            for path in sorted((samples / "cases").iterdir())[:4]:
                asked = Asked(path.name, "ada")
                with Examiners(office).lent(asked) as examiner:
                    screen_sent(office, asked, examiner, path, lambda _: None)
        office.close()
        yield create_app(settings), token


def main() -> None:
    """Run it, and exit 1 on a fault."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--examples", type=int, default=100, help="requests to each address")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    out, begun, answered = Console(), time.monotonic(), Counter[int]()
    with desk() as (app, token), served(app, lifespan=True) as address:
        found = list(faults(address, token, answered, examples=given.examples, seed=given.seed))
    for fault in found:
        out.print(fault, markup=False, highlight=False)
    seconds = time.monotonic() - begun
    counts = ", ".join(f"{count} x {status}" for status, count in sorted(answered.items()))
    said = f"{len(found)} faults in {seconds:.0f} s, seed {given.seed}; answers: {counts}"
    out.print(said, highlight=False, soft_wrap=True)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
