"""Records → JSON Lines, a table in text, or a workbook: files that `legalref corpus add` reads back as the same records.

Nothing in a cell is ever taken for a formula: a workbook says that it is text, a table in text sets an apostrophe before it.
"""

import csv
import io
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, Final

import msgspec

from legalref.model import Document, Status
from legalref.vocabulary.messages import say

_COLUMNS: Final = (
    ("number", "Số ký hiệu", 22),
    ("type", "Loại văn bản", 16),
    ("issuer", "Cơ quan ban hành", 30),
    ("place", "Địa phương", 16),
    ("issued", "Ngày ban hành", 14),
    ("effective", "Ngày hiệu lực", 14),
    ("expired", "Ngày hết hiệu lực", 16),
    ("status", "Tình trạng", 20),
    ("status_as_of", "Tình trạng tính đến ngày", 16),
    ("title", "Trích yếu", 70),
    ("signer", "Người ký", 20),
    ("names", "Tên gọi", 20),
    ("term", "Nhiệm kỳ", 14),
    ("topic", "Chủ đề", 16),
    ("articles", "Số điều", 8),
    ("mentions", "Số lượt viện dẫn", 8),
    ("sources", "Nguồn", 24),
    ("confidence", "Độ tin cậy", 12),
    ("id", "Định danh", 40),
)
"""Field, heading and width of each column. The headings are Vietnamese in every language: they are read back by their words."""
_DANGEROUS: Final = tuple("'=+-@\t\r")
_WIDEST: Final = 32_767
"""Code points that a cell of Excel holds."""


def jsonl(documents: Iterable[Document]) -> bytes:
    """Return records as JSON Lines in the schema of corpus/README.md."""
    return msgspec.json.Encoder().encode_lines(list(documents))


def table(documents: Iterable[Document]) -> bytes:
    """Return records as CSV with a byte order mark, by which Excel knows that it is UTF-8."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([heading for _, heading, _ in _COLUMNS])
    writer.writerows([_inert(_written(getattr(document, field))) for field, _, _ in _COLUMNS] for document in documents)
    return stream.getvalue().encode("utf-8-sig")


def workbook(documents: Iterable[Document]) -> bytes:
    """Return records as .xlsx with its headings frozen; days are days, everything else is text."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Văn bản")
    sheet.freeze_panes = "A2"
    for at, (_, _, width) in enumerate(_COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    headings = [_cell(sheet, heading) for _, heading, _ in _COLUMNS]
    for each in headings:
        each.font = Font(bold=True)
    sheet.append(headings)
    for document in documents:
        values = [getattr(document, field) for field, _, _ in _COLUMNS]
        sheet.append([None if value in (None, ()) else _cell(sheet, value) for value in values])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(sheet: Any, value: Any) -> Any:
    """Return a cell that holds a day or text, whatever the text begins with."""
    from openpyxl.cell import WriteOnlyCell

    made = WriteOnlyCell(sheet)
    if isinstance(value, date):
        made.value = datetime(value.year, value.month, value.day)  # noqa: DTZ001  # a sheet knows no time zone
        made.number_format = "dd/mm/yyyy"
    else:
        made.value = _written(value)[:_WIDEST]
        made.data_type = "s"
    return made


WRITERS: Final[dict[str, Callable[[Iterable[Document]], bytes]]] = {"jsonl": jsonl, "csv": table, "xlsx": workbook}
"""Format → what writes it."""


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Status):
        return say(f"status.{value}")
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(_DANGEROUS) else text
