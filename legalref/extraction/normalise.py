"""One spelling for the grammar to read, with the exact way back to what the user wrote.

The map is built while normalising, never found out afterwards by comparing texts: a normal text
maps onto itself, and every place where the length changes is one breakpoint. An ordinary text is
brought through one byte a character (`orthography.one_byte`), which costs a hundredth of a
microsecond for each; only what that alphabet does not hold is looked at by itself.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final
from unicodedata import category, normalize

from legalref.extraction.patterns import lazy
from legalref.model import Span
from legalref.orthography import (
    ALPHABET,
    D_LETTERS,
    DASHES,
    INVISIBLE,
    MARKS,
    SLASHES,
    SPACES,
    decoded,
    folded_bytes,
    one_byte,
)

_SAME_LENGTH: Final = D_LETTERS | DASHES | SLASHES | SPACES | dict.fromkeys(map(ord, "\0\t\v\x85\u2028"), " ")
_SAME_LENGTH.update({0xFF10 + digit: str(digit) for digit in range(10)})
_PLAIN: Final = one_byte("".join(_SAME_LENGTH.get(ord(letter), letter) for letter in ALPHABET))
"""Byte → byte, for `bytes.translate`."""
_DROPPED: Final = dict.fromkeys(map(ord, (*INVISIBLE, "\u00ad")))
_CHANGES_LENGTH: Final = lazy(rf"\P{{M}}?\p{{M}}+|[{''.join(map(chr, _DROPPED))}]")
_BULLET, _STROKED = map(re.escape, map(one_byte, "•đ"))
_HARD: Final = re.compile(rb"\n(?= *(?:\n|[-*+|#>%s] |[0-9]{1,3}[.)] |[a-z%s][.)] |\Z))" % (_BULLET, _STROKED))
"""A line end that begins a new paragraph: before a blank line, a bullet, «1.» or «a)», or at the end. Any other is a space."""
_BLANK_LINE: Final = re.compile(rb"\0( *)\n")
_MOST_MARKS: Final = 31
"""A letter with its marks; more marks are noise, and composing them takes time by the square (Unicode, Stream-Safe Format)."""
_UNKNOWN: Final = ord("?")


class Clean:
    """A normalised text, its folded form of the same length, and the way from its offsets back to the text it was made from."""

    __slots__ = ("_clean", "_source", "_widths", "folded", "text")

    def __init__(self, text: str, folded: str, clean: list[int], source: list[int], widths: dict[int, int]) -> None:
        """Keep breakpoints: from `clean[i]` on, an offset is `source[i]` plus the distance.

        `widths` holds, by clean offset, how many code points of the source a composed letter takes.
        """
        self.text = text
        self.folded = folded
        self._clean = clean
        self._source = source
        self._widths = widths

    def source(self, offset: int) -> int:
        """Return the offset in the source of the clean offset `offset`."""
        at = bisect_right(self._clean, offset) - 1
        return self._source[at] + offset - self._clean[at]

    def source_span(self, start: int, end: int) -> Span:
        """Return the span in the source of the clean span; a character's marks belong to it."""
        if not self._widths and len(self._clean) == 1:
            return Span(start, end)
        last = end - 1
        return Span(self.source(start), self.source(last) + self._widths.get(last, 1))


def normalise(text: str) -> Clean:
    """Return `text` in NFC with one kind of Đ, dash, slash and space, its wrapped lines joined, and the same text folded."""
    encoded = one_byte(text)
    odd = list(_odd(text, encoded))
    if any(_changes_length(letter) for _, letter in odd):
        return _composed(text)
    return Clean(*_plain(encoded, odd), [0], [0], {})


def _odd(text: str, encoded: bytes) -> Iterator[tuple[int, str]]:
    """Yield offset and character where the alphabet of one byte has none."""
    at = encoded.find(_UNKNOWN)
    while at >= 0:
        if text[at] != "?":
            yield at, text[at]
        at = encoded.find(_UNKNOWN, at + 1)


def _changes_length(letter: str) -> bool:
    return ord(letter) in _DROPPED or category(letter)[0] == "M"


def _plain(encoded: bytes, odd: list[tuple[int, str]]) -> tuple[str, str]:
    """Return the plain text and its folded form, each as long as `encoded`."""
    lines = _join_lines(encoded.translate(_PLAIN))
    clean = decoded(lines)
    if odd:
        clean, lines = _with_odd(clean, lines, odd)
    return clean, folded_bytes(lines)


def _with_odd(clean: str, lines: bytes, odd: list[tuple[int, str]]) -> tuple[str, bytes]:
    """Return the text and its bytes with the odd characters at their places, one for one."""
    pieces: list[str] = []
    done, patched = 0, bytearray(lines)
    for at, letter in odd:
        plain = _SAME_LENGTH.get(ord(letter), letter)
        pieces += clean[done:at], plain
        patched[at : at + 1] = one_byte(plain)
        done = at + 1
    return "".join((*pieces, clean[done:])), bytes(patched)


def _join_lines(lines: bytes) -> bytes:
    """Return `lines` with a space for each line end inside a paragraph."""
    if b"\r" in lines:
        lines = lines.replace(b"\r\n", b" \n").replace(b"\r", b" ")
    if b"\n" not in lines:
        return lines
    hard = _BLANK_LINE.sub(rb"\0\1\0", _HARD.sub(b"\0", lines))
    return hard.replace(b"\n", b" ").replace(b"\0", b"\n")


def _composed(text: str) -> Clean:
    """Compose letters with their marks, drop marks that no letter takes and what has no width, noting each change of length."""
    parts: list[str] = []
    clean, source, widths = [0], [0], dict[int, int]()
    length = done = 0
    for match in _CHANGES_LENGTH.finditer(text):
        old = match.group()
        new = MARKS.sub("", normalize("NFC", old[:_MOST_MARKS])).translate(_DROPPED)
        parts += text[done : match.start()], new
        length += match.start() - done + len(new)
        done = match.end()
        if len(new) != len(old):
            clean.append(length)
            source.append(done)
        if new and len(new) < len(old):
            widths[length - 1] = len(old) - len(new) + 1
    composed = "".join((*parts, text[done:]))
    encoded = one_byte(composed)
    return Clean(*_plain(encoded, list(_odd(composed, encoded))), clean, source, widths)
