"""What is exported is read back as the same records, and no cell is ever a formula."""

import io
import string
from datetime import date
from pathlib import Path

import msgspec
import openpyxl
import pytest
from factories import record
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legalref.collecting.drafts import Draft, completed
from legalref.collecting.rows import EMPTY
from legalref.collecting.taking import take
from legalref.model import Confidence, Document, Status
from legalref.reporting.exporting import WRITERS

_WORDS = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạ ỦĐ,.()“”=+-@'\"", min_size=3, max_size=60)
_DAYS = st.dates(date(1946, 1, 1), date(2026, 11, 1))


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    issued = draw(_DAYS)
    later = draw(st.none() | st.dates(issued, date(2027, 1, 1)))
    letters = draw(st.text(string.ascii_uppercase + "Đ", min_size=2, max_size=5))
    return Draft(
        number=f"{draw(st.integers(1, 9999))}/QĐ-{letters}",
        type="Quyết định",
        issuer=draw(st.sampled_from([None, "Chính phủ", "UBND tỉnh Sơn La", "Đảng ủy xã Nà Tấu"])),
        issued=issued,
        effective=later,
        status=draw(st.sampled_from([Status.UNKNOWN, Status.IN_FORCE, Status.PARTLY_EXPIRED])),
        status_as_of=draw(_DAYS),
        title=draw(st.none() | _WORDS.filter(lambda text: not text.startswith(("V/v", "v/v")))),
        signer=draw(st.none() | st.just("Lò Văn C")),
        names=draw(st.sampled_from([(), ("Quy chế làm việc",), ("Một", "Hai")])),
        articles=draw(st.none() | st.integers(1, 200)),
    )


def read_back(path: Path, written: bytes) -> list[Document]:
    path.write_bytes(written)
    found, _ = take(str(path), Draft())
    assert [item.problem for item in found.items if item.problem] == []
    return [item.document for item in found.items if item.document]


@pytest.mark.parametrize("form", WRITERS)
@given(found=st.lists(drafts(), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_exported_comes_back(form: str, found: list[Draft], tmp_path: Path) -> None:
    documents = [completed(draft, "so.xlsx", date(2026, 11, 1)) for draft in found]
    documents = [document for document in documents if (document.title or "y").lower() not in EMPTY]
    if documents:
        assert read_back(tmp_path / f"a.{form}", WRITERS[form](documents)) == documents


@pytest.mark.parametrize("title", ["=1+1", "+84 số mới", "-Về việc", "@lệnh", "'=đã có", '=HYPERLINK("http://x")', "#N/A"])
def test_no_cell_is_a_formula(title: str, tmp_path: Path) -> None:
    document = record("5-CT/ĐU", "2026-03-02", "Chỉ thị", title=title, confidence=Confidence.OWN)
    book = openpyxl.load_workbook(io.BytesIO(WRITERS["xlsx"]([document])))
    sheet = book.active
    assert sheet is not None
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None} == {"s", "d"}
    assert title in [cell.value for cell in sheet[2]]
    lines = WRITERS["csv"]([document]).decode("utf-8-sig").splitlines()
    assert not any(cell.strip('"').startswith(("=", "+", "-", "@")) for cell in lines[1].split(","))
    for form in ("csv", "xlsx"):
        assert read_back(tmp_path / f"a.{form}", WRITERS[form]([document])) == [document]


def test_a_table_in_text_begins_with_the_mark_that_excel_needs() -> None:
    assert WRITERS["csv"]([]).startswith(b"\xef\xbb\xbf")


def test_days_of_a_workbook_are_days() -> None:
    document = record("5-CT/ĐU", "2026-03-02", "Chỉ thị")
    sheet = openpyxl.load_workbook(io.BytesIO(WRITERS["xlsx"]([document]))).active
    assert sheet is not None
    (cell,) = [cell for cell in sheet[2] if cell.data_type == "d"]
    assert (cell.value.date(), cell.number_format) == (document.issued, "dd/mm/yyyy")  # type: ignore[union-attr]


def test_lines_are_records_of_the_schema() -> None:
    document = record("5-CT/ĐU", "2026-03-02", "Chỉ thị")
    assert msgspec.json.Decoder(Document).decode_lines(WRITERS["jsonl"]([document])) == [document]
