"""The beginning of a text as lines, and what each is: the motto, a number, a date, a rule, words.

In the two columns of a head the lines of one stand beside those of the other. Where a reader joins them («BỘ TÀI CHÍNH   CỘNG
HÒA …») what is known of the right column is cut out, and the left one is what stays.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from functools import cache
from typing import Final, NamedTuple

import regex

from legalref.model import Span
from legalref.orthography import D_LETTERS, DASHES, INVISIBLE, SLASHES, SPACES, fold
from legalref.vocabulary import head_words

MOST: Final = 20_000
"""Code points in which a head is looked for; a longer text costs no more."""
_MOST_LINES: Final = 400
_LONGEST: Final = 2_000
_LONGEST_HEAD: Final = 200
"""Code points of a line that may be of a head, where a scan misread letters."""
_PLAIN: Final = D_LETTERS | DASHES | SLASHES | SPACES | dict.fromkeys(map(ord, INVISIBLE)) | {0xAD: None, 0x0B: " "}
_NOT_PLAIN: Final = re.compile(f"[{''.join(map(chr, _PLAIN))}]")
Pattern = regex.Pattern[str]
_GAPS: Final = regex.compile(
    r"[ \xa0]*(?:\t|\|)\s*|(?<=\S)(?<!(?i:ngày|tháng|năm|số ?:?|/))\s{3,}(?!(?i:tháng|năm|/|-[\p{L}]))(?=\S)"
)
"""What parts the columns of a line; not the room for a day or a number that was left free."""
_WIDE: Final = regex.compile(r"\s{2,}")
_NO_KEY: Final = regex.compile("[^a-z0-9]+")
_SPACES: Final = regex.compile(r"\s+")
_SPACED: Final = regex.compile(r"(?:\p{L}(?:[ \xa0\t]+|$)){4,}\W*")
_NO_LETTER: Final = regex.compile(r"[\W_]*")
_NUMERAL: Final = regex.compile(r"(?:[ivx]{1,6}|[0-9]{1,2}|[a-z])[.)/] |[ivx]{1,6} ?[-:] ?[a-z]|[0-9]{1,2}- ?[a-z]|trang [0-9]")
_PAGE: Final = regex.compile(r"[-– ]*[0-9]{1,3}[-– ]*|\* ?\* ?\*")


class Kind(Enum):
    """What a piece of a line is."""

    MOTTO = auto()
    RULE = auto()
    BODY = auto()
    """The head is over."""
    WORDS = auto()


class Piece(NamedTuple):
    """A part of a line, or all of it."""

    kind: Kind
    text: str
    folded: str
    span: Span
    opens: bool
    """Whether a blank line, or none at all, stands before its line."""

    @property
    def upper(self) -> bool:
        """Whether the words are in capitals."""
        return self.text.isupper()


def pieces_of(content: str) -> list[Piece]:
    """Return what the beginning of a text consists of, what belongs to the page and to no document (`is_junk`) left out."""
    found: list[Piece] = []
    at, lines, opens = 0, 0, True
    for raw in content[:MOST].splitlines(keepends=True):
        visible = plain(raw[:_LONGEST])
        folded = fold(visible)
        if visible and not is_junk(folded):
            for piece in _columns(raw, visible, folded, at, opens=opens):
                found.append(_ending_of_motto(piece, found[-1]) if found else piece)
            lines, opens = lines + 1, False
        else:
            opens = opens or not visible
        at += len(raw)
        if lines == _MOST_LINES:
            break
    return found


def _ending_of_motto(piece: Piece, above: Piece) -> Piece:
    """Return a piece, as a motto where it is the rest of the one above that a narrow column broke: «NAM», «Hạnh phúc»."""
    if above.kind is not Kind.MOTTO or piece.kind is not Kind.WORDS:
        return piece
    rest, begun = compact(piece.text), compact(above.text)
    mottos = map(compact, head_words().motto.words)
    broken = any(rest and motto.endswith(rest) and begun.endswith(motto.removesuffix(rest)) for motto in mottos if motto != rest)
    return piece._replace(kind=Kind.MOTTO) if broken else piece


def plain(text: str) -> str:
    """Return `text` in NFC with one kind of Đ, dash, slash and space, spaces at its ends and doubled ones left out."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join((composed.translate(_PLAIN) if _NOT_PLAIN.search(composed) else composed).split())


def compact(text: str) -> str:
    """Return the letters and digits of `text`, folded and without spaces: «N G H Ị  Đ Ị N H» is `nghidinh`."""
    return _NO_KEY.sub("", fold(text))


@cache
def _junk() -> Pattern:
    words = "|".join(regex.escape(fold(word)) for word in head_words().junk.words)
    return regex.compile(rf"(?:[0-9]{{1,4}} )?(?:{words})")


def is_junk(folded: str) -> bool:
    """Tell whether a line belongs to the page, not to the document: a gazette's header, the number of a page."""
    return _junk().match(folded) is not None or _PAGE.fullmatch(folded) is not None


def beginning(words: Iterable[str]) -> str:
    """Return the alternatives of a pattern for folded text, the longest first."""
    folded = sorted({fold(word) for word in words}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(regex.escape(word, special_only=True).replace(" ", " +") for word in folded) + ")"


def loose(pattern: str) -> Pattern:
    """Return a pattern compiled in which a space stands for several: joined lines leave more than one."""
    return regex.compile(
        pattern.replace(" ?", " {0,4}").replace(" +", " ").replace(" {0,4}", "\0").replace(" ", " {1,4}").replace("\0", " {0,4}")
    )


@cache
def _mottos() -> tuple[Pattern, Pattern]:
    """Return the pattern of a motto or the part of it that its line holds, and that of one in which a scan misread letters."""
    whole = "|".join("[ ,.-]*".join(fold(word).replace("-", " ").split()) for word in head_words().motto.words)
    alone = "|".join(f"^{fold(line)}$" for line in head_words().motto.heads)
    broken = "(?<![a-z])cong hoa xa hoi(?: chu(?: nghia(?: viet)?)?)?$"
    part = f"{broken}|(?<![a-z])cong hoa xa hoi chu nghia|doc lap[ -]*tu do(?: ?- ?hanh$)?"
    misread = "|".join(f"(?:{fold(word)}){{1<=s<=3,i<=1,d<=1,e<=3}}" for word in head_words().motto.words)
    return regex.compile(rf"(?:{whole}|{part}|{alone})[-_.* ]*"), regex.compile(rf"(?b)(?:{misread})")


@cache
def _body() -> Pattern:
    words = head_words().body
    heads = rf"{beginning(words.heads)} +(?:thu +(?!truong)[a-z]+|[0-9]+[a-z]?\b|[ivx]+\b)"
    return regex.compile(rf"(?:[-+*] ?)?(?:{beginning(words.words)}(?![a-z])|{heads})")


def begins_body(text: str, folded: str) -> bool:
    """Tell whether a line is the first of a body: «Căn cứ …», «Điều 1», «Kính gửi»; in lower case a title may go on («để …»)."""
    return (not text[:1].islower() and _body().match(folded) is not None) or _NUMERAL.match(folded) is not None


def _columns(raw: str, visible: str, folded: str, at: int, *, opens: bool) -> Iterator[Piece]:
    """Yield the pieces of a line, which is `visible` in plain."""
    bare = raw.strip()
    if _SPACED.fullmatch(bare[:_LONGEST_HEAD]):
        together = plain(" ".join(_SPACES.sub("", word) for word in _WIDE.split(bare)))
        yield from _pieces(together, fold(together), _visible(raw, at), opens=opens)
    elif bare == visible and "|" not in bare:  # neither tabs nor several spaces: most lines have one column
        yield from _pieces(visible, folded, _visible(raw, at), opens=opens)
    else:
        yield from _parted(raw, at, opens=opens)


def _parted(raw: str, at: int, *, opens: bool) -> Iterator[Piece]:
    """Yield the pieces of the columns of a line."""
    begin = 0
    for gap in [*_GAPS.finditer(raw), None]:
        part = raw[begin : gap.start() if gap else len(raw)]
        text = plain(part[:_LONGEST])
        if text:
            yield from _pieces(text, fold(text), _visible(part, at + begin), opens=opens)
        begin = gap.end() if gap else begin


def _visible(part: str, at: int) -> Span:
    """Return where the visible characters of a part of a text stand that begins at `at`."""
    return Span(at + len(part) - len(part.lstrip()), at + len(part.rstrip()))


def _pieces(text: str, folded: str, span: Span, *, opens: bool) -> Iterator[Piece]:
    if _NO_LETTER.fullmatch(folded):
        yield Piece(Kind.RULE, text, folded, span, opens)
    elif begins_body(text, folded):
        yield Piece(Kind.BODY, text, folded, span, opens)
    else:
        motto = _motto_in(text, folded) if len(text) == len(folded) else None
        if motto is None or not _is_motto(text, motto):
            yield Piece(Kind.WORDS, text, folded, span, opens)
            return
        before, after = text[: motto.start()].rstrip(" -_*"), text[motto.end() :].strip(" -_*")
        if before:
            yield from _pieces(before, fold(before), span, opens=opens)
        yield Piece(Kind.MOTTO, text, folded, span, opens)
        if after:
            yield from _pieces(after, fold(after), span, opens=opens)


def _motto_in(text: str, folded: str) -> "regex.Match[str] | None":
    """Return the motto in a line; one with misread letters is looked for only in what looks like one, for that takes long."""
    exact, misread = _mottos()
    may_be = any(word in folded for word in _first_words())
    like = len(folded) < _LONGEST_HEAD and (text.replace("l", "I").isupper() or "tu do" in folded or "hanh ph" in folded)
    return (exact.search(folded) if may_be else None) or (misread.search(folded) if like else None)


@cache
def _first_words() -> frozenset[str]:
    """Return the first words of the mottos: lines without one need no search."""
    return frozenset(fold(words.split()[0]) for words in (*head_words().motto.words, *head_words().motto.heads))


def _is_motto(text: str, motto: "regex.Match[str]") -> bool:
    """Tell whether what looks like a motto is one: in capitals, or a line of its own but for capitals."""
    rest = (text[: motto.start()] + text[motto.end() :]).strip()
    return motto.group().strip() != "" and (text[motto.start() : motto.end()].isupper() or not rest or rest.isupper())
