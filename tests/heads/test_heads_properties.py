"""Whatever a text holds, its head is read without an error, the same again and again, and only from its beginning and its end."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalref.extraction import extract
from legalref.heads.head import read_head
from legalref.heads.lines import MOST
from legalref.heads.scan import Noted
from legalref.heads.statements import stated_relations
from legalref.model import Mark, Remark, Text
from legalref.vocabulary.messages import LANGUAGES, say

HEAD = (
    "BỘ Y TẾ\nSố: 12/2015/TT-BYT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Hà Nội, ngày 05 tháng 3 năm 2015\nTHÔNG TƯ\nQuy định về tủ thuốc ở xã\n\nCăn cứ Nghị định số 11/2001/NĐ-CP;\n"
)
LINES = st.sampled_from(
    [
        *HEAD.splitlines(), "", "   ", "-----", "*", "Số: 7/QĐ-UBND", "Số hiệu:", "Người ký: A", "QUYẾT ĐỊNH", "LUẬT",
        "TM. CHÍNH PHỦ", "Nơi nhận:", "- Lưu: VT.", "Điều 1. Bãi bỏ Thông tư số 3/2001/TT-BTC:", "a) Nghị định số 4/2001/NĐ-CP.",
        "Trần Văn Mẫu", "Nghị định này có hiệu lực từ ngày 31 tháng 02 năm 2015", "XÁC THỰC VĂN BẢN HỢP NHẤT", "“", "”",
        "\u0300e\u0301", "\t|\t", "\x00", "CÔNG BÁO/Số 7/Ngày 10-01-2020", "ngày 99 tháng 99 năm 9999", "Số: ",
        "của Luật này đã được thông qua ngày 1 tháng 1 năm 2015",
    ]
)  # fmt: skip


def read(content: str) -> None:
    text = Text("tệp", content)
    citations = extract(text)
    head = read_head(text, citations)
    assert head == read_head(text, citations)
    assert all(0 <= span.start <= span.end <= len(content) for span in head.spans.values())
    stated_relations(text, citations, head)


@given(st.lists(LINES, max_size=40).map("\n".join))
def test_any_order_of_lines_is_read(content: str) -> None:
    read(content)


@given(st.text(max_size=400))
def test_any_text_is_read(content: str) -> None:
    read(content)


def test_a_head_is_looked_for_at_the_beginning_only() -> None:
    text = Text("tệp", "Chợ họp mỗi ngày.\n" * (MOST // 15) + HEAD)
    assert read_head(text, []).number is None


def test_a_long_text_behind_a_head_changes_nothing() -> None:
    text = Text("tệp", HEAD + "Điều 1. Tủ thuốc có hai ngăn, theo Thông tư số 9/2009/TT-BYT.\n" * 100_000)
    head = read_head(text, [])
    assert (head.number, head.title) == ("12/2015/TT-BYT", "Quy định về tủ thuốc ở xã")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("noted", Noted)
def test_what_is_noted_can_be_said(noted: Noted, language: str) -> None:
    assert say(f"head.{noted}", language)


def test_what_could_not_be_read_of_a_file_is_remarked() -> None:
    text = Text("tệp", HEAD, [Mark(0, page=1)], [Remark("remark.pages_without_text", {"pages": "2"})])
    assert read_head(text, []).remarks == ("no_text_layer",)


def test_a_head_with_line_ends_of_windows_is_the_same() -> None:
    assert read_head(Text("tệp", HEAD.replace("\n", "\r\n")), []).title == "Quy định về tủ thuốc ở xã"


def test_a_head_in_decomposed_letters_is_the_same() -> None:
    head = read_head(Text("tệp", normalize("NFD", HEAD)), [])
    assert (head.number, head.type, head.issuer) == ("12/2015/TT-BYT", "Thông tư", "Bộ Y tế")
