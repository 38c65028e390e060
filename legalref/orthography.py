"""How Vietnamese is written, and the two keys under which spellings of one thing meet.

`fold` makes words comparable with or without diacritics; `number_key` does the same for the
numbers of documents. Both are pure and total: any string has a key.
"""

import re
import unicodedata
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
_LETTERS_OR_DIGITS: Final = re.compile(r"[0-9]+|[a-z]+")
_PARTY_CENTRE: Final = re.compile(r"(?<![^\W\d_])T\.?Ư(?![^\W\d_])", re.IGNORECASE)


_YEAR: Final = re.compile(r"[0-9]+[A-Za-zđ]{0,3} ?/ ?((?:19|20)[0-9]{2})(?![0-9])")
_PARTY: Final = re.compile(r"[0-9]+[A-Za-zđ]{0,3}-[^/]+/")


def _fold_table() -> dict[int, str]:
    """Every precomposed Latin letter to its base letter, lower case, one character for one."""
    table: dict[int, str] = {}
    for code in [*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            table[code] = base.lower()
    return table | {ord(c): "d" for c in "Đđ"} | dict.fromkeys(D_LETTERS, "d")


_FOLD: Final = _fold_table()


def fold(text: str) -> str:
    """Return `text` in lower case without diacritics, đ as d.

    For text in NFC in which no combining mark is left (`extraction.normalise` makes it so) the result has the same
    length, so offsets into one are offsets into the other.
    """
    folded = text.translate(_FOLD)
    return folded if folded.isascii() else MARKS.sub("", folded)


def is_spelling_of(surface: str, word: str) -> bool:
    """Tell whether `surface` can be `word` with the same letters: each syllable bears no other diacritics than the word's.

    «nghi dinh» and «Nghị đinh» are «nghị định»; «bố luật» (of «công bố luật») is not «bộ luật», nor is «bò». Where in a
    syllable the tone stands does not matter («uỷ», «ủy»).
    """
    ours, theirs = surface.split(), word.split()
    return len(ours) == len(theirs) and all(map(_bears_no_more, ours, theirs))


def _bears_no_more(syllable: str, of: str) -> bool:
    if syllable.isascii():
        return True
    allowed = unicodedata.normalize("NFD", of.lower()).translate(_STROKED)
    return all(
        mark in allowed for mark in unicodedata.normalize("NFD", syllable.lower()).translate(_STROKED) if not mark.isascii()
    )


_STROKED: Final = {ord("đ"): "d\u0335"}
"""đ as its letter and a stroke: Unicode does not take it apart."""


def words(text: str) -> list[str]:
    """Return the folded words of `text`: runs of letters or of digits, so that «QH14» is two."""
    return _LETTERS_OR_DIGITS.findall(fold(text))


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
    """Tell whether a number has the Party's form: a dash before the type, a slash before the body («99-QĐ/TW»)."""
    return _PARTY.match(number or "") is not None


def slug(text: str) -> str:
    """Return `text` folded, words joined by hyphens, as identifiers write it."""
    return "-".join(words(text))
