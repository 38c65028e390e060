"""Whoosh from the inside: the one module that knows how its files are made, and of which version.

It writes a segment whole instead of posting by posting, and reads the postings of a word whole instead of
stepping through them. With a Whoosh that is not `KNOWN` both go through its public interface, slower and with
the same result. What is written here is an ordinary segment, which any Whoosh of that version opens.
"""

import pickle
import zlib
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import accumulate
from operator import sub
from pathlib import Path
from struct import Struct
from sys import byteorder
from threading import Lock
from typing import Any, Final, NamedTuple

import whoosh
from whoosh import index
from whoosh.codec import whoosh3
from whoosh.util.numeric import byte_to_length, length_to_byte

from legalref.errors import IndexProblem
from legalref.searching.schema import KEYS, MEASURED, schema

KNOWN: Final = ((2, 7, 5),)
"""The versions of Whoosh whose files were looked into."""

_ONE_READS: Final = Lock()
"""Whoosh's files have one position for all threads."""
_BLOCK: Final = 8192
"""Postings a block; Whoosh itself writes 128, and reads any."""
_WORTH_PACKING: Final = 64
_LONGEST: Final = 255
_LENGTH: Final = Struct("!i")
_FIELD: Final = Struct("!H")
_PROTOCOL: Final = 4


class Segment(NamedTuple):
    """What a segment is made of: for each field its words in order, each with its records in order, and a number a record."""

    size: int
    postings: Mapping[str, Sequence[tuple[str, "array[int]"]]]
    lengths: bytes
    """Words in the measured field, one byte a record."""
    columns: Mapping[str, "array[int]"]


def rounded(length: int) -> int:
    """Return a length as Whoosh keeps it, in one byte: the greater, the coarser; at the most 255."""
    return min(int(byte_to_length(length_to_byte(length))), _LONGEST)


def is_known() -> bool:
    """Tell whether this Whoosh is one whose inside is known."""
    return tuple(whoosh.__version__[:3]) in KNOWN


def create(folder: Path) -> None:
    """Make an index without segments in `folder`."""
    index.create_in(folder, schema())


def change(folder: Path, new: Segment | None, gone: Mapping[str, Collection[int]]) -> str | None:
    """Add a segment to the index in `folder` and return its name; the others keep all files, but for the records `gone`.

    `gone` names the segments that lose records; one that loses all is no longer part of the index.
    """
    found = index.open_dir(folder)
    (_write if is_known() else _write_slowly)(found, new, gone)
    left = index.TOC.read(found.storage, found.indexname).segments
    return str(left[-1].segment_id()) if new else None


def _write_slowly(found: Any, new: Segment | None, gone: Mapping[str, Collection[int]]) -> None:
    writer = found.writer(compound=False)
    for segment, offset in zip(writer.segments, writer._doc_offsets, strict=True):  # noqa: SLF001  # this module is the place
        for at in gone.get(segment.segment_id(), ()):
            writer.delete_document(offset + at)
    for at, record in enumerate(_by_record(new) if new else ()):
        numbers = {name: column[at] for name, column in new.columns.items()} if new else {}
        writer.add_document(**{name: value[0] if name in KEYS else value for name, value in record.items()}, **numbers)
    writer.commit(mergetype=_without_the_empty)


def _without_the_empty(_writer: Any, segments: list[Any]) -> list[Any]:
    return [segment for segment in segments if segment.deleted_count() < segment.doc_count_all()]


def _by_record(segment: Segment) -> list[dict[str, list[str]]]:
    records: list[dict[str, list[str]]] = [{} for _ in range(segment.size)]
    for field, terms in segment.postings.items():
        for word, ids in terms:
            for at in ids:
                records[at].setdefault(field, []).append(word)
    return records


def _write(found: Any, new: Segment | None, gone: Mapping[str, Collection[int]]) -> None:
    toc = index.TOC.read(found.storage, found.indexname)
    for segment in toc.segments:
        for at in gone.get(segment.segment_id(), ()):
            segment.delete_document(at)
    segments = _without_the_empty(None, toc.segments)
    if new:
        segments.append(_written(found, new))
    index.TOC(toc.schema, segments, toc.generation + 1).write(found.storage, found.indexname)
    index.clean_files(found.storage, found.indexname, toc.generation + 1, segments)
    found.storage.temp_storage(f"{found.indexname}.tmp").destroy()


def _written(found: Any, content: Segment) -> Any:
    codec = whoosh3.W3Codec()
    segment = codec.new_segment(found.storage, found.indexname)
    _write_columns(codec.per_document_writer(found.storage, segment), content)
    writer = codec.field_writer(found.storage, segment)
    _write_postings(writer, content)
    writer.close()
    segment.set_doc_count(content.size)
    return segment


def _write_columns(writer: Any, content: Segment) -> None:
    """Fill each column at once; `close` then believes that all records were added one by one."""
    types = {name: field.column_type for name, field in schema().items() if field.column_type}
    values = {name: (types[name], _big_endian(column)) for name, column in content.columns.items()}
    values[f"_{MEASURED}_len"] = whoosh3.LENGTHS_COLUMN, bytes(map(length_to_byte, content.lengths))
    for name, (column, data) in values.items():
        writer._create_column(name, column)  # noqa: SLF001  # this module is the place for it
        made = writer._get_column(name)  # noqa: SLF001
        made._dbfile.write(data)  # noqa: SLF001
        made._count = content.size  # noqa: SLF001
    writer._doccount = content.size  # noqa: SLF001
    writer._fieldlengths[MEASURED] = sum(content.lengths)  # noqa: SLF001
    writer.close()


def _big_endian(column: "array[int]") -> bytes:
    values = array("I", column)
    if byteorder == "little":
        values.byteswap()
    return values.tobytes()


def _write_postings(writer: Any, content: Segment) -> None:
    """Write the words of each field with their postings, the fields in the order in which Whoosh has them: by name."""
    lengths = (min(content.lengths, default=0), max(content.lengths, default=0))
    for field in sorted(content.postings):
        number = writer._fieldmap.setdefault(field, len(writer._fieldmap))  # noqa: SLF001
        key = _FIELD.pack(number)
        bounds = tuple(map(length_to_byte, lengths if field == MEASURED else (0, 0)))
        for word, ids in content.postings[field]:
            start = writer._postfile.tell()  # noqa: SLF001
            writer._postfile.write(b"".join(_blocks(ids, bounds)))  # noqa: SLF001
            info = _info(ids, lengths if field == MEASURED else (0, 0), start, writer._postfile.tell() - start)  # noqa: SLF001
            writer._tindex.add(key + word.encode("utf-8"), info)  # noqa: SLF001


def _info(ids: "array[int]", lengths: tuple[int, int], start: int, size: int) -> bytes:
    info = whoosh3.W3TermInfo(len(ids), len(ids), lengths[0] or None, lengths[1], 1.0, ids[0], ids[-1])
    info.set_extent(start, size)
    return bytes(info.to_bytes())


def _blocks(ids: "array[int]", bounds: tuple[int, ...]) -> Iterator[bytes]:
    """Yield the postings of a word as Whoosh keeps them: a mark, then blocks of differences, the last with a negative size."""
    yield bytes(whoosh3.WHOOSH3_HEADER_MAGIC)
    for at in range(0, len(ids), _BLOCK):
        block = ids[at : at + _BLOCK]
        data = pickle.dumps(((block[0], *map(sub, block[1:], block)), None, None), _PROTOCOL)
        packed = len(data) > _WORTH_PACKING
        data = zlib.compress(data, 1) if packed else data
        info = pickle.dumps((len(block), block[-1], 1.0, int(packed), *bounds), _PROTOCOL)
        size = len(info) + len(data)
        yield _LENGTH.pack(size if at + _BLOCK < len(ids) else -size) + info + data


def postings(reader: Any, field: str, word: str) -> Sequence[int]:
    """Return the records of one segment that have a word in a field, in order; none where the word is not there.

    Raises IndexProblem where the index is damaged.
    """
    try:
        with _ONE_READS:
            return _postings(reader, field, word.encode("utf-8"))
    except Exception as error:  # damaged content may raise anything at all
        raise IndexProblem("error.index_damaged", path=f"{field}:{word}", detail=error) from error


def _postings(reader: Any, field: str, term: bytes) -> Sequence[int]:
    if (field, term) not in reader:
        return ()
    if not is_known():
        return tuple(reader.postings(field, term).all_ids())
    info = reader.term_info(field, term)
    if info.is_inlined():
        return tuple(info.inlined_postings()[0])
    start, (size,) = info.extent()  # it leaves its size unpacked
    return _unpacked(reader._terms._postfile.get(start, size))  # noqa: SLF001


def _unpacked(content: bytes) -> list[int]:
    stream = BytesIO(content)
    stream.seek(len(whoosh3.WHOOSH3_HEADER_MAGIC))
    found: list[int] = []
    size = 1
    while size > 0:
        (size,) = _LENGTH.unpack(stream.read(_LENGTH.size))
        end = stream.tell() + abs(size)
        packed = pickle.load(stream)[3]  # noqa: S301  # of a generation that this user built
        data = stream.read(end - stream.tell())
        differences = pickle.loads(zlib.decompress(data) if packed else data)[0]  # noqa: S301
        found.extend(accumulate(differences))
    return found


def segments(folder: Path) -> list[tuple[str, Any]]:
    """Return the name and an opened reader of every segment of the index in `folder`, in order."""
    reader = index.open_dir(folder, readonly=True).reader()
    return [(leaf.segment().segment_id(), leaf) for leaf, _ in reader.leaf_readers()]


def deleted(reader: Any) -> Iterable[int]:
    """Return the records of a segment that were deleted."""
    return reader.segment().deleted_docs() if reader.has_deletions() else ()


def length(reader: Any, field: str) -> int:
    """Return how many words all records of a segment have together in a measured field."""
    return int(reader.field_length(field))
