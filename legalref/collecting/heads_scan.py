"""From the first lines of a document to the parts of its head: number, day, bodies, type, title."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import regex

from legalref.collecting.heads_issuers import bodies, listed, official
from legalref.collecting.heads_lines import Kind, Piece, pieces_of
from legalref.collecting.heads_numbers import (
    NO_DATE,
    PLACE_AND_DATE,
    Number,
    day_of,
    number_at,
    type_at_start,
    type_named,
    type_of_number,
)
from legalref.collecting.heads_title import Heading, heading, is_subject, span_of, title_of, title_pieces
from legalref.model import Day, Span

_ABOVE: Final = 14
"""Lines above the motto in which the bodies of a head may stand."""
_MOST_STRAY: Final = 6
"""Lines of other things after which no head is looked for any more."""
_TERM: Final = regex.compile(r"khoa (?P<term>[ivx]{1,6})\b")


@dataclass
class Scan:
    """What was found so far."""

    number: str | None = None
    type: str | None = None
    issued: Day | None = None
    dated_at: str | None = None
    """The place before the day, as written."""
    column: list[Piece] = field(default_factory=list)
    """The lines of the left column."""
    issuers: list[str] = field(default_factory=list)
    title: str | None = None
    assembly: str | None = None
    """The term of the National Assembly, in Roman figures."""
    grounds_at: int | None = None
    """Where the body begins."""
    spans: dict[str, Span] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    subject: list[Piece] = field(default_factory=list)

    @property
    def found(self) -> bool:
        """Whether there is a head at all."""
        return self.number is not None or (self.type is not None and bool(self.column))


def scan(content: str) -> Scan:
    """Return what the beginning of a text says of its document; nothing where no head is there."""
    pieces = pieces_of(content)
    motto = next((at for at, piece in enumerate(pieces) if piece.kind is Kind.MOTTO), None)
    found = _scan(pieces, _start(pieces, motto), motto)
    if motto is None and not _stands_alone(found):
        return Scan()
    return found


def _start(pieces: Sequence[Piece], motto: int | None) -> int:
    """Return where the head begins: the motto, or the lines in capitals, the number and the day that stand above it."""
    if motto is None:
        return 0
    at = motto
    while at > max(0, motto - _ABOVE):
        piece = pieces[at - 1]
        in_head = piece.kind in (Kind.RULE, Kind.MOTTO) or piece.upper or number_at(piece.text) or is_subject(piece)
        if not (in_head or PLACE_AND_DATE.fullmatch(piece.folded) or listed(piece.text)):
            break
        at -= 1
    return at


def _stands_alone(found: Scan) -> bool:
    """Tell whether a head without a motto is one: type and number, or a number below a body's name."""
    return found.number is not None and (found.type is not None or bool(found.column)) and "stray" not in found.remarks


def _scan(pieces: Sequence[Piece], start: int, motto: int | None) -> Scan:
    found = Scan()
    stray = 0
    for at in range(start, len(pieces)):
        piece = pieces[at]
        if piece.kind is Kind.BODY:
            found.grounds_at = piece.span.start
            _letter(found, piece)
            break
        if piece.kind in (Kind.MOTTO, Kind.RULE):
            continue
        if _take(found, piece):
            continue
        if _take_type(found, pieces, at, after_motto=motto is None or at > motto):
            break
        if piece.upper or listed(piece.text):
            found.column.append(piece)
        elif found.subject and not piece.opens:
            found.subject.append(piece)
        else:
            _take_term(found, piece)
            stray += 1
            if stray > (_MOST_STRAY if motto is not None else 0):
                break
    return _finished(found)


def _take(found: Scan, piece: Piece) -> bool:
    """Take a number, a day or a subject from a piece; return whether it was one."""
    number = number_at(piece.text)
    if number is not None:
        _take_number(found, number, piece)
        _take_day(found, piece.folded[number.end :].strip(" ,"), piece)
        return True
    if _take_day(found, piece.folded, piece):
        return True
    if is_subject(piece) and found.type is None:
        found.subject.append(piece)
        return True
    return False


def _take_number(found: Scan, number: Number, piece: Piece) -> None:
    if found.number is None and "number" not in found.spans:
        found.number = number.number
        found.spans["number"] = piece.span
        if number.number is None:
            found.remarks.append("no_number")
    if number.type and found.type is None:
        found.type = number.type
        found.spans["type"] = piece.span


def _take_day(found: Scan, folded: str, piece: Piece) -> bool:
    match = PLACE_AND_DATE.fullmatch(folded.strip(" .*_-"))
    if match is None:
        blank = NO_DATE.fullmatch(folded) if folded else None
        if blank:
            found.remarks.append("no_day")
        return blank is not None
    if found.issued is None:
        found.issued = day_of(match)
        found.spans["issued"] = piece.span
        found.dated_at = match["place"]
    return True


def _take_term(found: Scan, piece: Piece) -> None:
    term = _TERM.search(piece.folded)
    if term and found.assembly is None:
        found.assembly = term["term"].upper()


def _take_type(found: Scan, pieces: Sequence[Piece], at: int, *, after_motto: bool) -> bool:
    """Take the type and the title under it; return whether a type stands here."""
    piece = pieces[at]
    whole = type_named(piece.text) if piece.upper or piece.text[:1].isupper() else None
    first = (whole, len(piece.text)) if whole else type_at_start(piece.text)
    if first is None or not after_motto or (not piece.upper and whole and found.number is None):
        return False
    found.type, rest = first
    found.spans["type"] = piece.span
    found.issuers = bodies([each.text for each in found.column])
    under = title_pieces(pieces, at + 1, found.issuers)
    said = " ".join([piece.text[rest:], *(each.text for each in under)]).strip()
    _take_title(found, said, [piece, *under] if piece.text[rest:] else under)
    after = pieces[at + 1 + len(under) :]
    found.grounds_at = after[0].span.start if after else None
    return True


def _take_title(found: Scan, said: str, pieces: Sequence[Piece]) -> None:
    if not said:
        return
    whole = heading(said)
    if whole is not None:
        _take_heading(found, whole, pieces[0])
        said = whole.title
    title = title_of(said, found.type)
    if title:
        found.title = title
        found.spans["title"] = span_of(pieces)


def _take_heading(found: Scan, whole: Heading, piece: Piece) -> None:
    if found.number is None:
        found.number = whole.number.number
        found.spans["number"] = piece.span
    if found.issued is None and whole.issued is not None:
        found.issued = whole.issued
        found.spans["issued"] = piece.span
    if whole.issuer and not found.issuers:
        found.issuers = _issuers_of_heading(whole.issuer)
        found.spans["issuer"] = piece.span


def _issuers_of_heading(text: str) -> list[str]:
    """Return the bodies of «Bộ Tư pháp, Bộ Văn hoá - Thông tin và Hội Nông dân Việt Nam», the leaders' titles left out."""
    return bodies([text])


def _letter(found: Scan, piece: Piece) -> None:
    """Take a letter (công văn) for one: no type, a subject under the number or somebody addressed."""
    addressed = piece.folded.startswith("kinh gui")
    if found.type is None and found.number and type_of_number(found.number) is None and (addressed or found.subject):
        found.type = "Công văn"
        found.spans["type"] = found.subject[0].span if found.subject else piece.span


def _finished(found: Scan) -> Scan:
    if found.subject and found.title is None:
        found.title = title_of(" ".join(piece.text for piece in found.subject), found.type)
        found.spans["title"] = span_of(found.subject)
    if not found.issuers:
        found.issuers = bodies([each.text for each in found.column])
    if found.column and found.issuers and "issuer" not in found.spans:
        found.spans["issuer"] = span_of(found.column)
    return found


__all__ = ["Scan", "official", "scan"]
