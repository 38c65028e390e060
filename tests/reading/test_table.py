"""Tables as text: the text as it is, cells at their offsets."""

import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office import cited, content, why

from legalref.model import Location
from legalref.reading.content import MOST_SECONDS, Budget
from legalref.reading.table import read_text

SAMPLE = 'TT;Văn bản;Ghi chú\r\n1;"Nghị định số 30/2020/NĐ-CP; sửa ""một phần""";\r\n\r\n2;;Quyết định số 99-QĐ/TW, 2017\r\n'


def cells(text: str) -> dict[str, str]:
    """Return what stands at each address, up to the next one."""
    marks = content(read_text, text).marks
    ends = [*(mark.start for mark in marks[1:]), len(text)]
    return {mark.cell or "": text[mark.start : end] for mark, end in zip(marks, ends, strict=True)}


def test_the_text_is_the_file_and_cells_have_addresses() -> None:
    assert content(read_text, SAMPLE).text == SAMPLE
    assert {address: text.rstrip(";\r\n") for address, text in cells(SAMPLE).items()} == {
        "A1": "TT", "B1": "Văn bản", "C1": "Ghi chú", "A2": "1", "B2": '"Nghị định số 30/2020/NĐ-CP; sửa ""một phần"""',
        "A4": "2", "C4": "Quyết định số 99-QĐ/TW, 2017",
    }  # fmt: skip


def test_citations_are_found_at_their_places() -> None:
    assert cited(content(read_text, SAMPLE)) == [
        ("30/2020/NĐ-CP", Location(2, 4, cell="B2")),
        ("99-QĐ/TW", Location(4, 4, cell="C4")),
    ]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("a,b\nc,d", "B2"),
        ("a;b\nc,x;d", "B2"),
        ("a\tb, c\nd\te", "B2"),
        ("a|b\rc|d\r", "B2"),
        ("chỉ một cột\nhai", "A2"),
        ('"a\nb","c\r\nd"\n"e","f"', "B2"),
        ('"không đóng, a\nb', "A1"),
        ('a,"",c\n,,d', "C2"),
        ("1,5;2,5\n3,5;4,5\n", "B2"),
        ("x" + ",x" * 30, "AE1"),
    ],
)
def test_delimiters_and_quotes(text: str, last: str) -> None:
    got = content(read_text, text)
    assert got.text == text
    assert got.marks[-1].cell == last


@given(st.lists(st.lists(st.text('ab,;"\n đ', min_size=1).map("x".__add__), min_size=2, max_size=2), min_size=1, max_size=5))
def test_cells_are_where_the_csv_module_wrote_them(rows: list[list[str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows(rows)
    text = stream.getvalue()
    assert len(content(read_text, text).marks) == 2 * len(rows)
    assert list(csv.reader(io.StringIO(text.replace("\r\n", "\n")))) == rows


def test_hostile_texts_take_bounded_time() -> None:
    started = time.monotonic()
    for text in ('"' * 300_001, '""' * 200_000 + "x", '"a' * 200_000, ",;" * 200_000, " " * 1_000_000 + "x", '"\n' * 200_000):
        content(read_text, text, Budget("tệp", most_bytes=200_000_000, seconds=5))
    assert time.monotonic() - started < MOST_SECONDS
    assert why(read_text, "a," * 50_000, Budget("tệp", most_bytes=1_000_000)) == "error.unpacked"
    assert why(read_text, " \n ") == "error.empty"
