"""What waits for a second person, and what has changed since it was asked.

A release rests on all lists: a consignment that nobody met then may be met now. So an edition that
came in since, or a new verdict, voids the request. A ruling is about one entry: it is void once
that entry is another, and a newer edition in which it stands unchanged leaves it as it is.
"""

from collections.abc import Iterable

from sqlalchemy import select

from tidewaiter.cases import Cases, Standing, request_of
from tidewaiter.cases.standing_tables import CASES
from tidewaiter.lists import Kept, Store
from tidewaiter.model import Case, Record, Refused, Ruling, Taken
from tidewaiter.model import Standing as Stands
from tidewaiter.screening.rulings import entry_identity


class Change(Record, frozen=True):
    """Something that is otherwise than when it was asked: `voids` where the request falls by it.

    `kind` is `list`, `verdict`, `step` or `entry`; `words` names it, `event` where it stands.
    """

    kind: str
    words: str
    event: int = 0
    voids: bool = False


def waiting_releases(cases: Cases, standing: Standing) -> tuple[tuple[Case, Taken], ...]:
    """The cases that wait for a second person, with the request, in the order asked."""
    wanted = select(CASES.c.case_id).where(CASES.c.state == "release_asked")
    with standing.reading() as connection:
        names = list(connection.execute(wanted).scalars())
    pairs = [(case, request_of(case)) for case in map(cases.get, names)]
    found = [(case, asked) for case, asked in pairs if asked is not None]
    return tuple(sorted(found, key=lambda pair: pair[1].number))


def since_release(
    cases: Cases, case: Case, asked: Taken, kept: Iterable[Kept]
) -> tuple[Change, ...]:
    """What has changed since a release was asked for."""
    changes = [
        Change("list", f"{each.list} {each.published or each.day}", voids=True)
        for each in kept
        if each.got > asked.at
    ]
    number, verdict = cases.standing(case)
    if number > asked.number:
        changes.append(Change("verdict", verdict.action, number, voids=True))
    later = (each for each in case.history if each.number > asked.number)
    changes += [Change("step", type(each.step).__name__, each.number) for each in later]
    return tuple(changes)


def since_ruling(standing: Stands, kept: Iterable[Kept], store: Store) -> tuple[Change, ...]:
    """What has changed of the entry that a ruling is about.

    Raises:
        BadInput: the edition in force cannot be loaded.
    """
    ruling = standing.ruling
    newest = next((each for each in kept if each.list == ruling.version.name), None)
    if newest is None or newest.sha256 == ruling.version.sha256:
        return ()
    name = f"{newest.list} {newest.published or newest.day}"
    changes = [Change("list", name)]
    if not _is_unchanged(ruling, newest, store):
        changes.append(Change("entry", f"{ruling.listing.list}/{ruling.listing.ref}", voids=True))
    return tuple(changes)


def check_not_void(changes: Iterable[Change], number: int) -> None:
    """Refuse to agree with a request that no longer rests on what stands.

    Raises:
        Refused: a change since has voided it.
    """
    voiding = [f"{each.kind} {each.words}" for each in changes if each.voids]
    if len(voiding) > 0:
        raise Refused(
            f"the request of event {number} is void: since then came {', '.join(voiding)}",
            who="Send it back; it can be asked again on what stands now.",
        )


def _is_unchanged(ruling: Ruling, newest: Kept, store: Store) -> bool:
    named = ruling.listing.list, ruling.listing.ref
    listings = store.load(newest).listings
    now = next((each for each in listings if (each.list, each.ref) == named), None)
    return now is not None and entry_identity(now) == ruling.listing
