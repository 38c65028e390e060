"""What a query is understood as."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from searching.nodes import holds, shown

from legalref.orthography import fold
from legalref.searching.fields import written
from legalref.searching.language import Reading, read
from legalref.searching.pieces import QueryProblem, composed
from legalref.vocabulary import SearchAbbreviation, search_abbreviations, search_fields


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("", "*"),
        ("  ?! ", "*"),
        ("giam sat", "(giam & sat)"),
        ("giám sat", "(giam/giám & sat)"),
        ("GIÁM", "giam/giám"),
        ("gia\u0301m", "giam/giám"),
        ("99-QĐ/TW", '(99 & qd/qđ & (tw | "trung uong"))'),
        ('"phản biện" xã', '("phan bien" & xa/xã)'),
        ("“phản biện”", '"phan bien"'),
        ('"luật"', "luat/luật"),
        ('""', "*"),
        ("giam -sat", "(giam & -sat)"),
        ('giam -"xã hội"', '(giam & -"xa hoi")'),
        ("-sat", "(* & -sat)"),
        ("-loai:luat", "(* & -type=luat)"),
        ("Lao dong - Thuong binh", "(lao & dong & thuong & binh)"),
        ("nha dat OR rung bien", "((nha & dat) | (rung & bien))"),
        ("a HOẶC b | c", "(a | b | c)"),
        ("a hoặc b", "(a & hoac/hoặc & b)"),
        ("OR a", "a"),
        ("a OR", "a"),
        ("a OR OR b", "(a | b)"),
        ("a OR -b", "(a | (* & -b))"),
        ("(a OR b) c", "((a | b) & c)"),
        ("(a b) OR (c -d)", "((a & b) | (c & -d))"),
        ("-(a b)", "(* & -(a & b))"),
        ("a) b (c", "(a & b & c)"),
        ("giam*", "giam*"),
        ("xa hoi giam*", "(xa & hoi & giam*)"),
        ("loai:chi-thi", "type=chi thi"),
        ("Loại:QĐ", "type=quyet dinh|quy dinh"),
        ("loai:luật,bộ-luật", "type=luat|bo luat"),
        ('coquan:"Ban Bí thư" tin dung', "(issuer=ban bi thu & tin & dung)"),
        ("cơ-quan:bct", "issuer=bo chinh tri"),
        ("noi:tphcm", "place=ho chi minh"),
        ('noi:"tỉnh Bình Dương"', "place=binh duong"),
        ("trangthai:con", "status=in_force|partly_expired"),
        ("status:in_force", "status=in_force"),
        ("nam:2017", "year=2017..2017"),
        ("nam:2017..2020", "year=2017..2020"),
        ("năm:2017–2020", "year=2017..2020"),
        ("nam:>=2020", "year=2020.."),
        ("year:<2000", "year=..1999"),
        ("nam:2020..", "year=2020.."),
        ("loai:luat OR loai:lenh", "(type=luat | type=lenh)"),
        ("Nội dung: đất", "(noi/nội & dung & dat/đất)"),
        ("Số:30/2020", "(so/số & 30 & 2020)"),
        ("8:30", "((8 | 08) & 30)"),
        ("https://vbpl.vn", '(https & vbpl & (vn | "viet nam"))'),
        ("5", "(5 | 05)"),
        ("05", "(05 | 5)"),
        ("30", "30"),
        ("kĩ thuat", "((ki/kĩ | ky) & thuat)"),
        ("MTTQ", '(mttq | "mat tran to quoc")'),
        ("mặt trận tổ quốc", "((mat/mặt & tran/trận & to/tổ & quoc/quốc) | mttq)"),
        ("UBMTTQ", '(ubmttq | "uy ban mat tran to quoc" | "uy ban mttq")'),
        ("AI", '(ai | "tri tue nhan tao")'),
        ("ai", "ai"),
        ("((((((((((((a", "a"),
    ],
)  # fmt: skip
def test_a_query_is_read(text: str, node: str) -> None:
    assert shown(read(text).node) == node


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("van th", "(van & (th | th*))"),
        ("van th ", "(van & th)"),
        ("van t", "van"),
        ("t", "t"),
        ('van "tai li', '(van & "tai li")'),
        ("van -", "van"),
        ("99-q", "99"),
        ("qd 9", "(qd & (9 | 09))"),
    ],
)
def test_the_last_word_may_be_unfinished(text: str, node: str) -> None:
    assert shown(read(text, typing=True).node) == node


@pytest.mark.parametrize(
    ("text", "message", "at", "says"),
    [
        ("loia:chi-thi", "query.no_field", 1, "«loai:»"),
        ("x tpye:luat", "query.no_field", 3, "«type:»"),
        ("nma:2020", "query.no_field", 1, "«nam:»"),
        ("loai:chi-tho", "query.no_such_value", 1, "loai:chi-thi"),
        ("a trangthai:mới", "query.unknown_value", 3, "trangthai:"),
        ("loai: luat", "query.no_value", 1, "loai:chi-thi"),
        ('a "b c', "query.open_quote", 3, "ngoặc kép"),
        ('coquan:"Ban', "query.open_quote", 8, "ngoặc kép"),
        ("- a", "query.lone_dash", 1, "ký tự 1"),
        ("a -", "query.lone_dash", 3, "ký tự 3"),
        ("a*", "query.short_beginning", 1, "«giam*»"),
        ("nam:..", "query.no_value", 1, "nam:2017"),
        ("nam:2020..2017", "query.years_reversed", 1, "«nam:2017..2020»"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place_and_the_way_out(text: str, message: str, at: int, says: str) -> None:
    with pytest.raises(QueryProblem) as caught:
        read(text)
    error = caught.value
    assert (error.message, error.values["at"]) == (message, at)
    assert says in error.say("vi")
    assert "\n" not in error.say("vi") + error.say("en")


MARKS = 'giámđ QTW99 \t"“”-–*():/.,|OR&<>=+~\u0301\u00a0\x00loainm:năm'
ODD = st.text(st.sampled_from(MARKS), max_size=40) | st.text(max_size=40)


def read_or_refused(text: str, *, typing: bool) -> Reading | QueryProblem:
    try:
        return read(text, typing=typing)
    except QueryProblem as problem:
        return problem


@given(ODD, st.booleans())
def test_every_text_is_read_or_refused_with_its_place(text: str, typing: bool) -> None:
    found = read_or_refused(text, typing=typing)
    if isinstance(found, Reading):
        assert shown(found.ranked)
    else:
        assert 1 <= found.values["at"] <= max(1, len(composed(text)))
        assert found.say("vi")
        assert found.say("en")


@given(ODD)
def test_a_composed_text_folds_to_its_own_length(text: str) -> None:
    assert len(fold(composed(text))) == len(composed(text))


@given(st.lists(st.sampled_from(["đất", "dai", "Luật", "2024", "nghị", "định"]), min_size=1, max_size=5))
def test_plain_words_are_found_in_themselves(row: list[str]) -> None:
    text = " ".join(row)
    assert holds(read(text).node, text)
    assert read(text).plain == text


@pytest.mark.parametrize("query", [text for row in search_fields().field for text in row.examples])
def test_an_example_of_a_field_is_one_filter(query: str) -> None:
    reading = read(query)
    assert reading.filters == (reading.node,)


@pytest.mark.parametrize("query", [text for row in search_fields().field for text in row.counter])
def test_a_counter_example_of_a_field_is_no_filter(query: str) -> None:
    with suppress(QueryProblem):
        assert read(query).filters == ()


@pytest.mark.parametrize(("status", "query"), [(row.status, text) for row in search_fields().status for text in row.examples])
def test_a_word_for_a_status_asks_for_it(status: tuple[str, ...], query: str) -> None:
    assert read(query).node.values == status


@pytest.mark.parametrize(("row", "text"), [(row, text) for row in search_abbreviations() for text in row.examples], ids=str)
def test_an_abbreviation_finds_the_words_and_they_find_it(row: SearchAbbreviation, text: str) -> None:
    short, _, long = text.partition(" = ")
    assert holds(read(short).node, long)
    assert holds(read(short).node, short)
    assert holds(read(long).node, long)
    assert holds(read(long).node, short) or not row.both


def test_abbreviations_are_many_and_each_once() -> None:
    rows = [(row.short, row.long) for row in search_abbreviations()]
    assert len(rows) == len(set(rows)) >= 150
    assert all(row.examples for row in search_abbreviations())


@pytest.mark.parametrize(
    ("facet", "value", "query"),
    [
        ("type", "Nghị định", "loai:nghi-dinh"),
        ("issuer", "Bộ Y tế", 'coquan:"Bộ Y tế"'),
        ("place", "Hà Nội", 'noi:"Hà Nội"'),
        ("status", "in_force", "trangthai:con-nguyen"),
        ("status", "unknown", "trangthai:chua-ro"),
        ("year", "2020", "nam:2020"),
    ],
)
def test_a_value_of_a_facet_is_written_as_a_filter(facet: str, value: str, query: str) -> None:
    assert written(facet, value) == query
    assert read(query).filters
