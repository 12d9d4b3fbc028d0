import datetime
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.sample import AT
from tidewaiter.ledger.chain import (
    FIELDS,
    GENESIS,
    Draft,
    canonical,
    digest_of,
    link,
    payload_text,
    time_text,
)
from tidewaiter.ledger.walk import Fault, faults
from tidewaiter.model import Anchor, Event, Identifier

Row = tuple[object, ...]
EMPTY = Anchor(number=0, digest=GENESIS)
TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
LENGTH = 6


def row_of(event: Event) -> Row:
    values = msgspec.structs.asdict(event) | {"at": time_text(event.at)}
    return tuple(values[name] for name in (*FIELDS, "digest"))


def rows_of(length: int = LENGTH) -> list[Row]:
    drafts = [Draft.of("note", f"subject {number}", b'{"a":1}') for number in range(length)]
    return [row_of(event) for event in link(EMPTY, drafts, "desk", AT)]


def found(rows: list[Row], *anchors: Anchor) -> list[tuple[int, str]]:
    return [(fault.number, fault.kind) for fault in faults(rows, anchors)]


def changed(row: Row, field: str, value: object) -> Row:
    return tuple(
        value if name == field else old for name, old in zip((*FIELDS, "digest"), row, strict=True)
    )


def rewritten(row: Row, **fields: object) -> Row:
    """The row with other values and a digest that fits them, as a careful forger writes it."""
    for name, value in fields.items():
        row = changed(row, name, value)
    return (*row[:-1], digest_of(row[:-1]))


def test_each_event_names_the_digest_of_the_one_before() -> None:
    rows = rows_of()
    assert rows[0][-2] == GENESIS
    assert all(later[-2] == earlier[-1] for earlier, later in pairwise(rows))
    assert found(rows) == []


@given(
    number=st.integers(1, LENGTH),
    field=st.sampled_from((*FIELDS[1:], "digest")),
    value=TEXT | st.none() | st.binary(max_size=5),
)
def test_any_single_altered_field_is_named(number: int, field: str, value: object) -> None:
    rows = rows_of()
    tampered = changed(rows[number - 1], field, value)
    if tampered == rows[number - 1]:
        return
    rows[number - 1] = tampered
    assert found(rows) == [(number, "altered")]


def test_text_stored_again_as_bytes_of_the_same_look_is_altered() -> None:
    rows = [row_of(event) for event in link(EMPTY, [Draft.of("k", "b'x'", b"1")], "desk", AT)]
    rows[0] = changed(rows[0], "subject", b"x")
    assert found(rows) == [(1, "altered")]


@given(st.sets(st.integers(1, LENGTH - 1), min_size=1))
def test_missing_events_are_named_and_their_followers_are_not(gone: set[int]) -> None:
    rows = [row for row in rows_of() if row[0] not in gone]
    runs = [number for number in sorted(gone) if number - 1 not in gone]
    assert found(rows) == [(number, "missing") for number in runs]


@given(st.lists(st.integers(0, LENGTH - 1), min_size=2, max_size=2, unique=True))
def test_events_that_changed_places_are_both_named(places: list[int]) -> None:
    one, other = places
    rows = rows_of()
    first, second = rows[one], rows[other]
    rows[one] = changed(second, "number", first[0])
    rows[other] = changed(first, "number", second[0])
    assert found(rows) == [(place + 1, "altered") for place in sorted(places)]


@given(st.integers(1, LENGTH - 1), TEXT)
def test_event_rewritten_with_a_fitting_digest_is_named(number: int, payload: str) -> None:
    rows = rows_of()
    rows[number - 1] = rewritten(rows[number - 1], payload=payload)
    assert found(rows) == [(number, "replaced")]


def test_first_event_that_follows_another_is_named() -> None:
    rows = rows_of(1)
    rows[0] = rewritten(rows[0], previous="f" * 64)
    assert found(rows) == [(1, "replaced")]


def test_event_inserted_at_the_end_without_its_link_names_the_joint() -> None:
    rows = rows_of()
    rows.append(rewritten(rows[-1], number=LENGTH + 1, previous="f" * 64))
    assert found(rows) == [(LENGTH, "replaced")]


@pytest.mark.parametrize("number", [-3, 0, 2])
def test_event_where_the_chain_has_no_place_is_inserted(number: int) -> None:
    rows = [*rows_of(), rewritten(rows_of()[0], number=number)]
    assert found(sorted(rows, key=lambda row: int(str(row[0])))) == [(number, "inserted")]


def test_event_whose_number_is_no_number_does_not_stop_the_walk() -> None:
    rows = rows_of()
    rows.insert(2, changed(rows[1], "number", "two"))
    assert found(rows) == [(3, "inserted")]


@given(st.integers(0, LENGTH - 1))
def test_cut_end_is_found_with_an_anchor_only(left: int) -> None:
    rows = rows_of()
    anchor = Anchor(number=LENGTH, digest=str(rows[-1][-1]), at=AT)
    assert found(rows, anchor) == []
    assert found(rows[:left]) == []
    assert found(rows[:left], anchor) == [(left + 1, "cut")]


def test_end_rewritten_whole_is_found_with_an_anchor_only() -> None:
    rows = rows_of()
    anchor = Anchor(number=LENGTH, digest=str(rows[-1][-1]), at=AT)
    rows[-1] = rewritten(rows[-1], actor="somebody else")
    assert found(rows) == []
    assert found(rows, anchor) == [(LENGTH, "replaced")]


def test_anchor_of_an_empty_ledger_fits_every_ledger() -> None:
    assert found(rows_of(), EMPTY) == []


def test_missing_run_says_how_far_it_goes() -> None:
    rows = rows_of()
    assert [*faults([rows[0], rows[4], rows[5]])] == [
        Fault(number=2, kind="missing", what="events 2 to 4 are not there", last=4)
    ]


@given(st.lists(TEXT, min_size=2, max_size=2), st.lists(TEXT, min_size=2, max_size=2))
def test_text_moved_across_a_field_border_changes_the_serialisation(
    one: list[str], other: list[str]
) -> None:
    assert (canonical(one) == canonical(other)) == (one == other)


def test_serialisation_counts_bytes_not_characters() -> None:
    assert canonical((1, "żó")) == b"18:tidewaiter-event-1,1:1,4:\xc5\xbc\xc3\xb3,"


def test_digest_of_the_first_event_stays_what_it_is() -> None:
    """A changed serialisation would make every ledger in use fail: this value never changes."""
    (event,) = link(EMPTY, [Draft.of("note", "x", b"{}")], "desk", AT)
    assert event.digest == "7e27ee062903ebd410a180ff20b79cd8467143d7942524a9a27a6f9a2467fb58"


def test_time_is_utc_with_microseconds_whatever_its_zone() -> None:
    zone = datetime.timezone(datetime.timedelta(hours=9))
    assert time_text(datetime.datetime(2017, 8, 6, 21, 0, tzinfo=zone)) == (
        "2017-08-06T12:00:00.000000Z"
    )


def test_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        time_text(datetime.datetime(2017, 8, 6))  # noqa: DTZ001


def test_payload_of_a_record_has_its_keys_sorted() -> None:
    assert payload_text(Identifier(scheme="imo", value="1")) == '{"scheme":"imo","value":"1"}'
    assert payload_text(Anchor(number=1, digest="d")) == '{"digest":"d","number":1}'


@pytest.mark.parametrize("payload", [b"", b"{", b'{"a":1', b'"\xff"'])
def test_payload_that_is_not_json_is_refused(payload: bytes) -> None:
    with pytest.raises(ValueError):
        payload_text(payload)


def anchor_of(row: Row) -> Anchor:
    return Anchor(number=int(str(row[0])), digest=str(row[-1]), at=AT)


def test_event_after_an_anchored_one_is_the_one_at_fault() -> None:
    rows = rows_of()
    rows.append(rewritten(rows[-1], number=LENGTH + 1, previous="f" * 64))
    assert found(rows, anchor_of(rows[-2])) == [(LENGTH + 1, "inserted")]


def test_renumbered_end_names_no_event_that_never_was() -> None:
    rows = rows_of()
    end = anchor_of(rows[-1])
    rows[-1] = changed(rows[-1], "number", LENGTH + 7)
    assert found(rows, end) == [(LENGTH + 7, "altered"), (LENGTH, "missing")]
    assert found(rows) == [(LENGTH + 7, "altered")]


def test_gap_before_an_altered_event_is_named_as_the_next_whole_one_shows_it() -> None:
    rows = rows_of()
    rows[3] = changed(rows[3], "actor", "somebody else")
    assert found([rows[0], *rows[3:]]) == [(4, "altered"), (2, "missing")]


def test_first_anchor_after_a_rewritten_event_names_what_may_be_another() -> None:
    rows = rows_of()
    anchors = [anchor_of(row) for row in rows[1::2]]
    previous = str(rows[1][-1])
    for place in (2, 3, 4, 5):
        rows[place] = rewritten(rows[place], actor="somebody else", previous=previous)
        previous = str(rows[place][-1])
    assert found(rows) == []
    (fault,) = faults(rows, anchors)
    assert (fault.number, fault.kind) == (4, "replaced")
    assert "events 3 to 4" in fault.what


def test_anchors_of_a_whole_ledger_hold() -> None:
    rows = rows_of()
    assert found(rows, *map(anchor_of, rows)) == []


def test_cut_names_the_whole_run() -> None:
    rows = rows_of()
    (fault,) = faults(rows[:2], [anchor_of(rows[3]), anchor_of(rows[-1])])
    assert (fault.number, fault.last, fault.kind) == (3, LENGTH, "cut")
