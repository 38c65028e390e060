"""What a text says of itself in its head: its own number, day and place. Its own number is no citation."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from legalref.collecting.head import read_head
from legalref.model import Citation, Span, Text


class Own(NamedTuple):
    """The head of a text as far as checking needs it; None for what is not there."""

    day: date | None
    place: str | None
    number: Span | None
    """Where its own number stands."""

    def is_number(self, citation: Citation) -> bool:
        """Tell whether a citation is nothing but the text's own number."""
        return self.number is not None and citation.start < self.number.end and self.number.start < citation.end


def own(text: Text, citations: Sequence[Citation]) -> Own:
    """Return what `text` says of itself; `citations` are those of the text, in order."""
    head = read_head(text, citations)
    return Own(head.issued, head.place, head.spans.get("number") if head.number else None)
