# ruff: noqa: SIM905 - tables of words read better as text
"""Legal forms of firms: how each is written, and which are one form in several languages."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

# one form a row: its short forms, then after a bar its forms in full, folded
_ROWS = """
limited: ltd llc ooo gmbh mbh srl sarl sl slu lda ltda bv bvba kft doo dooel eood ood sro spzoo oy
    as sdn bhd pte pvt pty pt cv fze fzco fzc dmcc fzllc sal tov too mchj sia uab osauhing zoo sp
    limited | limited liability company | limited liability partnership | private limited
    | private limited company | societatea cu raspundere limitata
    | societate cu raspundere limitata | societe a responsabilite limitee
    | sociedad de responsabilidad limitada | sociedad limitada | sociedade limitada
    | societa a responsabilita limitata | gesellschaft mit beschrankter haftung
    | spolka z ograniczona odpowiedzialnoscia | spolka z oo | sp z oo
    | obshchestvo s ogranichennoy otvetstvennostyu | obshchestvo s ogranichennoi otvetstvennostyu
    | obshchestvo s ogranichennoi otvetstvennostiu
    | obshchestvo s ogranichennoi otvetstvennostju | sal offshore | sal off shore
    | tovarystvo z obmezhenoyu vidpovidalnistyu | besloten vennootschap
    | besloten vennootschap met beperkte aansprakelijkheid | free zone establishment
    | limited sirketi | ltd sti | company limited | co ltd
stock: jsc ojsc cjsc pjsc oao zao pao ao ag akg sa spa nv ab asa oyj aps plc se sae saog ad inc
    corp incorporated corporation aktiengesellschaft aktiengeselschaft vat pat prat kgaa dd
    | joint stock company | open joint stock company | closed joint stock company
    | public joint stock company | joint stock co | private joint stock company
    | aktsionernoe obshchestvo | aktsionernoye obshchestvo | otkrytoe aktsionernoe obshchestvo
    | zakrytoe aktsionernoe obshchestvo | publichnoe aktsionernoe obshchestvo
    | neotkrytoe aktsionernoe obshchestvo | publichnoye aktsionernoye obshchestvo
    | public limited company | societe anonyme | sociedad anonima | sociedade anonima
    | societa per azioni | naamloze vennootschap | anonim sirketi | sa de cv | societate pe actiuni
partnership: lp llp kg ohg gbr lllp sca snc kk coltd lc
    | limited partnership | kommanditgesellschaft | gmbh and co kg
charity: ano nko ngo ev foundation stiftung fundacion fondation association
    | autonomous non profit organization | avtonomnaya nekommercheskaya organizatsiya
    | non governmental organization | nekommercheskaya organizatsiya
state: fgup gup fsue fku | federal state unitary enterprise
    | federalnoe gosudarstvennoe unitarnoe predpriyatie | state unitary enterprise
any: co company companies firm gesellschaft kompaniya societe sas sasu eirl ip
"""


def _read() -> tuple[dict[str, str], dict[str, str]]:
    short: dict[str, str] = {}
    full: dict[str, str] = {}
    for row in re.sub(r"\n +", " ", _ROWS.strip()).splitlines():
        form, _, rest = row.partition(":")
        words, *phrases = rest.split("|")
        short |= dict.fromkeys(words.split(), form)
        full |= {phrase.strip(): form for phrase in phrases}
    return short, full


SHORT, FULL = _read()
# a form that is also a word of names: a form only at the end of one, or before a quoted name
AMBIGUOUS = frozenset(
    "as sp co ip ev ad se ab foundation association firm pt dd too pat sa".split()
)
_PHRASES = sorted(FULL, key=len, reverse=True)
_TRIGGERS = frozenset(phrase.split()[0] for phrase in FULL)
# words by which a form may be told
FORM_WORDS = _TRIGGERS | SHORT.keys()
_FULL = re.compile(rf"\b(?:{'|'.join(_PHRASES)})\b")


def take_forms(folded: str) -> tuple[list[str], frozenset[str]]:
    """The words of a firm without its legal forms, and the forms; a form alone stays a word."""
    forms: set[str] = set()
    words = folded.split()
    if not _TRIGGERS.isdisjoint(words):
        found = _FULL.findall(folded)
        forms.update(FULL[phrase] for phrase in found)
        words = _FULL.sub(" ", folded).split() or words
    last = len(words) - 1
    kept = []
    for at, word in enumerate(words):
        form = SHORT.get(word)
        if form is None or (word in AMBIGUOUS and at != last and not 0 == at < last - 1):
            kept.append(word)
        else:
            forms.add(form)
    while len(kept) > 1 and kept[-1] in SHORT:
        forms.add(SHORT[kept.pop()])
    return kept or words, frozenset(forms - {"any"}) if len(kept) > 0 else frozenset()


_FORM_WORDS = {word for phrase in (*FULL, *SHORT) for word in phrase.split() if len(word) > 4}


@lru_cache(maxsize=1 << 14)
def alike_form(word: str) -> bool:
    """True for a word of a legal form in full, with one slip at most.

    >>> alike_form("compan")
    True
    """
    if len(word) < 5:
        return word in SHORT or word in {"sp", "open"}
    return any(OSA.distance(word, form, score_cutoff=1) <= 1 for form in _FORM_WORDS)
