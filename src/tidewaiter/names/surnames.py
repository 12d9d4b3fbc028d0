"""Korean family names: the spellings each is met in.

The key of a family is its Hangul with the spelling of the South; the form of the North that
differs (리, 림, 류, 량, 로, 라, 려, 렴, 련, 륙, 룡) stands before a colon. A spelling of two
families (Chon, Chun, Yu) belongs to both.
"""

from functools import lru_cache

_ROWS = """
김 kim gim ghim keum kym
리:이 ri lee yi rhee li rhie reè lie ree i yee ry
박 pak park bak bark pahk
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
어 eo o
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
추 chu choo
복 pok bok
당 tang dang
감 kam gam
간 kan gan
호 ho
예 ye
목 mok
두 tu du doo
팽 paeng
빈 pin bin
형 hyong hyung hyeong
상 sang
승 sung seung
음 um eum
좌 chwa jwa
피 pi
갈 kal gal
범 pom bom beom
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


# spellings that are properly another family's: ㅚ is said as ㅐ in the south-east, an e is lost
_DOUBTFUL = {"chae": "최", "che": "최", "paek": "박", "baek": "박", "pak": "백", "bak": "백"}


def doubtful_families_of(spelling: str) -> frozenset[str]:
    """The family a spelling is now and then used for, though it is properly another's."""
    family = _DOUBTFUL.get(spelling)
    return frozenset() if family is None else frozenset({family})


_PINYIN_ROWS = """
김 金 jin; 이 李 li; 박 朴 piao pu; 최 崔 cui; 정 鄭 zheng; 정 丁 ding; 정 程 cheng;
강 姜 jiang; 강 康 kang; 조 趙 zhao; 조 曺 cao; 윤 尹 yin; 장 張 zhang; 장 蔣 jiang; 임 林 lin;
임 任 ren; 한 韓 han; 오 吳 wu; 서 徐 xu; 신 申 shen; 신 辛 xin; 권 權 quan; 황 黃 huang;
안 安 an; 송 宋 song; 유 柳 liu; 유 劉 liu; 유 兪 yu; 홍 洪 hong; 전 全 quan; 전 田 tian;
전 錢 qian; 고 高 gao; 문 文 wen; 손 孫 sun; 양 梁 liang; 양 楊 yang; 배 裵 pei; 백 白 bai;
허 許 xu; 남 南 nan; 심 沈 shen; 노 盧 lu; 노 魯 lu; 하 河 he; 곽 郭 guo; 성 成 cheng;
차 車 che; 주 朱 zhu; 우 禹 yu; 구 具 ju; 구 丘 qiu; 민 閔 min; 나 羅 luo; 진 陳 chen;
진 秦 qin; 지 池 chi; 엄 嚴 yan; 원 元 yuan; 채 蔡 cai; 천 千 qian; 방 方 fang; 방 房 fang;
공 孔 kong; 현 玄 xuan; 함 咸 xian; 여 呂 lu; 염 廉 lian; 변 邊 bian; 석 石 shi; 선 宣 xuan;
설 薛 xue; 마 馬 ma; 길 吉 ji; 연 延 yan; 위 魏 wei; 표 表 biao; 명 明 ming; 기 奇 qi;
반 潘 pan; 왕 王 wang; 금 琴 qin; 옥 玉 yu; 육 陸 lu; 인 印 yin; 맹 孟 meng; 제 諸 zhu;
모 牟 mou; 탁 卓 zhuo; 국 鞠 ju; 어 魚 yu; 은 殷 yin; 편 片 pian; 용 龍 long; 태 太 tai;
도 都 du; 소 蘇 su; 계 桂 gui; 동 董 dong; 봉 奉 feng
"""


def _families_of_pinyin() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for row in _PINYIN_ROWS.replace("\n", " ").split(";"):
        family, _, *pinyin = row.split()
        for reading in pinyin:
            table.setdefault(reading, set()).update(HANGUL_FAMILIES[family])
    return {reading: frozenset(families) for reading, families in table.items()}


_BY_PINYIN = _families_of_pinyin()


def families_of_pinyin(reading: str) -> frozenset[str]:
    """The Korean families whose character has this Mandarin reading.

    A final n for ng and ng for n is taken too: the south of China does not tell them apart.
    """
    found = _BY_PINYIN.get(reading)
    if found is None:
        found = _BY_PINYIN.get(
            reading.removesuffix("g") if reading.endswith("ng") else reading + "g"
        )
    return found or frozenset()


@lru_cache(maxsize=1 << 16)
def may_be_family(word: str) -> bool:
    """True for a plain word that may be a family's, as read in Korean or in Mandarin."""
    told = families_of(word) or doubtful_families_of(word) or families_of_pinyin(word)
    return len(told) > 0
