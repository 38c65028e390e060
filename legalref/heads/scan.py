"""From the first lines of a document to the parts of its head: number, day, bodies, type, title."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import regex

from legalref.heads.beginning import motto_of, start_of, unbroken
from legalref.heads.issuers import bodies, is_stamp, listed, names_body
from legalref.heads.lines import Kind, Piece
from legalref.heads.numbers import (
    NO_DATE,
    PLACE_AND_DATE,
    Number,
    day_of,
    number_at,
    type_at_start,
    type_named,
    type_of_number,
)
from legalref.heads.title import Heading, heading, is_subject, span_of, title_of, title_pieces
from legalref.model import Day, Span

_MOST_STRAY: Final = 6
"""Lines of other things after which no head is looked for any more."""
_AMENDED: Final = regex.compile(r"(?:duoc sua doi,? bo sung|bo sung|duoc sua doi) (?:mot so dieu )?boi ?:?|duoc hop nhat tu")
_MOST_INTRODUCING: Final = 30
_TERM: Final = regex.compile(r"khoa (?P<term>[ivx]{1,6})\b")


class Noted(StrEnum):
    """What has to be said of a head that was read; the messages `head.*` say it."""

    NO_NUMBER = "no_number"
    """The place for the number is left free."""
    NO_DAY = "no_day"
    """The place for the day is left free."""
    TWO_DAYS = "two_days"
    """A law's head has another day than that on which it was passed, which is taken."""
    DRAFT = "draft"
    FROM_LABELS = "from_labels"
    """Fields are those that the page gives beside the text."""
    ISSUER_BY_NUMBER = "issuer_by_number"
    """The issuer is the body whose code the number has: the head names none that is known."""
    NO_TEXT_LAYER = "no_text_layer"
    PART_UNREAD = "part_unread"
    CUT = "cut"


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
    body_at: int = 0
    """Where the body begins."""
    effective: Day | None = None
    signer: str | None = None
    motto: bool = False
    amended: bool = False
    """Whether what follows the title says by what the text was amended, as that of a consolidated one does."""
    spans: dict[str, Span] = field(default_factory=dict)
    remarks: list[Noted] = field(default_factory=list)
    subject: list[Piece] = field(default_factory=list)

    @property
    def found(self) -> bool:
        """Whether there is a head at all."""
        return self.number is not None or (self.type is not None and (self.motto or bool(self.column)))


def scan(pieces: Sequence[Piece]) -> Scan:
    """Return what the beginning of a text says of its document; nothing where no head is there."""
    pieces = unbroken(pieces)
    motto = motto_of(pieces)
    found = _scan(pieces, start_of(pieces, motto), motto)
    if motto is None and not _stands_alone(found):
        return Scan()
    return found


def _stands_alone(found: Scan) -> bool:
    """Tell whether a head without a motto is one: type and number, or a number below a body's name."""
    return found.number is not None and (found.type is not None or bool(found.column))


def _scan(pieces: Sequence[Piece], start: int, motto: int | None) -> Scan:
    found = Scan(motto=motto is not None)
    stray, last = 0, None
    for at in range(start, len(pieces)):
        piece = pieces[at]
        if piece.kind is Kind.BODY:
            found.body_at = piece.span.start
            _letter(found, piece)
            break
        if piece.kind in (Kind.MOTTO, Kind.RULE):
            continue
        if _take(found, piece, goes_on=last is not None and last in found.subject):
            last = piece if piece in found.subject else last
            if _take_printed(found, pieces, at):
                break
            continue
        last = None
        if _take_type(found, pieces, at, after_motto=motto is None or at > motto):
            break
        if is_stamp(piece.text):
            found.remarks += [Noted.DRAFT] if piece.folded.startswith("du thao") else []
        elif piece.upper or listed(piece.text):
            found.column.append(piece)
        else:
            _take_term(found, piece)
            stray += 1
            if stray > (_MOST_STRAY if motto is not None else 0):
                break
    return _finished(found)


def _take(found: Scan, piece: Piece, *, goes_on: bool) -> bool:
    """Take a number, a day or a subject from a piece; return whether it was one. A subject may go on in the next line."""
    number = number_at(piece.text)
    if number is not None and _is_own(found, number, piece):
        _take_number(found, number, piece)
        _take_day(found, piece.folded[number.end :].strip(" ,"), piece)
        return True
    if _take_day(found, piece.folded, piece):
        return True
    may_go_on = goes_on and type_named(piece.text) is None and not _is_of_column(piece)
    if found.type is None and (is_subject(piece) or may_go_on):
        found.subject.append(piece)
        return True
    return False


def _take_printed(found: Scan, pieces: Sequence[Piece], at: int) -> bool:
    """Take the title under a line of the gazette that is type, number and day: «Thông tư số … ngày …» / «hướng dẫn …»."""
    number = number_at(pieces[at].text)
    if number is None or number.type is None or found.spans.get("issued") != pieces[at].span:
        return False
    found.issuers = bodies([each.text for each in found.column])
    under = title_pieces(pieces, at + 1, found.type, found.issuers)
    _take_title(found, "", " ".join(each.text for each in under), under)
    _take_body(found, pieces[at + 1 :], under[-1] if under else pieces[at])
    return True


def _is_of_column(piece: Piece) -> bool:
    """Tell whether a line under the subject of a letter is the left column's again: in capitals, not a number or «COVID-19»."""
    return piece.upper and (names_body(piece.text) or (piece.opens and not any(map(str.isdigit, piece.text))))


def _is_own(found: Scan, number: Number, piece: Piece) -> bool:
    """Tell whether a line that begins with a number, a type before it or not, gives the document's own: «Luật số: …».

    «Thông tư số … ngày …» in a line of its own is a citation, unless a body's name stands above it, as in prints of the gazette.
    """
    rest = piece.folded[number.end :].strip(" ,.*")
    if rest and not PLACE_AND_DATE.fullmatch(rest) and not NO_DATE.fullmatch(rest):
        return number.type is None and number.number is None
    return number.type is None or (":" in piece.text[: number.end]) or any(listed(line.text) for line in found.column)


def _take_number(found: Scan, number: Number, piece: Piece) -> None:
    if found.number is None and "number" not in found.spans:
        found.number = number.number
        found.spans["number"] = piece.span
        if number.number is None:
            found.remarks.append(Noted.NO_NUMBER)
    if number.type and found.type is None:
        found.type = number.type
        found.spans["type"] = piece.span


def _take_day(found: Scan, folded: str, piece: Piece) -> bool:
    match = PLACE_AND_DATE.fullmatch(folded.strip(" .*_-"))
    if match is None:
        blank = NO_DATE.fullmatch(folded) if folded else None
        if blank:
            found.remarks.append(Noted.NO_DAY)
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


def _type_at(piece: Piece, *, numbered: bool) -> tuple[str, int] | None:
    """Return the type that a line names or, in capitals, begins with, and where the rest of the line begins.

    A line that is a type not in capitals counts only under a number: «Quyết định» may be a heading of anything.
    """
    whole = type_named(piece.text)
    if whole is not None:
        return (whole, len(piece.text)) if piece.upper or (numbered and piece.text[:1].isupper()) else None
    return type_at_start(piece.text)


def _take_type(found: Scan, pieces: Sequence[Piece], at: int, *, after_motto: bool) -> bool:
    """Take the type and the title under it; return whether a type stands here.

    Above the motto only the heading of an old print is one: type, body, number and day in one run.
    """
    piece = pieces[at]
    first = _type_at(piece, numbered=found.number is not None)
    if first is None:
        return False
    type_, rest = first
    issuers = bodies([each.text for each in found.column])
    under = title_pieces(pieces, at + 1, type_, issuers)
    said = [piece, *under] if rest < len(piece.text) else under
    words = " ".join([piece.text[rest:], *(each.text for each in under)]).strip()
    if not after_motto and heading(words) is None:
        return False
    found.type, found.issuers, found.spans["type"] = type_, issuers, piece.span
    _take_title(found, piece.text[rest:], words, said)
    _take_body(found, pieces[at + 1 :], under[-1] if under else piece)
    return True


def _take_body(found: Scan, pieces: Sequence[Piece], last: Piece) -> None:
    """Note where the body begins behind the last line of the head, and whether it says by what the text was amended."""
    after = [piece for piece in pieces[: _MOST_INTRODUCING * 2] if piece.span.start > last.span.start]
    found.body_at = after[0].span.start if after else last.span.end
    found.amended = any(_AMENDED.search(piece.folded) for piece in after[:_MOST_INTRODUCING])


def _take_title(found: Scan, beside: str, words: str, pieces: Sequence[Piece]) -> None:
    """Take the title out of the words beside and under the type, which may begin with number, day and body."""
    if not words:
        return
    first = heading(beside) if beside else None
    whole = first or heading(words)
    if whole is not None:
        _take_heading(found, whole, pieces[0])
        words = f"{whole.title} {words[len(beside) :]}".strip() if first else whole.title
    title = title_of(words, found.type, found.number)
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
