"""The commands, put together and given their words in the user's language."""

from typing import Any

import typer
from typer.core import TyperGroup

from legalref import __version__
from legalref.cli.checking import check, extract
from legalref.cli.looking import search, show
from legalref.cli.session import Session
from legalref.cli.upkeep import corpus_app, explain, index_app
from legalref.errors import ExitCode
from legalref.vocabulary.messages import say

app = typer.Typer(no_args_is_help=False, add_completion=True, pretty_exceptions_enable=False, rich_markup_mode="rich")
app.command()(check)
app.command()(extract)
app.command()(show)
app.command()(search)
app.command()(explain)
app.add_typer(index_app, name="index")
app.add_typer(corpus_app, name="corpus")


@app.command()
def tui(context: typer.Context) -> ExitCode:
    """Open the terminal UI."""
    from legalref.tui.app import LegalrefApp

    session: Session = context.obj
    with session.index() as index:
        LegalrefApp(index, session.language).run()
    return session.end()


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", show_default=False),
    lang: str = typer.Option("vi", "--lang", metavar="vi|en"),  # noqa: ARG001  # for the help; main.py reads it first
) -> None:
    """Say the version, or open the terminal UI on a terminal. `--lang` is read before (main.py)."""
    session: Session = context.obj
    if version:
        session.console().print(f"legalref {__version__}")
        raise typer.Exit(ExitCode.CLEAN)
    if context.invoked_subcommand is None:
        if session.is_interactive():
            raise typer.Exit(tui(context))
        session.console().print(context.get_help())
        raise typer.Exit(ExitCode.USAGE)


def command(language: str) -> TyperGroup:
    """Return the command line with its help in `language`."""
    group: TyperGroup = typer.main.get_group(app)
    _localise(group, "legalref", language)
    return group


def _localise(part: Any, path: str, language: str) -> None:
    """Give a command, its parameters and its subcommands their help from the message tables."""
    part.help = say(f"help.{path}", language)
    part.short_help = part.help.partition("\n")[0]
    for parameter in part.params:
        name = parameter.name.strip("_")
        parameter.help = say(f"option.{name}", language)
    for name, subcommand in getattr(part, "commands", {}).items():
        _localise(subcommand, f"{path}_{name}" if path != "legalref" else name, language)
