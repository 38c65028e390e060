"""What a document says that it does to others: replaces, repeals, amends, corrects, guides, details, suspends, rests on.

Only what it says of itself counts: its title, «Nghị định này thay thế …», «… hết hiệu lực kể từ ngày Luật này có hiệu lực»,
an article that begins with «Bãi bỏ …». What stands in quotation marks is what it makes another document say.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

import regex

from legalref.collecting.head import Head
from legalref.collecting.heads_completing import CONSOLIDATED
from legalref.collecting.heads_effect import Quoted, own, sentence_end
from legalref.collecting.heads_lines import Pattern, beginning, is_junk, loose
from legalref.extraction.normalise import Clean, normalise
from legalref.model import Citation, Confidence, Day, Kind, Rel, Relation, Text
from legalref.orthography import fold, words
from legalref.vocabulary import head_words

_LONGEST: Final = 6_000
"""Code points of one sentence with its list."""
_MOST_ITEMS: Final = 400
_MARK: Final = r"(?:dieu [0-9]+[a-z]?[.:] ?|[0-9]{1,2}[.)] ?|[a-z][.)] ?|[-+*] ?)?"
_PART: Final = loose(
    r"mot phan|mot so (?!van ban)|cum tu|quy dinh tai|mau so|phu luc|bieu|noi dung|(?:dieu|khoan|diem|muc) [0-9a-z]+ "
)
_ITEM: Final = regex.compile(r"\n ?(?P<mark>[0-9]{1,2}[.)]|[a-z][.)]|[-+*]|\([0-9a-z]{1,2}\)) ?")
_JOINS: Final = regex.compile(r"(?P<hard>;)?[ ,]*(?:va|hoac|cung voi)?(?: cac)?$")
_RELATIONS: Final = {rel.value: rel for rel in Rel if rel not in (Rel.BASED_ON, Rel.CONSOLIDATES)}
"""What extraction says of a citation, as relations of the corpus."""
_ONE_OBJECT: Final = "sua doi"
"""With what a title begins that amends the first document it names; the others are in that one's title."""
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
    return loose(rf"(?:(?:^|\n) ?{_MARK}|(?<=[.;:] +)dieu [0-9]+[a-z]?[.:] ?)(?P<verb>{beginning(_verbs())}){no_words}")


@cache
def _ends() -> Pattern:
    """Return the pattern of what is said behind a document that stops applying."""
    words = [word for row in head_words().statement if row.after for word in row.words]
    return loose(rf"(?<!chua )(?<!da ){beginning(words)}(?![a-z])")


class _Reading:
    """A text prepared for reading its statements: clean, its citations at their clean places."""

    def __init__(self, text: Text, citations: Sequence[Citation]) -> None:
        self.clean: Clean = normalise(text.content)
        self.quoted = Quoted(self.clean.text)
        self.citations = citations
        self.starts = [citation.start for citation in citations]

    def within(self, start: int, end: int) -> list[tuple[Citation, int, int]]:
        """Return the citations that begin in a stretch of the clean text, each with where it begins and ends there."""
        low, high = self.clean.source(start), self.clean.source(end)
        found = self.citations[bisect_left(self.starts, low) : bisect_left(self.starts, high)]
        return list(self._placed(found, start, end))

    def _placed(self, found: Sequence[Citation], start: int, end: int) -> Iterator[tuple[Citation, int, int]]:
        places = range(start, end)
        for citation in found:
            first = min(citation.start, citation.reference.start) if citation.reference.end else citation.start
            begin = start + bisect_left(places, first, key=self.clean.source)
            yield citation, begin, start + bisect_left(places, citation.end, key=self.clean.source)


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
    reading = _Reading(text, citations)
    yield from _of_title(citations, head)
    if head.type == CONSOLIDATED:
        return
    yield from _of_itself(reading)
    yield from _ended(reading, head)
    yield from _leading(reading)


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
            yield Edge(_in_part(rel, citation), citation)
        elif at == 0 and alone:
            yield Edge(Rel.AMENDS, citation)


def _in_part(rel: Rel, citation: Citation) -> Rel:
    if not citation.pinpoints:
        return rel
    return {Rel.REPEALS: Rel.REPEALS_PART, Rel.REPLACES: Rel.AMENDS}.get(rel, rel)


@cache
def _itself() -> Pattern:
    """Return the pattern of «Nghị định này … thay thế», with nothing between them that has another subject."""
    return loose(rf"{own()}(?P<between>[^.;:\n]{{0,160}}?)(?:,| va| dong thoi)? (?P<verb>{beginning(_verbs())})(?![a-z])")


_OTHER_SUBJECT: Final = loose(r"(?<![a-z])(?:duoc|bi|neu|khi|truong hop|dan chieu|cac van ban)(?![a-z])")


def _of_itself(reading: _Reading) -> Iterator[Edge]:
    for match in _itself().finditer(reading.clean.folded):
        if match.start() in reading.quoted or _OTHER_SUBJECT.search(match["between"]):
            continue
        yield from _objects(reading, match.end(), _verbs()[" ".join(match["verb"].split())])


def _leading(reading: _Reading) -> Iterator[Edge]:
    """Yield what paragraphs say that begin with the verb: «2. Bãi bỏ Thông tư số …», «Điều 1. Sửa đổi, bổ sung …»."""
    for match in _leads().finditer(reading.clean.folded):
        if match.start("verb") in reading.quoted:
            continue
        yield from _objects(reading, match.end(), _verbs()[" ".join(match["verb"].split())])


def _objects(reading: _Reading, start: int, rel: Rel) -> Iterator[Edge]:
    """Yield the documents that a verb governs: those of its sentence, or where that ends in a colon those of the list below."""
    folded = reading.clean.folded
    end = sentence_end(folded, start, _LONGEST)
    if folded[start:end].rstrip().endswith(":"):
        for item_start, item_end in _items(folded, end):
            yield from _first_of(reading, item_start, item_end, rel, whole=rel is not Rel.AMENDS)
        if rel is Rel.AMENDS:
            yield from _first_of(reading, start, end, rel, whole=False)
        return
    yield from _first_of(reading, start, end, rel, whole=False)


def _first_of(reading: _Reading, start: int, end: int, rel: Rel, *, whole: bool) -> Iterator[Edge]:
    """Yield the first document of a stretch and those side by side with it; one inside another's title is not meant."""
    folded = reading.clean.folded
    before, nested = start, False
    for number, (citation, begin, stop) in enumerate(reading.within(start, end)):
        if begin in reading.quoted:
            return
        gap = folded[before:begin]
        if number == 0:
            if rel is Rel.AMENDS and len(gap) > _LONGEST_GAP:
                return
            part = rel in (Rel.REPEALS, Rel.REPLACES) and (bool(citation.pinpoints) or _PART.search(f"{gap} ") is not None)
            rel = {Rel.REPEALS: Rel.REPEALS_PART, Rel.REPLACES: Rel.AMENDS}[rel] if part else rel
        else:
            join = _JOINS.search(gap.rstrip())
            beside = join is not None and join[0].strip() != "" and (not nested or join["hard"] is not None)
            if whole or not beside or citation.relation in _NESTING:
                nested = True
                before = stop
                continue
            nested = False
        before = stop
        yield Edge(_in_part(rel, citation), citation)


_LONGEST_GAP: Final = 200


def _items(folded: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the items of the list that begins behind a colon: paragraphs with the same kind of mark."""
    while (first := _ITEM.match(folded, start)) is None:
        end = folded.find("\n", start + 1)
        if end < 0 or (not is_junk(folded[start:end].strip()) and folded[start:end].strip()):
            return
        start = end
    kind = _kind(first["mark"])
    at = first.end()
    for _ in range(_MOST_ITEMS):
        end = folded.find("\n", at)
        end = len(folded) if end < 0 else end
        yield at, end
        following = _ITEM.match(folded, end)
        while following is None and end < len(folded) and not _MARKED.match(folded, end):
            end = folded.find("\n", end + 1)
            if end < 0:
                return
            following = _ITEM.match(folded, end)
        if following is None or _kind(following["mark"]) != kind:
            return
        at = following.end()


_MARKED: Final = regex.compile(r"\n ?(?:dieu|chuong|noi nhan|muc|tm[.]|kt[.])")


def _kind(mark: str) -> str:
    return "digit" if mark.strip("().")[:1].isdigit() else "letter" if mark.strip("().")[:1].isalpha() else mark


def _ended(reading: _Reading, head: Head) -> Iterator[Edge]:
    """Yield what stops applying with this document: «Nghị định số … hết hiệu lực kể từ ngày Nghị định này có hiệu lực»."""
    folded = reading.clean.folded
    for match in _ends().finditer(folded):
        start = _sentence_start(folded, match.start())
        end = sentence_end(folded, match.end(), _LONGEST)
        sentence = folded[start:end]
        if match.start() in reading.quoted or not _by_this().search(sentence):
            continue
        if sentence.rstrip().endswith(":"):
            items = list(_items(folded, end))
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


def _sentence_start(folded: str, at: int) -> int:
    low = max(0, at - _LONGEST)
    return max(low, folded.rfind("\n", low, at) + 1, folded.rfind(". ", low, at) + 1)
