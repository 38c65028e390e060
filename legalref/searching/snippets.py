"""The passage of an office's own text in which a search was found, and its place: Điều, page."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from legalref.model import Location, Span, Text
from legalref.searching.asked import Beginning, Phrase, Word
from legalref.searching.marks import folded_with_places

WIDTH: Final = 200
"""Code points of a passage, about two lines and a half."""
_ARTICLE: Final = re.compile(r"^[ \t]*(?P<word>dieu)[ \t]+(?P<number>\d+[a-z]?)\b", re.MULTILINE)
_SPACE: Final = re.compile(r"\s+")
_BEFORE: Final = 40
"""Code points before the first word found, at the most."""


class Snippet(NamedTuple):
    """A passage in one line, where the words asked for stand in it (code points), and where it stands in its file."""

    text: str
    marks: tuple[Span, ...]
    location: Location
    article: str | None
    """The number of the Điều it stands in, where the text has such."""


def snippet(text: Text, asked: Sequence[Word | Beginning | Phrase]) -> Snippet | None:
    """Return the passage that holds most of what was asked for, the first of equals; None where the text has nothing of it."""
    folded, places = folded_with_places(text.content)
    patterns = [_pattern(each) for each in asked]
    found = sorted((*match.span(), which) for which, pattern in enumerate(patterns) for match in pattern.finditer(folded))
    if not found:
        return None
    start = _best(found)
    first = _beginning(folded, start)
    last = _word_end(folded, min(len(folded), first + WIDTH))
    begin, end = places[first], places[last]
    inside = [Span(places[at] - begin, places[to] - begin) for at, to, _ in found if first <= at and to <= last]
    passage, marks = _in_one_line(text.content[begin:end], inside)
    return Snippet(passage, marks, text.locate(places[start]), _article(text.content, folded, places, start))


def _pattern(each: Word | Beginning | Phrase) -> re.Pattern[str]:
    if isinstance(each, Phrase):
        return re.compile(r"(?<![a-z0-9])" + r"[^a-z0-9]+".join(each.words) + r"(?![a-z0-9])")
    end = "[a-z0-9]*" if isinstance(each, Beginning) else "(?![a-z])" if each.folded[-1].isalpha() else "(?![0-9])"
    start = "(?<![a-z])" if each.folded[0].isalpha() else "(?<![0-9])"
    return re.compile(start + each.folded + end)


def _best(found: Sequence[tuple[int, int, int]]) -> int:
    """Return where the stretch of `WIDTH` begins that has most of the different things asked for, then most of all."""
    best, where = (0, 0), found[0][0]
    starts = [start for start, _, _ in found]
    for at, (start, _, _) in enumerate(found):
        inside = found[at : bisect_left(starts, start + WIDTH - _BEFORE)]
        worth = len({which for _, _, which in inside}), len(inside)
        if worth > best:
            best, where = worth, start
    return where


def _beginning(folded: str, start: int) -> int:
    """Return where a line begins a little before `start`, else where a word does."""
    at = max(0, start - _BEFORE)
    line = folded.rfind("\n", at, start)
    if line >= 0 or at == 0:
        return line + 1
    space = _SPACE.search(folded, at, start)
    return space.end() if space else at


def _word_end(folded: str, at: int) -> int:
    if at == len(folded):
        return at
    return max((match.start() for match in _SPACE.finditer(folded, at - _BEFORE, at)), default=at)


def _in_one_line(text: str, marks: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """Return a passage with every run of space as one, and its marks moved with the words, none over another."""
    line, moved, at = "", [], 0
    for mark in marks:
        if mark.start < at:
            continue
        line += _SPACE.sub(" ", text[at : mark.start])
        inner = _SPACE.sub(" ", text[mark.start : mark.end])
        moved.append(Span(len(line), len(line) + len(inner)))
        line, at = line + inner, mark.end
    line += _SPACE.sub(" ", text[at:])
    lead = len(line) - len(line.lstrip())
    return line.strip(), tuple(Span(start - lead, end - lead) for start, end in moved)


def _article(content: str, folded: str, places: Sequence[int], at: int) -> str | None:
    """Return the number of the last «Điều 5» that begins a line before `at`; «điều 5» inside a sentence is none."""
    found = None
    for match in _ARTICLE.finditer(folded, 0, at):
        if content[places[match.start("word")]].isupper():
            found = match["number"]
    return found
