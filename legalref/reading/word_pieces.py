"""The binary side of Word 6 to 2003, after [MS-DOC]: the FIB, the pieces of the text, and the pages of formatting.

Two generations share one design. Word 97 to 2003 keeps its tables in a stream of its own and its characters in one byte (cp1252)
or two (UTF-16); Word 6 and 95 keep everything in one stream, one byte a character. Offsets, counts and lengths come from the
file and are believed only as far as the streams reach. BrokenStructure names the one that cannot be read.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from struct import unpack_from
from typing import Final, NamedTuple

from legalref.reading.content import Budget
from legalref.reading.encodings import CP1252

_IDENTS: Final = frozenset({0xA5EC, 0xA5DC, 0xA697, 0xA698, 0xA699})
_FIRST_OLD: Final = 0x60
_FIRST_NEW: Final = 0xC1
_COMPLEX, _ENCRYPTED, _TABLE_1 = 0x0004, 0x0100, 0x0200
_PAGE: Final = 512
_MOST_RUNS: Final = 300_000
"""More stretches of formatting than this are no document's: what stands beyond is read without its formatting."""

_SINGLE: Final = {24: 0x2416, 25: 0x2417, 65: 0x0800, 66: 0x0801}
"""Changes that a piece may carry by itself: their codes in Word 6 and 95, which the piece uses → of today."""
_FROM_LATIN_1: Final = {byte: character for byte, character in enumerate(CP1252) if ord(character) != byte}
_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")


class BrokenStructure(ValueError):
    """A structure that a document must have cannot be read; its name as [MS-DOC] and [MS-CFB] have it."""


class Layout(NamedTuple):
    """Where a generation of Word keeps what we read: offsets in the FIB, and widths in bytes."""

    lengths: int
    places: dict[str, int]
    page_number: int
    bx: int
    """What a page of paragraphs has for each: an offset, and a height that is of no use here."""


OLD: Final = Layout(
    0x34,
    {
        "styles": 0x60,
        "footnote_refs": 0x68,
        "footnotes": 0x70,
        "sections": 0x88,
        "headers": 0xB0,
        "characters": 0xB8,
        "paragraphs": 0xC0,
        "fonts": 0xD0,
        "pieces": 0x160,
        "endnote_refs": 0x1D2,
        "endnotes": 0x1DA,
    },
    page_number=2,
    bx=7,
)
NEW: Final = Layout(
    0x4C,
    {
        "styles": 0xA2,
        "footnote_refs": 0xAA,
        "footnotes": 0xB2,
        "sections": 0xCA,
        "headers": 0xF2,
        "characters": 0xFA,
        "paragraphs": 0x102,
        "fonts": 0x112,
        "pieces": 0x1A2,
        "endnote_refs": 0x20A,
        "endnotes": 0x212,
    },
    page_number=4,
    bx=13,
)


class Piece(NamedTuple):
    """Characters `start` to `end` of the document: where their bytes stand, how wide they are, and what a fast save changed."""

    start: int
    end: int
    offset: int
    width: int
    prm: bytes


class Run(NamedTuple):
    """Bytes `start` to `end` of the main stream and their properties, as the file has them."""

    start: int
    end: int
    properties: bytes


class Word:
    """A document's streams, and the parts of them that its FIB names."""

    def __init__(self, main: bytes) -> None:
        """Read the head of the FIB. Raises BrokenStructure for what is none."""
        if len(main) < 0x200 or number(main, 0, 2) not in _IDENTS:  # noqa: PLR2004 - the least a FIB takes
            raise BrokenStructure("FIB")
        self.main = main
        self.table = main
        self.version = number(main, 2, 2)
        self.flags = number(main, 0x0A, 2)
        self.old = self.version < _FIRST_NEW
        self.layout = OLD if self.old else NEW

    @property
    def too_old(self) -> bool:
        """Whether it is of Word 2 or before, which have another FIB."""
        return self.version < _FIRST_OLD

    @property
    def encrypted(self) -> bool:
        """Whether it has a password."""
        return bool(self.flags & _ENCRYPTED)

    @property
    def table_name(self) -> str:
        """The stream that the tables of Word 97 to 2003 stand in."""
        return "1Table" if self.flags & _TABLE_1 else "0Table"

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """Characters of text, footnotes, headers, macros, comments, endnotes, text boxes, and text boxes of headers."""
        lengths: tuple[int, ...] = unpack_from("<8i", self.main, self.layout.lengths)
        if any(length < 0 for length in lengths):
            raise BrokenStructure("FIB")
        return lengths

    def block(self, name: str) -> bytes:
        """Return the table that the FIB names; empty where the file has none, cut where the stream ends."""
        at = self.layout.places[name]
        return part(self.table, number(self.main, at, 4), number(self.main, at + 4, 4))

    def positions(self, name: str, width: int = 0) -> list[int]:
        """Return the character positions of a PLC whose entries take `width` bytes each."""
        data = self.block(name)
        count = (len(data) - 4) // (4 + width)
        return list(unpack_from(f"<{count + 1}i", data)) if count > 0 else []


def number(data: bytes, at: int, size: int) -> int:
    """Return the unsigned number at `at`; 0 beyond the end."""
    return int.from_bytes(data[at : at + size], "little")


def part(data: bytes, at: int, size: int) -> bytes:
    """Return `size` bytes from `at`, as far as there are any."""
    return data[at : at + size] if at < len(data) else b""


def pieces(word: Word) -> list[Piece]:
    """Return the pieces of the text in order. Raises BrokenStructure where the table of a file that must have one is damaged."""
    if word.old and not word.flags & _COMPLEX:
        return [Piece(0, sum(word.lengths), number(word.main, 0x18, 4), 1, b"")]
    changes, table = _piece_table(word.block("pieces"))
    count = (len(table) - 4) // 12
    if count < 1:
        raise BrokenStructure("CLX")
    starts = unpack_from(f"<{count + 1}i", table)
    if starts[0] < 0 or any(end < start for start, end in pairwise(starts)):
        raise BrokenStructure("CLX")
    entries = (table[at : at + 8] for at in range(4 * (count + 1), 12 * count + 4, 8))
    return [_piece(start, end, entry, changes, word) for (start, end), entry in zip(pairwise(starts), entries, strict=True)]


def _piece_table(clx: bytes) -> tuple[list[bytes], bytes]:
    """Return the changes of fast saves, and the PLC of pieces."""
    at, changes = 0, []
    while part(clx, at, 1) == b"\1":
        size = number(clx, at + 1, 2)
        changes.append(part(clx, at + 3, size))
        at += 3 + size
    return changes, part(clx, at + 5, number(clx, at + 1, 4)) if part(clx, at, 1) == b"\2" else b""


def _piece(start: int, end: int, entry: bytes, changes: list[bytes], word: Word) -> Piece:
    offset, prm = number(entry, 2, 4), number(entry, 6, 2)
    change = _change(prm, changes, word)
    if word.old:
        return Piece(start, end, offset, 1, change)
    if offset & 0x4000_0000:  # one byte a character, and the offset doubled
        return Piece(start, end, (offset & 0x3FFF_FFFF) // 2, 1, change)
    return Piece(start, end, offset & 0x3FFF_FFFF, 2, change)


def _change(prm: int, changes: list[bytes], word: Word) -> bytes:
    """Return the properties that a fast save laid over a piece: one of the list, or a single one with its value."""
    if prm & 1:
        return changes[prm >> 1] if prm >> 1 < len(changes) else b""
    code, value = prm >> 1 & 0x7F, prm >> 8
    if code not in _SINGLE:
        return b""
    return bytes((code, value)) if word.old else _SINGLE[code].to_bytes(2, "little") + bytes((value,))


def characters(word: Word, table: list[Piece], budget: Budget) -> str:
    """Return one character for each position, halves of surrogate pairs apart; it ends early where the stream does."""
    text: list[str] = []
    for piece in table:
        size = (piece.end - piece.start) * piece.width
        budget.spend(min(size, len(word.main)))
        data = part(word.main, piece.offset, size)
        text.append(_decoded(data, piece.width))
        if piece.start + len(text[-1]) < piece.end:
            break
    return "".join(text)


def _decoded(data: bytes, width: int) -> str:
    if width == 1:
        return data.decode("latin-1").translate(_FROM_LATIN_1)
    return _ASTRAL.sub(_halves, data[: len(data) // 2 * 2].decode("utf-16-le", "surrogatepass"))


def _halves(match: re.Match[str]) -> str:
    return "".join(map(chr, unpack_from("<2H", match[0].encode("utf-16-le"))))


def runs(word: Word, name: str, budget: Budget) -> list[Run]:
    """Return the stretches of formatting of «characters» or «paragraphs», in order, as far as they can be read."""
    found: list[Run] = []
    for page in _pages(word, name):
        budget.tick()
        found += _page_runs(part(word.main, page * _PAGE, _PAGE), name == "characters", word)
        if len(found) > _MOST_RUNS:
            break
    return sorted(found)


def _pages(word: Word, name: str) -> Iterator[int]:
    """Yield the numbers of the pages of formatting, each once; old files may name the first of them only."""
    width = word.layout.page_number
    data = word.block(name)
    count = max((len(data) - 4) // (4 + width), 0)
    seen: dict[int, None] = {}
    for at in range(4 * (count + 1), 4 * (count + 1) + width * count, width):
        seen[number(data, at, width) & 0x3F_FFFF] = None
    if word.old:
        first, most = (0x18A, 0x18E) if name == "characters" else (0x18C, 0x190)
        missing = number(word.main, most, 2) - count
        start = max(seen, default=number(word.main, first, 2) - 1) + 1
        seen |= dict.fromkeys(range(start, start + missing))
    yield from seen


def _page_runs(page: bytes, of_characters: bool, word: Word) -> Iterator[Run]:
    if len(page) < _PAGE:
        return
    count, width = page[-1], 1 if of_characters else word.layout.bx
    if 4 * (count + 1) + width * count >= _PAGE:
        return
    edges = unpack_from(f"<{count + 1}I", page)
    for index, (start, end) in enumerate(pairwise(edges)):
        at = 2 * page[4 * (count + 1) + width * index]
        if start < end:
            yield Run(start, end, _properties(page, at, of_characters, word.old) if at else b"")


def _properties(page: bytes, at: int, of_characters: bool, old: bool) -> bytes:
    """Return the properties at `at` of a page: of characters counted in bytes, of paragraphs in words."""
    size = page[at]
    if of_characters:
        return page[at + 1 : at + 1 + size]
    if old:
        return page[at + 1 : at + 1 + 2 * size]
    if size:
        return page[at + 1 : at + 2 * size]
    return page[at + 2 : at + 2 + 2 * number(page, at + 1, 1)]
