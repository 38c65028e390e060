"""The work of `legalref corpus list`, `remove`, `restore`, `export` and of what `stats` says of the office's own corpus."""

import sys
from collections.abc import Sequence
from pathlib import Path

from legalref.cli.options import format_of
from legalref.cli.session import Session
from legalref.collecting.finding import named
from legalref.collecting.holdings import Holding
from legalref.collecting.keeping import keeping
from legalref.collecting.store import Store
from legalref.collecting.summary import summary_of
from legalref.corpus.facts import load_documents
from legalref.durable import write_durably
from legalref.errors import UnwritableOutput, UsageProblem
from legalref.indexing.places import facts_folder
from legalref.model import Document
from legalref.reading import near
from legalref.reporting.collected import document_line, removed_line
from legalref.reporting.exporting import WRITERS


def list_documents(session: Session, folder: Path) -> None:
    """Show every record with its title and the newest of its files."""
    store = Store(folder)
    files = {origin.record: origin.path for origin in store.origins()}
    lines = [document_line(document, files.get(document.id), session.language) for document in store.documents()]
    sys.stdout.writelines(f"{line}\n" for line in lines)
    session.note("told.listed", folder=folder, count=len(lines))


def list_removed(session: Session, folder: Path) -> None:
    """Show what was removed, the newest last."""
    rows = sorted(Store(folder).removed().values(), key=lambda row: row.removed)
    sys.stdout.writelines(f"{removed_line(row, session.language)}\n" for row in rows)
    session.note("told.listed_removed", folder=folder, count=len(rows))


def remove_all(session: Session, asked: Sequence[str], folder: Path, *, ask: bool) -> None:
    """Remove what is named, after asking. Raises UsageProblem, with nothing done, where one is not found or not agreed to."""
    with keeping(folder) as keeper:
        found = _named(asked, keeper.holdings)
        for each in found:
            session.note("told.talk", text=_line(each, session.language))
        if ask and not _agrees(session, len(found)):
            raise UsageProblem("error.not_confirmed")
        for each in found:
            keeper.drop(each.id)
        keeper.commit()
        sys.stdout.writelines(session.say("told.removed", label=each.document.label, id=each.id) + "\n" for each in found)
    session.note("told.how_to_restore", count=len(found))


def _agrees(session: Session, count: int) -> bool:
    """Ask whether so many records are to be removed."""
    session.note("told.confirm", count=count)
    return sys.stdin.readline().strip().lower() in session.say("told.agreement").split()


def _line(holding: Holding, language: str) -> str:
    return document_line(holding.document, holding.origins[-1].path if holding.origins else None, language)


def _named(asked: Sequence[str], holdings: dict[str, Holding]) -> list[Holding]:
    """Return the records that are named, each once. Raises UsageProblem where one is not found."""
    shipped = load_documents(facts_folder())
    return list({each.id: each for text in asked for each in named(text, holdings, shipped)}.values())


def restore_all(session: Session, asked: Sequence[str], folder: Path) -> None:
    """Bring back what is named of what was removed. Raises UsageProblem, with nothing done, where something is not found."""
    with keeping(folder) as keeper:
        gone = {record: row.holding for record, row in keeper.removed.items()}
        found = {each.id: each for text in asked for each in named(text, gone, none="error.own_not_removed")}.values()
        for each in found:
            keeper.put(each)
        keeper.commit()
        sys.stdout.writelines(session.say("told.restored", label=each.document.label, id=each.id) + "\n" for each in found)


def export_all(session: Session, documents: list[Document], given: str | None, output: Path | None, *, force: bool) -> None:
    """Write records to a file or to standard output. Raises UsageProblem where the file is there and may not be replaced."""
    kind = format_of(given, output, tuple(WRITERS), "jsonl")
    if output is None:
        sys.stdout.write(WRITERS[kind](documents).decode("utf-8-sig"))
        return
    if output.exists() and not force:
        raise UsageProblem("error.export_exists", path=output)
    try:
        write_durably(output, WRITERS[kind](documents))
    except OSError as error:
        raise UnwritableOutput("error.output", path=output, detail=error) from error
    session.note("told.exported", path=output, count=len(documents))


def documents_of(folder: Path, *, everything: bool) -> list[Document]:
    """Return the records of the own corpus, or all; of one that is in both, the own."""
    own = Store(folder).documents()
    if not everything:
        return own
    ids = {document.id for document in own}
    return [*own, *(document for document in load_documents(facts_folder()) if document.id not in ids)]


def show_own(session: Session, folder: Path) -> None:
    """Show what the office's own corpus holds, if there is one: for `corpus stats`."""
    found = summary_of(Store(folder))
    if not found.documents and not found.removed:
        return
    counts = {field: getattr(found, field) for field in ("texts", "relations", "citations", "removed")}
    types = " · ".join(f"{name} {count}" for name, count in found.types)
    session.show("", session.say("stats.own", folder=near(str(folder)), documents=len(found.documents), **counts), types)
    if found.lost:
        session.show(session.say("stats.own_lost", count=found.lost))
