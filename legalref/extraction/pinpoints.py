"""Provisions cited before a document or after it: «điểm a, b và đ khoản 2 Điều 5», «Điều 7, khoản 2», «…, tại Điều 8».

Order: Nghị định 34/2016/NĐ-CP, Điều 75 asks for small to large; large to small is read, too.
«khoản 1, 2 Điều 5» is two pinpoints; «từ Điều 5 đến Điều 9» is one, labelled `5-9`.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from math import prod
from typing import Final, NamedTuple

import regex

from legalref.extraction.patterns import lazy
from legalref.model import Pinpoint, Span
from legalref.orthography import fold, is_spelling_of

_LEVELS: Final = {
    "phu luc": ("phu_luc", 0),
    "phan": ("phan", 0),
    "chuong": ("chuong", 1),
    "muc": ("muc", 2),
    "dieu": ("dieu", 3),
    "khoan": ("khoan", 4),
    "diem": ("diem", 5),
    "tiet": ("", 6),
}
"""Folded word → field and depth; of two units side by side, the one of less depth holds the other.

A tiết is read and left out: the record of a pinpoint ends at the điểm.
"""

_WINDOW: Final = 400
_MOST: Final = 64
"""Pinpoints that one chain can stand for."""
_WORD: Final = r"(?:dieu|khoan|diem|chuong|muc|phan|phu {1,4}luc|tiet)"
_LABEL: Final = (
    r"(?:[0-9]{1,4}(?:\.[0-9]{1,3}){0,4}[a-z]{0,2}|[ivxlc]{1,6}(?:\.[0-9]{1,2}){0,3}|[a-z][0-9]?"
    r"|thu {1,4}(?:nhat|hai|ba|tu|nam|sau|bay|tam|chin|muoi))(?![a-z0-9])"
)
_MORE: Final = rf"(?: {{0,3}}(?:(?:;|va|hoac|va/hoac) {{1,3}}|, {{0,3}}))(?!{_WORD} )"
_UNIT: Final = (
    rf"(?:(?:cac|tu) )?(?P<word>{_WORD})(?: {{1,40}}|(?=[0-9]))(?:so )?(?P<labels>{_LABEL}(?:{_MORE}{_LABEL}){{0,15}})"
    rf"(?:(?: (?:den|-) (?:{_WORD} )?| ?- ?(?=[0-9]))(?P<last>{_LABEL}))?(?: \([^()\n]{{1,30}}\))?"
)
_JOINT: Final = r"(?P<joint>(?>(?: {0,40}[,;]| va| hoac| cua| thuoc| tai|) {1,40}|, ?|; ?(?=[a-z])))"
_AMENDED: Final = r"(?:(?:da )?(?:duoc )?sua doi(?:, {1,4}bo sung)? {1,40})?"
_LEAD: Final = r"(?:cua|tai|thuoc|trong|ban hanh kem theo|kem theo|kem|o)(?: {1,40}|(?=\Z))"
_LEADS: Final = rf"(?:[-:] {{1,4}}|: ?)?{_AMENDED}(?:{_LEAD}){{0,2}}(?:cac {{1,4}})?"
"""Between a provision and the document that it leads to."""
_LEADS_ON: Final = lazy(rf"[ ,]{{0,4}}{_LEADS}")
_STARTS: Final = lazy(rf"(?r)(?:(?<![a-z0-9])|(?<=tai|cua|theo))(?:(?:cac|tu) )?{_WORD}(?= |[0-9])")
"""Where a unit can begin, from the right."""
_LAST: Final = lazy(rf"{_UNIT}{_JOINT}?{_LEADS}\Z")
"""The last unit of a chain with what leads to its document."""
_INNER: Final = lazy(rf"{_UNIT}{_JOINT}\Z")
_LONGEST_UNIT: Final = 160
"""Code points of a unit with its labels: «các khoản 1, 2, 3 …»."""
_END_OF_UNIT: Final = r"(?:(?<![a-z0-9])(?:[a-z][0-9]?|[ivxlc]{1,6}|thu {1,4}[a-z]{2,4})|\)|[0-9][a-z]{0,2})"
_MAY_LEAD: Final = lazy(
    rf"(?r)(?:{_END_OF_UNIT}|bo {{1,4}}sung|sua doi)"
    r"(?:,? {1,40}(?:cua|tai|thuoc|trong|theo|kem|hanh|o|cac|ban)){0,6}[ ,:-]{0,40}\Z"
)
"""What the end of a chain of provisions can look like; most citations have none, and are told at once."""
_MAY_JOIN: Final = lazy(rf"(?r){_END_OF_UNIT}(?:[ ,;]| (?:va|hoac|cua|thuoc|tai|den|-)(?= )){{0,6}}\Z")
"""What the end of a unit can look like that a next one follows."""
_AFTER: Final = lazy(
    r"\*{0,2}(?:(?P<bracket> ?\()|,? {1,3}(?:duoc )?(?:quy dinh )?(?:tai|o) |,? {1,3}(?:bao )?gom(?: cac)? ?:? {1,3}| - )"
    rf"(?P<chain>{_UNIT}(?:{_JOINT}{_UNIT}){{0,40}})(?(bracket)\)|(?![a-z0-9]))"
)
_AHEAD: Final = 12
_AFTER_LETTERS: Final = frozenset("(dqtbg-o")
"""With what `_AFTER` can begin, past spaces, commas and asterisks: a bracket, «được», «quy định», «tại», «bao gồm», «gồm»."""
_CHAIN: Final = lazy(rf"(?<![a-z0-9])(?P<chain>{_UNIT}(?:{_JOINT}{_UNIT}){{0,40}})(?![a-z0-9])")
_WORD_GROUP: Final = 1
_LABELS_GROUP: Final = 2
_LAST_GROUP: Final = 3
"""The groups of a unit; the fourth is what joins it to the next."""
_LABELS: Final = lazy(rf"(?:va/)?(?:va|hoac) |(?P<label>{_LABEL})")
_UNITS: Final = lazy(rf"{_UNIT}{_JOINT}?")
_APART: Final = (";", "va", "hoac")
"""In what joins two units: they stand side by side, neither in the other."""
_SPELLINGS: Final = {fold(word): word for word in ("điều", "khoản", "điểm", "chương", "mục", "phần", "tiết")}


class _Unit(NamedTuple):
    field: str
    depth: int
    labels: tuple[str, ...]
    apart: bool
    """It is joined to the unit before it by «và», «hoặc» or a semicolon."""


def pinpoints_before(text: str, folded: str, low: int, high: int) -> tuple[tuple[Pinpoint, ...], Span | None]:
    """Return the provisions that end right before `high`, none beginning before `low`, and their span.

    The chain is followed from the right, unit by unit, as far as each joins the one after it.
    """
    low = max(low, high - _WINDOW)
    if not _MAY_LEAD.search(folded, low, high):
        return (), None
    chain = _chain_before(text, folded, low, high)
    if not chain:
        return (), None
    start = chain[-1].start()
    end = start + len(folded[start:high].rstrip(" ,"))
    if folded[end - 1] == ";":
        return (), None
    return _read(_units(text, chain[::-1])), Span(start, end)


def _chain_before(text: str, folded: str, low: int, high: int) -> list[regex.Match[str]]:
    """Return the units of the chain that ends at `high`, the last first."""
    chain: list[regex.Match[str]] = []
    start = at = high
    while not chain or _MAY_JOIN.search(folded, low, at):
        begin = _STARTS.search(folded, max(low, start - _LONGEST_UNIT), at)
        if not begin:
            break
        at = begin.start()
        unit = _LAST.match(folded, at, high) if start == high else _INNER.match(folded, at, start)
        if not unit and chain:  # «từ Điều 5 đến Điều 9»: what seemed to be a unit is the end of this one
            end = chain[-2].start() if len(chain) > 1 else high
            unit = (_INNER if len(chain) > 1 else _LAST).match(folded, at, end)
            if unit:
                chain.pop()
        if unit and _is_spelt(text, unit):
            chain.append(unit)
            start = at
    return chain


def chains(text: str, folded: str) -> Iterator[tuple[Span, tuple[Pinpoint, ...]]]:
    """Yield every run of provisions in a text, whatever it belongs to, with its span."""
    for found in _CHAIN.finditer(folded):
        start, end = found.span("chain")
        chain = list(_UNITS.finditer(folded, start, end))
        if all(_is_spelt(text, unit) for unit in chain):
            yield Span(start, end), _read(_units(text, chain))


def _is_spelt(text: str, unit: regex.Match[str]) -> bool:
    """Tell whether the word of a unit is written as one: «mức 5» is no «mục 5»."""
    start, end = unit.span(_WORD_GROUP)
    return is_spelling_of(text[start:end], _SPELLINGS.get(unit[_WORD_GROUP], "phụ lục"))


def pinpoints_after(text: str, folded: str, at: int, high: int) -> tuple[tuple[Pinpoint, ...], Span | None]:
    """Return the provisions that follow a document, in brackets or after «tại», and their span.

    Those that lead to the next document, which begins at `high`, are that one's.
    """
    ahead = folded[at : at + _AHEAD]
    may_follow = ahead.lstrip("* ,")[:1] in _AFTER_LETTERS
    found = _AFTER.match(folded, at, high) if may_follow else None
    if not found or (not found["bracket"] and high < len(text) and _LEADS_ON.fullmatch(folded, found.end(), high)):
        return (), None
    start, end = found.span("chain")
    chain = list(_UNITS.finditer(folded, start, end))
    if not all(_is_spelt(text, unit) for unit in chain):
        return (), None
    return _read(_units(text, chain)), Span(start, found.end())


def _read(units: Iterator[_Unit]) -> tuple[Pinpoint, ...]:
    return tuple(pinpoint for part in _parts(units) for pinpoint in _read_part(part))


def _units(text: str, chain: Sequence[regex.Match[str]]) -> Iterator[_Unit]:
    apart = False
    for match in chain:
        word, written, last, joint = match.groups()
        field, depth = _LEVELS.get(word) or _LEVELS[" ".join(word.split())]
        labels = _labels(text, match.start(_LABELS_GROUP), written, field)
        if last:
            labels[-1] = f"{labels[-1]}-{_label(text[slice(*match.span(_LAST_GROUP))], field)}"
        yield _Unit(field, depth, tuple(labels), apart)
        apart = joint is not None and any(sign in joint for sign in _APART)


def _labels(text: str, start: int, written: str, field: str) -> list[str]:
    """Return the labels that begin at `start`, as the text writes them; `written` is folded."""
    if written.isalnum():
        return [_label(text[start : start + len(written)], field)]
    found = _LABELS.finditer(written)
    return [_label(text[start + label.start() : start + label.end()], field) for label in found if label["label"]]


def _label(label: str, field: str) -> str:
    return label.lower() if field in ("diem", "khoan", "dieu") else label


def _parts(units: Iterator[_Unit]) -> Iterator[list[_Unit]]:
    """Yield runs of units; an annex beside articles («Điều 6 và Phụ lục II») holds none of them."""
    part: list[_Unit] = []
    for unit in units:
        if part and unit.apart and (unit.field == "phu_luc") is not (part[-1].field == "phu_luc"):
            yield part
            part = []
        part.append(unit)
    yield part


def _read_part(units: Sequence[_Unit]) -> tuple[Pinpoint, ...]:
    if not _smallest_first(units):
        return _largest_first(units)
    return tuple(reversed(_largest_first(units[::-1], reverse_labels=True)))


def _smallest_first(units: Sequence[_Unit]) -> bool:
    """Tell the order by the first two units of which one holds the other; those side by side say less."""
    pairs = [(one, other) for one, other in pairwise(units) if one.depth != other.depth]
    nested = [pair for pair in pairs if not pair[1].apart] or pairs
    return not nested or nested[0][0].depth > nested[0][1].depth


def _largest_first(units: Sequence[_Unit], *, reverse_labels: bool = False) -> tuple[Pinpoint, ...]:
    """Read units so that each belongs to those before it that are less deep."""
    found: list[Pinpoint] = []
    path: list[_Unit] = []
    for at, unit in enumerate(units):
        path = [outer for outer in path if outer.depth < unit.depth] + [unit]
        holds_next = at + 1 < len(units) and units[at + 1].depth > unit.depth
        if not holds_next:
            found += _spread(path, reverse_labels)
    return tuple(found)


def _spread(path: list[_Unit], reverse_labels: bool) -> list[Pinpoint]:
    """Return one pinpoint for each way through the labels of a path; one with all labels where the ways are too many to mean."""
    labels = [unit.labels[::-1] if reverse_labels else unit.labels for unit in path]
    if prod(map(len, labels)) > _MOST:
        labels = [(", ".join(unit.labels),) for unit in path]
    return [
        Pinpoint(**{unit.field: label for unit, label in zip(path, row, strict=True) if unit.field}) for row in product(*labels)
    ]
