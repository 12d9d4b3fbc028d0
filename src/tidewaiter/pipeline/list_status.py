"""Which lists answer, how old they are, and which could not be pulled, as lines for programs."""

import datetime
from collections.abc import Iterable, Iterator, Mapping

from tidewaiter.lists import Kept, Store


def status_lines(
    versions: Iterable[Kept], on: datetime.date, failures: Mapping[str, str]
) -> Iterator[dict[str, object]]:
    """A line for each version; a list that is not held and could not be pulled has one too."""
    held = list(versions)
    for kept in held:
        yield {**_line(kept, on), "pull_failed": failures.get(kept.list, "")}
    for name in sorted(failures.keys() - {kept.list for kept in held}):
        yield {"name": name, "version": "", "pull_failed": failures[name]}


def pull_failures(store: Store) -> dict[str, str]:
    """Which lists could not be pulled the last time, with when and why."""
    # here, since nothing else needs the library for downloads
    from tidewaiter.lists.pull import Puller
    from tidewaiter.lists.sources import load_sources

    found = {}
    for name, source in load_sources().items():
        state = Puller(store).state(name)
        if state.failed is not None:
            found[source.list or name] = f"{state.failed:%Y-%m-%d %H:%M} UTC: {state.failure}"
    return found


def _line(kept: Kept, on: datetime.date) -> dict[str, object]:
    return {
        "name": kept.list,
        "source": kept.source,
        "version": kept.sha256,
        "published": kept.published,
        "entries": kept.entries,
        "entries_by_kind": kept.by_kind,
        "got": kept.got.isoformat(timespec="seconds"),
        "origin": kept.origin,
        "confirmed": kept.current.isoformat(),
        "age_days": (on - kept.current).days,
        "stale": kept.stale(on),
        "notes": kept.notes(on),
        "defects": kept.defects,
        "accepted": kept.accepted,
    }
