"""The office's own corpus as everybody reads it: a folder of JSON Lines, and one file a text.

`documents.jsonl`, `relations.jsonl`, `citations.jsonl`, `files.jsonl`, `texts/`. What was added and is not yet in the tables
is in the journal, and is seen like the rest. Everything is empty where the folder does not exist.
"""

from collections import defaultdict
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from legalref.collecting.holdings import CITATIONS, DOCUMENTS, FILES, RELATIONS, REMOVED, TABLES, Holding, Origin, Removed, Table
from legalref.collecting.journal import JOURNAL, Act, Put, last_acts, removals
from legalref.collecting.texts import TEXTS, load_text
from legalref.errors import CorpusFault
from legalref.model import Document, Relation, Text
from legalref.model.document import Citing

_Row = TypeVar("_Row")

_ORDER: Final = {
    DOCUMENTS.name: lambda row: (row.issued, row.number or "", row.id),
    RELATIONS.name: lambda row: (row.source_issued, row.record, row.rel, row.to),
    CITATIONS.name: lambda row: (row.source, row.number or "", row.name or "", row.date or "", row.type or ""),
    FILES.name: lambda row: (row.record, row.added),
}
"""How the rows of each table are sorted, so that the same corpus is the same files."""


class Store:
    """The corpus in a folder, read anew at each call. Raises CorpusFault for a line that is no row."""

    def __init__(self, folder: Path) -> None:
        """Read in `folder`, which need not exist."""
        self.folder = folder

    def documents(self) -> list[Document]:
        """Return the records, the oldest first."""
        return self._rows(DOCUMENTS)

    def relations(self) -> list[Relation]:
        """Return what the documents do to others, each with the record that states it (`Edge.record`)."""
        return self._rows(RELATIONS)

    def citations(self) -> list[Citing]:
        """Return who cites whom, and how often."""
        return self._rows(CITATIONS)

    def origins(self) -> list[Origin]:
        """Return the files that the records were read in; of one record in the order in which they were added."""
        return self._rows(FILES)

    def holdings(self) -> dict[str, Holding]:
        """Return every record with what belongs to it, by identifier."""
        parts: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for table in (RELATIONS, CITATIONS, FILES):
            record = attrgetter(table.record)
            for row in self._rows(table):
                parts[record(row)][table.name].append(row)
        return {
            document.id: Holding(document, *(tuple(parts[document.id][table.name]) for table in (RELATIONS, CITATIONS, FILES)))
            for document in self.documents()
        }

    def texts(self) -> Iterator[tuple[str, Text]]:
        """Yield (identifier of the record, its text with its marks), one a record; texts that are lost are left out."""
        names = {origin.record: origin.text for origin in self.origins() if origin.text}
        for record, name in names.items():
            text = load_text(self.folder / TEXTS / name)
            if text:
                yield record, text

    def text(self, record: str) -> Text | None:
        """Return the text of one record, or None where it has none."""
        names = [origin.text for origin in self.origins() if origin.record == record and origin.text]
        return load_text(self.folder / TEXTS / names[-1]) if names else None

    def removed(self) -> dict[str, Removed]:
        """Return what was taken out and not brought back, by identifier."""
        done = last_acts(self.folder / JOURNAL)  # first, as always
        return removed_after(read_rows(self.folder / REMOVED, Removed), done)

    def files(self) -> list[Path]:
        """Return the files that say whether anything has changed; those that are there. Texts never change under a name."""
        named = [self.folder / name for name in (*(table.name for table in TABLES), JOURNAL)]
        return [file for file in named if file.is_file()]

    def _rows(self, table: Table) -> list[Any]:
        done = last_acts(self.folder / JOURNAL)  # first: what is folded in meanwhile is only seen twice
        return merged(table, read_rows(self.folder / table.name, table.schema), done)


def removed_after(rows: list[Removed], done: dict[str, Act]) -> dict[str, Removed]:
    """Return what is removed after what was done, by identifier."""
    kept = {row.holding.id: row for row in rows if row.holding.id not in done}
    return kept | removals(done.values())


def merged(table: Table, rows: list[Any], done: dict[str, Act]) -> list[Any]:
    """Return the rows of a table after what was done, sorted."""
    record = attrgetter(table.record)
    kept = [row for row in rows if record(row) not in done]
    put = [row for act in done.values() if isinstance(act, Put) for row in table.rows(act.holding)]
    return sorted([*kept, *put], key=_ORDER[table.name])


def read_rows(file: Path, schema: type[_Row]) -> list[_Row]:
    """Return the rows of a table, none where there is no such file. Raises CorpusFault with the line that is none."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise CorpusFault("own.unreadable", path=file, detail=error) from error
    decode = msgspec.json.Decoder(schema).decode
    rows: list[_Row] = []
    for number, line in enumerate(content.splitlines(), 1):
        try:
            rows.append(decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise CorpusFault("own.line", path=file, line=number, detail=error) from error
    return rows
