"""How a document of the office's own stands to the shipped facts: the same record with other values, or another day or issuer."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from legalref.corpus.terms import congress_terms
from legalref.model import Document
from legalref.orthography import number_key, slug, year_of

_COMPARED: Final = ("issuer", "effective", "expired")


class Clash(NamedTuple):
    """A shipped record that says otherwise: the field, its value here and there; both are kept."""

    shipped: Document
    field: str
    ours: str
    theirs: str


class Shipped:
    """The shipped records, found by type and number."""

    def __init__(self, documents: Sequence[Document]) -> None:
        """Index them."""
        self._by_key: dict[str, list[Document]] = defaultdict(list)
        for document in documents:
            if document.number:
                self._by_key[number_key(document.number)].append(document)

    def clashes(self, document: Document) -> Iterator[Clash]:
        """Yield what the shipped facts say otherwise of what seems to be the same document."""
        same = [
            each
            for each in self._by_key.get(number_key(document.number or ""), ())
            if each.type == document.type and _same_place(each, document)
        ]
        twin = next((each for each in same if each.issued == document.issued), None)
        if twin:
            yield from _differences(document, twin)
            return
        for other in same:
            if _one_series(document, other):
                yield Clash(other, "issued", document.issued.isoformat(), other.issued.isoformat())


def _same_place(one: Document, other: Document) -> bool:
    return slug(one.place or "") == slug(other.place or "") and (
        not one.place or slug(one.issuer or "") == slug(other.issuer or "")
    )


def _differences(document: Document, twin: Document) -> Iterator[Clash]:
    for field in _COMPARED:
        ours, theirs = getattr(document, field), getattr(twin, field)
        if ours and theirs and slug(str(ours)) != slug(str(theirs)):
            yield Clash(twin, field, str(ours), str(theirs))


def _one_series(document: Document, other: Document) -> bool:
    """Tell whether a number names one document of the two days: it carries its year, or both are of one congress or year."""
    if year_of(document.number):
        return True
    if "-" in (document.number or "").partition("/")[0]:
        ours, theirs = (congress_terms(each.issued.isoformat())[:1] for each in (document, other))
        return ours == theirs
    return document.issued.year == other.issued.year
