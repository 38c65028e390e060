"""What the parts of an .xlsx are read into: relations, the list of sheets, shared strings, cells."""

import re
from typing import Final

from legalref.reading.blocks import Blocks, column_name
from legalref.reading.content import Budget
from legalref.reading.package import Target, whole
from legalref.reading.sheet_values import Formats, shown

_PER_STRING: Final = 60
"""What a string costs besides its characters, in bytes."""
_MOST_RELATIONS: Final = 100_000
_MOST_SHEETS: Final = 4096
_MOST_ROWS: Final = 1 << 20
_MOST_COLUMNS: Final = 1 << 14
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ADDRESS: Final = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}", re.ASCII)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


class Relations(Target):
    """Name, kind and target of each relation of a part."""

    def __init__(self) -> None:
        """Begin without any."""
        self.items: list[tuple[str, str, str]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take a relation."""
        if _local(tag) == "Relationship":
            if len(self.items) == _MOST_RELATIONS:
                raise OverflowError
            self.items.append((attributes.get("Id", ""), attributes.get("Type", ""), attributes.get("Target", "")))


class Book(Target):
    """The sheets of a workbook in their order, hidden or not, and where its days are counted from."""

    def __init__(self) -> None:
        """Begin without any."""
        self.sheets: list[tuple[str, str]] = []
        """The name of each and that of its relation."""
        self.since_1904 = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take a sheet or the properties of the workbook."""
        name = _local(tag)
        if name == "sheet":
            if len(self.sheets) == _MOST_SHEETS:
                raise OverflowError
            relation = next((value for key, value in attributes.items() if key.endswith("elationships}id")), "")
            self.sheets.append((attributes.get("name", ""), relation))
        elif name == "workbookPr":
            self.since_1904 = attributes.get("date1904") in {"1", "true"}


class _Characters(Target):
    """Collects the characters of `t`, and of `v`; how a word is pronounced (`rPh`) is none of them."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._collecting = False
        self._pronounced = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - others need them
        name = _local(tag)
        self._pronounced += name == "rPh"
        self._collecting = name in {"t", "v"} and not self._pronounced

    def end(self, tag: str) -> None:
        self._pronounced -= _local(tag) == "rPh"
        self._collecting = False

    def data(self, text: str) -> None:
        if self._collecting:
            self._pieces.append(text)

    def _take(self) -> str:
        """Return what was collected, and begin again."""
        text = "".join(self._pieces)
        self._pieces.clear()
        return text


class Strings(_Characters):
    """The strings that cells refer to by their number."""

    def __init__(self, budget: Budget) -> None:
        """Begin without any."""
        super().__init__()
        self.items: list[str] = []
        self._budget = budget

    def end(self, tag: str) -> None:
        """End a string."""
        super().end(tag)
        if _local(tag) == "si":
            self._budget.spend(_PER_STRING)
            self.items.append(unescaped(self._take()))


def unescaped(text: str) -> str:
    """Return a string with the characters that XML cannot hold: «_x000D_» is a carriage return."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


class Cells(_Characters):
    """The cells of one sheet, added to the blocks."""

    def __init__(self, blocks: Blocks, sheet: str, strings: list[str], formats: Formats, *, since_1904: bool) -> None:
        """Begin before the first row."""
        super().__init__()
        self._blocks = blocks
        self._sheet = sheet
        self._strings = strings
        self._formats = formats
        self._since_1904 = since_1904
        self._row = self._column = 0
        self._cell: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin a row or a cell; one without an address follows the one before."""
        super().start(tag, attributes)
        name = _local(tag)
        if name == "row":
            self._row = whole(attributes.get("r"), self._row + 1, _MOST_ROWS)
            self._column = 0
        elif name == "c":
            self._column = min(self._column + 1, _MOST_COLUMNS)
            self._cell = attributes
            self._pieces.clear()

    def end(self, tag: str) -> None:
        """End a cell; empty ones are not walked over, whatever the sheet says of its size."""
        super().end(tag)
        if _local(tag) == "c" and self._pieces:
            self._blocks.add(self._shown(self._take()), cell=self._address(), part=self._sheet)

    def _address(self) -> str:
        given = self._cell.get("r", "")
        return given if _ADDRESS.fullmatch(given) else f"{column_name(self._column)}{self._row}"

    def _shown(self, value: str) -> str:
        kind = self._cell.get("t", "n")
        if kind == "s":
            number = whole(value.strip(), -1, len(self._strings))
            return self._strings[number] if 0 <= number < len(self._strings) else ""
        if kind in {"inlineStr", "str"}:
            return unescaped(value)
        return shown(value.strip(), kind, self._formats.of(self._cell.get("s")), since_1904=self._since_1904)
