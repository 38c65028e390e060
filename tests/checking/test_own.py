"""What a text says of itself: its day is the day of the check where that is wanted, its number is no citation."""

from datetime import date
from pathlib import Path

from factories import corpus_of, record

from legalref.checking import examine
from legalref.corpus import Corpus
from legalref.model import Reason, Severity, State, Status

HEAD = """BỘ TÀI CHÍNH
-------

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------

Hà Nội, ngày 12 tháng 6 năm 2018

QUYẾT ĐỊNH SỐ 1234/QĐ-BTC
Về việc ban hành quy chế

Căn cứ {cited};
"""
CITED = "Quy định số 66-QĐ/TW ngày 06/02/2017 của Ban Bí thư"


def test_the_day_of_the_check_is_that_of_the_text(few: Corpus) -> None:
    found = examine(HEAD.format(cited=CITED), few, as_of="document")
    assert (found.day, found.day_is_own) == (date(2018, 6, 12), True)
    assert [finding.rule for each in found.citations for finding in each.findings if finding.rule[:3] == "LR3"] == []


def test_without_a_day_of_its_own_it_is_today(few: Corpus) -> None:
    found = examine(CITED, few, as_of="document")
    assert (found.day, found.day_is_own) == (date.today(), False)


def test_its_own_number_is_no_citation(few: Corpus) -> None:
    found = examine(HEAD.format(cited=CITED), few, as_of=date(2026, 11, 24))
    own = [each for each in found.citations if each.citation.number == "1234/QĐ-BTC"]
    assert [(each.resolution.state, each.resolution.reason, each.findings) for each in own] == [
        (State.UNCHECKED, Reason.OWN_NUMBER, ())
    ]


def test_nothing_later_than_its_own_day_is_meant(tmp_path: Path) -> None:
    records = [record("7/QĐ-BTC", day_, issuer="Bộ Tài chính") for day_ in ("2016-05-05", "2024-05-05")]
    with corpus_of(tmp_path, records) as corpus:
        (cited,) = [
            each for each in examine(HEAD.format(cited="Quyết định số 7/QĐ-BTC"), corpus).citations
            if each.citation.number == "7/QĐ-BTC"
        ]  # fmt: skip
    assert cited.resolution.candidates[0].issued == date(2016, 5, 5)


def test_the_place_given_is_where_unnamed_bodies_are(tmp_path: Path) -> None:
    local = [
        record("12-HD/TU", "2020-01-02", "Hướng dẫn", issuer=f"Thành ủy {place}", place=place, status=Status.UNKNOWN)
        for place in ("Hà Nội", "Hải Phòng")
    ]
    text = "Hướng dẫn số 12-HD/TU ngày 02/01/2020 của Thành ủy"
    with corpus_of(tmp_path, local) as corpus:
        (unknown,) = examine(text, corpus).citations
        (here,) = examine(text, corpus, place="Hà Nội").citations
    assert unknown.resolution.document is None
    assert here.resolution.document is not None
    assert here.resolution.document.place == "Hà Nội"


def test_the_longest_prefix_says_how_much_a_finding_may_weigh(few: Corpus) -> None:
    text = "Nghị định số 34/2016/NĐ-CP ngày 14/5/2016 của Chính phủ"

    def weight(**severities: Severity) -> Severity:
        (found,) = examine(text, few, as_of=date(2026, 11, 24), severities=severities).citations[0].findings
        return found.severity

    assert weight() is Severity.ERROR
    assert weight(LR3=Severity.INFO) is Severity.INFO
    assert weight(LR3=Severity.INFO, LR301=Severity.WARNING) is Severity.WARNING


def test_no_setting_makes_a_finding_heavier_than_its_fact(few: Corpus) -> None:
    (found,) = examine(
        "Quy định số 66-QĐ/TW ngày 06/02/2017", few, as_of=date(2026, 11, 24), severities={"LR": Severity.ERROR}
    ).citations
    assert [finding.severity for finding in found.findings] == [Severity.WARNING]


def test_another_number_in_the_line_of_its_own_is_a_citation(few: Corpus) -> None:
    other = "QUYẾT ĐỊNH SỐ 1234/QĐ-BTC SỬA ĐỔI QUYẾT ĐỊNH SỐ 217-QĐ/TW NGÀY 12/12/2013"
    found = examine(HEAD.format(cited=CITED).replace("QUYẾT ĐỊNH SỐ 1234/QĐ-BTC", other), few)
    states = {each.citation.number: each.resolution.reason for each in found.citations}
    assert states["217-QĐ/TW"] is not Reason.OWN_NUMBER


def test_one_line_alone_is_no_document(few: Corpus) -> None:
    (cited,) = examine("NGHỊ ĐỊNH SỐ 30/2020/NĐ-CP NGÀY 06/3/2020 CỦA CHÍNH PHỦ\n", few).citations
    assert cited.resolution.state is State.MISMATCH


def test_that_it_is_not_yet_in_force_is_no_news_of_the_text_itself(tmp_path: Path) -> None:
    decree = record("123/2026/NĐ-CP", "2026-04-04", "Nghị định", issuer="Chính phủ", effective=date(2026, 7, 1))
    other = record("124/2026/NĐ-CP", "2026-04-04", "Nghị định", issuer="Chính phủ", effective=date(2026, 7, 1))
    head = HEAD.replace("BỘ TÀI CHÍNH", "CHÍNH PHỦ").replace("12 tháng 6 năm 2018", "04 tháng 4 năm 2026")
    head = head.replace("QUYẾT ĐỊNH SỐ 1234/QĐ-BTC", "Số: 123/2026/NĐ-CP\n\nNGHỊ ĐỊNH")
    annex = "\nPhụ lục\n(Kèm theo Nghị định số {number}/2026/NĐ-CP ngày 04 tháng 4 năm 2026 của Chính phủ)\n"
    text = head.format(cited=CITED) + annex.format(number=123) + annex.format(number=124)
    found = examine(text, corpus_of(tmp_path, [decree, other]), as_of="document")
    told = [each.citation.number for each in found.citations for finding in each.findings if finding.rule == "LR303"]
    assert told == ["124/2026/NĐ-CP"]
