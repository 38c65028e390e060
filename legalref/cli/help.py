"""The help pages, with every word from the message tables."""

from difflib import get_close_matches
from typing import Any, Final

import typer
from rich.markup import escape
from typer.core import TyperCommand, TyperGroup

from legalref.errors import UsageProblem
from legalref.vocabulary.messages import say

HELP_OPTIONS: Final = ("--help", "-h")


class Command(TyperCommand):
    """A command whose usage line begins in the user's language."""

    def get_usage(self, ctx: Any) -> str:
        """Return the usage line."""
        return _usage(super().get_usage(ctx), ctx)


class Group(TyperGroup):
    """A group of commands whose usage line and errors are in the user's language."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments. Raises UsageProblem where a command is needed and none is given."""
        if not args and not self.invoke_without_command:
            raise UsageProblem("error.no_subcommand", known=", ".join(self.list_commands(ctx)))
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Return the command that the arguments name. Raises UsageProblem where there is none, with the nearest name."""
        known = self.list_commands(ctx)
        if args and args[0] not in known:
            near = get_close_matches(args[0], known, n=1)
            raise UsageProblem(
                "error.no_command_near" if near else "error.no_command", name=args[0], known=", ".join(near or known)
            )
        return super().resolve_command(ctx, args)

    def get_usage(self, ctx: Any) -> str:
        """Return the usage line."""
        return _usage(super().get_usage(ctx), ctx)


def _usage(line: str, ctx: Any) -> str:
    """Return a usage line with its first word, which the library does not translate, in the user's language."""
    return line.replace("Usage:", say("usage.usage", ctx.obj.language), 1)


def _no_type(ctx: Any) -> None:  # the library's name
    """Say nothing of the type of an argument: its help does, and the library would in Python («list[str]»)."""


def localise(part: Any, path: str, language: str) -> None:
    """Give a command, its parameters and its subcommands their help in `language`.

    Messages: `help.<path>` for a command («corpus_stats»), `option.<name>` for a parameter.
    """
    part.help = escape(say(f"help.{path.replace('-', '_')}", language))
    part.short_help = part.help.partition("\n")[0]
    part.options_metavar = say("usage.options", language)
    context = typer.Context(part, help_option_names=list(HELP_OPTIONS))
    for parameter in (*part.params, part.get_help_option(context)):
        parameter.help = say(f"option.{parameter.name.strip('_')}", language)
        if getattr(parameter, "is_flag", False):
            parameter.metavar = ""  # nothing to fill in
        elif parameter.param_type_name == "argument":
            parameter.display_type_rich = _no_type
        elif parameter.metavar is None and getattr(parameter, "min", None) is not None:
            parameter.metavar = "N"  # else the library's «int range»
    if isinstance(part, TyperGroup):
        part.subcommand_metavar = say("usage.command", language)
        for name, command in part.commands.items():
            localise(command, f"{path}_{name}" if path != "legalref" else name, language)
