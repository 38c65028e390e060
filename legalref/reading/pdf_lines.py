"""A page of a PDF → its rows of text with their boxes, by pdfium's text page. Rows come in the order of the file."""

import ctypes
import math
import re
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2 as pdfium  # type: ignore[import-untyped] # it has no types
import pypdfium2.raw as c  # type: ignore[import-untyped] # the same

from legalref.reading.content import Budget
from legalref.reading.fonts import decoded, encoding_of
from legalref.reading.pdf_layout import Row, Segment

_ROW: Final = re.compile(r"[^\r\n\ufffe\x02]*[^\r\n\ufffe\x02\s][^\r\n\ufffe\x02]*[\ufffe\x02]?")
"""pdfium ends a row in a line end, or in its sign for a hyphen, which stands for both."""
_CONTROLS: Final = dict.fromkeys((*range(9), *range(11, 32), 0x7F, 0xFFFE, 0xFFFF)) | {0xFFFE: "-", 2: "-"}
_GAP: Final = 1.0
"""Ems between two stretches of text that may be columns or cells."""
_QUARTER: Final = math.pi / 2
_NAME_BYTES: Final = 128
_ROWS: Final = 8
"""Rows that the budget pays for together."""
_ROW_BYTES: Final = 128
"""What a row takes in memory besides its characters, at least."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top of upright text."""


class PageText:
    """The text page of one page; pdfium's calls are made on its raw handle."""

    def __init__(self, page: pdfium.PdfPage, budget: Budget) -> None:
        """Load the text. The budget pays for its characters."""
        self._budget = budget
        self._handle: Any = page.get_textpage()
        self._raw: Any = self._handle.raw
        self._count: int = c.FPDFText_CountChars(self._raw)
        self.encodings: set[str] = set()
        self.text = self._read()
        self._same = len(self.text) == self._count

    def close(self) -> None:
        """Give back what pdfium holds."""
        self._handle.close()

    def _read(self) -> str:
        if self._count <= 0:
            return ""
        self._budget.spend(2 * self._count)
        units = ctypes.create_string_buffer(4 * self._count + 4)
        written = c.FPDFText_GetText(self._raw, 0, self._count, ctypes.cast(units, ctypes.POINTER(ctypes.c_ushort)))
        return units.raw[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")

    def rows(self) -> Iterator[Row]:
        """Yield the rows, each cut where a wide gap is."""
        for number, match in enumerate(_ROW.finditer(self.text)):
            if number % _ROWS == 0:
                self._budget.spend(_ROWS * _ROW_BYTES)
            start, end = _stripped(self.text, match.start(), match.end())
            turn = round(c.FPDFText_GetCharAngle(self._raw, self._index(start)) / _QUARTER) % 4
            yield Row(turn, [self._segment(*piece, turn) for piece in self._pieces(start, end, turn)])

    def _index(self, at: int) -> int:
        """Return pdfium's index of a character of the text: some that it counts are not in the text."""
        return at if self._same else max(c.FPDFText_GetCharIndexFromTextIndex(self._raw, at), 0)

    def _box(self, at: int, turn: int) -> Box:
        """Return the box of a character: as high as its font, as wide as its advance."""
        rect = c.FS_RECTF()
        c.FPDFText_GetLooseCharBox(self._raw, self._index(at), rect)
        return _upright((rect.left, rect.bottom, rect.right, rect.top), turn)

    def _pieces(self, start: int, end: int, turn: int) -> list[tuple[int, int]]:
        """Return the stretches of a row between wide gaps; single characters are asked for only where there is such a gap."""
        box = self._box(start, turn)
        wide = _GAP * max(box[3] - box[1], 1.0)
        if not self._has_gap(start, end, turn, wide):
            return [(start, end)]
        pieces = []
        for space in re.finditer(r"\s+", self.text[start:end]):
            last, following = start + space.start() - 1, start + space.end()
            if self._box(following, turn)[0] - self._box(last, turn)[2] > wide:
                pieces.append(following)
        starts = [start, *pieces]
        return [_stripped(self.text, *pair) for pair in zip(starts, [*pieces, end], strict=True)]

    def _has_gap(self, start: int, end: int, turn: int, wide: float) -> bool:
        first = self._index(start)
        values = [ctypes.c_double() for _ in range(4)]
        before = math.inf
        for number in range(c.FPDFText_CountRects(self._raw, first, self._index(end - 1) + 1 - first)):
            c.FPDFText_GetRect(self._raw, number, *values)
            left, top, right, bottom = (value.value for value in values)
            box = _upright((left, bottom, right, top), turn)
            if box[0] - before > wide:
                return True
            before = box[2]
        return False

    def _segment(self, start: int, end: int, turn: int) -> Segment:
        first, last = self._box(start, turn), self._box(end - 1, turn)
        text = self._unicode(start, end).translate(_CONTROLS)
        return Segment(text, first[0], max(last[2], first[0]), first[1], first[3])

    def _unicode(self, start: int, end: int) -> str:
        """Return a stretch of text, read by its fonts where these are from before Unicode."""
        text = self.text[start:end]
        if text.isascii() or not (self._encoding(start) or self._encoding(end - 1)):
            return text
        found, at = [], start
        while at < end:
            encoding, since = self._encoding(at), at
            while at < end and self._encoding(at) == encoding:
                at += 1
            found.append(decoded(self.text[since:at], encoding))
        return "".join(found)

    def _encoding(self, at: int) -> str:
        name = ctypes.create_string_buffer(_NAME_BYTES)
        c.FPDFText_GetFontInfo(self._raw, self._index(at), name, _NAME_BYTES, ctypes.c_int())
        encoding = encoding_of(_family(name.value))
        if encoding:
            self.encodings.add(encoding.lower())
        return encoding


def _family(font: bytes) -> str:
    """Return the name of a font without the mark of a subset («ABCDEF+») and its weight; «VnTime» is how some write «.VnTime»."""
    name = font.rpartition(b"+")[2].partition(b",")[0].partition(b"-Bold")[0].decode("latin-1")
    return f".{name}" if name.lower().startswith(("vntime", "vnarial")) else name


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch without the spaces at its ends."""
    while start < end - 1 and text[start].isspace():
        start += 1
    while end - 1 > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _upright(box: Box, turn: int) -> Box:
    """Return a box as it would stand if its text ran from left to right; `turn` counts quarters clockwise."""
    left, bottom, right, top = box
    if turn == 1:
        return -top, left, -bottom, right
    if turn == 2:  # noqa: PLR2004  # upside down
        return -right, -top, -left, -bottom
    return (bottom, -right, top, -left) if turn else box
