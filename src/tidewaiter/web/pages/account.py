"""The account: language, colours, density, keys and time zone."""

import zoneinfo

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from tidewaiter.web.render import page
from tidewaiter.web.visitor import (
    DENSITIES,
    LANGUAGE,
    LANGUAGES,
    THEMES,
    Desk,
    Posted,
    Reader,
    safe_back,
    text_of,
)

router = APIRouter()
CHOICES = {
    "language": tuple(LANGUAGES),
    "theme": THEMES,
    "density": DENSITIES,
    "keys": ("on", "off"),
}


@router.get("/account")
def show(request: Request, actor: Reader, saved: bool = False) -> Response:
    """Who is signed in, and how they want the workbench."""
    zones = [(zone, zone) for zone in sorted(zoneinfo.available_timezones())]
    return page(request, "account.html", actor=actor, zones=zones, saved=saved)


@router.post("/account")
def keep(desk: Desk, actor: Reader, form: Posted) -> Response:
    """Keep what was chosen; what is none of the choices is left as it was."""
    for key, values in CHOICES.items():
        value = text_of(form, key)
        if value in values:
            desk.preferences.keep(actor.name, key, value)
    zone = text_of(form, "zone")
    if zone in zoneinfo.available_timezones():
        desk.preferences.keep(actor.name, "zone", zone)
    answer = RedirectResponse("/account?saved=1", status_code=303)
    if text_of(form, "language") in LANGUAGES:
        answer.set_cookie(LANGUAGE, text_of(form, "language"), samesite="lax", httponly=True)
    return answer


@router.get("/language/{language}")
def choose_language(language: str, back: str = "/") -> Response:
    """Read on in another language; for who is not signed in."""
    answer = RedirectResponse(safe_back(back), status_code=303)
    if language in LANGUAGES:
        answer.set_cookie(LANGUAGE, language, samesite="lax", httponly=True)
    return answer
