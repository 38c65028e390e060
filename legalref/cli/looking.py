"""`legalref show` and `legalref search`."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from legalref.checking import validity
from legalref.cli.options import CardFormat, TableFormat, known_type, output_to, prefix_of_day, whole_day, writers
from legalref.cli.session import Session
from legalref.corpus import Corpus
from legalref.errors import ExitCode, UsageProblem
from legalref.linking.lookup import look_up
from legalref.model import Document, Order, Status

_MOST = 20
"""Candidates that are listed, the newest of them."""

Text = Annotated[str | None, typer.Option(metavar="TEXT", show_default=False)]
Day = Annotated[str | None, typer.Option(metavar="DATE", show_default=False)]
Year = Annotated[int | None, typer.Option(metavar="YEAR", show_default=False)]


def show(
    context: typer.Context,
    document: Annotated[list[str], typer.Argument(metavar="NUMBER|ID|NAME", show_default=False)],
    date_: Annotated[str | None, typer.Option("--date", metavar="DATE", show_default=False)] = None,
    type_: Annotated[str | None, typer.Option("--type", metavar="TEXT", show_default=False)] = None,
    as_of: Day = None,
    format: CardFormat = CardFormat.TEXT,  # noqa: A002  # the option's name is the contract's
) -> ExitCode:
    """Show one record, its validity and its relations; the candidates where there are several."""
    session: Session = context.obj
    asked = " ".join(document)
    issued = prefix_of_day(date_) if date_ else ""
    kind = known_type(type_)
    day = whole_day(as_of) or date.today()
    with session.corpus() as corpus:
        known = look_up(asked, corpus)
        found = [
            record for record in known if record.issued.isoformat().startswith(issued) and record.type == (kind or record.type)
        ]
        if format is CardFormat.JSON:
            _print_json(corpus, found, day)
        else:
            _print(session, corpus, asked, found, day)
        if known and not found:
            session.note("show.filtered", count=len(known), asked=asked)
        elif not found:
            session.note("show.none", asked=asked)
    return session.end(found=not found)


def _print(session: Session, corpus: Corpus, asked: str, found: list[Document], as_of: date) -> None:
    from legalref.reporting.card import Card, candidates

    if len(found) == 1:
        record = found[0]
        card = Card(record, validity(record, corpus, as_of), corpus.done_by(record), corpus.done_to(record))
        session.show(card.render(session.language))
    elif found:
        newest = sorted(found, key=lambda record: record.issued)[-_MOST:]
        session.show(session.say("show.several", count=len(found), asked=asked), candidates(newest, session.language))
        one_day = len({record.issued for record in found}) == 1
        session.note("show.choose_type" if one_day else "show.choose", day=newest[-1].issued.isoformat(), type=newest[-1].type)


def _print_json(corpus: Corpus, found: list[Document], as_of: date) -> None:
    from legalref.reporting.machine import document_row, reference_row, validity_row, write_json

    rows = [
        document_row(record)
        | {
            "validity": validity_row(validity(record, corpus, as_of)),
            "done_by": [reference_row(edge) for edge in corpus.done_by(record)],
            "done_to": [reference_row(edge) for edge in corpus.done_to(record)],
        }
        for record in found
    ]
    with output_to(None) as stream:
        write_json(rows, stream)


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
