"""Rows with their boxes → body, page headers, footers and notes of each page, in reading order. Nothing here knows pdfium.

Lengths are points. The order of the file is kept, for it is the one of cells and columns in what word processors write; only
where two columns are written row by row is each read by itself.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final, NamedTuple

_CELLS: Final = 2.5
"""Ems between two stretches of a row that are cells, or parts of a letterhead."""
_LEAST_ROWS: Final = 5
"""Rows of two stretches that make columns."""
_FULL: Final = 0.8
"""Lines of running text fill this share of their column, most of them."""
_EDGE_ROWS: Final = 3
"""Rows at the top and at the bottom of a page that may repeat on others."""
_SAME_PLACE: Final = 3.0
_SMALL: Final = 0.9
"""Notes are set smaller than this share of the page's text."""
_PAGE_NUMBER: Final = re.compile(r"[-–—\s]*(?:[Tt]rang\s*|[Pp]age\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*")
_NOTE: Final = re.compile(r"(?:\(?\d{1,3}\)?|\[\d{1,3}\]|\*{1,3})(?=[\s.)]*[^\W\d])")
_DIGITS: Final = re.compile(r"\d+")


class Segment(NamedTuple):
    """A stretch of text in one row; its box is as high as its font."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def size(self) -> float:
        """The height of its letters with ascenders and descenders, about an em."""
        return max(self.top - self.bottom, 1.0)


class Row(NamedTuple):
    """Text on one line, cut at wide gaps; `turn` counts the quarters that it is turned by."""

    turn: int
    segments: list[Segment]


class Aside(NamedTuple):
    """A paragraph outside the running text: `note` is «header», «footer», or the mark of a footnote."""

    note: str
    lines: list[str]


class Page(NamedTuple):
    """One page in reading order."""

    number: int
    body: list[Segment]
    asides: list[Aside]


def arranged(rows: Sequence[Row]) -> list[Segment]:
    """Return the stretches of a page in reading order; text that is turned otherwise comes after the rest."""
    turns = list(dict.fromkeys(row.turn for row in rows))
    found: list[Segment] = []
    for turn in turns:
        found += _in_columns([row.segments for row in rows if row.turn == turn])
    return found


def _in_columns(rows: list[list[Segment]]) -> list[Segment]:
    """Return the stretches, column by column where the rows are those of two columns."""
    gutter = _gutter(rows)
    if gutter is None:
        return [segment for row in rows for segment in _cells(row)]
    found: list[Segment] = []
    left: list[Segment] = []
    right: list[Segment] = []
    for row in rows:
        if any(segment.left < gutter - 1 and segment.right > gutter + 1 for segment in row):
            found += [*left, *right, *_cells(row)]
            left, right = [], []
            continue
        left += _cells([segment for segment in row if segment.right <= gutter + 1])
        right += _cells([segment for segment in row if segment.right > gutter + 1])
    return [*found, *left, *right]


def _gutter(rows: list[list[Segment]]) -> float | None:
    """Return the right edge of the left column, if most rows of two stretches are lines of running text in two columns."""
    pairs = [(row[0], row[1]) for row in rows if len(row) == 2]  # noqa: PLR2004  # two columns
    if len(pairs) < _LEAST_ROWS or 2 * len(pairs) < len(rows):
        return None
    start = median(second.left for _, second in pairs)
    pairs = [(first, second) for first, second in pairs if abs(second.left - start) < 2 * second.size and first.right < start]
    widths = [[first.right - first.left for first, _ in pairs], [second.right - second.left for _, second in pairs]]
    if len(pairs) < _LEAST_ROWS or any(median(each) < _FULL * max(each) for each in widths):
        return None
    return max(first.right for first, _ in pairs)


def _cells(row: list[Segment]) -> Iterator[Segment]:
    """Yield the stretches of a row, those with a small gap between them as one."""
    held: Segment | None = None
    for segment in row:
        if held is None:
            held = segment
        elif segment.left - held.right < _CELLS * held.size:
            held = held._replace(text=f"{held.text} {segment.text}", right=segment.right)
        else:
            yield held
            held = segment
    if held is not None:
        yield held


def pages(numbered: Sequence[tuple[int, list[Segment]]]) -> list[Page]:
    """Return the pages with what stands outside the running text told apart: what repeats on others, and notes."""
    edges = [(_edge(body, top=True), _edge(body, top=False)) for _, body in numbered]
    repeated = [_repeated([edge[side] for edge in edges]) for side in (0, 1)]
    found = []
    for (number, body), (above, below) in zip(numbered, edges, strict=True):
        headers, footers = _outside(above, repeated[0]), _outside(below, repeated[1])
        gone = set(map(id, (*headers, *footers)))
        rest = [segment for segment in body if id(segment) not in gone]
        rest, notes = _notes(rest)
        asides = [
            *notes,
            *(Aside("header", [each.text]) for each in headers),
            *(Aside("footer", [each.text]) for each in footers),
        ]
        found.append(Page(number, rest, asides))
    return found


def _edge(body: list[Segment], *, top: bool) -> list[list[Segment]]:
    """Return the outermost rows of a page, from outside inwards."""
    rows: list[list[Segment]] = []
    for segment in sorted(body, key=lambda each: each.bottom, reverse=top):
        if rows and abs(rows[-1][0].bottom - segment.bottom) < _SAME_PLACE:
            rows[-1].append(segment)
        elif len(rows) == _EDGE_ROWS:
            break
        else:
            rows.append([segment])
    return rows


def _key(segment: Segment) -> tuple[str, int]:
    return " ".join(_DIGITS.sub("0", segment.text).split()), round(segment.bottom / _SAME_PLACE)


def _repeated(edges: list[list[list[Segment]]]) -> set[tuple[str, int]]:
    """Return what stands on at least two pages at the same height, numbers aside."""
    counts = Counter(key for edge in edges for key in {_key(segment) for row in edge for segment in row})
    return {key for key, count in counts.items() if count > 1}


def _outside(edge: list[list[Segment]], repeated: set[tuple[str, int]]) -> list[Segment]:
    """Return the stretches of the outermost rows that are wholly headers or footers."""
    found: list[Segment] = []
    for row in edge:
        if not all(_key(segment) in repeated or _PAGE_NUMBER.fullmatch(segment.text) for segment in row):
            break
        found += row
    return found


def _notes(body: list[Segment]) -> tuple[list[Segment], list[Aside]]:
    """Return the body, and the footnotes in small print below it."""
    if not body:
        return body, []
    size = median(segment.size for segment in body)
    start = len(body)
    while start > 0 and body[start - 1].size < _SMALL * size:
        start -= 1
    while start < len(body) and not _NOTE.match(body[start].text):
        start += 1
    notes: list[Aside] = []
    for segment in body[start:]:
        mark = _NOTE.match(segment.text)
        if mark:
            notes.append(Aside(mark[0], [segment.text]))
        else:
            notes[-1].lines.append(segment.text)
    return body[:start], notes
