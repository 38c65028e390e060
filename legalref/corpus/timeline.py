"""What happened to a document, from its issue to its end, each event with its day where that is known."""

from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from legalref.corpus.lookups import Corpus
from legalref.model import ENDING, Document, Reference, Rel

_EVENTS: Final = frozenset(
    {Rel.REPLACES, Rel.REPEALS, Rel.REPEALS_PART, Rel.AMENDS, Rel.CORRECTS, Rel.CONSOLIDATES, Rel.SUSPENDS}
)
"""What others do to a document that changes it or its standing; that others rest on it or guide it does not."""


class Step(StrEnum):
    """What happens to a document without another one's doing."""

    ISSUED = "issued"
    EFFECTIVE = "effective"
    EXPIRED = "expired"


class Event(NamedTuple):
    """One event; `day` is None where it is not known, and `other` is the document that did it."""

    day: date | None
    what: Step | Rel
    other: Reference | None = None
    from_issue: bool = False
    """The day is that of the other document's issue, for that of its effect is not known."""


def timeline(document: Document, corpus: Corpus) -> tuple[Event, ...]:
    """Return the events of a document in the order of their days, those without a day last."""
    done = [_event(edge) for edge in corpus.done_to(document) if edge.rel in _EVENTS]
    steps = [Event(document.issued, Step.ISSUED)]
    if document.effective:
        steps.append(Event(document.effective, Step.EFFECTIVE))
    ended = {event.day for event in done if event.what in ENDING}
    if document.expired and document.expired not in ended:
        steps.append(Event(document.expired, Step.EXPIRED))
    return tuple(sorted([*steps, *done], key=_order))


def _event(edge: Reference) -> Event:
    return Event(edge.effective or edge.issued, edge.rel, edge, from_issue=edge.effective is None and edge.issued is not None)


def _order(event: Event) -> tuple[date, bool]:
    """A document's own steps come before what others do on the same day."""
    return event.day or date.max, event.other is not None
