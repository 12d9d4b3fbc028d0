"""A consignment as it is read: findings by number, and the words they rest on marked with it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from tidewaiter.cargo.passage import Line, place_of
from tidewaiter.model import Consignment, Evidence, Finding, Verdict

_ORDER = ("prohibited", "needs_authorisation", "cannot_tell")
_BRIEF = frozenset({"containers", "dates", "references", "extras"})
_LEFT_OUT = frozenset({"document", "format", "places", "defects"})


class Numbered(NamedTuple):
    """A finding under its number on the page; `outcome` is its word, a duty's being of its own."""

    number: int
    finding: Finding
    outcome: str


class Block(NamedTuple):
    """The findings of one maker of law."""

    source: str
    findings: tuple[Numbered, ...]


class Mark(NamedTuple):
    """What leads from words to what rests on them: a label, and where it is on the page."""

    label: str
    anchor: str


class Piece(NamedTuple):
    """Some words of a line, and what rests on them."""

    text: str
    marks: tuple[Mark, ...] = ()


class Row(NamedTuple):
    """One line of the document, its anchor and what stands on it; or how many were left out."""

    anchor: str
    place: str
    pieces: tuple[Piece, ...]
    left_out: int


class Field(NamedTuple):
    """One declared value: its name, where it stood, and what rests on it."""

    path: str
    name: str
    value: str
    at: str
    anchor: str
    marks: tuple[Mark, ...]


class Item(NamedTuple):
    """One thing of its kind, such as one party: its number, what it is, its fields."""

    number: int
    kind: str
    fields: tuple[Field, ...]


class Group(NamedTuple):
    """All things of one kind; `brief` where each is shown on one line."""

    name: str
    brief: bool
    items: tuple[Item, ...]


class Read(NamedTuple):
    """The findings in blocks by whose law they are; those that bar nothing apart."""

    blocks: tuple[Block, ...]
    others: tuple[Finding, ...]
    told: int
    untold: int


def numbered(verdict: Verdict) -> Read:
    """The findings, gravest first, the United Nations' before other law."""
    weighty = [each for each in verdict.findings if _is_weighty(each, verdict)]
    by_source: dict[str, list[Finding]] = {"un": []}
    for each in weighty:
        by_source.setdefault(each.measure.partition("/")[0], []).append(each)
    blocks, number = [], 0
    for source, findings in by_source.items():
        some = []
        for finding in sorted(findings, key=_gravity):
            number += 1
            some.append(Numbered(number, finding, _outcome(finding, verdict)))
        if len(some) > 0:
            blocks.append(Block(source, tuple(some)))
    untold = sum(each.outcome == "cannot_tell" for each in weighty)
    others = tuple(each for each in verdict.findings if not _is_weighty(each, verdict))
    return Read(tuple(blocks), others, len(weighty) - untold, untold)


def marks_of(read: Read, verdict: Verdict) -> list[tuple[Mark, Evidence]]:
    """Every piece of evidence with what rests on it: findings by number, hits by letter H."""
    found = [
        (Mark(str(each.number), f"finding-{each.number}"), evidence)
        for block in read.blocks
        for each in block.findings
        for evidence in each.finding.evidence
    ]
    for index, hit in enumerate(verdict.hits):
        found.append((Mark(f"H{index + 1}", f"hit-{index + 1}"), hit.evidence))
    return found


def anchor_of(at: str) -> str:
    """The name of a place on the page: `p-segment-41`; empty for a place that no line has."""
    place = place_of(at)
    return "" if place == "" else "p-" + re.sub(r"[^A-Za-z0-9]+", "-", place).strip("-")


def rows(
    lines: Iterable[Line], told: Sequence[tuple[Mark, Evidence]], consignment: Consignment
) -> tuple[Row, ...]:
    """The lines of a document with the words marked that evidence rests on."""
    at: dict[str, list[tuple[Mark, tuple[str, ...]]]] = {}
    for mark, evidence in told:
        words = (evidence.value, *_declared(consignment, evidence.field))
        at.setdefault(place_of(evidence.at), []).append((mark, words))
    return tuple(
        Row(
            anchor=anchor_of(line.place),
            place=line.place,
            pieces=pieces(line.text, at.get(line.place, []) if line.place else []),
            left_out=line.left_out,
        )
        for line in lines
    )


def pieces(text: str, told: Sequence[tuple[Mark, Sequence[str]]]) -> tuple[Piece, ...]:
    """A line cut at the words that are marked.

    Each mark names the ways its words may be written. What is not found so stands at the end.
    """
    spans = [(*_find(text, words), mark) for mark, words in told]
    cut: list[Piece] = []
    done = 0
    for start, end, marks in _joined(spans):
        if start > done:
            cut.append(Piece(text[done:start]))
        cut.append(Piece(text[start:end], marks))
        done = end
    if done < len(text):
        cut.append(Piece(text[done:]))
    lost = tuple(dict.fromkeys(mark for start, end, mark in spans if start == end))
    return (*cut, *([Piece("", lost)] if len(lost) > 0 else []))


def fields(consignment: Consignment, told: Sequence[tuple[Mark, Evidence]]) -> tuple[Group, ...]:
    """Every declared value, in groups, with its place and what rests on it."""
    by_field: dict[str, list[Mark]] = {}
    for mark, evidence in told:
        by_field.setdefault(evidence.field, []).append(mark)
    told_fields = msgspec.to_builtins(consignment)
    groups: list[Group] = []
    plain: list[Field] = []
    for name, value in told_fields.items():
        if name in _LEFT_OUT or value in ("", None, [], ()):
            continue
        if isinstance(value, list | tuple) and len(value) > 0 and isinstance(value[0], dict):
            items = tuple(
                Item(
                    number=index + 1,
                    kind=str(item.get("role") or item.get("function") or item.get("kind") or ""),
                    fields=tuple(_leaves(item, f"{name}[{index}]", consignment.places, by_field)),
                )
                for index, item in enumerate(value)
            )
            groups.append(Group(name, name in _BRIEF, items))
        else:
            plain += _leaves({name: value}, "", consignment.places, by_field)
    return (Group("", False, (Item(0, "", tuple(plain)),)), *groups)


def _leaves(
    value: dict[str, Any], path: str, places: dict[str, str], marks: dict[str, list[Mark]]
) -> Iterator[Field]:
    for name, held in value.items():
        here = f"{path}.{name}" if path else name
        if isinstance(held, dict):
            yield from _leaves(held, here, places, marks)
        elif isinstance(held, list | tuple):
            for index, item in enumerate(held):
                inner = f"{here}[{index}]"
                if isinstance(item, dict):
                    yield from _leaves(item, inner, places, marks)
                else:
                    yield _field(inner, name, item, places, marks)
        elif held not in ("", None):
            yield _field(here, name, held, places, marks)


def _field(
    path: str, name: str, value: object, places: dict[str, str], marks: dict[str, list[Mark]]
) -> Field:
    whole = path.rpartition("[")[0] if path.endswith("]") else path
    at = places.get(path) or places.get(whole, "")
    found = dict.fromkeys([*marks.get(path, []), *marks.get(whole, [])])
    shown = f"{value:.10g}" if isinstance(value, float) else str(value)
    return Field(path, name, shown, at, field_anchor(path), tuple(found))


def field_anchor(path: str) -> str:
    """The name of a field on the page, where fields are shown."""
    return "f-" + re.sub(r"[^A-Za-z0-9]+", "-", path).strip("-")


def _find(text: str, words: Sequence[str]) -> tuple[int, int]:
    """Where words stand in a line, as words of their own before anything else; else its end."""
    for value in words:
        # a value may be written in several components: a separator stands for a space then
        said = r"[\s:+]+".join(map(re.escape, value.split()))
        whole = rf"(?<!\w){said}(?!\w)"
        ways = [(whole, 0), (whole, re.IGNORECASE)]
        if not value.isdecimal():
            ways.append((said, re.IGNORECASE))
        for pattern, flags in ways if said != "" else ():
            found = re.search(pattern, text, flags)
            if found is not None:
                return found.span()
    return len(text), len(text)


def _declared(consignment: Consignment, path: str) -> tuple[str, ...]:
    """A field's value as a document may write it, where it is one value."""
    value: Any = consignment
    for name, index in re.findall(r"(\w+)|\[(\d+)\]", path):
        try:
            value = getattr(value, name) if name else value[int(index)]
        except (AttributeError, IndexError, TypeError):
            return ()
    if isinstance(value, float):
        return (f"{value:.0f}",) if value.is_integer() else (str(value),)
    return (value,) if isinstance(value, str) else ()


def _joined(spans: list[tuple[int, int, Mark]]) -> list[tuple[int, int, tuple[Mark, ...]]]:
    """Spans in order, those that overlap made one."""
    found: list[tuple[int, int, tuple[Mark, ...]]] = []
    narrow = [each for each in spans if each[0] < each[1]]
    for start, end, mark in sorted(narrow, key=lambda each: each[:2]):
        if len(found) > 0 and start < found[-1][1]:
            before = found.pop()
            marks = before[2] if mark in before[2] else (*before[2], mark)
            found.append((before[0], max(before[1], end), marks))
        else:
            found.append((start, end, (mark,)))
    return found


def _is_weighty(finding: Finding, verdict: Verdict) -> bool:
    calls = finding.duty or finding.measure in verdict.inspections
    return finding.outcome in _ORDER or calls


def _outcome(finding: Finding, verdict: Verdict) -> str:
    calls = finding.duty or finding.measure in verdict.inspections
    return finding.outcome if finding.outcome in _ORDER or not calls else "inspect_only"


def _gravity(finding: Finding) -> int:
    return _ORDER.index(finding.outcome) if finding.outcome in _ORDER else len(_ORDER)
