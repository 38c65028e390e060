"""Records → JSON Lines, a table in text, or a workbook: files that `legalref corpus add` reads back as the same records.

Nothing in a cell is ever taken for a formula: a workbook says that it is text, a table in text sets an apostrophe before it.
"""

import csv
import io
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final

import msgspec

from legalref.model import Document, Status
from legalref.reporting import workbook as sheets
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
    """Return records as .xlsx; days are days, everything else is text."""
    columns = [(heading, width) for _, heading, width in _COLUMNS]
    rows = ([_cell(getattr(document, field)) for field, _, _ in _COLUMNS] for document in documents)
    return sheets.workbook([sheets.Sheet("Văn bản", columns, rows)])


def _cell(value: Any) -> str | date | None:
    return value if isinstance(value, date) else _written(value) or None


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
