"""`legalref corpus list`, `remove`, `restore` and `export`: what is in the office's own corpus."""

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from legalref.cli.collecting import Corpus
from legalref.cli.options import known_type
from legalref.cli.session import Session
from legalref.collecting.durable import write_durably
from legalref.collecting.exporting import WRITERS
from legalref.collecting.finding import named
from legalref.collecting.holdings import Holding
from legalref.collecting.keeping import keeping
from legalref.collecting.store import Store
from legalref.corpus.facts import load_documents
from legalref.errors import ExitCode, UnwritableOutput, UsageProblem
from legalref.indexing.places import facts_folder, own_folder
from legalref.model import Document
from legalref.reporting.collected import document_line, removed_line

_Asked = Annotated[list[str], typer.Argument(metavar="NUMBER|ID|PATH…", show_default=False)]


class ExportFormat(StrEnum):
    """How `corpus export` writes records."""

    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"


def list_(
    context: typer.Context,
    corpus: Corpus = None,
    removed: Annotated[bool, typer.Option("--removed", show_default=False)] = False,
) -> ExitCode:
    """List the documents of the office's own corpus, or those that were removed."""
    session: Session = context.obj
    folder = own_folder(corpus)
    store = Store(folder)
    if removed:
        rows = sorted(store.removed().values(), key=lambda row: row.removed)
        lines = [removed_line(row, session.language) for row in rows]
    else:
        files = {origin.record: origin.path for origin in store.origins()}
        lines = [document_line(document, files.get(document.id), session.language) for document in store.documents()]
    sys.stdout.writelines(f"{line}\n" for line in lines)
    session.note("told.listed", folder=folder, count=len(lines))
    return session.end()


def remove(
    context: typer.Context,
    asked: _Asked,
    corpus: Corpus = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", show_default=False)] = False,
) -> ExitCode:
    """Remove documents from the office's own corpus; `restore` brings them back."""
    session: Session = context.obj
    with keeping(own_folder(corpus)) as keeper:
        found = _named(asked, keeper.holdings)
        for each in found:
            session.note(
                "told.talk", text=document_line(each.document, each.origins[-1].path if each.origins else None, session.language)
            )
        if not yes and session.is_interactive() and not typer.confirm(session.say("told.confirm", count=len(found))):
            raise UsageProblem("error.not_confirmed")
        for each in found:
            keeper.drop(each.id)
        keeper.commit()
        sys.stdout.writelines(session.say("told.removed", label=each.document.label, id=each.id) + "\n" for each in found)
    session.note("told.how_to_restore", count=len(found))
    return session.end()


def _named(asked: Sequence[str], holdings: dict[str, Holding]) -> list[Holding]:
    """Return the records that are named, each once. Raises UsageProblem, so that nothing is done, where one is not found."""
    shipped = load_documents(facts_folder())
    return list({each.id: each for text in asked for each in named(text, holdings, shipped)}.values())


def restore(
    context: typer.Context,
    asked: _Asked,
    corpus: Corpus = None,
) -> ExitCode:
    """Bring back what was removed."""
    session: Session = context.obj
    with keeping(own_folder(corpus)) as keeper:
        gone = {record: row.holding for record, row in keeper.removed.items()}
        found = {each.id: each for text in asked for each in named(text, gone)}.values()
        for each in found:
            keeper.put(each)
        keeper.commit()
        sys.stdout.writelines(session.say("told.restored", label=each.document.label, id=each.id) + "\n" for each in found)
    return session.end()


def export(
    context: typer.Context,
    format: Annotated[ExportFormat | None, typer.Option(show_default=False)] = None,  # noqa: A002  # the contract's
    all_: Annotated[bool, typer.Option("--all/--own", show_default=False)] = False,
    type_: Annotated[str | None, typer.Option("--type", metavar="TEXT", show_default=False)] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", show_default=False)] = None,
    force: Annotated[bool, typer.Option("--force", show_default=False)] = False,
    corpus: Corpus = None,
) -> ExitCode:
    """Write records as JSON Lines, CSV or a workbook, which `add` reads back."""
    session: Session = context.obj
    kind, chosen = _format(format, output), known_type(type_)
    if output and output.exists() and not force:
        raise UsageProblem("error.export_exists", path=output)
    documents = [each for each in _documents(corpus, everything=all_) if each.type == (chosen or each.type)]
    written = WRITERS[kind](documents)
    if output is None:
        sys.stdout.write(written.decode("utf-8-sig" if kind is ExportFormat.CSV else "utf-8"))
        return session.end()
    try:
        write_durably(output, written)
    except OSError as error:
        raise UnwritableOutput("error.output", path=output, detail=error) from error
    session.note("told.exported", path=output, count=len(documents))
    return session.end()


def _format(given: ExportFormat | None, output: Path | None) -> ExportFormat:
    """Return the format: the one given, else that of the file's extension, else JSON Lines. Raises UsageProblem."""
    extension = output.suffix.lower().lstrip(".") if output else ""
    kind = given or (ExportFormat(extension) if extension in list(ExportFormat) else ExportFormat.JSONL)
    if kind is ExportFormat.XLSX and output is None:
        raise UsageProblem("error.needs_output", format=kind.value)
    return kind


def _documents(corpus: Path | None, *, everything: bool) -> list[Document]:
    """Return the records of the own corpus, or all; of one that is in both, the own."""
    own = Store(own_folder(corpus)).documents()
    if not everything:
        return own
    ids = {document.id for document in own}
    return [*own, *(document for document in load_documents(facts_folder()) if document.id not in ids)]
