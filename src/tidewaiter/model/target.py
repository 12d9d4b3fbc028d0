"""A sanctioned territory as data: what marks it, what is taken for it, and what settles that.

Everything the screening knows of a territory stands in such a record, read from
`law/<source>/target.toml`; the code knows no territory by name.
"""

from tidewaiter.model.record import Record


class TargetPlace(Record, frozen=True):
    """A port, city or airport of the territory.

    `names` show the place wherever they stand as a place; `weak_names` only beside another sign,
    since other places or words share them; `whole_names` are weak names that show the place
    where they fill the whole field of a port. `doubt` says why a code proves little by itself.
    """

    name: str
    codes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    weak_names: tuple[str, ...] = ()
    whole_names: tuple[str, ...] = ()
    doubt: str = ""
    source: str = ""
    confidence: str = ""


class Crossing(Record, frozen=True):
    """A place outside the territory whose use points to a border crossing into it.

    `modes` limits the sign to consignments with a leg by one of them; empty means any.
    """

    name: str
    counterpart: str
    codes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    source: str = ""
    confidence: str = ""


class Neighbour(Record, frozen=True):
    """A country taken for the territory by slips of one letter or half a name.

    `codes` are exact codes; `names` and `places` are words; `dialling` is its telephone code.
    """

    name: str
    codes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    dialling: tuple[str, ...] = ()


class Phrasing(Record, frozen=True):
    """Words around a name that say which way the goods go, or that deny it.

    Each is a phrase that stands right before or after the name, save `denied_far`, which denies
    from some words before, and `listed_with`, which stand anywhere near. `articles` may stand
    between. `flag_*` make the name that of a ship's registry, `body_*` that of an embassy or
    ministry; `bare_before` only speak of it.
    """

    articles: tuple[str, ...] = ()
    from_before: tuple[str, ...] = ()
    from_after: tuple[str, ...] = ()
    to_before: tuple[str, ...] = ()
    via_before: tuple[str, ...] = ()
    flag_before: tuple[str, ...] = ()
    flag_after: tuple[str, ...] = ()
    body_before: tuple[str, ...] = ()
    body_after: tuple[str, ...] = ()
    bare_before: tuple[str, ...] = ()
    denied_before: tuple[str, ...] = ()
    denied_far: tuple[str, ...] = ()
    listed_with: tuple[str, ...] = ()


class Target(Record, frozen=True):
    """A territory: codes, names and marks, its places, and its false friends.

    `ambiguous` names may mean the neighbour (`Korea`); `friends` are phrases that hold a name or
    place of the territory and mean something else; `wrong_codes` are codes of other systems that
    must never count.
    """

    name: str
    country: str
    codes: tuple[str, ...]
    names: tuple[str, ...]
    peoples: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    friends: tuple[str, ...] = ()
    wrong_codes: tuple[str, ...] = ()
    currencies: tuple[str, ...] = ()
    mids: tuple[str, ...] = ()
    call_signs: tuple[str, ...] = ()
    dialling: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    places: tuple[TargetPlace, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    phrasing: Phrasing = Phrasing()
