"""What a text says of itself in its head: its own number, day and place. Its own number is no citation."""

import re
from datetime import date
from typing import Final, NamedTuple

from legalref.model import Citation, Span, Text
from legalref.orthography import number_key

_LINE_END: Final = re.compile("[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")


class Own(NamedTuple):
    """The head of a text as far as checking needs it; None for what is not there."""

    day: date | None = None
    place: str | None = None
    number: str | None = None
    line: Span = Span(0, 0)
    """Where its own number stands, with what stands beside it in its line."""

    def is_number(self, citation: Citation) -> bool:
        """Tell whether a citation is nothing but the text's own number."""
        if not self.number or not citation.number:
            return False
        beside = citation.start < self.line.end and self.line.start < citation.end
        return beside and number_key(citation.number) == number_key(self.number)


def own(text: Text) -> Own:
    """Return what `text` says of itself. One line alone is no document."""
    if not _LINE_END.search(text.content.strip()):
        return Own()
    from legalref.heads.head import read_name  # with its patterns, only where there is a text to read

    return Own(*read_name(text.content))
