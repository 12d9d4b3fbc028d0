"""What changed from one edition of a list to another, entry by entry and field by field."""

from collections.abc import Callable, Iterable, Mapping

from tidewaiter.lists.loaded import LoadedList
from tidewaiter.model import BadInput, Decision, Listing, ListVersion, Record

Key = tuple[str, str]
Values = tuple[str, ...]


class FieldChange(Record, frozen=True):
    """The values of one field that an entry lost and gained, in words."""

    field: str
    removed: Values = ()
    added: Values = ()


class EntryChange(Record, frozen=True):
    """One entry that stands in both editions and is not the same. `name` is the newer one."""

    list: str
    ref: str
    kind: str
    name: str
    fields: tuple[FieldChange, ...]


class ListDiff(Record, frozen=True):
    """What came, went and changed between two editions, each in the order of its edition."""

    old: ListVersion
    new: ListVersion
    added: tuple[Listing, ...]
    removed: tuple[Listing, ...]
    changed: tuple[EntryChange, ...]

    @property
    def touched(self) -> frozenset[Key]:
        """List and reference of every entry that came, went or changed."""
        entries: Iterable[Listing | EntryChange] = (*self.added, *self.removed, *self.changed)
        return frozenset((entry.list, entry.ref) for entry in entries)


def diff(old: LoadedList, new: LoadedList) -> ListDiff:
    """The difference of two editions of one list.

    Entries are the same by list and reference. The order of values and the name of the edition
    (`source`) are no change.

    Raises:
        BadInput: where the two are editions of different lists.
    """
    before, after = _by_key(old), _by_key(new)
    _refuse_strangers(old, new)
    return ListDiff(
        old=old.version,
        new=new.version,
        added=tuple(e for key, entries in after.items() if key not in before for e in entries),
        removed=tuple(e for key, entries in before.items() if key not in after for e in entries),
        changed=tuple(
            change
            for key, entries in after.items()
            if key in before and (change := _changed(before[key], entries)) is not None
        ),
    )


def _by_key(loaded: LoadedList) -> dict[Key, list[Listing]]:
    entries: dict[Key, list[Listing]] = {}
    for listing in loaded.listings:
        entries.setdefault((listing.list, listing.ref), []).append(listing)
    return entries


def _refuse_strangers(old: LoadedList, new: LoadedList) -> None:
    lists = [{listing.list for listing in each.listings} for each in (old, new)]
    if len(lists[0]) > 0 and len(lists[1]) > 0 and lists[0].isdisjoint(lists[1]):
        raise BadInput(
            f"these are different lists: {old.version.name} and {new.version.name}",
            where="diff",
            advice="Give two editions of one list.",
        )


def _changed(before: list[Listing], after: list[Listing]) -> EntryChange | None:
    if before == after:
        return None
    was, now = _values(before), _values(after)
    fields = tuple(
        FieldChange(
            field=field,
            removed=tuple(value for value in was[field] if value not in now[field]),
            added=tuple(value for value in now[field] if value not in was[field]),
        )
        for field in FIELDS
        if set(was[field]) != set(now[field])
    )
    if len(fields) == 0:
        return None
    entry = after[0]
    return EntryChange(
        list=entry.list, ref=entry.ref, kind=entry.kind, name=entry.names[0].text, fields=fields
    )


def _values(entries: list[Listing]) -> dict[str, Values]:
    """Every field's values; those of entries under one reference stand together."""
    return {
        field: tuple(dict.fromkeys(value for entry in entries for value in give(entry)))
        for field, give in FIELDS.items()
    }


def _decision(decision: Decision) -> str:
    since = f" since {decision.since}" if decision.since is not None else ""
    until = f" until {decision.until}" if decision.until is not None else ""
    by = f" ({decision.instrument})" if decision.instrument != "" else ""
    return f"{decision.measure.replace('_', ' ')}{since}{until}{by}"


# every field of a listing but `list` and `ref`, which make it the same, and `source`
FIELDS: Mapping[str, Callable[[Listing], Iterable[str]]] = {
    "kind": lambda entry: (entry.kind,),
    "names": lambda entry: (f"{name.text} ({name.quality})" for name in entry.names),
    "identifiers": lambda entry: (f"{each.scheme} {each.value}" for each in entry.identifiers),
    "birth_dates": lambda entry: entry.birth_dates,
    "gender": lambda entry: (entry.gender,) if entry.gender != "" else (),
    "countries": lambda entry: entry.countries,
    "addresses": lambda entry: entry.addresses,
    "flags": lambda entry: entry.flags,
    "programmes": lambda entry: entry.programmes,
    "decisions": lambda entry: (_decision(each) for each in entry.decisions),
    "remarks": lambda entry: (part for part in entry.remarks.split("; ") if part != ""),
    "check": lambda entry: (entry.check,) if entry.check != "" else (),
    "listed_on": lambda entry: (str(entry.listed_on),) if entry.listed_on is not None else (),
}
