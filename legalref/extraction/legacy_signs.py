"""What tells that a text may hold an old or broken encoding: apart from the reading of it, for it is looked for in every text."""

from typing import Final

SIGNS: Final = {
    "tcvn3": tuple("®§©¬«µ¸¹¶ÞË¤¦"),
    "vni": ("ñ", "Ñ", "ö", "Ö", "ø", "û", "ï", "ä", "æ", "Nghò quyeát"),
    "mojibake": tuple("»ºÄÆ"),
}
"""By encoding: what no text without it has, but for names, quotation marks and other languages."""
_ANY: Final = tuple(sign for signs in SIGNS.values() for sign in signs)


def are_in(text: str) -> bool:
    """Tell whether there is a sign of any encoding, or what may begin an HTML entity."""
    return "&" in text or (not text.isascii() and any(map(text.__contains__, _ANY)))
