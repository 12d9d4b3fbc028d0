"""What a ship's history means for a consignment: ties to the territory, facts, and signals."""

import datetime
from collections.abc import Callable, Container, Iterable, Iterator, Sequence

import msgspec

from tidewaiter.lists import LoadedList
from tidewaiter.model import (
    Consignment,
    Evidence,
    Facts,
    History,
    Hit,
    ListedShip,
    Meeting,
    Nexus,
    Party,
    Record,
    Statement,
    VesselSignal,
)
from tidewaiter.model.finding import Action
from tidewaiter.model.target import Target
from tidewaiter.vessels.bounds import bounds
from tidewaiter.vessels.places import Place
from tidewaiter.vessels.rules import signals
from tidewaiter.vessels.setting import Setting, before, left_on, voyage_of

HistoryOf = Callable[[Consignment, datetime.date], History | None]


class Behaviour(Record, frozen=True):
    """What a history comes to for one consignment; empty where nothing is known of its ship."""

    history: History | None = None
    signals: tuple[VesselSignal, ...] = ()
    nexus: tuple[Nexus, ...] = ()
    setting: Setting | None = None

    @property
    def asks(self) -> tuple[Action, ...]:
        """What the signals that count ask for."""
        return tuple(each.asks for each in self.signals if each.counts)

    @property
    def reasons(self) -> tuple[str, ...]:
        """The signals in words, those that ask for nothing alone among them."""
        return tuple(map(_said, self.signals))


NOTHING = Behaviour()
_OWNERS = {"owner": "owner", "manager": "manager"}


def owners(consignment: Consignment, behaviour: Behaviour) -> Consignment | None:
    """Who sources say owns or manages the ship that day, as parties; None where none is told.

    A listed owner or manager raises the measure itself, though the ship is on no list.
    """
    if behaviour.history is None or behaviour.setting is None:
        return None
    on, named = behaviour.setting.on, {party.name for party in consignment.parties}
    told = [
        each
        for each in behaviour.history.known
        if each.field in _OWNERS
        and each.value not in named
        and (each.since is None or each.since <= on)
        and (each.until is None or on <= each.until)
    ]
    if len(told) == 0:
        return None
    parties = tuple(Party(role=_OWNERS[each.field], name=each.value) for each in told)  # type: ignore[arg-type]
    places = {
        f"parties[{at}].name": f"{each.source}{', ' if each.at else ''}{each.at}"
        for at, each in enumerate(told)
    }
    return Consignment(
        consignment.document, "history", consignment.reference, parties=parties, places=places
    )


def of_ship(hit: Hit) -> Hit:
    """A hit on who owns or manages the ship, its evidence said to be a source's."""
    evidence = msgspec.structs.replace(hit.evidence, field=f"ship, {hit.evidence.field}")
    return msgspec.structs.replace(hit, evidence=evidence)


class Reader:
    """Reads what is known of ships under one territory.

    Args:
        target: Whose ports and flag count.
        histories: What is known of a consignment's ship up to a day, or None.
        places: Ports with their positions.
    """

    def __init__(
        self, target: Target, histories: HistoryOf | None, places: Sequence[Place]
    ) -> None:
        self._country = target.country
        self._ports = port_names(target)
        self._histories = histories
        self._places = tuple(places)

    def read(
        self,
        consignment: Consignment,
        on: datetime.date,
        products: Callable[[], Iterable[str]],
        listed: Callable[[], tuple[ListedShip, ...]],
    ) -> Behaviour:
        """What the ship's history comes to; some of it follows from the papers alone.

        Nothing, where no histories are at hand at all.
        """
        if self._histories is None:
            return NOTHING
        history = self._histories(consignment, on) or History()
        setting = Setting(
            on=on,
            territory=self._country,
            ports=self._ports,
            voyage=voyage_of(consignment),
            goods=frozenset(products()),
            places=self._places,
            listed=listed(),
        )
        found = signals(history, setting)
        return Behaviour(history, found, tuple(ties(found)), setting)


def _said(signal: VesselSignal) -> str:
    rest = ""
    if signal.excused != "":
        rest = f" (asks for nothing: {signal.excused})"
    elif not signal.counts:
        rest = " (weak, and asks for nothing alone)"
    verb = "Inspect" if signal.asks == "inspect" else "A person must settle"
    lead = verb if rest == "" else "Note"
    return f"{lead}: {signal.why}{rest}. Innocent reading: {signal.innocent}."


def last_day_that_speaks(act: datetime.date, today: datetime.date) -> datetime.date:
    """Up to which day what a ship did speaks of its cargo: some weeks after the act, or today."""
    return min(today, act + datetime.timedelta(days=bounds().calls.after_days))


def port_names(target: Target) -> frozenset[str]:
    """The names and codes of the territory's ports, folded."""
    return frozenset(
        name.casefold()
        for place in target.places
        for name in (place.name, *place.codes, *place.names, *place.whole_names)
    )


def ties(found: Iterable[VesselSignal]) -> Iterator[Nexus]:
    """The ties that calls at the territory's ports make.

    A call after the loading ties the cargo surely: it went by the territory. One just before the
    loading ties it possibly: it may have been loaded there.
    """
    for each in found:
        if each.tie == "" or not each.counts:
            continue
        sure = each.tie == "sure"
        yield Nexus(
            "route" if sure else "port",
            "other" if sure else "from_target",
            "certain" if sure else "possible",
            each.evidence[0],
            each.why,
        )


def statements(history: History, setting: Setting, on: datetime.date) -> dict[str, Statement]:
    """What the law of States asks of a ship by a day: when it left the territory, or met such."""
    left = [
        (day, visit)
        for visit in before(history.visits, on)
        if setting.is_territory(visit.port) and (day := left_on(visit)) is not None
    ]
    said = {}
    if len(left) > 0:
        day, visit = max(left, key=lambda each: each[0])
        evidence = Evidence("calls", f"{visit.port}, {day} ({visit.source})", visit.at)
        said["left_dprk_on"] = Statement("left_dprk_on", day.isoformat(), evidence)
    met = [each for each in history.meetings if _met_a_caller(each, on)]
    if len(met) > 0:
        last = max(met, key=lambda each: each.since)
        evidence = Evidence("meetings", f"{last.other_name or last.other}, {last.since:%Y-%m-%d}")
        day = last.since.date()
        said["met_caller_on"] = Statement("met_caller_on", day.isoformat(), evidence)
    return said


def _met_a_caller(meeting: Meeting, on: datetime.date) -> bool:
    """True where the other ship had left the territory in the days before that count."""
    left, day = meeting.other_left, meeting.since.date()
    return left is not None and day <= on and (day - left).days <= bounds().calls.days


def entering(facts: Facts, behaviour: Behaviour, words: Container[str]) -> Facts | None:
    """The act of the ship's entry into a port, where its history says what a law may bar.

    Only facts among `words`, the vocabulary of the law that answers, are stated.
    """
    if behaviour.history is None or behaviour.setting is None:
        return None
    told = statements(behaviour.history, behaviour.setting, facts.act_date)
    said = {name: each for name, each in told.items() if name in words}
    if len(said) == 0:
        return None
    conduct = Statement("conduct", "enter_port", next(iter(said.values())).evidence)
    return Facts(
        subject=facts.subject,
        act_date=facts.act_date,
        known_on=facts.known_on,
        hits=facts.hits,
        statements={**facts.statements, **said},
        conduct=conduct,
    )


def listed_ships(lists: Iterable[LoadedList]) -> tuple[ListedShip, ...]:
    """The ships on the lists, by what tells one hull from another."""
    found = []
    for loaded in lists:
        for listing in loaded.listings:
            if listing.kind != "vessel":
                continue
            numbers = {each.scheme: each.value for each in listing.identifiers}
            since = [d.since for d in listing.decisions if d.since is not None]
            found.append(
                ListedShip(
                    list=listing.list,
                    ref=listing.ref,
                    names=tuple(name.text for name in listing.names),
                    imo=numbers.get("imo", ""),
                    mmsi=numbers.get("mmsi", ""),
                    since=min(since, default=None),
                )
            )
    return tuple(found)
