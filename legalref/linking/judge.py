"""The decision: which record a citation means, in what it differs, or that too little is said to tell."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from legalref.linking.evidence import Evidence
from legalref.model import Citation, Document, Reason, Resolution, State, Status, Weighed

_SAID: Final = ("date", "issuer", "type", "place", "title")
"""The fields whose difference is told to the user; the others only rank."""
_OF_A_VERSION: Final = frozenset({"date", "term", "earlier"})
"""The fields that tell the versions of one name apart."""


def judge(citation: Citation, candidates: Sequence[Evidence]) -> Resolution:
    """Return what the records that bear the number of a citation make of it."""
    if not candidates:
        return Resolution(State.NOT_IN_CORPUS, reason=Reason.NO_NUMBER)
    possible = [evidence for evidence in candidates if _is_possible(evidence)]
    if not possible:
        return Resolution(State.NOT_IN_CORPUS, weighed=ranked(candidates), reason=Reason.OTHER_DOCUMENTS)
    highest = max(evidence.score for evidence in possible)
    best = [evidence for evidence in possible if evidence.score == highest]
    if len(best) > 1:
        return Resolution(State.AMBIGUOUS, weighed=ranked(possible), reason=Reason.SEVERAL)
    return _judged(citation, best[0], ranked(possible))


def _is_possible(evidence: Evidence) -> bool:
    """Tell whether a record can be meant.

    In its series a number is unique, so a day that differs is misdated; elsewhere another day is another document.
    """
    if evidence.is_forbidden:
        return False
    return evidence.series is True or not {"date", "issuer"} & set(evidence.against)


def _judged(citation: Citation, best: Evidence, weighed: tuple[Weighed, ...]) -> Resolution:
    """Decide what the best candidate is: the document, one that differs, or too little to tell."""
    elsewhere = best.agrees["home"] is False  # the number and the day of another province's document may be chance
    if elsewhere or not (best.series or _says_enough(citation, best)):
        return Resolution(State.AMBIGUOUS, weighed=weighed, reason=Reason.THIN)
    differs = _differences(citation, best)
    if differs:
        return Resolution(State.MISMATCH, best.document, weighed, differs)
    unnamed = best.document.place is not None and best.agrees["place"] is None and not best.agrees["home"]
    return Resolution(State.RESOLVED, best.document, weighed, reason=Reason.PLACE_UNNAMED if unnamed else None)


def _says_enough(citation: Citation, evidence: Evidence) -> bool:
    """Tell whether a citation names one document beside its number: by its whole day, its term, or its title."""
    on_day = evidence.agrees["date"] is True and citation.is_dated
    by_term = evidence.agrees["term"] is True and evidence.agrees["type"] is not False
    by_title = evidence.agrees["title"] is True and "date" not in evidence.against
    return on_day or by_term or by_title


def _differences(citation: Citation, evidence: Evidence) -> dict[str, tuple[str, str]]:
    document = evidence.document
    both = {
        "date": (citation.date, document.issued.isoformat()),
        "issuer": (citation.issuer, document.issuer),
        "type": (citation.type, document.type),
        "place": (citation.issuer, document.place),
        "title": (citation.title, document.title),
    }
    return {field: (both[field][0] or "", both[field][1] or "") for field in evidence.against if field in _SAID}


def judge_name(candidates: Sequence[Evidence], day: date | None) -> Resolution:
    """Return what the records that bear a name make of a citation of it.

    That is the one of its date or term; or the version that applied on `day`, the day of the citing text; else not certain.
    """
    if not candidates:
        return Resolution(State.UNCHECKED, reason=Reason.UNNUMBERED)
    fitting = [each for each in candidates if not _OF_A_VERSION & set(each.against)]
    dated = [each for each in fitting if each.agrees["date"] or each.agrees["term"]]
    if len(dated) == 1:
        return Resolution(State.RESOLVED, dated[0].document, ranked(candidates))
    applying = [each for each in fitting if day and _applies(each.document, day)]
    if not dated and len(applying) == 1:
        return Resolution(State.RESOLVED, applying[0].document, ranked(candidates), reason=Reason.IN_FORCE_THEN)
    return Resolution(State.UNCHECKED, weighed=ranked(candidates), reason=Reason.UNNUMBERED)


def _applies(document: Document, day: date) -> bool:
    """Tell whether a version applied on a day, as its record has it."""
    begun = (document.effective or document.issued) <= day
    return begun and (document.expired is None or day < document.expired) and document.status is not Status.UNKNOWN


def ranked(candidates: Sequence[Evidence]) -> tuple[Weighed, ...]:
    """Return candidates as they travel: the best first, the newest first among equals."""
    ordered = sorted(candidates, key=lambda each: (-each.score, -each.document.issued.toordinal()))
    return tuple(each.weighed() for each in ordered)
