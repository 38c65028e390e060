"""LR3xx: does the document apply on the day?"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from legalref.checking.rule import Case, Remark
from legalref.checking.style_bases import amendments_are_said, basis_of
from legalref.model import Reference, Status, Validity
from legalref.orthography import number_key
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import day, reference

_ABOUT_CHANGE: Final = frozenset(
    {"replaces", "repeals", "repeals_part", "amends", "amended_by", "corrects", "consolidated_in", "ends"}
)
"""Where the text itself says so of the document, that it no longer applies is no news."""


def expired(case: Case) -> Iterator[Remark]:
    """LR301: the document no longer applies, and the text does not speak of just that."""
    validity = _force(case)
    if validity and validity.status is Status.EXPIRED and case.citation.relation not in _ABOUT_CHANGE:
        edges = say("word.replaced_by", case.language, edges=_listed(case, validity.replaced_by))
        basis = say("word.in_basis", case.language) if basis_of(case) is not None else ""
        yield _remark(
            "LR301", case, validity, replaced_by=f" {edges}" if validity.replaced_by else "", basis=f" {basis}".rstrip()
        )


def partly_expired(case: Case) -> Iterator[Remark]:
    """LR302: the document was amended or has partly expired, and the text does not say so itself."""
    validity = _force(case)
    if validity is None or validity.status is not Status.PARTLY_EXPIRED or amendments_are_said(case):
        return
    if case.citation.relation not in _ABOUT_CHANGE:
        edges = say("word.amended_by", case.language, edges=_listed(case, validity.amended_by))
        yield _remark("LR302", case, validity, amended_by=f" {edges}" if validity.amended_by else "")


def suspended(case: Case) -> Iterator[Remark]:
    """LR304: the document's force was suspended, wholly or in part."""
    validity = _force(case)
    if validity and (validity.suspended_by or validity.status is Status.SUSPENDED):
        edges = _listed(case, validity.suspended_by) or "—"
        yield _remark("LR304", case, validity, edges=edges)


def not_yet_in_force(case: Case) -> Iterator[Remark]:
    """LR303: the document does not apply yet; of the text itself, which annexes name, that is no news."""
    validity = _force(case)
    if validity and validity.status is Status.NOT_YET_IN_FORCE and not _is_own(case):
        yield _remark("LR303", case, validity, begins=_begins(case, validity))


def _is_own(case: Case) -> bool:
    """Tell whether a citation names the text in which it stands: «(Kèm theo Nghị định số …)» over an annex."""
    own, cited = case.sheet.own_number, case.citation.number
    return bool(own and cited) and number_key(own or "") == number_key(cited or "")


def _begins(case: Case, validity: Validity) -> str:
    """Return when the document begins to apply, or that only its issue is known."""
    record = case.resolution.document
    if validity.since or record is None:
        return say("word.in_force_from", case.language, day=day(validity.since))
    return say("word.only_issued", case.language, day=day(record.issued))


def _remark(code: str, case: Case, validity: Validity, **values: object) -> Remark:
    return Remark(code, {"as_of": day(validity.as_of), "since": _since(case, validity.since)} | values, case.confidence)


def _since(case: Case, since: date | None) -> str:
    return " " + say("word.since", case.language, day=day(since)) if since else ""


def _force(case: Case) -> Validity | None:
    """Return the validity to speak of; none where another document was probably meant."""
    return None if case.resolution.suggestion else case.validity


def _listed(case: Case, edges: tuple[Reference, ...]) -> str:
    return "; ".join(dict.fromkeys(reference(edge, case.language) for edge in edges))
