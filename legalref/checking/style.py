"""LR50x and LR51x: is a document named in full the first time, and shortly after that, as the regime of the text asks?

The regimes ask differently, and have changed what they ask: the National Assembly's laws are cited by name alone in
administrative papers (Nghị định 30/2020/NĐ-CP), by name and number in normative ones (Nghị định 78/2025/NĐ-CP, Điều 68).
"""

import re
from collections.abc import Callable, Collection, Iterator
from typing import Final

from legalref.checking.rule import Case, Remark
from legalref.corpus.terms import LAWS, is_shared
from legalref.model import Citation, Document, Kind, Reason
from legalref.orthography import fold, number_key
from legalref.vocabulary import terms
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import citation_of

_IN_BRACKETS: Final = re.compile(r"\((?:sau đây |gọi )?[^()]{0,20}\Z")
"""Right before a citation in brackets, which explains what was said before them."""
_BRACKETS: Final = re.compile(r"^ ?\([^()]*\)")
_TITLE_ENDS: Final = re.compile(r";|\.(?=\s+[A-ZĐÀ-Ỹ])|\n\s*(?:Căn cứ|[-–•*+]|\d+[.)]|[a-zđ]\))")
"""Where a title cannot go on."""
_TITLELESS: Final = frozenset({"Tờ trình", "Công văn", "Văn bản", "Báo cáo"})
"""Types whose titles texts leave out by custom: «tại Tờ trình số …»."""
_CHANGED_BY: Final = re.compile(
    r"(?:sua doi|bo sung|bai bo|thay the|hop nhat|dinh chinh)[^.;]{0,60} (?:boi|theo|tai) [^.;]{0,80}\Z|\bboi [^.;]{0,60}\Z"
)
"""Right before a document that is named as what changes another: «… sửa đổi, bổ sung một số điều theo Luật số …»."""
_ATTACHED: Final = re.compile(r"kem theo(?: cac)?\s*\Z")
"""Right before the document that a regulation was issued with: the regulation's name stands before."""
_LISTED: Final = re.compile(r"[\s,;]*(?:và|hoặc|cùng|với)?\s*")
"""What stands between two members of a list."""
_OF_TITLES: Final = frozenset({"amends", "guides", "details", "corrects", "amended_by", "consolidated_in"})
"""What a document's title says of another, which is named there as the title has it."""
_BY_NUMBER: Final = frozenset({"amended_by", "consolidated_in"})
_WITHOUT_ABOUT: Final = (
    "ve ", "v/v", "cua ", "quy dinh", "ban hanh", "huong dan", "sua doi", "bo sung", "phe duyet", "bai bo", "cong bo", "thay the",
    "dinh chinh", "thi hanh", "giao ", "cho ", "dieu chinh", "thu hoi", "thanh lap", "gia han", "keo dai", "bo nhiem",
)  # fmt: skip
"""Beginnings of titles, folded, that follow their issuer as they are; before all others stands «về»."""
LONGEST_LIST: Final = 12
"""Members of a list that are looked at."""
_NEAR: Final = 60
"""Code points in which the beginning of a title or of a bracket is looked for."""


def is_first(case: Case) -> bool:
    """Tell whether this is the first mention of its document in the text."""
    return case.first.at == case.at


def is_law(citation: Citation) -> bool:
    """Tell whether a law or an ordinance is cited."""
    return citation.type in LAWS


def begin_of(citation: Citation) -> int:
    """Return where a citation begins, its pinpoints among it."""
    return min(citation.start, citation.reference.start) if citation.reference.end else citation.start


def end_of(citation: Citation) -> int:
    """Return where a citation ends, its date and issuer among it."""
    return max(citation.end, citation.reference.end)


def is_in_title(case: Case) -> bool:
    """Tell whether the citation stands in the title of an earlier one: «… sửa đổi một số điều của Nghị định số …»."""
    for _ in range(LONGEST_LIST):
        before = case.before
        if before is None:
            return False
        if not is_listed(case):
            between = _between(before, case)
            return bool(before.citation.title) and not _TITLE_ENDS.search(between) and not between.rstrip().endswith((",", " và"))
        case = before
    return False


def is_named_by_number(case: Case) -> bool:
    """Tell whether the text names the document only as what amends or consolidates another: its number is enough."""
    for _ in range(LONGEST_LIST):
        if case.citation.relation in _BY_NUMBER or _CHANGED_BY.search(fold(_ahead(case))):
            return True
        if case.before is None or not is_listed(case):
            return False
        case = case.before
    return False


def is_heading(case: Case) -> bool:
    """Tell whether a citation is a document's own heading: it fills its line or has its type in capitals."""
    content, citation = case.sheet.text.content, case.citation
    word = citation.text.split(maxsplit=1)[0].replace("Đ", "")
    if word.isupper() and not word.isascii():  # «LUẬT», «NGHỊ», not «NĐ» or «BLHS»
        return True
    ahead = content[max(0, citation.start - _NEAR) : citation.start].rstrip(" \t")
    behind = content[citation.end : citation.end + _NEAR].lstrip(" \t")
    return ahead[-1:] in ("", "\n") and behind[:1] in ("", "\n")


def is_attached(case: Case) -> bool:
    """Tell whether the citation follows «kèm theo»: it names the carrier of a regulation or of an annex."""
    start = case.citation.start
    return _ATTACHED.search(fold(case.sheet.text.content[max(0, start - _NEAR) : start])) is not None


def _ahead(case: Case) -> str:
    begin = begin_of(case.citation)
    return " ".join(case.sheet.text.content[max(0, begin - 2 * _NEAR) : begin].split()) + " "


def _between(before: Case, case: Case) -> str:
    return case.sheet.text.content[end_of(before.citation) : begin_of(case.citation)]


def is_listed(case: Case) -> bool:
    """Tell whether a citation goes on with the list that the one before it stands in: «Luật X và Nghị định Y»."""
    return case.before is not None and _LISTED.fullmatch(_between(case.before, case)) is not None


def has_title(case: Case) -> bool:
    """Tell whether a title follows, or the citation only explains, in brackets, what was said before."""
    citation, content = case.citation, case.sheet.text.content
    if citation.title or citation.name or citation.type in _TITLELESS:
        return True
    after = _BRACKETS.sub("", " ".join(content[end_of(citation) : end_of(citation) + 2 * _NEAR].split())).lstrip(' ,“"«')
    words = tuple(f"{fold(word)} " for word in terms().titles.words)
    is_joint = (citation.type or "").endswith(" liên tịch")  # of whose issuers some may stand before the title unread
    opens = any(f" {word}" in f" {fold(after)}" for word in words) if is_joint else fold(after).startswith(words)
    begin = begin_of(citation)
    return opens or is_attached(case) or _IN_BRACKETS.search(content, max(0, begin - _NEAR), begin) is not None


def _has(case: Case, field: str) -> bool:
    """Tell whether a citation says a field: number, name, year, date, issuer or title."""
    citation = case.citation
    said: dict[str, Callable[[], bool]] = {
        "number": lambda: citation.kind is Kind.FULL,
        "name": lambda: bool(citation.name) or has_title(case),
        "year": lambda: bool(citation.date or citation.number),
        "date": lambda: citation.is_dated,
        "issuer": lambda: bool(citation.issuer),
        "title": lambda: has_title(case),
    }
    return said[field]()


def _is_asked(case: Case) -> bool:
    """Tell whether a citation is one of which a first mention in full can be asked."""
    citation = case.citation
    return (
        (is_law(citation) or citation.number is not None)
        and citation.type is not None
        and case.resolution.reason is not Reason.STANDARD
        and citation.relation not in _OF_TITLES
        and is_first(case)
        and not is_heading(case)
        and not is_in_title(case)
        and not is_named_by_number(case)
    )


def _incomplete(case: Case, code: str, asked: Collection[str]) -> Iterator[Remark]:
    """Yield that the first mention of a document lacks some of the fields asked for."""
    lacking = [field for field in asked if not _has(case, field)] if is_first(case) else []
    if lacking and _is_asked(case):
        fields = ", ".join(say(f"cited.{field}", case.language) for field in lacking)
        yield Remark(code, {"lacking": fields, "known": _known(case.resolution.document, case.language)})


def _known(record: Document | None, language: str) -> str:
    """Return how the record would be cited in full, as the rest of a message; empty without a record."""
    if record is None:
        return ""
    title = f" {_about(record.title)}" if record.title else ""
    return " " + say("word.known_as", language, full=f"{citation_of(record)}{title}")


def _about(title: str) -> str:
    """Return a title as the rest of a citation: «về công tác văn thư», «quy định chi tiết …»."""
    small = f"{title[0].lower()}{title[1:]}"
    return small if fold(small).startswith(_WITHOUT_ABOUT) else f"về {small}"


def first_in_administrative(case: Case) -> Iterator[Remark]:
    """LR501: type, number, day, issuer and title at the first mention in an administrative paper; laws by name."""
    if not is_law(case.citation):
        yield from _incomplete(case, "LR501", ("number", "date", "issuer", "title"))


def law_in_administrative(case: Case) -> Iterator[Remark]:
    """LR502: a law in an administrative paper is cited by type and name alone."""
    citation, record = case.citation, case.resolution.document
    says_more = citation.number or (citation.issuer and end_of(citation) > citation.end)
    name = citation.name or (record.names[0] if record and record.names else None)
    if is_law(citation) and says_more and name and _is_asked(case):
        yield Remark("LR502", {"right": name})


def first_in_normative_until_2025(case: Case) -> Iterator[Remark]:
    """LR503: everything at the first mention in a normative text, to 31/3/2025; a law's mere name is a way to speak of it."""
    citation = case.citation
    is_mere_name = is_law(citation) and not citation.number and (not citation.date or citation.relation == "based_on")
    if not is_mere_name:
        yield from _incomplete(case, "LR503", ("number", "date", "issuer", "name" if is_law(citation) else "title"))


def first_in_normative_of_spring_2025(case: Case) -> Iterator[Remark]:
    """LR504: name and year for a law, no day for the others, from 01/4 to 30/6/2025."""
    yield from _incomplete(case, "LR504", ("name", "year") if is_law(case.citation) else _without_day(case.citation))


def first_in_normative(case: Case) -> Iterator[Remark]:
    """LR505: name and number for a law, no day for the others, from 01/7/2025."""
    yield from _incomplete(case, "LR505", ("name", "number") if is_law(case.citation) else _without_day(case.citation))


def _without_day(citation: Citation) -> tuple[str, ...]:
    """Return what is asked of a document that is no law: of the National Assembly's resolutions name and number are enough."""
    return ("number", "title") if is_shared(citation.number) else ("number", "issuer", "title")


def first_in_party(case: Case) -> Iterator[Remark]:
    """LR506: number, day, issuer and title at the first mention in a Party paper."""
    if not is_law(case.citation):
        yield from _incomplete(case, "LR506", ("number", "date", "issuer", "title"))


def first_in_front(case: Case) -> Iterator[Remark]:
    """LR507: number, day and issuer at the first mention in a paper of the Fatherland Front."""
    if not is_law(case.citation):
        yield from _incomplete(case, "LR507", ("number", "date", "issuer"))


def _repeats(case: Case, code: str, fields: Collection[str]) -> Iterator[Remark]:
    """Yield that a later mention says again what the first one, in full, has said."""
    citation, first = case.citation, case.first
    if first.at == case.at or citation.kind is not Kind.FULL or not first.citation.issuer or is_in_title(first):
        return
    repeated = [field for field in fields if _repeated(case, first, field)]
    if repeated and not is_in_title(case) and not is_attached(case) and citation.relation != "based_on":
        names = ", ".join(say(f"cited.{field}", case.language) for field in repeated)
        yield Remark(code, {"repeated": names, "short": _short(citation)})


def _short(citation: Citation) -> str:
    """Return a citation as later mentions have it, its number written as it ought to be."""
    begin = re.search(r"\d", citation.text)
    if citation.number and begin and number_key(citation.text[begin.start() :]) == number_key(citation.number):
        return f"{' '.join(citation.text[: begin.start()].split())} {citation.number}".lstrip()
    return " ".join(citation.text.split())


def _repeated(case: Case, first: Case, field: str) -> bool:
    ours, theirs = getattr(case.citation, field), getattr(first.citation, field)
    return bool(ours) and (ours == theirs or field != "date")


def later_in_administrative(case: Case) -> Iterator[Remark]:
    """LR511: type and number alone at a later mention in an administrative paper."""
    yield from _repeats(case, "LR511", ("date", "issuer", "title"))


def later_in_normative_until_2025(case: Case) -> Iterator[Remark]:
    """LR512: type and number alone, of laws type and name, at a later mention in a normative text, to 31/3/2025."""
    yield from _repeats(case, "LR512", ("date", "issuer", "title"))


def later_in_normative(case: Case) -> Iterator[Remark]:
    """LR513: type and number are enough at a later mention of a law in a normative text, from 01/7/2025."""
    if is_law(case.citation):
        yield from _repeats(case, "LR513", ("date", "issuer"))


def later_in_party(case: Case) -> Iterator[Remark]:
    """LR514: type and number alone at a later mention in a Party paper."""
    yield from _repeats(case, "LR514", ("date", "issuer", "title"))


RULES: Final[tuple[Callable[[Case], Iterator[Remark]], ...]] = (
    first_in_administrative,
    law_in_administrative,
    first_in_normative_until_2025,
    first_in_normative_of_spring_2025,
    first_in_normative,
    first_in_party,
    first_in_front,
    later_in_administrative,
    later_in_normative_until_2025,
    later_in_normative,
    later_in_party,
)
