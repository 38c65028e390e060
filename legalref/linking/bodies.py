"""Whether the issuer that a text names is the one that a record holds."""

from functools import cache
from typing import Final

import regex

from legalref.model import Document
from legalref.orthography import words
from legalref.vocabulary import issuers, terms

PARTY_CENTRE: Final = frozenset({"Ban Chấp hành Trung ương", "Bộ Chính trị", "Ban Bí thư"})
"""Bodies that share the code TW. Portals and texts name one for another, so a difference is no fault."""

_TERM: Final = regex.compile(r"(?: dang)?(?: cong san viet nam)?(?: khoa [ivx]+)?$")


@cache
def _abbreviations() -> dict[str, str]:
    return {" ".join(words(row.short)): " ".join(words(row.long)) for row in terms().abbreviation}


@cache
def _listed() -> dict[str, str]:
    """Return plain name → the name that records use, for every listed body and its aliases."""
    return {plain(name): row.name for row in issuers() for name in (row.name, *row.aliases)}


@cache
def _leaders() -> frozenset[str]:
    return frozenset(plain(leader) for leader in terms().bodies.leaders)


def plain(name: str) -> str:
    """Return a body's name folded, its abbreviations written out: «UBND TP. HCM» → `uy ban nhan dan thanh pho ho chi minh`."""
    table = _abbreviations()
    return " ".join(table.get(word, word) for word in words(name))


def listed_bodies(issuer: str) -> frozenset[str]:
    """Return the listed bodies that an issuer's text names: «Bộ trưởng Bộ Y tế và Bộ Tài chính» are two."""
    parts = regex.split(r"(?:,| và) +(?=\p{Lu})", issuer)
    return frozenset(name for part in (issuer, *parts) if (name := _listed_body(part)))


def _listed_body(issuer: str) -> str | None:
    name = _TERM.sub("", plain(issuer))
    while name:
        if name in _listed():
            return _listed()[name]
        leader = next((leader for leader in _leaders() if name.startswith(leader + " ")), None)
        if leader is None:
            return None
        name = name[len(leader) + 1 :]
    return None


def same_body(cited: str, document: Document) -> bool | None:
    """Tell whether `cited` names the issuer of `document`; None where that cannot be told."""
    recorded = frozenset(document.issuers)
    if not recorded:
        return None
    named = listed_bodies(cited)
    if named:
        if named & recorded:
            return True
        return None if named <= PARTY_CENTRE and recorded <= PARTY_CENTRE else False
    text = plain(cited)
    if any(text in plain(body) or plain(body) in text for body in recorded):
        return True
    return None


def names_home(issuer: str, document: Document) -> bool:
    """Tell whether an issuer's text names the place of a local record, or its whole issuer."""
    named = f" {plain(issuer)} "
    homes = [document.place or "", *document.issuers]
    return any(f" {plain(home)} " in named for home in homes if home)


def names_some_place(issuer: str) -> bool:
    """Tell whether an issuer's text ends in a proper name: «UBND tỉnh Khánh Hòa», not «Thành ủy» or «UBND»."""
    last = issuer.rsplit(maxsplit=1)[-1]
    return last[:1].isupper() and not last.isupper() and words(last) != ["uy"]
