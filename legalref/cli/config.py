"""`legalref config`: what is in force, and from where."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from legalref.cli.options import CardFormat, output_to
from legalref.cli.session import Session
from legalref.errors import ExitCode
from legalref.reading import near
from legalref.settings.keys import KEYS
from legalref.settings.settings import Given, Origin, Settings
from legalref.vocabulary.wording import day


def config(
    context: typer.Context,
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH…]", show_default=False)] = None,
    format: CardFormat = CardFormat.TEXT,  # noqa: A002  # the option's name is the contract's
) -> ExitCode:
    """Show the settings in force for files, and from where each comes."""
    session: Session = context.obj
    found = session.settle(paths or [], {})
    if format is CardFormat.JSON:
        from legalref.reporting.machine import write_object

        with output_to(None) as stream:
            write_object(_row(found), stream)
    else:
        _show(session, found)
    return session.end()


def _row(found: Settings) -> dict[str, Any]:
    """Return the settings as the JSON contract has them: key → value, source and where that is."""
    keys = {
        name: {"value": _plain(given.value), "source": given.origin.value, "where": given.where}
        for name, given in found.given.items()
    }
    return {"file": str(found.file) if found.file else None, "settings": keys}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [str(each) for each in value]
    return {code: weight.value for code, weight in value.items()} if isinstance(value, dict) else value


def _show(session: Session, found: Settings) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in ("key", "value", "origin", "about"):
        table.add_column(session.say(f"config.{column}"), overflow="fold")
    for key in KEYS:
        given = found.given[key.name]
        about = session.say(f"setting.{key.name.replace('-', '_')}")
        table.add_row(key.name, _words(given, session), _origin(given, session), about)
    head = session.say("config.found", path=near(found.file)) if found.file else session.say("config.no_file")
    session.show(head, "", table)


def _words(given: Given, session: Session) -> str:
    """Return a value as a person reads it; an empty one as what that means."""
    value = given.value
    if isinstance(value, date):
        return day(value)
    if isinstance(value, dict):
        value = tuple(f"{code}={weight}" for code, weight in value.items())
    if isinstance(value, tuple):
        return ", ".join(near(each) if isinstance(each, Path) else str(each) for each in value) or session.say("config.none")
    return session.say("config.none") if value is None else str(value)


def _origin(given: Given, session: Session) -> str:
    words = session.say(f"config.{given.origin}")
    return words if given.origin is Origin.DEFAULT else f"{words} {given.where}"
