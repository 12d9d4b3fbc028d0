"""NAD and what stands under it: parties with their names, addresses, numbers and contacts."""

from msgspec.structs import replace

from tidewaiter.cargo.edifact.codes import CONTACT_ROLES, ROLES
from tidewaiter.cargo.edifact.draft import Paths
from tidewaiter.cargo.edifact.state import BLANKS, State
from tidewaiter.cargo.edifact.tokenizer import US
from tidewaiter.model import Identifier, Party

NAME = Paths("parties[{}].name")
ADDRESS = Paths("parties[{}].address")
COUNTRY = Paths("parties[{}].country")
IDENTIFIER = Paths("parties[{}].identifiers[0].value")


def read_party(s: State, e: list[str], n: int) -> bool:
    """NAD: structured name and address (C080, C059), or lines of text (C058)."""
    left = len(e) > 10
    if len(e) < 10:
        e += BLANKS[len(e) :]
    draft = s.draft
    places, at = draft.places, f"segment {n}"
    index = len(draft.parties)
    s.under = "NAD"
    name, address, ident, country = e[4], e[5], e[2], e[9]
    if name == "" or e[3] != "" or US in name:
        name, lines, name_left = _name_and_lines(e[3], name)
        left = left or name_left
        address = ", ".join([*lines, address]) if address != "" else ", ".join(lines)
    parts = address, e[6], e[7], e[8]
    address = ", ".join(filter(None, parts))
    if US in address:
        address = ", ".join(filter(None, US.join(parts).split(US)))
    identifiers: tuple[Identifier, ...] = ()
    if ident != "":
        identifiers = (_identifier(ident),)
        places[IDENTIFIER[index]] = at
    if name != "":
        places[NAME[index]] = at
    if address != "":
        places[ADDRESS[index]] = at
    if country != "":
        places[COUNTRY[index]] = at
    role = ROLES.get(e[1])
    draft.parties.append(Party(role or "other", name, address, country, identifiers))
    return left or role is None


def _name_and_lines(lines: str, name: str) -> tuple[str, list[str], bool]:
    """The name, the first lines of the address, and whether anything is left of C080."""
    texts = [part for part in lines.split(US) if part]
    if name == "":
        return (texts[0], texts[1:], False) if len(texts) > 0 else ("", [], False)
    parts = name.split(US)
    return " ".join([part for part in parts[:5] if part]), texts, len(parts) > 5


def _identifier(ident: str) -> Identifier:
    """C082: the party's number; the code list it is of stands in the scheme."""
    value, _, code_list = ident.partition(US)
    if code_list == "":
        return Identifier("other", value)
    return Identifier("edifact:" + code_list.replace(US, ":"), value)


def read_contact(s: State, e: list[str], n: int) -> bool:
    """CTA: a person or department of the party before it."""
    if s.under != "NAD" or len(e) < 3 or len(e) > 3:
        return True
    _add_contact(s, e[2].replace(US, " ").strip(), n)
    return e[1] not in CONTACT_ROLES


def read_channel(s: State, e: list[str], n: int) -> bool:
    """COM: telephone, mail and the like of the party before it."""
    if s.under != "NAD" or len(e) < 2:
        return True
    for channel in e[1:]:
        number, _, kind = channel.partition(US)
        _add_contact(s, f"{kind} {number}".replace(US, " ").strip(), n)
    return False


def _add_contact(s: State, text: str, n: int) -> None:
    index = len(s.draft.parties) - 1
    party = s.draft.parties[index]
    both = text if party.contact == "" else f"{party.contact}; {text}"
    s.draft.parties[index] = replace(party, contact=both)
    s.draft.places.setdefault(f"parties[{index}].contact", f"segment {n}")
