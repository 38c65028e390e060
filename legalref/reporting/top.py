"""The documents that are cited most, a line each."""

from collections.abc import Iterable
from typing import Any

from rich.console import RenderableType
from rich.table import Table

from legalref.corpus.lookups import Cited
from legalref.reporting.machine import document_row
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import document


def top_table(found: Iterable[Cited], language: str) -> RenderableType:
    """Return the table: rank, how many documents here cite it, in how many texts it was read, the document and its title."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("#", justify="right")
    table.add_column(say("top.here", language), justify="right")
    table.add_column(say("top.mentions", language), justify="right")
    table.add_column(say("top.document", language), overflow="fold", ratio=2)
    table.add_column(say("top.title", language), overflow="fold", ratio=3)
    for rank, cited in enumerate(found, 1):
        record = cited.document
        table.add_row(str(rank), str(cited.here), str(cited.mentions), document(record, language), record.title or "")
    return table


def top_rows(found: Iterable[Cited]) -> list[dict[str, Any]]:
    """Return the same for machines."""
    return [
        {"rank": rank, "cited_here": cited.here, "mentions": cited.mentions} | document_row(cited.document)
        for rank, cited in enumerate(found, 1)
    ]
