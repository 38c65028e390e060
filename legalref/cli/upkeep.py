"""`legalref index …`, and the group of `legalref corpus …`."""

from datetime import datetime

import typer

from legalref.cli.help import Command, Group
from legalref.cli.session import Session
from legalref.collecting.store import Store
from legalref.errors import ExitCode, IndexProblem
from legalref.indexing.generation import current, fault, manifest
from legalref.indexing.places import facts_folder, index_folder

index_app = typer.Typer(cls=Group)
corpus_app = typer.Typer(cls=Group)


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
    reason = fault(generation, facts_folder(), Store(session.own_folder()).files(), thorough=thorough)
    built = manifest(generation)
    if built:
        size = sum(stamp.size for stamp in built.files.values()) / 1e6
        when = built.built.astimezone(datetime.now().astimezone().tzinfo)
        session.show(
            session.say(
                "index.status", path=generation, records=built.records, size=f"{size:.0f}", built=f"{when:%d/%m/%Y %H:%M}"
            )
        )
    if reason:
        raise IndexProblem("error.index_unusable", path=generation, reason=session.say(reason.replace("index.", "index_fault.")))
    session.show(session.say("index.sound" if thorough else "index.usable"))
    return session.end()
