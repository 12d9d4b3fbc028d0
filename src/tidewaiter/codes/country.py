"""Countries by ISO 3166-1 codes and by the names documents write."""

import re
import unicodedata

from tidewaiter.codes.table import read_table
from tidewaiter.model import Record

_MARKS = re.compile(r"[^\w\s]|_")
_ARTICLES = re.compile(r"^(?:the|la|le|el|the state of) ")


class Country(Record, frozen=True):
    """One country or territory of ISO 3166-1; `name` is the English one of the standard.

    `people` is what its nationals are called in English.
    """

    alpha2: str
    alpha3: str
    numeric: str
    name: str
    other_names: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


class Countries:
    """The countries of ISO 3166-1, found by code or name.

    A name that two countries share (`Korea`, `Virgin Islands`) finds none.
    """

    def __init__(self) -> None:
        self._countries = {row["alpha2"]: _read_country(row) for row in read_table("countries.csv")}
        self._codes = {
            code: country.alpha2
            for country in self._countries.values()
            for code in (country.alpha2, country.alpha3, country.numeric)
        }
        self._names = {
            fold_name(name): country.alpha2
            for country in self._countries.values()
            for name in (country.name, *country.other_names)
        }
        self._peoples = {
            fold_name(people): country.alpha2
            for country in self._countries.values()
            for people in country.people
        }

    def holds(self, alpha2: str) -> bool:
        """True where `alpha2` is a code of ISO 3166-1, in capitals."""
        return alpha2 in self._countries

    def get(self, alpha2: str) -> Country | None:
        """The country of an alpha-2 code."""
        return self._countries.get(alpha2)

    def find(self, text: str) -> str | None:
        """The alpha-2 code for an alpha-2, alpha-3 or numeric code or a name; None if unknown."""
        value = text.strip()
        code = self._codes.get(value.upper().zfill(3) if value.isdecimal() else value.upper())
        return code if code is not None else self._names.get(fold_name(value))

    def of_national(self, text: str) -> str | None:
        """As `find`, also for what nationals are called (`Iranian`); None if unknown or shared.

        `Korean`, `Congolese` and `Dominican` are of two countries each and find none. In running
        text such a word need not mean origin (`Chinese cabbage`), so `find` does not know it.
        """
        code = self.find(text)
        return code if code is not None else self._peoples.get(fold_name(text.strip()))


def fold_name(text: str) -> str:
    """A name without case, accents, punctuation and leading article, for comparing.

    Accents fall from Latin letters only, since they change letters of other scripts. Points
    inside abbreviations fall without a gap: `D.P.R.K.` folds as `dprk`.
    """
    value = unicodedata.normalize("NFKC", text).casefold().replace(".", "").replace("'", "")
    value = value.replace("’", "").replace("&", " and ")
    folded = value if value.isascii() else "".join(_bare(sign) for sign in value)
    return _ARTICLES.sub("", " ".join(_MARKS.sub(" ", folded).split()))


def _bare(sign: str) -> str:
    base = unicodedata.normalize("NFD", sign)[0]
    return base if base.isascii() else sign


def _read_country(row: dict[str, str]) -> Country:
    others, people = (_parts(row[column]) for column in ("other_names", "people"))
    return Country(row["alpha2"], row["alpha3"], row["numeric"], row["name"], others, people)


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part != "")
