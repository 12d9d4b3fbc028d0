"""How alike two names are, and why, in words."""

from rapidfuzz.distance import OSA

from tidewaiter.model.listing import ListingKind
from tidewaiter.names.eastern import compare_korean, compare_mandarin
from tidewaiter.names.korean import similarity
from tidewaiter.names.parsed import Parsed, parse, skeleton
from tidewaiter.names.score import NONE, Score

LIKE = 0.8
NOTHING_TELLING = 0.6
OTHER_NUMBER = 0.5
EACH_TELLS_ANOTHER = 0.68
PART_OF_A_NAME = 0.72
PART_OF_A_FIRM = 0.82
LIKE_WHOLE = 0.88


def compare(first: str, second: str, kind: ListingKind = "organization") -> Score:
    """How alike two names of that kind are.

    >>> compare("Ri Je-son", "이제선", "person").value > 0.9
    True
    """
    return compare_parsed(parse(first, kind), parse(second, kind), kind)


def compare_parsed(first: Parsed, second: Parsed, kind: ListingKind) -> Score:
    """As `compare`, for names already taken apart as that kind."""
    same = _same(first, second)
    if same is not None:
        return same
    if kind == "person":
        return _compare_persons(first, second)
    if kind in {"vessel", "aircraft"}:
        return _compare_vessels(first, second)
    return _compare_organizations(first, second)


def _same(first: Parsed, second: Parsed) -> Score | None:
    if first.words == second.words:
        return Score(value=1.0, why="the same name but for case, accents and legal form")
    if first.compact == second.compact:
        return Score(value=0.98, why="the same letters, otherwise spaced")
    if len(first.words) > 1 and sorted(first.words) == sorted(second.words):
        return Score(value=0.96, why="the same words in another order")
    if first.han != "" and first.han == second.han and len(first.han) > 1:
        return Score(value=0.98, why="the same Chinese characters")
    return None


def _compare_persons(first: Parsed, second: Parsed) -> Score:
    if (first.han != "") is not (second.han != ""):
        mandarin = compare_mandarin(first, second)
        if mandarin.value > 0 or len(first.korean) == 0 or len(second.korean) == 0:
            return mandarin
    if len(first.korean) > 0 and len(second.korean) > 0:
        return compare_korean(first, second)
    if len(first.words) == 1 or len(second.words) == 1:
        return NONE
    spelled = OSA.normalized_similarity(first.compact, second.compact)
    if spelled > LIKE_WHOLE and len(first.compact) > 8:
        return Score(value=round(spelled * 0.97, 3), why="the whole name is spelled nearly alike")
    pairs, matched = _pair(first, second)
    value = 2 * matched / (sum(first.weights) + sum(second.weights))
    value = _hold_down(value, first, second, pairs)
    shorter = min(first, second, key=lambda name: len(name.words))
    if len(pairs) == len(shorter.words) and sum(shorter.weights) >= 2 and matched > 1.8:
        value = max(value, PART_OF_A_NAME)
    return Score(value=round(value, 3), why=_say(pairs))


def _hold_down(value: float, first: Parsed, second: Parsed, pairs: list[tuple[str, str]]) -> float:
    """Each name tells something the other does not: below the usual threshold."""
    met = [set(side) for side in zip(*pairs, strict=True)] or [set(), set()]
    alone = [
        any(g == 1.0 and w not in words for w, g in zip(name.words, name.weights, strict=True))
        for name, words in zip((first, second), met, strict=True)
    ]
    return min(value, EACH_TELLS_ANOTHER) if all(alone) else value


def _compare_vessels(first: Parsed, second: Parsed) -> Score:
    letters = ["".join(w for w in name.words if not w.isdigit()) for name in (first, second)]
    sounds = ["".join(name.sounds) for name in (first, second)]
    value = OSA.normalized_similarity(*letters) if min(map(len, letters)) > 4 else 0.0
    why = "ship's names spelled nearly alike"
    if all("" not in _letter_sounds(name) for name in (first, second)):
        by_sound = similarity(*sounds) * 0.95
        if by_sound > value:
            value, why = by_sound, "ship's names that sound alike in Korean"
    if letters[0] == letters[1]:
        value, why = 0.97, "the same letters"
    if first.numbers != second.numbers:
        return Score(value=min(value, OTHER_NUMBER), why=f"{why}, but another number")
    return Score(value=round(value, 3), why=why)


def _letter_sounds(name: Parsed) -> list[str]:
    return [s for w, s in zip(name.words, name.sounds, strict=True) if not w.isdigit()]


def _compare_organizations(first: Parsed, second: Parsed) -> Score:
    pairs, matched = _pair(first, second)
    value, why = _value_of_words(first, second, pairs, matched), _say(pairs)
    spaced = _value_of_spacing(first, second)
    if spaced > value:
        value = spaced
        why = f"{' '.join(first.telling)} meets {' '.join(second.telling)}, otherwise spaced"
    if first.numbers != second.numbers:
        value = min(value, OTHER_NUMBER)
    return Score(value=round(value, 3), why=why)


def _value_of_words(
    first: Parsed, second: Parsed, pairs: list[tuple[str, str]], matched: float
) -> float:
    total = sum(first.weights) + sum(second.weights)
    value = 2 * matched / total if total > 0 else 0.0
    told = sum(_told(word, first) for word, _ in pairs)
    if told < 1 and (told == 0 or len(pairs) < 3):
        return min(value, NOTHING_TELLING)
    shorter = min(first, second, key=lambda name: len(name.words))
    if len(pairs) == len(shorter.words) and matched >= 1.5:
        value = max(value, PART_OF_A_FIRM)
    return _hold_down(value, first, second, pairs)


def _value_of_spacing(first: Parsed, second: Parsed) -> float:
    joined = _joined(first, second)
    if joined == 0:
        return 0.0
    value = _spaced_value(first, second, joined)
    told = min(_told_by_all(first), _told_by_all(second))
    return value if told >= 1 else min(value, NOTHING_TELLING)


def _told(word: str, name: Parsed) -> float:
    weight = name.weights[name.words.index(word)]
    return weight if weight >= 0.5 else 0.0


def _told_by_all(name: Parsed) -> float:
    return sum(weight for weight in name.weights if weight >= 0.5)


def _joined(first: Parsed, second: Parsed) -> float:
    one, other = "".join(first.telling), "".join(second.telling)
    if min(len(one), len(other)) < 5:
        return 0.0
    value = OSA.normalized_similarity(one, other)
    return value if value >= LIKE_WHOLE else 0.0


def _spaced_value(first: Parsed, second: Parsed, joined: float) -> float:
    one, other = _rest(first), _rest(second)
    told = (_told_by_all(first) + _told_by_all(second)) * joined
    shared = sum(weight for word, weight in one.items() if word in other)
    total = _told_by_all(first) + _told_by_all(second) + sum(one.values()) + sum(other.values())
    return (told + 2 * shared) / total


def _rest(name: Parsed) -> dict[str, float]:
    return {w: g for w, g in zip(name.words, name.weights, strict=True) if g < 0.5}


def _pair(first: Parsed, second: Parsed) -> tuple[list[tuple[str, str]], float]:
    """Words of one name paired with words of the other, best first, and the weight matched."""
    likes = []
    for i, word in enumerate(first.words):
        for j, other in enumerate(second.words):
            like = _like(first, i, second, j)
            if like > 0:
                weight = (first.weights[i] + second.weights[j]) / 2
                likes.append((like * weight, i, j, word, other))
    likes.sort(key=lambda pair: -pair[0])
    if len(likes) == 0:
        return [], 0.0
    used_first: set[int] = set()
    used_second: set[int] = set()
    pairs, matched = [], 0.0
    for weight, i, j, word, other in likes:
        if i not in used_first and j not in used_second:
            used_first.add(i)
            used_second.add(j)
            pairs.append((word, other))
            matched += weight
    return pairs, matched


def _like(first: Parsed, i: int, second: Parsed, j: int) -> float:
    word, other = first.words[i], second.words[j]
    if word == other:
        return 1.0
    if first.weights[i] < 0.5 or second.weights[j] < 0.5:
        return 0.0
    if len(word) == 1 or len(other) == 1:
        return 0.7 if word[0] == other[0] else 0.0
    value = 0.0
    if len(word) > 3 and len(other) > 3:
        value = OSA.normalized_similarity(word, other)
        if value < LIKE and _same_bones(word, other):
            value = 0.85
    if len(first.sounds) > 0 and len(second.sounds) > 0:
        one, two = first.sounds[i], second.sounds[j]
        if min(len(one), len(two)) > 3:
            value = max(value, similarity(one, two) * 0.97)
    return value if value >= LIKE else 0.0


def _same_bones(word: str, other: str) -> bool:
    if word[0] != other[0] or abs(len(word) - len(other)) > 3:
        return False
    bones = skeleton(word)
    return len(bones) > 2 and not bones[-1].isdigit() and bones == skeleton(other)


def _say(pairs: list[tuple[str, str]]) -> str:
    if len(pairs) == 0:
        return NONE.why
    words = [one if one == other else f"{one} meets {other}" for one, other in pairs]
    return f"words in common: {', '.join(words)}"
