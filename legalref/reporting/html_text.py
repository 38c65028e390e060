"""The text of a file on the page, every citation marked and linked to the card of its record."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from legalref.model import Location, Mark, Span, Text
from legalref.reporting.html_sheet import SEVERITY_SIGNS, Sheet, Shown
from legalref.reporting.html_words import element, escaped
from legalref.reporting.terminal import validity_words
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import document, place


class _Stretch(NamedTuple):
    """A piece of the text that belongs to a citation: its surface, or what goes with it (date, issuer, provision)."""

    span: Span
    shown: Shown
    is_surface: bool


def text(sheet: Sheet, language: str) -> Iterator[str]:
    """Yield the text, a paragraph a line; blank lines become room, and where a page or a part begins is said."""
    content = sheet.examined.text.content
    stretches = list(_stretches(sheet, content))
    starts = [each.span.start for each in stretches]
    places = _Places(sheet.examined.text, language)
    start, blank = 0, False
    for line in content.splitlines(keepends=True):
        kept = line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        if not kept.strip():
            blank = True
        else:
            yield from places.begun(start)
            first = max(bisect_left(starts, start) - 1, 0)
            inside = "".join(_inside(content, Span(start, start + len(kept)), stretches, first, language))
            yield element("p", inside, class_="gap" if blank else None)
            blank = False
        start += len(line)


def _stretches(sheet: Sheet, content: str) -> Iterator[_Stretch]:
    """Yield what is marked, in order and without overlap: where citations meet, each ends where the next begins."""
    before = 0
    shown = sheet.shown
    for at, each in enumerate(shown):
        cited = each.checked.citation
        limit = shown[at + 1].checked.citation.start if at + 1 < len(shown) else len(content)
        edges = (max(cited.reference.start, before), max(cited.start, before), cited.end, max(cited.reference.end, cited.end))
        low, start, end, high = (min(edge, limit) for edge in edges)
        if low < start:
            yield _Stretch(Span(low, start), each, is_surface=False)
        yield _Stretch(Span(start, max(start, end)), each, is_surface=True)
        if end < high:
            yield _Stretch(Span(end, high), each, is_surface=False)
        before = max(before, start, high)


def _inside(content: str, line: Span, stretches: list[_Stretch], first: int, language: str) -> Iterator[str]:
    at = line.start
    while first < len(stretches) and stretches[first].span.start < line.end:
        stretch = stretches[first]
        start, end = max(stretch.span.start, line.start), min(stretch.span.end, line.end)
        begins = stretch.span.start >= line.start
        if start < end or (begins and stretch.is_surface):
            yield escaped(content[at:start])
            yield _mark(content[start:end], stretch, language, begins=begins)
            at = end
        first += 1
    yield escaped(content[at : line.end])


def _mark(cited: str, stretch: _Stretch, language: str, *, begins: bool) -> str:
    shown = stretch.shown
    weight = shown.severity or shown.checked.resolution.state
    if not stretch.is_surface:
        return element("a", escaped(cited), class_=f"m r {weight}", href=f"#{shown.card}", tabindex="-1")
    sign = SEVERITY_SIGNS[shown.severity] if shown.severity and begins else None
    return element(
        "a",
        escaped(cited),
        class_=f"m {weight}",
        id=f"c{shown.number}" if begins else None,
        href=f"#{shown.card}",
        title=_tip(shown, language),
        data_sign=sign,
        data_n=shown.number if begins else None,
    )


def _tip(shown: Shown, language: str) -> str:
    """Return what a mark says when it is pointed at: its findings, or its record."""
    if shown.findings:
        return "\n".join(f"{each.rule} {say(f'severity.{each.severity}', language)}: {each.message}" for each in shown.findings)
    resolution, validity = shown.checked.resolution, shown.checked.validity
    words = say(f"state.{resolution.state}", language, count=len(resolution.candidates))
    if resolution.document:
        words += f": {document(resolution.document, language)}"
    return f"{words}; {validity_words(validity, language)}" if validity else words


class _Places:
    """Says where pages, notes and parts begin."""

    def __init__(self, text: Text, language: str) -> None:
        self._marks = text.marks
        self._language = language
        self._next = 0
        self._last: Mark | None = None

    def begun(self, start: int) -> Iterator[str]:
        """Yield the line for what begins up to `start`, if anything does."""
        mark = None
        while self._next < len(self._marks) and self._marks[self._next].start <= start:
            mark = self._marks[self._next]
            self._next += 1
        if mark is None:
            return
        last, self._last = self._last, mark
        moved = (mark.page, mark.note, mark.part) != ((last.page, last.note, last.part) if last else (None, None, None))
        if moved and (mark.page or mark.note or mark.part):
            at = Location(1, 1, page=mark.page, note=mark.note, part=mark.part)
            yield element("div", escaped(place(at, self._language)), class_="at")
