"""Fonts from before Unicode: what their characters are in Unicode."""

import codecs
import re
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Final

from legalref.reading.encodings import CP1252, from_tcvn3, from_vni

_UNICODE_ONLY: Final = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
"""Letters that no old encoding shows as: what has one was written in Unicode, whatever font it was given later."""
_FROM_SYMBOLS: Final = {0xF000 + byte: CP1252[byte] for byte in range(0x20, 0x100)}
"""Where Word keeps the characters of a font that says it is one of symbols, as some old Vietnamese ones do."""
_BYTES: Final = codecs.charmap_build(CP1252)
_OF_CP1252: Final = re.compile(f"[{re.escape(CP1252[0x20:])}]+")


def encoding_of(font: str) -> str:
    """Return the encoding that a font stands for, in capitals where it shows small letters as such; «» for one in Unicode."""
    name = font.lower().strip("\"' ")
    if name.startswith(".vn"):
        return "TCVN3" if name.endswith("h") else "tcvn3"  # .VnTimeH and its kin
    return "vni" if name.startswith(("vni-", "vni ")) else ""


def is_legacy(font: str) -> bool:
    """Return whether `font` shows other letters than its characters name: «.VnTime», «VNI-Times»."""
    return bool(encoding_of(font))


def decoded(text: str, encoding: str) -> str:
    """Return in Unicode the characters of a run as its font shows them: «tcvn3», «TCVN3», «vni» or «cp1258».

    What is in Unicode already, and characters that the old encodings do not have, stay what they are.
    """
    if not encoding or (text.isascii() and not encoding.isupper()) or _UNICODE_ONLY.search(text):
        return text
    text = text.translate(_FROM_SYMBOLS)
    if encoding == "vni":
        return from_vni(text)
    return _OF_CP1252.sub(lambda match: _from_bytes(codecs.charmap_encode(match[0], "strict", _BYTES)[0], encoding), text)


def _from_bytes(data: bytes, encoding: str) -> str:
    if encoding == "cp1258":
        return data.decode("cp1258", "replace")
    text = from_tcvn3(data)
    return text.upper() if encoding.isupper() else text


def joined(pieces: Iterable[tuple[str, str]]) -> str:
    """Return the text of pieces, each with its font; letters that are spread over pieces of one font come out whole."""
    runs = groupby(pieces, itemgetter(0))
    return "".join(decoded("".join(piece for _, piece in run), encoding_of(font)) for font, run in runs)
