"""What a person typed → the tree that the engine answers.

Words stand anywhere, with or without diacritics; "words in a row"; -without; one OR other; beginn*; field:value; (groups).
Every text can be read, or is refused with the place and the way out (`QueryProblem`).
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from legalref.orthography import fold
from legalref.searching.abbreviations import Typed, expanded, typed
from legalref.searching.asked import All, Any, Beginning, Everything, Field, Is, Node, Phrase, Rather, Without, Word, Years
from legalref.searching.fields import narrowed
from legalref.searching.pieces import Kind, Piece, QueryProblem, composed, pieces
from legalref.vocabulary import document_types

SHORTEST_BEGINNING: Final = 2
"""Letters from which a word's beginning is looked for."""


class Reading(NamedTuple):
    """A query as it was understood."""

    node: Node
    """What must be found."""
    plain: str
    """The words as typed, where there is nothing but words and filters; else empty. They may be a citation."""
    filters: tuple[Node, ...]
    """What narrows the whole search."""
    words: tuple[Word, ...]
    """The words outside phrases, in their order: for what has only some of them."""
    text: str
    """The query itself, in NFC."""
    chunks: tuple[Piece, ...]
    """Where the words stand in it: for suggestions."""

    @property
    def ranked(self) -> Node:
        """What must be found, and what comes first of it: a type that the words name, and words that stand side by side."""
        rather = (*named_types(self.words), *_side_by_side(self.words))
        return Rather(self.node, rather) if rather else self.node

    @property
    def some(self) -> Node | None:
        """What has only some of the words, within the same filters; None where there are less than two words."""
        if len(self.words) < 2:  # noqa: PLR2004  # one of two
            return None
        return _all([Any(self.words), *self.filters])


def read(text: str, *, typing: bool = False) -> Reading:
    """Return what `text` asks for; with `typing`, its last word may be the beginning of one.

    An empty text asks for everything. Raises QueryProblem.
    """
    text = composed(text)
    cut = [_as_word(piece, text) for piece in pieces(text, typing=typing)]
    last = cut[-1] if cut and typing and not text[-1:].isspace() and cut[-1].kind is Kind.WORDS else None
    reader = _Reader(cut, last)
    node = reader.read()
    bare = [piece for piece in cut if piece.kind is Kind.WORDS and not piece.without and not piece.is_beginning]
    only_words = all(piece in bare or (piece.kind is Kind.FIELD and not piece.without) for piece in cut)
    run = tuple(each.word for piece in bare for each in typed(piece.text))
    plain = " ".join(piece.text for piece in bare) if only_words else ""
    return Reading(node, plain, tuple(reader.filters), run, text, tuple(bare))


def _as_word(piece: Piece, text: str) -> Piece:
    """Return a field that is none («Về việc: …») as the word that it is."""
    if piece.kind is not Kind.FIELD or narrowed(piece.name, piece.text, piece.at) is not None:
        return piece
    end = piece.at + len(piece.name) + 1 + len(piece.text)
    return Piece(Kind.WORDS, text[piece.at : end], piece.at, piece.without)


class _Reader:
    """The state of one reading of pieces."""

    def __init__(self, cut: list[Piece], last: Piece | None) -> None:
        self._cut, self._last = cut, last
        self._at = 0
        self.filters: list[Node] = []

    def read(self) -> Node:
        """Return the whole query; a parenthesis that closes nothing is punctuation, and an open one closes at the end."""
        return self._group(outermost=True) or Everything()

    def _group(self, *, outermost: bool) -> Node | None:
        parts: list[Node] = []
        either = False
        while self._at < len(self._cut):
            piece = self._cut[self._at]
            if piece.kind is Kind.CLOSE:
                break
            if piece.kind is Kind.EITHER:
                self._at += 1
                either = bool(parts)
                continue
            operand = self._operand(outermost=outermost and not either and not self._is_either_next())
            if operand is None:
                continue
            if either and parts:
                operand = _either(parts.pop(), operand)
            parts.append(operand)
            either = False
        return _all(parts) if parts else None

    def _is_either_next(self) -> bool:
        return self._at + 1 < len(self._cut) and self._cut[self._at + 1].kind is Kind.EITHER

    def _operand(self, *, outermost: bool) -> Node | None:
        """Return the next phrase, field or group, or all words up to one; None for what holds no word."""
        piece = self._cut[self._at]
        if piece.kind is Kind.WORDS and not piece.without:
            return self._run()
        self._at += 1
        node = self._single(piece)
        if node is None:
            return None
        if piece.without:
            node = Without(node)
        if outermost and isinstance(node, Is | Years | Without):
            self.filters.append(node)
        return node

    def _single(self, piece: Piece) -> Node | None:
        if piece.kind is Kind.FIELD:
            return narrowed(piece.name, piece.text, piece.at)
        if piece.kind is Kind.OPEN:
            node = self._group(outermost=False)
            self._at += 1
            return node
        if piece.kind is Kind.WORDS:
            return _all(self._words([piece])) if typed(piece.text) else None
        return _phrase([each.word for each in typed(piece.text)])

    def _run(self) -> Node | None:
        first = self._at
        while self._at < len(self._cut) and self._cut[self._at].kind is Kind.WORDS and not self._cut[self._at].without:
            self._at += 1
        nodes = self._words(self._cut[first : self._at])
        return _all(nodes) if nodes else None

    def _words(self, chunks: Sequence[Piece]) -> list[Node]:
        nodes: list[Node] = []
        run: list[Typed] = []
        for piece in chunks:
            found = typed(piece.text)
            if found and (piece.is_beginning or piece is self._last):
                run += found[:-1]
                nodes += [*expanded(run), *self._begun(piece, found[-1], alone=not (nodes or run))]
                run = []
            else:
                run += found
        return nodes + expanded(run)

    def _begun(self, piece: Piece, begun: Typed, *, alone: bool) -> Iterator[Node]:
        """Yield what a word's beginning asks for; the single letter that somebody just typed after words, nothing."""
        word = begun.word
        if len(word.folded) >= SHORTEST_BEGINNING:
            yield Beginning(word.folded) if piece.is_beginning else Any((*expanded([begun]), Beginning(word.folded)))
        elif piece.is_beginning:
            raise QueryProblem("query.short_beginning", at=piece.at + 1, value=piece.text)
        elif alone or word.folded.isdigit():
            yield from expanded([begun])


def _phrase(words: list[Word]) -> Node | None:
    if len(words) > 1:
        return Phrase(tuple(word.folded for word in words))
    return words[0] if words else None


def _either(one: Node, other: Node) -> Node:
    one, other = _all([one]), _all([other])  # «-x» alone is everything but x
    return Any((*one.parts, other)) if isinstance(one, Any) else Any((one, other))


def _all(parts: Sequence[Node]) -> Node:
    """Return the node for all parts; of parts that only leave something out, everything else."""
    if all(isinstance(part, Without) for part in parts):
        parts = [Everything(), *parts]
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, All) else (part,))]
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def named_types(words: Sequence[Word]) -> tuple[Node, ...]:
    """Return the filter on the types whose words stand side by side among the words asked for; none where there are none."""
    line = f" {' '.join(word.folded for word in words)} "
    found = dict.fromkeys(name for spelling, name in _spellings() if spelling in line)
    return (Is(Field.TYPE, tuple(found)),) if found else ()


@cache
def _spellings() -> tuple[tuple[str, str], ...]:
    """Return the ways to write a type, between spaces, each with the type; folded."""
    return tuple((f" {fold(word)} ", fold(row.name)) for row in document_types() for word in (*row.words, *row.abbr))


def _side_by_side(words: Sequence[Word]) -> tuple[Node, ...]:
    """Return the phrase of the words, and that of those which are no type and no number: «nghị định | văn thư | 2020»."""
    row = tuple(word.folded for word in words)
    rest = f" {' '.join(row)} "[len(_named_in(row)) :].split()
    topic = tuple(word for word in rest if not word.isdigit())
    return tuple(Phrase(part) for part in dict.fromkeys((row, topic)) if len(part) > 1)


def _named_in(row: Sequence[str]) -> str:
    """Return the longest type that a row of words begins with, between spaces; empty for none."""
    line = f" {' '.join(row)} "
    return max((spelling for spelling, _ in _spellings() if line.startswith(spelling)), key=len, default="")
