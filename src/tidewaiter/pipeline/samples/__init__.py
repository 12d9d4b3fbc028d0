"""The bundled sample documents: reconstructions of documented cases, and innocent ones."""

from contextlib import AbstractContextManager
from importlib.resources import as_file, files
from pathlib import Path


def sample_folder() -> AbstractContextManager[Path]:
    """The folder of samples on disk, with `cases` and `innocent` in it."""
    return as_file(files(__name__))
