"""What a search found, two lines a record: what it is, then its title."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Styled

from legalref.reporting.card import STATUS_STYLES
from legalref.reporting.terminal import marked, validity_words
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import day

if TYPE_CHECKING:
    from legalref.searching import Hit


def hit_list(hits: "Iterable[Hit]", language: str) -> RenderableType:
    """Return the hits, the words that were asked for marked in their titles."""
    return Group(*[line for hit in hits for line in _lines(hit, language)])


def _lines(hit: "Hit", language: str) -> tuple[RenderableType, RenderableType]:
    document, validity, marks = hit
    head = Styled(document.label, style="bold")
    for part in (day(document.issued), document.issuer or "—"):
        head.append(f" · {part}", style="not bold")
    head.append(f" · {validity_words(validity, language)}", style=f"not bold {STATUS_STYLES[validity.status]}")
    title = marked(document.title, marks, "bold yellow") if document.title else Styled(say("card.no_title", language), "dim")
    return head, Padding(title, (0, 0, 0, 2))
