"""The help pages, with every word from the message tables."""

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from legalref.vocabulary.messages import say


class Command(TyperCommand):
    """A command whose usage line begins in the user's language."""

    def get_usage(self, ctx: Any) -> str:
        """Return the usage line."""
        return _usage(super().get_usage(ctx), ctx)


class Group(TyperGroup):
    """A group of commands whose usage line begins in the user's language."""

    def get_usage(self, ctx: Any) -> str:
        """Return the usage line."""
        return _usage(super().get_usage(ctx), ctx)


def _usage(line: str, ctx: Any) -> str:
    """Return a usage line with its first word, which the library does not translate, in the user's language."""
    return line.replace("Usage:", say("usage.usage", ctx.obj.language), 1)


def localise(part: Any, path: str, language: str) -> None:
    """Give a command, its parameters and its subcommands their help in `language`.

    Messages: `help.<path>` for a command («corpus_stats»), `option.<name>` for a parameter.
    """
    part.help = say(f"help.{path}", language)
    part.short_help = part.help.partition("\n")[0]
    part.options_metavar = say("usage.options", language)
    for parameter in (*part.params, part.get_help_option(typer.Context(part))):
        parameter.help = say(f"option.{parameter.name.strip('_')}", language)
        if getattr(parameter, "is_flag", False):
            parameter.metavar = ""  # nothing to fill in
    if isinstance(part, TyperGroup):
        part.subcommand_metavar = say("usage.command", language)
        for name, command in part.commands.items():
            localise(command, f"{path}_{name}" if path != "legalref" else name, language)
