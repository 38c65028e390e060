"""What has one name and no number: the Constitution, charters, laws by their letters («BLHS»), programmes by their nickname."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from legalref.extraction import grammar
from legalref.extraction.beside import YEAR_BEHIND, Beside
from legalref.extraction.candidates import Candidate
from legalref.extraction.patterns import lazy, longest_first
from legalref.model import Kind
from legalref.orthography import fold, is_spelling_of
from legalref.vocabulary import names

_CONSTITUTION: Final = lazy(
    r"hien {1,4}phap(?: {1,4}nuoc(?: {1,4}chxhcn| {1,4}cong hoa xa hoi chu nghia)(?: {1,4}viet nam)?"
    r"| {1,4}viet nam(?: dan chu cong hoa)?)?"
    r"(?![a-z0-9]| nay(?![a-z]))"
)
_MORE_THAN_NAMED: Final = lazy(r" {1,4}(?:bo|uy|doan|vien|the|phi|luat)(?![a-z])")
"""Behind «Điều lệ Đảng» and «Điều lệ Đoàn»: they are of another body («Đảng bộ», «Đoàn thể»)."""
_PAPER_SIGNS: Final = (re.compile("dieu {1,4}le "), re.compile("cuong {1,4}linh "))
_NICKNAME_SIGNS: Final = (re.compile("de {1,4}an {1,4}[0-9]"), re.compile("chuong {1,4}trinh {1,4}[0-9]"))


def papers(text: str, folded: str) -> Iterator[Candidate]:
    """Find documents that have one name and no number, in no order."""
    yield from _constitutions(text, folded)
    yield from _by_letters(text, folded)
    yield from _by_name(text, folded)
    yield from _by_nickname(text, folded)


def _candidate(text: str, start: int, end: int, type_: str, name: str | None = None) -> Candidate:
    return Candidate(start, end, Kind.NAMED, type_, "", end, name or " ".join(text[start:end].split()))


@cache
def _vetoes() -> Beside:
    return Beside(names().constitution_vetoes.words)


@cache
def foreign() -> Beside:
    """Return the names of countries behind a name: «Hiến pháp Hoa Kỳ», «Luật Đất đai của Trung Quốc»."""
    return Beside(names().foreign.words, link="(?: {1,4}cua)?(?: {1,4}nuoc)?")


def _constitutions(text: str, folded: str) -> Iterator[Candidate]:
    for match in _CONSTITUTION.finditer(folded):
        start, end = match.span()
        if (start and folded[start - 1].isalnum()) or not is_spelling_of(" ".join(text[start:end].split()[:2]), "hiến pháp"):
            continue
        if not (text[start].isupper() or YEAR_BEHIND.match(folded, end)):
            continue
        if not (_vetoes().before(text, folded, start) or foreign().behind(text, folded, end)):
            yield _candidate(text, start, end, "Hiến pháp")


@cache
def _letters() -> tuple[grammar.Pattern, dict[str, str]]:
    long = {row.short: row.name for row in names().short}
    return lazy(rf"BL(?:{longest_first(short[2:] for short in long)})(?!\p{{L}})"), long


def _by_letters(text: str, folded: str) -> Iterator[Candidate]:
    if "bl" not in folded:
        return
    pattern, long = _letters()
    for match in pattern.finditer(text):
        start, end = match.span()
        if not (start and text[start - 1].isalpha()):
            name = long[match.group()]
            yield _candidate(text, start, end, name[: len("Bộ luật")], name)


def _matches(pattern: grammar.Pattern, folded: str, where: str, signs: tuple[re.Pattern[str], ...]) -> Iterator[grammar.Match]:
    """Yield the matches of a pattern in `where` at the places of `signs`, which are found fast in folded text."""
    for sign in signs:
        for place in sign.finditer(folded):
            match = pattern.match(where, place.start())
            if match:
                yield match


@cache
def _listed() -> tuple[grammar.Pattern, dict[str, tuple[str, str]]]:
    rows = {fold(name): (row.type, name) for row in names().paper for name in row.names}
    return lazy(rf"{grammar.either(rows)}(?![a-z0-9])"), rows


def _by_name(text: str, folded: str) -> Iterator[Candidate]:
    """Find charters and platforms, which are written with a capital."""
    for match in _matches(_listed()[0], folded, folded, _PAPER_SIGNS):
        start, end = match.span()
        type_, name = _listed()[1][" ".join(match.group().split())]
        clear = not (start and folded[start - 1].isalnum()) and not _is_of_another(text, folded, end)
        if clear and text[start].isupper() and is_spelling_of(text[start:end].lower(), name.lower()):
            yield _candidate(text, start, end, type_)


def _is_of_another(text: str, folded: str, end: int) -> bool:
    """Tell whether a name goes on as that of another body: «Điều lệ Đảng bộ», «Điều lệ Đảng Dân chủ»."""
    return _MORE_THAN_NAMED.match(folded, end) is not None or (text[end : end + 1] == " " and text[end + 1 : end + 2].isupper())


@cache
def _nicknames() -> tuple[grammar.Pattern, dict[str, str]]:
    types = {name: row.type for row in names().nickname for name in row.names}
    words = longest_first(types).replace(" ", " {1,4}")
    return lazy(rf"(?:{words})(?![\p{{L}}\p{{N}}]|[-/.,][0-9]|[-/][A-ZĐ])"), types


def _by_nickname(text: str, folded: str) -> Iterator[Candidate]:
    pattern, types = _nicknames()
    for match in _matches(pattern, folded, text, _NICKNAME_SIGNS):
        start, end = match.span()
        if not (start and text[start - 1].isalnum()):
            yield _candidate(text, start, end, types[" ".join(match.group().split())])
