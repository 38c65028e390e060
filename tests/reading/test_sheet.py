"""Workbooks: cells with their addresses and values as shown; hostile files end in one error."""

import io
from datetime import datetime, time
from typing import Any

import openpyxl
import pytest
from office import archive, blocks, cited, content, damaged, why

from legalref.model import Location, Mark
from legalref.reading.content import Budget
from legalref.reading.sheet import read

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def saved(**sheets: dict[str, Any]) -> bytes:
    """Return a workbook as openpyxl writes it: the values of each sheet by their addresses."""
    book = openpyxl.Workbook()
    del book["Sheet"]
    for name, values in sheets.items():
        sheet = book.create_sheet(name)
        for address, value in values.items():
            sheet[address] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def related(*relations: tuple[str, str, str]) -> str:
    rows = "".join(f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>' for key, kind, target in relations)
    return f'<Relationships xmlns="{PACKAGE}">{rows}</Relationships>'


def written(rows: str, strings: str = "", styles: str = "", properties: str = "", **more: str) -> bytes:
    """Return a workbook of one sheet whose XML is given."""
    sheets = '<sheets><sheet name="Trang" sheetId="1" r:id="r1"/></sheets>'
    return archive(
        {
            "_rels/.rels": related(("r1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}{sheets}</workbook>',
            "xl/_rels/workbook.xml.rels": related(
                ("r1", "worksheet", "/xl/worksheets/a.xml"), ("r2", "sharedStrings", "s.xml"), ("r3", "styles", "styles.xml")
            ),
            "xl/worksheets/a.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
            "xl/s.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
            "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        }
        | more
    )


SAMPLE = saved(
    Việc={
        "A1": "Số", "B1": "Văn bản", "A2": 1, "B2": "Nghị định số 30/2020/NĐ-CP", "C2": datetime(2020, 3, 5),  # noqa: DTZ001
        "B7": "Quyết định\nsố 99-QĐ/TW", "AA7": 0.1 + 0.2, "D9": True, "E9": 12.0,
    },
    Ẩn={"A1": "Luật Đất đai năm 2024", "B1": datetime(2020, 3, 5, 14, 30), "C1": time(7, 5)},  # noqa: DTZ001
)  # fmt: skip


def test_cells_have_their_addresses_and_values_as_shown() -> None:
    got = content(read, SAMPLE)
    assert blocks(got) == [
        ("Số", "A1"), ("Văn bản", "B1"), ("1", "A2"), ("Nghị định số 30/2020/NĐ-CP", "B2"), ("05/03/2020", "C2"),
        ("Quyết định\nsố 99-QĐ/TW", "B7"), ("0.3", "AA7"), ("TRUE", "D9"), ("12", "E9"),
        ("Luật Đất đai năm 2024", "A1"), ("05/03/2020 14:30", "B1"), ("07:05", "C1"),
    ]  # fmt: skip
    assert [mark.part for mark in got.marks] == ["Việc"] * 9 + ["Ẩn"] * 3


def test_citations_are_found_at_their_places() -> None:
    assert cited(content(read, SAMPLE)) == [
        ("30/2020/NĐ-CP", Location(7, 1, cell="B2", part="Việc")),
        ("99-QĐ/TW", Location(11, 1, cell="B7", part="Việc")),
        ("Luật Đất đai", Location(20, 1, cell="A1", part="Ẩn")),
    ]


def test_hidden_sheets_and_merged_cells_are_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(SAMPLE))
    book["Ẩn"].sheet_state = "veryHidden"
    book["Việc"].merge_cells("A1:A2")
    stream = io.BytesIO()
    book.save(stream)
    texts = [text for text, _ in blocks(content(read, stream.getvalue()))]
    assert "Luật Đất đai năm 2024" in texts
    assert texts[:2] == ["Số", "Văn bản"]


DATES = (
    '<numFmts><numFmt numFmtId="200" formatCode="[$-42A]dd/mm/yyyy;@"/><numFmt numFmtId="201" formatCode="0 &quot;ngày&quot;"/>'
)
DATES += '</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
DATES += '<xf numFmtId="200"/><xf numFmtId="201"/><xf numFmtId="49"/></cellXfs>'


@pytest.mark.parametrize(
    ("cell", "want"),
    [
        ("<c><v>5</v></c>", "5"),
        ("<c><v>5.0</v></c>", "5"),
        ("<c><v>1.5E3</v></c>", "1500"),
        ("<c><v>0123456789012345678901</v></c>", "0123456789012345678901"),
        ('<c s="1"><v>43895</v></c>', "05/03/2020"),
        ('<c s="2"><v>43895</v></c>', "05/03/2020"),
        ('<c s="3"><v>43895</v></c>', "43895"),
        ('<c s="9"><v>43895</v></c>', "43895"),
        ('<c s="1"><v>1</v></c>', "01/01/1900"),
        ('<c s="1"><v>1E300</v></c>', "1e+300"),
        ('<c s="1"><v>nan</v></c>', "nan"),
        ('<c t="d"><v>2020-03-05T00:00:00</v></c>', "05/03/2020"),
        ('<c t="d"><v>hôm qua</v></c>', "hôm qua"),
        ('<c t="s"><v>0</v></c>', "Nghị định"),
        ('<c t="s"><v>1</v></c>', "dòng\rhai"),
        ('<c t="inlineStr"><is><r><t>số </t></r><r><t>30</t></r><rPh><t>x</t></rPh></is></c>', "số 30"),
        ('<c t="str"><f>A1&amp;"x"</f><v>đã tính</v></c>', "đã tính"),
        ("<c><f>1+1</f><v>2</v></c>", "2"),
        ('<c t="b"><v>0</v></c>', "FALSE"),
        ('<c t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c t="n"><v>chữ</v></c>', "chữ"),
    ],
)  # fmt: skip
def test_values(cell: str, want: str) -> None:
    strings = "<si><r><t>Nghị</t></r><r><t> định</t></r></si><si><t>dòng_x000D_hai</t></si>"
    assert content(read, written(f"<row>{cell}</row>", strings, DATES)).text == want + "\n"


def test_days_may_be_counted_from_1904() -> None:
    sheet = written('<row><c s="1"><v>42433</v></c></row>', styles=DATES, properties='<workbookPr date1904="1"/>')
    assert content(read, sheet).text == "05/03/2020\n"


def test_cells_without_addresses_follow_one_another() -> None:
    rows = '<row><c><v>1</v></c><c/><c><v>2</v></c></row><row r="5"><c><v>3</v></c></row><row><c r="x"><v>4</v></c></row>'
    assert blocks(content(read, written(rows))) == [("1", "A1"), ("2", "C1"), ("3", "A5"), ("4", "A6")]


def test_empty_cells_are_not_walked() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    assert why(read, written("")) == "error.empty"
    got = content(read, written(rows), Budget("tệp", seconds=1))
    assert got.marks == (Mark(0, cell="A1", part="Trang"), Mark(3, cell="XFD1048576", part="Trang"))


def test_what_refers_to_nothing_is_left_out() -> None:
    rows = '<row r="99999999999999999999"><c t="s"><v>7</v></c><c t="s"><v>-1</v></c><c t="s"><v>x</v></c><c><v>1</v></c></row>'
    assert blocks(content(read, written(rows))) == [("1", "D1048576")]


def test_a_damaged_sheet_does_not_hide_the_others() -> None:
    rows = "<row><c><v>1</v></c></row>"
    got = content(read, written(rows, **{"xl/s.xml": "<sst><si>"}))
    assert got.text == "1\n"
    assert [remark.message for remark in got.remarks] == ["remark.part_unread"]
    assert why(read, written(rows, **{"xl/worksheets/a.xml": "<worksheet><row>"})) == "error.damaged"


def test_what_is_no_workbook_is_refused() -> None:
    assert why(read, b"") == why(read, b"PK\x03\x04") == why(read, archive({"a": "b"})) == "error.damaged"
    assert why(read, archive({"xl/workbook.bin": "b"})) == "error.unsupported"


def test_bombs_end_in_one_error() -> None:
    small = 1_000_000
    assert why(read, written("<row><c><v>1</v></c></row>" * 100_000), Budget("tệp", most_bytes=small)) == "error.unpacked"
    repeated = written('<row><c t="s"><v>0</v></c></row>' * 1_000, f"<si><t>{'x' * 50_000}</t></si>")
    assert why(read, repeated, Budget("tệp", most_bytes=small)) == "error.unpacked"
    entity = '<!DOCTYPE a [<!ENTITY a "ha">]><worksheet><c><v>&a;</v></c></worksheet>'
    assert why(read, written("", **{"xl/worksheets/a.xml": entity})) == "error.damaged"
    many = "".join(f'<sheet name="{number}" r:id="r1"/>' for number in range(5_000))
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{many}</sheets></workbook>'
    assert why(read, written("", **{"xl/workbook.xml": book})) == "error.damaged"
    away = related(("r1", "worksheet", "../../../etc/passwd"))
    assert why(read, written("", **{"xl/_rels/workbook.xml.rels": away})) == "error.damaged"


def test_a_damaged_file_is_read_or_refused() -> None:
    for each in damaged(SAMPLE):
        assert why(read, each) in {"", "error.damaged", "error.empty", "error.encrypted"}
