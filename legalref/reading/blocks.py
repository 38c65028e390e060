"""The blocks of a document (paragraphs, cells, notes) one after another, with the place of each, as one text."""

from collections.abc import Iterable
from typing import Final

from legalref.errors import UnreadableInput
from legalref.model import Mark, Remark
from legalref.reading.content import Budget, Content

_PER_BLOCK: Final = 100
"""What a block costs besides its characters, in bytes: its mark. A million empty-looking cells are not free."""
_SEPARATOR: Final = "\n\n"
"""A blank line: what stands in two blocks is never joined."""


class Blocks:
    """A text that grows block by block. A block without anything to see is left out, and is not counted."""

    def __init__(self, path: str, budget: Budget) -> None:
        """Begin an empty text; `budget` pays for what is added."""
        self._path = path
        self._budget = budget
        self._texts: list[str] = []
        self._marks: list[Mark] = []
        self._length = 0
        self._paragraphs = 0
        self.remarks: list[Remark] = []

    @property
    def empty(self) -> bool:
        """Whether nothing was added yet."""
        return not self._texts

    def hold(self, text: str) -> bool:
        """Pay for a block that is kept for later; return whether there is anything to see in it."""
        seen = bool(text) and not text.isspace()
        if seen:
            self._budget.spend(len(text) + _PER_BLOCK)
        return seen

    def add(
        self,
        text: str,
        *,
        page: int | None = None,
        cell: str | None = None,
        note: str | None = None,
        part: str | None = None,
        turns: Iterable[tuple[int, int]] = (),
    ) -> None:
        """Append a block; one that is neither a cell nor a note is the next paragraph.

        `turns` are offsets in `text` where a page begins, and the page.
        """
        if not self.hold(text):
            return
        paragraph = None
        if cell is None and note is None:
            self._paragraphs += 1
            paragraph = self._paragraphs
        self._marks.append(Mark(self._length, page, paragraph, cell, note, part))
        for offset, next_page in turns:
            self._budget.spend(_PER_BLOCK)
            self._marks.append(Mark(self._length + offset, next_page, paragraph, cell, note, part))
        self._texts.append(text)
        self._length += len(text) + len(_SEPARATOR)

    def content(self) -> Content:
        """Return the whole. Raises UnreadableInput where no block was added."""
        if not self._texts:
            raise UnreadableInput("error.empty", path=self._path)
        return Content(_SEPARATOR.join(self._texts) + "\n", tuple(self._marks), tuple(self.remarks))


def column_name(number: int) -> str:
    """Return the letters of a sheet's column: 1 is A, 28 is AB."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
