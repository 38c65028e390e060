"""A query cut into what it is made of, each piece with its place: words, phrases, fields, «OR», «-», parentheses."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import Final, NamedTuple
from unicodedata import normalize

from legalref.errors import UsageProblem
from legalref.orthography import MARKS, fold

DEEPEST: Final = 8
"""Parentheses within parentheses that are read as such; deeper ones are punctuation."""

_CHUNK: Final = re.compile(r'[^\s"]+')
_FIELD: Final = re.compile(r'(?P<name>[a-z_]+(?:-[a-z]+)*):(?:"(?P<quoted>[^"]*)(?P<closed>"?)|(?P<bare>[^\s"]*))')
_PHRASE: Final = re.compile(r'"(?P<text>[^"]*)(?P<closed>"?)')
_EITHER: Final = frozenset({"OR", "HOẶC", "HOAC", "|"})
_BOTH: Final = frozenset({"AND", "&"})


class QueryProblem(UsageProblem):
    """A query that cannot be read as meant; `at` among its values is the place, from 1, in code points."""


class Kind(Enum):
    """What a piece is."""

    WORDS = auto()
    PHRASE = auto()
    FIELD = auto()
    EITHER = auto()
    OPEN = auto()
    CLOSE = auto()


class Piece(NamedTuple):
    """A piece of a query: its text in NFC, from where (code points, from 0), and whether «-» stands before it."""

    kind: Kind
    text: str
    at: int
    without: bool = False
    name: str = ""
    """What stands before the colon of a field, folded."""
    is_beginning: bool = False
    """Whether «*» stands behind it."""


def composed(text: str) -> str:
    """Return `text` in NFC without marks that no letter takes: folded, it has the same length."""
    return MARKS.sub("", normalize("NFC", text))


def pieces(text: str, *, typing: bool = False) -> list[Piece]:
    """Return the pieces of `text`, which is as `composed` returns it.

    Raises QueryProblem for an open quotation mark and for a «-» with nothing to leave out, but not at the end of a text
    that is still being typed.
    """
    return list(_Cutter(text, typing=typing))


class _Cutter:
    """The state of one reading from left to right."""

    def __init__(self, text: str, *, typing: bool) -> None:
        self._text, self._typing = text, typing
        self._folded = fold(text)
        self._at, self._depth = 0, 0

    def __iter__(self) -> Iterator[Piece]:
        while self._skip_space():
            yield from self._next()

    def _skip_space(self) -> bool:
        while self._at < len(self._text) and self._folded[self._at].isspace():
            self._at += 1
        return self._at < len(self._text)

    def _next(self) -> Iterator[Piece]:
        start = self._at
        if self._folded.startswith("(", start) and self._depth < DEEPEST:
            self._at, self._depth = start + 1, self._depth + 1
            yield Piece(Kind.OPEN, "(", start)
        elif self._is_without():
            self._at += 1
            yield from self._atom(without=True)
        else:
            yield from self._atom(without=False)

    def _is_without(self) -> bool:
        """Tell whether a «-» leaves out what follows; one between spaces is the dash of a name, if a name goes on."""
        if not self._folded.startswith("-", self._at):
            return False
        before, after = self._folded[: self._at].strip(), self._folded[self._at + 1 :].lstrip("-")
        if after and not after[0].isspace():
            return not self._folded.startswith("--", self._at)
        if (not before or not after.strip()) and not (self._typing and not after):
            raise QueryProblem("query.lone_dash", at=self._at + 1)
        return False

    def _atom(self, *, without: bool) -> Iterator[Piece]:
        start = self._at
        if without and self._folded.startswith("(", start) and self._depth < DEEPEST:
            self._at, self._depth = start + 1, self._depth + 1
            yield Piece(Kind.OPEN, "(", start, without)
        elif phrase := _PHRASE.match(self._folded, start):
            yield self._quoted(phrase, Kind.PHRASE, "text", without=without)
        elif (field := _FIELD.match(self._folded, start)) and not self._is_address(field):
            yield from self._field(field, without=without)
        else:
            yield from self._words(without=without)

    def _is_address(self, field: re.Match[str]) -> bool:
        """Tell whether a colon is that of an address: «https://»; `fields.narrowed` knows the other colons of prose."""
        return field["bare"] is not None and field["bare"].startswith("//")

    def _quoted(self, match: re.Match[str], kind: Kind, group: str, *, without: bool, name: str = "") -> Piece:
        if not match["closed"] and not self._typing:
            raise QueryProblem("query.open_quote", at=match.start(group))
        self._at = match.end()
        return Piece(kind, self._text[slice(*match.span(group))], match.start(), without, name)

    def _field(self, match: re.Match[str], *, without: bool) -> Iterator[Piece]:
        if match["quoted"] is not None:
            yield self._quoted(match, Kind.FIELD, "quoted", without=without, name=match["name"])
            return
        end, closing = self._closing(match.end())
        self._at = max(end, match.start("bare"))
        yield Piece(Kind.FIELD, self._text[match.start("bare") : self._at], match.start(), without, match["name"])
        yield from self._closed(closing)

    def _words(self, *, without: bool) -> Iterator[Piece]:
        match = _CHUNK.match(self._folded, self._at)
        end, closing = self._closing(match.end() if match else self._at + 1)
        chunk, start, self._at = self._text[self._at : end], self._at, end
        if chunk in _EITHER and not without:
            yield Piece(Kind.EITHER, chunk, start)
        elif chunk and chunk not in _BOTH:
            yield Piece(Kind.WORDS, chunk, start, without, is_beginning=chunk.endswith("*"))
        yield from self._closed(closing)

    def _closing(self, end: int) -> tuple[int, int]:
        """Return where a chunk ends without the parentheses that it closes, and how many these are."""
        closing = 0
        while closing < self._depth and end > self._at and self._text[end - 1] == ")":
            end, closing = end - 1, closing + 1
        return end, closing

    def _closed(self, closing: int) -> Iterator[Piece]:
        for _ in range(closing):
            self._depth -= 1
            self._at += 1
            yield Piece(Kind.CLOSE, ")", self._at - 1)
