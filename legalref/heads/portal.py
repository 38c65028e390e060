"""The fields that pages of legal portals and registers give beside a text: «Số hiệu: …», «Ngày ban hành: …»."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Final, NamedTuple

import regex

from legalref.heads.issuers import bodies
from legalref.heads.lines import Kind, Pattern, Piece, beginning, plain
from legalref.heads.numbers import DATE, canonical, day_of, type_named
from legalref.heads.title import title_of
from legalref.model import Day, Span
from legalref.orthography import fold
from legalref.vocabulary import head_words

_FEWEST: Final = 2
"""Labels without which no page is taken for one of a portal: one may be a line of prose."""
_LONGEST: Final = 1_000


class Field(NamedTuple):
    """What a page gives under a label, as records have it (None where it is not that), and where."""

    read: object
    span: Span


def _number(value: str) -> str | None:
    return canonical(value) if _NUMBER.fullmatch(value) else None


def _day(value: str) -> Day | None:
    day = DATE.search(fold(value))
    return day_of(day) if day else None


def _issuers(value: str) -> list[str]:
    return bodies(_BESIDE.split(value))


def _title(value: str) -> str | None:
    return title_of(value, None)


_NUMBER: Final = regex.compile(r"[0-9]+[^ ]*(?: ?[-/] ?[^ ]+)+")
_BESIDE: Final = regex.compile(r"\s*[;/]\s*")
_READERS: Final[dict[str, Callable[[str], object]]] = {
    "number": _number,
    "type": type_named,
    "issuer": _issuers,
    "issued": _day,
    "effective": _day,
    "title": _title,
    "signer": str,
}
"""Field → what reads its value, in one spelling (`plain`)."""


@cache
def _labels() -> tuple[Pattern, dict[str, str]]:
    table = {fold(word): row.field for row in head_words().label for word in row.words}
    return regex.compile(rf"(?P<label>{beginning(table)}) ?(?:(?P<colon>:)|$)"), table


def fields(pieces: Sequence[Piece]) -> dict[str, Field]:
    """Return field → what the page gives under its label; nothing where there are fewer than two labels."""
    found: dict[str, Field] = {}
    for at, piece in enumerate(pieces):
        if piece.kind is Kind.RULE:
            continue
        label = _labels()[0].match(piece.folded)
        if label is None:
            continue
        name = _labels()[1][regex.sub(" +", " ", label["label"])]
        value = _value(pieces, at, label.end())
        if value and name not in found:
            found[name] = Field(_READERS[name](plain(value[0])), value[1])
    return found if len(found) >= _FEWEST else {}


def _value(pieces: Sequence[Piece], at: int, end: int) -> tuple[str, Span] | None:
    """Return what stands behind a label in its piece, or in the piece after it."""
    piece = pieces[at]
    rest = piece.text[end:].strip() if len(piece.text) == len(piece.folded) else ""
    if rest:
        return rest, piece.span
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    if after is None or len(after.text) > _LONGEST or after.kind is Kind.MOTTO or _labels()[0].match(after.folded):
        return None
    return after.text.lstrip(": "), after.span
