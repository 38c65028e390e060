"""Mentions that name no document of their own: «Nghị định này», «Quyết định nói trên», «khoản 2 Điều 5», names agreed on.

Each is read only where it stands outside the citations of documents.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from legalref.extraction.grammar import Pattern, quantity
from legalref.extraction.heads import type_of
from legalref.extraction.normalise import Clean
from legalref.extraction.patterns import Match, lazy, longest_first
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
_VAGUE: Final = frozenset({"trên", "đó", "ấy"})
_VAGUE_ENDS: Final = lazy(
    r" {0,4}(?:[,.;:)\n]|$)"
    r"| (?:đã|được|có|thì|và|để|là|của|do|quy|nêu|không|phải|cần|còn|sẽ|bị|cũng|vẫn|chưa|hoặc)(?!\p{L})"
)
"""Behind «Kế hoạch trên»: else it is «Kế hoạch trên địa bàn tỉnh»."""
_PLURAL: Final = lazy(r"(?r)(?<!\p{L})(?i:các|những|hai|ba|bốn|năm|mấy|nhiều) {1,4}\Z")
"""Before «Nghị định nói trên»: several are meant."""
_QUANTITY_BEFORE: Final = lazy(r"(?r)(?:(?i:cao|tiêu|quan|thời|địa|ưu|nhược|đặc|trọng) |[0-9] {1,4})\Z")
"""Before «điểm 5»: it is no provision («cao điểm 2 tháng», «10 điểm 5»)."""
_AGREED: Final = lazy(r"(?:gọi|viết) (?:chung )?(?:là|tắt là|tắt)[: ]{1,3}[\"“'‘«]?(?P<name>[^\"“”'’»();,.\n]{2,60})")
_AGREED_SIGNS: Final = ("gọi ", "viết tắt")
_OPENS: Final = lazy(r"(?r)\( ?(?:sau đây |dưới đây |từ đây )?,? ?(?:xin )?(?:được )?\Z")
"""Before «gọi tắt là»: an agreement on a document's name stands in brackets."""
_OPENS_WITHIN: Final = 40
_FARTHEST: Final = 400
"""Code points between a citation and the name that is agreed on for it."""
_MOST_AGREED: Final = 64
"""Names that a text agrees on; more are no agreements."""
_NO_SENTENCE_END: Final = lazy(r"(?:(?!\. )[^;\n])*")


class Agreed(NamedTuple):
    """A short name, and the citation that it was agreed on for: «(sau đây gọi tắt là Nghị định 30)»."""

    name: str
    meant: Citation
    clean_since: int
    since: int
    """Offsets behind the agreement, in the clean text and in the source."""


def mentions(source: Text, clean: Clean, citations: Sequence[Citation], agreed: Sequence[Agreed]) -> list[Citation]:
    """Return the mentions of `source`, none overlapping another or a citation's reference; antecedents are not set."""
    found: list[Citation] = []
    for more in (_said(source, clean), _agreed_uses(source, clean, agreed), _provisions(source, clean)):
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


def agreed_names(clean: Clean, citations: Sequence[Citation]) -> list[Agreed]:
    """Return the names that a text agrees on for documents, in order, each with the citation right before it.

    «(sau đây gọi tắt là Nghị định 30)» is one; «(sau đây gọi là tổ chức tín dụng)» names no document.
    """
    starts = [citation.start for citation in citations]
    found: list[Agreed] = []
    for match in _agreements(clean.text):
        begin = clean.source(match.start())
        at = bisect_right(starts, begin) - 1
        if at >= 0 and begin - citations[at].end < _FARTHEST and _of_one_sentence(clean, citations[at], match.start()):
            found.append(Agreed(match["name"].strip(), citations[at], match.end(), clean.source(match.end())))
    return sorted(found, key=lambda each: each.since)[:_MOST_AGREED]


def _of_one_sentence(clean: Clean, citation: Citation, at: int) -> bool:
    """Tell whether no sentence ends between a citation and the agreement at the clean offset `at`."""
    low = max(0, at - _FARTHEST)
    while low < at and clean.source(low) < citation.end:
        low += 1
    return _NO_SENTENCE_END.fullmatch(clean.text, low, at) is not None


def _agreements(text: str) -> Iterator[Match]:
    """Yield the agreements in brackets on a name that begins with a type of document."""
    for sign in _AGREED_SIGNS:
        at = text.find(sign)
        while at >= 0:
            match = _AGREED.match(text, at)
            if match and _is_document(match["name"]) and _OPENS.search(text, max(0, at - _OPENS_WITHIN), at):
                yield match
            at = text.find(sign, at + 1)


@cache
def _types() -> tuple[str, ...]:
    return tuple(sorted({word.capitalize() for row in document_types() for word in row.words} | {"Bộ Luật"}))


def _is_document(name: str) -> bool:
    """Tell whether a name begins with a type: «Đề án», «Quy chế phối hợp»."""
    return name.startswith(_types())


def _agreed_uses(source: Text, clean: Clean, agreed: Sequence[Agreed]) -> Iterator[Citation]:
    """Yield where agreed names stand after their agreement, written as they were agreed on."""
    text = clean.text
    for each in {each.name: each for each in reversed(agreed)}.values():
        at = text.find(each.name, each.clean_since)
        while at >= 0:
            end = at + len(each.name)
            if not (text[at - 1].isalnum() or text[end : end + 1].isalnum()):
                surface = clean.source_span(at, end)
                yield _mention(source, surface, Kind.BACK, each.meant.type, (), surface, name=each.name)
            at = text.find(each.name, end)


@cache
def _pattern() -> Pattern:
    """Return the pattern of «Nghị định này» and «Quyết định nói trên», types with a capital."""
    types = longest_first({*_types(), *map(str.upper, _types())})
    which = longest_first((*_WHICH, "NÀY"))
    return lazy(rf"(?<!\p{{L}})(?P<type>{types}|Văn bản|Hiến pháp) {{1,4}}(?P<which>{which})(?!\p{{L}})")


def _said(source: Text, clean: Clean) -> Iterator[Citation]:
    for match in _pattern().finditer(clean.text):
        if match["which"] in _VAGUE and not _VAGUE_ENDS.match(clean.text, match.end()):
            continue
        if _PLURAL.search(clean.text, max(0, match.start() - _OPENS_WITHIN), match.start()):
            continue
        found, span = pinpoints_before(clean.text, clean.folded, 0, match.start())
        reference = Span(span.start if span else match.start(), match.end())
        kind = _WHICH[match["which"].lower()]
        surface = clean.source_span(*match.span())
        yield _mention(source, surface, kind, type_of(match["type"]), found, clean.source_span(*reference))


def _provisions(source: Text, clean: Clean) -> Iterator[Citation]:
    for span, found in chains(clean.text, clean.folded):
        counted = quantity().match(clean.text, span.end) or _QUANTITY_BEFORE.search(
            clean.text, max(0, span.start - 12), span.start
        )
        if found != (Pinpoint(),) and not counted:
            surface = clean.source_span(*span)
            yield _mention(source, surface, Kind.PROVISION, None, found, surface)


def _mention(
    source: Text,
    surface: Span,
    kind: Kind,
    type_: str | None,
    found: tuple[Pinpoint, ...],
    reference: Span,
    name: str | None = None,
) -> Citation:
    return Citation(
        path=source.path,
        start=surface.start,
        end=surface.end,
        text=source.content[slice(*surface)],
        kind=kind,
        type=type_,
        number=None,
        name=name,
        pinpoints=found,
        reference=reference,
        location=source.locate(surface.start),
    )


def _is_free(span: Span, taken: Sequence[Span]) -> bool:
    """Tell whether a span overlaps none of `taken`, which are in order and apart."""
    at = bisect_right(taken, (span.end, 0)) - 1
    return at < 0 or taken[at].end <= span.start
