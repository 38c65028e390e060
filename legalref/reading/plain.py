"""Plain text in whatever encoding: UTF-8, UTF-16, windows-1258, TCVN3, VNI. Line ends stay as they are.

What is no Unicode is told by evidence: the words with letters beyond ASCII are read in each encoding, and the one in which
most of them are Vietnamese syllables is taken. General detectors misread these encodings: their bytes are good text in many
others.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from legalref.errors import UnreadableInput
from legalref.model import Remark
from legalref.reading.content import Budget, Content
from legalref.reading.encodings import CP1252, from_mojibake, from_tcvn3, from_vni
from legalref.syllables import is_syllable

_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""In this order: the mark of UTF-32 begins with that of UTF-16."""
_LOOKED_AT: Final = 65536

_HIGH_BYTES: Final = b"\x00\x01\x03\x1e\x20"
"""The high bytes of Vietnamese letters, combining marks and quotation marks in UTF-16."""
_CONTROLS: Final = bytes({*range(0x20), 0x7F} - {*b"\t\n\v\f\r\x1a\x1b"})
_MOST_CONTROLS: Final = 100
"""In a text there are less than one in so many bytes; a CP/M end mark and escapes of old printers are none."""

_HIGH: Final = re.compile(rb"[\xa1-\xff][A-Za-z\xa1-\xff]{0,15}")
_ASCII_LETTERS: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_LONGEST_HEAD: Final = 7
"""Letters of a syllable before its first beyond ASCII: «nghi», and some to spare."""
_MOST_WORDS: Final = 4000
"""Words that are looked at, the first of a file."""
_ENOUGH: Final = 0.5
"""This share of the words are syllables in the right encoding; in a wrong one it is a few in a hundred."""
_LATIN: Final = 20
"""What is in no Vietnamese encoding is taken for windows-1252 with at most one letter in so many beyond ASCII."""

_LEGACY: Final[dict[str, Callable[[bytes], str]]] = {
    "TCVN3 (ABC)": from_tcvn3,
    "VNI": lambda data: from_vni(codecs.charmap_decode(data, "strict", CP1252)[0]),
    "windows-1258": lambda data: data.decode("cp1258", "replace"),
}
"""Every byte has a reading, so that a wrong one does not hide the rest."""
_PIECE: Final = 1_000_000
"""Bytes that are decoded together: the tables take many times that in memory."""


def read(data: bytes, path: str, budget: Budget, *, original: bool = False) -> Content:  # noqa: ARG001  # as all readers
    """Return the characters of a text file; any encoding but Unicode is remarked. Raises UnreadableInput for what is no text."""
    encoding = _unicode(data)
    if encoding:
        return _decoded(data, encoding, path)
    if b"\0" in data[:_LOOKED_AT]:
        raise UnreadableInput("error.binary", path=path)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return _not_utf8(data, path, error.start, budget)
    return _repaired(text, path)


def _unicode(data: bytes) -> str | None:
    """Return the encoding that a byte order mark names, or the places of the zero bytes."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    if b"\0" not in data[:_LOOKED_AT]:
        return None
    even, odd = data[:_LOOKED_AT:2], data[1:_LOOKED_AT:2]
    if odd and _are_high(odd, even):
        return "utf-16-le"
    return "utf-16-be" if odd and _are_high(even, odd) else None


def _are_high(these: bytes, others: bytes) -> bool:
    """Tell whether `these` are the high bytes of Vietnamese in UTF-16, and `others` the low ones."""
    zeros = these.count(0)
    known = len(these) - len(these.translate(None, _HIGH_BYTES))
    return zeros * 4 > len(these) and known * 10 > len(these) * 9 and others.count(0) * 8 < zeros


def _decoded(data: bytes, encoding: str, path: str) -> Content:
    """Return text in Unicode; what is broken in it is remarked, and stands as replacement characters."""
    try:
        return Content(data.decode(encoding))
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        return Content(text, (), (Remark("remark.cut", {"path": path, "detail": f"byte {error.start + 1}"}),))


def _repaired(text: str, path: str) -> Content:
    """Return the text; a whole file of UTF-8 that was once taken for cp1252 as what it was before."""
    if "Ä" in text or "á»" in text or "áº" in text:
        try:
            before = from_mojibake(text)
        except UnicodeError:
            return Content(text)
        if _share(_words_beyond_ascii(before)) >= _ENOUGH:
            return Content(before.removeprefix("\ufeff"), (), _remarks("UTF-8 → windows-1252 → UTF-8", path))
    return Content(text)


def _not_utf8(data: bytes, path: str, at: int, budget: Budget) -> Content:
    """Return the characters of bytes that are no UTF-8 from `at` on."""
    if _is_broken_utf8(data, at):
        return _decoded(data, "utf-8", path)
    if len(data) - len(data.translate(None, _CONTROLS)) > len(data) // _MOST_CONTROLS:
        raise UnreadableInput("error.binary", path=path)
    words = list(islice(_words(data), _MOST_WORDS))
    shares = {name: _share(list(map(decode, words))) for name, decode in _LEGACY.items()}
    best = max(shares, key=lambda name: shares[name])
    if shares[best] >= _ENOUGH:
        text = "".join(_LEGACY[best](piece) for piece in _pieces(data, budget))
        return Content(text, (), _remarks(best, path))
    around = data[max(at - _LOOKED_AT, 0) : at + _LOOKED_AT]
    if sum(map(len, _HIGH.findall(around))) * _LATIN > len(around):
        raise UnreadableInput("error.encoding", path=path, at=at)
    return Content(data.decode("cp1252", "replace"), (), _remarks("windows-1252", path))


def _pieces(data: bytes, budget: Budget) -> Iterator[bytes]:
    """Yield all of `data`, cut at spaces as far as there are any."""
    start = 0
    while start < len(data):
        budget.tick()
        space = data.find(b" ", start + _PIECE, start + 2 * _PIECE)
        end = space if space > 0 else start + 2 * _PIECE
        yield data[start:end]
        start = end


def _remarks(encoding: str, path: str) -> tuple[Remark]:
    return (Remark("remark.encoding", {"path": path, "encoding": encoding}),)


def _is_broken_utf8(data: bytes, at: int) -> bool:
    """Tell whether most of what is beyond ASCII round the first fault is UTF-8: a cut file, or one with a few wrong bytes."""
    around = data[max(at - _LOOKED_AT, 0) : at + _LOOKED_AT].decode("utf-8", "replace")
    beyond = sum(not character.isascii() for character in around)
    faults = around.count("\N{REPLACEMENT CHARACTER}")
    return beyond - faults >= 2 * faults


def _words(data: bytes) -> Iterator[bytes]:
    """Yield the words that have letters beyond ASCII, as bytes. What is ASCII passes at the speed of memory."""
    for match in _HIGH.finditer(data):
        head = data[max(match.start() - _LONGEST_HEAD, 0) : match.start()]
        yield head[len(head.rstrip(_ASCII_LETTERS)) :] + match[0]


def _words_beyond_ascii(text: str) -> list[str]:
    words = re.findall(r"[^\W\d_]+", text[:_LOOKED_AT])
    return [word for word in words if not word.isascii()][:_MOST_WORDS]


def _share(words: list[str]) -> float:
    """Return how many of the words are syllables of Vietnamese that show it: «à» and «bé» do, «an» does not."""
    return sum(not word.isascii() and is_syllable(word) for word in words) / max(len(words), 1)
