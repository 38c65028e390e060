"""Provisions cited before a document: «điểm a, b và đ khoản 2 Điều 5», «Điều 7, khoản 2».

Order: Nghị định 34/2016/NĐ-CP, Điều 75 asks for small to large; large to small is read, too.
«khoản 1, 2 Điều 5» is two pinpoints; «từ Điều 5 đến Điều 9» is one, labelled `5-9`.
"""

from itertools import pairwise, product
from typing import Final, NamedTuple

import regex

from legalref.model import Pinpoint, Span
from legalref.orthography import fold

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

_WINDOW: Final = 320
_LABEL: Final = r"(?:[0-9]{1,4}(?:\.[0-9]{1,3}){0,4}[a-zđĐ]{0,2}|[a-zđĐ][0-9]?|[IVXLCivxlc]{1,6})(?![\p{L}\p{N}])"
_MORE: Final = r"(?: {0,3}(?:,|;|và|hoặc|và/hoặc) {1,3}|,)(?!(?i:điểm|khoản|điều|chương|mục|phần|phụ lục|tiết) )"
_WORD: Final = r"(?i:điểm|khoản|điều|chương|mục|phần|phụ lục|tiết)"
_UNIT: Final = (
    rf"(?:(?i:các|từ) )?(?P<word>{_WORD}) {{1,40}}(?P<labels>{_LABEL}(?:{_MORE}{_LABEL}){{0,15}})"
    rf"(?: (?i:đến|-) (?:{_WORD} )?(?P<last>{_LABEL}))?(?: \([^()\n]{{1,30}}\))?"
)
_CHAIN: Final = regex.compile(
    rf"(?:{_UNIT}(?:(?: {{0,40}}[,;]| và| hoặc| của| thuộc| tại|) {{1,40}}|, ?|; ?(?=[^\W\d_])|(?= ))){{1,16}}"
    r"(?:(?:của|tại|thuộc|trong|ban hành kèm theo|kèm theo|ở) {1,40}){0,2}(?:các {1,4})?\Z"
)
_LABELS: Final = regex.compile(_LABEL)
_UNITS: Final = regex.compile(_UNIT)
_STARTS: Final = regex.compile(rf"(?<![\p{{L}}\p{{N}}])(?:(?i:các|từ) )?{_WORD} ")


class _Unit(NamedTuple):
    field: str
    depth: int
    labels: tuple[str, ...]


def pinpoints_before(text: str, low: int, high: int) -> tuple[tuple[Pinpoint, ...], Span | None]:
    """Return the provisions that end right before `high`, none beginning before `low`, and their span."""
    low = max(low, high - _WINDOW)
    for begin in _STARTS.finditer(text, low, high):
        chain = _CHAIN.match(text, begin.start(), high)
        if chain:
            end = chain.start() + len(chain.group().rstrip(" ,;"))
            return _read(text, chain.start(), chain.end()), Span(chain.start(), end)
    return (), None


def _read(text: str, start: int, end: int) -> tuple[Pinpoint, ...]:
    units = [_unit(match) for match in _UNITS.finditer(text, start, end)]
    if not _smallest_first(units):
        return _largest_first(units)
    return tuple(reversed(_largest_first(units[::-1], reverse_labels=True)))


def _unit(match: regex.Match[str]) -> _Unit:
    field, depth = _LEVELS[fold(match["word"])]
    labels = [label.lower() if field in ("diem", "khoan", "dieu") else label for label in _LABELS.findall(match["labels"])]
    if match["last"]:
        labels[-1] = f"{labels[-1]}-{match['last']}"
    return _Unit(field, depth, tuple(labels))


def _smallest_first(units: list[_Unit]) -> bool:
    for one, other in pairwise(units):
        if one.depth != other.depth:
            return one.depth > other.depth
    return True


def _largest_first(units: list[_Unit], *, reverse_labels: bool = False) -> tuple[Pinpoint, ...]:
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
    labels = [unit.labels[::-1] if reverse_labels else unit.labels for unit in path]
    return [
        Pinpoint(**{unit.field: label for unit, label in zip(path, row, strict=True) if unit.field}) for row in product(*labels)
    ]
