"""Numbers as lists and people write them → canonical ones, with what was changed; and the type that a number's code names.

State papers set a slash before the symbol and a dash inside it (Nghị định 34/2016/NĐ-CP, Điều 58), Party papers a dash before the
type and a slash before the body (Hướng dẫn 36-HD/VPTW 2018, II.1.3).
"""

import re
import unicodedata
from functools import cache
from typing import Final, NamedTuple

from legalref.extraction.forms import PARTY_BODIES
from legalref.orthography import D_LETTERS, DASHES, INVISIBLE, SLASHES, SPACES, fold, is_party_number, words
from legalref.vocabulary import document_types

_LABEL: Final = re.compile(r"(?i)^(?:số|so)(?: (?:ký hiệu|hiệu))? ?:? ?(?=[0-9])")
_ROUND_SIGNS: Final = re.compile(r"\s*([-/])\s*")
_REPEATED: Final = re.compile(r"[-/]{2,}")
_GAP: Final = re.compile(r"(?<=[0-9])\s+(?=[^\W\d_])")
_WELL_FORMED: Final = re.compile(r"(?=.*[A-ZĐƯ])\d{1,5}(?:\.\d{1,3})?[A-Za-zđ]{0,3}(?:[-/][0-9A-ZĐƯa-zđ&.]+)+")
_BARE: Final = re.compile(r"\d{1,5}[A-Za-z]?")
_ORDERS: Final = (
    (re.compile(rf"(\d+[a-zđ]?)/([A-ZĐ]{{2}}[A-Za-zĐ]*)-({PARTY_BODIES})"), r"\1-\2/\3"),
    (re.compile(r"(\d+[a-zđ]?)-([A-ZĐ]{2}[A-Za-zĐ]*)/(CP|TTg|UBND|HĐND|CTN)"), r"\1/\2-\3"),
    (re.compile(r"(\d+)-(TW|TU)/([A-ZĐ][A-Za-zĐ]+)"), r"\1-\3/\2"),
    (re.compile(r"(\d+[a-zđ]?)/([^/\d][^/]*)/((?:19|20)\d\d)"), r"\1/\3/\2"),
    (re.compile(r"(\d+[a-zđ]?)[-/]((?:19|20)\d\d)-([A-ZĐ].*)"), r"\1/\2/\3"),
)
"""Parts and separators in the order of another series → in their own."""
_NO_STROKE: Final = re.compile(r"(?<![A-Za-zĐ])(Q|N)D(?=-|/)")
_TW: Final = re.compile(r"(?<![^\W\d_])T\.?[ƯƯư](?![^\W\d_])")
_OFFICIAL_LETTER: Final = re.compile(r"\d+/(?:\d{4}/)?(?P<body>[A-ZĐƯ][A-Za-zĐƯ&]+)-[A-ZĐƯ][A-Za-zĐƯ&.]*")
_FIRST_CODE: Final = re.compile(r"\d+[A-Za-zđ]{0,3}[-/](?:\d{4}/)?(?P<code>[^\W\d_]+)(?![\w])")
_FIRST_WORDS: Final = re.compile(r"[a-z]+(?: [a-z]+){0,4}(?![a-z])")
_LONGEST: Final = 60
"""Code points in which a type stands at the beginning of a title."""
_MIXED_CASE: Final = {"TTG": "TTg", "THU": "ThU"}


_CONTROLS: Final = [code for code in (*range(32), *range(127, 160)) if not chr(code).isspace()]
_PLAIN: Final = {**D_LETTERS, **DASHES, **SLASHES, **SPACES, **dict.fromkeys([*map(ord, INVISIBLE), *_CONTROLS])}


class Spelled(NamedTuple):
    """A number in canonical form; `swapped` where its parts or letters had to be put right, which a person should hear."""

    number: str
    swapped: bool


def spelled(text: str) -> Spelled:
    """Return a number as it should be written; what is no number comes back cleaned of odd characters alone."""
    clean = _TW.sub("TW", _clean(text))
    number = _cased(_GAP.sub("-" if is_party_number(clean.replace(" ", "-", 1)) else "/", clean))
    put_right = _NO_STROKE.sub(r"\1Đ", _REPEATED.sub(lambda signs: "-" if "-" in signs.group() else "/", number))
    for order, right in _ORDERS:
        if order.fullmatch(put_right):
            put_right = order.sub(right, put_right)
            break
    return Spelled(put_right, swapped=put_right != number)


def is_number(number: str) -> bool:
    """Tell whether a number is whole: an ordinal and a symbol."""
    return _WELL_FORMED.fullmatch(number) is not None


def is_bare(number: str) -> bool:
    """Tell whether it is an ordinal without its symbol: «45»."""
    return _BARE.fullmatch(number) is not None


def plain(text: str) -> str:
    """Return text in NFC with one Đ, one dash, single spaces, nothing of no width and nothing that steers."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_PLAIN).split())


def _clean(text: str) -> str:
    return _ROUND_SIGNS.sub(r"\1", _LABEL.sub("", plain(text))).strip(" .;,:-/")


def _cased(number: str) -> str:
    """Return a number whose letters are all small in the case of its codes: «12-ctr/tu» is «12-CTr/TU»."""
    letters = [letter for letter in number if letter.isalpha()]
    if len(letters) < 2 or any(letter.isupper() for letter in letters):  # noqa: PLR2004  # «30a» has one, and it is small
        return number
    head = re.match(r"\d+[a-zđ]?(?=[-/])", number)
    start = head.end() if head else 0
    return number[:start] + re.sub(r"[^\W\d_]+", lambda part: _code(part.group()), number[start:])


def _code(part: str) -> str:
    upper = part.upper()
    return _codes().get(upper, _MIXED_CASE.get(upper, upper))


@cache
def _codes() -> dict[str, str]:
    return {code.upper(): code for row in document_types() for code in row.codes}


def types_of(number: str) -> tuple[str, ...]:
    """Return the types that the first code of a number stands for; «Công văn» for a symbol of bodies alone.

    A letter has no code of a type (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3).
    """
    code = _FIRST_CODE.match(number)
    named = tuple(row.name for row in document_types() if code and code["code"] in row.codes)
    if named:
        return _likelier(named, number)
    return ("Công văn",) if _OFFICIAL_LETTER.fullmatch(number) else ()


def _likelier(named: tuple[str, ...], number: str) -> tuple[str, ...]:
    """Return the types that a State code stands for: of «QĐ» only Quyết định, of «TT» only Thông tư; Party codes stay open."""
    return named if is_party_number(number) else named[:1]


@cache
def _types() -> dict[str, str]:
    """Return folded name, word or abbreviation → type."""
    rows = document_types()
    table = {" ".join(words(code)): row.name for row in reversed(rows) for code in row.codes}
    return table | {" ".join(words(name)): row.name for row in rows for name in (*row.abbr, *row.words, row.name)}


def type_named(text: str) -> str | None:
    """Return the type that a cell names, written out or short, in any case; None for none."""
    return _types().get(" ".join(words(plain(text))))


def leading_type(text: str) -> tuple[str, str] | None:
    """Return the type that a text begins with and what follows it: «Quyết định về việc …»; None where it begins with none."""
    start = plain(text)
    said = _FIRST_WORDS.match(fold(start[:_LONGEST]))
    named = said.group().split() if said else []
    for length in range(len(named), 0, -1):
        name = " ".join(named[:length])
        if name in _words():
            return _words()[name], start[len(name) :].strip(" :-")
    return None


@cache
def _words() -> dict[str, str]:
    return {fold(word): row.name for row in document_types() for word in (*row.words, row.name.lower())}
