"""Help, and the words with their meaning."""

import re
from typing import get_args

from fastapi import FastAPI

from tests.web.conftest import SignIn
from tidewaiter.model.finding import ACTIONS, ActOutcome
from tidewaiter.model.people import ROLES
from tidewaiter.web import guide_words


def test_every_closed_word_has_its_meaning() -> None:
    assert tuple(guide_words.ACTIONS) == ACTIONS
    assert set(guide_words.OUTCOMES) == set(get_args(ActOutcome))
    assert set(guide_words.GUIDES) == set(ROLES)


def test_terms_stand_in_both_languages_once() -> None:
    terms = guide_words.terms()
    english = [term.english for term in terms]
    assert len(set(english)) == len(english) > 90
    assert all(re.search(r"[가-힣]", term.korean) for term in terms)
    assert {term.english: (term.korean, term.seen) for term in terms}["Transhipment"] == (
        "환적",
        True,
    )


def test_words_say_what_no_ground_found_means(filled: FastAPI, sign_in: SignIn) -> None:
    page = sign_in(filled, "officer").get("/help/words").text
    for words in ("It is no permission.", "could not be checked", "근거 미발견", "<kbd>[</kbd>"):
        assert words in page


def test_help_begins_with_the_role_of_who_reads(filled: FastAPI, sign_in: SignIn) -> None:
    for role in ("officer", "supervisor", "auditor"):
        page = sign_in(filled, role).get("/help").text
        assert re.findall(r'id="role-(\w+)"', page)[0] == role
        assert page.count("your role") == 1


def test_a_guide_sends_nobody_where_they_may_not_go(filled: FastAPI, sign_in: SignIn) -> None:
    for role, guide in guide_words.GUIDES.items():
        person = sign_in(filled, role)
        for path, _, _ in guide.steps:
            assert person.get(path).status_code != 403, (role, path)
