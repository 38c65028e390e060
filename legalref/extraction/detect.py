"""Where the citations are: a pass each for numbers with symbols, types with bare numbers, standards; then lists; then names.

A number counts when something beside its shape speaks for it: the type word before it, «số» with
a known code, a code and a body that only documents have, or its place in a list. What only looks
alike is listed in vocabulary/lookalikes.toml.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from legalref.extraction import grammar
from legalref.extraction.candidates import Candidate, tidy
from legalref.extraction.heads import WINDOW, head_of, type_of
from legalref.extraction.lists import extended
from legalref.extraction.names import laws
from legalref.extraction.occasions import occasions
from legalref.extraction.papers import papers
from legalref.model import Kind
from legalref.orthography import number_key

_LONGEST_LEFT: Final = 16
"""Code points of a number left of the last digit before its symbol: «1.234bis/2020»."""
_MOST_DIGITS: Final = 5
_MOST_SYMBOLS: Final = 4096
"""Symbols that are remembered with what they say."""
_LONGEST_LEAD: Final = 40
"""Code points of «Quy chuẩn kỹ thuật quốc gia số» before a standard."""
_LONGEST_GLUED: Final = 5
"""Letters of a code that stands right at its number: «255CT»."""
_LONGEST_TYPE: Final = 24
"""Code points of a type that a number is glued to."""
_GENERIC_STANDARD: Final = {
    "TCVN": "Tiêu chuẩn quốc gia",
    "QCVN": "Quy chuẩn kỹ thuật quốc gia",
    "QCĐP": "Quy chuẩn kỹ thuật địa phương",
}


def detect(text: str, folded: str) -> list[Candidate]:
    """Return the citations of a clean text in order, none overlapping another; `folded` is its folded form."""
    numbers = list(_numbers(text, folded))
    known = {candidate.number_start for candidate in numbers}
    numbered = _apart([*numbers, *_typed(text, folded, known), *_glued(text, folded), *_standards(text, folded)])
    return _apart([*extended(text, folded, numbered), *laws(text, folded), *papers(text, folded), *occasions(text, folded)])


def _apart(found: Iterable[Candidate]) -> list[Candidate]:
    """Return candidates in order; of two that overlap the first, or the longer where it begins no later."""
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda candidate: (candidate.start, -candidate.end)):
        if not kept or candidate.start >= kept[-1].end:
            kept.append(candidate)
        elif candidate.end > kept[-1].end and candidate.number_start <= kept[-1].number_start:
            kept[-1] = candidate
    return kept


def _numbers(text: str, folded: str) -> Iterator[Candidate]:
    """Find numbers with symbols, looking only where a digit, a separator and a letter stand side by side."""
    done = 0
    for sign in grammar.NUMBER_SIGN.finditer(folded):
        at = sign.start()
        if at < done:
            continue
        match = _number_at(text, folded, at, done)
        if match:
            done = match.end()
            found = _number(text, folded, match)
            if found:
                yield found


def _number_at(text: str, folded: str, at: int, low: int) -> grammar.Match | None:
    """Return the number whose last digit before its symbol is at `at` and that begins at `low` or later."""
    start = at
    while start > low and at - start < _MOST_DIGITS and folded[start - 1].isdigit():
        start -= 1
    if start > low and folded[start - 1] in "/. -":
        ordinal = grammar.ORDINAL_BEFORE.search(folded, max(low, start - _LONGEST_LEFT), start)
        match = grammar.NUMBER.match(text, ordinal.start()) if ordinal else None
        if match and match.end() > at:
            return match
    return grammar.NUMBER.match(text, start)


class _Symbol(NamedTuple):
    """What a symbol says by itself."""

    groups: tuple[str, ...]
    is_private: bool
    is_law: bool


@lru_cache(_MOST_SYMBOLS)
def _symbol(symbol: str) -> _Symbol:
    groups = tuple(_groups(symbol))
    return _Symbol(groups, _is_private(groups), "QH" in groups[0].upper())


def _number(text: str, folded: str, match: grammar.Match) -> Candidate | None:
    start, end = match.span()
    _, year, _, written = match.groups()
    symbol = _symbol(written)
    if symbol.is_private:
        return None
    if not _starts_clear(text, start, symbol.groups[0], has_year=year is not None):
        slipped = grammar.SLIPPED.search(text, max(0, start - _LONGEST_LEFT), start)
        if not slipped or not slipped.group().strip("/ "):
            return None
        start, year = slipped.start(), year or "/" in slipped.group()
    if year and len(symbol.groups) == 1:
        end = _spaced_body_end(text, symbol.groups[0], end)
    head = head_of(text, folded, start, written)
    if head.type is None:
        known = _is_document(symbol.groups, has_year=bool(year), says_number=head.says_number)
        if not known or (not symbol.is_law and _is_lookalike(folded, start)):
            return None
    return Candidate(head.start, end, Kind.FULL, head.type, tidy(text[start:end]), start)


def _spaced_body_end(text: str, code: str, end: int) -> int:
    """Return where a number ends whose body stands apart: «38/2023/TT BCT»."""
    body = grammar.SPACED_BODY.match(text, end) if number_key(code) in grammar.type_codes() else None
    known = body is not None and number_key(body["code"].split("-")[0]) in grammar.body_codes()
    return body.end() if body and known else end


def _typed(text: str, folded: str, known: Collection[int]) -> Iterator[Candidate]:
    """Find what needs its type word to be seen: «Nghị định 30/2020», «Công văn số 1356 CV/TU»; not where a number is `known`."""
    for sign in grammar.short_sign().finditer(folded):
        at = sign.start()
        if at in known:
            continue
        match = grammar.short_head().search(text, max(0, at - WINDOW), at)
        if not match:
            continue
        start = match.start()
        type_ = type_of(match["type"])
        says_number = match["so"] is not None
        loose = grammar.LOOSE_NUMBER.match(text, at)
        if loose and _is_symbol_after_type(loose["symbol"], glued=not loose["joint"], says_number=says_number):
            yield Candidate(start, loose.end(), Kind.FULL, type_, tidy(loose.group()), at)
            continue
        bare = grammar.BARE_NUMBER.match(text, at)
        if (
            bare
            and not _is_span_of_years(bare.group())
            and _is_short(text, bare.end(), match["type"], type_, says_number, bare["year"] is not None)
        ):
            yield Candidate(start, bare.end(), Kind.SHORT, type_, bare.group(), at)


def _glued(text: str, folded: str) -> Iterator[Candidate]:
    """Find numbers with their year right at an abbreviation: «NĐ70/2025»."""
    for sign in grammar.YEAR_SIGN.finditer(folded):
        begin = sign.start()
        while begin and folded[begin - 1].isdigit():
            begin -= 1
        glued = begin > 0 and folded[begin - 1].isalpha()
        match = grammar.abbreviation_glued().search(text, max(0, begin - _LONGEST_TYPE), begin) if glued else None
        bare = grammar.BARE_NUMBER.match(text, begin) if match else None
        if match and bare and bare["year"]:
            type_ = grammar.type_abbreviations()[match.group()]
            yield Candidate(match.start(), bare.end(), Kind.SHORT, type_, bare.group(), begin)


def _standards(text: str, folded: str) -> Iterator[Candidate]:
    for sign in grammar.STANDARD_SIGNS:
        at = folded.find(sign)
        while at >= 0:
            match = grammar.STANDARD.match(text, at - 1) if at else None
            if match:
                number = f"{match['code']} {match['number'].strip()}{match['body'] or ''}"
                lead = grammar.STANDARD_LEAD.search(text, max(0, at - _LONGEST_LEAD), at - 1)
                start = lead.start() if lead else match.start()
                yield Candidate(start, match.end(), Kind.FULL, _GENERIC_STANDARD[match["code"]], number, match.start())
            at = folded.find(sign, at + 1)


def _groups(symbol: str) -> list[str]:
    return symbol.replace("/", "-").replace(".", "-").replace(" ", "").split("-")


def _starts_clear(text: str, start: int, code: str, *, has_year: bool) -> bool:
    """Tell whether a number can begin here: not inside another, unless a type is glued to it.

    Then its year speaks for it, or that the type is its own `code` («HD38-HD/BTCTW»).
    """
    if start == 0:
        return True
    before = text[start - 1]
    if before.isalnum():
        glued = grammar.abbreviation_at_end().search(text, max(0, start - _LONGEST_TYPE), start)
        return glued is not None and (has_year or glued.group() == code)
    if before in ".,:-":
        return not (start > 1 and text[start - 2].isalnum()) or before == ":"
    return before != "/"


@cache
def _is_document(groups: tuple[str, ...], *, has_year: bool, says_number: bool) -> bool:
    """Tell whether a symbol without a type word before it is a document's."""
    keys = [number_key(group) for group in groups]
    codes = grammar.type_codes()
    if keys[0].startswith(("qh ", "ubtvqh ")):
        return has_year
    if len(groups) == 1 or len(groups[1]) == 1:
        return False
    upper = groups[0][:1].isupper() and groups[1][:1].isupper()
    coded = upper and (keys[0] in codes or (has_year and keys[1] in codes))
    return coded and (
        says_number
        or has_year
        or keys[1] in grammar.body_codes()
        or keys[-1] in grammar.body_codes()
        or not grammar.public_groups().isdisjoint(groups[1:])
        or (groups[0] in grammar.distinctive_codes() and groups[1].isupper())
        or _is_party(groups)
    )


def _is_party(groups: Sequence[str]) -> bool:
    return groups[1].endswith(("TW", "TU", "ĐU", "HU", "QU"))


def _is_private(groups: Sequence[str]) -> bool:
    """Tell whether a symbol is that of a court, a contract or a company, none of its groups being a public body's."""
    return not grammar.lookalike_groups().isdisjoint(groups) and grammar.public_groups().isdisjoint(groups)


def _is_lookalike(folded: str, start: int) -> bool:
    return grammar.lookalike_left().search(folded, max(0, start - WINDOW), start) is not None


def _is_symbol_after_type(symbol: str, *, glued: bool, says_number: bool) -> bool:
    groups = _groups(symbol)
    if _is_private(groups):
        return False
    if len(groups) > 1:
        return True
    return glued and says_number and symbol.isupper() and len(symbol) <= _LONGEST_GLUED


def _is_span_of_years(number: str) -> bool:
    """Tell whether a number is «2025/2026», two years side by side."""
    first, _, second = number.partition("/")
    return len(first) == len(second) == len("2025") and int(second) - int(first) in (0, 1)


def _is_short(text: str, end: int, word: str, type_: str | None, says_number: bool, has_year: bool) -> bool:
    policy = grammar.short_policy().get(type_ or "", "never")
    if policy == "year":
        return has_year
    if has_year:
        return True
    if policy == "so" and not says_number:
        return False
    if word in grammar.type_abbreviations() and not text[end - 2].isdigit():
        return False  # «TT 2» is a column or a form; «NĐ 30», «CT 05» are citations
    if not says_number and not word[:1].isupper():
        return text[end - 2].isdigit() and grammar.attached_issuer().match(text, end) is not None
    return not grammar.quantity().match(text, end)
