"""Changes of the bytes of a file: what is not changed stays as it is, byte for byte."""

import io
import warnings
from collections.abc import Iterable, Mapping
from shutil import copyfileobj
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

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
    at = _end_of_root(data)
    if data.startswith(b"</", at):
        return spliced(data, [Splice(at, at, element)])
    name = data[at + 1 :].split(None, 1)[0].rstrip(b"/>")  # «<Relationships …/>»
    slash = data.rindex(b"/>")
    return spliced(data, [Splice(slash, slash + 1, b""), Splice(slash + 2, slash + 2, element + b"</" + name + b">")])


class _Root(Target):
    """Notes where the parser is when elements end: the last is the root."""

    def __init__(self) -> None:
        self.place = 0
        self.at = lambda: 0

    def end(self, tag: str) -> None:  # noqa: ARG002  # as all targets
        self.place = self.at()


def _end_of_root(data: bytes) -> int:
    from defusedxml.ElementTree import DefusedXMLParser

    root = _Root()
    parser = DefusedXMLParser(target=root)
    expat = parser.parser
    root.at = lambda: expat.CurrentByteIndex
    expat.EndElementHandler = root.end
    parser.feed(data)
    parser.close()
    return root.place


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
