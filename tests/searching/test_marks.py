"""Where what was asked for stands in a title or a text."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalref.model import Mark, Span, Text
from legalref.orthography import fold
from legalref.searching.asked import Beginning, Phrase, Word
from legalref.searching.language import read
from legalref.searching.marks import marks, wanted
from legalref.searching.snippets import WIDTH, snippet


def marked(title: str, query: str) -> list[str]:
    return [title[slice(*span)] for span in marks(title, wanted(read(query).ranked))]


@pytest.mark.parametrize(
    ("title", "query", "words"),
    [
        ("Về công tác văn thư của Đảng", "van dang", ["văn", "Đảng"]),
        ("Về công tác văn thư của Đảng", "vă*", ["văn"]),
        ("Phản biện xã hội, xã hội hóa", '"xa hoi hoa"', ["xã", "hội", "hóa"]),
        ("Giám sát của Mặt trận Tổ quốc", "MTTQ", ["Mặt", "trận", "Tổ", "quốc"]),
        ("Giám sát của MTTQ Việt Nam", "mặt trận tổ quốc", ["MTTQ"]),
        ("Giám sát và phản biện", "giám -sát", ["Giám"]),
        ("Quốc hội khóa QH14", "14", ["14"]),
        ("Không có gì", "", []),
    ],
)
def test_marks_stand_on_the_words(title: str, query: str, words: list[str]) -> None:
    assert marked(title, query) == words


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_marks_are_right_in_any_form_of_unicode(form: str) -> None:
    title = unicodedata.normalize(form, "Đẩy mạnh phòng, chống tham nhũng")
    assert [unicodedata.normalize("NFC", word) for word in marked(title, "chong tham nhung")] == ["chống", "tham", "nhũng"]


@given(st.text(max_size=60), st.text(max_size=10))
def test_marks_are_in_order_and_within_the_text(title: str, asked: str) -> None:
    found = marks(title, [Word(fold(asked)), Beginning(fold(asked[:2]))])
    assert all(0 <= span.start < span.end <= len(title) for span in found)
    assert list(found) == sorted(found)
    assert all(one.end <= other.start for one, other in pairwise(found))


ARTICLES = """QUY CHẾ

Điều 1. Phạm vi
Quy chế này nói về việc của chi bộ.

Điều 2. Giám sát
1. Chi bộ   giám sát đảng viên theo
điều 5 của Điều lệ, có phản biện khi cần.

Điều 3. Hiệu lực
Quy chế có hiệu lực từ ngày ký.
"""


def test_a_passage_has_its_words_its_article_and_its_page() -> None:
    text = Text("quy-che.docx", ARTICLES, [Mark(0, page=1), Mark(ARTICLES.index("Điều 2"), page=2)])
    found = snippet(text, [Word("phan"), Word("bien"), Phrase(("giam", "sat", "dang", "vien"))])
    assert found
    assert (found.article, found.location.page) == ("2", 2)
    assert [found.text[slice(*span)] for span in found.marks] == ["giám sát đảng viên", "phản", "biện"]
    assert "\n" not in found.text
    assert "  " not in found.text


def test_a_passage_before_the_first_article_has_none() -> None:
    found = snippet(Text("a.txt", ARTICLES), [Word("quy")])
    assert found
    assert found.article is None
    assert found.text.startswith("QUY CHẾ")


def test_no_passage_where_nothing_is_found() -> None:
    assert snippet(Text("a.txt", ARTICLES), [Word("xyzzy")]) is None


def test_a_part_of_a_word_is_not_found() -> None:
    assert snippet(Text("a.txt", "hiệp định"), [Word("hiep"), Word("din")]).marks == (Span(0, 4),)


@given(st.lists(st.sampled_from(["đất", "đai", "\n", "Điều 1.", "nhà ở", "x" * 30, " "]), max_size=80), st.integers(0, 3))
def test_a_passage_is_short_and_its_marks_are_right(parts: list[str], which: int) -> None:
    asked = [(Word("dat"),), (Word("dai"), Word("nha")), (Phrase(("nha", "o")),), (Beginning("xx"), Word("dat"))][which]
    found = snippet(Text("a.txt", " ".join(parts)), asked)
    if found:
        assert len(found.text) <= WIDTH + 1
        for span in found.marks:
            assert fold(found.text[slice(*span)]) in ("dat", "dai", "nha", "nha o", "x" * 30)
