"""`legalref show`: one record from all sides."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import Annotated, Any

import typer

from legalref.checking import validity
from legalref.cli.options import CardFormat, GraphFormat, known_type, output_to, prefix_of_day, whole_day
from legalref.cli.session import Session
from legalref.corpus import Corpus
from legalref.corpus.graph import graph
from legalref.corpus.timeline import timeline
from legalref.errors import ExitCode
from legalref.linking.lookup import look_up
from legalref.model import Document
from legalref.orthography import fold
from legalref.vocabulary.wording import document as written

_MOST = 20
"""Candidates that are listed, the newest of them."""
_NEAR = 3
"""Records that are named where nothing is found."""
_FARTHEST = 4
"""Relations that a graph goes, at the most."""


def show(
    context: typer.Context,
    document: Annotated[list[str], typer.Argument(metavar="NUMBER|ID|NAME", show_default=False)],
    date_: Annotated[str | None, typer.Option("--date", metavar="DATE", show_default=False)] = None,
    type_: Annotated[str | None, typer.Option("--type", metavar="TEXT", show_default=False)] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", show_default=False)] = None,
    relations: Annotated[bool, typer.Option("--relations", show_default=False)] = False,
    timeline_: Annotated[bool, typer.Option("--timeline", show_default=False)] = False,
    graph_: Annotated[GraphFormat | None, typer.Option("--graph", show_default=False)] = None,
    depth: Annotated[int, typer.Option(min=1, max=_FARTHEST)] = 1,
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
        if format is CardFormat.JSON and graph_ is None:
            _print_json(corpus, found, day)
        elif len(found) == 1 and graph_:
            _print_graph(session, corpus, found[0], graph_, depth)
        elif len(found) == 1:
            session.show(*_parts(session, corpus, found[0], day, relations=relations, events=timeline_))
        elif found:
            _print_candidates(session, asked, found)
        if known and not found:
            _print_filtered(session, asked, known)
        elif not found:
            session.note("show.none", asked=asked)
            _print_near(session, asked)
    return session.end(found=not found)


def _parts(session: Session, corpus: Corpus, record: Document, day: date, *, relations: bool, events: bool) -> Iterator[Any]:
    """Yield the card, or what was asked for instead of it under its head."""
    from legalref.reporting.card import card_of
    from legalref.reporting.relations import relation_list, timeline_table

    card = card_of(record, corpus, day)
    if not relations and not events:
        yield card.render(session.language)
        return
    yield card.head(session.language)
    if events:
        yield from ("", timeline_table(timeline(record, corpus), session.language))
    if relations:
        yield ""
        yield relation_list(card.done_by, card.done_to, corpus.cites(record), card.cited_by, session.language)


def _print_graph(session: Session, corpus: Corpus, record: Document, format_: GraphFormat, depth: int) -> None:
    from legalref.reporting.graphs import dot, mermaid, rows
    from legalref.reporting.machine import write_object

    drawn = graph(record, corpus, depth)
    with output_to(None) as stream:
        if format_ is GraphFormat.JSON:
            write_object(rows(drawn), stream)
        else:
            stream.write({GraphFormat.DOT: dot, GraphFormat.MERMAID: mermaid}[format_](drawn, session.language))
    if drawn.cut:
        session.note("show.graph_cut", count=len(drawn.nodes))


def _print_candidates(session: Session, asked: str, found: list[Document]) -> None:
    from legalref.reporting.card import candidates

    newest = sorted(found, key=lambda record: record.issued)[-_MOST:]
    session.show(session.say("show.several", count=len(found), asked=asked), candidates(newest, session.language))
    one_day = len({record.issued for record in found}) == 1
    session.note("show.choose_type" if one_day else "show.choose", day=newest[-1].issued.isoformat(), type=newest[-1].type)


def _print_near(session: Session, asked: str) -> None:
    """Say which records have all the words that were asked for in vain; numbers are not guessed at."""
    if not asked.strip() or any(letter.isdigit() for letter in asked):
        return
    from legalref.searching.pieces import QueryProblem

    with suppress(QueryProblem), session.index() as index:
        found = index.search(asked)
        near = [hit.document for hit in found.hits if _has_words(asked, hit.document)]
        if near and found.all_words and not found.is_suggested:
            session.note("show.near", known="; ".join(written(record, session.language) for record in near[:_NEAR]))


def _has_words(asked: str, record: Document) -> bool:
    """Tell whether a record has the words as they were typed: «cương lĩnh» is no «cưỡng chế … lĩnh vực»."""
    text = f"{record.type} {record.title or ''}".lower()
    typed_plain = fold(asked) == asked.lower()
    return typed_plain or all(word.isupper() or word.lower() in text for word in asked.split())


def _print_filtered(session: Session, asked: str, known: Sequence[Document]) -> None:
    """Say that no record fits --date or --type, and which there are."""
    newest = sorted(known, key=lambda record: record.issued)[-_MOST:]
    labels = "; ".join(written(record, session.language) for record in newest)
    session.note("show.filtered", count=len(known), asked=asked, known=labels)


def _print_json(corpus: Corpus, found: list[Document], as_of: date) -> None:
    from legalref.reporting.machine import document_row, event_row, mention_row, reference_row, validity_row, write_json

    rows = [
        document_row(record)
        | {
            "validity": validity_row(validity(record, corpus, as_of)),
            "done_by": [reference_row(edge) for edge in corpus.done_by(record)],
            "done_to": [reference_row(edge) for edge in corpus.done_to(record)],
            "cites": [mention_row(mention) for mention in corpus.cites(record)],
            "cited_by": [mention_row(mention) for mention in corpus.cited_by(record)],
            "timeline": [event_row(event) for event in timeline(record, corpus)],
        }
        for record in found
    ]
    with output_to(None) as stream:
        write_json(rows, stream)
