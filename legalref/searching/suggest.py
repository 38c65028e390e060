"""«Có phải bạn tìm …»: a query that finds nothing → the likeliest one that does, from the index's own words."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import log1p
from typing import Final, NamedTuple

from legalref.model import Document, Text
from legalref.orthography import fold, words
from legalref.searching.abbreviations import expanded, typed
from legalref.searching.asked import All, Node, Phrase, Word
from legalref.searching.engine import Engine
from legalref.searching.forms import Forms
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
_LOOKED_INTO: Final = 50_000
"""Code points of a text in which the written form of a word is looked for."""

TextOf = Callable[[str], Text | None]
"""Identifier of a record → its text, where there is one."""


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
    records: int
    """How many records have these words."""

    def words(self) -> frozenset[str]:
        """Return the words so far."""
        return frozenset(word for part in self.parts for word in part)


class Suggestion(NamedTuple):
    """A query that was meant perhaps."""

    text: str
    is_sure: bool
    """Whether each new word stands beside a neighbour in a record, as it was typed."""


def suggested(reading: Reading, engine: Engine, text_of: TextOf) -> Suggestion | None:
    """Return the query that was meant perhaps, its new words with their diacritics; None where nothing is near."""
    slots = _alone(list(_slots(reading.chunks, engine)))
    best: tuple[float, _Line, tuple[Document, ...]] | None = None
    for line in _lines(slots, reading.filters, engine) if slots else []:
        documents = engine.answer(_asked(line.words(), reading.filters), limit=_LOOKED_AT).documents
        score = _score(line, documents)
        if best is None or score > best[0]:
            best = score, line, documents
    if best is None:
        return None
    row = _placed(slots, best[1])
    return Suggestion(_written(reading, row, _forms(row, best[2], text_of)), _is_sure(reading, row, engine))


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
        longer = [_Line((*line.parts, part), line.cost + cost, line.records) for line in lines for part, cost in slot.options]
        if len(slot.options) > 1 or slot is slots[-1]:
            allowed = [line for line in longer if line.cost <= _LIGHT or not all_known]
            counted = [line._replace(records=engine.count(_asked(fixed | line.words(), filters))) for line in allowed]
            longer = sorted((line for line in counted if line.records), key=lambda line: (line.cost, -line.records))[:_BEAM]
        lines = longer
    return [line for line in lines if line.cost]


def _asked(chosen: frozenset[str], filters: tuple[Node, ...]) -> Node:
    return All((*(expanded(typed(word))[0] for word in sorted(chosen)), *filters))


def _score(line: _Line, documents: Sequence[Document]) -> float:
    """Return how likely a reading is: by its cost, by whether its words stand side by side, by how many records have it."""
    pairs = list(pairwise(word for part in line.parts for word in part))
    together = max((_side_by_side(pairs, document) for document in documents), default=0.0)
    return _ADJACENT * together + _FREQUENT * log1p(line.records) - line.cost


def _side_by_side(pairs: list[tuple[str, str]], document: Document) -> float:
    there = _pairs(document)
    return sum(pair in there for pair in pairs) / len(pairs) if pairs else 0.0


def _pairs(document: Document) -> frozenset[tuple[str, str]]:
    return frozenset(pair for text in (document.title or "", *document.names) for pair in pairwise(words(text)))


def _is_sure(reading: Reading, row: Sequence["_Placed"], engine: Engine) -> bool:
    """Tell whether each new word stands beside a neighbour in some record that has all words."""
    node = _asked(frozenset(each.word for each in row), reading.filters)
    beside: set[int] = set()
    for at, (one, other) in enumerate(pairwise(row)):
        if (one.is_new or other.is_new) and engine.count(All((node, Phrase((one.word, other.word))))):
            beside |= {at, at + 1}
    return len(row) == 1 or all(at in beside for at, each in enumerate(row) if each.is_new)


class _Placed(NamedTuple):
    """A word of the query that was meant perhaps, and the slot it comes from."""

    word: str
    slot: _Slot
    is_new: bool


def _placed(slots: Sequence[_Slot], line: _Line) -> list[_Placed]:
    pairs = zip(slots, line.parts, strict=True)
    return [_Placed(word, slot, part != tuple(words(slot.raw))) for slot, part in pairs for word in part]


def _written(reading: Reading, row: Sequence[_Placed], forms: Forms) -> str:
    """Return the query with its new words, and those typed without diacritics, as the records found write them."""
    folded = [each.word for each in row]
    by_chunk: dict[int, list[str]] = {}
    for at, each in enumerate(row):
        stays = not each.is_new and not each.slot.raw.isascii()
        by_chunk.setdefault(each.slot.chunk, []).append(each.slot.raw if stays else forms.of(folded, at))
    text, at = "", 0
    for chunk, piece in enumerate(reading.chunks):
        text += reading.text[at : piece.at] + " ".join(by_chunk.get(chunk, [piece.text]))
        at = piece.at + len(piece.text)
    return text + reading.text[at:]


def _forms(row: Sequence[_Placed], documents: Sequence[Document], text_of: TextOf) -> Forms:
    """Return how titles and names write words; where these have not all of the row, also the texts."""
    said = [text for document in documents for text in (*document.names, document.title or "")]
    forms = Forms(said)
    if all(each.word in forms for each in row):
        return forms
    texts = (text_of(document.id) for document in documents)
    return Forms([*said, *(text.content[:_LOOKED_INTO] for text in texts if text)])
