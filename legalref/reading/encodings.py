"""Encodings from before Unicode, and UTF-8 that was taken for cp1252: tables, and the way back to Unicode."""

import codecs
import re
from typing import Final
from unicodedata import normalize

# TCVN 5712:1993, its set VN3, from A1 to FE; «.» is a place without a letter.
_CODES: Final = "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ"
TCVN3: Final = {0xA1 + place: letter for place, letter in enumerate(_CODES) if letter != "."}
"""What a letter of TCVN3 looks like in Latin-1 or cp1252 → the letter."""
_TCVN3_MARKS: Final = dict(zip(range(0xB0, 0xB5), "\u0300\u0309\u0303\u0301\u0323", strict=True))

# VNI for Windows: a vowel and one character for its marks, or a letter by itself.
VNI_LETTER: Final = "[aeouyöô][ùøûõï]|[aeo][âáàåãä]|a[êéèúüë]|[ñöôæóòîíì]"
_VNI_LETTER: Final = re.compile(VNI_LETTER, re.IGNORECASE)
_VNI_SINGLES: Final = dict(zip("ñöôæóòîíìÑÖÔÆÓÒÎÍÌ", "đươỉĩịỵíìĐƯƠỈĨỊỴÍÌ", strict=True))
_TONES: Final = "\u0301\u0300\u0309\u0303\u0323"
_VNI_MARKS: Final = {
    mark: accent + tone
    for accent, marks in (("", "ùøûõï"), ("\u0302", "áàåãä"), ("\u0306", "éèúüë"))
    for mark, tone in zip(marks, _TONES, strict=True)
} | {"â": "\u0302", "ê": "\u0306"}

CP1252: Final = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))
"""The character of each byte; where cp1252 has none, the control character of Latin-1."""
_TO_CP1252: Final = codecs.charmap_build(CP1252)


def from_tcvn3(data: bytes) -> str:
    """Return the text of bytes in TCVN3 (ABC); the quotation marks and dashes that cp1252 has besides stay what they are."""
    return normalize("NFC", codecs.charmap_decode(data, "strict", CP1252)[0].translate(TCVN3 | _TCVN3_MARKS))


def from_vni(text: str) -> str:
    """Return in Unicode a text in VNI as Latin-1 or cp1252 shows it."""
    return _VNI_LETTER.sub(_vni_letter, text)


def from_mojibake(text: str) -> str:
    """Return the text whose UTF-8 was taken for cp1252. Raises UnicodeError if `text` is none such."""
    return codecs.charmap_encode(text, "strict", _TO_CP1252)[0].decode()


def _vni_letter(match: re.Match[str]) -> str:
    base, mark = match[0][0], match[0][1:].lower()
    return normalize("NFC", _VNI_SINGLES.get(base, base) + _VNI_MARKS.get(mark, mark))
