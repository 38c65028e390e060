"""Letters that stand for words, both ways: «MTTQ» asks for «Mặt trận Tổ quốc», too, and the words for the letters.

The rows are in vocabulary/abbreviations.toml. Letters that are also a syllable of the language («AI») count in capitals only.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from legalref.orthography import WORD, fold, words
from legalref.searching.asked import All, Any, Node, Phrase, Word
from legalref.syllables import is_folded_syllable
from legalref.vocabulary import search_abbreviations

_EITHER_I: Final = re.compile(r"(?:qu|[hklmst])[iy]")
"""Syllables that are written with i or with y: «kĩ thuật», «kỹ thuật»; «qui chế», «quy chế»."""
_SWAPPED: Final = {"i": "y", "y": "i"}


class Typed(NamedTuple):
    """A word as it was typed, and as it is looked for."""

    raw: str
    word: Word


def typed(text: str) -> list[Typed]:
    """Return the words of a text in NFC, each with its diacritics where it has any."""
    found = []
    for match in WORD.finditer(fold(text)):
        raw = text[slice(*match.span())]
        found.append(Typed(raw, Word(match.group(), None if raw.isascii() else raw.lower())))
    return found


def expanded(run: Sequence[Typed], but: tuple[str, ...] = ()) -> list[Node]:
    """Return what must be found for words in a row: each word, or what it and its neighbours are shortened to or stand for.

    Of names that overlap, the longest from the left counts: «cải cách hành chính nhà nước» is CCHC, not HCNN.
    Of the shortenings, `but` is not to be looked for again: words inside a longer name.
    """
    nodes: list[Node] = []
    at = 0
    while at < len(run):
        length, node = _longest(run, at, but)
        nodes.append(node)
        at += length
    return nodes


def _longest(run: Sequence[Typed], at: int, but: tuple[str, ...]) -> tuple[int, Node]:
    """Return how many words from `at` on belong together, and what is to be found for them."""
    folded = tuple(each.word.folded for each in run[at : at + _longest_row()])
    for length in range(len(folded), 0, -1):
        part = folded[:length]
        shorts = _table().shorts.get(part, ()) if part != but else ()
        if shorts:
            inner = expanded(run[at : at + length], part)
            return length, Any((_all(inner), *(_in_a_row(short) for short in shorts)))
        longs = _table().longs.get(part, ())
        if longs and _counts(run[at : at + length]):
            spelled = dict.fromkeys(each for long in longs for each in _spellings(long))
            return length, Any((_in_a_row(part, run[at].word), *(Phrase(each) for each in spelled)))
    return 1, _spelled_either_way(run[at].word)


def _counts(short: Sequence[Typed]) -> bool:
    """Tell whether letters are to be read as an abbreviation: any that is no syllable, or that is typed in capitals."""
    return all(each.raw.isupper() for each in short) or not is_folded_syllable("".join(each.word.folded for each in short))


def _in_a_row(parts: tuple[str, ...], as_typed: Word | None = None) -> Node:
    if len(parts) > 1:
        return Phrase(parts)
    return as_typed or Word(parts[0])


def _all(nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else All(tuple(nodes))


def _spelled_either_way(word: Word) -> Node:
    """Return a word with its other spelling: i or y, a digit with or without a zero before it."""
    folded = word.folded
    if _EITHER_I.fullmatch(folded):
        return Any((word, Word(folded[:-1] + _SWAPPED[folded[-1]])))
    if folded.isdigit() and (len(folded) == 1 or (len(folded) == 2 and folded[0] == "0")):  # noqa: PLR2004  # «5», «05»
        return Any((word, Word(f"0{folded}" if len(folded) == 1 else folded[1])))
    return word


@cache
def _spellings(long: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return a long form, and the same with the names inside it shortened: «ủy ban MTTQ»."""
    return tuple(_with_shorts(long))


def _with_shorts(long: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield long
    for inner, shorts in _table().shorts.items():
        if inner == long:
            continue
        for at in range(len(long) - len(inner) + 1):
            if long[at : at + len(inner)] == inner:
                yield from (long[:at] + short + long[at + len(inner) :] for short in shorts)


class _Table(NamedTuple):
    """Folded letters → what they stand for, and back; back only where the words ask for the letters."""

    longs: dict[tuple[str, ...], tuple[tuple[str, ...], ...]]
    shorts: dict[tuple[str, ...], tuple[tuple[str, ...], ...]]


@cache
def _table() -> _Table:
    longs: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
    shorts: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
    for row in search_abbreviations():
        short, long = tuple(words(row.short)), tuple(words(row.long))
        longs[short] = (*longs.get(short, ()), long)
        if row.both:
            shorts[long] = (*shorts.get(long, ()), short)
    return _Table(longs, shorts)


@cache
def _longest_row() -> int:
    return max(map(len, (*_table().longs, *_table().shorts)))
