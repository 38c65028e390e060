"""What stands left of a number: the type it names, and «số»."""

from functools import lru_cache
from typing import Final, NamedTuple

from legalref.extraction import grammar
from legalref.orthography import fold, is_spelling_of

WINDOW: Final = 60
"""Code points left of a number in which its type word and «số» must stand."""


_TYPE: Final = 1
_SO: Final = 2
"""The groups `type` and `so` of the patterns of heads."""
_MOST_WORDS: Final = 4096
"""Spellings of types that are remembered."""


class Head(NamedTuple):
    """Where the words before a number begin, the type they name, whether they say «số»."""

    start: int
    type: str | None
    says_number: bool


def head_of(text: str, folded: str, number_start: int, symbol: str) -> Head:
    """Return the type word and «số» that stand before a number of this symbol.

    Where the nearest type word cannot be that of the number, and another stands before it, that one is taken:
    «Thông báo kết luận số 215/TB-UBND» is a Thông báo.
    """
    nearest = _head(grammar.head(), text, folded, number_start)
    if nearest.type is None or not grammar.may_be(nearest.type, symbol):
        qualified = _head(grammar.qualified_head(), text, folded, number_start)
        other = qualified.type is not None and not (nearest.type or "").startswith(qualified.type)
        if other and grammar.may_be(qualified.type, symbol):
            return qualified
    return nearest


def _head(pattern: grammar.Pattern, text: str, folded: str, end: int) -> Head:
    match = pattern.search(folded, max(0, end - WINDOW), end)
    if not match:
        return Head(end, None, says_number=False)
    says = match[_SO] is not None
    start, type_end = match.span(_TYPE)
    if start >= 0:
        named = longest_type(text, start, type_end)
        if named:
            return Head(*named, says)
    return Head(match.start(_SO), None, says_number=True) if says else Head(end, None, says_number=False)


def longest_type(text: str, start: int, end: int) -> tuple[int, str] | None:
    """Return where the type begins that ends at `end`, at `start` or at a later word, and the type; None where there is none.

    The «bố Luật» of «công bố Luật» is no «Bộ luật», but it ends in «Luật».
    """
    while True:
        type_ = type_of(text[start:end])
        if type_:
            return start, type_
        start = text.find(" ", start, end) + 1
        if start == 0:
            return None


@lru_cache(_MOST_WORDS)
def type_of(word: str) -> str | None:
    """Return the type that a word or an abbreviation names, abbreviations in their own case or in lower case."""
    abbreviation = grammar.type_abbreviations().get(word) or (word.islower() and grammar.lower_abbreviations().get(word))
    if abbreviation:
        return abbreviation
    known = grammar.type_words().get(" ".join(fold(word).split()))
    return known[0] if known and is_spelling_of(word, known[1]) else None
