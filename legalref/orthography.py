"""How Vietnamese is written, and the two keys under which spellings of one thing meet.

`fold` makes words comparable with or without diacritics; `number_key` does the same for the
numbers of documents. Both are pure and total: any string has a key.
"""

import codecs
import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

D_LETTERS: Final = {
    0x00D0: "Đ",  # Ð, Latin capital eth
    0x0189: "Đ",  # Ɖ, African d
    0x00F0: "đ",
    0x0256: "đ",
}
"""Look-alikes of Đ and đ. Unicode normalisation never touches them, for Đ has no decomposition."""

DASHES: Final = dict.fromkeys([*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63, 0xFF0D], "-")
SLASHES: Final = dict.fromkeys([0x2044, 0x2215, 0xFF0F], "/")
SPACES: Final = dict.fromkeys([0x00A0, 0x2007, 0x202F, 0x3000, *range(0x2000, 0x2007), 0x2008, 0x2009, 0x200A], " ")
INVISIBLE: Final = frozenset("\u200b\u200c\u200d\u2060\ufeff")
"""Characters of no width that word processors leave inside numbers."""

MARKS: Final = re.compile("[\u0300-\u036f]+")
"""Combining marks, of which folded text has none."""
_NO_MARKS: Final = re.compile("[^\u0300-\u036f]+")
WORD: Final = re.compile(r"[0-9]+|[a-z]+")
"""A word of folded text: a run of letters or of digits."""
_PARTY_CENTRE: Final = re.compile(r"(?<![^\W\d_])T\.?Ư(?![^\W\d_])", re.IGNORECASE)


_YEAR: Final = re.compile(r"[0-9]+[A-Za-zđ]{0,3} ?/ ?((?:19|20)[0-9]{2})(?![0-9])")
_PARTY: Final = re.compile(r"[0-9]+[A-Za-zđ]{0,3}-(?!(?:L|LCT|PL|SL|TC)/)[^/]+/")


_TONES: Final = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_VOWELS: Final = "aăâeêioôơuưy"
_MARKS_OF_PROSE: Final = "“”‘’«»–—…•→≥≤°÷\u00a0\u2010\u2011\u2212Ððɖ\v"
"""What Vietnamese documents hold besides their letters, the most frequent that 256 places leave room for."""


def _alphabet() -> str:
    """Return 256 characters, each at the place of its byte: ASCII at its own, Vietnamese and the marks of prose in the gaps."""
    vowels = [unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES]
    letters = [letter for letter in (*vowels, "đ") if not letter.isascii()]
    others = iter([*letters, *(letter.upper() for letter in letters), *_MARKS_OF_PROSE])
    kept = {0, 9, 10, 13, *range(32, 127)}
    return "".join(chr(byte) if byte in kept else next(others, "\ufffe") for byte in range(256))


ALPHABET: Final = _alphabet()
"""What one byte each can stand for: a text in these takes a fraction of the time to fold (`one_byte`, `fold`)."""

_ENCODING: Final = codecs.charmap_build(ALPHABET)


def _folded(letter: str) -> str:
    """Return what one character is in folded text; `?` for a mark that ASCII has not."""
    for table in (DASHES, SLASHES, SPACES, D_LETTERS, _PLAIN_MARKS):
        letter = table.get(ord(letter), letter)
    base = "d" if letter in "đĐ" else unicodedata.normalize("NFD", letter)[0]
    return base.lower() if base.isascii() else "?"


_PLAIN_MARKS: Final = {ord(mark): plain for marks, plain in (("“”«»", '"'), ("‘’", "'"), ("\v\x85\u2028", " ")) for mark in marks}
_LETTERS: Final = (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00))
_FOLD_BYTES: Final = bytes(ord(_folded(letter)) for letter in ALPHABET)


@cache
def _fold_table() -> dict[int, str]:
    """Return code point → folded character, for texts that hold more than `ALPHABET`."""
    return {code: _folded(chr(code)) for code in (*_LETTERS, *DASHES, *SLASHES, *SPACES, *_PLAIN_MARKS, *map(ord, ALPHABET))}


_MOST_SPELLINGS: Final = 4096
"""Words that are remembered with what they are a spelling of."""
_MOST_NUMBERS: Final = 4096
"""Numbers that are remembered with their key."""


def one_byte(text: str) -> bytes:
    """Return `text` with one byte for each code point; `?` for what `ALPHABET` does not hold."""
    return codecs.charmap_encode(text, "replace", _ENCODING)[0]


def folded_bytes(encoded: bytes) -> str:
    """Return the folded form of what `one_byte` returned, of the same length."""
    return encoded.translate(_FOLD_BYTES).decode("ascii")


def decoded(encoded: bytes) -> str:
    """Return the characters of what `one_byte` returned."""
    return codecs.charmap_decode(encoded, "strict", ALPHABET)[0]


def fold(text: str) -> str:
    """Return `text` in lower case without diacritics, đ as d, dashes, spaces and quotation marks as ASCII has them.

    For text in NFC in which no combining mark is left (`extraction.normalise` makes it so) the result has the same
    length, so offsets into one are offsets into the other.
    """
    try:
        return folded_bytes(codecs.charmap_encode(text, "strict", _ENCODING)[0])
    except UnicodeEncodeError:
        folded = text.translate(_fold_table())
        return folded if folded.isascii() else MARKS.sub("", folded)


@lru_cache(_MOST_SPELLINGS)
def is_spelling_of(surface: str, word: str) -> bool:
    """Tell whether `surface` can be `word` with the same letters: each syllable bears no other diacritics than the word's.

    «nghi dinh» and «Nghị đinh» are «nghị định»; «bố luật» (of «công bố luật») is not «bộ luật», nor is «bò». Where in a
    syllable the tone stands does not matter («uỷ», «ủy»).
    """
    ours, theirs = surface.split(), word.split()
    return fold(" ".join(ours)) == fold(word) and all(map(_bears_no_more, ours, theirs))


def _bears_no_more(syllable: str, of: str) -> bool:
    """Tell whether the marks of a syllable are among those of another with the same letters."""
    return syllable.isascii() or set(_marks(syllable)) <= set(_marks(of))


def _marks(syllable: str) -> str:
    return _NO_MARKS.sub("", unicodedata.normalize("NFD", syllable.translate(_STROKED)))


_STROKED: Final = {ord("đ"): "d\u0335", ord("Đ"): "d\u0335"}
"""đ as its letter and a stroke: Unicode does not take it apart."""


def words(text: str) -> list[str]:
    """Return the folded words of `text`: runs of letters or of digits, so that «QH14» is two."""
    return WORD.findall(fold(text))


@lru_cache(_MOST_NUMBERS)
def number_key(number: str) -> str:
    """Return the key under which all spellings of a document's number meet.

    Diacritics, case, separators and leading zeros are dropped, and so is the border between two
    groups of letters, of which the same ministry's code has one or two: «99-QĐ/TW», «99/QÐ-TW»
    and «099 qd tw» are `99 qdtw`; «BGD&ĐT» meets «BGDĐT». «TƯ» is the Party's own abbreviation of
    Trung ương and is read as TW, so that it does not meet TU, the code of provincial committees.
    """
    key = ""
    for part in words(_PARTY_CENTRE.sub("TW", unicodedata.normalize("NFC", number))):
        is_number = part.isdigit()
        border = " " if key and (is_number or key[-1].isdigit()) else ""
        key += border + (part.lstrip("0") or "0" if is_number else part)
    return key


def year_of(number: str | None) -> str | None:
    """Return the year that a State number carries between its ordinal and its symbol, «2020» of «30/2020/NĐ-CP», or None."""
    match = _YEAR.match(number or "")
    return match[1] if match else None


def is_party_number(number: str | None) -> bool:
    """Tell whether a number has the Party's form: a dash before the type, a slash before the body («99-QĐ/TW»).

    Laws bore it too until 1996, with the number of the order that promulgated them («24-L/CTN», «17-LCT/HĐNN7»).
    """
    return _PARTY.match(number or "") is not None


def slug(text: str) -> str:
    """Return `text` folded, words joined by hyphens, as identifiers write it."""
    return "-".join(words(text))
