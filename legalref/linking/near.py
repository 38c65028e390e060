"""Near misses: a citation without a record, or at odds with it, and the one record that fits all but a slip of the pen.

A record is proposed only with more than a likeness of numbers: its title is the one cited, or the number as written cannot be
of the day as written. Else a right citation of a document that the corpus does not hold would be given a neighbour's number.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

import msgspec

from legalref.corpus import Corpus
from legalref.corpus.registers import Between, Entry, register
from legalref.linking.context import Context
from legalref.linking.evidence import Evidence, weigh
from legalref.linking.slips import is_one_slip, slip_between, slips_of
from legalref.linking.titles import closeness
from legalref.model import Citation, Document, Kind, Resolution, Slip, State, Suggestion
from legalref.orthography import year_of

_SLACK: Final = timedelta(days=4)
"""Days by which offices let their numbers and days get out of order."""
_LEAST_JUMP: Final = 20
"""Numbers that may be missing after the last one known of any register."""
_PACE: Final = 5
"""How many times faster than so far an office may number its papers."""
_CLEARLY: Final = 0.25
"""Share of words by which a title must be closer to be that of another document."""
_DECIDING: Final = frozenset({"date", "term", "type", "issuer", "place", "title"})


def near_miss(citation: Citation, resolution: Resolution, corpus: Corpus, context: Context) -> Resolution:
    """Return `resolution` with the record that fits everything but one slip, where there is just one."""
    if citation.kind is not Kind.FULL or not _is_open(citation, resolution):
        return resolution
    found = {document.id: document for document in _near(citation, citation.day, corpus)}
    fitting = [each for each in (weigh(citation, document, context) for document in found.values()) if _fits(each)]
    titled = _closest_titles(citation, resolution.document, [each for each in fitting if each.agrees["title"]])
    is_wrong = "date" in resolution.differs or cannot_be(citation, corpus)
    sure = titled or (fitting if is_wrong else [])
    if len(sure) != 1 or sure[0].document == resolution.document:
        return resolution
    slip = slip_between(citation.number or "", sure[0].document.number or "")
    return msgspec.structs.replace(resolution, suggestion=Suggestion(sure[0].document, slip)) if slip else resolution


def _is_open(citation: Citation, resolution: Resolution) -> bool:
    """Tell whether another record may be meant: none was found, or the one found is at odds with the day or the title cited."""
    if resolution.state is State.NOT_IN_CORPUS:
        return True
    agreed = resolution.weighed[0].agrees if resolution.weighed else {}
    if agreed.get("title") or resolution.document is None:
        return False
    if "date" in resolution.differs and "title" not in resolution.differs:
        return not is_one_slip(*resolution.differs["date"])
    return citation.title is not None


def _closest_titles(citation: Citation, linked: Document | None, titled: list[Evidence]) -> list[Evidence]:
    """Return those whose titles are the most like the one cited, and much more so than that of the record linked.

    Sister documents of one day differ in a word or two of their titles.
    """
    cited = citation.title or ""
    alike = [closeness(cited, each.document.title or "") for each in titled]
    given = closeness(cited, linked.title) if linked and linked.title else 0.0
    return [each for each, close in zip(titled, alike, strict=True) if close == max(alike) and close > given + _CLEARLY]


def _near(citation: Citation, day: date | None, corpus: Corpus) -> Iterator[Document]:
    """Yield the records whose number is one slip away from the one cited."""
    number = citation.number or ""
    if day:
        yield from (each for each in corpus.by_day(day) if each.number and slip_between(number, each.number))
    elif citation.title:
        yield from (document for other in slips_of(number) for document in corpus.by_key(other))
        yield from _other_symbols(number, citation.type, corpus)


def _other_symbols(number: str, type_: str | None, corpus: Corpus) -> Iterable[Document]:
    year = year_of(number)
    found = corpus.by_ordinal(number, type_, int(year)) if year else ()
    return [each for each in found if each.number and slip_between(number, each.number) is Slip.SYMBOL]


def _fits(evidence: Evidence) -> bool:
    """Tell whether a record agrees in all that the citation says beside its number."""
    said = any(evidence.agrees[field] for field in ("date", "title", "issuer"))
    return said and _DECIDING.isdisjoint(evidence.against)


def cannot_be(citation: Citation, corpus: Corpus) -> bool:
    """Tell whether the number cited cannot be of the day cited: of another year, or out of the order of its register."""
    day, number = citation.day, citation.number or ""
    if day is None:
        return False
    year = year_of(number)
    return (year is not None and int(year) != day.year) or is_out_of_order(citation, corpus)


def is_out_of_order(citation: Citation, corpus: Corpus) -> bool:
    """Tell whether the entries round a number in its register say that it was issued on another day."""
    day = citation.day
    return day is not None and neighbours_against(citation, day, corpus) is not None


def neighbours_against(citation: Citation, day: date, corpus: Corpus) -> Between | None:
    """Return the entries before and after the number cited where they leave no place for it on a day."""
    place = register(citation.type, citation.number or "", day)
    between = corpus.between(*place) if place else None
    if place is None or between is None:
        return None
    return None if admits(between, place[1], day) else between


def admits(between: Between, number: int, day: date) -> bool:
    """Tell whether a number can be of a day, from the entries before and after it, give or take what offices do."""
    before, after = between
    if before and after and before.issued > after.issued + _SLACK:
        return True  # the register itself is out of order here
    in_order = (before is None or before.issued - _SLACK <= day) and (after is None or day <= after.issued + _SLACK)
    return in_order and not (before and after is None and _runs_away(before, number, day))


def _runs_away(last: Entry, number: int, day: date) -> bool:
    """Tell whether a number lies far beyond the last one known, at the pace of its year so far."""
    pace = last.number / last.issued.timetuple().tm_yday
    return number - last.number > max(_LEAST_JUMP, _PACE * pace * ((day - last.issued) + _SLACK).days)
