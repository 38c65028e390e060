"""«Có phải bạn tìm …»: a query that finds nothing → the likeliest one that does, from the index's own words."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log1p
from typing import Final, NamedTuple

from legalref.model import Document
from legalref.orthography import fold, words
from legalref.searching.abbreviations import expanded, typed
from legalref.searching.asked import All, Node, Word
from legalref.searching.engine import Engine
from legalref.searching.language import Reading
from legalref.searching.pieces import Piece
from legalref.searching.slips import meant_words

_BEAM: Final = 6
"""Readings of the words so far that are followed further."""
_OPTIONS: Final = 8
"""Meanings of one word that are tried."""
_SURE: Final = 0.3
"""The cost up to which a meaning leaves no room for guesses."""
_LIGHT: Final = 0.6
"""The cost up to which a word that the index has may be another one."""
_LOOKED_AT: Final = 5
"""Records of each reading of which the titles are looked at."""
_ADJACENT: Final = 1.5
"""What it weighs, against the cost, that all words stand side by side as they were typed."""
_FREQUENT: Final = 0.05
"""What it weighs how many records a reading has."""


class _Slot(NamedTuple):
    """A place of the query that holds one word, or two typed as one, and what it may be."""

    chunk: int
    raw: str
    options: tuple[tuple[tuple[str, ...], float], ...]
    """Folded words with their costs; the word itself costs nothing."""

    @property
    def is_known(self) -> bool:
        """Whether the index has the word itself."""
        return not self.options[0][1]


class _Line(NamedTuple):
    """What stands for the slots so far."""

    parts: tuple[tuple[str, ...], ...]
    cost: float
    count: int


class Suggestion(NamedTuple):
    """A query that was meant perhaps."""

    text: str
    is_sure: bool
    """Whether each new word stands beside its neighbour in a title, as it was typed."""


def suggested(reading: Reading, engine: Engine) -> Suggestion | None:
    """Return the query that was meant perhaps, its new words with their diacritics; None where nothing is near."""
    slots = _alone(list(_slots(reading.chunks, engine)))
    lines = _lines(slots, reading.filters, engine) if slots else []
    best: tuple[float, Suggestion] | None = None
    for line in lines:
        documents = engine.answer(_asked(frozenset(), line, reading.filters), limit=_LOOKED_AT).documents
        score = _score(line, documents)
        if best is None or score > best[0]:
            best = score, Suggestion(_written(reading, slots, line, documents), _is_sure(slots, line, documents))
    return best[1] if best else None


def _alone(slots: list[_Slot]) -> list[_Slot]:
    """Return the slots so that the words that the index has stay as they are, where there are others that it has not."""
    if all(slot.is_known for slot in slots):
        return slots
    return [slot._replace(options=slot.options[:1]) if slot.is_known else slot for slot in slots]


def _slots(chunks: Sequence[Piece], engine: Engine) -> Iterator[_Slot]:
    for at, chunk in enumerate(chunks):
        folded = fold(chunk.text)
        letters = "".join(words(folded))
        if len(words(folded)) > 1 and letters == folded and folded[0].isalpha() and (meant := _options(folded, engine)):
            yield _Slot(at, chunk.text, meant)  # «gia1m»
            continue
        for each in typed(chunk.text):
            yield _Slot(at, each.raw, _word_options(each.word.folded, engine))


def _word_options(word: str, engine: Engine) -> tuple[tuple[tuple[str, ...], float], ...]:
    """Return the word itself where the index has it, and what it may be else."""
    if word.isdigit():
        return (((word,), 0.0),)
    if engine.lexicon.get(word) or _is_abbreviation(word):
        return (((word,), 0.0), *(option for option in _options(word, engine) if option[1] <= _LIGHT))
    return _options(word, engine) or (((word,), 0.0),)


def _is_abbreviation(word: str) -> bool:
    return not isinstance(expanded(typed(word))[0], Word)


def _options(word: str, engine: Engine) -> tuple[tuple[tuple[str, ...], float], ...]:
    meant = sorted(meant_words(word, lambda each: each in engine.lexicon).items(), key=lambda item: item[1])
    if meant and meant[0][1] <= _SURE:
        meant = [item for item in meant if item[1] <= _LIGHT]
    return tuple(meant[:_OPTIONS])


def _lines(slots: Sequence[_Slot], filters: tuple[Node, ...], engine: Engine) -> list[_Line]:
    """Return the readings that some record has; of words that the index has, at most one is taken for another."""
    fixed = frozenset(word for slot in slots if len(slot.options) == 1 for word in slot.options[0][0])
    lines, all_known = [_Line((), 0.0, 0)], all(slot.is_known for slot in slots)
    for slot in slots:
        longer = [_Line((*line.parts, part), line.cost + cost, line.count) for line in lines for part, cost in slot.options]
        if len(slot.options) > 1 or slot is slots[-1]:
            allowed = [line for line in longer if line.cost <= _LIGHT or not all_known]
            counted = [line._replace(count=engine.count(_asked(fixed, line, filters))) for line in allowed]
            longer = sorted((line for line in counted if line.count), key=lambda line: (line.cost, -line.count))[:_BEAM]
        lines = longer
    return [line for line in lines if line.cost]


def _asked(fixed: frozenset[str], line: _Line, filters: tuple[Node, ...]) -> Node:
    chosen = fixed | {word for part in line.parts for word in part}
    return All((*(expanded(typed(word))[0] for word in sorted(chosen)), *filters))


def _score(line: _Line, documents: Sequence[Document]) -> float:
    """Return how likely a reading is: by its cost, by whether its words stand side by side, by how many records have it."""
    pairs = list(pairwise(word for part in line.parts for word in part))
    together = max((_side_by_side(pairs, document) for document in documents), default=0.0)
    return _ADJACENT * together + _FREQUENT * log1p(line.count) - line.cost


def _side_by_side(pairs: list[tuple[str, str]], document: Document) -> float:
    there = _pairs(document)
    return sum(pair in there for pair in pairs) / len(pairs) if pairs else 0.0


def _pairs(document: Document) -> frozenset[tuple[str, str]]:
    return frozenset(pair for text in (document.title or "", *document.names) for pair in pairwise(words(text)))


def _is_sure(slots: Sequence[_Slot], line: _Line, documents: Sequence[Document]) -> bool:
    there = frozenset[tuple[str, str]]().union(*map(_pairs, documents))
    run = [(word, part != tuple(words(slot.raw))) for slot, part in zip(slots, line.parts, strict=True) for word in part]
    beside = {at + side for at, pair in enumerate(pairwise(word for word, _ in run)) if pair in there for side in (0, 1)}
    return len(run) == 1 or all(at in beside for at, (_, is_new) in enumerate(run) if is_new)


def _written(reading: Reading, slots: Sequence[_Slot], line: _Line, documents: Sequence[Document]) -> str:
    """Return the query with its new words, and those typed without diacritics, as the titles found write them."""
    forms = _forms(documents)
    row = [(slot, word, part == tuple(words(slot.raw))) for slot, part in zip(slots, line.parts, strict=True) for word in part]
    folded = ["", *(word for _, word, _ in row), ""]
    by_chunk: dict[int, list[str]] = {}
    for at, (slot, word, is_same) in enumerate(row):
        new = next((forms[key] for key in _keys(folded, at) if key in forms), word)
        by_chunk.setdefault(slot.chunk, []).append(slot.raw if is_same and not slot.raw.isascii() else new)
    text, at = "", 0
    for chunk, piece in enumerate(reading.chunks):
        text += reading.text[at : piece.at] + " ".join(by_chunk.get(chunk, [piece.text]))
        at = piece.at + len(piece.text)
    return text + reading.text[at:]


def _forms(documents: Sequence[Document]) -> dict[tuple[str, str, str], str]:
    """Return a folded word with the one before it, with the one after it, and alone → how titles write it there."""
    forms: dict[tuple[str, str, str], str] = {}
    for document in documents:
        for text in (*document.names, document.title or ""):
            row = typed(text)
            folded = ["", *(each.word.folded for each in row), ""]
            for at, each in enumerate(row):
                for key in _keys(folded, at):
                    forms.setdefault(key, each.raw.lower())
    return forms


def _keys(folded: Sequence[str], at: int) -> Iterator[tuple[str, str, str]]:
    """Yield a word of a row that begins and ends with an empty one: with its left neighbour, with its right one, alone."""
    before, word, after = folded[at : at + 3]
    if before:
        yield before, word, ""
    if after:
        yield "", word, after
    yield "", word, ""
