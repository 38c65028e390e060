"""Stretches of a text to be read differently: TCVN3, VNI, UTF-8 taken for cp1252, HTML entities.

Correct text passes at the speed of memory: it is only asked for characters that it has not. Around those that are found,
each word is weighed: it speaks for an encoding if it is a Vietnamese syllable when decoded and none as it stands. A
stretch is read differently only where its words together weigh enough, so that a foreign word with an accent, a lone
«§» or a soft hyphen stays what it is. Time grows linearly with the length of the text.
"""

import html
import re
from collections.abc import Iterator
from html.entities import html5
from typing import Final, NamedTuple
from unicodedata import category

from legalref.extraction.legacy_signs import SIGNS
from legalref.extraction.legacy_words import BORDER, OTHER, Weighed, weighed
from legalref.reading.encodings import CP1252


class Repair(NamedTuple):
    """`text[start:end]` is to be read as `replacement`: one entity, or one word written in the encoding `form`.

    A stretch is told word by word, so that an offset at the end of a word has its place in the text that is read.
    """

    start: int
    end: int
    replacement: str
    form: str


_LETTER: Final = "A-Za-z¡-ª¬-®µ-º¼-¾À-ɏ\u0300-\u036fḀ-ỿ"
_WORD: Final = re.compile(f"«(?:ng?|m|i)(?![{_LETTER}])|[{_LETTER}](?:[{_LETTER}«»]*[{_LETTER}«])?")
"""A word in TCVN3 or VNI. «ô» of TCVN3 looks like a quotation mark and begins a word only in «ông», «ôn», «ôm», «ôi»."""
_REST: Final = f"[{re.escape(CP1252[0x80:0xC0])}]"
"""What the bytes of a letter in UTF-8 after its first look like."""
_ENTITY: Final = re.compile("&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_NO_TEXT: Final = frozenset(("Cc", "Cn", "Co", "Cs"))


class _Encoding(NamedTuple):
    """How an encoding is looked for: where its signs are suspect, and what its words are made of."""

    suspect: re.Pattern[str]
    words: re.Pattern[str]


_ENCODINGS: Final = {
    "tcvn3": _Encoding(
        re.compile("[®§©¬«µ¸¹¶ÞË¤¦](?:(?<=[A-Za-z].)|(?<!«)(?=[A-Za-z]))"),
        _WORD,
    ),
    "vni": _Encoding(
        re.compile("[ñÑöÖøûïäæò](?:(?<=[A-Za-z][^ò])|(?<=Nghò)|(?<!ò)(?=[A-Za-zÒò]))"),
        _WORD,
    ),
    "mojibake": _Encoding(
        re.compile(f"[»ºÄÆ](?:(?<=[ÄÆ])|(?<=á.)){_REST}"),
        re.compile(f"(?:[A-Za-z]|[ÃÄÅÆÌ]{_REST}|á[º»]{_REST})+|â€{_REST}|Â{_REST}"),
    ),
}

_ENOUGH: Final = 3
"""What the words of a stretch weigh together at least: two words, or a word of the law («®Þnh»), or a symbol («N§»)."""
_NEAR: Final = 60
"""Between two words of a stretch there are no more characters than this."""
_PARTING: Final = 3
"""So many words of another language in a row part two stretches."""
_LONGEST: Final = 32
"""A longer word is none of Vietnamese, in whatever encoding."""
_REACH: Final = 160
"""So far around a suspect character words are weighed."""
_Run = list[tuple[int, int, Weighed]]


def repairs(text: str) -> list[Repair]:
    """Return what is to be read differently before `text` is normalised, in order, none overlapping another; mostly nothing."""
    found = list(_entities(text)) if "&" in text else []
    claims = [list(_stretches(text, form)) for form in _ENCODINGS]
    for claim in sorted(claims, key=len, reverse=True):
        found += claim
    return _apart(found)


def _entities(text: str) -> Iterator[Repair]:
    """Yield the entities that HTML knows, but for those that stand for nothing a text can hold."""
    for match in _ENTITY.finditer(text):
        name = match[0][1:]
        read = html.unescape(match[0]) if name[0] == "#" or name in html5 else ""
        if read and category(read[0]) not in _NO_TEXT and read != "\ufffd":
            yield Repair(*match.span(), read, "entity")


def _apart(found: list[Repair]) -> list[Repair]:
    """Return the repairs in order; of two that overlap, the one of the encoding that the text holds more of."""
    apart: list[Repair] = []
    for each in sorted(found, key=lambda repair: repair.start):
        if not apart or each.start >= apart[-1].end:
            apart.append(each)
    return apart


def _stretches(text: str, form: str) -> Iterator[Repair]:
    if not any(map(text.__contains__, SIGNS[form])):
        return
    encoding = _ENCODINGS[form]
    for window in _windows(text, encoding.suspect):
        for run in _runs(encoding.words.finditer(text, *window), form):
            yield from (Repair(start, end, word.reading, form) for start, end, word in _told(run) if word.reading)


def _windows(text: str, suspect: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield where suspect characters are, with what stands around them."""
    first = last = -1
    for match in suspect.finditer(text):
        if first < 0 or match.start() > last + 2 * _REACH:
            if first >= 0:
                yield _around(text, first, last)
            first = match.start()
        last = match.end()
    if first >= 0:
        yield _around(text, first, last)


def _around(text: str, first: int, last: int) -> tuple[int, int]:
    """Return the span of whole words about `first` to `last`."""
    start, end = max(first - _REACH, 0), min(last + _REACH, len(text))
    if start:
        start = max(text.find(" ", start, first), start)
    return start, end if end == len(text) else max(text.rfind(" ", last, end), last)


def _runs(words: Iterator[re.Match[str]], form: str) -> Iterator[_Run]:
    """Yield what words stand together, those at their borders with them, where some speak for the encoding.

    A stretch ends at a word that cannot be in the encoding, at the last of three words of another language, and before a gap.
    """
    run: _Run = []
    gain = others = last = 0
    for match in words:
        word = weighed(match[0], form) if match.end() - match.start() <= _LONGEST else BORDER
        if match.start() > last + _NEAR:
            if gain >= _ENOUGH:
                yield run
            run, gain, others = [], 0, 0
        last = match.end()
        run.append((match.start(), last, word))
        gain += max(word.weight, 0)
        others = others + 1 if word is OTHER else 0
        if word is BORDER or others == _PARTING:
            if gain >= _ENOUGH:
                yield run
            run, gain, others = run[-1:], 0, 0
    if gain >= _ENOUGH:
        yield run


def _told(run: _Run) -> _Run:
    """Return the words of the run that are in the encoding and those between them; none if that is not evident.

    A word speaks once, however often it is repeated: so does a foreign name.
    """
    stretch = _from_edge(_from_edge(run)[::-1])[::-1]
    speaking = {word.reading: word.weight for _, _, word in stretch if word.reading}
    against = sum(word.weight for _, _, word in stretch if not word.reading)
    return stretch if sum(speaking.values()) + against >= _ENOUGH else []


def _from_edge(run: _Run) -> _Run:
    """Return the run from the first word that a stretch can begin with; beside correct Vietnamese not every one can."""
    needed = 2 if run and run[0][2] is BORDER else 1
    return next((run[place:] for place, (_, _, word) in enumerate(run) if word.edge >= needed), [])
