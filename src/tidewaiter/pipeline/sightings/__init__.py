"""What was seen and said of the ships of the sample voyages: reconstructed, no cargo documents."""

from contextlib import AbstractContextManager
from importlib.resources import as_file, files
from pathlib import Path


def sighting_folder() -> AbstractContextManager[Path]:
    """The folder on disk with `positions.csv` and `ships.csv`; each row says what is invented."""
    return as_file(files(__name__))
