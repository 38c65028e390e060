"""Where in the parts of a .docx its characters stand: the elements they come from, byte for byte."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

_TAG: Final = re.compile(rb"<[^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*>")
"""A tag whole: «>» may stand in the values of its attributes."""
_PRESERVED: Final = re.compile(rb"\sxml:space\s*=\s*([\"'])preserve\1")
_SPACE_SAID: Final = re.compile(rb"\sxml:space\s*=\s*([\"']).*?\1")
_REFERENCE: Final = re.compile(rb"&[^;<&]*;")


def tag_at(data: bytes, at: int) -> bytes:
    """Return the tag that begins at a byte of a part."""
    found = _TAG.match(data, at)
    return found[0] if found else b""


@dataclass(slots=True, eq=False)
class Run:
    """A run (w:r) of a part. Places are bytes of the part; `home` is what stands in the body for it."""

    part: str
    start: int
    opening: bytes
    looks: tuple[int, int] = (0, 0)
    """Its properties (w:rPr); (0, 0) without any."""
    closing: int = 0
    """Where its end tag begins."""
    end: int = 0
    home: "Run | None" = None
    """What it hangs on: itself, the run that holds its text box, or the control for text alone in which it stands."""

    @property
    def inside(self) -> int:
        """Where what it holds begins, its properties left out."""
        return max(self.looks[1], self.start + len(self.opening))


@dataclass(slots=True, eq=False)
class Element:
    """An element of a run that is characters on the page: a text (w:t, w:delText), or a sign such as a tab."""

    part: str
    run: Run | None
    note: str
    """The id of the note it stands in; «» outside of notes."""
    start: int
    opening: bytes
    is_text: bool
    closing: int = 0
    """Where its end tag begins."""
    end: int = 0
    chunks: list[tuple[int, str]] = field(default_factory=list)
    """Its characters as the parser gave them, each chunk with the byte where it begins."""

    @property
    def content(self) -> int:
        """Where its characters begin."""
        return self.start + len(self.opening)

    @property
    def keeps_spaces(self) -> bool:
        """Whether spaces at its ends count."""
        return bool(_PRESERVED.search(self.opening))

    def spaced_opening(self) -> bytes:
        """Return its start tag such that spaces at its ends count."""
        if self.keeps_spaces:
            return self.opening
        return _SPACE_SAID.sub(b"", self.opening)[:-1].rstrip(b"/") + b' xml:space="preserve">'


class Piece(str):
    """Characters with the element that they come from, and how many of its characters were left out before them."""

    __slots__ = ("element", "skipped")

    element: Element
    skipped: int

    @classmethod
    def of(cls, text: str, element: Element, skipped: int = 0) -> "Piece":
        """Return `text` with its origin."""
        piece = cls(text)
        piece.element, piece.skipped = element, skipped
        return piece


class Woven(str):
    """The characters of a block, with the pieces they were made of, as (font, characters), and the places between pages."""

    __slots__ = ("pieces", "turns")

    pieces: tuple[tuple[str, str], ...]
    turns: tuple[int, ...]

    @classmethod
    def of(cls, text: str, pieces: tuple[tuple[str, str], ...], turns: tuple[int, ...]) -> "Woven":
        """Return `text` with its pieces."""
        woven = cls(text)
        woven.pieces, woven.turns = pieces, turns
        return woven


class Bytes(NamedTuple):
    """The bytes of one character in its part."""

    start: int
    end: int


def bytes_of(element: Element, data: bytes, first: int, last: int) -> Iterator[Bytes]:
    """Yield the bytes of the characters `first` to `last` (left out) of a text, counted with the spaces at its ends."""
    at = 0
    for start, chunk in element.chunks:
        raw = chunk.encode()
        if data.startswith(raw, start) and not raw.startswith((b"&", b"\n")):  # «&» is always the beginning of a reference
            place = start
            for number, character in enumerate(chunk, at):
                after = place + len(character.encode())
                if first <= number < last:
                    yield Bytes(place, after)
                place = after
        elif first <= at < last:
            yield Bytes(start, start + _length(data, start))
        at += len(chunk)


def _length(data: bytes, at: int) -> int:
    """Return how many bytes one character takes that is not written as itself: a reference, or a line end."""
    reference = _REFERENCE.match(data, at)
    return len(reference[0]) if reference else 2 if data.startswith(b"\r\n", at) else 1
