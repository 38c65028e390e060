"""What stands left of a number: the type it names, and «số»."""

from typing import Final, NamedTuple

from legalref.extraction import grammar
from legalref.orthography import fold

WINDOW: Final = 60
"""Code points left of a number in which its type word and «số» must stand."""


class Head(NamedTuple):
    """Where the words before a number begin, the type they name, whether they say «số»."""

    start: int
    type: str | None
    says_number: bool


def head_of(text: str, number_start: int, number: str) -> Head:
    """Return the type word and «số» that stand before `number`.

    Where the nearest type word cannot be that of the number, and another stands before it, that one is taken:
    «Thông báo kết luận số 215/TB-UBND» is a Thông báo.
    """
    low = max(0, number_start - WINDOW)
    window = fold(text[low:number_start])
    nearest = _head(grammar.head(), text, low, window)
    if nearest.type is None or not grammar.may_be(nearest.type, number):
        qualified = _head(grammar.qualified_head(), text, low, window)
        other = qualified.type is not None and not (nearest.type or "").startswith(qualified.type)
        if other and grammar.may_be(qualified.type, number):
            return qualified
    return nearest


def _head(pattern: grammar.Pattern, text: str, low: int, window: str) -> Head:
    match = pattern.search(window)
    end = low + len(window)
    if not match:
        return Head(end, None, says_number=False)
    word, says = match.groupdict().get("type"), match["so"] is not None
    if word is not None:
        start = low + match.start("type")
        type_ = type_of(text[start : start + len(word)])
        if type_:
            return Head(start, type_, says)
    return Head(low + match.start("so"), None, says_number=True) if says else Head(end, None, says_number=False)


def type_of(word: str) -> str | None:
    """Return the type that a word or an abbreviation names, abbreviations in their own case or in lower case."""
    abbreviation = grammar.type_abbreviations().get(word) or (word.islower() and grammar.lower_abbreviations().get(word))
    return abbreviation or grammar.type_words().get(" ".join(fold(word).split()))
