"""Pages made of templates, each in the frame that tells what its answers rest on."""

import re
from functools import cache, partial
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

import tidewaiter
from tidewaiter.web import labels
from tidewaiter.web.sections import SECTIONS
from tidewaiter.web.visitor import LANGUAGES, office_of, visitor_of
from tidewaiter.web.words import Words, catalogue


@cache
def environment(language: str) -> Environment:
    """The templates, in one language."""
    made = Environment(
        loader=PackageLoader("tidewaiter.web", "templates"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        auto_reload=False,
    )
    made.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]
    made.globals["labels"] = labels
    made.filters["ground"] = partial(ground, language)
    made.filters["measure"] = partial(measure, language)
    made.globals["version"] = tidewaiter.__version__
    made.globals["languages"] = LANGUAGES
    return made


def page(request: Request, template: str, /, status: int = 200, **content: Any) -> HTMLResponse:
    """A page of the workbench.

    Args:
        request: What was asked.
        template: The file under `templates/`.
        status: The status of HTTP.
        content: What the template shows.
    """
    visitor = visitor_of(request)
    office = office_of(request)
    words = Words(visitor.language, visitor.zone, office.now())
    frame = {
        "request": request,
        "path": request.url.path,
        "visitor": visitor,
        "words": words,
        "sections": [each for each in SECTIONS if visitor.may(each.action)],
        "strip": None if visitor.actor is None else _strip(request),
    }
    made = environment(visitor.language).get_template(template)
    return HTMLResponse(made.render(frame | content), status_code=status)


def ground(language: str, text: str) -> str:
    """A ground as a language writes it: the word before a paragraph, and what a ship did."""
    say = catalogue(language).gettext
    kind = text.removeprefix("ship: ").replace(" ", "_")
    if kind in labels.SIGNALS:
        return f"{say('Vessel')}: {say(labels.SIGNALS[kind])}"
    return re.sub(
        r"\bpara ([\w.()-]+)", lambda found: say("para %(number)s") % {"number": found[1]}, text
    )


def measure(language: str, word: str) -> str:
    """What a list decides of an entry, in a language; a word that is not known as it is."""
    said = labels.MEASURES.get(word, word.replace("_", " "))
    return catalogue(language).gettext(said) if said else ""


def translate(request: Request, message: str) -> str:
    """A sentence in the visitor's language."""
    return catalogue(visitor_of(request).language).gettext(message)


def _strip(request: Request) -> dict[str, Any]:
    """What answers given now rest on: law and lists, with their ages."""
    office = office_of(request)
    ages = office.list_ages()
    return {"known_on": office.today(), "law": office.law.version, "ages": ages}
