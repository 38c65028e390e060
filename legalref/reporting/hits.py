"""What a search found, as a table."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.table import Table

from legalref.reporting.terminal import marked
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import day

if TYPE_CHECKING:
    from legalref.searching import Hit


def hits_table(hits: "Iterable[Hit]", language: str) -> Table:
    """Return the hits, the words that were asked for marked in their titles."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in ("document", "issued", "issuer", "status", "title"):
        table.add_column(say(f"hits.{column}", language), overflow="fold")
    for document, spans in hits:
        table.add_row(
            document.label,
            day(document.issued),
            document.issuer or "—",
            say(f"status.{document.status}", language),
            marked(document.title or "—", spans, "bold yellow"),
        )
    return table
