"""Which earlier citation a mention stands for: «Nghị định 30» after «Nghị định số 30/2020/NĐ-CP», «Quyết định nói trên».

Only where it is certain: of all documents cited before that could be meant, exactly one. Else none is given.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

from legalref.extraction.mentions import Agreed
from legalref.model import DOCUMENTS, Citation, Kind, Span
from legalref.orthography import fold, number_key, year_of

_NEAR: Final = 2000
"""Code points back from «Quyết định nói trên» in which its document must stand."""


def with_antecedents(citations: Sequence[Citation], agreed: Sequence[Agreed]) -> list[Citation]:
    """Return the citations and mentions of one text, in order, with the antecedents that are certain."""
    if not any(map(_may_stand_for_another, citations)):
        return list(citations)
    linker = _Linker(agreed)
    return [linker.read(citation) for citation in citations]


def _may_stand_for_another(citation: Citation) -> bool:
    return citation.kind in (Kind.SHORT, Kind.BACK) or (citation.kind is Kind.NAMED and citation.date is None)


class _Linker:
    """Goes through the citations of one text, remembering those before."""

    def __init__(self, agreed: Sequence[Agreed]) -> None:
        self._agreed: dict[str, list[Agreed]] = {}
        for each in agreed:
            self._agreed.setdefault(each.name, []).append(each)
        self._by_ordinal: dict[tuple[str, str], dict[str, Citation]] = {}
        self._by_name: dict[str, dict[str, Citation]] = {}
        self._documents: list[tuple[int, Citation]] = []

    def read(self, citation: Citation) -> Citation:
        """Return `citation` with its antecedent, if it has one, and remember it."""
        meant = self._meant(citation)
        self._remember(citation, meant or citation)
        return msgspec.structs.replace(citation, antecedent=Span(meant.start, meant.end)) if meant else citation

    def _remember(self, citation: Citation, meant: Citation) -> None:
        if citation.kind in DOCUMENTS:
            self._documents.append((citation.end, meant))
        if citation.kind is Kind.FULL:
            key = number_key(citation.number or "")
            ordinal, _, rest = key.partition(" ")
            for short in (ordinal, f"{ordinal} {rest.partition(' ')[0]}"):
                self._by_ordinal.setdefault((citation.type or "", short), {}).setdefault(key, citation)
        if citation.name and (citation.number or citation.date):
            year = year_of(citation.number) or (citation.date or "")[:4]
            self._by_name.setdefault(fold(citation.name), {}).setdefault(year, citation)

    def _meant(self, citation: Citation) -> Citation | None:
        if citation.kind is Kind.SHORT:
            return _only(self._by_ordinal.get((citation.type or "", number_key(citation.number or ""))))
        if citation.kind is Kind.NAMED and citation.date is None:
            return _only(self._by_name.get(fold(citation.name or "")))
        if citation.kind is Kind.BACK:
            return self._agreed_on(citation) or self._last_of_type(citation)
        return None

    def _agreed_on(self, citation: Citation) -> Citation | None:
        """Return the latest citation before that this name was agreed on for."""
        meant = [each.meant for each in self._agreed.get(citation.name or "", ()) if each.since <= citation.start]
        return meant[-1] if meant else None

    def _last_of_type(self, citation: Citation) -> Citation | None:
        """Return the document of this type that alone was named near before."""
        near = []
        for end, each in reversed(self._documents):
            if citation.start - end >= _NEAR:
                break
            if each.type == citation.type:
                near.append(each)
        documents = {_identity(each) for each in near}
        return near[0] if len(documents) == 1 else None


def _only(found: dict[str, Citation] | None) -> Citation | None:
    return next(iter(found.values())) if found and len(found) == 1 else None


def _identity(citation: Citation) -> str:
    return number_key(citation.number) if citation.number else fold(citation.name or "")
