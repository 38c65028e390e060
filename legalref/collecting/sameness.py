"""Whether two records are one document: type, number and day tell much, the body and its place the rest."""

from datetime import date

import msgspec

from legalref.collecting.drafts import is_listed
from legalref.collecting.items import Item
from legalref.model import Document
from legalref.orthography import number_key, slug

Number = tuple[str, str, date]
"""Type, key of the number, day."""


def number_of(document: Document) -> Number:
    """Return what two records of one document share, whatever is known of their bodies."""
    return document.type, number_key(document.number or document.id), document.issued


def may_be_one(one: Document, other: Document) -> bool:
    """Tell whether two records of one type, number and day are of one body, though not of one place: one of them says less."""
    less = any(not each.place or each.place[:1].islower() for each in (one, other))
    named = bool(one.issuer and other.issuer)
    return less and (not named or slug(one.issuer or "") == slug(other.issuer or ""))


def under(item: Item, document: Document, old: Document) -> tuple[Item, Document]:
    """Return an item and its document with the place and the identity of the record that is kept."""
    item = msgspec.structs.replace(
        item,
        relations=tuple(msgspec.structs.replace(edge, record=old.id) for edge in item.relations),
        citations=tuple(msgspec.structs.replace(each, source=old.id) for each in item.citations),
    )
    return item, msgspec.structs.replace(document, id=old.id, place=old.place)


def other_body(old: Document, new: Document) -> bool:
    """Tell whether two records of one identity are of two bodies: a number without its place is that of many."""
    if not old.issuer or not new.issuer or slug(old.issuer) == slug(new.issuer):
        return False
    return not is_listed(old.issuer) and not is_listed(new.issuer) and not _is_longer(old.issuer, new.issuer)


def _is_longer(one: str, other: str) -> bool:
    """Tell whether one name is the other with more words: «Đảng ủy», «Đảng ủy xã Nà Tấu»."""
    short, long = sorted((slug(one), slug(other)), key=len)
    return f"-{short}-" in f"-{long}-"
