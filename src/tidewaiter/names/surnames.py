"""Korean family names: the spellings each is met in.

The key of a family is its Hangul with the spelling of the South; the form of the North that
differs (리, 림, 류, 량, 로, 라, 려, 렴, 련, 륙, 룡) stands before a colon. A spelling of two
families (Chon, Chun, Yu) belongs to both.
"""

_ROWS = """
김 kim gim ghim keum kym
리:이 ri lee yi rhee li rhie reè lie ree i yee ry
박 pak park bak bark pahk paek
최 choe choi choy chey chay choei tsoi tsoy choii
정 chong chung jung jeong cheong jong joung jeung chen chon
강 kang gang kahng
조 cho jo joe joh choh
윤 yun yoon youn yune
장 chang jang zang
림:임 rim lim im yim leem rhim lym
한 han hahn
오 o oh
서 so seo suh sur suhr
신 sin shin
권 kwon gwon kweon gweon
황 hwang whang hoang
안 an ahn
송 song
류:유 ryu yu yoo you yoo lyu ryoo liu
홍 hong
전 chon jeon jun chun jon cheon
고 ko go koh goh
문 mun moon
손 son sohn
량:양 yang ryang lyang
배 pae bae bai pai
백 paek baek back baik paik
허 ho heo huh hur her hu
남 nam
심 sim shim
로:노 ro no noh roh rho
하 ha hah
곽 kwak gwak
성 song sung seong
차 cha tcha
주 chu ju joo choo
우 u woo wu
구 ku koo gu goo
민 min
라:나 ra na rha nah la
진 chin jin
지 chi ji jee chee
엄 om eom um
원 won weon
채 chae chai
천 chon cheon chun
방 pang bang
공 kong gong
현 hyon hyun hyeon hyoun
함 ham hahm
려:여 ryo yo yeo ryeo lyo
렴:염 ryom yom yeom ryeom
변 pyon byon byun byeon pyun
석 sok seok suk
선 son sun seon
설 sol seol sul
마 ma
길 kil gil
련:연 yon yeon ryon youn ryeon
위 wi wee
표 pyo phyo
명 myong myung myeong
기 ki gi kee
반 pan ban
왕 wang
금 kum geum keum
옥 ok
육:륙 yuk yook ryuk
인 in
맹 maeng
제 che je
모 mo
탁 tak
국 kuk gook kook
어 eo
은 un eun
편 pyon pyeon
룡:용 ryong yong
태 tae thae
도 to do
소 so
계 kye gye
경 kyong kyung
동 tong dong
여 yo
봉 pong bong
사 sa
부 pu bu boo
남궁 namgung namkung namgoong
황보 hwangbo
선우 sonu sunwoo seonu
제갈 jegal chegal
독고 tokko dokgo
"""


def _families() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    spellings: dict[str, set[str]] = {}
    hangul: dict[str, frozenset[str]] = {}
    for row in _ROWS.strip().splitlines():
        forms, *latin = row.split()
        family = frozenset({forms.split(":")[-1]})
        hangul |= dict.fromkeys(forms.split(":"), family)
        for spelling in latin:
            spellings.setdefault(spelling, set()).update(family)
    return {key: frozenset(value) for key, value in spellings.items()}, hangul


SPELLINGS, HANGUL_FAMILIES = _families()
FAMILIES = frozenset(HANGUL_FAMILIES)


def families_of(spelling: str) -> frozenset[str]:
    """The families a plain Latin spelling may stand for; empty for what is no Korean family."""
    return SPELLINGS.get(spelling, frozenset())
