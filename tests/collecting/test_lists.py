"""Lists in every shape → records, and each row that cannot be taken named with its place and the reason."""

import csv
import io
import json
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
from factories import record
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legalref.collecting.drafts import Draft
from legalref.collecting.items import Item, Taken
from legalref.collecting.lists import Reader
from legalref.collecting.taking import take
from legalref.errors import UnreadableInput
from legalref.model import Confidence, Document, Status

SEEN = date(2026, 11, 1)
HEADINGS = ["STT", "Số, ký hiệu", "Ngày ban hành", "Loại văn bản", "Cơ quan ban hành", "Trích yếu", "Ghi chú"]


def workbook(*rows: list[Any], title: str = "Sổ") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def taken(path: Path, content: bytes | str, given: Draft | None = None) -> Taken:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    found, _ = take(str(path), given or Draft())
    return found


def only(found: Taken) -> Document:
    (item,) = found.items
    assert item.document is not None, item
    return item.document


def why(item: Item) -> tuple[str | None, str]:
    assert item.problem is not None
    return item.place, item.problem.message


def test_a_workbook_with_a_title_above_its_headings(tmp_path: Path) -> None:
    row = [1, "5-QĐ/ĐU", datetime(2026, 3, 2), "Quyết định", "Đảng ủy xã Nà Tấu", "Về công tác cán bộ", "gấp"]  # noqa: DTZ001
    found = taken(tmp_path / "so.xlsx", workbook(["SỔ VĂN BẢN 2026"], [], HEADINGS, ["(1)", "(2)", "(3)"], row))
    document = only(found)
    assert (document.number, document.type, document.issued) == ("5-QĐ/ĐU", "Quyết định", date(2026, 3, 2))
    assert (document.issuer, document.place, document.title) == ("Đảng ủy xã Nà Tấu", "xã Nà Tấu", "Về công tác cán bộ")
    assert (document.confidence, document.sources, document.status) == (Confidence.OWN, ("so.xlsx",), Status.UNKNOWN)
    assert found.items[0].place == "Sổ!A5"
    (mapped,) = found.mapped
    assert (mapped.sheet, mapped.row) == ("Sổ", 3)
    assert [column.field for column in mapped.columns] == ["", "number", "issued", "type", "issuer", "title", ""]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_in_text_without_diacritics_in_any_order(separator: str, tmp_path: Path) -> None:
    rows = [["trich yeu", "ngay van ban", "so hieu", "hinh thuc"], ['"Về việc ""đổi mới"""', "02-03-2026", "5-QĐ/ĐU", "qđ"]]
    document = only(taken(tmp_path / "so.csv", "\n".join(separator.join(row) for row in rows)))
    assert (document.number, document.type, document.title) == ("5-QĐ/ĐU", "Quyết định", 'Về việc "đổi mới"')


def test_a_delimiter_that_leaves_no_headings_is_not_the_one(tmp_path: Path) -> None:
    (item,) = taken(tmp_path / "so.csv", "Số ký hiệu,Ngày ban hành,Trích yếu\n5-CT/ĐU | gấp\n").items
    assert why(item) == ("A2", "own.missing")


def test_a_table_in_an_old_encoding(tmp_path: Path) -> None:
    content = "Số ký hiệu,Ngày ban hành,Trích yếu\n5/QĐ-UBND,02/3/2026,Về phòng cháy và chữa cháy rừng\n".encode("utf-16")
    assert only(taken(tmp_path / "so.csv", content)).title == "Về phòng cháy và chữa cháy rừng"


def test_the_register_of_the_decree_has_type_and_title_in_one_column(tmp_path: Path) -> None:
    headings = ["Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Ngày tháng", "Tên loại và trích yếu nội dung", "Ký nhận"]
    row = ["03/3/2026", 7, "Sở Nội vụ tỉnh Sơn La", "12/KH-SNV", "02/3/2026", "Kế hoạch tổ chức hội nghị", "x"]
    document = only(taken(tmp_path / "so.xlsx", workbook(headings, row)))
    assert (document.type, document.title, document.issuer) == ("Kế hoạch", "Tổ chức hội nghị", "Sở Nội vụ tỉnh Sơn La")


def test_number_and_symbol_in_two_columns(tmp_path: Path) -> None:
    rows = "Số,Ký hiệu,Ngày ký,Về việc\n45,QĐ-UBND,02/3/2026,giao việc\n46,-TB/ĐU,02/3/2026,giao việc\n"
    numbers = [item.document and item.document.number for item in taken(tmp_path / "so.csv", rows).items]
    assert numbers == ["45/QĐ-UBND", "46-TB/ĐU"]


def test_the_cell_of_the_number_may_say_more(tmp_path: Path) -> None:
    rows = (
        "Số, ký hiệu; ngày tháng văn bản,Trích yếu\n"
        "17/QĐ-UBND ngày 02/3/2026,Về trực cơ quan\n"
        "Kế hoạch số 5/KH-UBND ngày 03 tháng 3 năm 2026 của UBND xã Nà Tấu,Về thi đua\n"
        "17/QĐ-UBND và 18/QĐ-UBND,Về hai việc\n17/QĐ-UBND ngày 3/2026,Về tháng\n"
    )
    first, second, third, fourth = taken(tmp_path / "so.csv", rows).items
    assert first.document is not None
    assert (first.document.number, first.document.issued) == ("17/QĐ-UBND", date(2026, 3, 2))
    assert second.document is not None
    assert (second.document.type, second.document.issuer) == ("Kế hoạch", "Ủy ban nhân dân xã Nà Tấu")
    assert why(third) == ("A4", "own.bad_number")
    assert why(fourth)[1] in ("own.bad_day", "own.missing")


def test_objects_with_any_keys(tmp_path: Path) -> None:
    fields = {"Số ký hiệu": "217/QĐ-TU", "ngay_ban_hanh": "02/3/2026", "Trích yếu": "Quy định về thi đua", "Năm": 2026}
    line = msgspec.json.encode(fields).decode()
    (item,) = taken(tmp_path / "so.jsonl", f"{line}\n\n").items
    assert item.document is not None
    assert (item.document.number, item.document.type, item.put_right) == ("217-QĐ/TU", "Quy định", "217/QĐ-TU")
    assert item.place == "1"


def test_objects_in_our_own_schema_are_taken_whole(tmp_path: Path) -> None:
    document = record(
        "5-QĐ/ĐU", "2026-03-02", title="Về thi đua", issuer="Đảng ủy xã Nà Tấu", place="xã Nà Tấu", effective="2026-04-01",
        status=Status.IN_FORCE, status_as_of="2026-05-01", names=("Quy chế thi đua",), signer="Trần Thị B", articles=3,
    )  # fmt: skip
    found = only(taken(tmp_path / "so.jsonl", msgspec.json.encode(document)))
    assert found == msgspec.structs.replace(document, confidence=Confidence.OWN)


def test_no_list_makes_itself_official(tmp_path: Path) -> None:
    document = record("5/2026/NĐ-CP", "2026-03-02", "Nghị định", confidence=Confidence.OFFICIAL, sources=("congbao",))
    found = only(taken(tmp_path / "so.jsonl", msgspec.json.encode(document)))
    assert found.confidence is Confidence.OWN


@pytest.mark.parametrize(
    ("cells", "place", "message"),
    [
        (["45", "02/3/2026", "Quyết định", "Về a", ""], "A2", "own.bare_number"),
        (["không số", "02/3/2026", "Quyết định", "Về a", ""], "A2", "own.bad_number"),
        (["5-QĐ/ĐU", "31/02/2026", "Quyết định", "Về a", ""], "B2", "own.bad_day"),
        (["5-QĐ/ĐU", "3/2026", "Quyết định", "Về a", ""], "B2", "own.bad_day"),
        (["5-QĐ/ĐU", "02/3/2026", "Thư tay", "Về a", ""], "C2", "own.bad_type"),
        (["5-QĐ/ĐU", "02/3/2026", "Quyết định", "Về a", "chắc là còn"], "E2", "own.bad_status"),
        (["5/2025/QĐ-UBND", "02/3/2026", "Quyết định", "Về a", ""], "A2", "own.year"),
        (["5-QĐ/ĐU", "02/3/2099", "Quyết định", "Về a", ""], "A2", "own.future"),
        (["5-QĐ/ĐU", "02/3/2026", "Quyết định", "Về a", "01/01/2026"], "A2", "own.effective_before"),
        (["", "02/3/2026", "Quyết định", "Về a", ""], "B2", "own.missing"),
        (["5-QĐ/ĐU", "", "Quyết định", "Về a", ""], "A2", "own.missing"),
        (["5-QĐ/ĐU", "02/3/2026", "", "Về a", ""], "A2", "own.missing"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named(cells: list[str], place: str, message: str, tmp_path: Path) -> None:
    rows = [
        ["Số ký hiệu", "Ngày ban hành", "Loại", "Trích yếu", "Hiệu lực"],
        cells,
        ["6-QĐ/ĐU", "02/3/2026", "Quyết định", "Về b", ""],
    ]
    bad, good = taken(tmp_path / "so.csv", "\n".join(",".join(row) for row in rows)).items
    assert why(bad) == (place, message)
    assert good.document is not None


def test_a_line_that_is_no_object_is_named(tmp_path: Path) -> None:
    bad, good = taken(tmp_path / "so.jsonl", '[1]\n{"number": "5-CT/ĐU", "issued": "2026-03-02"}\n').items
    assert why(bad) == ("1", "own.bad_object")
    assert good.document is not None


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("Còn hiệu lực", Status.IN_FORCE),
        ("HẾT HIỆU LỰC", Status.EXPIRED),
        ("hết hiệu lực một phần", Status.PARTLY_EXPIRED),
        ("-", Status.UNKNOWN),
    ],
)
def test_statuses_are_read_with_the_day_of_the_list(state: str, status: Status, tmp_path: Path) -> None:
    document = only(taken(tmp_path / "so.csv", f"Số ký hiệu,Ngày ban hành,Tình trạng\n5-CT/ĐU,02/3/2026,{state}\n"))
    assert document.status is status
    assert (document.status_as_of is None) is (status is Status.UNKNOWN)


def test_the_column_for_force_may_hold_days(tmp_path: Path) -> None:
    document = only(taken(tmp_path / "so.csv", "Số ký hiệu,Ngày ban hành,Hiệu lực\n5-CT/ĐU,02/3/2026,15/4/2026\n"))
    assert (document.effective, document.status) == (date(2026, 4, 15), Status.UNKNOWN)


def test_what_rows_leave_out_is_filled_in(tmp_path: Path) -> None:
    rows = "Số ký hiệu,Ngày ban hành,Cơ quan\n5-QĐ/ĐU,02/3/2026,\n6-QĐ/ĐU,02/3/2026,Đảng ủy xã Mường Phăng\n"
    found = taken(tmp_path / "so.csv", rows, Draft(type="Quy định", issuer="Đảng ủy xã Nà Tấu"))
    documents = [item.document for item in found.items if item.document]
    assert [(each.type, each.issuer) for each in documents] == [
        ("Quy định", "Đảng ủy xã Nà Tấu"),
        ("Quy định", "Đảng ủy xã Mường Phăng"),
    ]


def test_headings_that_come_again_on_each_page_are_passed_over(tmp_path: Path) -> None:
    rows = "Số ký hiệu,Ngày ban hành\n5-CT/ĐU,02/3/2026\nSố ký hiệu,Ngày ban hành\n6-CT/ĐU,03/3/2026\n"
    assert len(taken(tmp_path / "so.csv", rows).items) == 2


def test_headings_may_take_two_rows(tmp_path: Path) -> None:
    above = ["STT", "Văn bản", None, "Trích yếu", "Cơ quan ban hành"]
    below = [None, "Số ký hiệu", "Ngày ban hành", None, None]
    document = only(
        taken(tmp_path / "so.xlsx", workbook(above, below, [1, "5-CT/ĐU", "02/3/2026", "Về thi đua", "Đảng ủy xã Nà Tấu"]))
    )
    assert (document.number, document.title, document.issuer) == ("5-CT/ĐU", "Về thi đua", "Đảng ủy xã Nà Tấu")


def test_a_row_of_little_is_not_taken_for_headings(tmp_path: Path) -> None:
    rows = [["Số ký hiệu", "Ngày ban hành", "Trích yếu"], ["", "", "Về a"], ["5-CT/ĐU", "02/3/2026", "Về b"]]
    bad, good = taken(tmp_path / "so.xlsx", workbook(*rows)).items
    assert why(bad) == ("Sổ!C2", "own.missing")
    assert good.document is not None


def test_every_sheet_with_headings_is_read(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(["Số ký hiệu", "Ngày ban hành"], ["5-CT/ĐU", "02/3/2026"])))
    book.create_sheet("Trống").append(["không phải danh mục"])
    other = book.create_sheet("Năm 2025")
    other.append(["Ngày ban hành", "Số hiệu"])
    other.append(["02/3/2025", "5-CT/ĐU"])
    stream = io.BytesIO()
    book.save(stream)
    found = taken(tmp_path / "so.xlsx", stream.getvalue())
    assert [item.place for item in found.items] == ["Sổ!A2", "Năm 2025!A2"]
    assert [mapped.sheet for mapped in found.mapped] == ["Sổ", "Năm 2025"]


def test_a_sheet_that_is_no_list_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="hàng tiêu đề"):
        taken(tmp_path / "luong.xlsx", workbook(["Họ tên", "Hệ số"], ["A", 2.34]))


def test_a_formula_that_was_made_inert_comes_back(tmp_path: Path) -> None:
    rows = "Số ký hiệu,Ngày ban hành,Trích yếu\n5-CT/ĐU,02/3/2026,'=1+1 là hai\n"
    assert only(taken(tmp_path / "so.csv", rows)).title == "=1+1 là hai"


def test_a_zip_file_is_not_one_document(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("a.txt", "Quyết định")
    with pytest.raises(UnreadableInput, match="Giải nén"):
        take(str(tmp_path / "a.zip"), Draft())


def test_the_day_of_a_list_is_that_of_its_file(tmp_path: Path) -> None:
    import os

    path = tmp_path / "so.csv"
    path.write_text("Số ký hiệu,Ngày ban hành,Tình trạng\n5-CT/ĐU,02/3/2026,còn hiệu lực\n", "utf-8")
    noon = datetime(2026, 5, 4, 12, tzinfo=UTC).timestamp()
    os.utime(path, (noon, noon))
    found, _ = take(str(path), Draft())
    assert only(found).status_as_of == date(2026, 5, 4)


def test_a_reader_begins_with_no_mapping(tmp_path: Path) -> None:
    from legalref.reading import read

    path = tmp_path / "so.csv"
    path.write_text("Số ký hiệu,Ngày ban hành\n5-CT/ĐU,02/3/2026\n", "utf-8")
    reader = Reader(read(str(path)), Draft(), "so.csv", SEEN)
    assert reader.mapped == []
    assert len(list(reader.items())) == 1


_CELLS = st.text(max_size=12) | st.sampled_from(
    ["5-QĐ/ĐU", "02/3/2026", "45", "hết hiệu lực", "Quyết định", "Số ký hiệu", "'=1", "99999", "30/NĐ-CP/2020"]
)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _CELLS, lambda each: st.lists(each, max_size=3), max_leaves=4
)
_KEYS = st.sampled_from(["Số ký hiệu", "issued", "title", "status", "names", "articles", "place", "expired", "x"])


@given(rows=st.lists(st.lists(_CELLS, min_size=1, max_size=8), max_size=6))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_table_is_a_crash(rows: list[list[str]], tmp_path: Path) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["Số ký hiệu", "Ngày ban hành", "Loại", "Tình trạng", "Trích yếu", "Số điều", "Nơi ban hành", "Tên gọi"])
    writer.writerows(rows)
    with suppress(UnreadableInput):  # binary characters make it no text
        for item in taken(tmp_path / "so.csv", stream.getvalue().encode("utf-8", "replace")).items:
            assert (item.document is None) is (item.problem is not None)
            assert item.place


@given(rows=st.lists(st.dictionaries(_KEYS, _VALUES, max_size=6), min_size=1, max_size=4))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_object_is_a_crash(rows: list[dict[str, Any]], tmp_path: Path) -> None:
    content = "\n".join(json.dumps(row, ensure_ascii=True) for row in rows)
    for item in taken(tmp_path / "so.jsonl", content + "\n").items:
        assert (item.document is None) is (item.problem is not None)
