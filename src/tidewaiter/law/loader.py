"""Read law files strictly: a wrong field stops the load with file, key and reason."""

import tomllib
from pathlib import Path
from typing import TypeVar

import msgspec

from tidewaiter.law.check import find_faults
from tidewaiter.law.law import Law
from tidewaiter.model.errors import LawError
from tidewaiter.model.law import Act, Products, Vocabulary
from tidewaiter.model.record import Record

FOLDER = Path(__file__).parent
Kind = TypeVar("Kind", bound=Record)


def load_law(sources: tuple[str, ...] = ("un",), *, folder: Path = FOLDER) -> Law:
    """The law of these sources, one folder each; the first one's vocabulary names the territory.

    Raises:
        LawError: where a file is missing, does not parse, has a wrong field, or the measures do
            not hold together (`tidewaiter.law.check` lists the rules).
    """
    acts: list[Act] = []
    vocabularies = [read(folder / source / "vocabulary.toml", Vocabulary) for source in sources]
    products = [read(folder / source / "products.toml", Products) for source in sources]
    for source in sources:
        paths = sorted((folder / source).glob("[0-9]*.toml"))
        acts += [read(path, Act) for path in paths]
    law = Law(
        tuple(acts),
        Vocabulary(
            territory=vocabularies[0].territory,
            facts=tuple(fact for words in vocabularies for fact in words.facts),
            conduct=tuple(word for words in vocabularies for word in words.conduct),
            conditions={name: c for words in vocabularies for name, c in words.conditions.items()},
            doubts=tuple(doubt for words in vocabularies for doubt in words.doubts),
        ),
        tuple(product for words in products for product in words.products),
    )
    faults = find_faults(law)
    if len(faults) > 0:
        raise LawError("\n".join(faults))
    return law


def read(path: Path, kind: type[Kind]) -> Kind:
    """One law file as a record of this kind.

    Raises:
        LawError: naming the file, the key and the reason.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return msgspec.convert(content, kind, strict=True)
    except OSError as error:
        raise LawError(f"{path.name}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LawError(f"{path.name}: is no TOML: {error}") from error
    except msgspec.ValidationError as error:
        reason, _, key = str(error).partition(" - at ")
        raise LawError(f"{path.name}: {key.strip('`') or '$'}: {reason}") from error
