"""Where the name of a law ends: of one that the vocabulary lists, or of one that only its writing shows."""

from functools import cache
from typing import Final

from legalref.extraction.patterns import Pattern, lazy, longest_first
from legalref.extraction.wordtree import WordTree
from legalref.vocabulary import names

LONGEST: Final = 220
"""Code points of a name."""
_TYPES: Final = ("Bộ luật", "Luật", "Pháp lệnh")
_FREE: Final = lazy(r"\p{Lu}{3,}(?=\p{Ll})|\p{L}[\p{L}&/]*(?:,? {1,4}[\p{L}&/]+){0,11}")
_OF_VIETNAM: Final = lazy(r" {1,4}viet {1,4}nam(?![a-z0-9])")
LAW_NUMBER: Final = (
    r"(?:(?:so|s0) {0,4}:? {0,4})?[0-9]{1,4}[a-z]? ?(?:/ ?[0-9]{2,4} ?)?[-/ ] ?(?:qh|ubtvqh|l[-/]ctn|l/|lct|pl[-/])"
)
"""Fragment for folded text: the beginning of a number of the National Assembly, its Standing Committee or the President."""
DATE_BEHIND: Final = lazy(rf" {{0,4}},? {{1,4}}\(?(?:ngay {{1,4}}[0-9]|(?:nam {{1,4}})?[12][0-9]{{3}}(?![0-9])|{LAW_NUMBER})")
"""In folded text: a date, a year or a number right behind a name."""


@cache
def _listed() -> dict[str, WordTree]:
    """Return type → its listed names."""
    letters = {row.short: row.name for row in names().letters}
    rows = names().law
    return {type_: WordTree((name for row in rows if row.type == type_ for name in row.names), letters) for type_ in _TYPES}


@cache
def _no_names() -> tuple[str, ...]:
    return tuple(word.lower() for row in names().no_name for word in row.words)


@cache
def _ends() -> Pattern:
    """Return the pattern of what ends a name that is not listed, in lower case."""
    words = longest_first(names().ends.words)
    return lazy(rf"(?<![\p{{L}}\p{{N}}])(?:{words})(?![\p{{L}}\p{{N}}])")


_JOINS: Final = lazy(r",|(?<!\p{L})(?:và|hoặc)(?!\p{L})")
"""In lower case: what a name that is not listed may hold only where a date shows its end."""


def listed_end(text: str, folded: str, begin: int, type_: str) -> int | None:
    """Return where the longest listed name of this type ends that begins at `begin`, or None."""
    if folded.startswith("ve ", begin):
        begin += len("ve ")
    end = _listed()[type_].longest(folded, begin, begin + LONGEST, text)
    country = _OF_VIETNAM.match(folded, end) if end is not None else None
    return country.end() if country else end


def free_end(text: str, folded: str, begin: int) -> int | None:
    """Return where a name that is not listed ends, or None where there is none.

    That is before the first word that none holds; before a comma or «và», too, unless a date stands behind what follows it.
    """
    run = _FREE.match(text, begin, begin + LONGEST)
    if not run or _is_no_name(run.group().lower()):
        return None
    lower = run.group().lower()
    stop = _ends().search(lower)
    whole = lower[: stop.start()] if stop else lower
    end = begin + len(whole.rstrip(" ,"))
    joint = _JOINS.search(whole)
    if joint and not DATE_BEHIND.match(folded, end):
        end = begin + len(whole[: joint.start()].rstrip())
    return end if end > begin else None


def _is_no_name(lower: str) -> bool:
    """Tell whether a name begins with words with which it is none: «Luật này», «Luật Quốc tế»."""
    return any(lower == word or lower.startswith((f"{word} ", f"{word},")) for word in _no_names())
