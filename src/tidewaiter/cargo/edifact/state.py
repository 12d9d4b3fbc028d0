"""Where a reader stands in a message: the header, the consignment, the item and container open."""

from collections.abc import Callable
from typing import Any, Literal

from tidewaiter.cargo.edifact import codes
from tidewaiter.cargo.edifact.draft import Draft, Equipment, GoodsDraft
from tidewaiter.cargo.edifact.tokenizer import GS, US
from tidewaiter.cargo.source import Content
from tidewaiter.model import Defect, Extra, Identifier, Port

Scope = Literal["header", "consignment", "goods", "equipment"]
# A handler takes the state its table belongs to, one segment's elements and number; True means
# that part of the segment found no field and the whole of it must be kept as an extra.
Handler = Callable[[Any, list[str], int], bool]
Tables = dict[Scope, dict[str, Handler]]
BLANKS = [""] * 12


class Message:
    """One message being read: the table its next segment is read by, what is finished of it."""

    __slots__ = ("document", "form", "out", "table")

    def __init__(self, document: str, form: str) -> None:
        self.document = document
        self.form = form
        self.table: dict[str, Handler] = {}
        self.out: list[Content] = []

    def leave(self, e: list[str], n: int) -> None:
        """Keep a segment, whole, as an extra of whatever is open."""
        raise NotImplementedError

    def fault(self, n: int, problem: str, e: list[str]) -> bool:
        """Report a defect; False, so that a handler may end with it."""
        self.out.append(Defect(f"segment {n}", problem, written(e)))
        return False

    def expects_consignment(self, _: list[str]) -> bool:
        """True where a segment with a broken tag can only begin the next consignment."""
        return False

    def finish(self) -> None:
        """End the message and give out what is open."""
        raise NotImplementedError


class State(Message):
    """One cargo report or transport contract being read, and what has been finished of it."""

    __slots__ = (
        "base",
        "consignments",
        "draft",
        "equipment",
        "goods",
        "header",
        "item",
        "ports",
        "scope",
        "single",
        "tables",
        "totals",
        "under",
        "weight",
    )

    def __init__(self, document: str, form: str, tables: Tables, *, single: bool) -> None:
        super().__init__(document, form)
        self.single = single
        self.header = Draft()
        self.draft = self.header
        self.base: Draft | None = None
        self.goods: GoodsDraft | None = None
        self.item: Equipment | None = None
        self.equipment: dict[str, Equipment] = {}
        self.tables = tables
        self.scope: Scope
        self.enter("header")
        self.ports: dict[tuple[str, str], tuple[Port, bool]] = {}
        self.under = ""
        self.consignments = 0
        self.weight = 0.0
        self.totals: list[tuple[str, float, int]] = []

    def enter(self, scope: Scope) -> None:
        """Go on reading by the table of another place in the message."""
        self.scope = scope
        self.table = self.tables[scope]

    def leave(self, e: list[str], n: int) -> None:
        """Keep a segment, whole, as an extra of whatever is open."""
        extra = Extra(*named(e), f"segment {n}")
        (self.draft if self.item is None else self.item).extras.append(extra)

    def fault(self, n: int, problem: str, e: list[str]) -> bool:
        """Set a defect beside the consignment that is open, or the document where none is."""
        defect = Defect(f"segment {n}", problem, written(e))
        if self.draft is self.header and not self.single:
            self.out.append(defect)
        else:
            self.draft.defects.append(defect)
        return False

    def in_header(self) -> bool:
        """True before the first consignment of a message that holds several."""
        return self.draft is self.header and not self.single and self.goods is None

    def open_goods(self, number: str) -> GoodsDraft:
        """Begin a goods item; in a message without CNI it begins the consignment too."""
        self.close_parts()
        if self.draft is self.header:
            self.keep_base()
        self.goods = goods = GoodsDraft(number)
        if self.scope != "goods":
            self.enter("goods")
        return goods

    def keep_base(self) -> None:
        """Remember the header before the data of a first consignment without CNI join it."""
        if self.base is None and not self.single:
            self.base = self.header.follow()

    def open_equipment(self, number: str) -> Equipment:
        """Begin a container: of the message in the header, of the consignment elsewhere."""
        self.close_parts()
        self.item = Equipment(number)
        if self.draft is self.header:
            twice = number == "" or number in self.equipment
            self.equipment[f"{number}#{len(self.equipment)}" if twice else number] = self.item
        else:
            self.draft.equipment.append(self.item)
        self.enter("equipment")
        return self.item

    def open_consignment(self) -> None:
        """Finish the consignment that is open and begin one from the header."""
        self.close_consignment(last=False)
        self.draft = self.header.follow()
        self.enter("consignment")

    def close_parts(self) -> None:
        """Finish the goods item and the container that are open."""
        self.under = ""
        self.item = None
        goods = self.goods
        if goods is not None:
            self.draft.goods.append(goods.build())
            self.goods = None
            if goods.gross is not None:
                self.weight += goods.gross

    def close_consignment(self, *, last: bool) -> None:
        """Give out the consignment that is open; a header counts where it holds goods."""
        self.close_parts()
        draft = self.draft
        if draft is self.header and not self._header_is_consignment(last=last):
            return
        if len(draft.totals) > 0:
            check_totals(draft)
        self.consignments += 1
        self.out.append(draft.build(self.document, self.form, self._equipment_of(draft, last)))
        if draft is self.header and self.base is not None:
            self.header = self.base

    def _header_is_consignment(self, *, last: bool) -> bool:
        if self.single:
            return True
        return len(self.header.goods) > 0 or (last and self.consignments == 0)

    def _equipment_of(self, draft: Draft, last: bool) -> list[Equipment]:
        """The containers its goods name; all of the message where it is alone and names none."""
        own = draft.equipment
        if len(self.equipment) == 0:
            return own
        if self.single:
            return list(self.equipment.values())
        found: dict[str, Equipment] = {}
        for goods in draft.goods:
            for name in goods.containers:
                item = self.equipment.get(name)
                if item is not None:
                    found[name] = item
        linked = list(found.values())
        if len(linked) == 0 and last and self.consignments <= 1:
            return list(self.equipment.values()) + own
        return linked + own

    def expects_consignment(self, e: list[str]) -> bool:
        """True after goods, for the row number that is due and a tag with two letters of CNI."""
        if self.single or self.scope != "goods" or len(e) < 3:
            return False
        due = e[1] == str(self.consignments + 2) and US not in e[2]
        return due and sum(letter in e[0] for letter in "CNI") >= 2

    def finish(self) -> None:
        """End the message: its last consignment, its totals, the containers nobody named."""
        self.close_consignment(last=True)
        for name, item in self.equipment.items():
            if not item.claimed:
                self.out.append(_unclaimed(name, item))
        for code, total, n in self.totals:
            if code == codes.TOTAL_CONSIGNMENTS and total != self.consignments:
                problem = f"control total of consignments {total:g}, found {self.consignments}"
                self.out.append(Defect(f"segment {n}", problem))


def _unclaimed(name: str, item: Equipment) -> Defect:
    """A container of the header that no consignment names, with all that is said of it."""
    container = item.build()
    said = [container.size_type, container.status, *container.seals]
    for label, weight in (("gross", item.gross), ("tare", item.tare)):
        said += [f"{label} {weight:.15g} kg"] if weight is not None else []
    said += [f"{port.function} {port.code} {port.name} {port.country}" for port, _ in item.ports]
    said += [f"{extra.name} {extra.value}" for extra in item.extras]
    problem = f"container {item.number} is of no consignment of the message"
    if item.number not in (name, ""):
        problem = f"container {item.number} stands twice in the message"
    return Defect(item.places[0][1], problem, "; ".join([text for text in said if text]))


def check_totals(draft: Draft) -> None:
    """Hold the consignment's control totals against its goods."""
    for code, total, at in draft.totals:
        weights = [item.gross_weight_kg for item in draft.goods]
        declared = [weight for weight in weights if weight is not None]
        if code == "weight" and len(declared) == len(weights) > 0:
            if abs(sum(declared) - total) > max(1.0, total * 0.001):
                problem = f"control total of weight {total:g} kg, goods weigh {sum(declared):g} kg"
                draft.defects.append(Defect(at, problem))
        elif code == "pieces":
            pieces = sum(item.packages[0].count or 0 for item in draft.goods if item.packages)
            if total not in {pieces, draft.split_pieces} and len(draft.goods) > 0:
                problem = f"control total of pieces {total:g}, goods count {pieces:g}"
                draft.defects.append(Defect(at, problem))


def named(e: list[str]) -> tuple[str, str]:
    """A segment as a name and a value: its qualifier is part of the name where it is a code."""
    qualified = len(e) > 2 and 0 < len(e[1]) <= 3 and US not in e[1]
    head = 2 if qualified else 1
    return "+".join(e[:head]), written(e[head:])


def written(e: list[str]) -> str:
    """Elements as text with the usual separators, trailing empty ones left out."""
    return GS.join(e).rstrip(GS + US).replace(GS, "+").replace(US, ":")


def add_reference(draft: Draft, scheme: str, value: str, at: str) -> None:
    """Add a number under its own name."""
    draft.places[f"references[{len(draft.references)}].value"] = at
    draft.references.append(Identifier(scheme, value))
