"""What a word may have been meant as: slips of the typing methods, of the fingers, and of the ear.

Words are folded, so wrong diacritics are no slips. Every slip has a cost: 0 is the word itself, 1 a guess.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from legalref.syllables import is_folded_syllable

METHOD: Final = 0.2
"""What Telex or VNI left in the word: «giasm», «ddaats», «gia1m»."""
DOUBLED: Final = 0.4
SWAPPED: Final = 0.5
"""Two letters in the wrong order: «sta»."""
HEARD: Final = 0.5
"""Spelled as it sounds in some region: «tri bộ», «xinh hoạt»."""
NEIGHBOUR: Final = 0.7
"""A key beside the right one."""
JOINED: Final = 0.6
"""The space between two words is missing."""
MISSING: Final = 0.9
SURPLUS: Final = 0.9
OTHER: Final = 1.1
ODD: Final = 0.5
"""Added for a word that is no syllable of the language."""

_TONES: Final = re.compile(r"(?<=[aeiouyw])(?P<between>[a-z]*?)[sfrxj](?=[a-z]*$)")
_HATS: Final = re.compile(r"([aeo])\1|(?<=d)d|w")
_LETTERS: Final = "abcdefghiklmnopqrstuvxy"
_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SOUNDS: Final = (
    ("^tr", "ch"), ("^ch", "tr"), ("^s", "x"), ("^x", "s"), ("^d", "gi"), ("^gi", "d"), ("^r", "d"), ("^d", "r"), ("^gi", "r"),
    ("^r", "gi"), ("^l", "n"), ("^n(?![hg])", "l"), ("^k", "c"), ("^c(?!h)", "k"), ("^ngh", "ng"), ("^ng(?!h)", "ngh"),
    ("^gh", "g"), ("^g(?![hi])", "gh"), ("^v", "d"), ("^d", "v"), ("^q(?!u)", "qu"), ("^k", "kh"), ("^ph", "f"), ("^f", "ph"),
    ("^j", "gi"), ("^z", "d"), ("n$", "ng"), ("ng$", "n"), ("t$", "c"), ("c$", "t"), ("i$", "y"), ("y$", "i"), ("w", "u"),
)  # fmt: skip
_HEARD: Final = tuple((re.compile(pattern), put) for pattern, put in _SOUNDS)


def meant_words(word: str, known: Callable[[str], bool]) -> dict[tuple[str, ...], float]:
    """Return what `word` (folded, digits of VNI left in it) may have been meant as, of words that are `known`, with its cost."""
    found: dict[tuple[str, ...], float] = {}
    for each, slip in _slips(word):
        if each != (word,) and all(map(known, each)):
            cost = slip if _are_syllables(*each) else slip + ODD
            found[each] = min(cost, found.get(each, cost))
    return found


def _slips(word: str) -> Iterator[tuple[tuple[str, ...], float]]:
    plain = re.sub("[0-9]", "", word)
    if plain != word:
        yield (plain,), METHOD
        return
    for one in (without_method(word), _HATS.sub(_first, word)):
        yield (one,), METHOD
    yield from (((one,), HEARD) for one in _sounds(word))
    yield from (((one,), cost) for one, cost in _of_fingers(word))
    yield from (((word[:at], word[at:]), JOINED) for at in range(1, len(word)) if _are_syllables(word[:at], word[at:]))


def without_method(word: str) -> str:
    """Return a folded word without the keys that Telex turns into diacritics: «bieenj» is «bien», «dduwowngf» «duong»."""
    return _HATS.sub(_first, _TONES.sub(r"\g<between>", word, count=1))


def _first(match: re.Match[str]) -> str:
    return match[1] or ""


def _are_syllables(*parts: str) -> bool:
    return all(map(is_folded_syllable, parts))


def _sounds(word: str) -> Iterator[str]:
    for pattern, put in _HEARD:
        if pattern.search(word):
            yield pattern.sub(put, word)


def _of_fingers(word: str) -> Iterator[tuple[str, float]]:
    for at, letter in enumerate(word):
        yield word[:at] + word[at + 1 :], DOUBLED if word[at - 1 : at] == letter else SURPLUS
        if at + 1 < len(word):
            yield word[:at] + word[at + 1] + letter + word[at + 2 :], SWAPPED
        for other in _LETTERS:
            yield word[:at] + other + word[at + 1 :], NEIGHBOUR if other in _BESIDE.get(letter, "") else OTHER
    for at in range(len(word) + 1):
        for other in _LETTERS:
            yield word[:at] + other + word[at:], MISSING


def _beside() -> dict[str, str]:
    """Return key → the keys round it on a common keyboard."""
    table = {}
    for row, keys in enumerate(_ROWS):
        for at, key in enumerate(keys):
            rows = _ROWS[max(0, row - 1) : row + 2]
            table[key] = "".join(near for other in rows for near in other[max(0, at - 1) : at + 2] if near != key)
    return table


_BESIDE: Final = _beside()
