"""Korean names as Russians write them, by Kholodovich and Kontsevich and by older use.

The letters become the notation of `jamo`. `н` at the end of a syllable is n or ng; `о` and `ё`
stand for two vowels each; `е` is ye, yŏ, or after ч the ŏ of the older use (Ким Чен Ын).
"""

import re

_ROWS = """
чжч=jj чх=ch' кх=k' тх=t' пх=p' дж=j чж=j чч=jj кк=kk тт=tt пп=pp сс=ss ый=ŭi ыи=ŭi ви=wi
вэ=we~ ве=we~ ва=wa во=wo йе=ye~ йя=yae ья=ya ъя=ya нъ=n~ ль=l а=a б=b в=w г=g д=d е=ye~ ё=yo~
ж=j з=z и=i й=i к=k л=l м=m н=n о=o~ п=p р=r с=s т=t у=oo ф=f х=h ц=ch' ч=ch ш=sh щ=sh ы=ŭ
э=e~ ю=yu я=ya ь= ъ=
"""
_LATIN = dict(row.split("=") for row in _ROWS.split())
_TOKEN = re.compile("|".join(sorted(_LATIN, key=len, reverse=True)))
_AFTER_CH = re.compile(r"(?<=[чжс])е")
_CODA = re.compile(r"n~?(?![aeiouŏŭwy~])")
_FAMILIES = {"цой": "choe", "чой": "choe", "цхай": "chae", "югай": "yu", "тен": "chong"}


def notation(word: str) -> str:
    """A Russian word in the letters that `syllables` divides.

    >>> notation("чхоль")
    "ch'o~l"
    """
    lowered = word.casefold()
    if lowered in _FAMILIES:
        return _FAMILIES[lowered]
    joined = _AFTER_CH.sub("\ue000", lowered)
    latin = "".join(
        "ŏ~" if part == "\ue000" else _LATIN.get(part, part)
        for part in re.findall(f"\ue000|{_TOKEN.pattern}|.", joined)
    )
    return _CODA.sub("n~", latin)
