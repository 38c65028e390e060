"""What completes a head: fields of a portal, what attests a consolidated text, who speaks for the Party's centre, the term."""

from collections.abc import Sequence
from typing import Final

import regex

from legalref.corpus.terms import assembly_years, congress
from legalref.heads.closing import Attest, Closing, Signature, attest_of, day_above_signature, passed_at
from legalref.heads.issuers import bodies, by_symbol, listed, province
from legalref.heads.lines import MOST, Piece, compact, is_junk, plain
from legalref.heads.numbers import type_of_number
from legalref.heads.portal import Field, fields
from legalref.heads.scan import Noted, Scan, scan
from legalref.heads.title import LAWS, with_capitals_of
from legalref.model import Citation, Day, Span
from legalref.numerals import roman
from legalref.orthography import fold, is_party_number

CONSOLIDATED: Final = "Văn bản hợp nhất"
CENTRE: Final = ("Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành Trung ương")
"""Bodies that share the head «Ban Chấp hành Trung ương» and the code TW: who speaks is said where it is signed."""
_ASSEMBLY: Final = regex.compile(r"(?:QH|UBTVQH|HĐNN)(?P<term>[0-9]{1,2})\b")
_NOTE_MARK: Final = regex.compile(r"(?<=\p{Ll})[0-9]{1,2}(?= |$)")
"""The mark of a footnote of a consolidated text, glued to a word."""
_MOST_GROUNDS: Final = 30_000
"""Code points in which the grounds of a document stand."""
_MOST_OTHERS: Final = 8
"""Lines among the grounds that are none: the leader's name above them, «Thực hiện Nghị quyết …»."""
_GROUNDS_END: Final = regex.compile("theo de nghi|xet de nghi|dieu 1|chuong |quyet dinh ?:|quyet nghi")


def completed(pieces: Sequence[Piece], content: str) -> Scan:
    """Return the head with what stands elsewhere: under labels of the page, at the end of a law, below a consolidated text."""
    found = scan(pieces)
    _from_portal(found, fields(pieces))
    if not found.found:
        return found
    if found.amended or found.type == CONSOLIDATED or "VBHN" in (found.number or ""):
        _consolidated(found, attest_of(content, found.body_at))
    _dated_at_end(found, content)
    found.type = found.type or type_of_number(found.number)
    _issuer_by_symbol(found)
    if found.title and "title" in found.spans and content[slice(*found.spans["title"])].isupper():
        found.title = with_capitals_of(found.title, content[found.body_at : found.body_at + MOST])
    return found


def _from_portal(found: Scan, given: dict[str, Field]) -> None:
    """Fill in what the head itself does not say."""
    for name, field in given.items():
        attribute = "issuers" if name == "issuer" else name
        if field.read and not getattr(found, attribute):
            setattr(found, attribute, field.read)
            found.spans.setdefault(name, field.span)
            found.remarks.append(Noted.FROM_LABELS)


def _consolidated(found: Scan, attest: Attest | None) -> None:
    """Make a head one of a consolidated text, whose number and day stand where it is attested: the head may be its base's."""
    own_number = "VBHN" in (found.number or "")
    attested = attest is not None and attest.number is not None
    if not (own_number or attested or found.number is None):
        return
    inner = found.type if found.type != CONSOLIDATED else None
    found.type = CONSOLIDATED
    if inner and found.title:
        found.title = _NOTE_MARK.sub("", f"{inner} {found.title[:1].lower()}{found.title[1:]}")
    if attest is None or own_number:
        return
    found.number, found.issued = attest.number, attest.issued
    for name in ("number", "issued"):
        found.spans.pop(name, None)
    found.spans.update(attest.spans)
    found.issuers = bodies([piece.text for piece in attest.column]) or found.issuers


def _dated_at_end(found: Scan, content: str) -> None:
    """Take the day on which a law says at its end that it was passed, or, where its head has none, that above a signature."""
    if found.issued is not None and found.type not in LAWS:
        return
    day = passed_at(content)
    if day is None and found.issued is None and Noted.NO_DAY not in found.remarks:
        day = day_above_signature(content, found.body_at)
    if day is not None and day[0] != found.issued:
        if found.issued is not None:
            found.remarks.append(Noted.TWO_DAYS)
        found.issued, found.spans["issued"] = day


def _issuer_by_symbol(found: Scan) -> None:
    """Let the number decide where it names one body: among those of the column, or where the column is not readable.

    Nghị định 34/2016/NĐ-CP, Điều 58: the symbol of a number names the issuing body.
    """
    named = by_symbol(found.number)
    if named is None or is_party_number(found.number) or named in found.issuers[-1:]:
        return
    if named in found.issuers and not is_joint(found.type, found.number):
        found.issuers = found.issuers[: found.issuers.index(named) + 1]
    elif not any(listed(name) or province(name) for name in found.issuers):
        found.issuers = [named]
        found.spans.setdefault("issuer", found.spans.get("number", Span(0, 0)))
        found.remarks.append(Noted.ISSUER_BY_NUMBER)


def is_joint(type_: str | None, number: str | None) -> bool:
    """Tell whether a paper is of several bodies side by side."""
    return "liên tịch" in (type_ or "") or regex.search("TTLT|TTLB|NQLT|CTLT|LT-", number or "") is not None


def speaking(issuers: list[str], signatures: Sequence[Signature]) -> list[str]:
    """Return the issuers, for «Ban Chấp hành Trung ương» the body in whose name the paper is signed."""
    if issuers[-1:] != ["Ban Chấp hành Trung ương"]:
        return issuers
    said = compact(" ".join(each.on_behalf for each in signatures[:1]))
    return [next((name for name in CENTRE if compact(name) in said), issuers[-1])]


def term_of(number: str | None, issued: Day | None, assembly: str | None, issuers: Sequence[str]) -> str | None:
    """Return the term of the National Assembly that a number or head names, or of the Party's congress by the day.

    The Youth Union numbers its papers as the Party does, but has congresses of its own.
    """
    named = _ASSEMBLY.search(number or "")
    if named and int(named["term"]) in assembly_years():
        return f"Quốc hội khóa {roman(int(named['term']))}"
    if assembly:
        return f"Quốc hội khóa {assembly}"
    if not is_party_number(number) or issued is None or any("đoàn" in name.lower().split() for name in issuers):
        return None
    return congress(issued.isoformat())


def grounds_of(content: str, start: int, citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """Return the citations in the lines that begin with «Căn cứ», from `start` to the first other paragraph that is none."""
    spans = list(_grounds(content, start))
    return tuple(each for each in citations if any(span.start <= each.start < span.end for span in spans))


def _grounds(content: str, start: int) -> list[Span]:
    """Return the spans of the grounds: the paragraphs that begin with «Căn cứ», a page's header between their lines or not."""
    found: list[Span] = []
    at, inside, others = start, False, 0
    for raw in content[start : start + _MOST_GROUNDS].splitlines(keepends=True):
        line = fold(plain(raw)).lstrip("-+* ")
        if line.startswith(("can cu", "chieu ")):
            found.append(Span(at, at + len(raw)))
            inside = not line.endswith((";", "."))
        elif line and not is_junk(line):
            if inside:
                found[-1] = Span(found[-1].start, at + len(raw))
                inside = not line.endswith((";", ".", ":"))
            elif _GROUNDS_END.match(line) or (others := others + 1) > _MOST_OTHERS:
                break
        at += len(raw)
    return found


def closing_spans(closing: Closing, grounds: Sequence[Citation]) -> dict[str, Span]:
    """Return where the parts of the end and the grounds stand."""
    found: dict[str, Span] = {}
    if closing.recipients_span:
        found["recipients"] = closing.recipients_span
    if closing.signatures:
        found["signer"] = closing.signatures[0].span
    if grounds:
        found["grounds"] = Span(grounds[0].start, grounds[-1].end)
    return found
