"""Records → index: one segment, Whoosh's files and our own beside them, in a fresh folder or added to others."""

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final

from legalref.checking import validity
from legalref.corpus import Corpus
from legalref.model import Document, Status
from legalref.searching import inside, sidecar
from legalref.searching.gathering import Arranged, Gathering

_TWICE: Final = 2
_BATCH: Final = 500
"""Records between two reports of progress."""


def build(
    folder: Path,
    corpus: Corpus,
    as_of: date,
    advance: Callable[[int], None] = lambda _rows: None,
    text: Callable[[Document], str] = lambda _document: "",
) -> None:
    """Write the index of all records of `corpus` into the empty `folder`; `advance` hears of each batch.

    The status to filter by is that of the day `as_of`; `text` gives the full text of a record, empty where there is none.
    """
    folder.mkdir()
    inside.create(folder)
    add(folder, _described(_in_batches(corpus.rows(), advance), corpus, as_of, text))


def extend(folder: Path, corpus: Corpus, rows: Collection[int], as_of: date, text: Callable[[Document], str]) -> None:
    """Add the records in `rows` of `corpus` to the index in `folder`, in place of what it has of them.

    Small segments are merged into the new one, so that there are never many: each that stays is more than
    twice as large as all after it together were when it was written.
    """
    known = _rows(folder)
    gone = {name: [at for at, row in enumerate(of) if row in rows] for name, of in known.items()}
    taken = set(rows)
    for name, of in sorted(known.items(), key=lambda item: len(item[1])):
        if len(of) > _TWICE * len(taken):
            break
        taken.update(of)
        gone[name] = list(range(len(of)))
    ordered = sorted(taken - {0})
    records = zip(ordered, corpus.at(ordered), strict=True)
    add(folder, _described(records, corpus, as_of, text), gone)


def _rows(folder: Path) -> dict[str, "array[int]"]:
    """Return the rows of each segment's records, but 0 for those that are gone."""
    found = {}
    for name, reader in inside.segments(folder):
        with closing(reader), sidecar.Sidecar(folder / f"{name}{sidecar.ENDING}") as side:
            found[name] = side.column("row")
            for at in inside.deleted(reader):
                found[name][at] = 0
    return found


def _described(
    records: Iterable[tuple[int, Document]], corpus: Corpus, as_of: date, text: Callable[[Document], str]
) -> Iterator[tuple[int, Document, Status, str]]:
    return ((row, document, validity(document, corpus, as_of).status, text(document)) for row, document in records)


def add(
    folder: Path,
    records: Iterable[tuple[int, Document, Status, str]],
    gone: Mapping[str, Collection[int]] = MappingProxyType({}),
) -> None:
    """Add a segment of `records` (row, record, status, full text) to the index in `folder`, and take out those `gone`."""
    gathering = Gathering()
    for record in records:
        gathering.add(*record)
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
