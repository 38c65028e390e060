"""`legalref corpus add`, `list`, `remove`, `restore` and `export`: the office's own documents.

What does the work is loaded by the commands: no other command waits for it.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from legalref.cli.inputs import MOST_MEGABYTES, MaxSize
from legalref.cli.options import known_type
from legalref.cli.parallel import MOST_JOBS
from legalref.cli.session import Session
from legalref.errors import ExitCode

_Corpus = Annotated[Path | None, typer.Option("--corpus", metavar="DIR", show_default=False)]
_Asked = Annotated[list[str], typer.Argument(metavar="NUMBER|ID|PATH…", show_default=False)]


class ExportFormat(StrEnum):
    """How `corpus export` writes records."""

    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"


def add(
    context: typer.Context,
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", show_default=False)],
    corpus: _Corpus = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", show_default=False)] = False,
    own_number: Annotated[str | None, typer.Option("--number", metavar="NUMBER", show_default=False)] = None,
    own_type: Annotated[str | None, typer.Option("--type", metavar="TEXT", show_default=False)] = None,
    own_issuer: Annotated[str | None, typer.Option("--issuer", metavar="TEXT", show_default=False)] = None,
    own_date: Annotated[str | None, typer.Option("--date", metavar="DATE", show_default=False)] = None,
    jobs: Annotated[int, typer.Option(metavar="N", min=0, max=MOST_JOBS, show_default=False)] = 0,
    max_size: MaxSize = MOST_MEGABYTES,
) -> ExitCode:
    """Add documents and lists of documents to the office's own corpus."""
    from legalref.cli.adding import add_all, given_by

    session: Session = context.obj
    given = given_by(own_number, own_type, own_issuer, own_date)
    add_all(session, paths, given, session.own_folder(corpus), dry_run=dry_run, jobs=jobs, most_bytes=max_size * 1_000_000)
    return session.end()


def list_(
    context: typer.Context,
    corpus: _Corpus = None,
    removed: Annotated[bool, typer.Option("--removed", show_default=False)] = False,
) -> ExitCode:
    """List the documents of the office's own corpus, or those that were removed."""
    from legalref.cli.keeping import list_documents, list_removed

    session: Session = context.obj
    (list_removed if removed else list_documents)(session, session.own_folder(corpus))
    return session.end()


def remove(
    context: typer.Context,
    asked: _Asked,
    corpus: _Corpus = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", show_default=False)] = False,
) -> ExitCode:
    """Remove documents from the office's own corpus; `restore` brings them back."""
    from legalref.cli.keeping import remove_all

    session: Session = context.obj
    remove_all(session, asked, session.own_folder(corpus), ask=not yes and session.can_answer())
    return session.end()


def restore(context: typer.Context, asked: _Asked, corpus: _Corpus = None) -> ExitCode:
    """Bring back what was removed."""
    from legalref.cli.keeping import restore_all

    session: Session = context.obj
    restore_all(session, asked, session.own_folder(corpus))
    return session.end()


def export(
    context: typer.Context,
    format: Annotated[ExportFormat | None, typer.Option(show_default=False)] = None,  # noqa: A002  # the contract's
    all_: Annotated[bool, typer.Option("--all/--own", show_default=False)] = False,
    type_: Annotated[str | None, typer.Option("--type", metavar="TEXT", show_default=False)] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", show_default=False)] = None,
    force: Annotated[bool, typer.Option("--force", show_default=False)] = False,
    corpus: _Corpus = None,
) -> ExitCode:
    """Write records as JSON Lines, CSV or a workbook, which `add` reads back."""
    from legalref.cli.keeping import documents_of, export_all

    session: Session = context.obj
    chosen = known_type(type_)
    documents = [each for each in documents_of(session.own_folder(corpus), everything=all_) if each.type == (chosen or each.type)]
    export_all(session, documents, format.value if format else None, output, force=force)
    return session.end()
