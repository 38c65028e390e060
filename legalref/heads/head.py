"""A document as read → its head: number, type, issuer, place, day, title, grounds, recipients, signer; each with where it stands.

What cannot be read is null. A number that the body cites is never taken for the document's own: only a line of the head that
begins with «Số», a heading in one run, or the field of a portal gives a number.

Layouts: Nghị định 30/2020/NĐ-CP, Phụ lục I; Thông tư 01/2011/TT-BNV; Thông tư liên tịch 55/2005/TTLT-BNV-VPCP; Hướng dẫn
36-HD/VPTW and 05-HD/VPTW of the Party; laws and joint circulars; prints of the gazette.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import msgspec

from legalref.extraction.normalise import normalise
from legalref.heads.closing import Closing, closing_of
from legalref.heads.completing import CONSOLIDATED, closing_spans, completed, grounds_of, is_joint, speaking, term_of
from legalref.heads.effect import Effect, Quoted, effect_of
from legalref.heads.issuers import is_local, province, qualified
from legalref.heads.lines import pieces_of
from legalref.heads.scan import Noted, Scan
from legalref.model import Citation, Day, Span, Text

NOT_READ: Final = {
    "remark.pages_without_text": Noted.NO_TEXT_LAYER,
    "remark.part_unread": Noted.PART_UNREAD,
    "remark.cut": Noted.CUT,
}
"""What the reading of a file remarks → what is noted of a head."""


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What a document says of itself; `spans` says where in the text each field was read. Messages `head.*` say the remarks."""

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
    remarks: tuple[Noted, ...] = ()


class Named(NamedTuple):
    """What a document is known by: its day, the province of a local one, its number, and where that stands."""

    issued: Day | None
    place: str | None
    number: str | None
    line: Span


def read_head(text: Text, citations: Sequence[Citation]) -> Head:
    """Return the head of a document as read; `citations` are those of the text, in order.

    Any text is fine: what is not there is null. The head is looked for in the first 20,000 code points; the end in one pass.
    """
    found = completed(pieces_of(text.content), text.content)
    remarks = [*found.remarks, *(NOT_READ[remark.message] for remark in text.remarks if remark.message in NOT_READ)]
    closing = closing_of(text.content, found.body_at) if found.found else Closing()
    issuers = speaking(found.issuers, closing.signatures)
    joint = len(issuers) > 1 and is_joint(found.type, found.number)
    upper = issuers[0] if len(issuers) > 1 and not joint else None
    grounds = grounds_of(text.content, found.body_at, citations) if found.found else ()
    effect = _effect(text.content, found) if found.found else None
    signed = closing.signatures if joint else closing.signatures[:1]
    return Head(
        number=found.number,
        type=found.type,
        issuer="; ".join(issuers) if joint else (qualified(issuers[-1], upper) if issuers else None),
        upper=upper,
        place=place_of(issuers, found.dated_at),
        issued=found.issued,
        effective=effect.day if effect else found.effective,
        title=found.title,
        grounds=grounds,
        recipients=closing.recipients,
        signer="; ".join(each.signer for each in signed) or found.signer,
        on_behalf="; ".join(each.on_behalf for each in signed) or None,
        term=term_of(found.number, found.issued, found.assembly, issuers),
        spans=found.spans | closing_spans(closing, grounds) | ({"effective": effect.span} if effect else {}),
        remarks=tuple(dict.fromkeys(remarks)),
    )


def read_name(content: str) -> Named:
    """Return what a document as read is known by: what `read_head` says of that, without its end, grounds and effect."""
    found = completed(pieces_of(content), content)
    place = place_of(speaking(found.issuers, ()), found.dated_at)
    return Named(found.issued, place, found.number, found.spans.get("number", Span(0, 0)))


def place_of(issuers: Sequence[str], dated_at: str | None) -> str | None:
    """Return the province that the bodies name, or for those of a unit the place where the paper is dated."""
    named = next((place for place in map(province, issuers) if place), None)
    if named is None and dated_at and any(map(is_local, issuers)):
        return province(f"tp {dated_at}")
    return named


def _effect(content: str, found: Scan) -> Effect | None:
    """Return from which day the document applies, as it says itself, and where in the text; None for a consolidated one."""
    if found.type == CONSOLIDATED:
        return None
    clean = normalise(content)
    effect = effect_of(clean, Quoted(clean.text), found.issued)
    return effect._replace(span=clean.source_span(*effect.span)) if effect else None
