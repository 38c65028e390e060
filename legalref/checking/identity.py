"""LR2xx: is it this document? What linking found, said as findings."""

import re
from collections.abc import Iterator
from typing import Final

from legalref.checking.form import type_is_told
from legalref.checking.rule import Case, Remark
from legalref.checking.style import end_of, is_in_title, is_listed
from legalref.linking.near import neighbours_against
from legalref.linking.titles import likeness, same_title
from legalref.model import Citation, Confidence, Document, Kind, Reason, Severity, State
from legalref.orthography import fold, year_of
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import day, document, sources

_FIELD_RULES: Final = {"date": "LR202", "issuer": "LR203", "type": "LR204", "title": "LR207"}
_OF_ANOTHER: Final = frozenset({"date", "issuer", "title"})
"""Fields of which two that differ show that another document is meant."""
_SURE: Final = frozenset({Confidence.OFFICIAL, Confidence.CROSSCHECKED})
"""Facts against which another number is more than a question."""
_WITH_TITLES: Final = frozenset(
    {"phapdien", "congbao", "law text", "vbpl_review", "vlc", "kltn", "collected", "binhduong_ubnd", "sonla_congbao"}
    | {"iam-Dylan/alqac-2026 (congbao.chinhphu.vn)"}
)
"""Sources that have a document's own head, or are an official list of documents."""
_REWORDED: Final = 0.25
"""Share of words from which on a title may be the same, cut or put in other words."""
_LAID_DOWN: Final = re.compile(
    r"(?:huong dan|quy dinh)(?: sua doi| chi tiet| cu the)? tai |(?:sua doi|bo sung)(?:, bo sung)?(?: tai| boi)\b"
)
"""«hướng dẫn tại Thông tư …», «quy định sửa đổi tại …», «sửa đổi bởi …»: no title."""
_QUOTED: Final = re.compile(r"[^\n.;:]*:\s*[“\"«‘]")
"""From a citation to the words that are quoted from it: «… Nghị quyết 01/2012/NQ-HĐTP: “Giá tài sản …”»."""
_NEAR: Final = 120
"""Code points in which such a quotation begins."""
_FORM: Final = re.compile(r"mau(?: so)?\s*\Z")
_LAST_OF_TWO_REGISTERS: Final = 2001
"""The last year in which one symbol had two registers: 219/1999/QĐ-TTg is of 11/11/1999, 1232/1999/QĐ-TTg of 24/12/1999."""
_SHOWN: Final = 4
"""How many candidates a message names."""


def unknown_number(case: Case) -> Iterator[Remark]:
    """LR201: no record has the number, or only other documents have it, and nothing better can be said."""
    if case.resolution.state is State.NOT_IN_CORPUS and case.resolution.suggestion is None:
        candidates = case.resolution.candidates
        key = "word.other_records" if candidates else "word.no_record"
        fact = say(key, case.language, cited=case.citation.number, candidates=_listed(case, candidates))
        yield Remark("LR201", {"fact": fact})


def different_field(case: Case) -> Iterator[Remark]:
    """LR202, LR203, LR204, LR207: date, issuer, type or title differ from the record."""
    record = case.resolution.document
    if len(_OF_ANOTHER & case.resolution.differs.keys()) > 1 and type_is_told(case):
        return  # the symbol is wrong, so it is the number of another document
    for field, (cited, recorded) in case.resolution.differs.items():
        if record is None or field not in _FIELD_RULES or case.resolution.suggestion:
            continue
        if (field == "title" and _is_no_title_of_its_own(case, cited)) or (field == "issuer" and _is_of_what_it_says(case)):
            continue
        if field != "type" or not type_is_told(case):
            values: dict[str, object] = {"cited": cited, "recorded": recorded, "source": sources(record, case.language)}
            if field == "date":
                values |= {"cited": day(cited), "recorded": day(recorded)}
            most = Severity.INFO if _is_loose(field, cited, recorded, record) else Severity.ERROR
            yield Remark(_FIELD_RULES[field], values, case.confidence, most)


def _is_loose(field: str, cited: str, recorded: str, record: Document) -> bool:
    """Tell whether a difference is only worth noting.

    A joint circular is often called a circular; a title that was not read in the document's own text or in an official list
    may be what others say of it, and one that shares some words may be cut or reworded.
    """
    if field == "type":
        return recorded == f"{cited} liên tịch"
    if field != "title":
        return False
    return _WITH_TITLES.isdisjoint(record.sources) or (likeness(cited, recorded) or 0) > _REWORDED


def _is_no_title_of_its_own(case: Case, cited: str) -> bool:
    """Tell whether what follows is the title of a list («… Luật X và Nghị định Y về …»), where a rule stands, a quotation."""
    listed = is_listed(case) and is_in_title(case)
    return listed or _LAID_DOWN.match(fold(cited)) is not None or _is_quoted(case)


def _is_quoted(case: Case) -> bool:
    """Tell whether a colon and quotation marks stand behind the citation: its words, not its title."""
    content, end = case.sheet.text.content, case.citation.end
    return _QUOTED.match(content, end, min(len(content), end + _NEAR)) is not None


def _is_of_what_it_says(case: Case) -> bool:
    """Tell whether a body before a mere «văn bản» issued what that one tells of: «kết luận của Bộ Chính trị tại văn bản số …»."""
    citation = case.citation
    behind = " ".join(case.sheet.text.content[citation.end : end_of(citation)].split())
    return citation.type == "Văn bản" and (citation.issuer or "") not in behind


def near_miss(case: Case) -> Iterator[Remark]:
    """LR208: one record fits everything but a slip in the number."""
    suggestion = case.resolution.suggestion
    if suggestion:
        record = suggestion.document
        values = {"suggested": document(record, case.language), "number": record.number}
        most = Severity.WARNING if record.confidence in _SURE and _is_pointed_at(case) else Severity.INFO
        yield Remark("LR208", values | {"source": sources(record, case.language)}, record.confidence, most)


def _is_pointed_at(case: Case) -> bool:
    """Tell whether more than the day and the issuer speak for a proposal: its title, or a year that the number cannot have."""
    citation, suggestion = case.citation, case.resolution.suggestion
    if suggestion is None:
        return False
    titled = citation.title and suggestion.document.title and same_title(citation.title, suggestion.document.title)
    year = year_of(citation.number)
    return bool(titled) or bool(year and citation.date and citation.date[:4] != year)


def out_of_order(case: Case) -> Iterator[Remark]:
    """LR209: the register has no place for the number on that day."""
    cited, number = case.citation, case.citation.number or ""
    day_ = cited.day
    if (
        case.resolution.state is not State.NOT_IN_CORPUS
        or case.resolution.suggestion
        or day_ is None
        or cited.kind is not Kind.FULL
    ):
        return
    year = year_of(number)
    between = neighbours_against(cited, day_, case.sheet.corpus) if year in (None, str(day_.year)) else None
    if between and (between.after or day_.year > _LAST_OF_TWO_REGISTERS):
        parts = [
            say("word.register_entry", case.language, number=entry.number, day=day(entry.issued)) for entry in between if entry
        ]
        yield Remark("LR209", {"neighbours": "; ".join(parts), "cited": day(cited.date)}, most=Severity.WARNING)


def two_days(case: Case) -> Iterator[Remark]:
    """LR210: the text itself gives the same document another day."""
    cited = case.citation
    if not cited.number or not cited.day or case.resolution.document or cited.kind is not Kind.FULL:
        return
    earlier = case.dated.citation
    if earlier.start < cited.start and earlier.date != cited.date and earlier.day and _is_one_register(cited, earlier):
        yield Remark("LR210", {"earlier": day(earlier.date), "cited": day(cited.date)})


def _is_one_register(cited: Citation, earlier: Citation) -> bool:
    """Tell whether two days of one number are of one document: of a year that the number carries, or of one year and body."""
    if year_of(cited.number):
        return True
    return (cited.date or "")[:4] == (earlier.date or "")[:4] and (cited.issuer or "") == (earlier.issuer or "")


def ambiguous(case: Case) -> Iterator[Remark]:
    """LR205 where several records fit, LR206 where the only one that fits is not certain."""
    if case.resolution.state is State.AMBIGUOUS and not _is_form(case):
        candidates = case.resolution.candidates
        several = case.resolution.reason is Reason.SEVERAL
        values = {"count": len(candidates), "candidates": _listed(case, candidates)}
        is_bare = case.citation.kind is Kind.SHORT and "/" not in (case.citation.number or "")
        yield Remark("LR205" if several else "LR206", values, most=Severity.INFO if is_bare else Severity.ERROR)


def _is_form(case: Case) -> bool:
    """Tell whether a bare number is that of a form: «Mẫu quyết định số 02»."""
    ahead = case.sheet.text.content[max(0, case.citation.start - 8) : case.citation.start]
    return case.citation.kind is Kind.SHORT and _FORM.search(fold(ahead)) is not None


def _listed(case: Case, candidates: tuple[Document, ...]) -> str:
    shown = "; ".join(document(candidate, case.language) for candidate in candidates[:_SHOWN])
    return shown + ("; …" if len(candidates) > _SHOWN else "")
