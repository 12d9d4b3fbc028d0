"""Words of trade in other languages, as English lists give them; by their stems.

Russian words come folded to Latin letters. The table is our own and not complete.
"""

import re
from functools import lru_cache

_ROWS = """
zavod plant
fabrik factory
kombinat combine
predpriyati enterprise
predpriiati enterprise
obedineni association
universitet university
institut institute
tsentr center
tsentral central
byuro bureau
korporatsi corporation
kontsern concern
kholding holding
grupp group
gruppo group
grupo group
banco bank
banque bank
banca bank
banka bank
mezhdunarod international
internatsional international
internacional international
internationale international
gosudarstven state
federal federal
natsional national
nacional national
nauch scientific
nauchno scientific
issledovatel research
proizvodstven production
proizvodstvenno production
promyshlen industrial
torgov trading
stroitel construction
sudostroitel shipbuilding
mashinostroitel machine building
priborostroitel instrument making
aviastroitel aircraft building
sudoremont ship repair
aviatsion aviation
oboron defense
voen military
voenno military
neftyan oil
neft oil
gazov gas
energetichesk energy
elektron electronic
elektrotekhnichesk electrotechnical
mekhanichesk mechanical
metallurgichesk metallurgical
khimichesk chemical
transport transport
morsk marine
parokhodstv shipping
bezopasnost security
investitsion investment
strakhov insurance
konstruktorsk design
inzhenern engineering
tekhnologi technology
tekhnologichesk technological
tekhnichesk technical
"""

_STEMS = {row.partition(" ")[0]: row.partition(" ")[2] for row in _ROWS.strip().splitlines()}
_ENDING = re.compile(
    r"(?:yy|yi|iy|ii|aya|aia|oye|oe|yye|ye|oy|oi|ogo|oi|yh|ykh|naya|nyy|noe|noye|nyi|ny|ie|iye|iya"
    r"|ya|yy|y|a|e|i|o)$"
)
_OF_TOWN = re.compile(r"(?<=\w{3})sk(?:iy|yy|ii|iy|aya|aia|oye|oe|ogo|y)$")


@lru_cache(maxsize=1 << 16)
def translate(word: str) -> str:
    """A word of trade in English; a Russian adjective of a town as the town; else the word itself.

    >>> translate("sudostroitelnyy")
    'shipbuilding'
    """
    for stem in (word, _ENDING.sub("", word), _ENDING.sub("", _ENDING.sub("", word))):
        if stem in _STEMS:
            return _STEMS[stem]
        if stem.endswith("n") and stem[:-1] in _STEMS:
            return _STEMS[stem[:-1]]
    return _OF_TOWN.sub("", word) if len(word) > 7 else word
