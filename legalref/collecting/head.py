"""A document as read → its head: number, type, issuer, place, day, title, grounds, recipients, signer; each with where it stands.

What cannot be read is null. A number that the body cites is never taken for the document's own: only a line of the head that
begins with «Số», a heading in one run, or the field of a portal gives a number.

Layouts: Nghị định 30/2020/NĐ-CP, Phụ lục I; Thông tư 01/2011/TT-BNV; Thông tư liên tịch 55/2005/TTLT-BNV-VPCP; Hướng dẫn 36-HD/VPTW
and 05-HD/VPTW of the Party; laws and joint circulars; prints of the gazette.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

from legalref.collecting.heads_issuers import province
from legalref.collecting.heads_numbers import type_of_number
from legalref.collecting.heads_scan import Scan, scan
from legalref.corpus.facts import identity
from legalref.model import Citation, Confidence, Day, Document, Span, Status, Text

NO_TEXT_LAYER: Final = "remark.pages_without_text"


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What a document says of itself. `spans` has for each field that was read where in the text; `remarks` are codes."""

    number: str | None = None
    type: str | None = None
    issuer: str | None = None
    """As records write it; several are joined by «; »."""
    upper: str | None = None
    """The body above the issuer: «Đảng bộ tỉnh …», «Ủy ban nhân dân tỉnh …»."""
    place: str | None = None
    """The province of a local paper."""
    issued: Day | None = None
    effective: Day | None = None
    title: str | None = None
    grounds: tuple[Citation, ...] = ()
    """What is cited under «Căn cứ»."""
    recipients: tuple[str, ...] = ()
    signer: str | None = None
    on_behalf: str | None = None
    """In whose name and capacity it is signed: «TM. Chính phủ, Thủ tướng»."""
    term: str | None = None
    spans: dict[str, Span] = {}
    remarks: tuple[str, ...] = ()


def read_head(text: Text, citations: Sequence[Citation]) -> Head:
    """Return the head of a document as read; `citations` are those of the text, in order."""
    found = scan(text.content)
    issuers = found.issuers
    joint = len(issuers) > 1 and "liên tịch" in (found.type or "").lower()
    issuer = "; ".join(issuers) if joint else (issuers[-1] if issuers else None)
    return Head(
        number=found.number,
        type=found.type or type_of_number(found.number),
        issuer=issuer,
        upper=None if joint or len(issuers) < 2 else issuers[0],  # noqa: PLR2004
        place=_place(found),
        issued=found.issued,
        title=found.title,
        spans=found.spans,
        remarks=tuple(dict.fromkeys(found.remarks)),
    )


def _place(found: Scan) -> str | None:
    places = [province(name) for name in found.issuers]
    return next((place for place in places if place), None)


def as_document(head: Head, *, source: str = "own") -> Document | None:
    """Return the record of a head, or None where type or day is missing, without which there is no identity."""
    if head.type is None or head.issued is None:
        return None
    record = Document(
        id="",
        number=head.number,
        type=head.type,
        issuer=head.issuer,
        place=head.place,
        issued=head.issued,
        effective=head.effective,
        expired=None,
        status=Status.UNKNOWN,
        status_as_of=None,
        title=head.title,
        names=(),
        term=head.term,
        signer=head.signer,
        topic=None,
        articles=None,
        sources=(source,),
        confidence=Confidence.OWN,
        mentions=None,
        conflicts=(),
    )
    return msgspec.structs.replace(record, id=identity(record))
