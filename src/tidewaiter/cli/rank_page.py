"""The queue of what to open, as a page a person can read."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rich.markup import escape
from rich.table import Table

from tidewaiter.cli.output import STYLES, WORDS, console, emit
from tidewaiter.cli.table import NO_NUMBER
from tidewaiter.pipeline.queue import Draw, Placed
from tidewaiter.ranking import Kept

CLOSING = "A rank orders what nobody must open. It is no ground to detain, and it clears nobody."
# The page tells so many reasons of each consignment, JSON all.
SHOWN = 3
BANDS = {"duty": "DUTY", "settle": "to settle", "random": "random", "ranked": "ranked"}
NO_RANKING = (
    "No ranking is trained: the voluntary part is drawn at random, all of it. "
    "`tidewaiter rank train` makes one from past openings."
)


@dataclass(frozen=True, slots=True)
class Page:
    """A queue with its draw; `event` is the draw's number in the ledger, 0 where none is kept.

    `before` are the events of earlier draws from the same papers, `asked` the number that can
    be opened, None where none was given.
    """

    draw: Draw
    placed: tuple[Placed, ...]
    kept: Kept | None
    event: int
    before: tuple[int, ...]
    asked: int | None

    def closing(self) -> dict[str, object]:
        """The last line of JSON: the counts, and what the draw rests on."""
        return {
            "queue": dict(Counter(each.way for each in self.placed)),
            "open": self.asked,
            "random_share": self.draw.random_share,
            "seed": self.draw.seed,
            "ranking": self.draw.ranking,
            "event": self.event,
            "drawn_before": self.before,
            "notes": tuple(self.notes()),
        }

    def show(self, *, as_json: bool) -> None:
        """The queue, then how it came about: as lines of JSON, or as a page."""
        if as_json:
            for each in (*self.placed, self.closing()):
                emit(each)
        elif len(self.placed) == 0:
            console().print("No consignment found.")
        else:
            console().print(self._table())
            for note in self.notes():
                console().print(note, highlight=False, markup=False)
            console().print(CLOSING, style="dim")

    def notes(self) -> Iterator[str]:
        """What to know of the queue, in sentences."""
        counts = Counter(each.way for each in self.placed)
        duties, drawn, ranked = counts["duty"], counts["random"], counts["ranked"]
        yield f"{_many(len(self.placed), 'consignment')}: {self._room(duties, drawn, ranked)}"
        if counts["settle"] > 0:
            yield (
                f"{counts['settle']} to settle: a person must say first whether inspecting is a "
                "duty. They count against no number."
            )
        if self.draw.undrawn > 0:
            yield f"{self.draw.undrawn} of the voluntary part wait beyond the number to open."
        yield NO_RANKING if self.kept is None else _source(self.kept)
        yield self._record()
        if len(self.before) > 0:
            numbers = ", ".join(map(str, self.before))
            yield f"The same papers were drawn from before, in event {numbers} of the ledger."

    def _room(self, duties: int, drawn: int, ranked: int) -> str:
        parts = f"{_many(duties, 'duty', 'duties')}, {drawn} drawn at random, {ranked} by rank."
        if self.asked is None:
            return parts
        if duties > self.asked:
            over = f"more duties than the {self.asked} that can be opened; all of them stand"
            return f"{parts} There are {over}, and no room is left for others."
        left = self.asked - duties
        return f"{parts} Of {self.asked} that can be opened the duties take {duties}, {left} left."

    def _record(self) -> str:
        kept = f"kept in event {self.event} of the ledger" if self.event > 0 else "not kept"
        return f"The draw is {kept}; --seed {self.draw.seed} repeats it on the same papers."

    def _table(self) -> Table:
        table = Table(show_lines=True)
        for heading in ("Place", "Chosen", "Consignment", "Action", "Why"):
            table.add_column(heading, overflow="fold")
        for each in self.placed:
            if each.way == "waiting":
                continue
            subject = f"{escape(each.consignment or NO_NUMBER)}\n[dim]{escape(each.document)}[/]"
            action = f"[{STYLES[each.action]}]{WORDS[each.action]}[/]"
            why = escape("\n".join(each.reasons[:SHOWN]))
            table.add_row(str(each.place), BANDS[each.way], subject, action, why)
        return table


def _source(kept: Kept) -> str:
    ranking = kept.ranking
    return (
        f"Ranked by {ranking.usual.opened} lines opened before, {ranking.usual.false} of them "
        f"false, declared from {ranking.first} to {ranking.last}, the last result of "
        f"{ranking.known_on}."
    )


def _many(count: int, one: str, more: str = "") -> str:
    return f"{count} {one if count == 1 else more or f'{one}s'}"
