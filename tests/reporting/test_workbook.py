"""A workbook holds everything as text that no program runs, under headings that stay in view."""

import io
import zipfile
from datetime import datetime
from typing import Any

import pytest
from factories import day
from openpyxl import load_workbook

from legalref.checking import Examined, examine
from legalref.corpus import Corpus
from legalref.model import Text
from legalref.reporting.workbook import Sheet, report, workbook

CONTENT = "Nghị định số 30/2020/NĐ-CP ngày 06/3/2020 của Chính phủ;\nQuyết định số 217-QĐ/TW ngày 12/12/2013 của Bộ Chính trị."


def opened(data: bytes) -> Any:
    return load_workbook(io.BytesIO(data))


@pytest.fixture
def found(few: Corpus) -> list[Examined]:
    return [examine(Text("=a.txt", CONTENT), few, as_of=day("2026-11-24"))]


def test_there_is_a_sheet_of_findings_one_of_citations_and_one_that_sums_up(found: list[Examined]) -> None:
    book = opened(report(found, day("2026-11-23"), 1, "vi"))
    assert book.sheetnames == ["Phát hiện", "Trích dẫn", "Tổng hợp"]
    findings, citations, summary = book.worksheets
    assert [row[4].value for row in findings.iter_rows(min_row=2)] == ["LR202"]
    assert [row[4].value for row in citations.iter_rows(min_row=2)] == [
        "Nghị định số 30/2020/NĐ-CP", "Quyết định số 217-QĐ/TW",
    ]  # fmt: skip
    summed = {row[0].value: row[1].value for row in summary.iter_rows(min_row=2)}
    assert summed["Trích dẫn"] == 2
    assert summed["Lỗi"] == 1
    assert summed["Tệp không đọc được"] == 1
    assert summed["Kho dữ liệu đến"] == datetime(2026, 11, 23)  # noqa: DTZ001  # a sheet knows no time zone


def test_headings_are_bold_frozen_and_filtered(found: list[Examined]) -> None:
    for sheet in opened(report(found, None, 0, "en")).worksheets:
        assert sheet.freeze_panes == "A2"
        assert all(cell.font.bold for cell in sheet[1])
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert all(dimension.width > 5 for dimension in sheet.column_dimensions.values())


def test_nothing_is_taken_for_a_formula(found: list[Examined]) -> None:
    data = report(found, None, 0, "vi")
    assert [row[0].value for row in opened(data).worksheets[0].iter_rows(min_row=2)] == ["=a.txt"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name)]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "2026-11-24", "00012", "#N/A", "x" * 40_000, "a\x00\x0bb"])
def test_every_text_stays_text(text: str) -> None:
    (sheet,) = opened(workbook([Sheet("A", [("cột", 9)], [[text]])])).worksheets
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value == text.replace("\x00", " ").replace("\x0b", " ")[:32_767]
