"""The title (trích yếu) of a document: where it ends, and how a title in capitals is written in a sentence."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

import regex

from legalref.collecting.heads_issuers import key
from legalref.collecting.heads_lines import Kind, Pattern, Piece, beginning
from legalref.collecting.heads_numbers import DATE, Number, day_of, number_at, types_by_key_words
from legalref.model import Day, Span
from legalref.orthography import fold
from legalref.vocabulary import head_words, issuers, names

_LONGEST: Final = 1_500
_MOST_LINES: Final = 25
_ENDS_SENTENCE: Final = (".", ";", ":", "./.")
_SUBJECT: Final = regex.compile(r"(?:v ?/ ?v|ve viec|ve)[:.]? +(?=[a-z])")
_OF: Final = regex.compile(r"cua +")
_TAIL: Final = regex.compile(r" cua (?:quoc hoi|uy ban thuong vu quoc hoi)[a-z ]{0,80}?,? so [0-9][^ ]*,? ngay .*$")
_NOTE_MARK: Final = regex.compile(r"(?<=\p{L})(?:\[[0-9]{1,2}\]|[0-9])$|\*+$")


class Heading(NamedTuple):
    """What a heading in one run says behind the type: «… CỦA CHÍNH PHỦ SỐ 64/CP NGÀY 27-9-1993 VỀ …»."""

    number: Number
    issuer: str | None
    issued: Day | None
    title: str


def heading(text: str) -> Heading | None:
    """Return what a heading says behind the type, or None where no number stands there."""
    folded = fold(text)
    if len(folded) != len(text):
        return None
    at = regex.compile(r"(?:cua (?P<issuer>.{3,150}?),? +)?(?=so[ :]*[0-9])").match(folded)
    number = number_at(text[at.end() :]) if at else None
    if at is None or number is None or number.number is None:
        return None
    issuer = text[slice(*at.span("issuer"))] if at["issuer"] else None
    rest = at.end() + number.end
    date = regex.compile(r"[ ,]*(?=ngay)").match(folded, rest)
    day = DATE.match(folded, date.end()) if date else None
    rest = day.end() if day else rest
    by = regex.compile(r"[ ,]*cua (?P<issuer>.*?)(?=$| ve | quy dinh | huong dan | sua doi| ban hanh )").match(folded, rest)
    if by and issuer is None:
        issuer, rest = text[slice(*by.span("issuer"))], by.end()
    return Heading(number, issuer, day_of(day) if day else None, text[rest:].strip(" ,:"))


def title_pieces(pieces: Sequence[Piece], at: int, issuer: Iterable[str]) -> list[Piece]:
    """Return the pieces of the title that begins at `at`: up to a rule, the body, or the body's name above the grounds."""
    found: list[Piece] = []
    bodies = {key(name) for name in issuer}
    for number in range(at, min(len(pieces), at + _MOST_LINES)):
        piece = pieces[number]
        if piece.kind in (Kind.BODY, Kind.RULE) and not (found and piece.kind is Kind.BODY and _must_go_on(found[-1], piece)):
            break
        if found and (is_authority(piece, bodies) or _is_prose(found, piece, pieces[number + 1 : number + 3])):
            break
        if not found and is_authority(piece, bodies):
            break
        found.append(piece)
        if sum(len(each.text) for each in found) > _LONGEST:
            return []
    return found


def _must_go_on(above: Piece, piece: Piece) -> bool:
    return not piece.opens and _goes_on().search(above.folded) is not None and not piece.folded.startswith("can cu")


@cache
def _goes_on() -> Pattern:
    return regex.compile(rf"(?:(?<![a-z]){beginning(head_words().goes_on.words)}|[,–-])$")


@cache
def _authority() -> Pattern:
    bodies = beginning(row.name for row in issuers())
    leaders = beginning(head_words().leaders.words)
    local = r"(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|thuong truc|ban thuong vu|ban chap hanh)"
    return regex.compile(
        rf"(?:{leaders} (?:{bodies}|{local}|so |cuc |uy ban |bo |tong cuc |ban |vien ).*|{leaders}|{local} .*|{bodies}.*)"
    )


def is_authority(piece: Piece, bodies: Iterable[str]) -> bool:
    """Tell whether a line in capitals is the body or its leader, as it stands above the grounds: «BỘ TRƯỞNG BỘ TÀI CHÍNH»."""
    if not piece.upper:
        return False
    name = key(piece.text)
    return name in bodies or (_authority().fullmatch(piece.folded) is not None and "," not in piece.folded[:40])


def _is_prose(found: Sequence[Piece], piece: Piece, after: Sequence[Piece]) -> bool:
    """Tell whether a line is no part of the title any more but of what follows it."""
    last = found[-1]
    if last.text.endswith(_ENDS_SENTENCE) and piece.opens:
        return True
    if piece.text.startswith("("):
        return True
    if not piece.opens:
        return False
    if _type_and_number().match(piece.folded) and _goes_on().search(last.folded) is None:
        return True
    if _goes_on().search(last.folded) or (piece.upper and last.upper) or piece.text[:1].islower():
        return False
    ends = piece.text.endswith(_ENDS_SENTENCE) or len(piece.text) > 120
    last_of_head = not after or after[0].kind in (Kind.RULE, Kind.BODY) or after[0].upper
    return ends or not last_of_head or (last.upper and not piece.upper)


@cache
def _type_and_number() -> Pattern:
    return regex.compile(rf"{beginning(types_by_key_words())} (?:lien tich )?so ?:? ?[0-9]")


def title_of(text: str, type_: str | None) -> str | None:
    """Return a title as records have it: without the law's own number behind it, in sentence case, None where nothing is left."""
    text = _NOTE_MARK.sub("", text.strip(" -:;*_"))
    folded = fold(text)
    tail = _TAIL.search(folded) if len(folded) == len(text) else None
    if tail:
        text = text[: tail.start()]
    if type_ in ("Luật", "Bộ luật", "Pháp lệnh") and fold(text).startswith("ve ") and tail is None:
        text = text[3:]
    text = regex.sub(r"^V ?/ ?v[:.]? *", "Về việc ", text, flags=regex.IGNORECASE)
    text = _in_sentence(text) if text.isupper() else text
    text = text.strip().rstrip(".").strip(' "“”')
    return text[:1].upper() + text[1:] if len(text) > 1 else None


def is_subject(piece: Piece) -> bool:
    """Tell whether a line is what a letter is about: «V/v …» under its number."""
    return regex.match(r"(?:v ?/ ?v|ve viec)(?![a-z])", piece.folded) is not None


@cache
def _proper() -> tuple[Pattern, dict[str, str]]:
    laws = [f"{row.type} {name}" for row in names().law for name in row.names if len(name) > 3]
    table = {fold(name): name for name in (*head_words().names.words[:6], *head_words().provinces.words)}
    table |= {fold(law): law for law in laws} | {fold(row.name): row.name for row in issuers()}
    return regex.compile(rf"(?<![a-z]){beginning(table)}(?![a-z])"), table


def _in_sentence(text: str) -> str:
    """Return a title in capitals in sentence case: listed bodies, laws, provinces and symbols of numbers keep their capitals."""
    low = regex.sub(r"\S+", lambda word: word[0] if regex.search(r"[0-9]", word[0]) else word[0].lower(), text)
    folded = fold(low)
    if len(folded) != len(low):
        return low
    pattern, table = _proper()
    for match in pattern.finditer(folded):
        name = table[regex.sub(" +", " ", match[0])]
        if name.lower() == low[match.start() : match.end()]:
            low = low[: match.start()] + name + low[match.end() :]
    return low


def span_of(pieces: Sequence[Piece]) -> Span:
    """Return the span from the first of some pieces to the last."""
    return Span(pieces[0].span.start, pieces[-1].span.end)
