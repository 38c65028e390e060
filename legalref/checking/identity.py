"""LR2xx: is it this document? What linking found, said as findings."""

from collections.abc import Iterator
from typing import Final

from legalref.checking.form import type_is_told
from legalref.checking.rule import Case, Remark
from legalref.linking.near import neighbours_against, whole_day
from legalref.model import Citation, Confidence, Document, Kind, Reason, Severity, State
from legalref.orthography import number_key, year_of
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import day, document, sources

_FIELD_RULES: Final = {"date": "LR202", "issuer": "LR203", "type": "LR204", "title": "LR207"}
_SURE: Final = frozenset({Confidence.OFFICIAL, Confidence.CROSSCHECKED})
"""Facts against which another number is more than a question."""
_SHOWN: Final = 4
"""How many candidates a message names."""


def unknown_number(case: Case) -> Iterator[Remark]:
    """LR201: no record has the number, or only other documents have it, and nothing better can be said."""
    if case.resolution.state is State.NOT_IN_CORPUS and case.resolution.suggestion is None:
        candidates = case.resolution.candidates
        key = "word.other_records" if candidates else "word.no_record"
        fact = say(key, case.language, cited=case.citation.number, candidates=_listed(case, candidates))
        yield Remark("LR201", {"fact": fact})


def different_field(case: Case) -> Iterator[Remark]:
    """LR202, LR203, LR204, LR207: date, issuer, type or title differ from the record."""
    record = case.resolution.document
    for field, (cited, recorded) in case.resolution.differs.items():
        if record is None or field not in _FIELD_RULES or case.resolution.suggestion:
            continue
        if field != "type" or not type_is_told(case):
            values: dict[str, object] = {"cited": cited, "recorded": recorded, "source": sources(record, case.language)}
            if field == "date":
                values |= {"cited": day(cited), "recorded": day(recorded)}
            yield Remark(_FIELD_RULES[field], values, case.confidence)


def near_miss(case: Case) -> Iterator[Remark]:
    """LR208: one record fits everything but a slip in the number."""
    suggestion = case.resolution.suggestion
    if suggestion:
        record = suggestion.document
        values = {"suggested": document(record, case.language), "number": record.number}
        most = Severity.WARNING if record.confidence in _SURE else Severity.INFO
        yield Remark("LR208", values | {"source": sources(record, case.language)}, record.confidence, most)


def out_of_order(case: Case) -> Iterator[Remark]:
    """LR209: the register has no place for the number on that day."""
    cited, number = case.citation, case.citation.number or ""
    day_ = whole_day(cited.date)
    if (
        case.resolution.state is not State.NOT_IN_CORPUS
        or case.resolution.suggestion
        or day_ is None
        or cited.kind is not Kind.FULL
    ):
        return
    year = year_of(number)
    between = neighbours_against(cited, day_, case.sheet.corpus) if year in (None, str(day_.year)) else None
    if between:
        parts = [
            say("word.register_entry", case.language, number=entry.number, day=day(entry.issued)) for entry in between if entry
        ]
        yield Remark("LR209", {"neighbours": "; ".join(parts), "cited": day(cited.date)}, most=Severity.WARNING)


def two_days(case: Case) -> Iterator[Remark]:
    """LR210: the text itself gives the same document another day."""
    cited = case.citation
    if not cited.number or not whole_day(cited.date) or case.resolution.document or cited.kind is not Kind.FULL:
        return
    key = number_key(cited.number)
    for earlier in case.sheet.citations[: case.at]:
        same = earlier.number and earlier.type == cited.type and number_key(earlier.number) == key
        if same and whole_day(earlier.date) and earlier.date != cited.date and _is_one_register(cited, earlier):
            yield Remark("LR210", {"earlier": day(earlier.date), "cited": day(cited.date)})
            return


def _is_one_register(cited: Citation, earlier: Citation) -> bool:
    """Tell whether two days of one number are of one document: of a year that the number carries, or of one year and body."""
    if year_of(cited.number):
        return True
    return (cited.date or "")[:4] == (earlier.date or "")[:4] and (cited.issuer or "") == (earlier.issuer or "")


def ambiguous(case: Case) -> Iterator[Remark]:
    """LR205 where several records fit, LR206 where the only one that fits is not certain."""
    if case.resolution.state is State.AMBIGUOUS:
        candidates = case.resolution.candidates
        several = case.resolution.reason is Reason.SEVERAL
        values = {"count": len(candidates), "candidates": _listed(case, candidates)}
        yield Remark("LR205" if several else "LR206", values)


def _listed(case: Case, candidates: tuple[Document, ...]) -> str:
    shown = "; ".join(document(candidate, case.language) for candidate in candidates[:_SHOWN])
    return shown + ("; …" if len(candidates) > _SHOWN else "")
