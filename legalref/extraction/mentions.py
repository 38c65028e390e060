"""Mentions that name no document of their own: «Nghị định này», «Quyết định nói trên», «khoản 2 Điều 5», names agreed on.

Each is read only where it stands outside the citations of documents.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from legalref.extraction.grammar import Pattern
from legalref.extraction.normalise import Clean
from legalref.extraction.patterns import Match, lazy
from legalref.extraction.pinpoints import chains, pinpoints_before
from legalref.model import Citation, Kind, Pinpoint, Span, Text
from legalref.vocabulary import document_types

_WHICH: Final = {
    "này": Kind.SELF,
    "nói trên": Kind.BACK,
    "nêu trên": Kind.BACK,
    "đã nêu": Kind.BACK,
    "dẫn trên": Kind.BACK,
    "kể trên": Kind.BACK,
    "trên đây": Kind.BACK,
    "vừa nêu": Kind.BACK,
    "đã dẫn": Kind.BACK,
    "trên": Kind.BACK,
    "đó": Kind.BACK,
    "ấy": Kind.BACK,
}
_AGREED: Final = lazy(r"(?:gọi|viết) (?:chung )?(?:là|tắt là|tắt)[: ]{1,3}[\"“'‘«]?(?P<name>[^\"“”'’»();,.\n]{2,60})")
_AGREED_SIGNS: Final = ("gọi ", "viết tắt")
_FARTHEST: Final = 400
"""Code points between a citation and the name that is agreed on for it."""


class Agreed(NamedTuple):
    """A short name, and the citation that it was agreed on for: «(sau đây gọi tắt là Nghị định 30)»."""

    name: str
    meant: Citation
    since: int
    """Offset in the source text behind the agreement."""


def mentions(source: Text, clean: Clean, citations: Sequence[Citation], agreed: Sequence[Agreed]) -> list[Citation]:
    """Return the mentions of `source`, none overlapping another or a citation's reference; antecedents are not set."""
    found: list[Citation] = []
    for more in (_said(source, clean), _agreed_uses(source, agreed), _provisions(source, clean)):
        taken = sorted(each.reference for each in (*citations, *found))
        found += _apart(each for each in more if _is_free(each.reference, taken))
    return found


def _apart(found: Iterable[Citation]) -> Iterator[Citation]:
    """Yield those of `found` that overlap none before."""
    end = 0
    for each in sorted(found, key=lambda citation: citation.reference):
        if each.reference.start >= end:
            end = each.reference.end
            yield each


def agreed_names(source: Text, citations: Sequence[Citation]) -> list[Agreed]:
    """Return the names that a text agrees on, in order, each with the citation right before it."""
    starts = [citation.start for citation in citations]
    found = []
    for match in _agreements(source.content):
        at = bisect_right(starts, match.start()) - 1
        if at >= 0 and 0 <= match.start() - citations[at].end < _FARTHEST:
            found.append(Agreed(match["name"].strip(), citations[at], match.end()))
    return sorted(found, key=lambda each: each.since)


def _agreements(text: str) -> Iterator[Match]:
    for sign in _AGREED_SIGNS:
        at = text.find(sign)
        while at >= 0:
            match = _AGREED.match(text, at)
            if match:
                yield match
            at = text.find(sign, at + 1)


def _agreed_uses(source: Text, agreed: Sequence[Agreed]) -> Iterator[Citation]:
    """Yield where agreed names stand after their agreement, written as they were agreed on."""
    text = source.content
    for each in {each.name: each for each in reversed(agreed)}.values():
        at = text.find(each.name, each.since)
        while at >= 0:
            end = at + len(each.name)
            if not (text[at - 1].isalnum() or text[end : end + 1].isalnum()):
                yield _mention(source, Span(at, end), Kind.BACK, each.meant.type, (), Span(at, end))
            at = text.find(each.name, end)


@cache
def _pattern() -> Pattern:
    """Return the pattern of «Nghị định này» and «Quyết định nói trên», types with a capital."""
    types = "|".join(sorted({word.capitalize() for row in document_types() for word in row.words}, key=len, reverse=True))
    which = "|".join(sorted(_WHICH, key=len, reverse=True))
    return lazy(rf"(?<!\p{{L}})(?P<type>{types}|Bộ Luật|Văn bản) {{1,4}}(?P<which>{which})(?!\p{{L}})")


def _said(source: Text, clean: Clean) -> Iterator[Citation]:
    names = {word.capitalize(): row.name for row in document_types() for word in row.words} | {"Bộ Luật": "Bộ luật"}
    for match in _pattern().finditer(clean.text):
        found, span = pinpoints_before(clean.text, clean.folded, 0, match.start())
        reference = Span(span.start if span else match.start(), match.end())
        kind = _WHICH[match["which"]]
        surface = clean.source_span(*match.span())
        yield _mention(source, surface, kind, names.get(match["type"]), found, clean.source_span(*reference))


def _provisions(source: Text, clean: Clean) -> Iterator[Citation]:
    for span, found in chains(clean.text, clean.folded):
        surface = clean.source_span(*span)
        yield _mention(source, surface, Kind.PROVISION, None, found, surface)


def _mention(
    source: Text, surface: Span, kind: Kind, type_: str | None, found: tuple[Pinpoint, ...], reference: Span
) -> Citation:
    return Citation(
        path=source.path,
        start=surface.start,
        end=surface.end,
        text=source.content[slice(*surface)],
        kind=kind,
        type=type_,
        number=None,
        pinpoints=found,
        reference=reference,
        location=source.locate(surface.start),
    )


def _is_free(span: Span, taken: Sequence[Span]) -> bool:
    """Tell whether a span overlaps none of `taken`, which are in order and apart."""
    at = bisect_right(taken, (span.end, 0)) - 1
    return at < 0 or taken[at].end <= span.start
