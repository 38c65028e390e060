"""What the office's own corpus keeps of each document, and the rows of its files."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

import msgspec

from legalref.model import Document, Relation
from legalref.model.document import Citing


class Edge(Relation, frozen=True, rename={"source_number": "from", "source_issued": "from_issued"}):
    """A relation with the record whose document states it; number and day do not always name one."""

    record: str = ""


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """A file that a record was read in."""

    record: str
    path: str
    """As an absolute path; `-` for standard input."""
    sha256: str
    size: int
    """Bytes."""
    mtime_ns: int
    format: str
    """A `reading.formats.Format`, or `jsonl`."""
    added: datetime
    place: str | None = None
    """Where in a list: «Sổ 2026!A7», «dòng 7»."""
    text: str | None = None
    """The name of its text in `texts/`."""


class Holding(msgspec.Struct, frozen=True):
    """A record with what its documents say of others; the origins in the order in which they were added."""

    document: Document
    relations: tuple[Edge, ...] = ()
    citations: tuple[Citing, ...] = ()
    origins: tuple[Origin, ...] = ()

    @property
    def id(self) -> str:
        """The record's identifier."""
        return self.document.id

    @property
    def text(self) -> str | None:
        """The name of the text of the newest file that has one."""
        return next((origin.text for origin in reversed(self.origins) if origin.text), None)


class Removed(msgspec.Struct, frozen=True):
    """What was taken out, kept so that it can be brought back."""

    removed: datetime
    holding: Holding


class Table(NamedTuple):
    """A file of the corpus: its name, the schema of its rows, and the field that names the record of a row."""

    name: str
    schema: type[msgspec.Struct]
    record: str

    def rows(self, holding: Holding) -> Iterator[msgspec.Struct]:
        """Yield the rows of a holding."""
        part = getattr(holding, _PARTS[self.name])
        yield from part if isinstance(part, tuple) else (part,)


DOCUMENTS: Final = Table("documents.jsonl", Document, "id")
RELATIONS: Final = Table("relations.jsonl", Edge, "record")
CITATIONS: Final = Table("citations.jsonl", Citing, "source")
FILES: Final = Table("files.jsonl", Origin, "record")
TABLES: Final = (DOCUMENTS, RELATIONS, CITATIONS, FILES)
REMOVED: Final = "removed.jsonl"

_PARTS: Final = {
    "documents.jsonl": "document",
    "relations.jsonl": "relations",
    "citations.jsonl": "citations",
    "files.jsonl": "origins",
}
