"""How lists write numbers, days, types, headings and statuses: what each is read as."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalref.collecting.columns import heading_of, state_of
from legalref.collecting.days import day_in
from legalref.collecting.drafts import issuer_named, place_of
from legalref.collecting.numbers import is_number, leading_type, plain, spelled, type_named, types_of
from legalref.orthography import number_key
from legalref.vocabulary import Row, columns


def pairs(rows: tuple[Row, ...], which: str) -> list[tuple[Row, str]]:
    return [(row, text) for row in rows for text in getattr(row, which)]


@pytest.mark.parametrize(("row", "text"), pairs(columns().column, "examples"), ids=str)
def test_a_heading_is_told(row: Row, text: str) -> None:
    found = heading_of(text)
    assert found is not None
    assert found.field == row.field


@pytest.mark.parametrize(("row", "text"), pairs(columns().column, "counter"), ids=str)
def test_a_heading_is_not_taken_for_another(row: Row, text: str) -> None:
    found = heading_of(text)
    assert found is None or found.field != row.field


@pytest.mark.parametrize(("row", "text"), pairs(columns().state, "examples"), ids=str)
def test_a_status_is_told(row: Row, text: str) -> None:
    assert state_of(text) == row.status


@pytest.mark.parametrize(("row", "text"), pairs(columns().state, "counter"), ids=str)
def test_a_status_is_not_taken_for_another(row: Row, text: str) -> None:
    assert state_of(text) != row.status


@pytest.mark.parametrize("text", [text for row in columns().abbreviation for text in row.examples])
def test_shortened_headings_are_what_they_stand_for(text: str) -> None:
    short, _, long = text.partition(" = ")
    assert heading_of(short) is not None
    assert heading_of(short) == heading_of(long)


def test_every_heading_and_status_is_in_one_row() -> None:
    for words in (
        [text for row in columns().column for text in row.headings],
        [text for row in columns().state for text in row.words],
    ):
        assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("written", "number", "swapped"),
    [
        ("30/2020/NĐ-CP", "30/2020/NĐ-CP", False),
        ("Số: 99 – QÐ / TW", "99-QĐ/TW", False),
        ("99-QĐ/TƯ", "99-QĐ/TW", False),
        ("12-ctr/tu", "12-CTr/TU", False),
        ("16/ct-ttg", "16/CT-TTg", False),
        ("1356 CV/TU", "1356-CV/TU", False),
        ("217/QĐ-TW", "217-QĐ/TW", True),
        ("5-QĐ/UBND", "5/QĐ-UBND", True),
        ("05-TW/CT", "05-CT/TW", True),
        ("30/NĐ-CP/2020", "30/2020/NĐ-CP", True),
        ("30-2020-NĐ-CP", "30/2020/NĐ-CP", True),
        ("03/-CV/BCSĐ", "03-CV/BCSĐ", True),
        ("12/QD-UBND", "12/QĐ-UBND", True),
        ("64-CP", "64-CP", False),
        ("08-QĐi/TW", "08-QĐi/TW", False),
        ("30a/2008/NQ-CP", "30a/2008/NQ-CP", False),
    ],
)
def test_numbers_are_put_into_their_form(written: str, number: str, swapped: bool) -> None:
    assert spelled(written) == (number, swapped)
    assert is_number(number)
    assert spelled(number) == (number, False)


@pytest.mark.parametrize("text", ["45", "", "không số", "QĐ-UBND", "12/2020", "1.234.567"])
def test_what_is_no_number_is_told(text: str) -> None:
    assert not is_number(spelled(text).number)


@given(
    st.from_regex(r"[0-9]{1,4}(/20[0-9]{2})?/(QĐ|NQ|TT|CT|KH)-[A-ZĐ]{2,6}|[0-9]{1,3}-(QĐ|NQ|CT|TB)/[A-ZĐ]{2,6}", fullmatch=True)
)
def test_a_canonical_number_keeps_its_key(number: str) -> None:
    assert number_key(spelled(f" Số {number} ").number) == number_key(number)


@given(st.text(max_size=40))
def test_any_text_can_be_asked_for_a_number_and_a_day(text: str) -> None:
    again = spelled(text).number
    assert isinstance(again, str)
    day_in(text)
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("number", "types"),
    [
        ("30/2020/NĐ-CP", ("Nghị định",)),
        ("5/QĐ-UBND", ("Quyết định",)),
        ("99-QĐ/TW", ("Quyết định", "Quy định")),
        ("1234/UBND-NC", ("Công văn",)),
        ("98/2015/QH13", ()),
        ("64-CP", ()),
        ("12-CTr/TU", ("Chương trình",)),
    ],
)
def test_a_code_names_its_types(number: str, types: tuple[str, ...]) -> None:
    assert types_of(number) == types


@pytest.mark.parametrize(
    ("text", "type_"), [("qđ", "Quyết định"), ("THÔNG TƯ", "Thông tư"), ("cv", "Công văn"), ("ttr", "Tờ trình"), ("thư", None)]
)
def test_a_cell_names_a_type(text: str, type_: str | None) -> None:
    assert type_named(text) == type_


def test_a_title_can_begin_with_its_type() -> None:
    assert leading_type("QUY ĐỊNH: về thi đua") == ("Quy định", "về thi đua")
    assert leading_type("Thông tư liên tịch quy định chi tiết") == ("Thông tư liên tịch", "quy định chi tiết")
    assert leading_type("Phê duyệt dự toán") is None


@pytest.mark.parametrize(
    "text",
    ["05/3/2020", "5-3-20", "05.03.2020", "2020-03-05", "2020-03-05T00:00:00", "05/03/2020 08:30", " 5 / 3 / 2020 ", "43895",
     "ngày 05 tháng 3 năm 2020", "Hà Nội, ngày 5 tháng 3 năm 2020", "05 tháng 3 năm 2020"],
)  # fmt: skip
def test_a_day_is_read_in_every_form(text: str) -> None:
    assert day_in(text) == date(2020, 3, 5)


@pytest.mark.parametrize("text", ["31/02/2020", "3/2020", "2020", "", "ngày mai", "13/13/2020", "00/00/0000", "12345678901"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_in(text) is None


@given(st.dates(date(1945, 9, 2), date(2044, 12, 31)))
def test_every_day_comes_back(day: date) -> None:
    forms = (
        f"{day:%d/%m/%Y}",
        f"{day.day}-{day.month}-{day:%y}",
        day.isoformat(),
        f"ngày {day.day} tháng {day.month} năm {day.year}",
    )
    assert {day_in(form) for form in forms} == {day}


@pytest.mark.parametrize(
    ("written", "issuer", "place"),
    [
        ("UBND tỉnh Sơn La", "Ủy ban nhân dân tỉnh Sơn La", "Sơn La"),
        ("Tỉnh ủy Bắc Ninh", "Tỉnh ủy Bắc Ninh", "Bắc Ninh"),
        ("UBND xã Nà Tấu", "Ủy ban nhân dân xã Nà Tấu", "xã Nà Tấu"),
        ("Đảng ủy phường Ba Đình, Hà Nội", "Đảng ủy phường Ba Đình, Hà Nội", "Hà Nội"),
        ("BCT", "Bộ Chính trị", None),
        ("Bộ Tài chính; Bộ Y tế", "Bộ Tài chính; Bộ Y tế", None),
        ("Đảng ủy xã", "Đảng ủy xã", None),
    ],
)
def test_bodies_are_named_as_records_name_them(written: str, issuer: str, place: str | None) -> None:
    assert issuer_named(written) == issuer
    assert issuer_named(issuer) == issuer
    assert place_of(issuer) == place
