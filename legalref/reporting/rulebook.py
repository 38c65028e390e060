"""The rules of checking in words: one rule, a family of rules, and the whole book as Markdown (docs/rules.md)."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, NamedTuple

from legalref.vocabulary import Rule, rules
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import day

FAMILY: Final = len("LR1")
"""Letters of a code that name its family."""


class Field(NamedTuple):
    """What is said of a rule under a label: one text, or several."""

    label: str
    texts: tuple[str, ...]


def family_name(code: str, language: str) -> str:
    """Return what the rules of a family are about; `code` is one of them, or `LR2`."""
    return say(f"rule_family.{code[:FAMILY]}", language)


def families(found: Iterable[Rule]) -> Iterator[tuple[str, list[Rule]]]:
    """Yield the families of rules, each with its rules in order."""
    for code, members in groupby(sorted(found, key=lambda rule: rule.code), key=lambda rule: rule.code[:FAMILY]):
        yield code, list(members)


def named(code: str) -> list[Rule]:
    """Return the rules whose code begins with `code`, in order; none where none does."""
    return [rule for rule in rules().values() if rule.code.startswith(code.strip().upper())]


def heading(rule: Rule, language: str) -> str:
    """Return a rule in one line: code, title, the most it weighs."""
    return f"{rule.code} · {rule.title[language]} · {say(f'severity.{rule.severity}', language)}"


def fields(rule: Rule, language: str) -> Iterator[Field]:
    """Yield what a row says of its rule beside its heading, in the order in which it is read."""
    yield Field(say("explain.basis", language), (rule.basis,))
    yield Field(say("explain.days", language), (_days(rule, language),))
    yield Field(say("explain.regimes", language), (_regimes(rule, language),))
    yield Field(say("explain.weight", language), (_weight(rule, language),))
    yield Field(say("explain.message", language), (rule.message[language],))
    if rule.fix:
        yield Field(say("explain.fix", language), (rule.fix[language],))
    when = day(rule.as_of)
    yield Field(say("explain.bad", language, day=when), _quoted(rule.examples))
    yield Field(say("explain.good", language, day=when), _quoted(rule.counter))


def _quoted(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"«{text}»" for text in texts)


def _days(rule: Rule, language: str) -> str:
    if rule.since and rule.until:
        return say("explain.between", language, since=day(rule.since), until=day(rule.until))
    if rule.since:
        return say("explain.since", language, since=day(rule.since))
    return say("explain.until", language, until=day(rule.until)) if rule.until else say("explain.always", language)


def _regimes(rule: Rule, language: str) -> str:
    if rule.regimes:
        return ", ".join(rule.regimes)
    return say("explain.quiet" if rule.quiet else "explain.any_regime", language)


def _weight(rule: Rule, language: str) -> str:
    return say("explain.most", language, severity=say(f"severity.{rule.severity}", language))


def book(language: str) -> str:
    """Return all rules as Markdown, by family."""
    parts = [f"# {say('explain.book', language)}", say("explain.about_book", language)]
    for code, members in families(rules().values()):
        parts.append(f"## {code}xx: {family_name(code, language)}")
        parts += [_section(rule, language) for rule in members]
    return "\n\n".join(parts) + "\n"


def _section(rule: Rule, language: str) -> str:
    return f"### {rule.code}: {rule.title[language]}\n\n{markdown(rule, language)}"


def markdown(rule: Rule, language: str) -> str:
    """Return what there is to know of a rule as Markdown, without its heading."""
    lines = [rule.about[language], ""]
    for label, texts in fields(rule, language):
        inert = [_inert(text) for text in texts]
        lines += [f"- {label}: {inert[0]}"] if len(inert) == 1 else [f"- {label}:", *(f"  - {text}" for text in inert)]
    return "\n".join(lines)


def plain(rule: Rule, language: str) -> str:
    """Return what there is to know of a rule as plain text, a line for each field."""
    said = (f"{label}: {'; '.join(texts)}" for label, texts in fields(rule, language))
    return "\n".join([rule.about[language], *said])


def _inert(text: str) -> str:
    """Return a text in which nothing is Markdown: places of messages and examples stand as they are."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>|" else letter for letter in " ".join(text.split()))
