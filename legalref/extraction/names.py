"""Laws that a text cites by their names: «Luật Đất đai năm 2013», «luật đấu thầu», «Luật sửa đổi … của Luật X và Luật Y».

A name is read whole where the vocabulary lists it, however its commas, «và» and capitals are written
and its words shortened; else from its capital up to a word that no name holds.
"""

from collections.abc import Generator, Iterator
from functools import cache
from typing import Final, NamedTuple

import regex

from legalref.extraction import grammar
from legalref.extraction.candidates import Candidate
from legalref.extraction.patterns import lazy
from legalref.extraction.wordtree import WordTree
from legalref.model import Kind
from legalref.orthography import is_spelling_of
from legalref.vocabulary import names

_LONGEST: Final = 220
"""Code points of a name."""
_LEFT: Final = 28
"""Code points left of a type in which the word before it is looked for."""
_WORD: Final = lazy(r"[a-z0-9]+")
_TYPES: Final = ("Bộ luật", "Luật", "Pháp lệnh")
_FREE: Final = lazy(r"\p{Lu}{3,}(?=\p{Ll})|\p{L}[\p{L}&/]*(?: {1,4}[\p{L}&/]+){0,9}")
_LAW: Final = r"(?P<inner>(?:bo {1,4})?(?:luat|phap {1,4}lenh)) {1,4}"
_AMENDING: Final = lazy(
    rf"sua doi(?:,? {{1,4}}bo {{1,4}}sung)?(?: [^;:.()\n\"]{{1,90}}?)??(?: {{1,4}}(?P<all>cac|[0-9]{{1,3}}))? {{1,4}}{_LAW}"
)
_AND_LAW: Final = lazy(rf"(?P<join>,? {{1,4}}va|,) {{1,4}}(?:dieu {{1,4}}[0-9a-z]{{1,4}} {{1,4}}(?:cua {{1,4}})?)?{_LAW}")
_ALL_OF: Final = lazy(r"[\p{L}&]+(?: {1,4}[\p{L}&]+){0,11}")
_ALL_END: Final = lazy(r" (?:ngày|năm|số|được|quy định|có hiệu)(?!\p{L})")
_LAW_NUMBER: Final = (
    r"(?:(?:so|s0) {0,4}:? {0,4})?[0-9]{1,4}[a-z]? ?(?:/ ?[0-9]{2,4} ?)?[-/ ] ?(?:qh|ubtvqh|l[-/]ctn|l/|lct|pl[-/])"
)
_NUMBER_OF_LAW: Final = lazy(rf"(?: {{1,4}}sua doi(?:,? {{1,4}}bo sung)?)? {{0,4}},? {{1,4}}{_LAW_NUMBER}")
"""After a law's name: its number follows, and the law is cited by that."""
_NUMBER_SOON: Final = lazy(rf"(?:(?! (?:luat|phap lenh) )[^;:.()\[\]\"\n0-9]){{0,160}} {_LAW_NUMBER}")
_NUMBER_AND_YEAR: Final = lazy(
    r" {1,4}(?:so {1,4})?(?P<number>[0-9]{1,3}/(?:19|20)[0-9]{2})(?![0-9a-z]|[-/.,:][0-9]| ?[-/] ?[a-z])"
)
_OF_VIETNAM: Final = lazy(r" {1,4}viet {1,4}nam(?![a-z0-9])")
_YEAR_FOLLOWS: Final = lazy(r"[ ,(]{1,4}(?:nam {1,4})?(?:19|20)[0-9]{2}(?![0-9])")
_DATE_FOLLOWS: Final = lazy(rf" {{0,4}},? {{1,4}}(?:ngay {{1,4}}[0-9]|nam {{1,4}}[12]|{_LAW_NUMBER})")


class _Type(NamedTuple):
    start: int
    name: int
    """Where the name begins."""
    type: str


def laws(text: str, folded: str) -> Iterator[Candidate]:
    """Find laws, codes and ordinances that are cited by name, or by name and «22/2023», in order of their types."""
    for word, type_ in (("luat ", "Luật"), ("lenh ", "Pháp lệnh")):
        end = 0
        at = folded.find(word)
        while at >= 0:
            typed = _type_at(text, folded, at, type_) if at >= end else None
            if typed:
                end = yield from _law(text, folded, typed)
            at = folded.find(word, at + 1)


def _law(text: str, folded: str, typed: _Type) -> Generator[Candidate, None, int]:
    """Yield the law that `typed` begins, if it is cited by name; return where its words end, or where its type begins."""
    start, begin, type_ = typed
    end = _amending_end(text, folded, typed) or _name_end(text, folded, typed)
    if end is None:
        return start
    if _NUMBER_OF_LAW.match(folded, end):
        return end
    name = " ".join(text[start:end].split())
    short = _NUMBER_AND_YEAR.match(folded, end)
    if short:
        yield Candidate(start, short.end(), Kind.SHORT, type_, short["number"], short.start("number"), name)
    elif _listed_end(text, folded, begin, type_) or not _NUMBER_SOON.match(folded, end):
        yield Candidate(start, end, Kind.NAMED, type_, "", end, name)
    return end


def _type_at(text: str, folded: str, at: int, type_: str) -> _Type | None:
    """Return the type whose last word is at `at`; None where the word is another, or is vetoed by the words beside it."""
    start = _first_word(text, folded, at, "pháp") if type_ == "Pháp lệnh" else _first_word(text, folded, at, "bộ") or at
    if start is None or not is_spelling_of(text[at : at + 4], type_.lower().removeprefix("pháp ")):
        return None
    if start < at and type_ == "Luật":
        type_ = "Bộ luật"
    glued = start > 0 and folded[start - 1].isalnum()
    if glued and not (text[start].isupper() and text[start - 1].islower()):
        return None
    begin = at + 4
    while folded.startswith(" ", begin):
        begin += 1
    word = _WORD.match(folded, begin)
    if not word or word.group().isdigit():
        return None
    if _before("vetoes").search(folded, max(0, start - _LEFT), start):
        return None
    return _Type(start, begin, type_)


def _first_word(text: str, folded: str, at: int, word: str) -> int | None:
    """Return where `word` begins that stands right before `at`, or None."""
    end = at
    while end and folded[end - 1] == " ":
        end -= 1
    start = end - len(word)
    stands = start >= 0 and end < at and is_spelling_of(text[start:end], word)
    return start if stands else None


@cache
def _no_names() -> frozenset[str]:
    return frozenset(word for row in names().no_name for word in row.words)


@cache
def _before(kind: str) -> grammar.Pattern:
    words = names().vetoes.words if kind == "vetoes" else names().contexts.words
    return lazy(rf"(?r)(?<![a-z0-9]){grammar.either(words)}(?: {{1,4}}(?:cac|nhung))? {{1,4}}\Z")


@cache
def _listed() -> dict[str, WordTree]:
    """Return type → its listed names."""
    letters = {row.short: row.name for row in names().letters}
    rows = names().law
    return {type_: WordTree((name for row in rows if row.type == type_ for name in row.names), letters) for type_ in _TYPES}


def _listed_end(text: str, folded: str, begin: int, type_: str) -> int | None:
    """Return where the longest listed name of this type ends that begins at `begin`, or None."""
    if folded.startswith("ve ", begin):
        begin += len("ve ")
    return _listed()[type_].longest(folded, begin, begin + _LONGEST, text)


def _name_end(text: str, folded: str, typed: _Type) -> int | None:
    """Return where the name ends: of a listed one, or of one that its capitals or a date behind it show to be one."""
    start, begin, type_ = typed
    listed = _listed_end(text, folded, begin, type_)
    if listed is not None:
        country = _OF_VIETNAM.match(folded, listed)
        listed = country.end() if country else listed
        capital = text[start].isupper() or text[begin].isupper()
        return listed if capital or _is_cited(folded, start, listed) else None
    word = _WORD.match(folded, begin)
    if not text[start].isupper() or not word or text[begin : word.end()].lower() in _no_names():
        return None
    free = _free_end(text, begin)
    return free if free and (text[begin].isupper() or _DATE_FOLLOWS.match(folded, free)) else None


def _is_cited(folded: str, start: int, end: int) -> bool:
    """Tell whether a name in lower case is that of a law: by the word before it, a year after it, or the list it stands in."""
    low = max(0, start - _LEFT)
    in_list = folded[low:start].rstrip().endswith((",", " va"))
    return in_list or _before("contexts").search(folded, low, start) is not None or _YEAR_FOLLOWS.match(folded, end) is not None


@cache
def _ends() -> grammar.Pattern:
    """Return the pattern of what ends a name that is not listed, in lower case."""
    words = "|".join(sorted(names().ends.words, key=len, reverse=True))
    return lazy(rf"(?<![\p{{L}}\p{{N}}])(?:{words}|và|hoặc)(?![\p{{L}}\p{{N}}])|{grammar.body_stops().pattern}")


def _free_end(text: str, begin: int) -> int | None:
    """Return where a name that is not listed ends: before the first word that none holds. One word in lower case is no name."""
    run = _FREE.match(text, begin, begin + _LONGEST)
    if not run:
        return None
    stop = _ends().search(run.group().lower())
    name = (run.group()[: stop.start()] if stop else run.group()).rstrip()
    return begin + len(name) if name and (name[0].isupper() or " " in name) else None


def _amending_end(text: str, folded: str, typed: _Type) -> int | None:
    """Return where «Luật sửa đổi, bổ sung một số điều của Luật X và Luật Y» ends, or None.

    A list without «và» is one law's where a date or a number closes it.
    """
    start, begin, _ = typed
    amending = _AMENDING.match(folded, begin, begin + 2 * _LONGEST)
    if not amending or not (text[start].isupper() or _is_cited(folded, start, start)):
        return None
    if amending["all"]:
        return _all_end(text, amending.end())
    sure = end = _inner_end(text, folded, amending)
    while end is not None:
        further = _AND_LAW.match(folded, end)
        inner = _inner_end(text, folded, further) if further else None
        if further is None or inner is None:
            return end if _DATE_FOLLOWS.match(folded, end) else sure
        end = inner
        if further["join"] != ",":
            sure = end
    return None


def _inner_end(text: str, folded: str, match: regex.Match[str]) -> int | None:
    """Return where the name of the law ends whose type a match ends with, or None."""
    type_ = "Pháp lệnh" if match["inner"].endswith("lenh") else "Bộ luật" if match["inner"].startswith("bo") else "Luật"
    begin = match.end()
    return _listed_end(text, folded, begin, type_) or _free_end(text, begin)


def _all_end(text: str, begin: int) -> int | None:
    """Return where «(sửa đổi …) các luật liên quan đến đầu tư xây dựng cơ bản» ends."""
    run = _ALL_OF.match(text, begin, begin + _LONGEST)
    if not run:
        return None
    stop = _ALL_END.search(run.group())
    return begin + (stop.start() if stop else len(run.group()))
