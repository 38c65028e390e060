"""LR4xx: does the document have the provision that is cited?

Only what every known text of the document lacks is called absent, and only where its numbering is not in doubt.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from legalref.checking.rule import Case, Remark
from legalref.checking.style import begin_of, end_of
from legalref.model import Article, Document, Kind, Pinpoint, Provisions, Rel, Severity, Wording
from legalref.orthography import fold
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import document, pinpoint, source_names

_CHANGES: Final = frozenset({Rel.AMENDS, Rel.REPEALS_PART, Rel.CORRECTS, Rel.CONSOLIDATES})
"""What may have taken provisions away from, or added them to, the text that was read."""
_TAKEN_AWAY: Final = frozenset({"repeals", "repeals_part", "replaces", "amends"})
_CHANGED: Final = re.compile(r"[ ,(]{0,3}(?:da |co noi dung )?(?:duoc |bi )(?:sua doi|bo sung|bai bo|thay the|dinh chinh)")
_AMENDING: Final = re.compile(
    r"(?:luat|phap lenh|nghi dinh|thong tu|quyet dinh|nghi quyet) (?:sua doi|bo sung)[^.;]{0,20}\Z"
    r"|(?:sua doi|bo sung|bai bo) tai \Z"
)
_NEAR: Final = 48
"""Code points beside a citation in which its change is spoken of."""


class _Lack(NamedTuple):
    """What a document does not have, and what it has instead."""

    missing: Pinpoint
    has: str


def missing_provision(case: Case) -> Iterator[Remark]:
    """LR401: no known text of the document has the article, clause or point."""
    record = case.resolution.document
    if record is None or not case.citation.pinpoints:
        return
    provisions = case.sheet.corpus.provisions(record)
    if provisions is None:
        return
    if _speaks_of_change(case, provisions):
        return
    unsure = _is_unsure(case, record)
    surface = fold(case.sheet.text.content[begin_of(case.citation) : end_of(case.citation)])
    for place in case.citation.pinpoints:
        lack = _lack(place, provisions, case.language) if _is_plain(place, surface) else None
        if lack and not (unsure and lack.missing.khoan):
            values = {
                "provision": pinpoint(lack.missing, case.language), "document": document(record, case.language),
                "has": lack.has, "source": source_names([provisions.source], case.language),
            }  # fmt: skip
            yield Remark("LR401", values, case.confidence, most=Severity.INFO if unsure else Severity.ERROR)


def _speaks_of_change(case: Case, provisions: Provisions) -> bool:
    """Tell whether the text says that the provision was added, changed or taken away, or stands in an amending law's name."""
    content, begin, end = case.sheet.text.content, begin_of(case.citation), end_of(case.citation)
    behind, ahead = fold(content[end : end + _NEAR]), fold(content[max(0, begin - _NEAR) : begin])
    goes = provisions.wording is Wording.CODIFIED and case.citation.relation in _TAKEN_AWAY
    return goes or _CHANGED.match(behind) is not None or _AMENDING.search(ahead) is not None


def _is_unsure(case: Case, record: Document) -> bool:
    """Tell whether what was read may not show all, so that a khoản or điểm that it lacks is not spoken of.

    Amendments add and take away, an amending document quotes provisions of another, and a name without a year or a number may
    mean a younger law.
    """
    corpus, citation = case.sheet.corpus, case.citation
    is_bare = citation.kind is Kind.NAMED and citation.date is None
    changed = any(edge.rel in _CHANGES for edge in corpus.done_to(record))
    return is_bare or changed or any(edge.rel is Rel.AMENDS for edge in corpus.done_by(record))


def _is_plain(place: Pinpoint, surface: str) -> bool:
    """Tell whether a place can be looked for.

    Not so a range («c-h»), a label that an amendment gives («5a», «9a»), and a Điều in a list in which others have the khoản
    («Điều 8, khoản 5 Điều 11»).
    """
    numbered = [label for label in (place.dieu, place.khoan) if label]
    is_told = all(label.isdigit() for label in numbered) and (place.diem is None or place.diem.isalnum())
    return is_told and (place.khoan is None or surface.count("dieu ") <= 1 or f" {place.khoan} dieu {place.dieu}" in surface)


def _lack(place: Pinpoint, provisions: Provisions, language: str) -> _Lack | None:
    """Return what of a place is missing, from the article down; None where it is there or cannot be told."""
    if place.dieu is None or provisions.attached:
        return None  # an annex or a regulation issued with the document numbers its articles anew
    texts = _texts(place.dieu, provisions)
    if not texts:
        return _lacking_article(place.dieu, provisions, language)
    if place.dieu in provisions.doubt or place.khoan is None:
        return None
    clauses = _union(article.khoan for article in texts)
    if place.khoan not in clauses:
        has = say("provision.clauses", language, dieu=place.dieu, labels=_span(clauses)) if clauses else ""
        has = has or say("provision.no_clauses", language, dieu=place.dieu)
        return _Lack(Pinpoint(dieu=place.dieu, khoan=place.khoan), has)
    points = _union(article.diem.get(place.khoan, ()) for article in texts)
    if place.diem is None or place.diem in points or not points:
        return None
    has = say("provision.points", language, dieu=place.dieu, khoan=place.khoan, labels=_span(points))
    return _Lack(Pinpoint(dieu=place.dieu, khoan=place.khoan, diem=place.diem), has)


def _lacking_article(label: str, provisions: Provisions, language: str) -> _Lack | None:
    """Return that an article is missing, unless the text read leaves some out: the code drops amending and repealed ones."""
    numbered = [int(each) for each in provisions.dieu if each.isdigit()]
    if not numbered or label in provisions.gaps or not label.isdigit() or provisions.wording is Wording.CODIFIED:
        return None
    return _Lack(Pinpoint(dieu=label), say("provision.articles", language, first=min(numbered), last=max(numbered)))


def _texts(label: str, provisions: Provisions) -> list[Article]:
    """Return an article as every text has it."""
    known: list[Mapping[str, Article]] = [provisions.dieu, *(other.dieu for other in provisions.others)]
    return [articles[label] for articles in known if label in articles]


def _union(labels: "Iterator[Sequence[str]]") -> list[str]:
    return list(dict.fromkeys(label for some in labels for label in some))


def _span(labels: Sequence[str]) -> str:
    """Return labels as a person counts them: «1–4», «a, b, c, d, đ»."""
    numbers = [int(label) for label in labels if label.isdigit()]
    if len(numbers) == len(labels) and len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        return f"{numbers[0]}–{numbers[-1]}"
    return ", ".join(labels)
