"""What a page shows of one text: its citations by number, their weight, and the records that they speak of."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from legalref.checking import Examined
from legalref.model import CheckedCitation, Finding, Location, Severity, State
from legalref.orthography import fold, number_key

SEVERITY_SIGNS: Final = {Severity.ERROR: "✖", Severity.WARNING: "▲", Severity.INFO: "●"}
STATE_SIGNS: Final = {
    State.RESOLVED: "✓",
    State.MISMATCH: "≠",
    State.AMBIGUOUS: "?",
    State.NOT_IN_CORPUS: "○",
    State.UNCHECKED: "–",
}


class Shown(NamedTuple):
    """A citation on the page: `number` counts those of all texts from 1."""

    number: int
    checked: CheckedCitation
    echoes: tuple[tuple[int, Finding], ...]
    """Findings that an earlier citation bears for this one, too, with the number of that one."""
    card: str
    """The identifier of the card of its record."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings that speak of it."""
        return (*self.checked.findings, *(finding for _, finding in self.echoes))

    @property
    def severity(self) -> Severity | None:
        """The weight of its heaviest finding."""
        return min((each.severity for each in self.findings), key=lambda each: each.rank, default=None)


class Sheet(NamedTuple):
    """A text on the page; `at` counts texts from 1."""

    at: int
    examined: Examined
    shown: list[Shown]

    def cards(self) -> dict[str, list[Shown]]:
        """Return the citations by the card of their record, in the order of the text."""
        found: dict[str, list[Shown]] = defaultdict(list)
        for each in self.shown:
            found[each.card].append(each)
        return found


def sheets(texts: Sequence[Examined]) -> Iterator[Sheet]:
    """Yield the texts with their citations numbered."""
    first = 1
    for at, examined in enumerate(texts, 1):
        yield Sheet(at, examined, _shown(examined, at, first))
        first += len(examined.citations)


def _shown(examined: Examined, at: int, first: int) -> list[Shown]:
    echoes: dict[Location, list[tuple[int, Finding]]] = defaultdict(list)
    for number, each in enumerate(examined.citations, first):
        for finding in each.findings:
            for location in finding.also:
                echoes[location].append((number, finding))
    cards: dict[tuple[str, ...], str] = {}
    return [
        Shown(number, each, tuple(echoes[each.citation.location]), cards.setdefault(_subject(each), f"d{at}-{len(cards) + 1}"))
        for number, each in enumerate(examined.citations, first)
    ]


def _subject(checked: CheckedCitation) -> tuple[str, ...]:
    """Return what makes two citations those of one document: its record, else type and number or name, and what was found."""
    resolution, cited = checked.resolution, checked.citation
    if resolution.document:
        return (resolution.document.id,)
    named = number_key(cited.number) if cited.number else fold(cited.name or cited.text)
    return (resolution.state, fold(cited.type or ""), named, *(each.id for each in resolution.candidates[:1]))
