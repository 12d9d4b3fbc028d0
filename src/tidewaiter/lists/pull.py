"""Getting lists from their publishers: downloaded aside, read, and only then put in place.

Whatever goes wrong, the version held before stays, and the failure is noted until a pull succeeds.
"""

import datetime
import email.utils
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin

import msgspec

from tidewaiter.lists.disk import told, write_whole
from tidewaiter.lists.fetch import Fetcher, Limits, Show, Tag, public
from tidewaiter.lists.kept import Kept
from tidewaiter.lists.sources import Source, SourceFile
from tidewaiter.lists.store import Arrival, Receipt, Store
from tidewaiter.model import BadInput, Record

FOLDER = ".pulls"
_HREF = re.compile(r"""href\s*=\s*["']([^"']+)["']""", re.IGNORECASE)


class PullState(Record, frozen=True):
    """What is remembered of a source: the version it gave last, and the failure since, if any.

    `tags` holds what its server said of each file, by name. `failed` is UTC.
    """

    sha256: str = ""
    tags: dict[str, Tag] = {}  # noqa: RUF012 - msgspec copies mutable defaults
    failure: str = ""
    failed: datetime.datetime | None = None


class Pulled(Record, frozen=True):
    """What a pull of one source came to; `kept` is the version in place where it succeeded."""

    source: str
    outcome: Literal["new", "unchanged", "failed"]
    kept: Kept | None = None
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Puller:
    """Pulls sources into a store.

    `base` is one origin that may be asked over http, a server for tests; `show` is told of the
    bytes got.
    """

    store: Store
    actor: str = ""
    limits: Limits | None = None
    base: str = ""

    def pull(
        self, name: str, source: Source, *, at: datetime.datetime, show: Show | None = None
    ) -> Pulled:
        """Get the newest version of a list; a failure changes nothing but the note of it.

        Raises:
            BadInput: where not even the note can be written.
        """
        state = self.state(name)
        try:
            receipt, tags = self._newest(source, state, at, show)
        except BadInput as error:
            self._note(name, msgspec.structs.replace(state, failure=str(error), failed=at))
            return Pulled(source=name, outcome="failed", failure=str(error))
        self.store.confirm(receipt.kept, at.date())
        self._note(name, PullState(sha256=receipt.kept.sha256, tags=tags))
        outcome: Literal["new", "unchanged"] = "new" if receipt.new else "unchanged"
        return Pulled(source=name, outcome=outcome, kept=receipt.kept)

    def state(self, name: str) -> PullState:
        """What is remembered of a source; nothing where that cannot be read."""
        try:
            return msgspec.json.decode(self._record(name).read_bytes(), type=PullState)
        except (OSError, msgspec.MsgspecError):
            return PullState()

    def _record(self, name: str) -> Path:
        return self.store.folder / FOLDER / f"{name}.json"

    def _note(self, name: str, state: PullState) -> None:
        with told(self.store.folder):
            write_whole(self._record(name), msgspec.json.encode(state))

    def _newest(
        self, source: Source, state: PullState, at: datetime.datetime, show: Show | None
    ) -> tuple[Receipt, dict[str, Tag]]:
        held = self.store.sound(state.sha256)
        tags = state.tags if held is not None else {}
        with (
            self.store.incoming() as folder,
            Fetcher(source.hosts, limits=self.limits, base=self.base, show=show) as fetcher,
        ):
            got = [_get(file, folder, fetcher, tags) for file in source.files]
            now = {file.name: tag for file, tag in zip(source.files, got, strict=True) if tag}
            if held is not None and len(now) == 0:
                return Receipt(held, new=False), tags
            for file in source.files:
                if held is not None and file.name not in now:
                    with told(folder):
                        shutil.copyfile(self.store.path(held, file.name), folder / file.name)
            main = source.files[0]
            arrival = Arrival(
                at=at,
                origin=public(main.url),
                actor=self.actor,
                published=_modified(now.get(main.name)),
                dated_by="server",
                expected=source.list,
            )
            return self._kept(folder / main.name, arrival), {**tags, **now}

    def _kept(self, path: Path, arrival: Arrival) -> Receipt:
        try:
            return self.store.keep(path, arrival)
        except BadInput as error:
            where = error.where.replace(str(path), arrival.origin)
            raise BadInput(error.what, where=where, advice=error.advice) from error


def _get(file: SourceFile, folder: Path, fetcher: Fetcher, tags: dict[str, Tag]) -> Tag | None:
    url = file.url
    if file.link != "":
        page = folder / f"{file.name}.html"
        fetcher.fetch(url, page, page=True)
        url = _linked(page, file)
    return fetcher.fetch(url, folder / file.name, tag=tags.get(file.name))


def _linked(page: Path, file: SourceFile) -> str:
    text = page.read_text(encoding="utf-8", errors="replace")
    links: list[str] = [link for link in _HREF.findall(text) if re.search(file.link, link)]
    if len(links) == 0:
        raise BadInput(
            "the page links to no such list",
            where=public(file.url),
            advice="Download the list by hand and `tidewaiter lists import` it.",
        )
    return urljoin(file.url, max(links, key=lambda link: link.rpartition("/")[2]))


def _modified(tag: Tag | None) -> str:
    """The day of a Last-Modified header; empty where there is none that can be read."""
    if tag is None or tag.modified == "":
        return ""
    try:
        return email.utils.parsedate_to_datetime(tag.modified).date().isoformat()
    except ValueError:
        return ""
