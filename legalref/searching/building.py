"""Records → index: one segment, Whoosh's files and our own beside them, in a fresh folder or added to others."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final

from legalref.checking import validity
from legalref.corpus import Corpus
from legalref.model import Document
from legalref.searching import inside, sidecar
from legalref.searching.gathering import Arranged, Gathering

_BATCH: Final = 500
"""Records between two reports of progress."""


def build(folder: Path, corpus: Corpus, as_of: date, advance: Callable[[int], None] = lambda _rows: None) -> None:
    """Write the index of all records of `corpus` into the empty `folder`; `advance` hears of each batch.

    The status to filter by is that of the day `as_of`.
    """
    folder.mkdir()
    inside.create(folder)
    add(folder, corpus, corpus.rows(), as_of, advance)


def add(
    folder: Path,
    corpus: Corpus,
    records: Iterable[tuple[int, Document]],
    as_of: date,
    advance: Callable[[int], None] = lambda _rows: None,
    gone: Mapping[str, Collection[int]] = MappingProxyType({}),
) -> None:
    """Add a segment of `records`, each with its row in `corpus`, to the index in `folder`, and take out those `gone`."""
    gathering = Gathering()
    for row, document in _in_batches(records, advance):
        gathering.add(row, document, validity(document, corpus, as_of).status)
    arranged = Arranged(gathering)
    name = inside.change(folder, arranged.segment() if arranged.size else None, gone)
    if name:
        values = {field: list(known) for field, known in gathering.values.items()}
        path = folder / f"{name}{sidecar.ENDING}"
        sidecar.write(path, arranged.size, values, arranged.sets(), arranged.beside(), arranged.lexicon)


def _in_batches(records: Iterable[tuple[int, Document]], advance: Callable[[int], None]) -> Iterator[tuple[int, Document]]:
    waiting = 0
    for record in records:
        yield record
        waiting += 1
        if waiting == _BATCH:
            advance(waiting)
            waiting = 0
    advance(waiting)
