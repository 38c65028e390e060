"""A zip archive with XML parts, as .odt and .xlsx are: nothing is written to disk, every byte unpacked is paid for."""

import io
import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from legalref.errors import UnreadableInput
from legalref.reading.content import Budget

_CHUNK: Final = 1 << 18
_ENTRY: Final = b"PK\x01\x02"
_LOCAL: Final = b"PK\x03\x04"
_HEADER: Final = struct.Struct("<6x2H8xL4x2H")
"""What stands before a member. Read are: flags, method, packed size, lengths of the name and of what is added to it."""
_MOST_ENTRIES: Final = 20_000
"""More members than any document has; listing millions of them would take minutes before the first is read."""
_ENCRYPTED: Final = 0x1
_LONGEST_TOKEN: Final = 1 << 22
"""A tag or a stretch of characters; the parser would look at each from its beginning again with every chunk."""
_DAMAGE: Final = (
    BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, OverflowError,
    LookupError,  # no such member, or an encoding that nobody knows
    SyntaxError,  # ParseError of the parser
    ValueError,  # EntitiesForbidden of defusedxml, and names that are none
)  # fmt: skip


@contextmanager
def sound(path: str, part: str) -> Iterator[None]:
    """Turn what zipfile, zlib and the parser raise on damaged bytes of a part of `path` into UnreadableInput."""
    try:
        yield
    except _DAMAGE as error:
        raise UnreadableInput("error.damaged", path=path, detail=part) from error


class Target:
    """What an XML part is read into, in its order; names are «{namespace}local». What a kind of part needs is overridden."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element."""

    def end(self, tag: str) -> None:
        """End an element."""

    def data(self, text: str) -> None:
        """Take the characters between two tags."""


class Package:
    """The parts of one archive, by name."""

    def __init__(self, data: bytes, path: str, budget: Budget) -> None:
        """List the members. Raises UnreadableInput where `data` is no sound archive."""
        self._path = path
        self._budget = budget
        if data.count(_ENTRY) > _MOST_ENTRIES:
            raise UnreadableInput("error.damaged", path=path, detail=f"> {_MOST_ENTRIES} zip")
        with self.sound("zip"):
            self._archive = ZipFile(io.BytesIO(data))
            self.names = frozenset(self._archive.namelist())

    def parse(self, name: str, target: Target) -> None:
        """Read the XML part `name` into `target`, piece by piece, so that no tree of it is ever in memory.

        Raises UnreadableInput for a part that is missing, damaged, or declares entities.
        """
        from defusedxml.ElementTree import DefusedXMLParser

        parser = DefusedXMLParser(target=target)
        with self.sound(name):
            for piece in self._pieces(name):
                parser.feed(piece)
            parser.close()

    def stream(self, name: str, target: Target, unneeded: re.Pattern[bytes]) -> None:
        """Read a part as `parse` does, in a third of the time: names are «namespace}local», as the parser has them.

        Tags that `unneeded` matches, complete elements without content, do not get as far as the parser.
        """
        from defusedxml.ElementTree import DefusedXMLParser

        parser = DefusedXMLParser(target=target)
        expat = parser.parser
        expat.ordered_attributes = False
        expat.StartElementHandler, expat.EndElementHandler = target.start, target.end
        expat.CharacterDataHandler = target.data
        with self.sound(name):
            for piece in self._pieces(name):
                # In CDATA, what looks like a tag is text.
                parser.feed(piece if b"<![CDATA[" in piece else unneeded.sub(b"", piece))
            parser.close()

    def bytes_of(self, name: str) -> bytes:
        """Return a part unpacked. Raises UnreadableInput for one that is missing or damaged."""
        with self.sound(name):
            return b"".join(self._pieces(name))

    def _pieces(self, name: str) -> Iterator[bytes]:
        """Yield what is in a part, paid for, as long as tags end in it."""
        endless = 0
        for piece in self._unpacked(name):
            endless = 0 if b">" in piece else endless + len(piece)
            if endless > _LONGEST_TOKEN:
                raise OverflowError
            yield piece

    def _unpacked(self, name: str) -> Iterator[bytes]:
        info = self._archive.getinfo(name)
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableInput("error.encrypted", path=self._path)
        if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:  # the others may ask for gigabytes before the first byte
            raise BadZipFile
        with self._archive.open(info) as stream:
            # What the archive says of a size is no more than an upper bound: zipfile stops there.
            while piece := stream.read(_CHUNK):
                self._budget.spend(len(piece))
                yield piece

    def sound(self, part: str) -> AbstractContextManager[None]:
        """Turn what damaged bytes of a part raise into UnreadableInput."""
        return sound(self._path, part)


class TornPackage(Package):
    """An archive whose directory is cut off: the parts that are found one after another, the last of them as far as it goes."""

    def __init__(self, data: bytes, path: str, budget: Budget) -> None:
        """Look for the members from the beginning, the first of each name. Raises UnreadableInput where there is none."""
        self._path = path
        self._budget = budget
        self._data = data
        self._members: dict[str, tuple[int, int, int, int]] = {}
        at = data.find(_LOCAL)
        while at >= 0 and at + _HEADER.size <= len(data) and len(self._members) < _MOST_ENTRIES:
            flags, method, size, name, extra = _HEADER.unpack_from(data, at)
            start = at + _HEADER.size + name + extra
            decoded = data[at + _HEADER.size : start - extra].decode("utf-8", "replace")
            self._members.setdefault(decoded, (flags, method, start, size))
            at = data.find(_LOCAL, at + len(_LOCAL))
        self.names = frozenset(self._members)
        if not self.names:
            raise UnreadableInput("error.damaged", path=path, detail="zip")

    def _unpacked(self, name: str) -> Iterator[bytes]:
        flags, method, start, size = self._members[name]
        if flags & _ENCRYPTED:
            raise UnreadableInput("error.encrypted", path=self._path)
        if method == ZIP_STORED:
            yield from self._paid(self._data[at : at + _CHUNK][: start + size - at] for at in range(start, start + size, _CHUNK))
        elif method == ZIP_DEFLATED:
            yield from self._paid(self._inflated(start))
        else:
            raise BadZipFile
        if method == ZIP_STORED and start + size > len(self._data):
            raise EOFError

    def _inflated(self, start: int) -> Iterator[bytes]:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        for at in range(start, len(self._data), _CHUNK):
            if inflater.eof:
                return
            packed = self._data[at : at + _CHUNK]
            while packed and not inflater.eof:
                yield inflater.decompress(packed, _CHUNK)
                packed = inflater.unconsumed_tail
        yield inflater.flush()  # a few bytes at the most: what came before is out
        if not inflater.eof:
            raise EOFError

    def _paid(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self._budget.spend(len(piece))
            yield piece


_NAMESPACE: Final = re.compile(r"\{[^}]*?([A-Za-z-]*)(?::[0-9.]*)?\}")


def short(name: str) -> str:
    """Return a name without the address of its namespace: «{urn:…:text:1.0}p» is «text:p», «{…/main}c» is «main:c»."""
    return _NAMESPACE.sub(r"\1:", name, count=1)


def whole(value: str | None, default: int, most: int) -> int:
    """Return the number in an attribute, at most `most`; `default` where there is none."""
    if value is None or not value.isascii() or not value.isdigit():
        return default
    return min(int(value[:9]), most)
