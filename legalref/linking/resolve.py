"""Citation → resolution: candidates by key, weighed by evidence, never chosen without enough of it."""

from collections.abc import Sequence
from typing import Final

from legalref.corpus import Corpus
from legalref.linking.evidence import Evidence, weigh
from legalref.linking.lists import with_symbols
from legalref.linking.spellings import spellings
from legalref.model import Citation, Document, Kind, Reason, Resolution, State
from legalref.orthography import number_key

_UNLINKED_TYPES: Final = frozenset({"Tiêu chuẩn quốc gia", "Quy chuẩn kỹ thuật quốc gia", "Quy chuẩn kỹ thuật địa phương"})
"""Technical standards are cited, but are not the corpus's matter."""


def link(citations: Sequence[Citation], corpus: Corpus) -> list[Resolution]:
    """Return a resolution for each citation of one text, in order.

    A short or undated mention after a full one of the same number means the same document.
    """
    linker = _Linker(corpus)
    return [linker.resolve(citation) for citation in with_symbols(citations)]


class _Linker:
    """Links the citations of one text, remembering what earlier ones meant."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._earlier: dict[tuple[str, str], Resolution] = {}
        self._found: dict[tuple[str | None, ...], Resolution] = {}
        self._by_start: dict[int, Resolution] = {}

    def resolve(self, citation: Citation) -> Resolution:
        if citation.type in _UNLINKED_TYPES:
            return Resolution(State.UNCHECKED, reason=Reason.STANDARD)
        if citation.number is None:
            return self._named(citation)
        earlier = self._earlier_mention(citation)
        resolution = earlier or self._once(citation)
        self._by_start[citation.start] = resolution
        if citation.kind is Kind.FULL and earlier is None:
            self._remember(citation, resolution)
        return resolution

    def _named(self, citation: Citation) -> Resolution:
        """Link a citation by name where only one record bears the name and the date, or where a number before it says which."""
        before = self._by_start.get(citation.antecedent.start) if citation.antecedent else None
        if before and before.document:
            return Resolution(State.RESOLVED, before.document)
        found = self._corpus.by_name(citation.name or citation.text) if citation.date else ()
        of_date = [
            each for each in found if each.issued.isoformat().startswith(citation.date or "") and each.type == citation.type
        ]
        if len(of_date) == 1:
            return Resolution(State.RESOLVED, of_date[0])
        return Resolution(State.UNCHECKED, reason=Reason.UNNUMBERED)

    def _once(self, citation: Citation) -> Resolution:
        """Look a citation up, or return what the same one gave before: a text may repeat one a thousand times."""
        said = citation.kind, citation.type, citation.number, citation.date, citation.issuer
        if said not in self._found:
            self._found[said] = self._from_corpus(citation)
        return self._found[said]

    def _earlier_mention(self, citation: Citation) -> Resolution | None:
        """Return what an earlier full citation of this number meant, where this one adds nothing of its own."""
        if citation.date or citation.issuer or citation.number is None:
            return None
        earlier = self._earlier.get((_plain_type(citation.type), number_key(citation.number)))
        if earlier is None or earlier.document is None:
            return earlier
        return Resolution(State.RESOLVED, earlier.document)

    def _remember(self, citation: Citation, resolution: Resolution) -> None:
        keys = [number_key(citation.number or "")]
        if resolution.state is not State.AMBIGUOUS:
            keys += [keys[0].split(" ")[0], " ".join(keys[0].split(" ")[:2])]
        for key in keys:
            self._earlier[_plain_type(citation.type), key] = resolution

    def _from_corpus(self, citation: Citation) -> Resolution:
        candidates = self._candidates(citation)
        if not candidates:
            return Resolution(State.NOT_IN_CORPUS, reason=Reason.NO_NUMBER)
        weighed = [weigh(citation, document) for document in candidates]
        possible = [evidence for evidence in weighed if _is_possible(evidence)]
        if not possible:
            return Resolution(State.NOT_IN_CORPUS, candidates=_ranked(weighed), reason=Reason.OTHER_DOCUMENTS)
        best = [evidence for evidence in possible if evidence.score == max(each.score for each in possible)]
        if len(best) > 1:
            return Resolution(State.AMBIGUOUS, candidates=_ranked(possible), reason=Reason.SEVERAL)
        return _judge(citation, best[0], _ranked(possible))

    def _candidates(self, citation: Citation) -> tuple[Document, ...]:
        number = citation.number or ""
        if citation.kind is Kind.FULL:
            found = (self._corpus.by_key(spelling) for spelling in spellings(citation))
            return next(filter(None, found), ())
        year = number.partition("/")[2] or (citation.date or "")[:4]
        return self._corpus.by_ordinal(number, citation.type, int(year) if year else None)


def _is_possible(evidence: Evidence) -> bool:
    """Tell whether a record can be meant.

    In its series a number is unique, so a day that differs is misdated; elsewhere another day is another document.
    """
    if evidence.series is False or evidence.agrees["place"] is False:
        return False
    return evidence.series is True or not {"date", "issuer"} & set(evidence.against)


def _plain_type(type_: str | None) -> str:
    """Return the type without «liên tịch», which later mentions leave out."""
    return (type_ or "").removesuffix(" liên tịch")


def _judge(citation: Citation, best: Evidence, candidates: tuple[Document, ...]) -> Resolution:
    """Decide what the best candidate is: the document, one that differs, or too little to tell."""
    agrees_on_day = best.agrees["date"] is True and len(citation.date or "") == len("2020-03-05")
    if not (best.series or agrees_on_day):
        return Resolution(State.AMBIGUOUS, candidates=candidates, reason=Reason.THIN)
    if best.against:
        return Resolution(State.MISMATCH, best.document, differs=_differences(citation, best))
    unnamed = best.document.place is not None and best.agrees["place"] is None
    return Resolution(State.RESOLVED, best.document, reason=Reason.PLACE_UNNAMED if unnamed else None)


def _differences(citation: Citation, evidence: Evidence) -> dict[str, tuple[str, str]]:
    document = evidence.document
    both = {
        "date": (citation.date, document.issued.isoformat()),
        "issuer": (citation.issuer, document.issuer),
        "type": (citation.type, document.type),
        "place": (citation.issuer, document.place),
    }
    return {field: (both[field][0] or "", both[field][1] or "") for field in evidence.against}


def _ranked(evidence: list[Evidence]) -> tuple[Document, ...]:
    ordered = sorted(evidence, key=lambda each: (-each.score, -each.document.issued.toordinal()))
    return tuple(each.document for each in ordered)
