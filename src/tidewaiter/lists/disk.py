"""Writing that is never seen half done: into a file or folder beside, then moved in one step."""

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from tidewaiter.model import BadInput


def write_whole(path: Path, content: bytes) -> None:
    """Put content into a file in one step, over what stood there.

    Raises:
        OSError: where it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".writing-{secrets.token_hex(8)}")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make sure that what was moved into a folder stays there when the power goes."""
    if os.name != "posix":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def sync_file(path: Path) -> None:
    """Make sure that a file's content stays when the power goes."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextlib.contextmanager
def told(folder: Path) -> Iterator[None]:
    """Tell of a folder that cannot be written in as bad input, not as a trace.

    Raises:
        BadInput: in the place of an OSError.
    """
    try:
        yield
    except OSError as error:
        raise BadInput(
            f"the lists cannot be kept there ({error.strerror or error})",
            where=str(folder),
            advice="Make room, give the right to write, or set TIDEWAITER_HOME.",
        ) from error
