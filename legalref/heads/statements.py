"""What a document says that it does to others: replaces, repeals, amends, corrects, guides, details, suspends, rests on.

Only what it says of itself counts: its title, «Nghị định này thay thế …», «… hết hiệu lực kể từ ngày Luật này có hiệu lực»,
an article that begins with «Bãi bỏ …». What stands in quotation marks is what it makes another document say.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

import regex

from legalref.heads.completing import CONSOLIDATED
from legalref.heads.effect import own, sentence_end, subject_before
from legalref.heads.head import Head
from legalref.heads.lines import Pattern, beginning, loose
from legalref.heads.stretches import LONGEST, Reading, items_below, sentence_start
from legalref.model import Citation, Confidence, Day, Kind, Rel, Relation, Text
from legalref.orthography import fold, words
from legalref.vocabulary import head_words

_LONGEST_GAP: Final = 200
"""Code points between «sửa đổi, bổ sung» and the document whose provisions these are."""
_MARK: Final = r"(?:dieu [0-9]+[a-z]?[.:] ?|[0-9]{1,2}[.)] ?|[a-z][.)] ?|[-+*] ?)?"
_PART: Final = loose(
    r"mot phan|mot so (?!van ban)|cum tu|quy dinh tai|mau so|phu luc|bieu|noi dung|(?:dieu|khoan|diem|muc) [0-9a-z]+ "
)
_JOINS: Final = regex.compile(r"(?P<hard>;)?[ ,]*(?:va|hoac|cung voi)?(?: cac)?$")
_FIRST_OF_BODY: Final = loose(r"can cu |(?<![a-z])dieu 1[.: ]|chuong i(?![a-z])")
_RELATIONS: Final = {rel.value: rel for rel in Rel if rel not in (Rel.BASED_ON, Rel.CONSOLIDATES)}
"""What extraction says of a citation, as relations of the corpus."""
_ONE_OBJECT: Final = "sua doi"
"""With what a title begins that amends the first document it names; the others are in that one's title."""
_ALREADY: Final = loose("duoc (?:sua doi|bo sung|thay the|bai bo)(?![a-z])")
"""Between a verb and a document: «Sửa đổi Điều 3 đã được sửa đổi tại khoản 1 Điều 1 Thông tư số …» is of another one."""
_PARTS: Final = {Rel.REPEALS: Rel.REPEALS_PART, Rel.REPLACES: Rel.AMENDS}
"""What is done to a part of a document is less than what is said of it."""
_NESTING: Final = frozenset(("amended_by", "based_on", "guides", "details", "consolidated_in"))


class Edge(NamedTuple):
    """What a text says that it does to a document cited in it."""

    rel: Rel
    citation: Citation


@cache
def _verbs() -> dict[str, Rel]:
    """Return folded verb → what it does to the document behind it."""
    return {fold(word): Rel(row.rel) for row in head_words().statement if not row.after for word in row.words}


@cache
def _leads() -> Pattern:
    """Return the pattern of a verb with which a paragraph or an article begins."""
    no_words = r"(?! (?:cum tu|tu ngu|ten |tu ))(?![a-z])"
    return loose(rf"(?:(?:^|\n) ?{_MARK}|(?<=[.;:] +)(?:dieu [0-9]+[a-z]?[.:] ?)?)(?P<verb>{beginning(_verbs())}){no_words}")


@cache
def _ends() -> Pattern:
    """Return the pattern of what is said behind a document that stops applying."""
    words = [word for row in head_words().statement if row.after for word in row.words]
    return loose(rf"(?<!chua )(?<!da ){beginning(words)}(?![a-z])")


def stated_relations(text: Text, citations: Sequence[Citation], head: Head, *, source: str = "own") -> list[Relation]:
    """Return what a document says that it does to others, each once; nothing where its own number or day is not known.

    A law that is cited by name alone has no number to point to, and is left out.
    """
    if head.number is None or head.issued is None:
        return []
    found: dict[tuple[Rel, str], Relation] = {}
    for edge in _edges(text, citations, head):
        number = edge.citation.number
        if number is None or number == head.number or edge.citation.kind is not Kind.FULL:
            continue
        effective = None if edge.rel is Rel.BASED_ON else head.effective
        relation = Relation(
            head.number, head.issued, edge.rel, number, _day(edge.citation.date), effective, source, Confidence.OWN
        )
        known = found.get((edge.rel, number))
        if known is None or (known.to_issued is None and relation.to_issued is not None):
            found[edge.rel, number] = relation
    return _strongest(list(found.values()))


def _strongest(relations: list[Relation]) -> list[Relation]:
    """Return relations without those that another to the same document outweighs: repealed, and therefore in part, too."""
    whole = {each.to for each in relations if each.rel in (Rel.REPLACES, Rel.REPEALS)}
    replaced = {each.to for each in relations if each.rel is Rel.REPLACES}
    return [
        each
        for each in relations
        if not (each.rel is Rel.REPEALS_PART and each.to in whole) and not (each.rel is Rel.REPEALS and each.to in replaced)
    ]


def _day(date: str | None) -> Day | None:
    try:
        return Day.fromisoformat(date) if date else None
    except ValueError:
        return None


def _edges(text: Text, citations: Sequence[Citation], head: Head) -> Iterator[Edge]:
    for ground in head.grounds if head.type != CONSOLIDATED else ():
        yield Edge(Rel.BASED_ON, ground)
    reading = Reading(text, citations)
    yield from _of_title(citations, head)
    if head.type == CONSOLIDATED:
        yield from _consolidates(reading, head)
        return
    yield from _of_itself(reading)
    yield from _ended(reading, head)
    yield from _leading(reading)


def _consolidates(reading: Reading, head: Head) -> Iterator[Edge]:
    """Yield what a consolidated text is made of: the document under its title, and those by which that was amended."""
    folded = reading.clean.folded
    title = head.spans.get("title")
    start = bisect_left(range(len(folded)), title.end, key=reading.clean.source) if title else 0
    body = _FIRST_OF_BODY.search(folded, start)
    end = body.start() if body else min(len(folded), start + LONGEST)
    for number, (citation, begin, _) in enumerate(reading.within(start, end)):
        line = folded[max(start, folded.rfind("\n", start, begin)) : begin].strip(" \n-+*.)0123456789")
        if number == 0 or not line or line.endswith(("boi", "boi:")):
            yield Edge(Rel.CONSOLIDATES, citation)


def _of_title(citations: Sequence[Citation], head: Head) -> Iterator[Edge]:
    """Yield what the title says: «Sửa đổi, bổ sung một số điều của …», «Hướng dẫn …», «Quy định chi tiết …», «Đính chính …»."""
    span = head.spans.get("title")
    if span is None or head.type == CONSOLIDATED:
        return
    inside = [citation for citation in citations if span.start <= citation.start < span.end]
    alone = fold(head.title or "").startswith(_ONE_OBJECT)
    for at, citation in enumerate(inside):
        rel = _RELATIONS.get(citation.relation or "")
        if rel is not None and (at == 0 or not alone):
            yield Edge(_PARTS.get(rel, rel) if citation.pinpoints else rel, citation)
        elif at == 0 and alone:
            yield Edge(Rel.AMENDS, citation)


@cache
def _verb() -> Pattern:
    return loose(rf"(?<![a-z]){beginning(_verbs())}(?![a-z])")


_NUMBERED: Final = loose("so [0-9]")
"""Between «Nghị định này» and «sửa đổi»: what is amended is so by another document that stands there."""
_OTHER_SUBJECT: Final = loose(r"(?<![a-z])(?:duoc|bi|neu|khi|truong hop|dan chieu|cac van ban)(?![a-z])")


def _of_itself(reading: Reading) -> Iterator[Edge]:
    """Yield what the text says of itself: «Nghị định này … thay thế …», with no other subject between them."""
    for match in _verb().finditer(reading.clean.folded):
        subject = subject_before(reading.clean.folded, match.start())
        if subject is None or match.start() in reading.quoted or _OTHER_SUBJECT.search(subject["between"]):
            continue
        rel = _verbs()[" ".join(match[0].split())]
        if rel is not Rel.AMENDS or _NUMBERED.search(subject["between"]) is None:
            yield from _objects(reading, match.end(), rel)


def _leading(reading: Reading) -> Iterator[Edge]:
    """Yield what paragraphs say that begin with the verb: «2. Bãi bỏ Thông tư số …», «Điều 1. Sửa đổi, bổ sung …»."""
    for match in _leads().finditer(reading.clean.folded):
        if match.start("verb") in reading.quoted or not reading.clean.text[match.start("verb")].isupper():
            continue
        yield from _objects(reading, match.end(), _verbs()[" ".join(match["verb"].split())])


def _objects(reading: Reading, start: int, rel: Rel) -> Iterator[Edge]:
    """Yield the documents that a verb governs: those of its sentence, or where that only leads to a list those of its items."""
    folded = reading.clean.folded
    end = sentence_end(folded, start, LONGEST)
    edges = list(_first_of(reading, start, end, rel, whole=False))
    if not edges and folded[start:end].rstrip().endswith(":"):
        for item_start, item_end in items_below(folded, end):
            edges += _first_of(reading, item_start, item_end, rel, whole=True)
    yield from edges


def _first_of(reading: Reading, start: int, end: int, rel: Rel, *, whole: bool) -> Iterator[Edge]:
    """Yield the first document of a stretch and those side by side with it; one inside another's title is not meant.

    «khoản 2 Điều 5 của …» holds for those that a comma or «và» joins; «Phụ lục», «một số điều của …» behind a semicolon, too.
    """
    folded = reading.clean.folded
    before, nested, part, all_parts = start, False, False, False
    for number, (citation, begin, stop) in enumerate(reading.within(start, end)):
        if begin in reading.quoted:
            return
        gap = folded[before:begin]
        join = _JOINS.search(gap.rstrip()) if number else None
        hard = join is not None and join["hard"] is not None
        if number == 0 and (
            citation.relation in _NESTING or _ALREADY.search(gap) or (rel is Rel.AMENDS and len(gap) > _LONGEST_GAP)
        ):
            return
        if number and (whole or join is None or not join[0].strip() or (nested and not hard) or citation.relation in _NESTING):
            before, nested = stop, True
            continue
        all_parts = all_parts or _PART.search(f"{gap} ") is not None
        part = all_parts or (part and not hard) or bool(citation.pinpoints)
        before, nested = stop, False
        yield Edge(_PARTS.get(rel, rel) if part else rel, citation)


def _ended(reading: Reading, head: Head) -> Iterator[Edge]:
    """Yield what stops applying with this document: «Nghị định số … hết hiệu lực kể từ ngày Nghị định này có hiệu lực»."""
    folded = reading.clean.folded
    for match in _ends().finditer(folded):
        start = sentence_start(folded, match.start())
        end = sentence_end(folded, match.end(), LONGEST)
        sentence = folded[start:end]
        if match.start() in reading.quoted or not _by_this().search(sentence):
            continue
        if sentence.rstrip().endswith(":"):
            items = list(items_below(folded, end))
            for at, stop in items:
                yield from (_ending(edge, head) for edge in _first_of(reading, at, stop, Rel.REPEALS, whole=True))
            continue
        yield from (_ending(edge, head) for edge in _first_of(reading, start, match.start(), Rel.REPEALS, whole=False))


def _ending(edge: Edge, head: Head) -> Edge:
    """Return the edge as a replacement where the document that ends has the same name as this one."""
    name = edge.citation.name or edge.citation.title
    same = name is not None and edge.rel is Rel.REPEALS and _same_subject(name, head)
    return edge._replace(rel=Rel.REPLACES) if same else edge


def _same_subject(name: str, head: Head) -> bool:
    ours = [word for word in words(head.title or "") if word not in ("ve", "viec")]
    theirs = [word for word in words(name) if word not in ("ve", "viec", "luat", "bo", "phap", "lenh")]
    return bool(theirs) and (theirs == [word for word in ours if word not in ("luat", "bo", "phap", "lenh")])


@cache
def _by_this() -> Pattern:
    return loose(rf"{own()}[^.\n]{{0,80}}? hieu luc|(?:ke )?tu ngay [0-9]")
