"""What tells one record from another: term, title, place, the day of the text; and that the table of weights is used."""

from pathlib import Path

import pytest
from factories import corpus_of, day, record

from legalref import extract, link
from legalref.corpus import Corpus
from legalref.linking.context import Context, term_of
from legalref.linking.evidence import weigh
from legalref.model import Reason, Resolution, State, Status
from legalref.vocabulary import evidence
from legalref.vocabulary.messages import LANGUAGES

LAND = "Về tiếp tục đổi mới, hoàn thiện thể chế quản lý và sử dụng đất"
STAFF = "Về tiếp tục đổi mới, sắp xếp tổ chức bộ máy của hệ thống chính trị"
TWO = [record("18-NQ/TW", "2017-10-25", "Nghị quyết", title=STAFF), record("18-NQ/TW", "2022-06-16", "Nghị quyết", title=LAND)]


@pytest.fixture
def two(tmp_path: Path) -> Corpus:
    return corpus_of(tmp_path, TWO)


def linked(text: str, corpus: Corpus, context: Context | None = None) -> Resolution:
    return link(extract(text), corpus, context or Context(content=text))[-1]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Nghị quyết số 18-NQ/TW của Ban Chấp hành Trung ương khóa XII", 2017),
        ("Nghị quyết số 18-NQ/TW của Ban Chấp hành Trung ương khóa XIII", 2022),
        ("Nghị quyết số 18-NQ/TW (khóa XII) đã được quán triệt", 2017),
        ("Nghị quyết số 18-NQ/TW Hội nghị Trung ương 5 khóa XIII", 2022),
        ("Nghị quyết số 18-NQ/TW về hoàn thiện thể chế quản lý và sử dụng đất", 2022),
        ("Nghị quyết số 18-NQ/TW về sắp xếp tổ chức bộ máy của hệ thống chính trị", 2017),
    ],
)
def test_term_or_title_tells_which_of_two(text: str, year: int, two: Corpus) -> None:
    resolution = linked(text, two)
    assert resolution.state is State.RESOLVED
    assert resolution.document
    assert resolution.document.issued.year == year


@pytest.mark.parametrize("text", ["Nghị quyết số 18-NQ/TW", "Nghị quyết số 18-NQ/TW về tiếp tục đổi mới"])
def test_without_either_both_are_candidates_with_their_evidence(text: str, two: Corpus) -> None:
    resolution = linked(text, two)
    assert (resolution.state, resolution.reason) == (State.AMBIGUOUS, Reason.SEVERAL)
    assert [each.agrees["type"] for each in resolution.weighed] == [True, True]
    assert resolution.candidates == tuple(each.document for each in resolution.weighed)


def test_a_term_in_which_no_record_is_means_another_document(two: Corpus) -> None:
    assert linked("Nghị quyết số 18-NQ/TW của Ban Chấp hành Trung ương khóa X", two).state is State.NOT_IN_CORPUS


def test_a_text_cites_nothing_later_than_itself(two: Corpus) -> None:
    text = "Nghị quyết số 18-NQ/TW về tiếp tục đổi mới"
    resolution = linked(text, two, Context(day=day("2019-01-01"), content=text))
    assert resolution.weighed[0].document.issued.year == 2017
    assert resolution.weighed[1].agrees["earlier"] is False


def test_the_place_of_the_text_is_looked_at_where_the_citation_names_none(tmp_path: Path) -> None:
    places = ("Hà Nội", "Hải Phòng")
    plans = [record("12-KH/TU", "2022-03-04", "Kế hoạch", issuer=f"Thành ủy {place}", place=place) for place in places]
    text = "Kế hoạch số 12-KH/TU ngày 04/3/2022 của Thành ủy"
    with corpus_of(tmp_path, plans) as corpus:
        assert linked(text, corpus).state is State.AMBIGUOUS
        at_home = linked(text, corpus, Context(place="Hải Phòng", content=text))
    assert (at_home.state, at_home.reason) == (State.RESOLVED, None)
    assert at_home.document == plans[1]


def test_one_record_of_another_place_than_the_text_s_is_not_taken_for_sure(tmp_path: Path) -> None:
    plan = record("12-KH/TU", "2022-03-04", "Kế hoạch", issuer="Thành ủy Hà Nội", place="Hà Nội")
    text = "Kế hoạch số 12-KH/TU ngày 04/3/2022"
    with corpus_of(tmp_path, [plan]) as corpus:
        assert linked(text, corpus).state is State.RESOLVED
        elsewhere = linked(text, corpus, Context(place="Nghệ An", content=text))
    assert (elsewhere.state, elsewhere.reason) == (State.AMBIGUOUS, Reason.THIN)


def test_a_name_without_a_year_is_the_version_of_the_day_of_the_text(tmp_path: Path) -> None:
    old = record("13/2003/QH11", "2003-11-26", "Luật", names=("Luật Đất đai",), effective="2004-07-01", expired="2014-07-01",
                 status=Status.EXPIRED, status_as_of="2014-07-01")  # fmt: skip
    new = record("45/2013/QH13", "2013-11-29", "Luật", names=("Luật Đất đai",), effective="2014-07-01", status=Status.IN_FORCE,
                 status_as_of="2020-01-01")  # fmt: skip
    with corpus_of(tmp_path, [old, new]) as corpus:
        assert linked("theo Luật Đất đai", corpus).state is State.UNCHECKED
        then = linked("theo Luật Đất đai", corpus, Context(day=day("2014-01-15")))
        later = linked("theo Luật Đất đai", corpus, Context(day=day("2019-01-15")))
        dated = linked("theo Luật Đất đai năm 2013", corpus, Context(day=day("2014-01-15")))
    assert (then.document, then.reason) == (old, Reason.IN_FORCE_THEN)
    assert (later.document, later.reason) == (new, Reason.IN_FORCE_THEN)
    assert (dated.document, dated.reason) == (new, None)


def test_the_sum_is_that_of_the_table() -> None:
    (citation,) = extract("Nghị quyết số 18-NQ/TW ngày 16/6/2022 của Ban Chấp hành Trung ương")
    rows, found = evidence(), weigh(citation, TWO[0])
    assert found.weighed().score == rows["date"].differs + rows["type"].agrees
    assert weigh(citation, TWO[1]).score == rows["date"].agrees + rows["type"].agrees
    assert set(weigh(citation, TWO[1]).agrees) == set(rows)


def test_every_field_of_the_table_is_said_in_every_language() -> None:
    for row in evidence().values():
        assert set(row.message) == set(LANGUAGES)
        assert row.agrees >= 0 > row.differs


@pytest.mark.parametrize(
    ("issuer", "term"),
    [("Ban Chấp hành Trung ương Đảng khóa XI", "XI"), ("BCHTW (khoá XII)", "XII"), ("Bộ Chính trị", None), (None, None)],
)
def test_the_term_of_an_issuer(issuer: str | None, term: str | None) -> None:
    assert term_of(issuer) == term
