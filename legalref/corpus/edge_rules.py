"""What one relation must be, with the records at its ends."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from legalref.corpus.ranks import CHANGES, FARTHEST_BACK, may_change
from legalref.corpus.record_rules import NUMBER
from legalref.corpus.statuses import STRONG
from legalref.model import Document, Rel, Relation


class Ends(NamedTuple):
    """A relation with what the corpus has at its ends."""

    edge: Relation
    source: Document | None
    target: Document | None
    other_days: bool
    """Whether the number of the far end, which carries its year, is recorded on other days only."""


def faults(ends: Ends) -> Iterator[str]:
    """Yield the messages of the rules that a relation breaks."""
    yield from (message for message, breaks in _RULES.items() if breaks(ends))


def _is_younger(ends: Ends) -> bool:
    """Tell whether an edge leads to a document issued after its own; «căn cứ» may name one of the same days."""
    edge = ends.edge
    return edge.rel is not Rel.BASED_ON and edge.to_issued is not None and edge.to_issued > edge.source_issued


def _has_no_right(ends: Ends) -> bool:
    return ends.edge.rel in CHANGES and bool(ends.source) and not may_change(ends.source, ends.edge.to, ends.target)  # type: ignore[arg-type]


def _changes_what_had_ended(ends: Ends) -> bool:
    """Tell whether a document is amended that had expired when the amending one was issued."""
    expired = ends.target.expired if ends.target else None
    changes = ends.edge.rel in (Rel.AMENDS, Rel.REPEALS_PART) and ends.edge.confidence in STRONG
    return changes and expired is not None and expired < ends.edge.source_issued


_RULES: Final[dict[str, Callable[[Ends], bool]]] = {
    "fault.relation_source": lambda ends: ends.source is None,
    "fault.relation_target": lambda ends: not NUMBER.fullmatch(ends.edge.to),
    "fault.relation_day": lambda ends: ends.other_days,
    "fault.relation_self": lambda ends: ends.source is not None and ends.source is ends.target,
    "fault.relation_order": _is_younger,
    "fault.relation_rank": _has_no_right,
    "fault.relation_expired": _changes_what_had_ended,
    "fault.relation_support": lambda ends: not ends.edge.source.strip(),
    "fault.relation_effect": lambda ends: (
        ends.edge.effective is not None and ends.edge.source_issued - ends.edge.effective > FARTHEST_BACK
    ),
}
"""Message of the fault → whether a relation has it."""
