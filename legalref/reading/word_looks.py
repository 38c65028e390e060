"""What the formatting of a Word file says of its text: fonts from before Unicode, tracked changes, tables.

Properties are a list of small changes («sprm»): a code, and an operand whose size the code tells. Only the few are read that
decide how a character is to be taken.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from legalref.reading.fonts import encoding_of
from legalref.reading.word_pieces import Word, number, part

_NEW_CODES: Final = {
    0x0800: "deleted",
    0x0801: "inserted",
    0x2416: "in_table",
    0x2417: "row_end",
    0x3009: "break",
    0x4A30: "style",
    0x4A4F: "font_ascii",
    0x4A51: "font",
    0x6A09: "symbol",
}
_OLD_CODES: Final = {
    24: "in_table",
    25: "row_end",
    65: "deleted",
    66: "inserted",
    80: "style",
    93: "font",
    103: "symbol",
    142: "break",
}

_NEW_SIZES: Final = (1, 1, 2, 4, 2, 2, 0, 3)
"""Bytes of an operand by the three highest bits of its code; 0: the first byte tells."""
_LONG: Final = frozenset({0xD606, 0xD608})
"""The definitions of a table: two bytes tell their size, and one too many."""

_OLD_SIZES: Final = (
    dict.fromkeys((2, *range(16, 20), 21, 22, 26, 27, 28, *range(30, 37), *range(38, 44), *range(45, 50)), 2)
    | dict.fromkeys((69, 72, 80, 93, 96, 97, 99, 101, 105, 106, 107, 109, 110, *range(121, 125)), 2)
    | dict.fromkeys((140, 141, 144, 145, 148, 149, *range(154, 158), 160, 161, *range(164, 172)), 2)
    | dict.fromkeys((182, 183, 184, 189, 195, 197, 198), 2)
    | dict.fromkeys((3, 12, 15, 23, 81, 103, 108, 188, 190, 191), 0)
    | dict.fromkeys((73, 95, 136, 137), 3)
    | dict.fromkeys((20, 70, 74, 192, 194, 196, 200), 4)
    | dict.fromkeys((68, 193, 199), 5)
    | dict.fromkeys((120, 187), 12)
)
"""The same for Word 6 and 95, by the code; 1 where there is no entry."""

_NO_STYLE: Final = 0xFFF
_VIETNAMESE: Final = 163


class Style(NamedTuple):
    """A style: the one that it is based on, and the font of its own, if any."""

    base: int
    font: int | None


class Looks:
    """The fonts and styles of one document, and what properties mean by them."""

    def __init__(self, word: Word) -> None:
        """Read the tables of fonts and styles; what cannot be read is not there."""
        self.old = word.old
        self.fonts = [
            encoding_of(name) or ("cp1258" if word.old and charset == _VIETNAMESE else "")
            for name, charset in _fonts(word.block("fonts"), word.old)
        ]
        self.styles, self.default = _styles(word.block("styles"), word.old)
        self.encoding = lru_cache(maxsize=None)(self._encoding)
        self.values = cache(self._values)

    def _values(self, properties: bytes) -> dict[str, int]:
        codes = _OLD_CODES if self.old else _NEW_CODES
        changes = _old_changes(properties) if self.old else _new_changes(properties)
        return {codes[code]: int.from_bytes(operand, "little") for code, operand in changes if code in codes}

    def _encoding(self, style: int, properties: bytes) -> str:
        """Return the encoding of characters with these properties in a paragraph of this style; «» for what needs no decoding."""
        values = self.values(properties)
        font = values.get("font", values.get("font_ascii"))
        if font is None:
            font = self._font_of(values.get("style", _NO_STYLE))
        if font is None:
            font = self._font_of(style)
        if font is None:
            font = self.default
        return self.fonts[font] if font < len(self.fonts) else ""

    def _font_of(self, style: int) -> int | None:
        """Return the font of a style or of those it is based on; a circle of them ends."""
        for _ in range(len(self.styles)):
            if style >= len(self.styles):
                break
            if self.styles[style].font is not None:
                return self.styles[style].font
            style = self.styles[style].base
        return None


def _fonts(data: bytes, old: bool) -> Iterator[tuple[str, int]]:
    """Yield the name and the character set of each font, in order."""
    at, name_at = (2, 6) if old else (4, 40)
    while at < len(data):
        entry = part(data, at, 1 + data[at])
        raw = entry[name_at:]
        name = raw.split(b"\0")[0].decode("latin-1") if old else raw[: len(raw) // 2 * 2].decode("utf-16-le", "replace")
        yield name.split("\0")[0], number(entry, 4, 1)
        at += len(entry)


def _styles(data: bytes, old: bool) -> tuple[list[Style], int]:
    """Return the styles by their index, and the font where no style names one."""
    size, styles = number(data, 0, 2), list[Style]()
    count, base, default = number(data, 2, 2), number(data, 4, 2), number(data, 14 if old else 18, 2)
    at = 2 + size
    while len(styles) < count and at < len(data):
        length = number(data, at, 2)
        styles.append(_style(part(data, at + 2, length), base, old))
        at += 2 + length + length % 2
    return styles, default


def _style(entry: bytes, base: int, old: bool) -> Style:
    """Return a style, whose last block of properties is that of its characters."""
    if not entry:
        return Style(_NO_STYLE, None)
    blocks = number(entry, 4, 1) & 0xF
    at = base + (2 + number(entry, base, 1) if old else 4 + 2 * number(entry, base, 2))
    properties = b""
    for _ in range(blocks):
        at += at % 2
        size = number(entry, at, 2)
        properties = part(entry, at + 2, size)
        at += 2 + size
    codes = _old_changes(properties) if old else _new_changes(properties)
    values = {code: int.from_bytes(operand, "little") for code, operand in codes}
    font = values.get(93) if old else values.get(0x4A51, values.get(0x4A4F))
    return Style(number(entry, 2, 2) >> 4, font if blocks else None)


def _new_changes(properties: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 2 < len(properties):
        code = number(properties, at, 2)
        size = _NEW_SIZES[code >> 13]
        at += 2
        if code in _LONG:
            size = number(properties, at, 2) + 1
        elif not size:
            size = 1 + properties[at]
        yield code, properties[at : at + size]
        at += size


def _old_changes(properties: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 1 < len(properties):
        code = properties[at]
        size = _OLD_SIZES.get(code, 1) or 1 + properties[at + 1]
        yield code, properties[at + 1 : at + 1 + size]
        at += 1 + size
