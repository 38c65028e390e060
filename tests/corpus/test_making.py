"""The steps by which tables become facts: titles mended, rows of one document joined, what has no source left out."""

import json
from pathlib import Path
from typing import Any

import make_corpus
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making.joining import joined, of_one_type, united, without_contradictions, without_memory
from making.mending import in_order, in_term, whole
from making.misprints import spelled
from making.names import named
from making.titles import mended

from legalref.corpus.facts import load_documents, load_provisions, load_relations
from legalref.corpus.validate import validate

Row = dict[str, Any]


def row(number: str | None = "12/2019/TT-BTC", issued: str = "2019-03-01", type_: str = "Thông tư", **values: Any) -> Row:
    """Return a row of a table as the steps know it."""
    empty = {"issuer": None, "place": None, "effective": None, "expired": None, "status": "unknown", "status_as_of": None,
             "title": None, "names": [], "term": None, "signer": None, "topic": None, "articles": None, "sources": ["a"],
             "confidence": "mined", "mentions": None, "conflicts": []}  # fmt: skip
    return {"number": number, "type": type_, "issued": issued, **empty, **values}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Quy định phí (lệ phí) cầu đường) thì", "Quy định phí (lệ phí) cầu đường"),
        ("Về quản lý chợ và các văn bản pháp lý liên quan", "Về quản lý chợ"),
        ("Sửa đổi các Nghị định quy định liên quan đến chợ", "Sửa đổi các Nghị định quy định liên quan đến chợ"),
        ("Về quản lý chợ hoặc văn bản sửa đổi, bổ sung (nếu có)", "Về quản lý chợ"),
        ("Về quản lý chợ thì áp dụng quy định của Nghị định này", None),
        ("Về việc phê duyệt Đề án", None),
        ("Ban hành Quy chế quản lý chợ của", None),
        ("Ban hành Quy chế hỗ trợ người nộp thuế theo cơ chế", None),
        ("Chương trình chuyển đổi số", "Chương trình chuyển đổi số"),
        ("Căn cứ Luật Đường bộ số 35/2024/QH15", None),
        ("V/v thu phí chợ", "Về việc thu phí chợ"),
        ("Về việc Sửa đổi quy chế chợ", "Về việc sửa đổi quy chế chợ"),
        ("(1) Quy định về chợ ; tổ chức,hoạt động của chợ", "Quy định về chợ; tổ chức, hoạt động của chợ"),
        ("Sửa đổi Thông tư số 10/2015/ TT- BTC về chợ", "Sửa đổi Thông tư số 10/2015/TT-BTC về chợ"),
        ("Thông tư số 12/2019/TT-BTC ngày 01/3/2019 của Bộ Tài chính quy định về chợ", "Quy định về chợ"),
        ("Thông tư số 13/2019/TT-BTC ngày 01/3/2019 của Bộ Tài chính quy định về chợ",
         "Thông tư số 13/2019/TT-BTC ngày 01/3/2019 của Bộ Tài chính quy định về chợ"),
    ],
)  # fmt: skip
def test_titles_are_mended_by_rule_or_null(title: str, expected: str | None) -> None:
    assert mended(row(title=title, sources=["mined"])) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Huớng dẫn quản lỷ chợ", "Hướng dẫn quản lý chợ"),
        ("Quy đinh về tàỉ chính của doanh nghiêp nhà nưóc", "Quy định về tài chính của doanh nghiệp nhà nước"),
        ("BAN HÀNH QUY ĐINH", "BAN HÀNH QUY ĐỊNH"),
        ("Về xã Nguơn và bà Huớng", "Về xã Nguơn và bà Huớng"),  # a name may be spelled as it likes
        ("Phí qua cầu của tỉnh, quỷ, thuở, quơ", "Phí qua cầu của tỉnh, quỷ, thuở, quơ"),
        ("Chỉ tiêu kỷ luật của tổ chức, chỉ đạo nghỉ hưu", "Chỉ tiêu kỷ luật của tổ chức, chỉ đạo nghỉ hưu"),
    ],
)
def test_misprints_are_mended_letter_by_letter(title: str, expected: str) -> None:
    assert spelled(title) == expected


@given(st.text(alphabet="aàâchuươơờoớiỉếệnqtđ Hſ"))
def test_mending_misprints_twice_is_mending_them_once(title: str) -> None:
    assert spelled(spelled(title)) == spelled(title)


def test_an_order_that_does_not_say_what_it_promulgates_has_no_title() -> None:
    assert mended(row(title="Về việc công bố Luật", type_="Lệnh")) is None
    assert mended(row(title="Về việc công bố Luật Đất đai", type_="Lệnh")) == "Về việc công bố Luật Đất đai"


def test_a_lowered_title_gets_its_known_capitals_back() -> None:
    title = "Thực hiện nghị định số 10/2020/nđ-cp của chính phủ tại ubnd thị xã thuận an, tỉnh bình dương"
    found = mended(row(title=title, place="Bình Dương", type_="Kế hoạch"))
    assert found == "Thực hiện nghị định số 10/2020/NĐ-CP của Chính phủ tại UBND thị xã Thuận An, tỉnh Bình Dương"


def test_the_titles_of_laws_keep_the_word_of_their_type() -> None:
    assert mended(row(title="Luật sư", type_="Luật")) == "Luật sư"


def test_broken_numbers_are_completed_or_left_out() -> None:
    law, half, lost = whole(
        [
            row("75/2006/QH", "2006-11-29", "Luật"),
            row("01/2015/TT-B", title="YT hướng dẫn tư vấn", sources=["b"]),
            row("09/2020/TT-BYT"),
            row("09/2020/TT-B", title="Quy định chi tiết"),
        ]
    )
    assert (law["number"], law["term"]) == ("75/2006/QH11", "Quốc hội khóa XI")
    assert (half["number"], half["title"]) == ("01/2015/TT-BYT", "Hướng dẫn tư vấn")
    assert lost["number"] == "09/2020/TT-BYT"


def test_the_better_supported_row_is_believed_and_the_other_fills_its_gaps() -> None:
    weak = row(title="Một", signer="A", sources=["a"], issuer="Bộ Y tế")
    strong = row(title="Hai", sources=["b"], confidence="official", issuer="Bộ Tài chính")
    found = joined(weak, strong)
    assert (found["title"], found["signer"], found["confidence"], found["sources"]) == ("Hai", "A", "official", ["b", "a"])
    assert {"field": "issuer", "value": "Bộ Y tế", "source": "a"} in found["conflicts"]


def test_two_sources_crosscheck_each_other() -> None:
    (found,) = united([row(sources=["a"]), row(sources=["b"])])
    assert (found["confidence"], found["sources"]) == ("crosschecked", ["a", "b"])


def test_a_decision_and_a_regulation_of_the_party_with_one_number_and_day_are_one() -> None:
    rows = [row("69-QĐ/TW", "2022-07-06", "Quy định", sources=["a"]), row("69-QĐ/TW", "2022-07-06", "Quyết định", sources=["b"])]
    (found,) = united(rows)
    assert found["type"] == "Quy định"
    assert [item["field"] for item in found["conflicts"]] == ["type"]


def test_the_same_title_under_two_types_is_one_document() -> None:
    same = {"title": "Về chợ", "issuer": "Bộ Y tế"}
    assert len(of_one_type([row(**same), row(type_="Quyết định", **same)])) == 1


@pytest.mark.parametrize(
    ("first", "second", "left"),
    [
        (row(), row(issued="2019-03-02", confidence="single"), ["2019-03-01"]),
        (row("06/QĐ-TTg", "2021-01-05"), row("06/QĐ-TTg", "2022-01-06", confidence="single"), ["2021-01-05", "2022-01-06"]),
        (row("69-QĐ/TW", "2022-07-06", title="Về kỷ luật tổ chức đảng, đảng viên"),
         row("69-QĐ/TW", "2022-07-16", title="Kỷ luật tổ chức đảng và đảng viên", confidence="crosschecked"), ["2022-07-16"]),
        (row("69-QĐ/TW", "2022-07-06", title="Kỷ luật đảng viên"), row("69-QĐ/TW", "2022-07-16", title="Chế độ tiền lương"),
         ["2022-07-06", "2022-07-16"]),
        (row("124-QĐ/TW", "2018-02-02", title="Giám sát"), row("124-QĐ/TW", "2023-10-04", title="Giám sát"),
         ["2018-02-02", "2023-10-04"]),
    ],
)  # fmt: skip
def test_a_number_given_once_has_one_day(first: Row, second: Row, left: list[str]) -> None:
    assert [record["issued"] for record in without_contradictions([first, second])] == left


def test_what_has_no_source_ships_only_under_the_row_that_confirms_it() -> None:
    confirmed, moved, alone = (
        row(number, "2019-01-01", confidence="memory", names=["Tên"]) for number in ("1/2019/X", "2/2019/X", "3/2019/X")
    )
    records = [row("1/2019/X", "2019-01-01"), row("2/2019/X", "2019-01-02")]
    assert without_memory(records, [confirmed, moved, alone]) == ([moved], [alone])
    assert records[0]["names"] == []


def test_a_day_outside_its_term_or_a_number_far_past_its_series_is_weak() -> None:
    assert in_term([row("45/2019/QH13", "2019-11-20", "Luật")])[0]["confidence"] == "single"
    decrees = [row(f"{number:02}/2019/NĐ-CP", "2019-06-01", "Nghị định") for number in (*range(1, 26), 250)]
    assert [record["number"] for record in in_order(decrees) if record["confidence"] == "single"] == ["250/2019/NĐ-CP"]


def test_names_follow_from_titles_plenums_and_the_file_of_nicknames(tmp_path: Path) -> None:
    law = row("100/2015/QH13", "2015-11-27", "Bộ luật", title="Hình sự")
    amending = row("12/2017/QH14", "2017-06-20", "Luật", title="Sửa đổi, bổ sung một số điều của Bộ luật Hình sự")
    of = {"type_": "Nghị quyết", "issuer": "Ban Chấp hành Trung ương"}
    plenum = row("18-NQ/TW", "2017-10-25", names=["Nghị quyết Trung ương 6 khóa XII"], **of)
    sibling = row("19-NQ/TW", "2017-10-25", **of)
    project = row("06/QĐ-TTg", "2022-01-06", "Quyết định")
    file = tmp_path / "names.jsonl"
    nickname = {"name": "Đề án 06", "number": "06/QĐ-TTg", "type": "Quyết định", "issued": "2022-01-06", "source": "a"}
    file.write_text(json.dumps(nickname) + "\n", "utf-8")
    found = [record["names"] for record in named([law, amending, plenum, sibling, project], file)]
    assert found[0] == ["Bộ luật Hình sự", "Bộ luật Hình sự 2015", "Bộ luật Hình sự năm 2015", "BLHS", "BLHS 2015"]
    assert found[1:] == [[], *2 * [["Nghị quyết Trung ương 6 khóa XII"]], ["Đề án 06"]]
    file.write_text(json.dumps(nickname | {"issued": "2022-01-07"}) + "\n", "utf-8")
    with pytest.raises(SystemExit, match=r"names\.jsonl:1"):
        named([project], file)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A folder of the smallest tables that have something of everything."""
    source = tmp_path / "tables"
    source.mkdir()
    new = row("30/2020/NĐ-CP", "2020-03-05", "Nghị định", issuer="Chính phủ", effective="2020-03-05", confidence="official")
    old = row("110/2004/NĐ-CP", "2004-04-08", "Nghị định", issuer="Chính phủ", status="in_force", status_as_of="2019-01-01")
    ends = {"from": "30/2020/NĐ-CP", "from_issued": "2020-03-05", "rel": "replaces", "to": "110/2004/NĐ-CP", "to_issued": None,
            "effective": None, "source": "a", "confidence": "official"}  # fmt: skip
    write(source / "documents.jsonl", [old, new, row("1-CP", "1993-01-01", "Nghị định", confidence="memory")])
    write(source / "relations.jsonl", [ends, ends | {"from": "31/2020/NĐ-CP"}, ends | {"confidence": "memory", "rel": "amends"}])
    for name in ("party-central", "documents-more", "documents-local", "documents-single-mention", "relations-more"):
        write(source / f"{name}.jsonl", [])
    article = {"khoan": ["1"], "diem": {}}
    structure = {"number": "30/2020/NĐ-CP", "issued": None, "type": "Nghị định", "text": "as issued", "source": "a",
                 "dieu": {"1": article}, "chuong": 7, "phu_luc": None}  # fmt: skip
    write(source / "structure.jsonl", [structure, structure | {"number": "31/2020/NĐ-CP"}])
    (source / "structure.jsonl.xz").write_bytes(make_corpus.structure.lzma.compress((source / "structure.jsonl").read_bytes()))
    return source


def write(file: Path, rows: list[Row]) -> None:
    file.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in rows), "utf-8")


def test_the_facts_are_the_same_bytes_each_time_and_sound(tables: Path, tmp_path: Path) -> None:
    made = []
    for name in ("first", "second"):
        target = tmp_path / name
        (target / "collected").mkdir(parents=True)
        collected = {"number": "99-QĐ/TW", "type": "Quyết định", "issuer": "Ban Bí thư", "issued": "2017-10-03", "title": None,
                     "sources": ["b"], "confidence": "mined", "note": "x"}  # fmt: skip
        write(target / "collected" / "party.jsonl", [collected])
        write(target / "collected" / "corrections.jsonl", [])
        make_corpus.main(tables, target, tmp_path / "memory.jsonl")
        made.append({file.name: file.read_bytes() for file in target.iterdir() if file.is_file()})
    assert made[0] == made[1]
    assert list(validate(target)) == []
    assert [(record.number, record.status) for record in load_documents(target)] == [
        ("110/2004/NĐ-CP", "expired"), ("99-QĐ/TW", "unknown"), ("30/2020/NĐ-CP", "unknown"),
    ]  # fmt: skip
    assert [str(edge.to_issued) for edge in load_relations(target)] == ["2004-04-08"]
    assert [(each.chuong, each.dieu["1"].khoan) for each in load_provisions(target)] == [(7, ("1",))]
    assert "1-CP" in (tmp_path / "memory.jsonl").read_text("utf-8")


def test_a_collected_row_that_is_none_is_named(tables: Path, tmp_path: Path) -> None:
    write(tmp_path / "collected.jsonl", [])
    (tmp_path / "target" / "collected").mkdir(parents=True)
    write(tmp_path / "target" / "collected" / "laws.jsonl", [{"number": "1/2020/QH14", "day": "2020"}])
    with pytest.raises(SystemExit, match=r"laws\.jsonl:1"):
        make_corpus.main(tables, tmp_path / "target", None)


@pytest.mark.parametrize(
    ("number", "day", "term"),
    [
        ("399-QĐ/TW", "2026-01-09", "Đại hội XIII"),
        ("01-CT/TW", "2026-01-23", "Đại hội XIV"),
        ("99-QĐ/TW", "2017-10-03", "Đại hội XII"),
        ("100-CT/TW", "1981-01-13", None),
    ],
)
def test_the_month_of_a_congress_is_of_two_terms_and_low_numbers_are_of_the_new_one(
    number: str, day: str, term: str | None
) -> None:
    (found,) = whole([row(number, day, "Chỉ thị")])
    assert found["term"] == term
