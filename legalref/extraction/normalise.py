"""One spelling for the grammar to read, with the exact way back to what the user wrote.

The map is built while normalising, never found out afterwards by comparing texts: a normal text
maps onto itself, and every place where the length changes is one breakpoint. An ordinary text is
brought through one byte a character (`orthography.one_byte`), which costs a hundredth of a
microsecond for each; only what that alphabet does not hold is looked at by itself.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final
from unicodedata import category, normalize

from legalref.extraction import legacy_signs
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

if TYPE_CHECKING:
    from legalref.extraction.legacy import Repair

_SAME_LENGTH: Final = D_LETTERS | DASHES | SLASHES | SPACES | dict.fromkeys(map(ord, "\0\t\v\x85\u2028"), " ")
_SAME_LENGTH.update({0xFF10 + digit: str(digit) for digit in range(10)})
_PLAIN: Final = one_byte("".join(_SAME_LENGTH.get(ord(letter), letter) for letter in ALPHABET))
"""Byte → byte, for `bytes.translate`."""
_DROPPED: Final = dict.fromkeys(map(ord, (*sorted(INVISIBLE), "\u00ad")))
_CHANGES_LENGTH: Final = lazy(rf"\P{{M}}?\p{{M}}+|[{''.join(map(chr, _DROPPED))}]")
_BULLET, _STROKED = map(re.escape, map(one_byte, "•đ"))
_HARD: Final = re.compile(rb"\n(?= *(?:\n|[-*+|#>%s] |[0-9]{1,3}[.)] |[a-z%s][.)] |\Z))" % (_BULLET, _STROKED))
"""A line end that begins a new paragraph: before a blank line, a bullet, «1.» or «a)», or at the end. Any other is a space."""
_BLANK_LINE: Final = re.compile(rb"\0( *)\n")
_MOST_MARKS: Final = 31
"""A letter with its marks; more marks are noise, and composing them takes time by the square (Unicode, Stream-Safe Format)."""
_UNKNOWN: Final = ord("?")


class _Map:
    """The way back from offsets of a changed text to those of the text it was made from."""

    __slots__ = ("_changed", "_original", "_widths")

    def __init__(self) -> None:
        self._changed, self._original = [0], [0]
        self._widths: dict[int, int] = {}

    def note(self, changed: int, original: int, new: str, old: str) -> None:
        """Note that `new`, which ends at `changed`, stands for `old`, which ends at `original`."""
        if len(new) == len(old):
            return
        self._changed.append(changed)
        self._original.append(original)
        if new and len(new) < len(old):
            self._widths[changed - 1] = len(old) - len(new) + 1

    def offset(self, offset: int) -> int:
        """Return the offset in the original."""
        at = bisect_right(self._changed, offset) - 1
        return self._original[at] + offset - self._changed[at]

    def span(self, span: Span) -> Span:
        """Return the span in the original; what one character stands for belongs to it whole."""
        last = span.end - 1
        return Span(self.offset(span.start), self.offset(last) + self._widths.get(last, 1))


class Clean:
    """A normalised text, its folded form of the same length, and the way from its offsets back to the text it was made from."""

    __slots__ = ("_repaired", "folded", "maps", "text")

    def __init__(self, text: str, folded: str, maps: Sequence[_Map] = (), repaired: Sequence[Span] = ()) -> None:
        """Keep the maps in the order in which they lead back, and where the source was in another encoding."""
        self.text = text
        self.folded = folded
        self.maps = maps
        self._repaired = repaired

    def source(self, offset: int) -> int:
        """Return the offset in the source of the clean offset `offset`."""
        for each in self.maps:
            offset = each.offset(offset)
        return offset

    def source_span(self, start: int, end: int) -> Span:
        """Return the span in the source of the clean span; a character's marks belong to it."""
        span = Span(start, end)
        for each in self.maps:
            span = each.span(span)
        return span

    def is_repaired(self, span: Span) -> bool:
        """Tell whether a span of the source was in another encoding, wholly or in part."""
        at = bisect_right(self._repaired, (span.end, 0)) - 1
        return at >= 0 and self._repaired[at].end > span.start


def normalise(text: str) -> Clean:
    """Return `text` in NFC with one kind of Đ, dash, slash and space, its wrapped lines joined, and the same text folded.

    What is left of an old or broken encoding is read as what it stood for (`legacy`).
    """
    found = _repairs(text)
    if not found:
        return _normalised(text)
    repaired, way = _repaired(text, found)
    clean = _normalised(repaired)
    return Clean(clean.text, clean.folded, (*clean.maps, way), [Span(each.start, each.end) for each in found])


def _repairs(text: str) -> "Sequence[Repair]":
    """Return what is to be read differently; what finds it is loaded for the few texts that may need it."""
    if not legacy_signs.are_in(text):
        return ()
    from legalref.extraction.legacy import repairs

    return repairs(text)


def _repaired(text: str, found: "Sequence[Repair]") -> tuple[str, _Map]:
    parts: list[str] = []
    way = _Map()
    length = done = 0
    for each in found:
        parts += text[done : each.start], each.replacement
        length += each.start - done + len(each.replacement)
        done = each.end
        way.note(length, done, each.replacement, text[each.start : each.end])
    return "".join((*parts, text[done:])), way


def _normalised(text: str) -> Clean:
    encoded = one_byte(text)
    odd = list(_odd(text, encoded))
    if any(_changes_length(letter) for _, letter in odd):
        return _composed(text)
    return Clean(*_plain(encoded, odd))


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
    way = _Map()
    length = done = 0
    for match in _CHANGES_LENGTH.finditer(text):
        old = match.group()
        new = MARKS.sub("", normalize("NFC", old[:_MOST_MARKS])).translate(_DROPPED)
        parts += text[done : match.start()], new
        length += match.start() - done + len(new)
        done = match.end()
        way.note(length, done, new, old)
    composed = "".join((*parts, text[done:]))
    encoded = one_byte(composed)
    return Clean(*_plain(encoded, list(_odd(composed, encoded))), (way,))
