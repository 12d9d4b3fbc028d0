"""Dropping a sample on a desk, and waiting for what comes of it."""

import hashlib
import time
from typing import Any

from fastapi import FastAPI

from tests.web.conftest import Person
from tidewaiter.pipeline.samples import sample_folder
from tidewaiter.web.office import Office

PATIENCE = 60  # seconds


def sample(name: str) -> bytes:
    """The bytes of a bundled sample."""
    with sample_folder() as folder:
        return (folder / name).read_bytes()


def drop(person: Person, content: bytes, name: str, **fields: Any) -> Any:
    """Send a file by the form; the page that answers."""
    return person.post("/drop", fields, of="/drop", files=[("file", (name, content))])


def settled(app: FastAPI, content: bytes) -> str:
    """Wait until no process works on a file; its SHA-256."""
    sha256 = hashlib.sha256(content).hexdigest()
    office: Office = app.state.office
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        told = office.incoming.uploads.progress(sha256)
        if told is not None and not told.running and not told.alive:
            return sha256
        time.sleep(0.02)
    raise AssertionError(f"not settled: {told}")
