"""What is odd about how a citation is written: facts for the checks to speak of. The surface itself is left as it is.

A number is written without spaces; State papers set a slash before the symbol and a dash inside it (Nghị định 34/2016/NĐ-CP,
Điều 58), Party papers a dash before the type and a slash before the body (Hướng dẫn 36-HD/VPTW 2018, II.1.3).
"""

import unicodedata
from functools import lru_cache
from typing import Final

from legalref.extraction.patterns import lazy
from legalref.model import Form
from legalref.orthography import D_LETTERS, DASHES, INVISIBLE, MARKS, SLASHES, SPACES

_PLAIN: Final = lazy(
    r"(?:[\p{L}&,() ]{1,200}? )??(?:số )?[0-9]{1,5}(?:bis|[a-zđ])?"
    r"(?:(?:/[0-9]{4})?(?:/[A-ZĐ][A-Za-zĐđ&]*[0-9]{0,2}(?:-[A-ZĐ][A-Za-zĐđ&0-9]*)*)?|-[A-ZĐ][A-Za-zĐ]*/[A-ZĐ]{2,}(?:[-/][A-Za-zĐ]+)*)"
)
"""A surface with nothing odd about it, but for the order of its separators."""
PARTY_BODIES: Final = r"(?:(?:VP|BTC|UBKT|BTG|BTGDV|BDV|BNC|BKT|BĐN)?TW|TU|ĐU|HU|QU|ThU|TXU|BCSĐ)"
"""Pattern of the bodies behind the slash of a Party number."""
_SWAPPED_PARTY: Final = lazy(rf"[0-9]+[a-zđ]?/[A-ZĐ]{{2}}[A-Za-zĐ]*-{PARTY_BODIES}(?![\p{{L}}-])")
_SWAPPED_STATE: Final = lazy(
    r"[0-9]+[a-zđ]?-[A-ZĐ]{2}[A-Za-zĐ]*/(?:CP|TTg|UBND|HĐND|CTN)(?!\p{L})|/[0-9]{4}-[A-ZĐ]|^[0-9]+[-.](?:19|20)[0-9]{2}[-/]"
)
_NO_STROKE: Final = lazy(r"(?<=/)(?:QD|ND)(?=-)|(?<=[0-9]-)(?:QD|DA)(?=/)")
_REVERSED: Final = lazy(r"[0-9]+-(?:TW|TU)/[A-ZĐ]{2}")
_NO_SEPARATOR: Final = lazy(r"[0-9] ?(?=[A-ZĐ]{2})|/TT [A-ZĐ]|[A-ZĐ]{2} [A-ZĐ]{2}")
_SPACED: Final = lazy(r" [-/]|[-/] ")
_AT_LINE_END: Final = lazy(r" *[\r\n]+ *")
"""A line end with the spaces round it, which are the medium's."""
_GLUED: Final = lazy(r"(?i:\p{L}số|số[0-9])|^[^\W\d_]+[0-9]")
_SLIP: Final = lazy(r"[0-9][OoIl](?=[0-9/])|(?<![\p{L}\p{N}])[OIl][0-9]|/[12][0-9]?[OoIl]")
_YEAR_LAST: Final = lazy(r"\p{L}/(?:19|20)[0-9]{2}$")
_LINE_END: Final = lazy(r"[\r\n]")
_IN_DOUBT: Final = lazy("|".join(order.pattern for order in (_SWAPPED_PARTY, _SWAPPED_STATE, _REVERSED, _NO_STROKE)))
_WORDS: Final = lazy(r"(?i)[a-z]{3,} [a-z]{2,}")
_MOST_SURFACES: Final = 8192
"""Surfaces that are remembered: a text repeats them."""
_ODD_D: Final = frozenset(map(chr, D_LETTERS))
_ODD_SIGNS: Final = frozenset(map(chr, (*DASHES, *SLASHES)))
_ODD_SPACES: Final = frozenset(map(chr, SPACES)) | INVISIBLE | {"\t", "\u00ad"}


@lru_cache(_MOST_SURFACES)
def form_of(surface: str, number: str | None, *, encoded: bool) -> tuple[Form, ...]:
    """Return what is odd about a surface as the user wrote it and the number read from it, in the order of `Form`.

    `encoded` says that it is left in an old or broken encoding; then its characters say no more.
    """
    if encoded:
        return (Form.ENCODING,)
    if number and _PLAIN.fullmatch(surface) and not _IN_DOUBT.search(number):
        return ()
    found = set(_of_characters(surface))
    if number and number[0] not in "TQ":  # no standard («TCVN …», «QCVN …»)
        found.update(_of_number(surface, number))
        found.update([Form.UNMARKED] if _NO_STROKE.search(number) else [])
    return tuple(form for form in Form if form in found)


def _of_characters(surface: str) -> list[Form]:
    letters = set(surface)
    tests = {
        Form.DECOMPOSED: MARKS.search(surface) is not None,
        Form.LOOKALIKE: not _ODD_D.isdisjoint(letters),
        Form.SIGN: not _ODD_SIGNS.isdisjoint(letters),
        Form.SPACE: not _ODD_SPACES.isdisjoint(letters),
        Form.WRAPPED: _LINE_END.search(surface) is not None,
        Form.UNMARKED: surface.isascii() and _WORDS.search(surface) is not None,
    }
    return [form for form, holds in tests.items() if holds]


def _of_number(surface: str, number: str) -> list[Form]:
    plain = unicodedata.normalize("NFC", surface)
    letters = [letter for letter in number if letter.isalpha()]
    tests = {
        Form.SPACED: _SPACED.search(_AT_LINE_END.sub("\n", plain)) is not None,
        Form.GLUED: _GLUED.search(plain) is not None,
        Form.NO_SEPARATOR: _NO_SEPARATOR.search(number) is not None,
        Form.REPEATED: "/-" in number or "//" in number,
        Form.SWAPPED: any(order.search(number) for order in (_SWAPPED_PARTY, _SWAPPED_STATE, _REVERSED, _YEAR_LAST)),
        Form.CASE: len(letters) > 1 and all(letter.islower() for letter in letters),
        Form.SLIP: _SLIP.search(number) is not None,
    }
    return [form for form, holds in tests.items() if holds]
