"""What people type, and what they should find."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import FEW, SHIPPED
from hypothesis import given, settings
from hypothesis import strategies as st

from legalref.corpus import Corpus
from legalref.indexing import open_index
from legalref.indexing.generation import CATALOGUE, WORDS, current
from legalref.model import Order, Status, Text
from legalref.searching import Filters, Index, QueryProblem
from legalref.searching.fields import written


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
    assert few.search("cong tac van th", typing=True).suggestion is None
    assert few.search("cong tac van th").suggestion == "công tác văn thư"


def test_some_words_are_better_than_none(few: Index) -> None:
    found = few.search("văn thư xyzzy")
    assert found.hits
    assert not found.all_words


def test_nothing_is_nothing(few: Index) -> None:
    assert few.search("xyzzy").hits == ()


@pytest.mark.parametrize("text", ["()", '"', "a AND (", "*", "date:[", "\0", "–" * 300, "nghị " * 200, "-", "((((", "loai:"])
def test_odd_input_is_read_or_refused_in_words(text: str, few: Index) -> None:
    for typing in (True, False):
        with suppress(QueryProblem):
            few.search(text, typing=typing)


SIGNS = ('"', "-", "OR", "(", ")", "*", ":")
WORDS_AND_SIGNS = ("văn thư", "giasm", "99", "-QĐ/TW", "loai:", "luật", "nam:", "2017..", "MTTQ", "ế", *SIGNS)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS_AND_SIGNS) | st.text(max_size=6), max_size=7), st.booleans(), st.booleans())
def test_any_query_finds_something_or_nothing_or_is_refused(few: Index, parts: list[str], spaced: bool, typing: bool) -> None:
    text = (" " if spaced else "").join(parts)
    with suppress(QueryProblem):
        found = few.search(text, typing=typing, facets=True)
        assert found.total >= len(found.hits)
        assert len({hit.document.id for hit in found.hits}) == len(found.hits)
        assert bool(found.total) == bool(found.hits)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("99-QĐ/TW", ["99-QĐ/TW"]),
        ("qd99 tw", ["99-QĐ/TW"]),
        ("30/2020", ["30/2020/NĐ-CP"]),
        ("Nghị định 30/2020/NĐ-CP ngày 05/3/2020", ["30/2020/NĐ-CP"]),
        ("blld", ["45/2019/QH14"]),
        ("qd 124 tw", ["124-QĐ/TW", "124-QĐ/TW"]),
        ("văn thư", []),
    ],
)
def test_a_citation_leads_to_its_records(text: str, numbers: list[str], few: Index) -> None:
    found = few.search(text)
    assert [hit.document.number for hit in found.hits if hit.is_direct] == numbers
    assert [hit.is_direct for hit in found.hits] == sorted((hit.is_direct for hit in found.hits), reverse=True)


def test_what_applies_comes_before_what_has_expired(few: Index) -> None:
    numbers = [hit.document.number for hit in few.search("thể loại thể thức văn bản của đảng").hits]
    assert numbers.index("399-QĐ/TW") < numbers.index("66-QĐ/TW")


def test_the_words_as_written_come_first(shipped: Index) -> None:
    titles = [(hit.document.title or "").lower() for hit in shipped.search("mã số").hits[:10]]
    assert sum("mã" in title for title in titles) == len(titles)


def test_pages_follow_each_other(shipped: Index) -> None:
    whole = [hit.document.id for hit in shipped.search("qd 99", limit=30).hits]
    parts = [hit.document.id for page in (1, 2, 3) for hit in shipped.search("qd 99", limit=10, page=page).hits]
    assert parts == whole
    assert len(set(whole)) == len(whole)
    assert shipped.search("qd 99", limit=10, page=99).hits == ()


def test_the_named_are_counted_once_and_pass_the_filters(shipped: Index) -> None:
    everything = shipped.search("qd 99")
    named = [hit.document for hit in everything.hits if hit.is_direct]
    assert {record.type for record in named} <= {"Quyết định", "Quy định"}
    narrowed = shipped.search("qd 99 nam:2017")
    assert [hit.document.number for hit in narrowed.hits if hit.is_direct] == ["99-QĐ/TW"]
    assert shipped.search("qd 99", order=Order.DATE).total == everything.total


def test_facets_count_the_whole_result(shipped: Index) -> None:
    found = shipped.search("giám sát", limit=3, facets=True)
    assert set(found.facets) == {"type", "issuer", "place", "status", "year"}
    assert sum(count for _, count in found.facets["type"]) == found.total
    assert sum(count for _, count in found.facets["year"]) == found.total
    kind, count = found.facets["type"][0]
    assert shipped.search(f"giám sát {written('type', kind)}").total == count
    year, count = found.facets["year"][0]
    assert shipped.search(f"giám sát {written('year', year)}").total == count


def test_the_most_cited_first(shipped: Index) -> None:
    mentions = [hit.document.mentions or 0 for hit in shipped.search("thuế", order=Order.CITED).hits]
    assert mentions == sorted(mentions, reverse=True)
    assert mentions[0]


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("giasm sats phanr bieenj xax hooij", "giám sát phản biện xã hội"),
        ("gia1m sa1t pha3n bie6n5", "giám sát phản biện"),
        ("cong tac vna thu", "công tác văn thư"),
        ("luaat ddaats ddai 2024", "luật đất đai 2024"),
        ("giamsat mat tran", "giám sát mặt trận"),
        ("tham nhugn nam:2018 loai:luat", "tham nhũng nam:2018 loai:luat"),
        ('"phản biện xã hội" giams', '"phản biện xã hội" giám'),
    ],
)
def test_what_was_meant_is_found(text: str, suggestion: str, shipped: Index) -> None:
    found = shipped.search(text)
    assert found.suggestion == suggestion
    assert found.is_suggested
    assert found.hits == shipped.search(suggestion).hits


@pytest.mark.parametrize("text", ["văn thư", "xyzzy plugh", "99-QĐ/TW", "luật đất đai 2024", "", "loai:luat nam:1801"])
def test_nothing_else_is_meant(text: str, shipped: Index) -> None:
    assert shipped.search(text).suggestion is None


def test_what_is_like_a_record(shipped: Index) -> None:
    (record,) = shipped.corpus.by_key("98-QĐ/TW")
    found = shipped.like(record)
    assert found.hits[0].document.number == "65-QĐ/TW"
    assert record not in [hit.document for hit in found.hits]
    assert {hit.document.type for hit in shipped.like(record, Filters(type="Luật")).hits} == {"Luật"}


def test_a_passage_is_shown_where_the_title_says_it_not(few_index: Path) -> None:
    generation = current(few_index)
    assert generation
    text = Text("nd30.docx", "Điều 1. Phạm vi\nnói về công tác văn thư và con dấu")
    texts = {"/akn/vn/act/nghi-dinh/2020-03-05/30-2020-nd-cp": text}
    with Index(generation / WORDS, Corpus(generation / CATALOGUE), texts.get) as index:
        (hit,) = [hit for hit in index.search("văn thư dấu OR văn thư").hits if hit.document.number == "30/2020/NĐ-CP"]
        assert hit.snippet
        assert hit.snippet.article == "1"
        assert not index.search("văn thư").hits[0].snippet


@pytest.mark.parametrize(
    ("query", "message", "known"),
    [
        ('đất coquan:"Ban Bí thơ"', "query.no_such_issuer", "Ban Bí thư"),
        ("coquan:bo-cong-an-x", "query.no_such_issuer", "Bộ Công an"),
        ('noi:"Bình Dưng"', "query.no_such_place", "Bình Dương"),
    ],
)
def test_an_issuer_or_a_place_that_is_none_is_said_with_the_nearest(query: str, message: str, known: str, shipped: Index) -> None:
    with pytest.raises(QueryProblem) as caught:
        shipped.search(query)
    assert caught.value.message == message
    assert str(caught.value.values["known"]).startswith(known)
    assert shipped.search(query, typing=True).suggestion is None
