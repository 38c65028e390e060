"""The line that ends every report for people: what was found, on which day, against which facts."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from legalref.checking import Examined
from legalref.model import Severity, State
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import day


class Totals(NamedTuple):
    """What a check of many texts came to, in numbers."""

    citations: int
    states: Counter[State]
    severities: Counter[Severity]
    days: tuple[date, ...]
    hidden: int
    """Findings that comments in the texts ask not to hear of."""
    known: int
    """Findings that a baseline knows."""

    @property
    def linked(self) -> int:
        """Citations whose document is known, whether or not they differ from it."""
        return self.states[State.RESOLVED] + self.states[State.MISMATCH]


def totals(examined: Sequence[Examined]) -> Totals:
    """Count what was found in texts."""
    checked = [citation for each in examined for citation in each.citations]
    return Totals(
        citations=len(checked),
        states=Counter(citation.resolution.state for citation in checked),
        severities=Counter(finding.severity for citation in checked for finding in citation.findings),
        days=tuple(sorted({each.day for each in examined})),
        hidden=sum(len(each.hidden) for each in examined),
        known=sum(len(each.known) for each in examined),
    )


def summary(examined: Sequence[Examined], corpus_day: date | None, unread: int, language: str) -> str:
    """Return the last line of a report: citations, linked or not, findings, the day of the check, the day of the corpus."""
    found = totals(examined)
    parts = [
        say("report.summary", language, citations=found.citations, linked=found.linked),
        say(
            "report.not_linked",
            language,
            ambiguous=found.states[State.AMBIGUOUS],
            outside=found.states[State.NOT_IN_CORPUS],
            unchecked=found.states[State.UNCHECKED],
        ),
        say("report.severities", language, **{severity.value: found.severities[severity] for severity in Severity}),
    ]
    left_out = (("report.hidden", found.hidden), ("report.known", found.known))
    parts += [say(key, language, count=count) for key, count in left_out if count]
    parts.append(days_of_check(found.days, language))
    if corpus_day:
        parts.append(say("report.corpus_day", language, day=day(corpus_day)))
    if unread:
        parts.append(say("report.unread", language, count=unread))
    return " · ".join(parts)


def days_of_check(days: Sequence[date], language: str) -> str:
    """Return on which day the texts were checked; where each has its own, the first and the last of them."""
    if len(days) <= 1:
        return say("report.as_of", language, day=day(days[0]) if days else "?")
    return say("report.as_of_each", language, first=day(days[0]), last=day(days[-1]))
