"""What a bare number means in a list: «các Nghị quyết số 57-, 59- và 68-NQ/TW» are three of one symbol."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from legalref.model import Citation, Kind

_FARTHEST: Final = 8
"""Code points between two numbers of one list."""
_SYMBOL: Final = re.compile(r"\d+(?:[A-Za-zđ]{1,2}(?=[-/]))?(?P<symbol>(?P<year>/\d{4})?.*)")


def with_symbols(citations: Sequence[Citation]) -> list[Citation]:
    """Return the citations, bare numbers with the symbol of the number that closes their list.

    A symbol with its year is shared only where «số» heads the list: «Nghị định 100 và 123/2021/NĐ-CP» are of two years.
    """
    read = list(citations)
    for at in range(len(read) - 2, -1, -1):
        bare, closing = read[at], read[at + 1]
        match = _SYMBOL.fullmatch(closing.number or "") if _is_list(bare, closing) else None
        if match and (not match["year"] or "số" in bare.text.lower() or bare.text == bare.number):
            read[at] = msgspec.structs.replace(bare, kind=Kind.FULL, number=f"{bare.number}{match['symbol']}")
    return read


def _is_list(bare: Citation, closing: Citation) -> bool:
    has_no_symbol = bare.kind is Kind.SHORT and "/" not in (bare.number or "/")
    follows = 0 <= closing.start - bare.end <= _FARTHEST and closing.type == bare.type
    return has_no_symbol and follows and closing.kind is Kind.FULL and not closing.text[:1].isupper()
