"""What people type, and what they should find."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import FEW, SHIPPED

from legalref.indexing import open_index
from legalref.model import Order, Span, Status
from legalref.searching import Filters, Index
from legalref.searching.engine import marks


@pytest.fixture(scope="module")
def few(few_index: Path) -> Iterator[Index]:
    with open_index(few_index, FEW) as index:
        yield index


@pytest.fixture(scope="module")
def shipped(shipped_index: Path) -> Iterator[Index]:
    with open_index(shipped_index, SHIPPED) as index:
        yield index


def first(index: Index, text: str, filters: Filters = Filters()) -> str | None:  # noqa: B008  # frozen
    hits = index.search(text, filters).hits
    return hits[0].document.number if hits else None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("99-QĐ/TW", "99-QĐ/TW"),
        ("99 qd tw", "99-QĐ/TW"),
        ("qd99", "99-QĐ/TW"),
        ("30/2020/NĐ-CP", "30/2020/NĐ-CP"),
        ("nd 30 2020", "30/2020/NĐ-CP"),
        ("công tác văn thư", "30/2020/NĐ-CP"),
        ("cong tac van thu 2020", "30/2020/NĐ-CP"),
        ("luat dat dai 2024", "31/2024/QH15"),
        ("giam sat phan bien xa hoi mat tran bo chinh tri", "217-QĐ/TW"),
    ],
)
def test_the_document_meant_comes_first(text: str, number: str, shipped: Index) -> None:
    assert first(shipped, text) == number


def test_diacritics_are_optional(shipped: Index) -> None:
    with_, without = shipped.search("quyết định giám sát"), shipped.search("quyet dinh giam sat")
    assert with_.total == without.total > 0
    assert all(hit.document.type == "Quyết định" for hit in without.hits[:5])


def test_at_most_twenty_are_shown_and_all_are_counted(shipped: Index) -> None:
    found = shipped.search("quyet dinh")
    assert len(found.hits) == 20
    assert found.total > 1000


def test_filters_narrow(shipped: Index) -> None:
    found = shipped.search("giám sát", Filters(type="quy dinh", issuer="Ban Bí thư", from_year=2016, to_year=2020))
    assert found.total
    for hit in found.hits:
        assert hit.document.type == "Quy định"
        assert hit.document.issuer == "Ban Bí thư"
        assert 2016 <= hit.document.issued.year <= 2020
    local = shipped.search("", Filters(place="binh duong", type="Chỉ thị"))
    assert {hit.document.place for hit in local.hits} == {"Bình Dương"}


def test_a_filter_that_nothing_passes_finds_nothing(shipped: Index) -> None:
    found = shipped.search("văn thư", Filters(from_year=1900, to_year=1910))
    assert (found.hits, found.total) == ((), 0)
    assert shipped.search("văn thư", Filters(to_year=99999999)).total > 0


def test_the_status_filtered_by_is_that_of_today(few: Index) -> None:
    expired = few.search("", Filters(status=Status.EXPIRED))
    assert "66-QĐ/TW" in {hit.document.number for hit in expired.hits}
    assert {hit.validity.status for hit in expired.hits} == {Status.EXPIRED}


def test_no_words_are_the_newest(few: Index) -> None:
    days = [hit.document.issued for hit in few.search("").hits]
    assert days == sorted(days, reverse=True)
    assert days


def test_by_date(shipped: Index) -> None:
    days = [hit.document.issued for hit in shipped.search("giám sát", order=Order.DATE).hits]
    assert days == sorted(days, reverse=True)


def test_the_word_being_typed(few: Index) -> None:
    assert few.search("cong tac van th", typing=True).all_words
    assert not few.search("cong tac van th").all_words


def test_some_words_are_better_than_none(few: Index) -> None:
    found = few.search("văn thư xyzzy")
    assert found.hits
    assert not found.all_words


def test_nothing_is_nothing(few: Index) -> None:
    assert few.search("xyzzy").hits == ()


@pytest.mark.parametrize("text", ["()", '"', "a AND (", "*", "date:[", "\0", "–" * 300, "nghị " * 200])
def test_odd_input_is_only_words(text: str, few: Index) -> None:
    few.search(text, typing=True)


def test_marks_stand_on_the_words() -> None:
    title = "Về công tác văn thư của Đảng"
    assert [title[slice(*span)] for span in marks(title, ["van", "dang"])] == ["văn", "Đảng"]
    assert marks("Văn", ["va"]) == (Span(0, 3),)
