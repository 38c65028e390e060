"""One record on a page: what it is, whether it applies, and how it stands to others."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from legalref.checking import validity
from legalref.corpus import Corpus
from legalref.corpus.lookups import Mention
from legalref.model import Conflict, Document, Reference, Status, Validity
from legalref.reporting.terminal import validity_words
from legalref.vocabulary.messages import messages, say
from legalref.vocabulary.wording import day, document, listed, reference, sources

STATUS_STYLES: Final = {
    Status.IN_FORCE: "green",
    Status.PARTLY_EXPIRED: "yellow",
    Status.EXPIRED: "red",
    Status.NOT_YET_IN_FORCE: "yellow",
    Status.SUSPENDED: "red",
    Status.UNKNOWN: "dim",
}
_DAYS: Final = frozenset({"issued", "effective", "expired", "status_as_of"})
_NARROW: Final = 45
"""Columns below which names and values have no room beside each other."""
_SHOWN: Final = 12
"""Relations of one kind that are listed; the rest are counted."""


class Card(NamedTuple):
    """A record with all that is shown of it."""

    document: Document
    validity: Validity
    done_by: tuple[Reference, ...]
    done_to: tuple[Reference, ...]
    cited_by: tuple[Mention, ...] = ()
    """The office's own documents that cite it."""

    def head(self, language: str) -> RenderableType:
        """Return what names the record: its label and its title."""
        title = Styled(self.document.title or say("card.no_title", language))
        return Group(Styled(self.document.label, style="bold"), title)

    def render(self, language: str) -> RenderableType:
        """Return the page of the record."""
        rows = [(say(f"card.{name}", language), value) for name, value in self._rows(language)]
        return Group(self.head(language), "", _Rows(rows))

    def _rows(self, language: str) -> Iterator[tuple[str, RenderableType]]:
        record = self.document
        yield "issuer", record.issuer or "—"
        if record.place:
            yield "place", record.place
        yield "issued", day(record.issued)
        if record.effective:
            yield "effective", day(record.effective)
        yield "validity", Styled(validity_words(self.validity, language), style=STATUS_STYLES[self.validity.status])
        yield "as_of", day(self.validity.as_of)
        for name, value in (("term", record.term), ("topic", record.topic), ("signer", record.signer)):
            if value:
                yield name, value
        if record.names:
            yield "names", "; ".join(record.names)
        yield from _relations(self.done_to, "done_to", language)
        yield from _relations(self.done_by, "done_by", language)
        if self.cited_by:
            citing = [say("word.dated", language, what=each.label, day=day(each.issued)) for each, _ in self.cited_by]
            yield "cited_by", listed(citing, _SHOWN, language)
        yield "sources", f"{sources(record, language)} ({say(f'confidence.{record.confidence}', language)})"
        for conflict in record.conflicts:
            yield "conflict", f"{_field(conflict.field, language)}: {_value(conflict, language)}"
        yield "id", record.id


def card_of(record: Document, corpus: Corpus, as_of: date) -> Card:
    """Return the card of a record as it stands on a day."""
    standing = validity(record, corpus, as_of)
    return Card(record, standing, corpus.done_by(record), corpus.done_to(record), corpus.cited_by(record))


class _Rows(NamedTuple):
    """Names and values beside each other; one above the other where the page is narrow."""

    rows: list[tuple[str, RenderableType]]

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        if options.max_width < _NARROW:
            for name, value in self.rows:
                yield Styled(name, style="dim")
                yield Padding(value, (0, 0, 0, 2))
            return
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(style="dim", no_wrap=True)
        table.add_column(overflow="fold")
        for row in self.rows:
            table.add_row(*row)
        yield table


def _field(name: str, language: str) -> str:
    """Return the field of a conflict as the page of the record calls it."""
    table = messages(language)
    return table.get(f"card.{name}") or table.get(f"field.{name}", name).capitalize()


def _value(conflict: Conflict, language: str) -> str:
    """Return what another source has: a day and a status as the page of the record writes them."""
    table = messages(language)
    if conflict.field in _DAYS:
        return day(conflict.value) if conflict.value else "—"
    return table.get(f"status.{conflict.value}") or conflict.value or "—"


def _relations(edges: Iterable[Reference], direction: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield a row for each kind of relation: «Bị thay thế bởi: Quy định 399-QĐ/TW ngày 09/01/2026, từ …»."""
    by_kind: dict[str, list[str]] = {}
    for edge in edges:
        since = f", {say('word.since', language, day=day(edge.effective))}" if edge.effective else ""
        by_kind.setdefault(edge.rel, []).append(reference(edge, language) + since)
    for rel, others in by_kind.items():
        yield f"{direction}_{rel}", listed(others, _SHOWN, language)


def candidates(documents: Iterable[Document], language: str) -> RenderableType:
    """Return the list of records that share what was asked for, each with its title under it."""
    parts: list[RenderableType] = []
    for record in documents:
        title = Padding(record.title or say("card.no_title", language), (0, 0, 0, 2), style="dim")
        parts += [Styled(document(record, language)), title]
    return Group(*parts)
