"""What stands beside each Whoosh segment: columns, ready sets of records and the words in their order, mapped, not read.

One file, `<segment>.side`: the length of a JSON header, the header, and sections of plain numbers. Nothing in it is
ever run, and nothing is read before it is asked for.
"""

import mmap
from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path
from struct import Struct
from sys import byteorder
from typing import Final, Self

import msgspec

ENDING: Final = ".side"
_HEAD: Final = Struct("<4sI")
_MARK: Final = b"LRS1"
_ALIGN: Final = 8


class Section(msgspec.Struct, frozen=True):
    """Where numbers of one kind lie, in bytes from the end of the header; `code` as `array` has it."""

    start: int
    size: int
    code: str


class Header(msgspec.Struct, frozen=True):
    """What the file holds."""

    size: int
    """Records of the segment."""
    order: str
    """Order of the bytes in a number: little or big."""
    values: dict[str, list[str]]
    """Field → what its codes stand for."""
    sets: list[str]
    """Names of the ready sets, in the order in which they lie in the section `sets`."""
    sections: dict[str, Section]


def write(
    path: Path,
    size: int,
    values: Mapping[str, Sequence[str]],
    sets: Mapping[str, int],
    columns: Mapping[str, "array[int]"],
    lexicon: Sequence[str],
) -> None:
    """Write the file: codes and their `values`, ready `sets` of records by name, `columns` of numbers, and all words in order."""
    width = (size + 7) // 8
    bodies = {name: (column.typecode, column.tobytes()) for name, column in columns.items()}
    bodies["sets"] = "B", b"".join(bits.to_bytes(width, "big") for bits in sets.values())
    bodies["lexicon"] = "B", "\n".join(lexicon).encode("utf-8")
    sections, start = {}, 0
    for name, (code, body) in bodies.items():
        sections[name] = Section(start, len(body), code)
        start += len(body) + -len(body) % _ALIGN
    given = {field: list(found) for field, found in values.items()}
    header = msgspec.json.encode(Header(size, byteorder, given, list(sets), sections))
    header += b" " * (-(len(header) + _HEAD.size) % _ALIGN)
    with path.open("wb") as stream:
        stream.write(_HEAD.pack(_MARK, len(header)) + header)
        for _, body in bodies.values():
            stream.write(body + bytes(-len(body) % _ALIGN))


class Sidecar:
    """One such file, opened."""

    def __init__(self, path: Path) -> None:
        """Map the file. Raises OSError or ValueError where it is none, or was written on a machine of another kind."""
        with path.open("rb") as stream:
            self.map = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        mark, length = _HEAD.unpack_from(self.map)
        if mark != _MARK:
            raise ValueError(path)
        self.header = msgspec.json.decode(self.map[_HEAD.size : _HEAD.size + length], type=Header)
        if self.header.order != byteorder:
            raise ValueError(path)
        self._base = _HEAD.size + length
        self._width = (self.header.size + 7) // 8
        self._sets = {name: at for at, name in enumerate(self.header.sets)}

    def __enter__(self) -> Self:
        """Return the file itself."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.map.close()

    def column(self, name: str) -> "array[int]":
        """Return the numbers of a column; each call reads them."""
        section = self.header.sections[name]
        found = array(section.code)
        found.frombytes(self.map[self._base + section.start : self._base + section.start + section.size])
        return found

    def where(self, name: str) -> tuple[int, int, int]:
        """Return where a section begins and ends in the file, and how many bytes a number has."""
        section = self.header.sections[name]
        start = self._base + section.start
        return start, start + section.size, array(section.code).itemsize

    def ready(self, name: str) -> int | None:
        """Return the ready set of that name, or None where there is none."""
        at = self._sets.get(name)
        if at is None:
            return None
        start = self._base + self.header.sections["sets"].start + at * self._width
        return int.from_bytes(self.map[start : start + self._width], "big")

    def lexicon(self) -> list[str]:
        """Return all words, in order; the first is empty."""
        start, end, _ = self.where("lexicon")
        return self.map[start:end].decode("utf-8").split("\n")
