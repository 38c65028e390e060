"""One spelling for the grammar to read, with the exact way back to what the user wrote.

The map is built while normalising, never found out afterwards by comparing texts: a normal text
maps onto itself, and every place where the length changes is one breakpoint.
"""

from bisect import bisect_right
from typing import Final
from unicodedata import normalize

import regex

from legalref.model import Span
from legalref.orthography import D_LETTERS, DASHES, INVISIBLE, MARKS, SLASHES, SPACES

_SAME_LENGTH: Final = D_LETTERS | DASHES | SLASHES | SPACES | {ord("\t"): " ", ord("\v"): " ", 0x2028: " ", 0x85: " "}
_SAME_LENGTH.update({0xFF10 + digit: str(digit) for digit in range(10)})
_ODD: Final = regex.compile(f"[{''.join(map(chr, _SAME_LENGTH))}]")
_CHANGES_LENGTH: Final = regex.compile(rf"\P{{M}}?\p{{M}}+|[{''.join(INVISIBLE)}\u00ad]")
_WRAP: Final = regex.compile(
    # A line end inside a paragraph is a space. A blank line, a bullet, «1.» or «a)» begins a new one.
    r"(?<!\n[ ]*\r?)\r?\n(?![ ]*(?:\r?\n|[-*+•|#>] |[0-9]{1,3}[.)] |[a-zđ][.)] |$))|\r(?!\n)"
)


_DROPPED: Final = dict.fromkeys(map(ord, (*INVISIBLE, "\u00ad")))
_MOST_MARKS: Final = 31
"""A letter with its marks; more marks are noise, and composing them takes time by the square (Unicode, Stream-Safe Format)."""


class Clean:
    """A normalised text and the way from its offsets back to the text it was made from."""

    __slots__ = ("_clean", "_source", "_widths", "text")

    def __init__(self, text: str, clean: list[int], source: list[int], widths: dict[int, int]) -> None:
        """Keep breakpoints: from `clean[i]` on, an offset is `source[i]` plus the distance.

        `widths` holds, by clean offset, how many code points of the source a composed letter takes.
        """
        self.text = text
        self._clean = clean
        self._source = source
        self._widths = widths

    def source(self, offset: int) -> int:
        """Return the offset in the source of the clean offset `offset`."""
        at = bisect_right(self._clean, offset) - 1
        return self._source[at] + offset - self._clean[at]

    def source_span(self, start: int, end: int) -> Span:
        """Return the span in the source of the clean span; a character's marks belong to it."""
        last = end - 1
        return Span(self.source(start), self.source(last) + self._widths.get(last, 1))


def normalise(text: str) -> Clean:
    """Return `text` in NFC with one kind of Đ, dash, slash and space, its wrapped lines joined."""
    if _ODD.search(text):
        text = text.translate(_SAME_LENGTH)
    if not _CHANGES_LENGTH.search(text):
        return Clean(_join_lines(text), [0], [0], {})
    clean = _compose(text)
    clean.text = _join_lines(clean.text)
    return clean


def _compose(text: str) -> Clean:
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
    parts.append(text[done:])
    return Clean("".join(parts), clean, source, widths)


def _join_lines(text: str) -> str:
    if "\n" not in text and "\r" not in text:
        return text
    return _WRAP.sub(lambda match: " " * len(match.group()), text)
