"""Lines in reading order → paragraphs, as text with marks. A line that does not end a paragraph ends in a single line end."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from legalref.model import Mark
from legalref.reading.pdf_layout import Aside, Page, Segment
from legalref.syllables import is_syllable

_OPENING: Final = re.compile(
    r"(?:Điều|Phụ lục|Mẫu số|Mục|Chương|Phần)\s+[\dIVXLC]+[a-zđ]?(?:[.:]|$)|CHƯƠNG\s|PHẦN\s|MỤC\s|PHỤ LỤC|Căn cứ\s|Theo đề nghị"
    r"|(?:[-–—+*•●○▪]|[a-zđ]{1,2}\)|\d{1,2}(?:\.\d{1,2}){0,3}[.)]|[IVX]{1,5}\.|\(\d{1,2}\))\s"
    r"|QUYẾT ĐỊNH\s*:|NGHỊ QUYẾT\s*:|Nơi nhận"
)
"""What begins a paragraph of a document, but may also begin a line inside one."""
_SURE: Final = re.compile(r"(?:Điều\s+\d+[a-zđ]?[.:]|Chương\s+[IVXLC]+$|[-–—+•●]\s)")
_CLOSED: Final = re.compile(r"[.;:!?…]['\"”’»)/]*$")
_OPEN: Final = re.compile(r"(?:\w[-/\xad]|,|\b(?:số|của|và|ngày|tháng|năm|khoản|điểm|Điều|Nghị|Luật))$")
"""Ends of lines after which a sentence goes on, however short they are."""
_INDENT: Final = 0.8
"""Ems that a line is moved in by, at least, where it begins a paragraph."""
_APART: Final = 1.35
"""Times the usual distance of lines from which there is a gap between paragraphs."""
_WIDEST: Final = 2.2
"""Times the size of the letters, the usual distance at most."""
_FEW: Final = 3
"""Lines that make a column."""
_LAST: Final = re.compile(r"[^\W\d_]+(?=[-\xad]$)")
_FIRST: Final = re.compile(r"[^\W\d_]+")


class _Block(NamedTuple):
    """Lines below each other: the edges between which they stand, and their usual distance."""

    left: float
    right: float
    pitch: float
    lines: int


def write(pages: Sequence[Page]) -> tuple[str, tuple[Mark, ...]]:
    """Return the text and its places; paragraphs are counted on each page, one that goes on from the page before is its first."""
    writer = _Writer()
    before: tuple[Segment, _Block] | None = None
    for page in pages:
        blocks = _blocks(page.body)
        for number, segment in enumerate(page.body):
            here = (segment, blocks[number])
            first = number == 0
            if before is None or not _continues(before, here, over_page=first):
                writer.paragraph(page.number, segment.text)
            else:
                writer.line(page.number, segment.text)
            before = here
        writer.asides(page.number, page.asides)
    return writer.result()


def _blocks(body: Sequence[Segment]) -> list[_Block]:
    """Return for each line the block that it stands in: lines that go down the page in the same column."""
    found: list[_Block] = []
    since = 0
    for at in range(1, len(body) + 1):
        if at == len(body) or not _is_below(body[at - 1], body[at]):
            found += [_block(body[since:at])] * (at - since)
            since = at
    return found


def _is_below(above: Segment, below: Segment) -> bool:
    step = above.bottom - below.bottom
    return 0.5 * below.size < step and below.left < above.right and above.left < below.right


def _block(lines: Sequence[Segment]) -> _Block:
    steps = sorted(above.bottom - below.bottom for above, below in pairwise(lines))
    pitch = min([*steps[len(steps) // 3 :][:1], _WIDEST * lines[0].size])
    return _Block(min(line.left for line in lines), max(line.right for line in lines), pitch, len(lines))


def _continues(before: tuple[Segment, _Block], here: tuple[Segment, _Block], *, over_page: bool) -> bool:
    """Tell whether a line goes on with the paragraph of the one before."""
    (above, block), (line, own) = before, here
    closed = _CLOSED.search(above.text) is not None
    if own is block and not over_page:
        if above.bottom - line.bottom > max(_APART * block.pitch, 0.9 * above.size) or _opens(above, line, closed=closed):
            return False
        return _OPEN.search(above.text) is not None or _goes_down(above, line, block, closed=closed)
    if not over_page and min(block.lines, own.lines) < _FEW:
        return False
    if _OPEN.search(above.text) and not _SURE.match(line.text):
        return True
    return _goes_over(above, block, line, own, closed=closed, over_page=over_page)


def _goes_down(above: Segment, line: Segment, block: _Block, *, closed: bool) -> bool:
    """Tell whether a paragraph goes on in the line below, by where both begin and end."""
    if _centred(above, block) and _centred(line, block):
        return above.text.isupper() == line.text.isupper() and not closed
    short = _is_short(above, block, line)
    inset = line.left - block.left > _INDENT * line.size
    if inset and line.left - above.left > _INDENT * line.size and not _OPENING.match(above.text):
        return not (closed or short)
    if short:
        return not closed and (line.text[:1].islower() or line.text[:1].isdigit())
    return not (closed and inset and abs(line.left - above.left) < 1)


def _goes_over(above: Segment, block: _Block, line: Segment, own: _Block, *, closed: bool, over_page: bool) -> bool:
    """Tell whether a sentence goes on at the top of the next page or column."""
    if closed or _OPENING.match(line.text) or line.text.isupper() or line.left - own.left > _INDENT * line.size:
        return False
    if not over_page and _is_short(above, block, line):
        return False
    if line.text[:1].islower() or line.text[:1].isdigit():
        return True
    return block.lines >= _FEW and not _is_short(above, block, line)


def _opens(above: Segment, line: Segment, *, closed: bool) -> bool:
    """Tell whether a line begins as a paragraph does, and the one before may have ended one."""
    if not _OPENING.match(line.text):
        return False
    return closed or _SURE.match(line.text) is not None or line.left - above.left > _INDENT * line.size


def _is_short(above: Segment, block: _Block, line: Segment) -> bool:
    """Tell whether the next line's first word would have stood at the end of a line, had its paragraph gone on."""
    word = len(line.text.split(" ", 1)[0]) + 1
    width = (line.right - line.left) / max(len(line.text), 1) * word
    return above.right + width < block.right - 0.5 * above.size


def _centred(line: Segment, block: _Block) -> bool:
    inset = line.left - block.left
    return inset > 2 * line.size and abs(inset - (block.right - line.right)) < line.size


class _Writer:
    """The text so far; what stands outside the running text waits for the end of a paragraph."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._marks: list[Mark] = []
        self._length = 0
        self._waiting: list[tuple[int, Aside]] = []
        self._page = self._number = 0

    def paragraph(self, page: int, text: str) -> None:
        """Begin a paragraph."""
        self._flush()
        self._begin(page)
        self._add(text)

    def line(self, page: int, text: str) -> None:
        """Go on in the paragraph."""
        last = self._parts[-1]
        if _is_hyphenated(last, text):
            self._parts[-1] = last[:-1]
            self._length -= 1
        else:
            self._add("\n")
        if page != self._page:
            self._mark(page)
        self._add(text)

    def asides(self, page: int, asides: Sequence[Aside]) -> None:
        """Keep what is to be written at the next end of a paragraph."""
        self._waiting += ((page, aside) for aside in asides)

    def result(self) -> tuple[str, tuple[Mark, ...]]:
        """Return all."""
        self._flush()
        if self._parts:
            self._add("\n")
        return "".join(self._parts), tuple(self._marks)

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _begin(self, page: int) -> None:
        if self._parts:
            self._add("\n\n")
        self._mark(page)

    def _mark(self, page: int) -> None:
        self._number = self._number + 1 if page == self._page else 1
        self._page = page
        self._marks.append(Mark(self._length, page, self._number))

    def _flush(self) -> None:
        for page, aside in self._waiting:
            if self._parts:
                self._add("\n\n")
            self._marks.append(Mark(self._length, page, None, None, aside.note))
            self._add("\n".join(aside.lines))
        self._waiting.clear()


def _is_hyphenated(above: str, line: str) -> bool:
    """Tell whether a hyphen at a line's end parts one syllable; that of a number or a name stays."""
    last, first = _LAST.search(above), _FIRST.match(line)
    if not last or not first or not first[0].islower():
        return False
    if above.endswith("\xad"):
        return True
    return is_syllable(last[0] + first[0]) and not (is_syllable(last[0]) and is_syllable(first[0]))
