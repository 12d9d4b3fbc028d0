"""What a product's word means among its neighbours: the goods, perhaps, or something else."""

import re

from tidewaiter.goods.chunks import Chunk, is_head_first
from tidewaiter.model.facts import Strength

_REACH_OF_NEGATION = 4
_LONGEST_MARK = 4
_LONGEST_DOUBTED = 7
_PARTICIPLE = re.compile(r"[a-z]{3,}[^e]ed")
_HAN_OR_KANA = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\uac00-\ud7a3]")
_SHORT_WORD = 2
_WORK = re.compile(r"[a-z]{3,}ing")
_NOUN = re.compile(r"[a-z]{3,}(?:[^aiosu]s|[eo]rs?)")
_LINKS = {"of", "for", "with", "without", "and"}


def is_label_of_empties(parts: list[list[Chunk]], segment: list[Chunk], at: int) -> bool:
    """True where the goods are the empty packing: `whisky barrels, empty`."""
    if not any(chunk.kind == "empty" for part in parts for chunk in part):
        return False
    after = segment[at + 1 :]
    return len(after) > 0 and after[0].kind == "form" and after[-1].kind in ("form", "empty")


def judge(segment: list[Chunk], at: int) -> Strength | None:
    """How surely the phrase at `at` names the goods; None where it names something else.

    The words before govern it (`bags of`, `for`, `without`), the words after can turn it into
    what something else is made of (`coal mining equipment`).
    """
    before = _judge_before(segment, at)
    if before is None:
        return None
    after = _judge_after(segment, at)
    if after is None:
        return None
    sure = before == after == "certain" and not _follows_proper(segment, at)
    return "certain" if sure else "possible"


def is_whole_of_parts(segment: list[Chunk], at: int) -> bool:
    """True where the phrase at `at` is what parts are for (`spare parts for aircraft`)."""
    return _has(segment[:at], "part")


def _follows_proper(segment: list[Chunk], at: int) -> bool:
    """`Rolex watches`: the make says what the goods are, the noun only repeats it."""
    before = [chunk for chunk in segment[:at] if chunk.kind == "product"]
    last = before[-1].entry if len(before) > 0 else None
    own = segment[at].entry
    if last is None or own is None:
        return False
    named = {sense.product for sense in own.senses}
    return any(sense.proper and sense.product not in named for sense in last.senses)


def stands_alone(segment: list[Chunk], at: int) -> bool:
    """True where only words of shape, amount and packing stand beside the phrase at `at`.

    What follows a link (`of DPRK make`) says nothing against it.
    """
    for chunk in segment[at + 1 :]:
        if chunk.kind in _LINKS:
            break
        if chunk.kind in ("unknown", "product", "matter"):
            return False
    return all(chunk.kind in ("form", "number", "of", "and") for chunk in segment[:at])


def is_plain(parts: list[list[Chunk]]) -> bool:
    """True where a description names goods, shapes and amounts and nothing unknown.

    Only then is a word such as `silver` surely not the colour of something named elsewhere.
    """
    return all(_is_plain(part) for part in parts)


def _is_plain(segment: list[Chunk]) -> bool:
    for index, chunk in enumerate(segment):
        if chunk.kind in _LINKS and index > 0:
            return True
        if chunk.kind in ("unknown", "head", "decoy", "matter", "use"):
            return False
    return True


def is_foreign(parts: list[list[Chunk]], chunk: Chunk) -> bool:
    """True for a short word of another language among English words (`92 RON unleaded`).

    Rum is `ron` in Spanish, cabbage is `col`: another word of the language must speak for it.
    """
    if chunk.entry is None or chunk.script != "spaced" or not chunk.last.isascii():
        return False
    own = set(chunk.entry.languages)
    length = chunk.end - chunk.start
    if "en" in own or length > _LONGEST_DOUBTED or length != len(chunk.last):
        return False
    spoken = [
        set(other.entry.languages)
        for part in parts
        for other in part
        if other.entry is not None and other is not chunk and other.script == "spaced"
    ]
    return any("en" in each for each in spoken) and not any(
        "en" not in each and not own.isdisjoint(each) for each in spoken
    )


def _judge_before(segment: list[Chunk], at: int) -> Strength | None:
    strength: Strength = "certain"
    listed = False
    for index in range(at - 1, -1, -1):
        kind = segment[index].kind
        if at - index <= _REACH_OF_NEGATION and kind in ("without", "unlike"):
            return None
        listed = listed or kind == "and"
        if listed:
            continue
        if kind == "for" and (_has(segment[:index], "head") or _has(segment[:index], "form")):
            return None
        if kind in ("for", "with"):
            strength = "possible"
        if kind == "of":
            governed = _governed(segment[:index])
            if governed is None:
                return None
            strength = governed if governed == "possible" else strength
        if _leads(kind, index, segment[at]):
            return None
        if _is_governed(segment[index], segment[at]):
            return None
    return strength


def _governed(before: list[Chunk]) -> Strength | None:
    """What stands before `of`: a pack or shape (`bars of`) changes nothing."""
    if len(before) > 0 and before[-1].kind in ("form", "number"):
        return "certain"
    if len(before) == 0:
        return "possible"
    return None if before[-1].kind in ("head", "decoy") else "possible"


def is_of_other_matter(segment: list[Chunk], at: int) -> bool:
    """True where the phrase at `at` is of plastic, paper, chocolate (`poisson en chocolat`)."""
    if _has(segment[at - 1 : at] if at > 0 else [], "matter"):
        return True
    if not is_head_first(segment[at]):
        return False
    after = segment[at:]
    return _has(after[1:2], "matter") or any(
        after[index].kind in ("of", "with")
        and after[index - 1].kind != "form"
        and _has(after[index + 1 : index + 2], "matter")
        for index in range(1, len(after))
    )


def _judge_after(segment: list[Chunk], at: int) -> Strength | None:
    chunk = segment[at]
    if chunk.entry is None or chunk.entry.head_first:
        return _judge_adjective(segment, at)
    own = {sense.product for sense in chunk.entry.senses}
    proper = any(sense.proper for sense in chunk.entry.senses)
    strength: Strength = "certain"
    ended = chunk.is_plural
    for index in range(at + 1, len(segment)):
        following = segment[index]
        kind = _kind_after(segment, index)
        if kind == "of" and not is_head_first(following) and _ends_elsewhere(segment):
            strength = "possible"
        if kind in _LINKS or kind == "number" or _is_remark(segment, index, kind):
            break
        if kind in ("head", "unlike", "decoy", "use", "matter"):
            return None
        if kind == "product" and following.entry is not None and not _is_maker(following):
            if proper or not own.isdisjoint(sense.product for sense in following.entry.senses):
                break
            return None
        if kind == "unknown" and not ended and _takes(segment, at, index):
            strength = "possible"
        ended = ended or (kind != "unknown" and following.is_plural)
    return strength


def _is_maker(chunk: Chunk) -> bool:
    """A maker's name (`forklift Toyota`), which tells the goods only where nothing else does."""
    senses = () if chunk.entry is None else chunk.entry.senses
    return len(senses) > 0 and all(sense.maker for sense in senses)


def is_only_making(segment: list[Chunk], at: int) -> bool:
    """True where the phrase at `at` is a maker's name and another noun tells what was made."""
    if not _is_maker(segment[at]):
        return False
    return any(chunk.kind == "product" and not _is_maker(chunk) for chunk in segment)


def ends_in_plural(segment: list[Chunk], at: int) -> bool:
    """True where an English plural ends its phrase: it can then serve no other noun."""
    rest = (chunk for chunk in segment[at + 1 :] if chunk.kind not in ("form", "number"))
    follower = next(rest, None)
    return segment[at].is_plural and (follower is None or follower.kind in _LINKS)


def is_cut_out(segment: list[Chunk], at: int) -> bool:
    """True for a short phrase of Hangul or Thai in the midst of an unknown word."""
    chunk = segment[at]
    if _UNSPACED.fullmatch(chunk.last) is None or chunk.end - chunk.start > _SHORT_WORD:
        return False
    before = at > 0 and _is_glued(segment, at) and segment[at - 1].kind == "unknown"
    thai = chunk.last >= "\u0e00" and chunk.last <= "\u0e7f"
    after = thai and at + 1 < len(segment) and _is_glued(segment, at + 1)
    return before or (after and segment[at + 1].kind == "unknown")


def _is_remark(segment: list[Chunk], index: int, kind: str) -> bool:
    """True where the noun is over and something is only said of it.

    So does packing (`oil plastic drums`), a purpose at the end (`선철 주물용`), and what stands
    apart in Chinese and Japanese, unless it is a noun that takes the one before.
    """
    chunk = segment[index]
    if kind == "matter":
        return _has(segment[index + 1 : index + 2], "form")
    if chunk.script != "dense" or _is_glued(segment, index):
        return False
    if _ends_in_use(segment, index):
        return True
    if kind in ("head", "unlike", "decoy"):
        return kind == "head" and chunk.end - chunk.start == 1
    return _HAN_OR_KANA.match(chunk.last) is not None


def _ends_in_use(segment: list[Chunk], index: int) -> bool:
    end = index + 1
    while end < len(segment) and _is_glued(segment, end):
        end += 1
    return end == len(segment) and segment[-1].kind == "use"


def _kind_after(segment: list[Chunk], index: int) -> str:
    """What a chunk is to the noun before it: a participle or a mark of a grade says nothing."""
    chunk = segment[index]
    if _is_doubtful(chunk):
        return "unknown"
    if chunk.kind != "unknown" or chunk.script != "spaced":
        return chunk.kind
    if _PARTICIPLE.fullmatch(chunk.last) is not None:
        return "form"
    numbered = index + 1 < len(segment) and segment[index + 1].script == "number"
    return "number" if numbered and len(chunk.last) <= _LONGEST_MARK else "unknown"


def _takes(segment: list[Chunk], at: int, index: int) -> bool:
    """True where the unknown word at `index` may be the noun that the one at `at` only describes.

    A stuff serves any noun (`steel widget`); other goods serve work (`carpet cleaning`), a tool
    or a plural that follows at once (`crab crackers`), and what is written on without a space.
    """
    unknown, entry = segment[index], segment[at].entry
    senses = () if entry is None else entry.senses
    if any(sense.stuff for sense in senses):
        return True
    if any(sense.proper for sense in senses):
        return False
    if unknown.script == "dense":
        return _is_glued(segment, index) and index == at + 1
    if _WORK.fullmatch(unknown.last) is not None:
        return True
    natural = any(sense.matter for sense in senses)
    return natural and index == at + 1 and _NOUN.fullmatch(unknown.last) is not None


def _is_glued(segment: list[Chunk], index: int) -> bool:
    return index > 0 and segment[index].start == segment[index - 1].end


def _is_doubtful(chunk: Chunk) -> bool:
    """A word that names goods only where it stands alone (`sand` in `monazite sand`)."""
    senses = () if chunk.entry is None else chunk.entry.senses
    return len(senses) > 0 and all(sense.alone for sense in senses)


def _ends_elsewhere(segment: list[Chunk]) -> bool:
    """`statue of liberty postcards`: the last word may be the noun of the whole."""
    last = segment[-1]
    return last.kind in ("head", "unlike") or (last.kind == "unknown" and last.is_plural)


def _judge_adjective(segment: list[Chunk], at: int) -> Strength | None:
    """Where the noun stands first, only an adjective that unmakes it counts (`jouet`)."""
    return None if _has(segment[at + 1 : at + 2], "unlike") else "certain"


def _leads(kind: str, index: int, chunk: Chunk) -> bool:
    """True where a word before is the noun itself, in languages that put the noun first."""
    if chunk.entry is None or not chunk.entry.head_first:
        return False
    return kind == "head" or (kind == "matter" and index == 0 and not chunk.entry.unlinked)


def _is_governed(before: Chunk, chunk: Chunk) -> bool:
    """Where nouns follow without a link, the first names the goods and the later what of."""
    if before.entry is None or chunk.entry is None or not chunk.entry.unlinked:
        return False
    named = {sense.product for sense in before.entry.senses}
    return len(named) > 0 and named.isdisjoint(sense.product for sense in chunk.entry.senses)


def _has(chunks: list[Chunk], kind: str) -> bool:
    return any(chunk.kind == kind for chunk in chunks)
