"""What the text as a whole says of the documents it cites: its own day, and the place it is about."""

from datetime import date
from typing import Final, NamedTuple

import regex

_TERM_AFTER: Final = regex.compile(
    r"[ ,(–-]{0,3}(?:(?:của )?(?:Hội nghị|BCH|Ban Chấp hành)[^.;()\d]{0,60}?[\dIVX ]{0,6}[^.;()\d]{0,40}?)?[ ,(]{0,3}"
    r"kh[oó][aá] (?P<term>[IVX]{1,5})\b",
    regex.IGNORECASE,
)
"""«…, khóa XII», «… Hội nghị Trung ương 8 khóa XI», right after a citation."""
_TERM_OF_ISSUER: Final = regex.compile(r"\bkh[oó][aá] (?P<term>[IVX]{1,5})\b", regex.IGNORECASE)
_FARTHEST: Final = 110
"""Code points after a citation in which its term may stand."""


class Context(NamedTuple):
    """What is known of the citing text."""

    day: date | None = None
    """Its own day of issue: it cites nothing later."""
    place: str | None = None
    """The province that it is of, or that the user works in."""
    content: str = ""
    """The text as read, in which the citations have their offsets."""

    def term_after(self, end: int) -> str | None:
        """Return the term, in Roman numerals, that stands right after the offset `end`, or None."""
        found = _TERM_AFTER.match(self.content, end, end + _FARTHEST)
        return found["term"].upper() if found else None


def term_of(issuer: str | None) -> str | None:
    """Return the term, in Roman numerals, that an issuer's text names: «Ban Chấp hành Trung ương khóa XI»."""
    found = _TERM_OF_ISSUER.search(issuer) if issuer else None
    return found["term"].upper() if found else None
