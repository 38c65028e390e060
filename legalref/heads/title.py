"""The title (trích yếu) of a document: where it ends, and how a title in capitals is written in a sentence."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import takewhile
from typing import Final, NamedTuple

import regex

from legalref.heads.issuers import key, listed
from legalref.heads.lines import Kind, Pattern, Piece, beginning
from legalref.heads.numbers import DATE, Number, day_of, number_at, types_by_key_words
from legalref.model import Day, Span
from legalref.orthography import fold
from legalref.vocabulary import head_words, issuers, names

_LONGEST: Final = 1_500
_MOST_LINES: Final = 25
_FEW_WORDS: Final = 2
"""More words in capitals are a title's; what goes on in other letters under them is not."""
_MOST_OF_AUTHORITY: Final = 40
"""Code points at the beginning of a body's name in which a title may have a comma, it not."""
_LONG_PARAGRAPH: Final = 300
"""Code points of what is rather prose than the rest of a title."""
_MOST_AFTER: Final = 6
"""Lines behind one of a title that are looked at."""
_NAME: Final = regex.compile(r"(?<=\p{Ll},? )\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,4}(?!\p{L})")
"""Words with capitals side by side inside a sentence: a name."""
_ENDS_SENTENCE: Final = (".", ";", ":", "./.")
_ABOUT: Final = regex.compile(r"^(?i:v ?/ ?v)[:.]? *(?:(?i:về việc) +)?")
_TWICE: Final = regex.compile(r"^Về việc (?=về )")
_OWN_LAW: Final = regex.compile(r"(?i:bộ luật|luật|pháp lệnh) (?=\p{L}+ \p{L})")
"""«VỀ LUẬT BIÊN GIỚI QUỐC GIA» under «LUẬT»."""
_HEADS: Final = regex.compile(r"(?:dieu|chuong|phan|muc|phu luc|tiet) |[ivx0-9]+[.)/ -]")
LAWS: Final = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")
_TAIL: Final = regex.compile(r" cua (?:quoc hoi|uy ban thuong vu quoc hoi)[a-z ]{0,80}?,? so [0-9][^ ]*,? ngay .*$")
_NOTE_MARK: Final = regex.compile(r"(?<=\p{L})\[[0-9]{1,2}\]$|(?<=\p{L}{2})[0-9]$|\*+$")


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
    by = regex.compile(r"[ ,]*cua +").match(folded, rest) if issuer is None else None
    if by:
        end = _issuer_end(text, folded, by.end())
        issuer, rest = text[by.end() : end], end
    return Heading(number, issuer, day_of(day) if day else None, text[rest:].strip(" ,:"))


def _issuer_end(text: str, folded: str, start: int) -> int:
    """Return where the issuer ends that begins at `start`: where what a title begins with stands, or the line ends."""
    end = regex.compile(r" (?:ve|quy dinh|huong dan|sua doi|bo sung|ban hanh|bai bo|phe duyet|cong bo|quyet dinh)(?= )").search(
        folded, start
    )
    while end and listed(text[start : end.start()]) is None and listed(text[start:].split(",", maxsplit=1)[0]):
        return len(text)
    return end.start() if end else len(text)


def title_pieces(pieces: Sequence[Piece], at: int, type_: str | None, issuer: Iterable[str]) -> list[Piece]:
    """Return the pieces of the title that begins at `at`: up to a rule, the body, or the body's name above the grounds.

    A law may have a body's name («LUẬT» / «KIỂM TOÁN NHÀ NƯỚC»).
    """
    found: list[Piece] = []
    bodies = {key(name) for name in issuer}
    pieces = _whole(pieces[at : at + _MOST_LINES])
    for number, piece in enumerate(pieces):
        if piece.kind is Kind.RULE or (
            piece.kind is Kind.BODY and not _is_of_title(found, piece, pieces[number + 1 : number + 2])
        ):
            break
        if found and (is_authority(piece, bodies) or _is_prose(found, piece, pieces[number + 1 : number + 1 + _MOST_AFTER])):
            break
        if not found and is_authority(piece, bodies) and (type_ not in LAWS or key(piece.text) in bodies):
            break
        found.append(piece)
        if sum(len(each.text) for each in found) > _LONGEST:
            return []
    return found


def _whole(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with lines whole out of which a motto was cut: under the type it is of a title («… CỘNG SẢN VIỆT NAM»)."""
    mottos = {piece.span for piece in pieces if piece.kind is Kind.MOTTO}
    whole = [piece._replace(kind=Kind.WORDS) if piece.kind is Kind.MOTTO else piece for piece in pieces]
    return [new for old, new in zip(pieces, whole, strict=True) if old.kind is Kind.MOTTO or old.span not in mottos]


def _is_of_title(found: Sequence[Piece], piece: Piece, after: Sequence[Piece]) -> bool:
    """Tell whether what looks like the first line of a body is of the title: it goes on there, or is all of it («Thi hành …»)."""
    if piece.folded.startswith(("can cu", "kinh gui")):
        return False
    if found:
        return not piece.opens and _is_unfinished(found[-1])
    ends = not after or after[0].kind in (Kind.RULE, Kind.BODY) or after[0].folded.startswith("can cu")
    return ends and not piece.text.endswith(_ENDS_SENTENCE) and _HEADS.match(piece.folded) is None


@cache
def _goes_on() -> Pattern:
    words = "|".join(sorted((word.lower() for word in head_words().goes_on.words), key=len, reverse=True))
    return regex.compile(rf"(?:(?<!\p{{L}})(?:{words})|[,–-])$")


def _is_unfinished(piece: Piece) -> bool:
    """Tell whether a line ends in a word after which a title goes on; accents count («cho», not «chợ»)."""
    return _goes_on().search(piece.text.lower()) is not None


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
    leader = _leader().match(piece.folded)
    led = piece.text[leader.end() :] if leader and len(piece.folded) == len(piece.text) else piece.text
    if {key(piece.text), key(led)} & set(bodies) or listed(led):
        return True
    return _authority().fullmatch(piece.folded) is not None and "," not in piece.folded[:_MOST_OF_AUTHORITY]


@cache
def _leader() -> Pattern:
    return regex.compile(rf"{beginning(head_words().leaders.words)} +")


def _is_prose(found: Sequence[Piece], piece: Piece, after: Sequence[Piece]) -> bool:
    """Tell whether a line is no part of the title any more but of what follows it."""
    last = found[-1]
    if last.text.endswith(_ENDS_SENTENCE) and piece.opens and not (last.text.endswith(";") and piece.text[:1].islower()):
        return True
    if piece.text.startswith("(") or (_type_and_number().match(piece.folded) and _begins_anew(last, piece)):
        return True
    if not piece.opens:
        other_case = last.upper and len(last.text.split()) > _FEW_WORDS
        return _begins_anew(last, piece) and (other_case or _prose().match(piece.text) is not None)
    if _is_unfinished(last) or (piece.upper and last.upper) or piece.text[:1].islower():
        return False
    return (last.upper and not piece.upper) or not _ends_head(piece, after)


def _ends_head(piece: Piece, after: Sequence[Piece]) -> bool:
    """Tell whether lines are the last of a head: no sentence, not long, and behind them a rule, the body or capitals."""
    more = list(takewhile(lambda each: each.kind is Kind.WORDS and not each.upper, after))
    last = [piece, *more]
    if any(each.text.endswith(_ENDS_SENTENCE) for each in last) or sum(len(each.text) for each in last) > _LONG_PARAGRAPH:
        return False
    return len(more) == len(after) < _MOST_AFTER or after[len(more)].kind in (Kind.RULE, Kind.BODY) or after[len(more)].upper


@cache
def _prose() -> Pattern:
    return regex.compile(rf"(?:{'|'.join(head_words().prose.words)})(?!\p{{L}})")


def _begins_anew(last: Piece, piece: Piece) -> bool:
    return piece.text[:1].isupper() and not piece.upper and not _is_unfinished(last)


@cache
def _type_and_number() -> Pattern:
    return regex.compile(rf"{beginning(types_by_key_words())} (?:lien tich )?so ?:? ?[0-9]")


def title_of(text: str, type_: str | None, number: str | None = None) -> str | None:
    """Return a title as records have it: without the own number behind it, in sentence case; None where nothing is left."""
    text = _NOTE_MARK.sub("", text.strip(" -:;*_"))
    folded = fold(text)
    tail = _TAIL.search(folded) if len(folded) == len(text) else None
    if tail:
        text = text[: tail.start()]
    elif number:
        text = regex.sub(rf" (?i:số) {regex.escape(number)},? (?i:ngày).*$", "", text)
    if type_ and type_ not in LAWS:
        text = _without_type(text, type_)
    if type_ in LAWS and fold(text).startswith("ve ") and tail is None:
        text = _OWN_LAW.sub("", text[3:])
    text = _TWICE.sub("", _ABOUT.sub("Về việc ", text))
    text = _in_sentence(text) if text.isupper() else text
    text = text.strip().rstrip(".").strip(' "“”')
    return text[:1].upper() + text[1:] if len(text) > 1 else None


def _without_type(text: str, type_: str) -> str:
    """Return a title without the type and number of the document itself before it: «Thông tư 13/2020/TT-BYT sửa đổi …»."""
    own = regex.compile(rf"{fold(type_)} (?:(?:so )?[0-9]+[a-z]*[-/][^ ]* )?(?=[a-z])").match(fold(text))
    return text[own.end() :] if own and len(fold(text)) == len(text) else text


def is_subject(piece: Piece) -> bool:
    """Tell whether a line is what a letter is about: «V/v …» under its number."""
    return regex.match(r"(?:v ?/ ?v|ve viec)(?![a-z])", piece.folded) is not None


@cache
def _proper() -> tuple[Pattern, dict[str, str]]:
    laws = [f"{row.type} {name}" for row in names().law for name in row.names if " " in name]
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


def with_capitals_of(title: str, body: str) -> str:
    """Return a title that stood in capitals with those that its body writes: the whole of it there, or the names in it."""
    flat = " ".join(body.split())
    at = flat.lower().find(title.lower()) if len(flat.lower()) == len(flat) else -1
    written = flat[at : at + len(title)] if at >= 0 else ""
    if written and not written.isupper():
        return written[:1].upper() + written[1:]
    for name in sorted(set(_NAME.findall(flat)), key=len):
        title = regex.sub(rf"(?<!\p{{L}}){regex.escape(name.lower())}(?!\p{{L}})", name, title)
    return title


def span_of(pieces: Sequence[Piece]) -> Span:
    """Return the span from the first of some pieces to the last."""
    return Span(pieces[0].span.start, pieces[-1].span.end)
