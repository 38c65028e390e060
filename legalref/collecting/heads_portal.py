"""The fields that pages of legal portals and registers give beside a text: «Số hiệu: …», «Ngày ban hành: …»."""

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

import regex

from legalref.collecting.heads_lines import Kind, Pattern, Piece, beginning
from legalref.model import Span
from legalref.orthography import fold
from legalref.vocabulary import head_words

_FEWEST: Final = 2
"""Labels without which no page is taken for one of a portal: one may be a line of prose."""
_LONGEST: Final = 1_000


class Field(NamedTuple):
    """A value as the page gives it, and where."""

    value: str
    span: Span


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
        field = _value(pieces, at, label.end())
        if field and name not in found:
            found[name] = field
    return found if len(found) >= _FEWEST else {}


def _value(pieces: Sequence[Piece], at: int, end: int) -> Field | None:
    """Return what stands behind a label in its piece, or in the piece after it."""
    piece = pieces[at]
    rest = piece.text[end:].strip() if len(piece.text) == len(piece.folded) else ""
    if rest:
        return Field(rest, piece.span)
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    if after is None or len(after.text) > _LONGEST or after.kind is Kind.MOTTO or _labels()[0].match(after.folded):
        return None
    return Field(after.text.lstrip(": "), after.span)
