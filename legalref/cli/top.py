"""`legalref corpus top`."""

from pathlib import Path
from typing import Annotated

import typer

from legalref.cli.options import TableFormat, known_type, output_to, writers
from legalref.cli.session import Session
from legalref.errors import ExitCode


def corpus_top(
    context: typer.Context,
    type_: Annotated[str | None, typer.Option("--type", metavar="TEXT", show_default=False)] = None,
    own: Annotated[bool, typer.Option("--own", show_default=False)] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 20,
    format: TableFormat = TableFormat.TABLE,  # noqa: A002  # the option's name is the contract's
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", show_default=False)] = None,
) -> ExitCode:
    """List the documents that are cited most."""
    from legalref.reporting.top import top_rows, top_table

    session: Session = context.obj
    with output_to(output) as stream, session.corpus() as corpus:
        found = corpus.most_cited(limit, known_type(type_), own=own)
        if format is TableFormat.TABLE and found:
            session.show(top_table(found, session.language), stream=stream)
        elif format is not TableFormat.TABLE:
            writers()[format](top_rows(found), stream)
    if not found:
        session.note("top.none_own" if own else "top.none")
    return session.end()
