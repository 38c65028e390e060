"""Stretches of a text in which statements stand: sentences, the items of lists, and the citations in each."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

import regex

from legalref.extraction.normalise import Clean, normalise
from legalref.heads.effect import Quoted
from legalref.heads.lines import is_junk
from legalref.model import Citation, Text

_ITEM: Final = regex.compile(r"\n ?(?P<mark>[0-9]{1,2}[.)]|[a-z][.)]|[-+*]|\([0-9a-z]{1,2}\)) ?")
_MARKED: Final = regex.compile(r"\n ?(?:dieu|chuong|noi nhan|muc|tm[.]|kt[.])")
_MOST_ITEMS: Final = 400
LONGEST: Final = 6_000
"""Code points of one sentence with its list."""


class Reading:
    """A text prepared for reading its statements: clean, its citations at their clean places."""

    def __init__(self, text: Text, citations: Sequence[Citation]) -> None:
        """Prepare a text; its citations are in order."""
        self.clean: Clean = normalise(text.content)
        self.quoted = Quoted(self.clean.text)
        self.citations = citations
        self.starts = [citation.start for citation in citations]

    def within(self, start: int, end: int) -> list[tuple[Citation, int, int]]:
        """Return the citations that begin in a stretch of the clean text, each with where it begins and ends there."""
        low, high = self.clean.source(start), self.clean.source(end)
        found = self.citations[bisect_left(self.starts, low) : bisect_left(self.starts, high)]
        return list(self._placed(found, start, end))

    def _placed(self, found: Sequence[Citation], start: int, end: int) -> Iterator[tuple[Citation, int, int]]:
        places = range(start, end)
        for citation in found:
            first = min(citation.start, citation.reference.start) if citation.reference.end else citation.start
            begin = start + bisect_left(places, first, key=self.clean.source)
            yield citation, begin, start + bisect_left(places, citation.end, key=self.clean.source)


def items_below(folded: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the items of the list that begins behind a colon: paragraphs with the same kind of mark."""
    while (first := _ITEM.match(folded, start)) is None:
        end = folded.find("\n", start + 1)
        if end < 0 or (not is_junk(folded[start:end].strip()) and folded[start:end].strip()):
            return
        start = end
    kind = _kind(first["mark"])
    at = first.end()
    for _ in range(_MOST_ITEMS):
        end = folded.find("\n", at)
        end = len(folded) if end < 0 else end
        yield at, end
        following = _ITEM.match(folded, end)
        while following is None and end < len(folded) and not _MARKED.match(folded, end):
            end = folded.find("\n", end + 1)
            if end < 0:
                return
            following = _ITEM.match(folded, end)
        if following is None or _kind(following["mark"]) != kind:
            return
        at = following.end()


def _kind(mark: str) -> str:
    return "digit" if mark.strip("().")[:1].isdigit() else "letter" if mark.strip("().")[:1].isalpha() else mark


def sentence_start(folded: str, at: int) -> int:
    """Return where the sentence begins that holds `at`: behind a line end or a full stop."""
    low = max(0, at - LONGEST)
    return max(low, folded.rfind("\n", low, at) + 1, folded.rfind(". ", low, at) + 1)
