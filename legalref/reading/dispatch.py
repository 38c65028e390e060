"""Bytes → Content, by the reader of their format. A reader is imported when its format is met, never before."""

from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Final

from legalref.errors import UnreadableInput
from legalref.model import Remark
from legalref.reading import plain
from legalref.reading.content import Budget, Content
from legalref.reading.formats import Format, Unsupported, is_expected, kind_of, name_of

MOST_LEVELS: Final = 4
"""Archives and mails inside each other that are opened."""

_MODULES: Final = {
    Format.PDF: "pdf",
    Format.DOCX: "docx",
    Format.XLSX: "sheet",
    Format.ODT: "odt",
    Format.RTF: "rtf",
    Format.DOC: "doc",
    Format.HTML: "html",
    Format.MHTML: "mail",
    Format.MAIL: "mail",
    Format.ARCHIVE: "archive",
}
_OF_PARTS: Final = frozenset((Format.MHTML, Format.MAIL, Format.ARCHIVE))
"""Formats that hold files in other formats."""

ReadPart = Callable[[bytes, str, Budget], Content]


def content(data: bytes, path: str, budget: Budget, *, original: bool = False, level: int = 1) -> tuple[Format, Content]:
    """Return what a file is, and what it holds; `level` counts the files that it lies in, itself among them.

    Raises UnreadableInput, and nothing else whatever the file: a reader's own fault is said as one, so that other files are read.
    """
    kind = kind_of(data, path)
    if isinstance(kind, Unsupported):
        raise UnreadableInput("error.unsupported", path=path, kind=name_of(kind))
    try:
        read = _read(kind, data, path, budget, original=original, level=level)
    except (UnreadableInput, MemoryError):
        raise
    except Exception as error:
        raise UnreadableInput("error.fault", path=path, detail=type(error).__name__) from error
    if is_expected(kind, path):
        return kind, read
    remark = Remark("remark.wrong_extension", {"path": path, "kind": name_of(kind)})
    return kind, read._replace(remarks=(remark, *read.remarks))


def _read(kind: Format, data: bytes, path: str, budget: Budget, *, original: bool, level: int) -> Content:
    if kind is Format.TEXT:
        return plain.read(data, path, budget, original=original)
    if kind is Format.CSV:
        return _table(data, path, budget)
    reader = _reader(_MODULES[kind], kind, path)
    if kind in _OF_PARTS:
        if level > MOST_LEVELS:
            raise UnreadableInput("error.nested", path=path, most=MOST_LEVELS)
        found: Content = reader.read(data, path, budget, original=original, read_part=_parts(original, level + 1))
    else:
        found = reader.read(data, path, budget, original=original)
    return found


def _reader(module: str, kind: Format, path: str) -> ModuleType:
    """Return the module that reads a format. Raises UnreadableInput while there is none."""
    name = f"legalref.reading.{module}"
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise UnreadableInput("error.unsupported", path=path, kind=name_of(kind)) from error


def _parts(original: bool, level: int) -> ReadPart:
    """Return what reads a file inside another."""

    def read_part(data: bytes, path: str, budget: Budget) -> Content:
        return content(data, path, budget, original=original, level=level)[1]

    return read_part


def _table(data: bytes, path: str, budget: Budget) -> Content:
    """Return a table in text: its encoding is told as that of any text."""
    text = plain.read(data, path, budget)
    table: Content = _reader("table", Format.CSV, path).read_text(text.text, path, budget)
    return table._replace(remarks=(*text.remarks, *table.remarks))
