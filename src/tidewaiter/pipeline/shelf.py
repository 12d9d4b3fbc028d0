"""Editions of the law and of the embedded list, kept so that a decision can be replayed.

They come with the program, so an update would take them away. Each is kept as its own files,
under its hash, when the first decision that rests on it is recorded. Lists that were imported are
kept by `lists.Store`.
"""

import os
import secrets
import shutil
from collections.abc import Iterable
from importlib.resources.abc import Traversable
from pathlib import Path

from tidewaiter.law import Law, load_law, load_target
from tidewaiter.law.loader import FOLDER
from tidewaiter.lists import LoadedList, Store, embedded
from tidewaiter.lists.embedded import FILES, HERE
from tidewaiter.model import BadInput, LawError, ListVersion
from tidewaiter.model.target import Target


class Shelf:
    """The folder of kept editions, and the store of imported lists.

    Args:
        folder: Where editions are kept; made when the first one is.
        store: The lists that were imported.
    """

    def __init__(self, folder: Path, store: Store) -> None:
        self._folder, self._store = folder, store

    def keep(self, law: Law) -> None:
        """Keep the law and the embedded list of this program, where they are not kept yet.

        Raises:
            BadInput: the folder cannot be written.
        """
        texts = [(path, path.relative_to(FOLDER)) for path in sorted(FOLDER.rglob("*.toml"))]
        self._put(self._folder / "law" / law.version, texts)
        un = self._folder / "un" / embedded().version.sha256
        self._put(un, [(HERE / name, Path(name)) for name in FILES])

    def law(self, version: str, sources: tuple[str, ...]) -> tuple[Law, Target]:
        """The law of that version, and the territory's marks that went with it.

        Raises:
            BadInput: it is not kept, or not as it was.
        """
        current = load_law(sources)
        if current.version == version:
            return current, load_target()
        folder = self._folder / "law" / version
        try:
            kept = load_law(sources, folder=folder) if folder.is_dir() else None
            if kept is not None and kept.version == version:
                return kept, load_target(folder=folder)
        except (LawError, BadInput) as error:
            what = f"the law {version[:12]} that is kept cannot be read by this program"
            advice = "Replay it with the version of tidewaiter that wrote it."
            raise BadInput(what, where=str(folder), advice=advice) from error
        raise _not_kept(f"law {version[:12]}", folder)

    def list_of(self, version: ListVersion, given: Iterable[LoadedList] = ()) -> LoadedList:
        """A list in the edition that a verdict names, from those given, imported or embedded.

        Raises:
            BadInput: it is not kept.
        """
        for loaded in (*given, embedded()):
            if loaded.version.sha256 == version.sha256:
                return _labelled(loaded, version)
        for kept in self._store.versions():
            if kept.sha256 == version.sha256:
                return _labelled(self._store.load(kept), version)
        folder = self._folder / "un" / version.sha256
        if folder.is_dir():
            loaded = embedded(folder)
            if loaded.version.sha256 == version.sha256:
                return _labelled(loaded, version)
        edition = version.published or version.sha256[:12]
        raise _not_kept(f"list {version.name} of {edition}", folder)

    def _put(self, target: Path, texts: Iterable[tuple[Traversable, Path]]) -> None:
        """Files into a folder that is there whole or not at all."""
        if target.is_dir():
            return
        beside = target.with_name(f".{target.name}-{secrets.token_hex(4)}")
        try:
            for source, name in texts:
                (beside / name).parent.mkdir(parents=True, exist_ok=True)
                (beside / name).write_bytes(source.read_bytes())
            os.rename(beside, target)  # noqa: PTH104 - fails where another process was faster
        except OSError as error:
            if not target.is_dir():
                advice = "Make room, or check the rights of the folder."
                what = f"editions cannot be kept ({error.strerror})"
                raise BadInput(what, where=str(self._folder), advice=advice) from error
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def _labelled(loaded: LoadedList, version: ListVersion) -> LoadedList:
    """The list as the verdict named it, with what was said of its age then."""
    return LoadedList(version=version, listings=loaded.listings)


def _not_kept(what: str, where: Path) -> BadInput:
    advice = "Give the list with --list, or restore the home folder of that time."
    return BadInput(
        f"{what} is not stored, so this decision cannot be replayed",
        where=str(where),
        advice=advice,
    )
