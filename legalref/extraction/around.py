"""What stands round a candidate: type, name, date, issuer, pinpoints, relation and title, read between its neighbours."""

from functools import lru_cache
from typing import Final, NamedTuple

from legalref.extraction import grammar
from legalref.extraction.ahead import letter_ahead, word_behind
from legalref.extraction.candidates import Candidate
from legalref.extraction.dates import AFTER, AFTER_LETTERS, AFTER_NAME, AFTER_TITLE, PASSED, to_iso
from legalref.extraction.heads import type_of
from legalref.extraction.issuers import date_before, issuer_after, issuer_before, issuer_beside, issuer_between
from legalref.extraction.laws import LAW_TYPES, law_before
from legalref.extraction.lists import GAP
from legalref.extraction.normalise import Clean
from legalref.extraction.patterns import lazy
from legalref.extraction.pinpoints import pinpoints_after, pinpoints_before
from legalref.extraction.titles import Title, title_after
from legalref.model import Kind, Pinpoint, Span
from legalref.orthography import year_of

_RIGHT_WINDOW: Final = 240
_MOST_NUMBERS: Final = 4096
"""Numbers that are remembered: a text repeats them."""
_BREAK: Final = lazy(r"[;\n]|\. ")
_PASSED_WITHIN: Final = 80
"""Code points behind a law in which it is said that it was passed."""
_OF_THE_PARTY: Final = lazy(r" {1,4}cua {1,4}(?P<issuer>dang(?: {1,4}cong san viet nam| ta)?)(?![a-z0-9]| (?:uy|bo|doan))")
"""Who passes the resolutions of its congresses."""
_IN_BRACKETS: Final = lazy(r"[ ,]*(?:năm )?(?:[0-9]{4})?[ ,]*\((?:[Ll]uật )?")
"""Between a law's name and its number: «Luật Đất đai 2024 (số 31/2024/QH15)»."""
_ORDINAL: Final = lazy(r"^[0-9]+[A-Za-zđ]{0,2}(?:/[0-9]{4})?")
_LAW_NUMBER: Final = lazy(r"(?i)QH ?[0-9]|L[-/]CTN|LCT[-/]|PL-UBTVQH")


class Parts(NamedTuple):
    """What a candidate says, by offsets into the clean text where it is a span."""

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


@lru_cache(_MOST_NUMBERS)
def _is_law_number(number: str) -> bool:
    return _LAW_NUMBER.search(number) is not None


def one_line(text: str) -> str:
    """Return `text` with one space for each run of spaces and line ends."""
    return " ".join(text.split()) if "  " in text or "\n" in text else text


class Reader:
    """Reads what stands round a candidate in one clean text."""

    def __init__(self, clean: Clean) -> None:
        """Read in `clean`."""
        self.text = clean.text
        self.folded = clean.folded

    def read(
        self,
        candidate: Candidate,
        low: int,
        high: int,
        previous: tuple[Candidate, Parts] | None,
        numbered: tuple[Candidate, Parts] | None,
    ) -> Parts:
        """Read what `candidate` says between `low` and `high`, after the one before it and the one before it with a number."""
        start, type_, name, issuer = self._head(candidate, low)
        listed = type_ is None and previous is not None and self._is_listed(previous[1], start)
        if type_ is None and numbered is not None and (listed or self._goes_on(numbered[0], candidate)):
            type_ = numbered[1].type if grammar.may_be(numbered[1].type, candidate.number) else None
        if type_ is None and previous is not None and previous[0].kind is Kind.NAMED and _is_law_number(candidate.number):
            named = _IN_BRACKETS.fullmatch(self.text, previous[0].end, start) is not None
            type_, name = (previous[1].type, previous[1].name) if named else (type_, name)
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
        return Parts(start, type_, name, date, issuer, pinpoints, relation, reference, title, listed)

    def dated_behind(self, candidate: Candidate, parts: Parts, at: int) -> Parts:
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
        date = to_iso(dated) if dated and not _BREAK.search(self.folded, title.span.end, dated.start()) else None
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
        return span.start, type_, one_line(self.text[slice(*span)]), None

    def _own_name(self, candidate: Candidate) -> str | None:
        """Return the name that stands between the type and the number of a law: «Luật Thanh tra số …»."""
        law = law_before(self.text, candidate.start, candidate.number_start) if candidate.type in LAW_TYPES else None
        name = one_line(self.text[slice(*law[1])]) if law else ""
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

    def _has_same_subject(self, before: Parts, start: int) -> bool:
        """Tell whether what issued the citation before this one issued it, too: «Sở X có Tờ trình số A ngày …, Công văn số B»."""
        is_subject = before.issuer is not None and before.issuer.end <= before.start
        return is_subject and self._is_listed(before, start)

    def _is_listed(self, before: Parts, start: int) -> bool:
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
                date, end = year[2], year.end()
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
        if date is None and (candidate.type in LAW_TYPES or _is_law_number(candidate.number)):
            date = self._passed(end, high)
        if candidate.kind is Kind.NAMED and issuer is None:
            issuer, end = self._party(end, high)
        return date, issuer, end

    def _passed(self, at: int, high: int) -> str | None:
        """Return the day on which a law was passed, where that is said behind it."""
        near = " duoc " in self.folded[at : at + _PASSED_WITHIN]
        passed = PASSED.match(self.folded, at, high) if near else None
        return to_iso(passed) if passed else None

    def _party(self, at: int, high: int) -> tuple[Span | None, int]:
        """Return «Đảng» as the issuer of its congress's resolution, and where it ends; None and `at` where it is not named."""
        party = _OF_THE_PARTY.match(self.folded, at, high)
        if party and self.text[party.start("issuer")] == "Đ":
            return Span(*party.span("issuer")), party.end()
        return None, at

    def _left(self, low: int, start: int, date: str | None) -> tuple[str | None, Span | None]:
        issuer = issuer_before(self.text, self.folded, low, start)
        if issuer and date is None:
            opening = date_before(self.folded, low, issuer.start)
            date = to_iso(opening) if opening else None
        return date, issuer

    def _relation_after(self, end: int) -> str | None:
        pattern, names = grammar.relation_after()
        match = pattern.match(self.folded, end) if self.folded.startswith(" ", end) else None
        return names[" ".join(match[1].split())] if match else None

    def _relation(self, low: int, begin: int) -> str | None:
        pattern, names = grammar.relation_words()
        may_be = word_behind(self.folded, begin) in grammar.relation_ends()
        match = pattern.search(self.folded, max(low, begin - 60), begin) if may_be else None
        return names[" ".join(match[1].split())] if match else None
