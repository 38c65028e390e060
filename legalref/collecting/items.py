"""What was made of a file that is to be added: bytes between processes, and what people are told of it."""

import msgspec

from legalref.collecting.columns import Column
from legalref.collecting.drafts import Draft, Problem
from legalref.collecting.holdings import Edge
from legalref.model import Document
from legalref.model.document import Citing


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One document of a file: its record, or why there is none."""

    document: Document | None = None
    relations: tuple[Edge, ...] = ()
    citations: tuple[Citing, ...] = ()
    place: str | None = None
    """Where in a list: «Sổ!A7», «7» for a line."""
    put_right: str | None = None
    """The number as the list writes it, where more than its signs was changed."""
    problem: Problem | None = None
    known: Draft | None = None
    """What was understood where there is no record."""


class Mapped(msgspec.Struct, frozen=True):
    """What the columns of one table were taken for; the headings stand in `row`, None for the keys of objects."""

    sheet: str | None
    row: int | None
    columns: tuple[Column, ...]


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """A file as read: what it is, and what it holds."""

    sha256: str
    size: int
    mtime_ns: int
    format: str
    items: tuple[Item, ...]
    text: bytes | None = None
    """The packed text of a document; lists keep none."""
    mapped: tuple[Mapped, ...] = ()


def encode(taken: Taken) -> bytes:
    """Return it as bytes."""
    return msgspec.msgpack.encode(taken)


def decode(data: bytes) -> Taken:
    """Return what `encode` was given."""
    return msgspec.msgpack.decode(data, type=Taken)
