"""What one word tells of the encoding that it is in: how it reads there, and how much that speaks for it."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple
from unicodedata import normalize

from legalref.orthography import ALPHABET
from legalref.reading.encodings import TCVN3, VNI_LETTER, from_mojibake, from_vni
from legalref.syllables import is_syllable

_SYMBOL: Final = re.compile("[A-Z]+Đ[A-Z]*|Đ[A-Z]+")
_SYMBOL_OF_ACTS: Final = re.compile("[A-Z]{0,3}(?:[HLNQ]|GD)Đ[A-Z]{0,5}")
"""«NĐ», «QĐ», «HĐND», «BLĐTBXH», «BGDĐT»: in any encoding, no other language writes so."""
_LEGAL: Final = frozenset(
    ("nghị", "định", "quyết", "luật", "điều", "khoản", "điểm", "lệnh", "chỉ", "thị", "thông", "uỷ", "ủy", "đảng")
)
_SURE: Final = frozenset(("sè", "bé", "soá", "thò"))
"""«số», «bộ» and «thị»: correct syllables as they stand, too, but beside a stretch they belong to it."""
_FOREIGN: Final = frozenset(map(chr, range(0xA1, 0xFF))) - {letter for letter in ALPHABET if letter.isalpha()} - {"\xad"}
"""What no Vietnamese word holds. The soft hyphen, «ư» in TCVN3, proves nothing, nor does «ô» where it may be a quotation mark."""


class Weighed(NamedTuple):
    """How a word can be read, what it weighs for the encoding, and how well a stretch can begin or end with it."""

    reading: str | None
    weight: int
    edge: int = 0


BORDER: Final = Weighed(None, -99)
NEUTRAL: Final = Weighed(None, 0)
OTHER: Final = Weighed(None, -1)

_TCVN3_WORD: Final = re.compile(f"[A-Za-z{re.escape(''.join(map(chr, TCVN3)))}]+")
_VNI_WORD: Final = re.compile(f"(?:{VNI_LETTER}|[a-z])+", re.IGNORECASE)


def _tcvn3_word(word: str) -> str | None:
    return word.translate(TCVN3) if _TCVN3_WORD.fullmatch(word) else None


def _vni_word(word: str) -> str | None:
    return from_vni(word) if _VNI_WORD.fullmatch(word) else None


def _mojibake_word(word: str) -> str | None:
    try:
        return normalize("NFC", from_mojibake(word))
    except UnicodeError:
        return None


_DECODE: Final[dict[str, Callable[[str], str | None]]] = {"tcvn3": _tcvn3_word, "vni": _vni_word, "mojibake": _mojibake_word}


@lru_cache(maxsize=1 << 14)
def weighed(word: str, form: str) -> Weighed:
    """Weigh a word by itself."""
    if word.isascii():
        return NEUTRAL if len(word) == 1 or word[:2].isupper() or is_syllable(word) else OTHER
    reading = _DECODE[form](word)
    if reading is None or reading == word:
        return NEUTRAL if reading and is_syllable(word) else BORDER
    is_foreign = form == "mojibake" or not _FOREIGN.isdisjoint(word)
    if is_syllable(reading):
        return _weighed_syllable(word, reading, is_foreign)
    if _SYMBOL.fullmatch(reading):
        return Weighed(reading, 9 if _SYMBOL_OF_ACTS.fullmatch(reading) else 0, 2)
    if not reading.isalpha():
        return Weighed(reading, 0, 1)
    return Weighed(reading, -1) if is_foreign else BORDER


def _weighed_syllable(word: str, reading: str, is_foreign: bool) -> Weighed:
    """Weigh a word that reads as a Vietnamese syllable: most if it cannot be one as it stands."""
    if is_syllable(word):
        return Weighed(reading, 0, 2 if word.lower() in _SURE else 1)
    if len(reading) == 1 or word.replace("\xad", "").strip("«").isascii():
        return Weighed(reading, 0, 2)
    return Weighed(reading, 1 + is_foreign + (reading.lower() in _LEGAL), 2)
