"""Where in a text the pieces stand that a Word document was read in: letters of old fonts show as others, fewer or more."""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Final, NamedTuple

from legalref.model import Span
from legalref.reading.docx_origins import Piece, Woven
from legalref.reading.fonts import decoded, encoding_of

_WORD: Final = re.compile(" +|[^ ]+")


class Placed(NamedTuple):
    """A piece in the text: it stands at `span`; of its own characters these are `first` to `last` (left out).

    Where it is not `exact`, its letters show as others, fewer or more: only all of them together stand at `span`.
    """

    span: Span
    piece: Piece
    first: int
    last: int
    exact: bool
    legacy: bool

    def within(self, span: Span) -> tuple[int, int]:
        """Return which characters of its element stand inside `span`, the first and the one after the last."""
        low, high = self.first, self.last
        if self.exact:
            high = low + min(span.end, self.span.end) - self.span.start
            low += max(span.start, self.span.start) - self.span.start
        return low + self.piece.skipped, high + self.piece.skipped


def placed_in(text: Woven, at: int) -> Iterator[Placed]:
    """Yield the pieces of a block that begins at `at`."""
    for start, end in pairwise((0, *text.turns, len(text.pieces))):
        for font, run in groupby(text.pieces[start:end], itemgetter(0)):
            pieces, encoding = [piece for _, piece in run], encoding_of(font)
            raw = "".join(pieces)
            shown = decoded(raw, encoding)
            for word in _words(raw, shown, encoding):
                yield from _of_word(pieces, word, at, legacy=bool(encoding))
            at += len(shown)


class _Word(NamedTuple):
    """What stands together: where in the characters of its font, and where in what they show as."""

    raw: Span
    shown: Span


def _words(raw: str, shown: str, encoding: str) -> Iterator[_Word]:
    """Yield the stretches that show as others of another length, as small as they can be told: words."""
    words = [raw] if len(raw) == len(shown) else _WORD.findall(raw)
    if "".join(decoded(word, encoding) for word in words) != shown:
        words = [raw]
    at = place = 0
    for word in words:
        length = len(decoded(word, encoding))
        yield _Word(Span(at, at + len(word)), Span(place, place + length))
        at, place = at + len(word), place + length


def _of_word(pieces: list[str], word: _Word, at: int, *, legacy: bool) -> Iterator[Placed]:
    exact = word.raw.end - word.raw.start == word.shown.end - word.shown.start
    begin = 0
    for piece in pieces:
        low, high = max(word.raw.start, begin), min(word.raw.end, begin + len(piece))
        if low < high and isinstance(piece, Piece):
            shift = at + word.shown.start - word.raw.start
            span = Span(low + shift, high + shift) if exact else Span(at + word.shown.start, at + word.shown.end)
            yield Placed(span, piece, low - begin, high - begin, exact, legacy)
        begin += len(piece)
