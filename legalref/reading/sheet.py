"""Workbooks (.xlsx): every cell that has something in it is a block, at its address in its sheet.

The parts are read as a stream: a sheet that claims a million rows, or has one cell in its last corner, costs what it holds.
openpyxl's read-only mode walks the empty cells between, row by row, and keeps what is left of every element.
"""

from posixpath import join, normpath
from typing import Final

from legalref.errors import UnreadableInput
from legalref.model import Remark
from legalref.reading.blocks import Blocks
from legalref.reading.content import Budget, Content
from legalref.reading.package import Package, Target
from legalref.reading.sheet_parts import Book, Cells, Relations, Strings
from legalref.reading.sheet_values import Formats

_RELATIONS: Final = "_rels/.rels"
_BINARY: Final = "xl/workbook.bin"


def read(data: bytes, path: str, budget: Budget, *, original: bool = False) -> Content:  # noqa: ARG001 - sheets track no changes
    """Return the cells of an .xlsx, hidden sheets too: values as shown, of formulas those last computed.

    Raises UnreadableInput for what is encrypted, damaged, empty, or larger than `budget` when unpacked.
    """
    package = Package(data, path, budget)
    if _BINARY in package.names:
        raise UnreadableInput("error.unsupported", path=path, kind=".xlsb")
    return _Workbook(package, path, budget).content()


class _Workbook:
    """The parts that belong together, found by their relations."""

    def __init__(self, package: Package, path: str, budget: Budget) -> None:
        self._package = package
        self._path = path
        self._budget = budget
        self._blocks = Blocks(path, budget)

    def content(self) -> Content:
        """Read the sheets in their order. One that is damaged is remarked upon, unless all of them are."""
        main = next(iter(self._related("", "/officeDocument").values()), "xl/workbook.xml")
        book = Book()
        self._package.parse(main, book)
        parts = self._related(main, "")
        strings = Strings(self._budget)
        self._optional(self._related(main, "/sharedStrings"), strings)
        formats = Formats()
        self._optional(self._related(main, "/styles"), formats)
        failed: UnreadableInput | None = None
        for name, relation in book.sheets:
            target = Cells(self._blocks, name, strings.items, formats, since_1904=book.since_1904)
            failed = self._soundly(name, parts.get(relation, ""), target) or failed
        if failed and self._blocks.empty:
            raise failed
        return self._blocks.content()

    def _related(self, part: str, kind: str) -> dict[str, str]:
        """Return the parts that `part` is related to, by the names of the relations, where their kind ends in `kind`."""
        folder, _, name = part.rpartition("/")
        relations = join(folder, "_rels", f"{name}.rels") if part else _RELATIONS
        found = Relations()
        if relations in self._package.names:
            self._package.parse(relations, found)
        return {key: _absolute(folder, target) for key, type_, target in found.items if type_.endswith(kind)}

    def _optional(self, parts: dict[str, str], target: Target) -> None:
        for part in parts.values():
            if part in self._package.names:
                self._soundly(part, part, target)

    def _soundly(self, name: str, part: str, target: Target) -> UnreadableInput | None:
        """Read a part; where it is damaged, keep what came before, say so, and return the error."""
        try:
            self._package.parse(part, target)
        except UnreadableInput as error:
            if error.message != "error.damaged":
                raise
            self._blocks.remarks.append(Remark("remark.part_unread", {"path": self._path, "part": name, "detail": part or "zip"}))
            return error
        return None


def _absolute(folder: str, target: str) -> str:
    """Return the name of a part inside the archive; a path out of it names no part."""
    return normpath(join("/", folder, target)).lstrip("/")
