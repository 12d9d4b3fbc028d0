"""Korean names as Japanese writes them in katakana, in the notation of `jamo`.

A vowel sign stands for two Korean vowels each, `ン` for n, ng or m, and ク, ル, ム, プ and ッ
for a syllable or for the end of one.
"""

import re

_ROWS = """
チャ=cha チュ=chu~ チョ=cho~ チェ=che~ ジャ=ja ジュ=ju~ ジョ=jo~ ジェ=je~ シャ=sha シュ=shu~
ショ=sho~ シェ=she~ ヒャ=hya ヒュ=hyu ヒョ=hyo~ ヒェ=hye~ キャ=kya キュ=kyu キョ=kyo~ ギャ=gya
ギュ=gyu ギョ=gyo~ リャ=rya リュ=ryu リョ=ryo~ ニャ=nya ニュ=nyu ニョ=nyo~ ミャ=mya ミュ=myu
ミョ=myo~ ピャ=pya ピュ=pyu ピョ=pyo~ ビャ=bya ビュ=byu ビョ=byo~ ファ=hwa フィ=hwi~ フェ=hwe~
フォ=hwo クァ=kwa クィ=kwi~ クェ=kwe~ クォ=kwo グァ=gwa グィ=gwi~ グェ=gwe~ グォ=gwo ウィ=wi~
ウェ=we~ ウォ=wo イェ=ye~ ティ=ti~ ディ=di~ トゥ=tu~ ドゥ=du~ テュ=tyu デュ=dyu ヨ=yo~ ヤ=ya
ユ=yu ワ=wa ヲ=o~ ン=n~ ー= ア=a イ=i~ ウ=u~ エ=e~ オ=o~ カ=ka キ=ki~ ク=ku~ ケ=ke~ コ=ko~
ガ=ga ギ=gi~ グ=gu~ ゲ=ge~ ゴ=go~ サ=sa シ=shi~ ス=su~ セ=se~ ソ=so~ ザ=ja ジ=ji~ ズ=ju~
ゼ=je~ ゾ=jo~ タ=ta チ=chi~ ツ=chu~ テ=te~ ト=to~ ダ=da デ=de~ ド=do~ ナ=na ニ=ni~ ヌ=nu~
ネ=ne~ ノ=no~ ハ=ha ヒ=hi~ フ=hu~ ヘ=he~ ホ=ho~ バ=ba ビ=bi~ ブ=bu~ ベ=be~ ボ=bo~ パ=pa
ピ=pi~ プ=pu~ ペ=pe~ ポ=po~ マ=ma ミ=mi~ ム=mu~ メ=me~ モ=mo~ ラ=ra リ=ri~ ル=ru~ レ=re~
ロ=ro~
"""
_LATIN = dict(row.split("=") for row in _ROWS.split())
_TOKEN = re.compile("|".join(sorted(_LATIN, key=len, reverse=True)) + "|.")
_CODAS = {"ク": "k", "ル": "l", "ム": "m", "プ": "p", "ッ": "t", "ト": "t"}
_MOST = 8


def is_kana(letter: str) -> bool:
    """True for a letter of katakana."""
    return "\u30a1" <= letter <= "\u30fc"


def notations(word: str) -> tuple[str, ...]:
    """A katakana word in the letters that `syllables` divides, each way it can be meant.

    >>> notations("ヒョク")
    ('hyo~k', 'hyo~ku~')
    """
    found = [""]
    for token in _TOKEN.findall(word):
        endings = [_CODAS[token]] if token in _CODAS else []
        if token in _LATIN:
            endings.append(_LATIN[token])
        found = [
            start + end
            for start in found
            for end in endings
            if start != "" or len(end) != 1 or end in "aiueo"
        ]
    return tuple(found[:_MOST])
