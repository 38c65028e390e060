"""A record and what a later file says of it → the record as it is then, and what that changes.

The last word counts; what a later file leaves open stays as it was.
"""

from typing import Any, Final, NamedTuple

import msgspec

from legalref.collecting.holdings import Holding, Origin
from legalref.collecting.items import Item
from legalref.model import Document, Status

_FIELDS: Final = (
    "number",
    "issuer",
    "effective",
    "expired",
    "status",
    "title",
    "names",
    "term",
    "signer",
    "topic",
    "articles",
    "mentions",
)
"""The fields that a later file may change, in the order in which changes are told."""


class Change(NamedTuple):
    """A field with its old and its new value."""

    field: str
    old: Any
    new: Any


def merged(old: Document, new: Document) -> tuple[Document, tuple[Change, ...]]:
    """Return the record with what the new one says in place of the old, and what that changes.

    One whose day of expiry is known stays expired, whatever a list says without that day.
    """
    if old.expired and not new.expired:
        new = msgspec.structs.replace(new, status=Status.UNKNOWN)
    changes = tuple(
        Change(field, getattr(old, field), getattr(new, field))
        for field in _FIELDS
        if getattr(new, field) not in (None, (), Status.UNKNOWN) and getattr(new, field) != getattr(old, field)
    )
    values = {change.field: change.new for change in changes}
    days = [day for day in (old.status_as_of, new.status_as_of) if day]
    if new.status is not Status.UNKNOWN:
        values["status_as_of"] = new.status_as_of if "status" in values else max(days)
    sources = tuple(dict.fromkeys([*old.sources, *new.sources]))
    return msgspec.structs.replace(old, **values, sources=sources), changes


def joined(old: Holding | None, document: Document, item: Item, origin: Origin) -> Holding:
    """Return the holding with the new origin; what a document says of others stands, a list says nothing of that."""
    kept = tuple(each for each in old.origins if not _is_older(each, origin)) if old else ()
    same = next((each for each in old.origins if _is_same(each, origin)), None) if old else None
    origins = old.origins if old and same else (*kept, origin)
    speaks = origin.text is not None or old is None
    relations = item.relations if speaks or old is None else old.relations
    citations = item.citations if speaks or old is None else old.citations
    return Holding(document, relations, citations, origins)


def _is_older(one: Origin, other: Origin) -> bool:
    """Tell whether an origin is what another one's file, or the same row of it, was before."""
    return one.path == other.path and (one.sha256 != other.sha256 or one.place == other.place)


def _is_same(one: Origin, other: Origin) -> bool:
    """Tell whether two origins are one file at one time: only when it was added differs."""
    return msgspec.structs.replace(one, added=other.added) == other
