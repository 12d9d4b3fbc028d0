"""One BAPLIE or COARRI message while its segments are still coming in."""

from msgspec import Struct

from tidewaiter.cargo.edifact import codes
from tidewaiter.cargo.edifact.state import Handler, Message, named
from tidewaiter.model import Dated, Defect, Extra, Stowed, StowList
from tidewaiter.model.calls import StowFunction, StowKind
from tidewaiter.model.consignment import DateKind

# The header's place that a list of each kind is about, and the kind of date of that call.
PLACES: dict[StowKind, tuple[str, DateKind]] = {
    "stow_plan": ("5", "departure"),
    "discharge_report": ("11", "arrival"),
    "loading_report": ("9", "departure"),
}
NEXT_PLACE = "61"

Written = tuple[list[str], int]


class Slot(Struct):
    """A stowage location or a piece of equipment, with the segments that stand under it.

    `told` are the segments its fields come from: where it turns out to hold no container they
    are kept as extras of the list. `strays` is True where a cell, weight or port comes again:
    the beginning of the next container has been lost.
    """

    at: str
    equipped: bool = False
    number: str = ""
    kind: str = ""
    size_type: str = ""
    status: str = ""
    full: bool | None = None
    loading: str = ""
    discharge: str = ""
    gross: float | None = None
    weighed: Written | None = None
    weighed_equipped: bool = False
    verified: bool = False
    strays: bool = False
    cell: str = ""
    told: list[Written] = []
    extras: list[Extra] = []

    @property
    def may_be_verified(self) -> bool:
        """True where a verified weight would stand beside the one held, in the same container."""
        return not self.verified and not self.strays and self.weighed_equipped == self.equipped

    def build(self) -> Stowed:
        """The finished container."""
        return Stowed(
            container=self.number,
            size_type=self.size_type,
            full=self.full,
            port_of_loading=self.loading,
            port_of_discharge=self.discharge,
            gross_weight_kg=self.gross,
            cell=self.cell,
            at=self.at,
            status=self.status,
            extras=tuple(self.extras),
        )


class Stowage(Message):
    """A stow list being read: its header, the slot that is open, the containers so far."""

    __slots__ = (
        "begun",
        "code",
        "containers",
        "dates",
        "expected",
        "extras",
        "function",
        "next_on",
        "partial",
        "places",
        "reference",
        "ship",
        "slot",
        "text",
        "voyage",
    )

    def __init__(self, document: str, form: str, table: dict[str, Handler]) -> None:
        super().__init__(document, form)
        self.table = table
        self.begun = ""
        self.code = ""
        self.text = ""
        self.reference = ""
        self.function: StowFunction = ""
        self.partial = False
        self.ship: dict[str, str] = {}
        self.voyage = ""
        self.places: dict[str, tuple[str, Written]] = {}
        self.dates: list[Dated] = []
        self.next_on = ""
        self.expected: tuple[float, int] | None = None
        self.slot: Slot | None = None
        self.containers: list[Stowed] = []
        self.extras: list[Extra] = []

    @property
    def by_location(self) -> bool:
        """True where a location (LOC+147) begins each container, as in BAPLIE; else EQD does."""
        return self.form == "baplie"

    def leave(self, e: list[str], n: int) -> None:
        """Keep a segment, whole, as an extra of the container or location open, or of the list."""
        extras = self.extras if self.slot is None else self.slot.extras
        extras.append(Extra(*named(e), f"segment {n}"))

    def open_slot(self, n: int, cell: str = "") -> Slot:
        """Begin the next location or piece of equipment."""
        self.close_slot()
        self.slot = Slot(f"segment {n}", cell=cell)
        return self.slot

    def close_slot(self) -> None:
        """Finish what is open: a container goes on the list, all else into its extras."""
        slot, self.slot = self.slot, None
        if slot is None:
            return
        if slot.equipped and slot.kind in codes.NUMBERED_EQUIPMENT:
            self.containers.append(slot.build())
            return
        self.extras += [Extra(*named(e), f"segment {n}") for e, n in slot.told]
        self.extras += slot.extras

    def finish(self) -> None:
        """End the message and give out its list."""
        self.close_slot()
        self._check_total()
        self._check_twice()
        kind = self._kind()
        place, on = self._call(kind)
        next_place = self._take_place(NEXT_PLACE) if kind == "stow_plan" else ""
        for _, (e, n) in self.places.values():
            self.extras.append(Extra(*named(e), f"segment {n}"))
        self.out.append(
            StowList(
                document=self.document,
                format=self.form,
                kind=kind,
                reference=self.reference,
                containers=tuple(self.containers),
                vessel_name=self.ship.get("name", ""),
                vessel_imo=self.ship.get("imo", ""),
                vessel_call_sign=self.ship.get("call_sign", ""),
                voyage=self.voyage,
                place=place,
                on=on,
                next_place=next_place,
                next_on=self.next_on,
                dates=tuple(self.dates),
                function=self.function,
                partial=self.partial,
                extras=tuple(self.extras),
            )
        )

    def _call(self, kind: StowKind) -> tuple[str, str]:
        """The place the list is about, and the day of that call, else of the document."""
        function, what = PLACES[kind]
        days = {date.kind: date.value for date in reversed(self.dates)}
        return self._take_place(function), days.get(what) or days.get("document", "")

    def _take_place(self, function: str) -> str:
        return self.places.pop(function, ("", ([], 0)))[0]

    def _kind(self) -> StowKind:
        """What the list reports: by its code, its name, or else what its containers are there for.

        Where none of them tells, it is read as a plan: it says that the containers were aboard.
        """
        if self.form == "baplie" or self.code == codes.RESTOW:
            return "stow_plan"
        known = codes.REPORTS.get(self.code)
        if known is not None:
            return known
        kind = self._guess()
        said = f"code {self.code or '(none)'} {self.text}".strip()
        problem = f"the kind of report is not known by its {said}: read as {kind.replace('_', ' ')}"
        self.out.append(Defect(self.begun, problem))
        return kind

    def _guess(self) -> StowKind:
        words = self.text.upper()
        statuses = {held.status for held in self.containers}
        if "DISCH" in words or statuses == {"import"}:
            return "discharge_report"
        if "LOAD" in words or statuses == {"export"}:
            return "loading_report"
        return "stow_plan"

    def _check_total(self) -> None:
        if self.expected is not None and self.expected[0] != len(self.containers):
            total, n = self.expected
            problem = f"control total of equipment {total:g}, found {len(self.containers)}"
            self.out.append(Defect(f"segment {n}", problem))

    def _check_twice(self) -> None:
        seen: set[str] = set()
        for held in self.containers:
            if held.container in seen and held.container != "":
                self.out.append(
                    Defect(held.at, "the container is twice on the list", held.container)
                )
            seen.add(held.container)
