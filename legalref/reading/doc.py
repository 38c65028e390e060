"""Word 6 to 2003 (.doc): the container with olefile, the document by its piece table."""

import struct
from io import BytesIO
from typing import Any, Final

from olefile import MINIMAL_OLEFILE_SIZE, OleFileIO
from olefile.olefile import OleDirectoryEntry

from legalref.errors import UnreadableInput
from legalref.model import Remark
from legalref.reading.blocks import Blocks
from legalref.reading.content import Budget, Content
from legalref.reading.word_pieces import BrokenStructure, Word
from legalref.reading.word_text import Story
from legalref.reading.word_writing import write

_SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SHIFTS: Final = {(9, 6): 512, (12, 6): 4096}
"""Powers of two that a sector and a small sector may take → bytes of a sector."""
_MOST_ENTRIES: Final = 20_000
"""Streams and storages that a container may have: more are no document's, and each takes 2 KB in memory."""
_KINDS: Final = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
_NAMES: Final = {"xls": "Excel 97–2003 (.xls)", "ppt": "PowerPoint 97–2003 (.ppt)", "other": "OLE"}
_FAULTS: Final = (
    OSError,
    ValueError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
    struct.error,
)
"""What the container and the document raise where the bytes are not what they should be."""

_ENCODINGS: Final = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI", "cp1258": "cp1258"}


class _Container(OleFileIO):  # type: ignore[type-arg] # generic in its stubs alone
    """A compound file that is believed only as far as its bytes reach."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        self._budget = budget
        self._most = len(data)
        super().__init__(BytesIO(data))

    def _check_duplicate_stream(self, first_sect: int, minifat: bool = False) -> None:
        """Let streams share sectors: looking for that takes time that grows with the square of their number."""

    def _load_direntry(self, sid: int) -> "OleDirectoryEntry[Any]":
        self._budget.tick()
        if sid >= _MOST_ENTRIES:
            raise OSError("OLE")
        return super()._load_direntry(sid)

    def stream(self, name: str) -> bytes:
        """Return a stream, empty where there is none. Raises BrokenStructure for one that is said to be larger than the file."""
        if not self.exists(name):
            return b""
        size = self.get_size(name)
        if max(size, getattr(self.root, "size", 0)) > self._most:
            raise BrokenStructure("OLE")
        self._budget.spend(size)
        return self.openstream(name).read()


def _opened(data: bytes, budget: Budget) -> _Container:
    """Open a container. Raises BrokenStructure where its header counts more sectors than there are: loops are walked so long."""
    if len(data) < MINIMAL_OLEFILE_SIZE or not data.startswith(_SIGNATURE):
        raise BrokenStructure("OLE")
    size = _SHIFTS.get(struct.unpack_from("<HH", data, 30))
    _, of_fat, *_, of_small_fat, _, of_difat = struct.unpack_from("<9I", data, 40)
    if not size or max(of_fat, of_small_fat, of_difat) > len(data) // size:
        raise BrokenStructure("OLE")
    return _Container(data, budget)


def kind_of(data: bytes) -> str:
    """Return what a compound file is: «doc», «xls», «ppt», «encrypted» (Office of today under a password) or «other»."""
    try:
        with _opened(data, Budget("")) as container:
            return _kind(container)
    except (UnreadableInput, *_FAULTS):
        return "other"


def _kind(container: _Container) -> str:
    return next((kind for name, kind in _KINDS if container.exists(name)), "other")


def read(data: bytes, path: str, budget: Budget, *, original: bool = False) -> Content:
    """Return the text of a Word document; `original` takes tracked changes as not made.

    Raises UnreadableInput for what is damaged, under a password, or a compound file of another kind.
    """
    try:
        with _opened(data, budget) as container:
            return _content(_word(container, path), path, budget, original=original)
    except _FAULTS as error:
        detail = error if isinstance(error, BrokenStructure) else "OLE"
        raise UnreadableInput("error.damaged", path=path, detail=detail) from error


def _word(container: _Container, path: str) -> Word:
    """Return the document of a container, its tables at hand."""
    kind = _kind(container)
    if kind == "encrypted":
        raise UnreadableInput("error.encrypted", path=path)
    if kind != "doc":
        raise UnreadableInput("error.unsupported", path=path, kind=_NAMES[kind])
    word = Word(container.stream("WordDocument"))
    if word.encrypted:
        raise UnreadableInput("error.encrypted", path=path)
    if word.too_old:
        raise UnreadableInput("error.unsupported", path=path, kind="Word 2")
    if not word.old:
        word.table = container.stream(word.table_name)
    return word


def _content(word: Word, path: str, budget: Budget, *, original: bool) -> Content:
    story = Story(word, budget, original=original)
    blocks = Blocks(path, budget)
    write(story, blocks)
    if blocks.empty and story.cut:
        raise UnreadableInput("error.damaged", path=path, detail="WordDocument")
    blocks.remarks += _remarks(story, path)
    return blocks.content()


def _remarks(story: Story, path: str) -> list[Remark]:
    """Return what has to be said of a document: tracked changes, fonts from before Unicode, and what was lost."""
    remarks = [Remark("remark.encoding", {"path": path, "encoding": _ENCODINGS[name]}) for name in sorted(story.encodings)]
    if story.changed and not story.original:
        remarks.append(Remark("remark.changes", {"path": path}))
    if story.cut:
        remarks.append(Remark("remark.cut", {"path": path, "detail": "WordDocument"}))
    return remarks
