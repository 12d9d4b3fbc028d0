"""Read law files strictly: a wrong field stops the load with file, key and reason."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from tidewaiter.law.check import find_faults
from tidewaiter.law.law import BASE, Law
from tidewaiter.model.errors import BadInput, LawError
from tidewaiter.model.extension import Extension
from tidewaiter.model.law import Act, Vocabulary
from tidewaiter.model.products import Products, ProductWord
from tidewaiter.model.record import Record

FOLDER = Path(__file__).parent
# The words that several further sources share, and the files of a source that hold no act.
SHARED = "national.toml"
ASIDE = frozenset({"vocabulary.toml", "products.toml", "target.toml"})
Kind = TypeVar("Kind", bound=Record)


def load_law(sources: tuple[str, ...] = (), *, folder: Path = FOLDER) -> Law:
    """The law of the United Nations and of these further sources, one folder each.

    The United Nations always stand first; the words and products of a further source extend
    theirs.

    Raises:
        BadInput: no folder holds law of a source.
        LawError: where a file is missing, does not parse, has a wrong field, or the measures do
            not hold together (`tidewaiter.law.check` lists the rules).
    """
    known = known_sources(folder)
    wanted = tuple(dict.fromkeys((BASE, *sources)))
    for source in wanted[1:]:
        if source not in known:
            advice = f"Choose from: {', '.join(known)}."
            raise BadInput(f"there is no law of {source!r}", where="--law", advice=advice)
    law = Law(
        tuple(act for source in wanted for act in _acts(folder, source)),
        _vocabulary(folder, wanted),
        tuple(product for source in wanted for product in _products(folder / source)),
    )
    faults = find_faults(law)
    if len(faults) > 0:
        raise LawError("\n".join(faults))
    return law


def known_sources(folder: Path = FOLDER) -> tuple[str, ...]:
    """The sources that have a folder of acts, the United Nations first."""
    found = {path.parent.name for path in folder.glob("*/*.toml") if path.name not in ASIDE}
    return (BASE, *sorted(found - {BASE}))


def _acts(folder: Path, source: str) -> list[Act]:
    """The acts of one source, the oldest first."""
    acts = []
    for path in sorted((folder / source).glob("*.toml")):
        if path.name in ASIDE:
            continue
        act = read(path, Act)
        strange = [measure.id for measure in act.measures if measure.source != source]
        if len(strange) > 0:
            raise LawError(f"{source}/{path.name}: {strange[0]} does not begin with {source}/")
        acts.append(act)
    return sorted(acts, key=lambda act: (act.adopted, act.number))


def _vocabulary(folder: Path, sources: tuple[str, ...]) -> Vocabulary:
    base = read(folder / BASE / "vocabulary.toml", Vocabulary)
    added = list(_extensions(folder, sources))
    conditions = dict(base.conditions)
    for extension in added:
        twice = sorted(conditions.keys() & extension.conditions.keys())
        if len(twice) > 0:
            raise LawError(f"condition {twice[0]} is defined twice")
        conditions |= extension.conditions
    return Vocabulary(
        territory=base.territory,
        facts=(*base.facts, *(fact for words in added for fact in words.facts)),
        conduct=(*base.conduct, *(word for words in added for word in words.conduct)),
        conditions=conditions,
        doubts=base.doubts,
        triggers=base.triggers,
        contents=base.contents,
    )


def _extensions(folder: Path, sources: tuple[str, ...]) -> Iterator[Extension]:
    if len(sources) == 1:
        return
    for path in (folder / SHARED, *(folder / name / "vocabulary.toml" for name in sources[1:])):
        if path.exists():
            yield read(path, Extension)


def _products(folder: Path) -> tuple[ProductWord, ...]:
    path = folder / "products.toml"
    if folder.name != BASE and not path.exists():
        return ()
    return read(path, Products).products


def read(path: Path, kind: type[Kind]) -> Kind:
    """One law file as a record of this kind.

    Raises:
        LawError: naming the file, the key and the reason.
    """
    name = path.name if path.parent.name == BASE else f"{path.parent.name}/{path.name}"
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return msgspec.convert(content, kind, strict=True)
    except OSError as error:
        raise LawError(f"{name}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LawError(f"{name}: is no TOML: {error}") from error
    except msgspec.ValidationError as error:
        reason, _, key = str(error).partition(" - at ")
        raise LawError(f"{name}: {key.strip('`') or '$'}: {reason}") from error
