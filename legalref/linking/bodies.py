"""Whether the issuer that a text names is the one that a record holds."""

from functools import cache, lru_cache
from typing import Final

import regex

from legalref.corpus.bodies import plain
from legalref.model import Document
from legalref.orthography import words
from legalref.vocabulary import issuers, terms

PARTY_CENTRE: Final = frozenset({"Ban Chấp hành Trung ương", "Bộ Chính trị", "Ban Bí thư"})
"""Bodies that share the code TW. Portals and texts name one for another, so a difference is no fault."""

_REMEMBERED: Final = 8192
"""Names of bodies that are remembered with what was made of them: texts and records have the same few again and again."""
_TERM: Final = regex.compile(r"(?: dang)?(?: cong san viet nam)?(?: khoa [ivx]+)?$")


@cache
def _listed() -> dict[str, str]:
    """Return plain name → the name that records use, for every listed body and its aliases."""
    return {plain(name): row.name for row in issuers() for name in (row.name, *row.aliases)}


@cache
def _organs() -> dict[str, str]:
    """Return listed body → the body whose organ it is."""
    return {row.name: row.of for row in issuers() if row.of}


@cache
def _names() -> regex.Pattern[str]:
    """Return the pattern of one or several listed bodies, leaders' titles before them, in plain text."""
    leaders = "|".join(sorted(map(plain, terms().bodies.leaders), key=len, reverse=True))
    names = "|".join(sorted(_listed(), key=len, reverse=True))
    return regex.compile(rf"(?:lien )?(?:(?:(?:{leaders}) )*?(?P<name>{names})(?: |$))+")


@lru_cache(_REMEMBERED)
def listed_bodies(issuer: str) -> frozenset[str]:
    """Return the listed bodies that an issuer's text consists of: «Bộ trưởng Bộ Y tế và Bộ Tài chính» are two."""
    found = _names().fullmatch(_TERM.sub("", plain(issuer)))
    return frozenset(_listed()[name] for name in found.captures("name")) if found else frozenset()


def with_organs(named: frozenset[str]) -> frozenset[str]:
    """Return listed bodies with those whose organs they are."""
    return named | {_organs()[body] for body in named if body in _organs()}


def same_body(cited: str, document: Document) -> bool | None:
    """Tell whether `cited` names the issuer of `document`; None where that cannot be told."""
    recorded = frozenset(document.issuers)
    text, named = plain(cited), listed_bodies(cited)
    if not recorded or any(plain(body).startswith(f"{plain(name)} ") for name in (cited, *named) for body in recorded):
        return None  # «Bộ Lao động» may be what a page or a column left of a longer name
    if any(plain(name).startswith(f"{plain(body)} ") for name in named for body in recorded - PARTY_CENTRE):
        return None  # and so may what a record has
    if named:
        if not recorded.isdisjoint(with_organs(named)):
            return True
        return None if named <= PARTY_CENTRE and recorded <= PARTY_CENTRE else False
    return True if any(text in plain(body) or plain(body) in text for body in recorded) else None


def names_home(issuer: str, document: Document) -> bool:
    """Tell whether an issuer's text names the place of a local record, or its whole issuer."""
    named = f" {plain(issuer)} "
    homes = [document.place or "", *document.issuers]
    return any(f" {plain(home)} " in named for home in homes if home)


def names_some_place(issuer: str) -> bool:
    """Tell whether an issuer's text ends in a proper name: «UBND tỉnh Khánh Hòa», not «Thành ủy» or «UBND»."""
    last = issuer.rsplit(maxsplit=1)[-1]
    return last[:1].isupper() and not last.isupper() and words(last) != ["uy"]
