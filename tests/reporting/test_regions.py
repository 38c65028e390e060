"""Regions count as SARIF counts: lines at CR LF, LF and CR, columns in UTF-16 code units, bytes of the file."""

import re

from hypothesis import given
from hypothesis import strategies as st

from legalref.model import Text
from legalref.reporting.regions import Regions, units

TEXTS = st.text(st.sampled_from("aĐẫ😀\n\r \u2028\x0b"), max_size=60)
BOM = b"\xef\xbb\xbf"


@given(TEXTS, st.data())
def test_a_region_leads_back_to_its_span(content: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, len(content)))
    region = Regions(content, content.encode()).of(start, end)
    encoded = content.encode()
    assert encoded[region["byteOffset"] : region["byteOffset"] + region["byteLength"]].decode() == content[start:end]
    inside_an_end = content[start - 1 : start + 1] == "\r\n" if start else False
    if not inside_an_end:
        before = re.split("\r\n|\n|\r", content[:start])
        assert (region["startLine"], region["startColumn"]) == (len(before), units(before[-1]) + 1)


def test_letters_beyond_the_basic_plane_are_two_units() -> None:
    region = Regions("😀 Nghị định").of(2, 6)
    assert region == {"startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 8}


def test_bytes_are_told_only_where_the_file_is_just_the_text() -> None:
    assert Regions("Đ1", "Đ1".encode()).of(1, 2)["byteOffset"] == 2
    assert Regions("Đ1", BOM + "Đ1".encode()).of(1, 2)["byteOffset"] == 5
    assert "byteOffset" not in Regions("Đ1", "Đ1".encode("utf-16")).of(1, 2)
    assert "byteOffset" not in Regions("Đ1").of(1, 2)


def test_long_lines_are_counted_over_blocks() -> None:
    content = "ẫ😀" * 5000 + "\n" + "x" * 5000 + "Y"
    regions = Regions(content, content.encode())
    assert regions.of(9998, 9999) == {
        "startLine": 1, "startColumn": 14998, "endLine": 1, "endColumn": 14999, "byteOffset": 34993, "byteLength": 3,
    }  # fmt: skip
    assert regions.of(15001, 15002)["startColumn"] == 5001


@given(TEXTS, st.data())
def test_a_place_of_the_text_leads_back_to_its_offset(content: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, max(len(content) - 1, 0)))
    location = Text("-", content).locate(offset)
    assert Regions(content).offset(location.line, location.column) == offset
