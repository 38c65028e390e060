"""What files that hold files (archives, mails) have in common: their parts one after another, each under its name."""

import re
from collections.abc import Callable
from typing import Final

from legalref.errors import UnreadableInput
from legalref.model import Mark, Remark
from legalref.reading.content import Budget, Content

ReadPart = Callable[[bytes, str, Budget], Content]
"""Reads a file inside another, given its bytes and its path; raises UnreadableInput where it cannot."""

_OF_THE_WHOLE: Final = frozenset(("error.unpacked", "error.too_slow"))
"""What ends the reading of the file, not only of one part: its budget is spent."""
_DRIVE: Final = re.compile("[A-Za-z]:")
_LONGEST_NAME: Final = 200
_PER_PART: Final = 1000
"""What a part costs besides its characters, in bytes: a file of a million empty parts is refused."""


class Parts:
    """The parts that were read so far, and those that could not be."""

    def __init__(self, path: str, budget: Budget) -> None:
        """Begin without any."""
        self._path = path
        self._budget = budget
        self._texts: list[str] = []
        self._marks: list[Mark] = []
        self._remarks: list[Remark] = []
        self._failures: list[UnreadableInput] = []
        self._length = 0

    def read(self, name: str | None, read: Callable[[str], Content], *, said: str = "") -> None:
        """Add what `read` makes of the path of a part; where it fails, remark that of its name, or what it is `said` to be.

        Raises UnreadableInput where the budget is spent.
        """
        self._budget.spend(_PER_PART)
        path = f"{self._path}/{name}" if name else self._path
        try:
            content = read(path)
        except UnreadableInput as error:
            if error.message in _OF_THE_WHOLE:
                raise
            self.fail(name or said, error)
        else:
            self.add(name, content)

    def add(self, name: str | None, content: Content) -> None:
        """Append a part; parts of it keep their names behind its own: «a.zip/b.docx»."""
        self._remarks += content.remarks
        text = content.text.rstrip("\r\n")
        if not text or text.isspace():
            return
        if not content.marks or content.marks[0].start > 0:
            self._marks.append(Mark(self._length, part=name))
        self._marks += [self._moved(mark, name) for mark in content.marks if mark.start < len(text)]
        self._texts.append(text)
        self._length += len(text) + 2

    def fail(self, name: str, error: UnreadableInput) -> None:
        """Remark that a part could not be read. One that is empty is nothing that is missed."""
        if error.message != "error.empty":
            self._failures.append(error)
            self._remarks.append(Remark("remark.part_unread", {"path": self._path, "part": name, "detail": error}))

    def remark(self, remark: Remark) -> None:
        """Say something else of the file."""
        self._remarks.append(remark)

    def content(self) -> Content:
        """Return the whole. Raises UnreadableInput where no part could be read, with the reason if it is one for all."""
        if self._texts:
            return Content("\n\n".join(self._texts) + "\n", tuple(self._marks), tuple(self._remarks))
        if not self._failures:
            raise UnreadableInput("error.empty", path=self._path)
        first = self._failures[0]
        if any(each.message != first.message for each in self._failures):
            raise UnreadableInput("error.damaged", path=self._path, detail=first)
        whole = first.message in ("error.encrypted", "error.damaged")
        raise UnreadableInput(first.message, **first.values | ({"path": self._path} if whole else {}))

    def _moved(self, mark: Mark, name: str | None) -> Mark:
        part = "/".join(each for each in (name, mark.part) if each) or None
        return mark._replace(start=mark.start + self._length, part=part)


def shown(name: str, otherwise: str) -> str:
    """Return the name of a part as it can be printed: no way out of its folder, nothing that steers a terminal, not endless."""
    steps = [step.strip() for step in name[: 4 * _LONGEST_NAME].replace("\\", "/").split("/")]
    kept = "/".join(step for step in steps if step not in ("", ".", "..") and not _DRIVE.fullmatch(step))
    clean = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in kept)
    # The end stays: the extension says what the file is.
    return (clean if len(clean) <= _LONGEST_NAME else "…" + clean[1 - _LONGEST_NAME :]) or otherwise
