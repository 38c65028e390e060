"""`legalref corpus stats`, `validate` and `coverage`: what the facts hold, and whether they are sound."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from legalref.cli.help import Command
from legalref.cli.options import known_type
from legalref.cli.session import Session
from legalref.cli.upkeep import corpus_app as corpus_app  # noqa: PLC0414  # the group, with the commands below in it
from legalref.corpus.facts import load_documents
from legalref.errors import CorpusFault, ExitCode
from legalref.indexing.places import facts_folder

_SHOWN = 12
"""Values of one table that `corpus stats` prints."""

if TYPE_CHECKING:
    from legalref.corpus.coverage import Held

Folder = Annotated[Path | None, typer.Argument(metavar="[FOLDER]", show_default=False)]
Text = Annotated[str | None, typer.Option(metavar="TEXT", show_default=False)]


@corpus_app.command(cls=Command, name="stats")
def corpus_stats(context: typer.Context, folder: Folder = None) -> ExitCode:
    """Count the records by confidence, status, type, decade, family, place and issuer, and the statuses of each family."""
    from rich.table import Table

    from legalref.cli.keeping import show_own
    from legalref.corpus.stats import counts, statuses

    session: Session = context.obj
    documents = load_documents(folder or facts_folder())
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_row(session.say("stats.records"), str(len(documents)))
    for name, values in counts(documents).items():
        table.add_row(session.say(f"stats.{name}"), _counted(session, name, values))
    for each, values in statuses(documents).items():
        table.add_row(session.say("stats.status_of", family=session.value("family", each)), _counted(session, "status", values))
    session.show(table)
    if folder is None:
        show_own(session, session.own_folder())
    return session.end()


def _counted(session: Session, name: str, values: list[tuple[str, int]]) -> str:
    shown = [f"{_written(session, name, value)} {count}" for value, count in values[:_SHOWN]]
    more = [session.say("stats.more", count=len(values) - _SHOWN)] if len(values) > _SHOWN else []
    return " · ".join(shown + more)


def _written(session: Session, name: str, value: str) -> str:
    """Return a counted value in words: ten years as «2010–2019», the others from the tables."""
    return f"{value[:-1]}–{value[:-2]}9" if name == "decade" else session.value(name, value)


@corpus_app.command(cls=Command, name="validate")
def corpus_validate(context: typer.Context, folder: Folder = None) -> ExitCode:
    """Hold every fact to the rules of the schema."""
    from legalref.corpus.validate import validate

    session: Session = context.obj
    folder = folder or facts_folder()
    faults = 0
    for faults, found in enumerate(validate(folder), 1):  # noqa: B007  # the last number is the count
        session.show(f"{folder / found.file}:{found.line}: {session.say(found.message, **found.values)}", wrap=False)
    if faults:
        raise CorpusFault("error.corpus_faults", path=folder, count=faults)
    session.show(session.say("corpus.valid", path=folder))
    return session.end()


@corpus_app.command(cls=Command, name="coverage")
def corpus_coverage(
    context: typer.Context,
    type_: Annotated[str | None, typer.Option("--type", metavar="TEXT", show_default=False)] = None,
    issuer: Text = None,
    year: Annotated[int | None, typer.Option(metavar="YEAR", show_default=False)] = None,
) -> ExitCode:
    """Say how many of the numbers that were given the corpus holds, series by series, and which are missing."""
    from legalref.corpus.coverage import Coverage, load_claims, shares

    session: Session = context.obj
    coverage = Coverage(load_documents(facts_folder()), load_claims(facts_folder()))
    kind = known_type(type_)
    asked = coverage.of(kind, issuer, year)
    if kind or issuer or year or not coverage.claims:
        session.show(*(_line(session, held) for held in asked))
    else:
        for claim in coverage.claims:
            title = claim.vi if session.language == "vi" else claim.en
            session.show(f"{title}: {shares(coverage.measured(claim), session.say('series.all'))}")
    session.note("series.meaning" if asked else "series.none")
    return session.end(found=not asked)


def _line(session: Session, held: "Held") -> str:
    """Return what is said of one series: how much there is, which numbers are missing, and whether all of it is claimed."""
    from legalref.corpus.coverage import ranges

    register, gaps = held.register, ranges(held.gaps)
    return session.say(
        "series.complete" if held.is_complete else "series.series" if gaps else "series.open",
        name=" ".join(filter(None, [register.type, register.symbol])),
        period=register.period,
        known=held.known,
        expected=held.expected,
        share=f"{held.known / held.expected:.0%}",
        gaps=gaps,
    )
