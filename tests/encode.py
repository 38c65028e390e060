"""Vietnamese in the bytes of encodings from before Unicode, for tests: the ways back are the project's own tables."""

from functools import cache
from unicodedata import normalize

from legalref.reading.encodings import TCVN3, from_vni

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_LETTERS = [
    letter for case in (str.lower, str.upper) for v in _VOWELS for t in _TONES for letter in [case(normalize("NFC", v + t))]
]


def tcvn3(text: str) -> bytes:
    """Return TCVN3 (ABC) as its fonts have it: a capital with a tone is the small letter, drawn as a capital by the font."""
    codes = {letter: code for code, letter in TCVN3.items()}
    return "".join(chr(codes.get(letter) or codes.get(letter.lower()) or ord(letter)) for letter in text).encode("cp1252")


def vni(text: str) -> bytes:
    """Return VNI for Windows."""
    table = _vni_table()
    return "".join(table.get(letter, letter) for letter in text).encode("cp1252")


@cache
def _vni_table() -> dict[str, str]:
    """Return letter → its one or two characters, found by reading all of them."""
    singles = "ñöôæóòîíìÑÖÔÆÓÒÎÍÌ"
    marks = "ùøûõïáàåãäéèúüëâêÙØÛÕÏÁÀÅÃÄÉÈÚÜËÂÊ"
    pairs = [base + mark for base in "aeouyöôAEOUYÖÔ" for mark in marks]
    read = {from_vni(written): written for written in (*pairs, *singles)}
    return {letter: read[letter] for letter in (*_LETTERS, "đ", "Đ") if letter in read}


def cp1258(text: str) -> bytes:
    """Return windows-1258: letters with their own mark as one, tones as combining marks."""
    written = ""
    for letter in text:
        base, *tones = normalize("NFD", letter)
        if tones and tones[-1] in _TONES:
            base, tones = normalize("NFC", "".join([base, *tones[:-1]])), tones[-1:]
        elif tones and tones[0] in _TONES:  # below comes before above
            base, tones = normalize("NFC", "".join([base, *tones[1:]])), tones[:1]
        else:
            base, tones = letter, []
        written += base + "".join(tones)
    return written.encode("cp1258")
