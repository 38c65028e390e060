"""The line that ends every report for people: what was found, on which day, against which facts."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING

from legalref.model import Severity, State
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import day

if TYPE_CHECKING:
    from legalref.checking import Examined


class Totals:
    """What a check of many texts came to, in numbers: the texts themselves need not be kept."""

    def __init__(self, examined: Iterable["Examined"] = ()) -> None:
        """Count what was found in texts."""
        self.texts = 0
        self.citations = 0
        self.states: Counter[State] = Counter()
        self.severities: Counter[Severity] = Counter()
        self.days: set[date] = set()
        self.hidden = 0
        """Findings that comments in the texts ask not to hear of."""
        self.known = 0
        """Findings that a baseline knows."""
        for each in examined:
            self.add(each)

    def add(self, examined: "Examined") -> None:
        """Count what was found in one more text."""
        self.texts += 1
        self.citations += len(examined.citations)
        self.states.update(checked.resolution.state for checked in examined.citations)
        self.severities.update(finding.severity for checked in examined.citations for finding in checked.findings)
        self.days.add(examined.day)
        self.hidden += len(examined.hidden)
        self.known += len(examined.known)

    @property
    def linked(self) -> int:
        """Citations whose document is known, whether or not they differ from it."""
        return self.states[State.RESOLVED] + self.states[State.MISMATCH]


def summary(found: Totals, corpus_day: date | None, unread: int, language: str) -> str:
    """Return the last line of a report: citations, linked or not, findings, the day of the check, the day of the corpus."""
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


def days_of_check(days: Collection[date], language: str) -> str:
    """Return on which day the texts were checked; where each has its own, the first and the last of them."""
    if len(days) <= 1:
        return say("report.as_of", language, day=day(min(days, default=None)))
    return say("report.as_of_each", language, first=day(min(days)), last=day(max(days)))
