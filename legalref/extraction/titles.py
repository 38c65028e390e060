"""The title (trích yếu) that follows a document: «… của Chính phủ về công tác văn thư», «… “Quy định về thẻ đảng viên”».

Nghị định 30/2020/NĐ-CP (Phụ lục I, II.6.b) asks for it where a document is first cited. A title in quotation marks is
read to the closing mark; one without ends at a semicolon, a full stop, a bracket, or a word that no title holds.
"""

from functools import cache
from typing import Final, NamedTuple

import regex

from legalref.extraction.grammar import Pattern
from legalref.extraction.patterns import lazy, longest_first
from legalref.model import Span
from legalref.vocabulary import terms

LONGEST: Final = 500
"""Code points."""
_INSIDE: Final = r"""(?:[^"“”«»\n;]|[“«][^"“”«»\n;]{1,200}[”»]){4,400}"""
"""What stands between quotation marks, with a quotation of its own in it."""
_QUOTED: Final = lazy(rf'(?:[ ,:]{{1,4}}"|[ ,:]{{0,4}}[“«])(?P<title>{_INSIDE})["”»]')
_QUOTED_LATER: Final = lazy(r'["“«](?P<title>[^"“”«»\n;]{4,400})["”»]')
_QUOTATION: Final = lazy(r"[“«][^“”«»\n]{1,300}[”»]")
_HARD_END: Final = lazy(r"[;:\n()\[\]|“«”»]|\.(?= |$|\n)|\*\*| ngày [0-9]{1,2}(?:[/.-][0-9]| tháng)")
_COMMA_END: Final = lazy(r", (?=\p{Lu}|ngày [0-9])")
_LEADS: Final = "của|thi hành|hướng dẫn|thực hiện|sửa đổi|bổ sung|theo|tại|về|cho"
_NEXT_LED: Final = lazy(
    rf"(?r)(?<!\p{{L}})(?:(?i:{_LEADS})|(?<!, )(?i:thay thế|bãi bỏ)) {{1,4}}(?:các )?"
    r"(?:(?i:điểm|khoản|điều|mục|chương|phụ lục) [^;:.()\n]{1,80})?\Z"
)
"""Right before the citation that follows: it stands in the title."""
_TRAIL: Final = lazy(r"(?:[ ,–-]|(?<= )(?:và|hoặc|cùng|theo|tại|thay thế|bãi bỏ|đến))+$")


@cache
def _opens() -> Pattern:
    words = longest_first(map(regex.escape, terms().titles.words))
    return lazy(rf"[ ,]{{1,4}}(?P<title>(?i:{words}))(?= {{1,4}}\p{{L}})")


@cache
def _ends() -> Pattern:
    words = longest_first(terms().title_ends.words)
    return lazy(rf",? (?:{words})(?!\p{{L}})")


def _hard_end(text: str, at: int, limit: int) -> int:
    """Return where a title without quotation marks ends at the latest; it goes on over a quotation inside it («Đề án “…”»)."""
    stop = _HARD_END.search(text, at, limit)
    while stop:
        quotation = _QUOTATION.match(text, stop.start(), limit)
        if not quotation:
            return stop.start()
        stop = _HARD_END.search(text, quotation.end(), limit)
    return limit


class Title(NamedTuple):
    """Where a title stands; `leads_on` where it goes on with the citation that follows («… một số điều của Luật X»)."""

    span: Span
    leads_on: bool


def title_after(text: str, at: int, high: int, *, quoted_only: bool) -> Title | None:
    """Return the title that follows `at`, or None; `high` is where the next citation begins, or the text ends.

    «Luật X về Y» is what a law says on Y, not its title: after a name only what is quoted counts.
    The words with which a title ends are rows of the vocabulary (terms.toml, title_ends).
    """
    limit = min(high, at + LONGEST)
    quoted = _QUOTED.match(text, at, min(len(text), at + LONGEST))
    if quoted:
        return Title(Span(*quoted.span(1)), leads_on=False)
    opening = None if quoted_only else _opens().match(text, at, limit)
    if not opening:
        return None
    begin = opening.start(1)
    later = _QUOTED_LATER.match(text, opening.end() + 1, limit)
    if later:
        return Title(Span(*later.span(1)), leads_on=False)
    end = _hard_end(text, opening.end(), limit)
    for pattern in (_COMMA_END, _ends()):
        stop = pattern.search(text, opening.end(), end)
        end = stop.start() if stop else end
    leads_on = end == high < len(text) and _NEXT_LED.search(text, begin, high) is not None
    title = text[begin:end].rstrip() if leads_on else _TRAIL.sub("", text[begin:end])
    if len(title) <= len(opening[1]) and not leads_on:
        return None
    return Title(Span(begin, begin + len(title)), leads_on)
