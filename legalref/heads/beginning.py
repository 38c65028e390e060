"""Where a head begins: its motto, the bodies, number and day above it; lines that a narrow column broke, whole again."""

from collections.abc import Sequence
from typing import Final

import regex

from legalref.heads.issuers import listed
from legalref.heads.lines import Kind, Piece
from legalref.heads.numbers import PLACE_AND_DATE, number_at
from legalref.heads.title import is_subject
from legalref.model import Span
from legalref.orthography import fold

_ABOVE: Final = 14
"""Lines above the motto in which the bodies of a head may stand."""
_MOST_BETWEEN: Final = 8
"""Lines of other words between two lines of a head: what a letter is about."""
_LONGEST_DATED: Final = 60
"""Code points of a line that holds a place and the beginning of a day."""
_CODE: Final = regex.compile(r"[\p{Lu}][\p{L}\p{N}&/-]*")
_SURELY_BODY: Final = regex.compile("dieu |chuong |can cu|kinh gui")


def unbroken(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces in which numbers and days that a narrow column broke are whole again."""
    whole: list[Piece] = []
    for piece in pieces:
        together = _together(whole[-1], piece) if whole and not piece.opens else None
        if together is None:
            whole.append(piece)
        else:
            span = Span(whole[-1].span.start, piece.span.end)
            whole[-1] = whole[-1]._replace(text=together, folded=fold(together), span=span)
    return whole


def _together(above: Piece, piece: Piece) -> str | None:
    """Return the number or the day that two lines make together, None where they make none."""
    if above.text.endswith(("-", "/")) and _CODE.fullmatch(piece.text) and number_at(above.text):
        return above.text + piece.text
    if "ngay" in above.folded and len(above.text) < _LONGEST_DATED and not PLACE_AND_DATE.fullmatch(above.folded):
        day = f"{above.text} {piece.text}"
        return day if PLACE_AND_DATE.fullmatch(fold(day)) else None
    return None


def motto_of(pieces: Sequence[Piece]) -> int | None:
    """Return where the motto of the head is; one below the beginning of a body is that of a form."""
    for at, piece in enumerate(pieces):
        if piece.kind is Kind.MOTTO:
            return at
        if piece.kind is Kind.BODY and _SURELY_BODY.match(piece.folded):
            return None
    return None


def start_of(pieces: Sequence[Piece], motto: int | None) -> int:
    """Return where the head begins: the motto, or the lines in capitals, the number and the day that stand above it."""
    if motto is None:
        return 0
    start = motto
    for at in range(motto - 1, max(-1, motto - _ABOVE), -1):
        piece = pieces[at]
        if piece.kind is Kind.BODY or start - at > _MOST_BETWEEN:
            break
        in_head = piece.upper or number_at(piece.text) or is_subject(piece) or listed(piece.text)
        start = at if in_head or PLACE_AND_DATE.fullmatch(piece.folded) else start
    return start
