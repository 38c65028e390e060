"""`legalref index …` and `legalref corpus …`."""

from datetime import datetime

import typer

from legalref.cli.help import Command, Group
from legalref.cli.session import Session
from legalref.corpus.facts import load_documents
from legalref.errors import CorpusFault, ExitCode, IndexProblem
from legalref.indexing.generation import current, fault, manifest
from legalref.indexing.places import facts_folder, index_folder

index_app = typer.Typer(cls=Group)
corpus_app = typer.Typer(cls=Group)

_SHOWN = 12
"""Values of one table that `corpus stats` prints."""


@index_app.command(cls=Command, name="build")
def index_build(context: typer.Context) -> ExitCode:
    """Build the index anew from the facts."""
    session: Session = context.obj
    generation = session.build()
    built = manifest(generation)
    session.note("index.built", path=generation, records=built.records if built else 0)
    return session.end()


@index_app.command(cls=Command, name="status")
def index_status(context: typer.Context) -> ExitCode:
    """Say where the index is, of when, and whether it can be used."""
    return _status(context.obj, thorough=False)


@index_app.command(cls=Command, name="verify")
def index_verify(context: typer.Context) -> ExitCode:
    """Compare every file of the index with its checksum."""
    return _status(context.obj, thorough=True)


def _status(session: Session, *, thorough: bool) -> ExitCode:
    folder = index_folder()
    generation = current(folder)
    if generation is None:
        raise IndexProblem("error.index_none", path=folder)
    reason = fault(generation, facts_folder(), thorough=thorough)
    built = manifest(generation)
    if built:
        size = sum(stamp.size for stamp in built.files.values()) / 1e6
        when = built.built.astimezone(datetime.now().astimezone().tzinfo)
        session.show(
            session.say(
                "index.status", path=generation, records=built.records, size=f"{size:.1f}", built=f"{when:%d/%m/%Y %H:%M}"
            )
        )
    if reason:
        raise IndexProblem("error.index_unusable", path=generation, reason=session.say(reason.replace("index.", "index_fault.")))
    session.show(session.say("index.sound" if thorough else "index.usable"))
    return session.end()


@corpus_app.command(cls=Command, name="stats")
def corpus_stats(context: typer.Context) -> ExitCode:
    """Count the records by confidence, status, type, decade, family, place and issuer."""
    from rich.table import Table

    from legalref.corpus.stats import counts

    session: Session = context.obj
    documents = load_documents(facts_folder())
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_row(session.say("stats.records"), str(len(documents)))
    for name, values in counts(documents).items():
        shown = [f"{session.value(name, value)} {count}" for value, count in values[:_SHOWN]]
        more = [session.say("stats.more", count=len(values) - _SHOWN)] if len(values) > _SHOWN else []
        table.add_row(session.say(f"stats.{name}"), " · ".join(shown + more))
    session.show(table)
    return session.end()


@corpus_app.command(cls=Command, name="validate")
def corpus_validate(context: typer.Context) -> ExitCode:
    """Hold every fact to the rules of the schema."""
    from legalref.corpus.validate import validate

    session: Session = context.obj
    folder = facts_folder()
    faults = 0
    for faults, found in enumerate(validate(folder), 1):  # noqa: B007  # the last number is the count
        session.show(f"{folder / found.file}:{found.line}: {session.say(found.message, **found.values)}", wrap=False)
    if faults:
        raise CorpusFault("error.corpus_faults", path=folder, count=faults)
    session.show(session.say("corpus.valid", path=folder))
    return session.end()
