"""From where a citation is to what it says: date, issuer, pinpoints, relation, name.

A citation owns the text from the end of the one before it to the start of the next; nothing is
read across. What a list shares («các Nghị định số A, B và C») is carried from one to the next.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from legalref.extraction import grammar
from legalref.extraction.ahead import letter_ahead, word_behind
from legalref.extraction.candidates import Candidate
from legalref.extraction.dates import AFTER, AFTER_LETTERS, AFTER_NAME, AFTER_TITLE, to_iso
from legalref.extraction.forms import form_of
from legalref.extraction.heads import type_of
from legalref.extraction.issuers import date_before, issuer_after, issuer_before, issuer_beside, issuer_between
from legalref.extraction.laws import LAW_TYPES, law_before
from legalref.extraction.lists import GAP
from legalref.extraction.nesting import title_owner
from legalref.extraction.normalise import Clean
from legalref.extraction.patterns import lazy
from legalref.extraction.pinpoints import pinpoints_after, pinpoints_before
from legalref.extraction.titles import Title, title_after
from legalref.model import Citation, Kind, Pinpoint, Span, Text
from legalref.orthography import fold, year_of

_RIGHT_WINDOW: Final = 240
_MOST_NUMBERS: Final = 4096
"""Numbers that are remembered: a text repeats them."""
_MARGIN: Final = " \t\r*_|"
_OF_THE_PARTY: Final = lazy(r" {1,4}cua {1,4}(?P<issuer>dang(?: {1,4}cong san viet nam| ta)?)(?![a-z0-9]| (?:uy|bo|doan))")
"""Who passes the resolutions of its congresses."""
_PLACE_AND_DATE: Final = lazy(r"(?: {2,}|\t| ?\| ?)|[^,\n]{1,40}, ngày")
_ORDINAL: Final = lazy(r"^[0-9]+[A-Za-zđ]{0,2}(?:/[0-9]{4})?")
_LAW_NUMBER: Final = lazy(r"(?i)QH ?[0-9]|L[-/]CTN|LCT[-/]|PL-UBTVQH")


class _Parts(NamedTuple):
    start: int
    type: str | None
    name: str | None
    date: str | None
    issuer: Span | None
    pinpoints: tuple[Pinpoint, ...]
    relation: str | None
    reference: Span
    title: Title | None
    listed: bool
    """It stands next in a list and has no type word of its own."""


def parse(source: Text, clean: Clean, candidates: list[Candidate]) -> Iterator[Citation]:
    """Yield the citations of `source`, in order, for the candidates found in its clean text."""
    reader = _Reader(clean)
    read: list[_Parts] = []
    numbered: tuple[Candidate, _Parts] | None = None
    for at, candidate in enumerate(candidates):
        low = max(candidates[at - 1].end, read[-1].reference.end) if read else 0
        high = candidates[at + 1].start if at + 1 < len(candidates) else len(clean.text)
        read.append(reader.read(candidate, low, high, (candidates[at - 1], read[-1]) if read else None, numbered))
        if candidate.number:
            numbered = candidate, read[-1]
    if read:
        _share_back(candidates, read)
        _give_to_outer(reader.folded, candidates, read)
        _lead_titles_on(reader, candidates, read)
    for candidate, parts in zip(candidates, read, strict=True):
        citation = _citation(source, clean, candidate, parts)
        if not (citation.type is None and _is_own_head(source.content, citation)):
            yield citation


def _share_back(candidates: list[Candidate], read: list[_Parts]) -> None:
    """Give what closes a list under one type word to all of it: «các Nghị định số A, B và C ngày … của Chính phủ».

    A date of another year than the number's is not its date (Nghị định 34/2016/NĐ-CP, Điều 58).
    """
    for at in range(len(read) - 2, -1, -1):
        here, following = read[at], read[at + 1]
        if not following.listed:
            continue
        year = year_of(candidates[at].number)
        date = here.date or (following.date if not year or (following.date or "").startswith(year) else None)
        read[at] = here._replace(date=date, issuer=here.issuer or following.issuer)


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


def _lead_titles_on(reader: "_Reader", candidates: list[Candidate], read: list[_Parts]) -> None:
    """Let a title that leads to the citation after it hold that one, and those that stand in a list with it."""
    for at in range(len(read) - 2, -1, -1):
        title = read[at].title
        if title is None or not title.leads_on:
            continue
        last = at + 1
        while last + 1 < len(read) and GAP.fullmatch(reader.text, read[last].reference.end, read[last + 1].reference.start):
            last += 1
        inner = read[last].title
        end = inner.span.end if inner and inner.leads_on else candidates[last].end
        read[at] = read[at]._replace(title=Title(Span(title.span.start, end), leads_on=True))
        if read[at].date is None and read[at].issuer is None:
            read[at] = reader.dated_behind(candidates[at], read[at], read[last].reference.end)


def _citation(source: Text, clean: Clean, candidate: Candidate, parts: _Parts) -> Citation:
    start, end = clean.source_span(parts.start, candidate.end)
    surface = source.content[start:end]
    return Citation(
        path=source.path,
        start=start,
        end=end,
        text=surface,
        kind=candidate.kind,
        type=parts.type,
        number=candidate.number or None,
        name=parts.name,
        date=parts.date,
        issuer=_one_line(clean.text[slice(*parts.issuer)]) if parts.issuer else None,
        title=_one_line(clean.text[slice(*parts.title.span)]) if parts.title else None,
        pinpoints=parts.pinpoints,
        reference=clean.source_span(*parts.reference),
        relation=parts.relation,
        location=source.locate(start),
        form=form_of(surface, candidate.number or None, encoded=clean.is_repaired(Span(start, end))),
    )


def _is_own_head(text: str, citation: Citation) -> bool:
    """Tell whether a number is the document's own: «Số: 145/KH-UBND» on a line of its own, or beside its place and date."""
    before = text.rfind("\n", 0, citation.start) + 1
    after = text.find("\n", citation.end)
    rest = text[citation.end : after if after >= 0 else len(text)]
    alone = not text[before : citation.start].strip(_MARGIN) and (not rest.strip(_MARGIN) or _PLACE_AND_DATE.match(rest))
    return bool(alone) and fold(citation.text).startswith("so")


@lru_cache(_MOST_NUMBERS)
def _is_law_number(number: str) -> bool:
    return _LAW_NUMBER.search(number) is not None


def _one_line(text: str) -> str:
    return " ".join(text.split()) if "  " in text or "\n" in text else text


class _Reader:
    """Reads what stands round a candidate in one clean text."""

    def __init__(self, clean: Clean) -> None:
        self.text = clean.text
        self.folded = clean.folded

    def read(
        self,
        candidate: Candidate,
        low: int,
        high: int,
        previous: tuple[Candidate, _Parts] | None,
        numbered: tuple[Candidate, _Parts] | None,
    ) -> _Parts:
        """Read what `candidate` says between `low` and `high`, after the one before it and the one before it with a number."""
        start, type_, name, issuer = self._head(candidate, low)
        listed = type_ is None and previous is not None and self._is_listed(previous[1], start)
        if type_ is None and numbered is not None and (listed or self._goes_on(numbered[0], candidate)):
            type_ = numbered[1].type if grammar.may_be(numbered[1].type, candidate.number) else None
        date, issuer, end = self._right(candidate, high, issuer)
        pinpoints, reference = self._pinpoints(low if not listed else start, Span(start, candidate.end), end, high)
        relation = self._relation(low, reference.start) or self._relation_after(reference.end)
        if issuer is None:
            date, issuer = self._left(low, start, date)
        if issuer is None and previous is not None and (listed or self._has_same_subject(previous[1], start)):
            issuer = previous[1].issuer
        title = title_after(self.text, reference.end, high, quoted_only=candidate.kind is Kind.NAMED)
        if title and date is None and issuer is None:
            date, issuer, title = self._after_title(candidate, title, high)
        return _Parts(start, type_, name, date, issuer, pinpoints, relation, reference, title, listed)

    def dated_behind(self, candidate: Candidate, parts: _Parts, at: int) -> _Parts:
        """Return `parts` with the date and issuer that stand at `at`, behind the citations in its title."""
        dated = AFTER.match(self.folded, at)
        date = to_iso(dated) if dated else None
        issuer = issuer_after(self.text, self.folded, dated.end(), len(self.text)) if dated else None
        if date is None or issuer is None or year_of(candidate.number) != date[:4]:
            return parts
        return parts._replace(date=date, issuer=issuer)

    def _after_title(self, candidate: Candidate, title: Title, high: int) -> tuple[str | None, Span | None, Title]:
        """Read the date and issuer that stand behind a title: «Thông tư số 5/2020/TT-X quy định về Y ngày 02/3/2020 của Bộ X»."""
        dated = AFTER_TITLE.search(self.folded, title.span.start, high)
        date = to_iso(dated) if dated and dated.start() <= title.span.end else None
        if dated is None or date is None or year_of(candidate.number) not in (None, date[:4]):
            return None, None, title
        issuer = issuer_after(self.text, self.folded, dated.end(), high)
        span = Span(title.span.start, min(title.span.end, dated.start()))
        return (date, issuer, Title(span, leads_on=False)) if issuer else (None, None, title)

    def _pinpoints(self, low: int, surface: Span, end: int, high: int) -> tuple[tuple[Pinpoint, ...], Span]:
        """Return the provisions cited, and the span from the first of them or the type to the last of them or `end`."""
        found, span = pinpoints_before(self.text, self.folded, low, surface.start)
        if span:
            return found, Span(span.start, end)
        for at in dict.fromkeys((surface.end, end)):  # right behind the number, or behind date and issuer
            found, span = pinpoints_after(self.text, self.folded, at, high)
            if span:
                return found, Span(surface.start, max(end, span.end))
        return (), Span(surface.start, end)

    def _head(self, candidate: Candidate, low: int) -> tuple[int, str | None, str | None, Span | None]:
        """Return start, type, name and issuer, looking past «số» where no type stands right before it."""
        own = candidate.start, candidate.type, candidate.name or self._own_name(candidate), None
        if candidate.name is not None:
            return own
        is_law = _is_law_number(candidate.number)
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
        """Return the name that stands between the type and the number of a law: «Luật Thanh tra số …»."""
        law = law_before(self.text, candidate.start, candidate.number_start) if candidate.type in LAW_TYPES else None
        name = _one_line(self.text[slice(*law[1])]) if law else ""
        return name if len(name) > len(candidate.type or "") else None

    def _type_and_issuer(self, low: int, start: int) -> tuple[int, str | None, str | None, Span | None] | None:
        low = max(low, start - 120)
        for match in grammar.type_before_issuer().finditer(self.folded, low, start):
            issuer = issuer_between(self.text, self.folded, match.end(), start)
            type_ = type_of(self.text[match.start("type") : match.end("type")])
            if issuer and type_:
                return match.start(), type_, None, issuer
        return None

    def _goes_on(self, before: Candidate, candidate: Candidate) -> bool:
        """Tell whether a number of the same symbol follows in the same sentence: «… số 21/NQ-HĐND về phí, số 22/NQ-HĐND»."""
        between = self.text[before.end : candidate.start]
        same = _ORDINAL.sub("", before.number) == _ORDINAL.sub("", candidate.number)
        return same and len(between) < _RIGHT_WINDOW and "\n" not in between and ". " not in between

    def _has_same_subject(self, before: _Parts, start: int) -> bool:
        """Tell whether what issued the citation before this one issued it, too: «Sở X có Tờ trình số A ngày …, Công văn số B»."""
        is_subject = before.issuer is not None and before.issuer.end <= before.start
        return is_subject and self._is_listed(before, start)

    def _is_listed(self, before: _Parts, start: int) -> bool:
        return GAP.fullmatch(self.text, before.reference.end, start) is not None

    def _right(self, candidate: Candidate, high: int, issuer: Span | None) -> tuple[str | None, Span | None, int]:
        """Read date and issuer after the number or name, in either order."""
        end = candidate.end
        high = min(high, end + _RIGHT_WINDOW)
        folded = self.folded
        date: str | None = None
        if candidate.kind is Kind.NAMED:
            year = AFTER_NAME.match(folded, end, high)
            if year:
                date, end = year["year"], year.end()
        for _ in range(2):
            begin = end
            dated = AFTER.match(folded, end, high) if date is None and letter_ahead(folded, end) in AFTER_LETTERS else None
            if dated:
                date, end = to_iso(dated), dated.end()
            found = issuer_after(self.text, folded, end, high) if issuer is None else None
            if dated and issuer is None and found is None:
                found = issuer_beside(self.text, folded, end, high)
            if found:
                issuer, end = found, found.end
            if end == begin:
                break
        if candidate.kind is Kind.NAMED and issuer is None:
            party = _OF_THE_PARTY.match(folded, end, high)
            if party and self.text[party.start("issuer")] == "Đ":
                issuer, end = Span(*party.span("issuer")), party.end()
        return date, issuer, end

    def _left(self, low: int, start: int, date: str | None) -> tuple[str | None, Span | None]:
        issuer = issuer_before(self.text, self.folded, low, start)
        if issuer and date is None:
            opening = date_before(self.folded, low, issuer.start)
            date = to_iso(opening) if opening else None
        return date, issuer

    def _relation_after(self, end: int) -> str | None:
        pattern, names = grammar.relation_after()
        match = pattern.match(self.folded, end) if self.folded.startswith(" ", end) else None
        return names[" ".join(match["words"].split())] if match else None

    def _relation(self, low: int, begin: int) -> str | None:
        pattern, names = grammar.relation_words()
        may_be = word_behind(self.folded, begin) in grammar.relation_ends()
        match = pattern.search(self.folded, max(low, begin - 60), begin) if may_be else None
        return names[" ".join(match["words"].split())] if match else None
