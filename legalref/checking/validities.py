"""Whether a document applies on a day, from its record and from what others did to it.

Validity is never inferred from a parent's expiry (the law on this changed in 2025 and is read in
two ways). Amended counts as partly expired: Luật 64/2025/QH15, Điều 57 khoản 1. A suspension may be
of a part and may have ended, so it is named and decides nothing.
"""

from collections.abc import Iterable
from datetime import date

from legalref.corpus import Corpus
from legalref.model import CHANGING, ENDING, Document, Reference, Rel, Relation, Status, Validity


def validity(document: Document, corpus: Corpus, as_of: date) -> Validity:
    """Return the validity of `document` on the day `as_of`."""
    done = corpus.done_to(document)
    ends = tuple(edge for edge in done if edge.rel in ENDING and _has_happened(edge, as_of))
    changes = tuple(edge for edge in done if edge.rel in CHANGING and _has_happened(edge, as_of))
    suspensions = tuple(edge for edge in done if edge.rel is Rel.SUSPENDS and _has_happened(edge, as_of))
    status, since = _status(document, ends, changes, as_of)
    if status is Status.PARTLY_EXPIRED and not changes and any(edge.rel in CHANGING for edge in done):
        status = Status.IN_FORCE  # every known change comes after `as_of`
    return Validity(
        status=status,
        as_of=as_of,
        since=since,
        known_until=document.status_as_of,
        replaced_by=ends if status in (Status.EXPIRED, Status.UNKNOWN) else (),
        amended_by=changes if status is not Status.EXPIRED else (),
        suspended_by=suspensions if status is not Status.EXPIRED else (),
    )


def next_change(documents: Iterable[Document], relations: Iterable[Relation], after: date) -> date | None:
    """Return the first day after `after` on which the validity of some document may change; None where none is known."""
    days = {day for document in documents for day in (document.issued, document.effective, document.expired)}
    days |= {edge.effective for edge in relations}
    return min((day for day in days if day and day > after), default=None)


def _has_happened(edge: Reference, as_of: date) -> bool:
    """Tell whether an edge applies by `as_of`; one without a day of effect counts from its document's issue."""
    day = edge.effective or edge.issued
    return day is not None and day <= as_of


def _status(
    document: Document, ends: tuple[Reference, ...], changes: tuple[Reference, ...], as_of: date
) -> tuple[Status, date | None]:
    """Return the status on `as_of` and the day since which it holds, where known."""
    if as_of < (document.effective or document.issued):
        return Status.NOT_YET_IN_FORCE, document.effective
    ended = min((edge.effective for edge in ends if edge.effective), default=None)
    expired = document.expired or ended
    if expired:
        return (Status.EXPIRED, expired) if expired <= as_of else _before_expiry(document, changes)
    if document.status is Status.EXPIRED:
        known = document.status_as_of is not None and document.status_as_of <= as_of
        return (Status.EXPIRED if known else Status.UNKNOWN), None
    if document.status is Status.SUSPENDED:
        return Status.SUSPENDED, None
    if changes and not ends:
        return Status.PARTLY_EXPIRED, min((edge.effective for edge in changes if edge.effective), default=None)
    return _recorded(document, ends, as_of), None


def _before_expiry(document: Document, changes: tuple[Reference, ...]) -> tuple[Status, date | None]:
    """A document that ends on a known later day was in force before, amended or not."""
    return (Status.PARTLY_EXPIRED, None) if changes else (Status.IN_FORCE, document.effective)


def _recorded(document: Document, ends: tuple[Reference, ...], as_of: date) -> Status:
    """Return the recorded status where it speaks for `as_of`; an end of unknown day makes it unknown."""
    if ends:
        return Status.UNKNOWN
    if document.status is Status.NOT_YET_IN_FORCE:
        return Status.IN_FORCE if document.effective and document.effective <= as_of else Status.UNKNOWN
    return document.status
