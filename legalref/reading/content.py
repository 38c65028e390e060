"""What reading a file gives: its characters, where in the file each stretch of them stands, and what has to be said of it."""

import time
from typing import Final, NamedTuple

from legalref.errors import UnreadableInput
from legalref.model import Mark, Remark

MOST_BYTES: Final = 200_000_000
"""A file that is larger, or becomes larger when unpacked, is refused."""
MOST_SECONDS: Final = 60.0


class Content(NamedTuple):
    """The text of a file as `legalref read` prints it; paragraphs end in a line end, a blank line stands where the file has one.

    `marks` are in the order of their starts; a place belongs to the last mark at or before it. `remarks` are for people.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    remarks: tuple[Remark, ...] = ()


_UNREAD: Final = frozenset(("remark.cut", "remark.members", "remark.pages_without_text", "remark.part_unread"))


def is_unread(remark: Remark) -> bool:
    """Tell whether a remark says that something of the file was not read."""
    return remark.message in _UNREAD


class Budget:
    """How much one input may still take, of bytes unpacked and of seconds; shared by all parts and members of a file."""

    def __init__(self, path: str, most_bytes: int = MOST_BYTES, seconds: float = MOST_SECONDS) -> None:
        """Begin now, for the file `path`."""
        self.path = path
        self.most_bytes = most_bytes
        self._left = most_bytes
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def spend(self, size: int) -> None:
        """Take `size` bytes off. Raises UnreadableInput where there are none left, and where the time is over."""
        self._left -= size
        if self._left < 0:
            raise UnreadableInput("error.unpacked", path=self.path, most=self.most_bytes // 1_000_000)
        self.tick()

    @property
    def left(self) -> int:
        """Bytes that may still be unpacked."""
        return self._left

    def tick(self) -> None:
        """Raise UnreadableInput where the time is over. Long loops call it now and then."""
        if time.monotonic() > self._end:
            raise UnreadableInput("error.too_slow", path=self.path, seconds=int(self._seconds))
