"""`legalref explain` and `legalref explain-link`."""

from collections.abc import Sequence
from typing import Annotated

import typer

from legalref.cli.options import CardFormat, output_to
from legalref.cli.session import Session
from legalref.errors import ExitCode, UsageProblem
from legalref.vocabulary import Rule, rules


def explain(
    context: typer.Context,
    rule: Annotated[str | None, typer.Argument(metavar="RULE", show_default=False)] = None,
) -> ExitCode:
    """Explain a rule or a family of rules: what it says, on what basis, with examples; without one, list them all."""
    from legalref.reporting.rulebook import families, family_name, heading, named

    session: Session = context.obj
    found = named(rule) if rule else list(rules().values())
    if not found:
        raise UsageProblem("error.rule", value=rule, known=", ".join(code for code, _ in families(list(rules().values()))))
    for at, (code, members) in enumerate(families(found)):
        if len(found) > 1:
            session.show(*([""] if at else []), f"{code}xx: {family_name(code, session.language)}", style="bold")
        if rule:
            _explain(session, members, first=len(found) == 1)
        else:
            session.show(*(heading(member, session.language) for member in members))
    return session.end()


def _explain(session: Session, members: Sequence[Rule], *, first: bool) -> None:
    from legalref.reporting.rulebook import fields, heading

    for member in members:
        session.show(*([] if first else [""]), heading(member, session.language), style="bold")
        session.show("", member.about[session.language], "")
        for field in fields(member, session.language):
            if len(field.texts) == 1:
                session.show(f"{field.label}: {field.texts[0]}")
            else:
                session.show(f"{field.label}:", *(f"  {text}" for text in field.texts))
        first = False


def explain_link(
    context: typer.Context,
    text: Annotated[list[str], typer.Argument(metavar="TEXT", show_default=False)],
    day: Annotated[str | None, typer.Option("--as-of", metavar="DATE|document", show_default=False)] = None,
    home: Annotated[str | None, typer.Option("--place", metavar="TEXT", show_default=False)] = None,
    format: CardFormat = CardFormat.TEXT,  # noqa: A002  # the option's name is the contract's
) -> ExitCode:
    """Say of each citation of a sentence why it is linked as it is: the candidates, what speaks for and against each."""
    from legalref.cli.examining import examined
    from legalref.model import Text
    from legalref.reporting.why import Why

    session: Session = context.obj
    wanted = session.settle([], {"as-of": day, "place": home})
    with session.corpus() as corpus:
        found = examined(Text("-", " ".join(text)), corpus, wanted)
        told = [Why(each, corpus, found.context) for each in found.citations]
    if format is CardFormat.JSON:
        from legalref.reporting.machine import write_json

        with output_to(None) as stream:
            write_json((each.row() for each in told), stream)
    else:
        for at, each in enumerate(told):
            session.show(*([""] if at else []), each.render(session.language))
    if not told:
        session.note("explain_link.none")
    return session.end(found=not told)
