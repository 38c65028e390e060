"""A list of documents as read → an item for each row, and what its columns were taken for."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import msgspec

from legalref.collecting.columns import Column, fields, heading_of, heading_row
from legalref.collecting.drafts import Draft, Problem, completed, problem_of
from legalref.collecting.items import Item, Mapped
from legalref.collecting.rows import Drafted, drafted, is_numbering
from legalref.collecting.tables import Sheet, objects, readings
from legalref.errors import UnreadableInput
from legalref.model import Document, Text

JSONL: Final = ".jsonl"


class Reader:
    """Reads the rows of one list. `source` names the file, `seen` is its day; `given` fills in what rows leave out."""

    def __init__(self, text: Text, given: Draft, source: str, seen: date) -> None:
        """Begin before the first row."""
        self._text = text
        self._given = given
        self._source = source
        self._seen = seen
        self._today = date.today()
        self.mapped: list[Mapped] = []

    def items(self) -> Iterator[Item]:
        """Yield an item for each row. Raises UnreadableInput where no row of headings is found."""
        return self._of_objects() if self._text.path.lower().endswith(JSONL) else self._of_sheets()

    def _of_sheets(self) -> Iterator[Item]:
        for found in readings(self._text):
            headed = [(sheet, row) for sheet in found if (row := heading_row(sheet.rows))]
            for sheet, (at, columns) in headed:
                self.mapped.append(Mapped(sheet.name, sheet.rows[at].number, tuple(columns)))
                yield from self._of_rows(sheet, at + 1, columns)
            if headed:
                return
        raise UnreadableInput("error.no_headings", path=self._text.path)

    def _of_rows(self, sheet: Sheet, first: int, columns: list[Column]) -> Iterator[Item]:
        filled = fields(columns)
        prefix = f"{sheet.name}!" if sheet.name else ""
        for number, cells in sheet.rows[first:]:
            values = {filled[name]: cell for name, cell in cells.items() if name in filled}
            if not values or is_numbering(cells) or _is_repeated(values):
                continue
            names = {field: name for name, field in filled.items()}
            row = drafted(values, self._given)
            column = names.get(row.field or "", next(iter(cells)))
            yield self._item(row, f"{prefix}{column}{number}")

    def _of_objects(self) -> Iterator[Item]:
        keys: dict[str, str] = {}
        for line, found in objects(self._text):
            if found is None:
                yield Item(place=str(line), problem=Problem("own.bad_object"))
                continue
            document = _record(found)
            if document:
                yield self._item(Drafted(_draft_of(document)), str(line))
                continue
            keys |= {key: _field(key) for key in found if key not in keys}
            values = {keys[key]: _cell(value) for key, value in found.items() if keys[key] and value is not None}
            yield self._item(drafted(values, self._given), str(line))
        if keys:
            self.mapped.append(Mapped(None, None, tuple(Column(key, key, field or None) for key, field in keys.items())))

    def _item(self, row: Drafted, place: str) -> Item:
        problem = row.problem or problem_of(row.draft, self._today)
        if problem:
            return Item(place=place, problem=problem, known=row.draft)
        document = completed(row.draft, self._source, self._seen)
        return Item(place=place, document=document, put_right=row.put_right)


def _is_repeated(values: dict[str, str]) -> bool:
    """Tell whether a row is the headings again, as printed registers have them on each page."""
    return len(values) > 1 and all(_is_heading(value, field) for field, value in values.items())


def _is_heading(value: str, field: str) -> bool:
    found = heading_of(value)
    return found is not None and found.field == field


def _record(found: dict[str, Any]) -> Document | None:
    """Return the record that an object is in our own schema, or None."""
    try:
        return msgspec.convert(found, Document)
    except msgspec.ValidationError:
        return None


def _draft_of(document: Document) -> Draft:
    """Return a record as a draft: what it says of its identity and its confidence is found anew."""
    fields_ = msgspec.structs.asdict(document)
    return Draft(**{field: fields_[field] for field in Draft.__struct_fields__})


def _field(key: str) -> str:
    found = heading_of(key.replace("_", " "))
    return found.field if found else ""


def _cell(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
