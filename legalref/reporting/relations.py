"""How a record stands to others, written out: all relations with their days and directions, and what happened to it."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Styled

from legalref.corpus.lookups import Mention
from legalref.corpus.timeline import Event
from legalref.model import Document, Reference
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import day, reference


def relation_list(
    done_by: Iterable[Reference],
    done_to: Iterable[Reference],
    cites: Iterable[Mention],
    cited_by: Iterable[Mention],
    language: str,
) -> RenderableType:
    """Return every relation of a record, kind by kind, what others do to it first."""
    kinds: dict[str, list[tuple[str, str, str]]] = {}
    for direction, edges in (("done_to", done_to), ("done_by", done_by)):
        for edge in edges:
            since = say("word.since", language, day=day(edge.effective)) if edge.effective else ""
            title = edge.document.title if edge.document else say("relation.no_record", language)
            kinds.setdefault(f"card.{direction}_{edge.rel}", []).append((reference(edge, language), since, title or ""))
    for key, mentions in (("relation.cited_by", cited_by), ("relation.cites", cites)):
        for document, times in mentions:
            row = _named(document, language), say("relation.times", language, count=times), document.title or ""
            kinds.setdefault(key, []).append(row)
    if not kinds:
        return Styled(say("relation.none", language), style="dim")
    return Group(*(part for key, lines in kinds.items() for part in _kind(say(key, language), lines)))


def _named(document: Document, language: str) -> str:
    return say("word.dated", language, what=document.label, day=day(document.issued))


def _kind(name: str, lines: list[tuple[str, str, str]]) -> tuple[RenderableType, ...]:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 2))
    table.add_column(overflow="fold", ratio=3)
    table.add_column(overflow="fold", style="dim", ratio=1)
    table.add_column(overflow="fold", style="dim", ratio=4)
    for line in lines:
        table.add_row(*line)
    return Styled(f"{name} ({len(lines)})", style="bold"), table


def timeline_table(events: Iterable[Event], language: str) -> RenderableType:
    """Return what happened to a record, a line an event."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for event in events:
        table.add_row(day(event.day) if event.day else say("timeline.no_day", language), event_words(event, language))
    return table


def event_words(event: Event, language: str) -> str:
    """Return an event in words: «Bị thay thế bởi Quy định 399-QĐ/TW ngày 09/01/2026»."""
    if event.other is None:
        return say(f"timeline.{event.what}", language)
    done = f"{say(f'card.done_to_{event.what}', language)} {reference(event.other, language)}"
    return f"{done} {say('timeline.from_issue', language)}" if event.from_issue else done
