"""Fonts from before Unicode: what their characters are in Unicode."""

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
_ONE_BYTE: Final = re.compile(r"[\x00-\xff]+")


def is_legacy(font: str) -> bool:
    """Return whether `font` shows other letters than its characters name: «.VnTime», «VNI-Times»."""
    return font.lower().lstrip("\"' ").startswith((".vn", "vni-", "vni "))


def in_unicode(text: str, font: str) -> str:
    """Return `text`, written in `font`, in Unicode; characters that the old encodings do not have stay what they are."""
    if not is_legacy(font) or _UNICODE_ONLY.search(text):
        return text
    text = text.translate(_FROM_SYMBOLS)
    font = font.lower().strip("\"' ")
    if font.startswith("vni"):
        return from_vni(text)
    plain = _ONE_BYTE.sub(lambda match: from_tcvn3(match[0].encode("latin-1")), text)
    # .VnTimeH and its kin show capitals for small letters.
    return plain.upper() if font.endswith("h") else plain


def joined(pieces: Iterable[tuple[str, str]]) -> str:
    """Return the text of pieces, each with its font; letters that are spread over pieces of one font come out whole."""
    runs = groupby(pieces, itemgetter(0))
    return "".join(in_unicode("".join(piece for _, piece in run), font) for font, run in runs)
