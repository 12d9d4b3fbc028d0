"""Gather every sentence of the workbench into each language's catalogue; `--check` only looks.

What was translated stays; sentences that are gone are taken out. Usage: translations.py [--check]
"""

import re
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

WEB = Path(__file__).parent.parent / "src" / "tidewaiter" / "web"
LANGUAGES = ("ko",)
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2.ext:babel_extract")]
OPTIONS = {
    "**/templates/**.html": {
        "extensions": "jinja2.ext.do",
        "trim_blocks": "true",
        "lstrip_blocks": "true",
        "silent": "false",
    }
}
_PLACE = re.compile(r"%\(\w+\)s|\{\w+\}")
KEYWORDS = {"_": None, "N_": None, "gettext": None, "translate": (2,), "ngettext": (1, 2)}


def place(language: str) -> Path:
    """The file of a language's sentences."""
    return WEB / "locale" / language / "LC_MESSAGES" / "messages.po"


def gathered() -> Catalog:
    """Every sentence there is, without the places it stands in."""
    found = Catalog(project="tidewaiter", charset="utf-8")
    for _, _, message, _, context in extract_from_dir(WEB, METHODS, OPTIONS, keywords=KEYWORDS):
        found.add(message, context=context)
    return found


def renewed(language: str, sentences: Catalog) -> Catalog:
    """A language's catalogue with exactly those sentences."""
    path = place(language)
    known = Catalog(locale=language, project="tidewaiter", charset="utf-8")
    if path.exists():
        with path.open("rb") as file:
            known = read_po(file, locale=language)
    known.update(sentences, no_fuzzy_matching=True)
    known.obsolete.clear()
    return known


def written(catalogue: Catalog) -> bytes:
    """The catalogue as the file holds it, sorted, without dates."""
    into = BytesIO()
    write_po(into, catalogue, width=100, sort_output=True, omit_header=True)
    return into.getvalue()


def is_translated(message: Message) -> bool:
    """True where each form of the sentence has its words, and the places for values it has."""
    texts = (message.string,) if isinstance(message.string, str) else (message.string or ("",))
    forms = (message.id,) if isinstance(message.id, str) else message.id
    places = {place for form in forms for place in _PLACE.findall(form)}
    return all(texts) and all(set(_PLACE.findall(text)) <= places for text in texts)


def main() -> int:
    """Renew the catalogues, or say which are behind; how many sentences wait for a translation."""
    check = "--check" in sys.argv[1:]
    sentences = gathered()
    behind = 0
    for language in LANGUAGES:
        made = renewed(language, sentences)
        path = place(language)
        waiting = [message.id for message in made if message.id and not is_translated(message)]
        print(f"{language}: {len(made)} sentences, {len(waiting)} not translated")
        if check:
            same = path.exists() and path.read_bytes() == written(made)
            behind += len(waiting) + (not same)
            for each in waiting:
                print(f"  not translated: {each!r}")
            if not same:
                print(f"  {path.name} is behind: run tools/translations.py")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(written(made))
    return 1 if behind > 0 else 0


if __name__ == "__main__":
    sys.exit(main())
