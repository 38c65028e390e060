"""`legalref search`."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from legalref.cli.options import TableFormat, known_type, output_to, rows_format, writers
from legalref.cli.session import Session
from legalref.errors import ExitCode, UsageProblem
from legalref.model import Order, Status

if TYPE_CHECKING:
    from legalref.searching import Filters, Hits, Index

Text = Annotated[str | None, typer.Option(metavar="TEXT", show_default=False)]
Year = Annotated[int | None, typer.Option(metavar="YEAR", show_default=False)]


def search(
    context: typer.Context,
    words: Annotated[list[str] | None, typer.Argument(metavar="QUERY…", show_default=False)] = None,
    like: Annotated[str | None, typer.Option(metavar="NUMBER|ID|NAME", show_default=False)] = None,
    type_: Annotated[str | None, typer.Option("--type", metavar="TEXT", show_default=False)] = None,
    issuer: Text = None,
    place: Text = None,
    status: Annotated[Status | None, typer.Option(show_default=False)] = None,
    from_: Annotated[int | None, typer.Option("--from", metavar="YEAR", show_default=False)] = None,
    to: Year = None,
    sort: Order = Order.RELEVANCE,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 20,
    page: Annotated[int, typer.Option(min=1, max=100_000)] = 1,
    facets: Annotated[bool, typer.Option("--facets", show_default=False)] = False,
    format: TableFormat = TableFormat.TABLE,  # noqa: A002  # the option's name is the contract's
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", show_default=False)] = None,
) -> ExitCode:
    """Search all records by words, with or without diacritics."""
    session: Session = context.obj
    if from_ and to and from_ > to:
        raise UsageProblem("error.years", first=from_, last=to)
    if like and words:
        raise UsageProblem("error.like_and_words")
    from legalref.searching import Filters

    filters = Filters(known_type(type_), issuer, place, status, from_, to)
    how: dict[str, Any] = {"limit": limit, "page": page, "order": sort, "facets": facets}
    form = rows_format(format, output)
    with output_to(output) as stream, session.index() as index:
        found = _like(session, index, like, filters, how) if like else index.search(" ".join(words or []), filters, **how)
        if form is TableFormat.TABLE:
            from legalref.reporting.hits import facet_list, hit_list

            session.show(hit_list(found, session.language), stream=stream)
            if facets and found.total:
                session.show("", facet_list(found, session.language), stream=stream)
        else:
            writers()[form](_rows(found, form, facets=facets), stream)
    _talk(session, found, page, limit)
    return session.end()


def _rows(found: "Hits", form: TableFormat, *, facets: bool) -> Iterable[dict[str, Any]]:
    """Return the rows for machines; passages, which few hits have, only where rows need not be alike."""
    from legalref.reporting.machine import document_row, facet_rows, hit_row

    if facets:
        return facet_rows(found.facets)
    return (document_row(hit.document) if form is TableFormat.CSV else hit_row(hit) for hit in found.hits)


def _like(session: Session, index: "Index", text: str, filters: "Filters", how: dict[str, Any]) -> "Hits":
    """Return the records like the one that `text` names, the likeliest of several. Raises UsageProblem where it names none."""
    named = index.meant(text)
    if named is None:
        raise UsageProblem("error.like_none", value=text)
    from legalref.vocabulary.wording import document

    session.note("search.like", document=document(named, session.language))
    return index.like(named, filters, **how)


def _talk(session: Session, found: "Hits", page: int, limit: int) -> None:
    """Say how the query was taken, and how much was found."""
    if found.is_suggested:
        session.note("search.suggested", query=found.suggestion)
    elif found.hits and not found.all_words:
        session.note("search.some_words")
    if found.suggestion and not found.is_suggested:
        session.note("search.suggestion", query=found.suggestion)
    if found.total and not found.hits:
        session.note("search.no_such_page", page=page, last=-(-found.total // limit), total=found.total)
        return
    session.note("search.count" if found.total else "search.none", shown=len(found.hits), total=found.total)
