"""LR2xx: is it this document? What linking found, said as findings."""

from collections.abc import Iterator
from typing import Final

from legalref.checking.rule import Case, Remark
from legalref.model import Document, Reason, State
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import day, document, sources

_FIELD_RULES: Final = {"date": "LR202", "issuer": "LR203", "type": "LR204"}
_SHOWN: Final = 4
"""How many candidates a message names."""


def unknown_number(case: Case) -> Iterator[Remark]:
    """LR201: no record has the number, or only other documents have it."""
    if case.resolution.state is State.NOT_IN_CORPUS:
        candidates = case.resolution.candidates
        key = "word.other_records" if candidates else "word.no_record"
        fact = say(key, case.language, cited=case.citation.number, candidates=_listed(case, candidates))
        yield Remark("LR201", {"fact": fact})


def different_field(case: Case) -> Iterator[Remark]:
    """LR202, LR203, LR204: date, issuer or type differ from the record."""
    record = case.resolution.document
    for field, (cited, recorded) in case.resolution.differs.items():
        if record is not None and field in _FIELD_RULES:
            values: dict[str, object] = {"cited": cited, "recorded": recorded, "source": sources(record, case.language)}
            if field == "date":
                values |= {"cited": day(cited), "recorded": day(recorded)}
            yield Remark(_FIELD_RULES[field], values, case.confidence)


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
