"""Which document a citation means, and when that cannot be told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import citation, corpus_of, record

from legalref import extract, link
from legalref.corpus import Corpus
from legalref.linking.lookup import look_up
from legalref.model import Document, Kind, Reason, Resolution, State


def only(text: str, corpus: Corpus) -> Resolution:
    (resolution,) = link(extract(text), corpus)
    return resolution


def test_a_full_citation_is_its_record(few: Corpus) -> None:
    resolution = only("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ", few)
    assert resolution.state is State.RESOLVED
    assert resolution.document
    assert resolution.document.number == "30/2020/NĐ-CP"


def test_another_date_is_a_difference_not_another_document(few: Corpus) -> None:
    resolution = only("Nghị định số 30/2020/NĐ-CP ngày 06/3/2020 của Chính phủ", few)
    assert resolution.state is State.MISMATCH
    assert resolution.differs == {"date": ("2020-03-06", "2020-03-05")}


def test_a_number_alone_of_a_party_document_has_candidates(few: Corpus) -> None:
    resolution = only("Thực hiện Quy định số 124-QĐ/TW của Trung ương", few)
    assert resolution.state is State.AMBIGUOUS
    assert resolution.document is None
    assert len(resolution.candidates) == 2


def test_the_date_chooses_among_candidates(few: Corpus) -> None:
    resolution = only("Quy định số 124-QĐ/TW ngày 04/10/2023 của Bộ Chính trị", few)
    assert resolution.document
    assert resolution.document.issued.year == 2023


def test_a_date_in_no_known_term_means_another_document(few: Corpus) -> None:
    resolution = only("Quy định số 399-QĐ/TW ngày 09/01/2012 của Ban Bí thư", few)
    assert resolution.state is State.NOT_IN_CORPUS
    assert resolution.candidates


def test_an_undated_party_number_is_not_sure_even_with_one_record(few: Corpus) -> None:
    assert only("Quyết định số 217-QĐ/TW", few).state is State.AMBIGUOUS


def test_an_unknown_number_is_only_unknown(few: Corpus) -> None:
    resolution = only("Nghị định số 31/2020/NĐ-CP ngày 05/3/2020 của Chính phủ", few)
    assert (resolution.state, resolution.candidates) == (State.NOT_IN_CORPUS, ())


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 217/QĐ-TW ngày 12/12/2013 của Bộ Chính trị",
        "quyết định số 217-qđ/tw ngày 12-12-2013",
        "QUYẾT ĐỊNH SỐ 217–QÐ/TW NGÀY 12/12/2013",
    ],
)
def test_a_disguise_does_not_hide_the_document(text: str, few: Corpus) -> None:
    assert only(text, few).state is State.RESOLVED


def test_later_mentions_mean_what_the_first_meant(few: Corpus) -> None:
    text = "Quy định số 124-QĐ/TW ngày 02/02/2018 đã rõ. Theo Quy định số 124-QĐ/TW thì được; Quy định 124 cũng nêu."
    resolutions = link(extract(text), few)
    assert [each.state for each in resolutions] == [State.RESOLVED] * 3
    assert {each.document.issued.year for each in resolutions if each.document} == {2018}


def test_a_law_and_a_resolution_of_one_number_are_two(few: Corpus) -> None:
    law, resolution = only("Luật Năng lượng nguyên tử số 18/2008/QH12", few), only("Nghị quyết số 18/2008/QH12", few)
    assert law.document
    assert resolution.document
    assert (law.document.type, resolution.document.type) == ("Luật", "Nghị quyết")


def test_a_resolution_is_not_held_against_the_law_of_its_number(tmp_path: Path) -> None:
    law = record("41/2009/QH12", "2009-11-23", "Luật", issuer="Quốc hội")
    with corpus_of(tmp_path, [law]) as corpus:
        assert only("Nghị quyết số 41/2009/QH12 ngày 25/11/2009 của Quốc hội", corpus).state is State.NOT_IN_CORPUS
        assert only("Luật số 41/2009/QH12 ngày 23/11/2009", corpus).state is State.RESOLVED


def test_a_code_may_be_called_a_law(few: Corpus) -> None:
    assert only("Luật số: 45/2019/QH14 ngày 20 tháng 11 năm 2019", few).state is State.RESOLVED


def test_a_local_number_needs_its_place(tmp_path: Path) -> None:
    home = "Ủy ban nhân dân tỉnh Bình Dương"
    local = record("34/2018/QĐ-UBND", "2018-10-01", issuer=home, place="Bình Dương")
    with corpus_of(tmp_path, [local]) as corpus:
        assert only("Quyết định số 34/2018/QĐ-UBND", corpus).state is State.AMBIGUOUS
        assert only(f"Quyết định số 34/2018/QĐ-UBND của {home} về phí", corpus).state is State.RESOLVED
        assert only("Quyết định số 34/2018/QĐ-UBND của UBND tỉnh Khánh Hòa về phí", corpus).state is State.NOT_IN_CORPUS


@pytest.mark.parametrize(
    ("cited", "recorded", "agrees"),
    [
        ("Bộ trưởng Bộ Y tế", "Bộ Y tế", True),
        ("Bộ Giáo dục và Đào tạo và Bộ Nội vụ", "Bộ Giáo dục và Đào tạo", True),
        ("liên Bộ Tài chính và Bộ Văn hóa, Thể thao, Du lịch", "Bộ Tài chính; Bộ Văn hóa, Thể thao và Du lịch", True),
        ("Hội đồng Thẩm phán Tòa án nhân dân tối cao", "Tòa án nhân dân tối cao", True),
        ("Bộ Chính trị khóa XII", "Ban Bí thư", None),
        ("Bộ Lao động", "Bộ Lao động - Thương binh và Xã hội", None),
        ("Thủ tướng Chính phủ", "Chính phủ", False),
        ("Bộ Tài chính", "Chính phủ", False),
    ],
)
def test_issuers_agree_differ_or_cannot_be_told(cited: str, recorded: str, agrees: bool | None, tmp_path: Path) -> None:
    document = record("12/2018/TT-X", "2018-02-01", "Thông tư", issuer=recorded)
    with corpus_of(tmp_path, [document]) as corpus:
        (resolution,) = link([citation("12/2018/TT-X", "Thông tư", issuer=cited, date="2018-02-01")], corpus)
    assert resolution.state is (State.MISMATCH if agrees is False else State.RESOLVED)


def test_a_bare_number_of_a_series_of_one_body_is_enough(few: Corpus) -> None:
    assert only("Nghị định 30/2020 về công tác văn thư", few).state is State.RESOLVED
    assert only("Nghị định 30 về công tác văn thư", few).state is State.RESOLVED  # its title tells
    assert only("Nghị định 30 của Chính phủ", few).state is State.AMBIGUOUS


def test_a_bare_number_has_the_symbol_of_its_list(few: Corpus) -> None:
    text = "các Quyết định số 99-, 217-QĐ/TW của Bộ Chính trị; Nghị định số 34, 35/2016/NĐ-CP"
    states = [(each.state, [record.number for record in each.candidates]) for each in link(extract(text), few)]
    assert states[0] == (State.AMBIGUOUS, ["99-QĐ/TW"])
    assert states[2][0] is State.RESOLVED
    assert link(extract("Nghị định 34 và 99/2016/NĐ-CP"), few)[0].state is State.AMBIGUOUS


def test_a_number_without_a_year_is_unique_in_its_year_only(tmp_path: Path) -> None:
    decision = record("206/QĐ-TTg", "2016-02-01", issuer="Thủ tướng Chính phủ")
    with corpus_of(tmp_path, [decision]) as corpus:
        misdated = only("Quyết định số 206/QĐ-TTg ngày 11/02/2016 của Thủ tướng Chính phủ", corpus)
        assert (misdated.state, misdated.differs) == (State.MISMATCH, {"date": ("2016-02-11", "2016-02-01")})
        assert only("Quyết định số 206/QĐ-TTg ngày 11/02/2019 của Thủ tướng Chính phủ", corpus).state is State.NOT_IN_CORPUS
        assert only("Quyết định số 206/QĐ-TTg năm 2016", corpus).state is State.RESOLVED


def test_papers_before_the_known_congresses_are_told_by_their_day(tmp_path: Path) -> None:
    directive = record("100-CT/TW", "1981-01-13", "Chỉ thị", issuer="Ban Bí thư")
    with corpus_of(tmp_path, [directive]) as corpus:
        assert only("Chỉ thị số 100-CT/TW ngày 13/01/1981 của Ban Bí thư", corpus).state is State.RESOLVED


def test_a_day_or_an_issuer_that_differs_means_another_document_where_numbers_are_not_unique(tmp_path: Path) -> None:
    local = record("06/QĐ-UBND", "2022-01-05", issuer="Ủy ban nhân dân tỉnh Bình Dương", place="Bình Dương")
    with corpus_of(tmp_path, [local]) as corpus:
        assert only("Quyết định số 06 ngày 06/01/2022 của Thủ tướng Chính phủ", corpus).state is State.NOT_IN_CORPUS
        assert only("Quyết định số 06/QĐ-UBND ngày 07/01/2022", corpus).state is State.NOT_IN_CORPUS


def test_a_local_document_linked_by_its_day_alone_is_said_to_be(tmp_path: Path) -> None:
    local = record("15/QĐ-UBND", "2015-06-22", issuer="Ủy ban nhân dân tỉnh Bình Dương", place="Bình Dương")
    with corpus_of(tmp_path, [local]) as corpus:
        resolution = only("Quyết định số 15/QĐ-UBND ngày 22/6/2015 của UBND tỉnh", corpus)
    assert (resolution.state, resolution.reason) == (State.RESOLVED, Reason.PLACE_UNNAMED)


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("nd 30 2020", ["30/2020/NĐ-CP"]),
        ("quy dinh 399", ["399-QĐ/TW"]),
        ("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020", ["30/2020/NĐ-CP"]),
        ("Bộ luật Lao động 2019", ["45/2019/QH14"]),
        ("/akn/vn/act/nghi-dinh/2020-03-05/30-2020-nd-cp", ["30/2020/NĐ-CP"]),
        ("Nghị định số 30/1999/NĐ-CP", []),
        ("nd 30 1999", []),
        ("???", []),
        ("", []),
    ],
)
def test_what_a_person_types(asked: str, numbers: list[str], few: Corpus) -> None:
    assert [each.number for each in look_up(asked, few)] == numbers


def test_standards_are_not_looked_up(few: Corpus) -> None:
    assert only("TCVN 5574:2018", few).state is State.UNCHECKED


def test_every_citation_has_a_resolution(few: Corpus) -> None:
    citations = [citation(f"{number}/2020/NĐ-CP", "Nghị định", kind=Kind.FULL) for number in range(25, 35)]
    assert len(link(citations, few)) == len(citations)


def law(number: str, issued: str, *names: str) -> Document:
    return record(number, issued, "Luật", issuer="Quốc hội", title="Thủy sản", names=names)


@pytest.fixture
def laws(tmp_path: Path) -> Iterator[Corpus]:
    older = law("17/2003/QH11", "2003-11-26", "Luật Thủy sản", "Luật Thủy sản 2003")
    newer = law("18/2017/QH14", "2017-11-21", "Luật Thủy sản", "Luật Thủy sản 2017")
    with corpus_of(tmp_path, [older, newer]) as corpus:
        yield corpus


def test_a_law_by_name_and_year_is_its_record(laws: Corpus) -> None:
    for text in ("theo Luật Thủy sản năm 2017", "Luật thuỷ sản ngày 21 tháng 11 năm 2017"):
        resolution = only(text, laws)
        assert resolution.state is State.RESOLVED
        assert resolution.document
        assert resolution.document.number == "18/2017/QH14"


def test_a_name_without_its_year_or_of_another_is_not_guessed(laws: Corpus) -> None:
    for text in ("theo Luật Thủy sản", "theo Luật Thủy sản năm 2016", "theo Luật Xây dựng năm 2017"):
        resolution = only(text, laws)
        assert (resolution.state, resolution.reason) == (State.UNCHECKED, Reason.UNNUMBERED)


def test_a_name_after_its_number_is_the_same_law(laws: Corpus) -> None:
    first, second = link(extract("Luật Thủy sản số 17/2003/QH11; Điều 3 Luật Thủy sản."), laws)
    assert second.document == first.document
    assert second.state is State.RESOLVED


@pytest.mark.parametrize(
    "text",
    ["Nghị định số 3O/2020/NĐ-CP", "Nghị định số 30/2O20/NĐ-CP", "Nghị định số 30/NĐ-CP/2020", "nghi dinh so 30/2020/nd-cp"],
)
def test_an_oddly_written_number_is_still_its_document(text: str, few: Corpus) -> None:
    resolution = only(f"{text} ngày 05/3/2020 của Chính phủ", few)
    assert resolution.state is State.RESOLVED
    assert resolution.document
    assert resolution.document.number == "30/2020/NĐ-CP"
