"""The end of a document: who signed in whose name, who receives it, when a law was passed, what attests a consolidated text."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

import regex

from legalref.heads.lines import Kind, Pattern, Piece, beginning, is_junk, pieces_of, plain
from legalref.heads.numbers import DATE, PLACE_AND_DATE, day_of, number_at
from legalref.model import Day, Span
from legalref.orthography import fold
from legalref.vocabulary import head_words

_FIRST_LETTERS: Final = frozenset("NnTKQX|\t ")
_ATTESTING: Final = frozenset("X\t ")
_SHORT: Final = 300
_PARTS: Final = regex.compile(r"\s{3,}|\t|\|")
_BEFORE: Final = 1_500
_AFTER: Final = 5_000
"""Code points round the sign of an end in which its parts stand."""
_PASSED: Final = "thông qua"
_MOST_PASSED: Final = 40
_NAME: Final = regex.compile(r"(?:\p{Lu}\p{Ll}*[. ]+){1,5}\p{Lu}\p{Ll}+")
_NOT_SIGNED: Final = regex.compile(r"[(\[]?(?:da ky|ky ten|chu ky|dong dau)")
_MOST_BETWEEN: Final = 12
_MOST_TO_NAME: Final = 3
_LONGEST_OFFICE: Final = 80


class Signature(NamedTuple):
    """Who signed, in whose name, and where that stands."""

    signer: str
    on_behalf: str
    span: Span


class Closing(NamedTuple):
    """What the end of a document says."""

    recipients: tuple[str, ...] = ()
    recipients_span: Span | None = None
    signatures: tuple[Signature, ...] = ()


class Attest(NamedTuple):
    """What stands under a consolidated text: its own number and day, and the body that attests it."""

    number: str | None
    issued: Day | None
    column: tuple[Piece, ...]
    spans: dict[str, Span]


@cache
def _signing() -> Pattern:
    """Return the pattern of «TM.», «T/M», «KT. BỘ TRƯỞNG» in folded text."""
    words = "|".join(regex.escape(fold(word)) for word in head_words().signing.words)
    return regex.compile(rf"(?:{words})(?:[./] ?| +)(?=[a-z])")


_RECIPIENTS: Final = regex.compile(r"noi nhan ?(?:[:.]|$)")
_ATTESTS: Final = regex.compile(r"xac thuc van ban hop nhat")


def is_signing(text: str) -> bool:
    """Tell whether a line says in whose name a paper is signed."""
    return text.isupper() and _signing().match(fold(text)) is not None


@cache
def _leader() -> Pattern:
    return regex.compile(rf"(?:q\. ?)?{beginning(head_words().leaders.words)}(?![a-z])")


def is_leader(text: str) -> bool:
    """Tell whether a line in capitals is the office of who signs: «BỘ TRƯỞNG», «CHỦ TỊCH QUỐC HỘI»."""
    return text.isupper() and _leader().match(fold(text)) is not None


def _signs(content: str, start: int) -> Iterator[tuple[int, str]]:
    """Yield where a line begins that may be of an end, and the line folded; each line is looked at once."""
    at = start
    for raw in content[start:].splitlines(keepends=True):
        if raw[:1] in _FIRST_LETTERS and len(raw) < _SHORT:
            folded = fold(plain(raw))
            if _RECIPIENTS.match(folded) or _ATTESTS.match(folded) or _has_signing(raw):
                yield at, folded
        at += len(raw)


def _has_signing(raw: str) -> bool:
    """Tell whether a column of a line says in whose name a paper is signed."""
    return any(part.isupper() and is_signing(plain(part)) for part in _PARTS.split(raw.strip()))


def closing_of(content: str, start: int) -> Closing:
    """Return what the first end of a text after `start` says; later ones belong to what is attached."""
    sign = next((at for at, folded in _signs(content, start) if not _ATTESTS.match(folded)), None)
    sign = _leader_alone(content, start) if sign is None else sign
    if sign is None:
        return Closing()
    begin = max(start, content.rfind("\n", 0, max(1, sign - _BEFORE)) + 1)
    here = moved(pieces_of(content[begin : sign + _AFTER]), begin)
    return Closing(*_recipients(here), _signatures(here))


def _leader_alone(content: str, start: int) -> int | None:
    """Return where the last line is that is a leader's office alone, as at the end of laws («CHỦ TỊCH QUỐC HỘI»), or None."""
    at, found = start, None
    for raw in content[start:].splitlines(keepends=True):
        if len(raw) < _SHORT and raw.isupper():
            text = plain(raw)
            if is_leader(text) and len(text) < _LONGEST_OFFICE:
                found = at if _name_follows(content[at + len(raw) : at + len(raw) + _SHORT]) else found
        at += len(raw)
    return found


def _name_follows(content: str) -> bool:
    """Tell whether a name stands in the first lines of what follows."""
    lines = [text for line in content.splitlines() if (text := plain(line))]
    return any(_name_in(text) for text in lines[:_MOST_TO_NAME])


def moved(pieces: Sequence[Piece], by: int) -> list[Piece]:
    """Return the pieces of a part of a text at their places in the whole."""
    return [piece._replace(span=Span(piece.span.start + by, piece.span.end + by)) for piece in pieces]


def _recipients(pieces: Sequence[Piece]) -> tuple[tuple[str, ...], Span | None]:
    first = next((at for at, piece in enumerate(pieces) if _RECIPIENTS.match(piece.folded)), None)
    if first is None:
        return (), None
    found: list[Piece] = []
    for piece in pieces[first + 1 :]:
        if piece.folded[:1] in "-+*" and piece.kind is not Kind.RULE:
            found.append(piece)
        elif found and not (piece.upper or piece.kind is Kind.RULE or piece.text[:1].islower() or _name_in(piece.text)):
            break
    texts = tuple(text for piece in found if (text := piece.text.strip(" -+*;.,")))
    return texts, Span(pieces[first].span.start, found[-1].span.end) if found else None


@cache
def _rank() -> Pattern:
    words = "|".join(regex.escape(word) for word in sorted(head_words().ranks.words, key=len, reverse=True))
    return regex.compile(rf"(?:(?:{words})\.? *)+")


def _name_in(text: str) -> str | None:
    """Return the name of a person that a whole line is, without rank and title; None where it is none."""
    rank = _rank().match(text)
    name = text[rank.end() :] if rank else text
    if _NAME.fullmatch(name) and not _leader().match(fold(name)) and "." not in name:
        return name
    return None


def _signatures(pieces: Sequence[Piece]) -> tuple[Signature, ...]:
    """Return the signatures: offices in capitals and, within a few lines, a name."""
    found: list[Signature] = []
    offices: list[Piece] = []
    since = 0
    for piece in pieces:
        since += 1
        if piece.kind is Kind.RULE or _NOT_SIGNED.match(piece.folded):
            continue
        if is_signing(piece.text) or (is_leader(piece.text) and len(piece.text) < _SHORT):
            offices, since = [*offices, piece] if since <= _MOST_BETWEEN else [piece], 0
        elif offices and since <= _MOST_BETWEEN:
            name = _name_in(piece.text)
            if name:
                said = ", ".join(office.text for office in offices)
                found.append(Signature(name, said, Span(offices[0].span.start, piece.span.end)))
                offices = []
    return tuple(found)


def passed_at(content: str) -> tuple[Day, Span] | None:
    """Return the day on which a law says at its end that it was passed, and where; None where it does not say so."""
    at = len(content)
    for _ in range(_MOST_PASSED):
        at = content.rfind(_PASSED, 0, at)
        if at < 0:
            return None
        begin = max(0, at - 250)
        folded = fold(plain(content[begin : at + 80]))
        match = regex.search(
            r"(?:luat|phap lenh|nghi quyet|hien phap)[a-z ,0-9]{0,40} nay (?:da )?duoc .{0,180}?thong qua ngay", folded
        )
        day = DATE.search(folded, match.end() - 4) if match else None
        if day and day.start() - (match.end() if match else 0) < 5:  # noqa: PLR2004  # right behind «thông qua»
            end = content.find("\n", at)
            issued = day_of(day)
            return (issued, Span(at, end if end > 0 else len(content))) if issued else None
    return None


def day_above_signature(content: str, start: int) -> tuple[Day, Span] | None:
    """Return the day that stands by itself above the first signature, and where, or None."""
    sign = next((at for at, folded in _signs(content, start) if _RECIPIENTS.match(folded) is None), None)
    if sign is None:
        return None
    begin = content.rfind("\n", 0, max(1, sign - 300)) + 1
    for piece in reversed(moved(pieces_of(content[begin:sign]), begin)):
        match = PLACE_AND_DATE.fullmatch(piece.folded)
        if match and match["place"]:
            day = day_of(match)
            return (day, piece.span) if day else None
    return None


def _attested_at(content: str, start: int) -> int | None:
    """Return where the line begins that attests a consolidated text, or None."""
    at = start
    for raw in content[start:].splitlines(keepends=True):
        if raw[:1] in _ATTESTING and len(raw) < _SHORT and _ATTESTS.match(fold(plain(raw))):
            return at
        at += len(raw)
    return None


def attest_of(content: str, start: int) -> Attest | None:
    """Return what stands where a consolidated text is attested, or None."""
    sign = _attested_at(content, start)
    if sign is None:
        return None
    begin = content.rfind("\n", 0, max(1, sign - 600)) + 1
    pieces = moved(pieces_of(content[begin : sign + 600]), begin)
    number = next(
        ((n.number, piece) for piece in pieces if (n := number_at(piece.text)) and n.number and "VBHN" in n.number), None
    )
    dates = [(match, piece) for piece in pieces if (match := PLACE_AND_DATE.fullmatch(piece.folded))]
    spans = {}
    if number:
        spans["number"] = number[1].span
    if dates:
        spans["issued"] = dates[-1][1].span
    last = pieces.index(number[1]) if number else 0
    column = tuple(piece for piece in pieces[max(0, last - 6) : last] if piece.upper and not is_junk(piece.folded))
    return Attest(number[0] if number else None, day_of(dates[-1][0]) if dates else None, column, spans)
