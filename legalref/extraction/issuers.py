"""Who issued a document, as the text writes it: «của Ban Bí thư», «Bộ Chính trị ban hành …».

Names that the vocabulary lists are read whole, the longest first, with commas and «và» inside,
in folded text. Other bodies begin with a known word («UBND», «Sở», «Thành ủy») and end where a
word stands that no name holds; those words are told by their accents («năm», not «Nam»).
"""

from functools import cache
from typing import Final

import regex

from legalref.extraction.ahead import letter_ahead, word_behind
from legalref.extraction.dates import BEFORE
from legalref.extraction.grammar import Pattern, body_stops, either
from legalref.extraction.patterns import lazy
from legalref.extraction.wordtree import WordTree
from legalref.model import Span
from legalref.orthography import fold
from legalref.vocabulary import issuers, terms

_LEFT_WINDOW: Final = 170
_RIGHT_WINDOW: Final = 150
_LONGEST_FREE: Final = 8
"""Words of a name that begins with no known word."""
_SPACES: Final = lazy(" {1,4}")
_EDGE: Final = r"(?![a-z0-9])"
_PARTY_TAIL: Final = lazy(r"(?: dang)?(?: cong san viet nam)?(?:,? \(?khoa [ivx]{1,5}\)?)?")
_TERM: Final = lazy(r",? {1,4}\(?khoa {1,4}[ivx]{1,6}(?![a-z0-9])\)?")
"""Behind an assembly: «HĐND tỉnh khóa XV», «Ban Chấp hành Trung ương (khóa XII)»."""
_PLENUM: Final = lazy(
    r"hoi nghi (?:lan thu [a-z0-9]{1,8}(?: [a-z]{2,4})??|trung uong [0-9]{1,2}),? (?:cua )?ban chap hanh trung uong(?: dang)?"
    r"(?: cong san viet nam)?(?:,? \(?khoa [ivx]{1,6}\)?)?"
)
_AND: Final = lazy("(?:,| va) {1,4}")
_MAY_GO_ON: Final = frozenset((", ", " v"))
_STARTS: Final = lazy("(?<![a-z0-9])[a-z]")
_TAIL_LETTERS: Final = frozenset("dck")
_MOST_LEADERS: Final = 2
_MOST_BODIES: Final = 4
_OF_LETTERS: Final = frozenset("cdg")
"""First letters of «của», «do» and «giữa»."""
_WORD: Final = r"(?:- )?[a-z0-9&]+(?:[.\-][a-z0-9&]+)*"
_OF: Final = lazy(r"\*{0,2} {0,40},? {0,40}\(?(?:(?:cua|do|giua) {1,40}){1,2}")
_OF_AT_END: Final = lazy(r" {1,4}cua {1,4}")
_CONTINUES: Final = lazy(
    r" {1,4}(?i:đoàn|hội|tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|đặc khu|khối) {0,4}\p{Lu}|[ ]Đoàn\b"
)
"""After a listed name: it is only the beginning of another body's («Cục Thuế tỉnh Đắk Nông»)."""
_CONTINUING: Final = frozenset("dhtqxpk")
_TRAIL: Final = lazy(r"(?:[ -]|(?<= )(?:va|hoac|cua|cac|tai)\b)+$")
_NO_BODY: Final = lazy(rf"(?:nha nuoc|phap luat|nhan dan|dang|ong|ba|dong chi){_EDGE}")


@cache
def _listed() -> WordTree:
    return WordTree(name for row in issuers() for name in (row.name, *row.aliases))


@cache
def _leaders() -> WordTree:
    return WordTree(terms().bodies.leaders)


def _listed_end(folded: str, begin: int, high: int, leaders: int = _MOST_LEADERS) -> int | None:
    """Return where a listed body ends that begins at `begin`, leaders' titles before it or not; None where none does."""
    leader = _leaders().longest(folded, begin, high) if leaders and _leaders().may_begin(folded, begin) else None
    if leader is not None and folded.startswith(" ", leader):
        spaces = _SPACES.match(folded, leader, high)
        led = _listed_end(folded, spaces.end(), high, leaders - 1) if spaces else None
        if led is not None:
            return led
    end = _listed().longest(folded, begin, high)
    if end is None or letter_ahead(folded, end) not in _TAIL_LETTERS:
        return end
    tail = _PARTY_TAIL.match(folded, end, high)
    return tail.end() if tail else end


def _several_end(folded: str, begin: int, high: int) -> int | None:
    """Return where one listed body or several side by side end, or None."""
    end = _listed_end(folded, begin, high)
    for _ in range(_MOST_BODIES):
        also = _AND.match(folded, end, high) if end is not None and folded[end : end + 2] in _MAY_GO_ON else None
        further = _listed_end(folded, also.end(), high) if also else None
        if further is None:
            break
        end = further
    return end


def _listed_start(folded: str, low: int, high: int) -> int | None:
    """Return where a listed body begins that ends at `high`, or None."""
    for word in _STARTS.finditer(folded, low, high):
        if _listed_end(folded, word.start(), high) == high:
            return word.start()
    return None


@cache
def _body() -> Pattern:
    """Return the pattern of a body in no list, in masked text (see `_masked`)."""
    return lazy(rf"(?<![a-z0-9]){either(terms().bodies.heads)}{_EDGE}(?: {{1,40}}{_WORD}){{0,14}}")


@cache
def _verb_after() -> Pattern:
    """Return the pattern of what shows that a body is the subject of what follows."""
    return lazy(rf" (?:da|vua|se|co|yeu cau|de nghi|{either(terms().issuing.verbs)})(?![a-z0-9])")


@cache
def _verb_at_end() -> Pattern:
    verbs = either(terms().issuing.verbs)
    return lazy(rf"(?r)(?<= )(?:(?:da|vua|se) )?{verbs}(?: [0-9]{{1,2}}| cac| mot so)?(?: van ban)? {{0,40}}\(?\Z")


@cache
def _verb_ends() -> frozenset[str]:
    """Return the words with which what `_verb_at_end` finds can end, folded."""
    return frozenset({"cac", "so", "ban", *(fold(verb).rsplit(" ", 1)[-1] for verb in terms().issuing.verbs)})


@cache
def _proposer() -> Pattern:
    """Return the pattern of who proposes in what follows: «(theo đề nghị) của Giám đốc Sở Nội vụ tại Tờ trình …»."""
    heads = rf"{either((*terms().bodies.heads, *terms().bodies.leaders))}{_EDGE}"
    body = rf"(?P<issuer>{heads}(?:(?! cua )[^;:.()\"\n]){{0,110}}?)"
    return lazy(rf"(?r) cua {{1,4}}{body} {{1,40}}tai(?: cac)? {{0,40}}\Z")


def _masked(text: str, low: int, high: int) -> str:
    """Return `text[low:high]` folded, with `#` over each word at which a name ends."""
    return fold(body_stops().sub(lambda match: "#" * len(match.group()), text[low:high]))


def issuer_after(text: str, folded: str, at: int, high: int) -> Span | None:
    """Return the span of the issuer that follows `at` («… của Bộ Tài chính»), or None."""
    of = _OF.match(folded, at, high) if letter_ahead(folded, at) in _OF_LETTERS else None
    if not of:
        return None
    begin = of.end()
    listed = _several_end(folded, begin, high)
    if listed is not None and not (letter_ahead(folded, listed) in _CONTINUING and _CONTINUES.match(text, listed, high)):
        return Span(begin, listed)
    masked = _masked(text, begin, min(high, begin + _RIGHT_WINDOW))
    body = _body().match(masked)
    if body:
        end = begin + len(_TRAIL.sub("", body.group()))
        term = _TERM.match(folded, end, high)
        return Span(begin, term.end() if term else end)
    return Span(begin, listed) if listed is not None else _free(masked, begin)


def issuer_beside(text: str, folded: str, at: int, high: int) -> Span | None:
    """Return the span of a listed issuer right behind a date, without «của»: «ngày 18/10/2019 Ban Tổ chức Trung ương»."""
    spaces = _SPACES.match(folded, at, high)
    if not spaces or not text[spaces.end() : spaces.end() + 1].isupper():
        return None
    begin = spaces.end()
    plenum = _PLENUM.match(folded, begin, high)
    end = plenum.end() if plenum else _several_end(folded, begin, high)
    if end is None or " " not in folded[begin:end] or _verb_after().match(folded, end):
        return None
    return Span(begin, end)


def _free(masked: str, begin: int) -> Span | None:
    """Return a short run of words that a stop word ends: «chính quyền thuộc địa ngày …»."""
    run = _TRAIL.sub("", masked.partition("#")[0])
    if "\n" in run or not 1 < len(run.split()) <= _LONGEST_FREE or _NO_BODY.match(run) or len(run) == len(masked.rstrip()):
        return None
    return Span(begin, begin + len(run))


def issuer_before(text: str, folded: str, low: int, high: int) -> Span | None:
    """Return the span of the issuer that leads to `high`, or None.

    By its verb («Chính phủ ban hành Nghị định …») or its proposal («của Bộ trưởng … tại Tờ trình …»).
    """
    low = max(low, high - _LEFT_WINDOW)
    before = word_behind(folded, high)
    verb = _verb_at_end().search(folded, low, high) if before in _verb_ends() or before.isdigit() else None
    if verb:
        return _listed_or_body(text, folded, low, verb.start())
    proposal = _proposer().search(folded, low, high) if before in ("tai", "cac") else None
    if not proposal or not text[proposal.start("issuer")].isupper():
        return None
    issuer = Span(*proposal.span("issuer"))
    return None if body_stops().search(text[slice(*issuer)].replace(",", " ")) else issuer


def _listed_or_body(text: str, folded: str, low: int, high: int) -> Span | None:
    end = low + len(folded[low:high].rstrip(" "))
    listed = _listed_start(folded, low, end) if end < high else None
    if listed is not None:
        return Span(listed, end)
    masked = _masked(text, low, high)
    begin = max(masked.rfind("#"), masked.rfind("\n")) + 1
    lower = text[low:high].islower()
    for body in _body().finditer(masked, begin):
        # The «hội» of «Ngân hàng Chính sách xã hội» begins no name.
        capital = lower or text[low + body.start()].isupper() or body.group().startswith("lien bo")
        if capital and not masked[body.end() :].strip():
            return Span(low + body.start(), low + len(body.group().rstrip()) + body.start())
    return None


def issuer_between(text: str, folded: str, type_end: int, number_head: int) -> Span | None:
    """Return the issuer between a type and «số»: «Quyết định của Bộ Chính trị số …», or None."""
    of = _OF_AT_END.match(folded, type_end, number_head)
    issuer = _listed_or_body(text, folded, of.end(), number_head) if of else None
    return issuer if of and issuer and issuer.start == of.end() else None


def date_before(folded: str, low: int, issuer_start: int) -> regex.Match[str] | None:
    """Return the date that opens the clause of an issuer: «Ngày 8/9/1945, Chính phủ ra …», or None."""
    for match in BEFORE.finditer(folded, max(low, issuer_start - 48), issuer_start):
        if folded[match.end() : issuer_start].strip(" ,") == "":
            return match
    return None
