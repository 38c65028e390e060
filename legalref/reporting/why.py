"""Why a citation is linked as it is: every candidate, the fields that agree and differ, what they weigh, the decision."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Styled

from legalref.model import CheckedCitation, Resolution, Weighed
from legalref.reporting.machine import MOST_CANDIDATES, Row, citation_row, short_row, suggestion_row
from legalref.reporting.terminal import SIGNS, one_line
from legalref.vocabulary import evidence
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import day, document


def why(checked: CheckedCitation, language: str) -> RenderableType:
    """Return the citation, a table of its candidates, the decision with its reason, and what was probably meant."""
    resolution = checked.resolution
    parts: list[RenderableType] = [Styled(one_line(checked.citation.text), style="bold"), _said(checked, language)]
    if resolution.weighed:
        parts.append(_candidates(resolution, language))
    parts += [Styled(line) for line in _decision(resolution, language)]
    return Group(*parts)


def _said(checked: CheckedCitation, language: str) -> Styled:
    """Return what the text says of the document, which is all that the candidates are held to."""
    cited = checked.citation
    date = day(cited.date) if cited.date else None
    said = {"type": cited.type, "number": cited.number, "date": date, "issuer": cited.issuer, "title": cited.title}
    words = [f"{say(f'field.{name}', language)} {one_line(value)}" for name, value in said.items() if value]
    return Styled(f"{say('explain_link.said', language)}: {'; '.join(words)}", style="dim")


def _candidates(resolution: Resolution, language: str) -> RenderableType:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("")
    table.add_column(say("explain_link.score", language), justify="right")
    table.add_column(say("explain_link.candidate", language), overflow="fold")
    table.add_column(say("explain_link.evidence", language), overflow="fold")
    for weighed in resolution.weighed[:MOST_CANDIDATES]:
        chosen = resolution.document is not None and weighed.document.id == resolution.document.id
        record = document(weighed.document, language)
        table.add_row("→" if chosen else "", f"{weighed.score:+d}", record, _fields(weighed, language))
    more = len(resolution.weighed) - MOST_CANDIDATES
    if more > 0:
        table.add_row("", "", say("explain_link.more", language, count=more), "")
    return table


def _fields(weighed: Weighed, language: str) -> Styled:
    """Return what agrees and what differs, each with its weight: «ngày ban hành +8, cơ quan ban hành −2»."""
    line = Styled()
    for name, agrees, weight in _weights(weighed):
        row = evidence()[name]
        line.append(", " if line else "")
        line.append("✓ " if agrees else "✗ ", "green" if agrees else "red")
        line.append(f"{row.message[language]} {weight:+d}")
        if not agrees and row.forbids:
            line.append(f" ({say('explain_link.forbids', language)})")
    return line or Styled(say("explain_link.nothing", language), style="dim")


def _weights(weighed: Weighed) -> Iterator[tuple[str, bool, int]]:
    for name, agrees in weighed.agrees.items():
        row = evidence()[name]
        yield name, agrees, row.agrees if agrees else row.differs


def _decision(resolution: Resolution, language: str) -> Iterator[str]:
    sign, _ = SIGNS[resolution.state]
    words = say(f"decision.{resolution.state}", language)
    reason = f": {say(f'reason.{resolution.reason}', language)}" if resolution.reason else ""
    yield f"{sign} {words}{reason}"
    for field, (cited, recorded) in resolution.differs.items():
        values = (day(cited), day(recorded)) if field == "date" else (cited, recorded)
        yield say("explain_link.differs", language, field=say(f"field.{field}", language), cited=values[0], recorded=values[1])
    if resolution.suggestion:
        record, slip = document(resolution.suggestion.document, language), say(f"slip.{resolution.suggestion.slip}", language)
        yield say("explain_link.suggestion", language, document=record, slip=slip)


def why_row(checked: CheckedCitation) -> Row:
    """Return the same for machines: the citation, its candidates with every field's weight, the decision."""
    resolution = checked.resolution
    return citation_row(checked.citation) | {
        "state": resolution.state.value,
        "reason": resolution.reason.value if resolution.reason else None,
        "document": resolution.document.id if resolution.document else None,
        "differs": {field: list(values) for field, values in resolution.differs.items()},
        "candidates": [_weighed_row(each) for each in resolution.weighed[:MOST_CANDIDATES]],
        "candidate_count": len(resolution.weighed),
        "suggestion": suggestion_row(resolution.suggestion),
    }


def _weighed_row(weighed: Weighed) -> Row:
    fields = [{"field": name, "agrees": agrees, "weight": weight} for name, agrees, weight in _weights(weighed)]
    return short_row(weighed.document) | {"score": weighed.score, "evidence": fields}
