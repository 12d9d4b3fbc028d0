"""What was sent: read after the token was looked at, never more of it than the bound."""

import re
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import msgspec
from fastapi import Request

from tidewaiter.model import BadInput
from tidewaiter.web.api.problems import TooLarge

JSON_BYTES = 4_000_000
TABLE_BYTES = 20_000_000
DOCUMENT_BYTES = 2_000_000_000
IN_MEMORY = 1_000_000
LINE_BYTES = 200_000
NAME_LETTERS = 200
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f/\\]")


async def chunks(request: Request, most: int) -> AsyncIterator[bytes]:
    """The body in pieces.

    Raises:
        TooLarge: it is longer than `most` bytes.
    """
    said = request.headers.get("content-length", "")
    total = int(said) if said.isdecimal() and len(said) < 20 else 0
    if total > most:
        raise _too_large(most)
    total = 0
    async for chunk in request.stream():
        total += len(chunk)
        if total > most:
            raise _too_large(most)
        yield chunk


class Sent:
    """A dependency: the body as a record of that form, from JSON.

    Raises:
        BadInput: it is no JSON, or not of the form; the place in it is named.
        TooLarge: it is longer than `most` bytes.
    """

    def __init__(self, form: Any, most: int = JSON_BYTES) -> None:
        self._decoder = msgspec.json.Decoder(form)
        self._most = most

    async def __call__(self, request: Request) -> Any:
        """The record."""
        content = b"".join([chunk async for chunk in chunks(request, self._most)])
        try:
            return self._decoder.decode(content)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            advice = "The OpenAPI document says what is asked for."
            raise BadInput(str(error), where="the body", advice=advice) from error


class SentFile:
    """A dependency: the body in a temporary file of its own, at its beginning.

    Raises:
        TooLarge: it is longer than `most` bytes.
    """

    def __init__(self, most: int) -> None:
        self._most = most

    async def __call__(self, request: Request) -> AsyncIterator[IO[bytes]]:
        """The file; it is gone when the answer is given."""
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as file:
            async for chunk in chunks(request, self._most):
                file.write(chunk)
            file.seek(0)
            yield file


@contextmanager
def on_disk(file: IO[bytes], name: str) -> Iterator[Path]:
    """The file under its own name in a folder of its own, which is gone afterwards.

    Errors name it as it was sent.
    """
    with tempfile.TemporaryDirectory(prefix="tidewaiter-") as folder:
        path = Path(folder) / file_name(name)
        copy(file, path)
        with named_as_sent(path):
            yield path


@contextmanager
def named_as_sent(path: Path) -> Iterator[None]:
    """Errors inside the block name the file without the folder it was put in."""
    try:
        yield
    except BadInput as error:
        where = error.where.replace(str(path), path.name)
        raise BadInput(error.what, where=where, advice=error.advice) from error


def copy(file: IO[bytes], path: Path) -> None:
    """Write the file to a path."""
    with path.open("wb") as target:
        shutil.copyfileobj(file, target)


def file_name(name: str) -> str:
    """A name that stays in its folder, however it was sent."""
    kept = _NOT_IN_NAMES.sub("_", name).strip(" .")[-NAME_LETTERS:]
    shortened = kept.encode("utf-8", "ignore")[-NAME_LETTERS:].decode("utf-8", "ignore")
    return shortened or "document"


def numbered_lines(file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines of a file that hold anything, with their numbers from 1; one too long is cut."""
    number = 0
    while line := file.readline(LINE_BYTES):
        number += 1
        rest = line
        while len(rest) == LINE_BYTES and not rest.endswith(b"\n"):
            rest = file.readline(LINE_BYTES)
        if line.strip() != b"":
            yield number, line


def _too_large(most: int) -> TooLarge:
    return TooLarge("too long", where="the body", advice=f"Send at most {most:,} bytes.")
