"""From where a citation is to what it says: date, issuer, pinpoints, relation, name.

A citation owns the text from the end of the one before it to the start of the next; nothing is
read across. What a list shares («các Nghị định số A, B và C») is carried from one to the next.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Final, NamedTuple

import regex

from legalref.extraction import grammar
from legalref.extraction.dates import AFTER, to_iso
from legalref.extraction.detect import Candidate
from legalref.extraction.issuers import date_before, issuer_after, issuer_before, issuer_between
from legalref.extraction.laws import LAW_TYPES, law_before
from legalref.extraction.nesting import title_owner
from legalref.extraction.normalise import Clean
from legalref.extraction.pinpoints import pinpoints_before
from legalref.model import Citation, Pinpoint, Span, Text
from legalref.orthography import fold

_RIGHT_WINDOW: Final = 240
_LIST_GAP: Final = regex.compile(r"(?: {0,40}(?:,|;|và|hoặc)){1,2} {0,40}(?:(?i:số) ?:? ?)?")
_LAW_NUMBER: Final = regex.compile(r"QH ?[0-9]|L[-/]CTN|LCT[-/]", regex.IGNORECASE)


class _Parts(NamedTuple):
    start: int
    type: str | None
    name: str | None
    date: str | None
    issuer: Span | None
    pinpoints: tuple[Pinpoint, ...]
    relation: str | None
    reference: Span


def parse(source: Text, clean: Clean, candidates: list[Candidate]) -> Iterator[Citation]:
    """Yield the citations of `source`, in order, for the candidates found in its clean text."""
    reader = _Reader(clean.text)
    read: list[_Parts] = []
    for at, candidate in enumerate(candidates):
        low = max(candidates[at - 1].end, read[-1].reference.end) if read else 0
        high = candidates[at + 1].start if at + 1 < len(candidates) else len(clean.text)
        read.append(reader.read(candidate, low, high, read[-1] if read else None))
    if read:
        _give_to_outer(reader.folded, candidates, read)
    for candidate, parts in zip(candidates, read, strict=True):
        yield _citation(source, clean, candidate, parts)


def _give_to_outer(folded: str, candidates: list[Candidate], read: list[_Parts]) -> None:
    """Move date and issuer that stand behind a title from the citation in the title to the one that has it."""
    dates = [parts.date for parts in read]
    for at, inner in enumerate(read):
        outer = title_owner(folded, candidates, dates, at)
        if outer is not None:
            dates[outer], dates[at] = inner.date, None
            read[outer] = read[outer]._replace(date=inner.date, issuer=read[outer].issuer or inner.issuer)
            reference = Span(inner.reference.start, candidates[at].end)
            read[at] = inner._replace(date=None, issuer=None, reference=reference)


def _citation(source: Text, clean: Clean, candidate: Candidate, parts: _Parts) -> Citation:
    start, end = clean.source_span(parts.start, candidate.end)
    return Citation(
        path=source.path,
        start=start,
        end=end,
        text=source.content[start:end],
        kind=candidate.kind,
        type=parts.type,
        number=candidate.number,
        name=parts.name,
        date=parts.date,
        issuer=_one_line(clean.text[slice(*parts.issuer)]) if parts.issuer else None,
        pinpoints=parts.pinpoints,
        reference=clean.source_span(*parts.reference),
        relation=parts.relation,
        location=source.locate(start),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


class _Reader:
    """Reads what stands round a candidate in one clean text."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> str:
        """The whole text folded, once, when the first citation asks for it."""
        return fold(self.text)

    def read(self, candidate: Candidate, low: int, high: int, before: _Parts | None) -> _Parts:
        start, type_, name, issuer = self._head(candidate, low)
        listed = type_ is None and before is not None and self._is_listed(before, start)
        if listed and before is not None and grammar.may_be(before.type, candidate.number):
            type_ = before.type
        date, issuer, end = self._right(candidate.end, high, issuer)
        pinpoints, pinned = ((), None) if listed else pinpoints_before(self.text, low, start)
        begin = pinned.start if pinned else start
        relation = self._relation(low, begin) or self._relation_after(end)
        if issuer is None:
            date, issuer = self._left(low, start, date)
        if listed and before is not None and issuer is None:
            issuer = before.issuer
        if issuer is not None and issuer.end <= start:
            end = max(end, candidate.end)
        return _Parts(start, type_, name, date, issuer, pinpoints, relation, Span(begin, end))

    def _head(self, candidate: Candidate, low: int) -> tuple[int, str | None, str | None, Span | None]:
        """Return start, type, name and issuer, looking past «số» where no type stands right before it."""
        own = candidate.start, candidate.type, self._own_name(candidate), None
        is_law = _LAW_NUMBER.search(candidate.number) is not None
        if candidate.type is not None and (candidate.type in LAW_TYPES or not is_law):
            return own
        between = self._type_and_issuer(low, candidate.start)
        if between and (between[1] in LAW_TYPES or not is_law):
            return between
        law = law_before(self.text, low, candidate.number_start) if is_law else None
        if not law:
            return own
        type_, span = law
        return span.start, type_, _one_line(self.text[slice(*span)]), None

    def _own_name(self, candidate: Candidate) -> str | None:
        """Return the name that stands between the type and the number of a law: «Luật Đấu thầu 22/2023»."""
        law = law_before(self.text, candidate.start, candidate.number_start) if candidate.type in LAW_TYPES else None
        name = _one_line(self.text[slice(*law[1])]) if law else ""
        return name if len(name) > len(candidate.type or "") else None

    def _type_and_issuer(self, low: int, start: int) -> tuple[int, str | None, str | None, Span | None] | None:
        low = max(low, start - 120)
        for match in grammar.type_before_issuer().finditer(self.folded, low, start):
            issuer = issuer_between(self.text, self.folded, match.end(), start)
            if issuer:
                return match.start(), grammar.type_words()[" ".join(match["type"].split())], None, issuer
        return None

    def _is_listed(self, before: _Parts, start: int) -> bool:
        return _LIST_GAP.fullmatch(self.text, before.reference.end, start) is not None

    def _right(self, at: int, high: int, issuer: Span | None) -> tuple[str | None, Span | None, int]:
        """Read date and issuer after the number, in either order."""
        high = min(high, at + _RIGHT_WINDOW)
        folded = self.folded
        date: str | None = None
        end = at
        for _ in range(2):
            dated = AFTER.match(folded, end, high) if date is None else None
            if dated and (iso := to_iso(dated)):
                date, end = iso, dated.end()
            found = issuer_after(self.text, folded, end, high) if issuer is None else None
            if found:
                issuer, end = found, found.end
        return date, issuer, end

    def _left(self, low: int, start: int, date: str | None) -> tuple[str | None, Span | None]:
        issuer = issuer_before(self.text, self.folded, low, start)
        if issuer and date is None:
            opening = date_before(self.folded, low, issuer.start)
            date = to_iso(opening) if opening else None
        return date, issuer

    def _relation_after(self, end: int) -> str | None:
        pattern, names = grammar.relation_after()
        match = pattern.match(self.folded, end)
        return names[" ".join(match["words"].split())] if match else None

    def _relation(self, low: int, begin: int) -> str | None:
        pattern, names = grammar.relation_words()
        match = pattern.search(self.folded, max(low, begin - 60), begin)
        return names[" ".join(match["words"].split())] if match else None
