"""LR52x and LR55x: amendments named beside what they amend, and what may stand in the lines that begin with «Căn cứ»."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from legalref.checking.rule import Case, Remark
from legalref.checking.style import LONGEST_LIST, begin_of, end_of, is_first, is_heading, is_in_title, is_named_by_number
from legalref.corpus.ranks import rank, rank_of
from legalref.corpus.terms import LAWS
from legalref.model import Confidence, Reference, Rel
from legalref.orthography import fold, number_key
from legalref.vocabulary.wording import reference

_SAYS_AMENDED: Final = re.compile(r"(?:duoc|da) (?:duoc )?sua doi|sua doi, bo sung (?:boi|theo|tai|nam)|(?:da|duoc) bo sung")
_SAYS_BY: Final = re.compile(r"sua doi, bo sung (?:boi|theo|tai)")
_CLAUSE_ENDS: Final = re.compile(r";|\.(?=\s)|\n\s*Căn cứ")
_LONGEST_CLAUSE: Final = 700
"""Code points after a citation in which its amendments may be named."""
_NEAR: Final = 60
"""Code points after a citation in which it is said that it was amended."""
_BASIS: Final = re.compile(r"(?:^|[\n;.:–•“-])\s*Căn cứ(?: vào)?\s")
_LONGEST_BASIS: Final = 600
_CONSOLIDATED: Final = "Văn bản hợp nhất"
_COMPETENCE: Final = re.compile(r"chức năng, nhiệm vụ|quy chế làm việc", re.IGNORECASE)
"""What the basis of an issuer's competence is about; it stands first by custom."""


def amended_law(case: Case) -> Iterator[Remark]:
    """LR521: an amended law is cited without «được sửa đổi, bổ sung bởi …», from 01/7/2025."""
    if case.citation.type in LAWS:
        yield from _unnamed_amendments(case, "LR521")


def amended_document(case: Case) -> Iterator[Remark]:
    """LR522: another amended document is cited without what amends it, from 01/7/2025."""
    if case.citation.type not in LAWS:
        yield from _unnamed_amendments(case, "LR522")


def amended_law_of_spring_2025(case: Case) -> Iterator[Remark]:
    """LR523: an amended law is cited without «được sửa đổi, bổ sung», from 01/4 to 30/6/2025."""
    if case.citation.type in LAWS:
        yield from _unnamed_amendments(case, "LR523")


def _unnamed_amendments(case: Case, code: str) -> Iterator[Remark]:
    edges = _unnamed(case, _amendments(case), _LONGEST_CLAUSE)
    if edges and _is_told_alone(case) and not _SAYS_AMENDED.search(fold(_clause_after(case))):
        yield _about(case, code, edges)


def amendment_left_out(case: Case) -> Iterator[Remark]:
    """LR524: the text names amendments of a document, but not all that the corpus knows."""
    edges, clause = _amendments(case), _clause_after(case)
    if not edges or case.citation.pinpoints or not _is_told_alone(case) or not _SAYS_BY.search(fold(clause)):
        return
    left = _unnamed(case, edges, len(clause))
    if left and len(left) < len(edges):
        yield _about(case, "LR524", left)


def _unnamed(case: Case, edges: tuple[Reference, ...], within: int) -> tuple[Reference, ...]:
    """Return the edges whose documents the text does not cite within so many code points after the citation."""
    high = end_of(case.citation) + within
    following = case.sheet.citations[case.at + 1 : case.at + 1 + LONGEST_LIST] if edges else ()
    named = {number_key(each.number or "") for each in following if each.start < high}
    return tuple(edge for edge in edges if number_key(edge.number) not in named)


def _about(case: Case, code: str, edges: tuple[Reference, ...]) -> Remark:
    listed = list(dict.fromkeys(reference(edge, case.language) for edge in edges))
    weakest = max((edge.confidence for edge in edges), key=list(Confidence).index)
    weakest = max(weakest, case.confidence, key=list(Confidence).index)
    return Remark(code, {"edges": "; ".join(listed)}, weakest)


def _amendments(case: Case) -> tuple[Reference, ...]:
    validity = case.validity
    return tuple(edge for edge in validity.amended_by if edge.rel is Rel.AMENDS) if validity else ()


def _is_told_alone(case: Case) -> bool:
    """Tell whether the first mention of a document speaks of it for itself, not of its change or in another's title."""
    return (
        is_first(case)
        and case.citation.relation in (None, "based_on")
        and not is_heading(case)
        and not is_in_title(case)
        and not is_named_by_number(case)
    )


def _clause_after(case: Case) -> str:
    content, end = case.sheet.text.content, end_of(case.citation)
    stop = _CLAUSE_ENDS.search(content, end, end + _LONGEST_CLAUSE)
    return content[end : stop.start() if stop else end + _LONGEST_CLAUSE]


def amendments_are_said(case: Case) -> bool:
    """Tell whether the text says behind a citation that it was amended, and names all that did, by number or by year."""
    clause, edges = _clause_after(case), case.validity.amended_by if case.validity else ()
    if not edges or not _SAYS_AMENDED.search(fold(clause[:_NEAR])):
        return False
    return all(edge.issued and str(edge.issued.year) in clause for edge in _unnamed(case, edges, len(clause)))


def basis_of(case: Case) -> int | None:
    """Return where the «Căn cứ» begins in whose line the citation stands; None where it stands in none."""
    content, begin = case.sheet.text.content, begin_of(case.citation)
    low = max(0, begin - _LONGEST_BASIS)
    at = content.rfind("Căn cứ", low, begin)
    if at < 0 or ";" in content[at:begin] or re.search(r"\.\s*\n", content[at:begin]):
        return None
    return at if _BASIS.search(content, max(0, at - 4), at + 11) else None


def _opens_basis(case: Case) -> bool:
    """Tell whether the citation is the first of its «Căn cứ»."""
    at = basis_of(case)
    before = case.before
    return at is not None and (before is None or before.citation.start < at)


def consolidated_basis(case: Case) -> Iterator[Remark]:
    """LR551: a consolidated text alone is a basis, from 01/7/2026."""
    citation = case.citation
    is_consolidated = citation.type == _CONSOLIDATED or "VBHN" in (citation.number or "")
    if is_consolidated and citation.relation != "consolidated_in" and _opens_basis(case):
        cited = f"{_CONSOLIDATED} số {citation.number}"
        yield Remark("LR551", {"cited": cited, "original": _original(case)})


def _original(case: Case) -> str:
    """Return the document that a consolidated text consolidates; «…» where the corpus does not know it."""
    record = case.resolution.document
    edges = case.sheet.corpus.done_by(record) if record else ()
    found = [reference(edge, case.language) for edge in edges if edge.rel is Rel.CONSOLIDATES]
    return found[0] if found else "…"


def lower_before_higher(case: Case) -> Iterator[Remark]:
    """LR552: in the lines of «Căn cứ» a document stands after one of lower rank."""
    if not _opens_basis(case):
        return
    above = case.before
    while above and basis_of(above) is not None and not _opens_basis(above):
        above = above.before
    if above is None or not _opens_basis(above) or _is_of_competence(above):
        return
    higher, lower = _rank(case), _rank(above)
    if higher is not None and lower is not None and higher < lower:
        yield Remark("LR552", {"higher": _short(case), "lower": _short(above)})


def _rank(case: Case) -> int | None:
    record, citation = case.resolution.document, case.citation
    return rank(record) if record else rank_of(citation.type or "", citation.issuer)


def _short(case: Case) -> str:
    return " ".join(case.citation.text.split())


def _is_of_competence(case: Case) -> bool:
    record = case.resolution.document
    titles = (case.citation.title, record.title if record else None, _clause_after(case))
    return any(title and _COMPETENCE.search(title) for title in titles)


RULES: Final[tuple[Callable[[Case], Iterator[Remark]], ...]] = (
    amended_law,
    amended_document,
    amended_law_of_spring_2025,
    amendment_left_out,
    consolidated_basis,
    lower_before_higher,
)
