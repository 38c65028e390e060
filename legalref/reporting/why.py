"""Why a citation is linked as it is: every candidate, the fields that agree and differ, what they weigh, the decision."""

from collections.abc import Iterator
from typing import Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Styled

from legalref.corpus import Corpus
from legalref.linking.candidates import by_name, by_number
from legalref.linking.context import Context
from legalref.linking.evidence import Evidence, weigh
from legalref.model import CheckedCitation, Resolution
from legalref.reporting.machine import MOST_CANDIDATES, Row, citation_row, short_row, suggestion_row
from legalref.reporting.terminal import SIGNS, one_line
from legalref.vocabulary import evidence
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import day, document

_SERIES: Final = {True: "explain_link.one_register", False: "explain_link.other_register"}


class Why:
    """A citation with every record that bears its number or name, also those that cannot be meant, and what weighs for each."""

    def __init__(self, checked: CheckedCitation, corpus: Corpus, context: Context) -> None:
        """Weigh all candidates, in the order in which linking had them, those that it left out at the end."""
        self.checked = checked
        cited = checked.citation
        found = (by_number if cited.number else by_name)(cited, corpus)
        order = {record.id: at for at, record in enumerate(checked.resolution.candidates)}
        weighed = [weigh(cited, record, context) for record in found]
        self._possible = frozenset(order)
        self.candidates = sorted(weighed, key=lambda each: (order.get(each.document.id, len(order)), -each.score))

    def render(self, language: str) -> RenderableType:
        """Return the citation, a table of its candidates, the decision with its reason, and what was probably meant."""
        parts: list[RenderableType] = [Styled(one_line(self.checked.citation.text), style="bold"), _said(self.checked, language)]
        if self.candidates:
            parts.append(self._table(language))
        parts += [Styled(line) for line in _decision(self.checked.resolution, language)]
        return Group(*parts)

    def _table(self, language: str) -> RenderableType:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column("")
        table.add_column(say("explain_link.score", language), justify="right")
        table.add_column(say("explain_link.candidate", language), overflow="fold")
        table.add_column(say("explain_link.evidence", language), overflow="fold")
        for each in self.candidates[:MOST_CANDIDATES]:
            words = _fields(each, language)
            table.add_row(self._mark(each, language), f"{each.score:+d}", document(each.document, language), words)
        more = len(self.candidates) - MOST_CANDIDATES
        if more > 0:
            table.add_row("", "", say("explain_link.more", language, count=more), "")
        return table

    def _mark(self, candidate: Evidence, language: str) -> str:
        """Return what became of a candidate: chosen, left out, or neither."""
        if self._is_chosen(candidate):
            return "→"
        return say("explain_link.excluded", language) if self._is_excluded(candidate) else ""

    def _is_chosen(self, candidate: Evidence) -> bool:
        chosen = self.checked.resolution.document
        return chosen is not None and candidate.document.id == chosen.id

    def _is_excluded(self, candidate: Evidence) -> bool:
        return candidate.is_forbidden or (bool(self._possible) and candidate.document.id not in self._possible)

    def row(self) -> Row:
        """Return the same for machines: the citation, its candidates with every field's weight, the decision."""
        resolution = self.checked.resolution
        return citation_row(self.checked.citation) | {
            "state": resolution.state.value,
            "reason": resolution.reason.value if resolution.reason else None,
            "document": resolution.document.id if resolution.document else None,
            "differs": {field: list(values) for field, values in resolution.differs.items()},
            "candidates": [self._row(each) for each in self.candidates[:MOST_CANDIDATES]],
            "candidate_count": len(self.candidates),
            "suggestion": suggestion_row(resolution.suggestion),
        }

    def _row(self, candidate: Evidence) -> Row:
        fields = [{"field": name, "agrees": agrees, "weight": weight} for name, agrees, weight in _weights(candidate)]
        decided = {"series": candidate.series, "chosen": self._is_chosen(candidate), "excluded": self._is_excluded(candidate)}
        return short_row(candidate.document) | {"score": candidate.score, "evidence": fields} | decided


def _said(checked: CheckedCitation, language: str) -> Styled:
    """Return what the text says of the document, which is all that the candidates are held to."""
    cited = checked.citation
    date = day(cited.date) if cited.date else None
    said = {
        "type": cited.type,
        "number": cited.number,
        "name": cited.name,
        "date": date,
        "issuer": cited.issuer,
        "title": cited.title,
    }
    words = [f"{say(f'said.{name}', language)} {one_line(value)}" for name, value in said.items() if value]
    return Styled(f"{say('explain_link.said', language)}: {'; '.join(words)}", style="dim")


def _fields(candidate: Evidence, language: str) -> Styled:
    """Return what agrees and what differs, each with its weight, and what the number's register says."""
    line = Styled()
    for name, agrees, weight in _weights(candidate):
        row = evidence()[name]
        line.append(", " if line else "")
        line.append("✓ " if agrees else "✗ ", "green" if agrees else "red")
        line.append(f"{row.message[language]} {weight:+d}")
        if not agrees and row.forbids:
            line.append(f" ({say('explain_link.forbids', language)})")
    if candidate.series is not None:
        line.append("; " if line else "").append(say(_SERIES[candidate.series], language), "dim")
    return line or Styled(say("explain_link.nothing", language), style="dim")


def _weights(candidate: Evidence) -> Iterator[tuple[str, bool, int]]:
    for name, agrees in candidate.agrees.items():
        if agrees is not None:
            row = evidence()[name]
            yield name, agrees, row.agrees if agrees else row.differs


def _decision(resolution: Resolution, language: str) -> Iterator[str]:
    sign, _ = SIGNS[resolution.state]
    words = say(f"decision.{resolution.state}", language)
    reason = f": {say(f'reason.{resolution.reason}', language)}" if resolution.reason else ""
    yield f"{sign} {words}{reason}"
    if resolution.document and not resolution.weighed:
        yield say("explain_link.earlier", language)
    for field, (cited, recorded) in resolution.differs.items():
        values = (day(cited), day(recorded)) if field == "date" else (cited, recorded)
        yield say("explain_link.differs", language, field=say(f"said.{field}", language), cited=values[0], recorded=values[1])
    if resolution.suggestion:
        record, slip = document(resolution.suggestion.document, language), say(f"slip.{resolution.suggestion.slip}", language)
        yield say("explain_link.suggestion", language, document=record, slip=slip)
