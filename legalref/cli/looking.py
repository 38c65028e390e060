"""`legalref search`."""

from pathlib import Path
from typing import Annotated

import typer

from legalref.cli.options import TableFormat, known_type, output_to, writers
from legalref.cli.session import Session
from legalref.errors import ExitCode, UsageProblem
from legalref.model import Order, Status

Text = Annotated[str | None, typer.Option(metavar="TEXT", show_default=False)]
Year = Annotated[int | None, typer.Option(metavar="YEAR", show_default=False)]


def search(
    context: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS…", show_default=False)] = None,
    type_: Annotated[str | None, typer.Option("--type", metavar="TEXT", show_default=False)] = None,
    issuer: Text = None,
    place: Text = None,
    status: Annotated[Status | None, typer.Option(show_default=False)] = None,
    from_: Annotated[int | None, typer.Option("--from", metavar="YEAR", show_default=False)] = None,
    to: Year = None,
    sort: Order = Order.RELEVANCE,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 20,
    format: TableFormat = TableFormat.TABLE,  # noqa: A002  # the option's name is the contract's
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", show_default=False)] = None,
) -> ExitCode:
    """Search all records by words, with or without diacritics."""
    session: Session = context.obj
    if from_ and to and from_ > to:
        raise UsageProblem("error.years", first=from_, last=to)
    from legalref.searching import Filters

    filters = Filters(known_type(type_), issuer, place, status, from_, to)
    with output_to(output) as stream, session.index() as index:
        found = index.search(" ".join(words or []), filters, limit=limit, order=sort)
        if format is TableFormat.TABLE:
            from legalref.reporting.hits import hit_list

            session.show(hit_list(found.hits, session.language), stream=stream)
        else:
            from legalref.reporting.machine import document_row

            writers()[format]((document_row(hit.document) for hit in found.hits), stream)
    if found.hits and not found.all_words:
        session.note("search.some_words")
    session.note("search.count" if found.total else "search.none", shown=len(found.hits), total=found.total)
    return session.end()
