"""The commands, put together and given their words in the user's language."""

import typer
from typer.core import TyperGroup

from legalref import __version__
from legalref.cli.checking import check, extract
from legalref.cli.collecting import add, export, list_, remove, restore
from legalref.cli.config import config
from legalref.cli.explaining import explain, explain_link
from legalref.cli.facts import corpus_app
from legalref.cli.help import Command, Group, localise
from legalref.cli.inputs import read_
from legalref.cli.looking import search
from legalref.cli.session import Session
from legalref.cli.showing import show
from legalref.cli.top import corpus_top
from legalref.cli.upkeep import index_app
from legalref.errors import ExitCode, UsageProblem

app = typer.Typer(
    cls=Group,
    no_args_is_help=False,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.command(cls=Command)(check)
app.command(cls=Command)(extract)
app.command(cls=Command, name="read")(read_)
app.command(cls=Command)(show)
app.command(cls=Command)(search)
app.command(cls=Command)(explain)
app.command(cls=Command, name="explain-link")(explain_link)
app.command(cls=Command)(config)
corpus_app.command(cls=Command)(add)
corpus_app.command(cls=Command, name="list")(list_)
corpus_app.command(cls=Command)(remove)
corpus_app.command(cls=Command)(restore)
corpus_app.command(cls=Command)(export)
corpus_app.command(cls=Command, name="top")(corpus_top)
app.add_typer(index_app, name="index")
app.add_typer(corpus_app, name="corpus")


@app.command(cls=Command)
def tui(context: typer.Context) -> ExitCode:
    """Open the terminal UI."""
    from legalref.tui.app import LegalrefApp

    session: Session = context.obj
    if not session.is_interactive():
        raise UsageProblem("error.no_terminal")
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
        session.show(f"legalref {__version__}")
        raise typer.Exit(ExitCode.CLEAN)
    if context.invoked_subcommand is None:
        if session.is_interactive():
            raise typer.Exit(tui(context))
        session.show(context.get_help())
        raise typer.Exit(ExitCode.USAGE)


def command(language: str) -> TyperGroup:
    """Return the command line with its help in `language`."""
    group: TyperGroup = typer.main.get_group(app)
    localise(group, "legalref", language)
    return group
