"""Changes of the bytes of a file: what is not changed stays as it is, byte for byte."""

import io
import warnings
from collections.abc import Callable, Iterable, Mapping
from shutil import copyfileobj
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from legalref.reading.docx_origins import tag_at
from legalref.reading.package import Target


class Splice(NamedTuple):
    """Bytes `start` to `end` (left out) become `new`; where both are the same, it is put in there."""

    start: int
    end: int
    new: bytes


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """Return `data` with all changes, those at one place in the order given. They must not overlap."""
    found: list[bytes] = []
    at = 0
    for start, end, new in sorted(splices, key=lambda each: each[:2]):
        found += [data[at:start], new]
        at = end
    return b"".join([*found, data[at:]])


def appended(data: bytes, element: bytes) -> bytes:
    """Return a part of XML with one more element at the end of its root. Raises ValueError for what is no XML."""
    start, end = _root(data)
    opening = tag_at(data, start)
    if not opening.endswith(b"/>"):
        return spliced(data, [Splice(end, end, element)])
    name = opening[1:-2].split(None, 1)[0]
    return spliced(data, [Splice(start, end, opening[:-2] + b">" + element + b"</" + name + b">")])


class _Root(Target):
    """Notes where the parser is: at the first beginning and at the last end is the root."""

    def __init__(self, place: Callable[[], int]) -> None:
        self._place = place
        self.first: int | None = None
        self.last = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:  # noqa: ARG002  # as all targets
        if self.first is None:
            self.first = self._place()

    def end(self, tag: str) -> None:  # noqa: ARG002
        self.last = self._place()


def _root(data: bytes) -> tuple[int, int]:
    """Return where the root begins, and where its end tag does; where it ends, if it has none."""
    from defusedxml.ElementTree import DefusedXMLParser

    parser = DefusedXMLParser(target=Target())
    expat = parser.parser
    root = _Root(lambda: expat.CurrentByteIndex)
    expat.StartElementHandler, expat.EndElementHandler = root.start, root.end
    parser.feed(data)
    parser.close()
    return root.first or 0, root.last


def repacked(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Return a zip archive with the members of `changed` in place of those of the same name, new ones at the end.

    All others keep bytes, order, time and attributes. Raises BadZipFile, OSError and their like for a damaged archive.
    """
    stream = io.BytesIO()
    waiting = dict(changed)
    with ZipFile(io.BytesIO(data)) as old, ZipFile(stream, "w") as new, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # names that stand twice stay twice
        new.comment = old.comment
        for info in old.infolist():
            if info.filename in waiting:
                new.writestr(_like(info), waiting.pop(info.filename))
            elif info.filename not in changed:
                with old.open(info) as source, new.open(_like(info), "w") as target:
                    copyfileobj(source, target)
        for name, part in waiting.items():
            added = ZipInfo(name)
            added.compress_type = ZIP_DEFLATED
            new.writestr(added, part)
    return stream.getvalue()


def _like(info: ZipInfo) -> ZipInfo:
    """Return a member's description without its sizes, its place in the old archive, and what packers add for themselves."""
    new = ZipInfo(info.filename, info.date_time)
    new.compress_type, new.comment = info.compress_type, info.comment
    new.create_system, new.external_attr, new.internal_attr = info.create_system, info.external_attr, info.internal_attr
    new.file_size = info.file_size
    return new
