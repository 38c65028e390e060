"""Citing style by regime and day: what is asked, what is let be, and what the safe corrections do."""

from pathlib import Path

import pytest
from factories import corpus_of, day, edge, record

from legalref import check
from legalref.corpus import Corpus
from legalref.model import CheckedCitation, Confidence, Finding, Rel, Severity, Status

ARCHIVES = "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"
SCHOOL = "Nghị định số 12/2024/NĐ-CP ngày 03/02/2024 của Chính phủ quy định chi tiết Luật Trường học"


def said(checked: list[CheckedCitation]) -> list[str]:
    return [finding.rule for each in checked for finding in each.findings if finding.rule.startswith("LR5")]


def style(text: str, corpus: Corpus, regime: str | None = "hanh-chinh", as_of: str = "2026-11-24") -> list[str]:
    return said(check(text, corpus, as_of=day(as_of), regime=regime))


def corrected(text: str, checked: list[CheckedCitation]) -> str:
    """Return `text` with every safe correction made, the last first."""
    edits = {(one.start, one.end, one.text) for each in checked for finding in each.findings for one in finding.edits}
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


@pytest.fixture(scope="module")
def schools(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """A law that two laws amended, a decree that one decree did, and what a consolidated text holds together."""
    law = record("20/2015/QH13", "2015-06-10", "Luật", names=("Luật Trường học",), status=Status.PARTLY_EXPIRED)
    first = record("11/2019/QH14", "2019-06-10", "Luật", title="Sửa đổi Luật Trường học")
    second = record("15/2023/QH15", "2023-06-10", "Luật", title="Sửa đổi Luật Trường học lần hai", confidence=Confidence.MINED)
    decree = record("12/2024/NĐ-CP", "2024-02-03", "Nghị định", issuer="Chính phủ", title="Quy định chi tiết Luật Trường học")
    circular = record("05/2024/TT-BGDĐT", "2024-05-06", "Thông tư", issuer="Bộ Giáo dục và Đào tạo", title="Quy định sổ điểm")
    merged = record("77/VBHN-VPQH", "2026-08-03", "Văn bản hợp nhất", issuer="Văn phòng Quốc hội")
    relations = [
        edge(first, Rel.AMENDS, law, "2020-01-01"),
        edge(second, Rel.AMENDS, law, "2024-01-01"),
        edge(merged, Rel.CONSOLIDATES, law),
    ]
    return corpus_of(tmp_path_factory.mktemp("schools"), [law, first, second, decree, circular, merged], relations)


def test_without_a_regime_no_style_is_asked_for(schools: Corpus) -> None:
    text = "Theo Điều 5, Khoản 2 Nghị định số 12/2024/NĐ-CP ngày 3/2/2024; căn cứ điều 7 Luật Trường học số 20/2015/QH13."
    assert style(text, schools, regime=None) == []
    assert style(text, schools) != []


@pytest.mark.parametrize(
    ("as_of", "rule"),
    [("2025-03-31", "LR503"), ("2025-04-01", "LR504"), ("2025-06-30", "LR504"), ("2025-07-01", "LR505")],
)
def test_a_normative_text_follows_the_rule_of_its_day(as_of: str, rule: str, schools: Corpus) -> None:
    assert style("Thực hiện Nghị định số 12/2024/NĐ-CP, các trường lập sổ.", schools, "qppl", as_of) == [rule]


def test_a_missing_day_is_no_fault_in_a_normative_text_of_today(schools: Corpus) -> None:
    text = "Thực hiện Nghị định số 12/2024/NĐ-CP của Chính phủ quy định chi tiết Luật Trường học."
    assert style(text, schools, "qppl") == []
    assert style(text, schools, "qppl", "2025-03-31") == ["LR503"]
    assert style(text, schools, "hanh-chinh") == ["LR501"]


def test_the_two_regimes_ask_the_opposite_of_a_law(schools: Corpus) -> None:
    named, numbered = "Thực hiện Luật Thư viện, các xã họp.", "Thực hiện Luật Thư viện số 46/2019/QH14, các xã họp."
    assert (style(named, schools), style(numbered, schools)) == ([], ["LR502"])
    assert (style(named, schools, "qppl"), style(numbered, schools, "qppl")) == (["LR505"], [])


@pytest.mark.parametrize(
    "text",
    [
        f"Thực hiện Thông tư số 05/2024/TT-BGDĐT ngày 06/5/2024 của Bộ Giáo dục và Đào tạo hướng dẫn {SCHOOL}.",
        "Sổ điểm ban hành kèm theo Thông tư số 05/2024/TT-BGDĐT ngày 06/5/2024 của Bộ Giáo dục và Đào tạo.",
        "Chính phủ đã quy định chi tiết (Nghị định số 12/2024/NĐ-CP ngày 03/02/2024 của Chính phủ).",
        f"{SCHOOL} được sửa đổi, bổ sung bởi Nghị định số 99/2025/NĐ-CP và Nghị định số 98/2026/NĐ-CP.",
        "QCVN 01:2020/BGDĐT được áp dụng.",
    ],
)
def test_what_need_not_be_named_in_full(text: str, schools: Corpus) -> None:
    assert "LR501" not in style(text, schools)


def test_only_the_first_mention_is_asked_for_in_full(schools: Corpus) -> None:
    text = f"Thực hiện {SCHOOL}. Theo Nghị định số 12/2024/NĐ-CP, trường lập sổ. Nghị định 12/2024/NĐ-CP giao việc này."
    assert style(text, schools) == []


def test_a_first_mention_shows_how_the_corpus_has_it(schools: Corpus) -> None:
    (checked,) = check("Thực hiện Nghị định số 12/2024/NĐ-CP.", schools, as_of=day("2026-11-24"), regime="hanh-chinh")
    (finding,) = checked.findings
    assert "ngày ban hành, cơ quan ban hành, trích yếu" in finding.message
    assert "ngày 03/02/2024 của Chính phủ quy định chi tiết Luật Trường học" in finding.message


def test_a_later_mention_may_not_repeat_but_another_document_may(schools: Corpus) -> None:
    repeated = f"Thực hiện {SCHOOL}. Theo {SCHOOL}, trường lập sổ."
    assert style(repeated, schools) == ["LR511"]
    assert style(f"Thực hiện {SCHOOL}. Theo {ARCHIVES}, văn thư lập sổ.", schools) == []
    assert (
        style(f"Thực hiện {SCHOOL}.\nPhụ lục\n(Kèm theo Nghị định số 12/2024/NĐ-CP ngày 03/02/2024 của Chính phủ)", schools) == []
    )


def test_amendments_are_asked_for_by_name_and_as_far_as_they_reach(schools: Corpus) -> None:
    law = "Thực hiện Luật Trường học số 20/2015/QH13"
    both = f"{law} được sửa đổi, bổ sung bởi Luật số 11/2019/QH14 và Luật số 15/2023/QH15."
    assert style(f"{law}, các trường họp.", schools, "qppl") == ["LR521"]
    assert style(both, schools, "qppl") == []
    assert style(f"{law} được sửa đổi, bổ sung bởi Luật số 11/2019/QH14.", schools, "qppl") == ["LR524"]
    assert style(f"{law}, các trường họp.", schools, "hanh-chinh") == ["LR502"]


def test_an_amendment_weighs_no_more_than_its_source(schools: Corpus) -> None:
    def findings(text: str) -> list[Finding]:
        checked = check(text, schools, as_of=day("2026-11-24"), regime="qppl")
        return [finding for each in checked for finding in each.findings if finding.rule == "LR521"]

    (finding,) = findings("Thực hiện Luật Trường học số 20/2015/QH13, các trường họp.")
    assert finding.severity is Severity.WARNING
    assert "Luật 11/2019/QH14" in finding.message


def test_that_amendments_are_missing_is_said_instead_of_that_there_are_some(schools: Corpus) -> None:
    (checked,) = check(
        "Thực hiện Luật Trường học số 20/2015/QH13, các trường họp.", schools, as_of=day("2026-11-24"), regime="qppl"
    )
    assert [finding.rule for finding in checked.findings] == ["LR521"]


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("điểm a khoản 2 Điều 5", False),
        ("Điều 5 khoản 2", True),
        ("Điều 5, khoản 2", True),
        ("Điều 5, khoản 2, điểm a", True),
        ("Điều 3, khoản 2 Điều 5", False),
        ("điểm a khoản 1, điểm b khoản 2 Điều 5", False),
        ("các điểm a, b khoản 1 và điểm c khoản 3 Điều 5", False),
    ],
)
def test_provisions_go_from_small_to_large(place: str, found: bool, schools: Corpus) -> None:
    text = f"Thực hiện {SCHOOL}. Theo {place} Nghị định số 12/2024/NĐ-CP, trường lập sổ."
    assert ("LR531" in style(text, schools)) is found


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("theo Khoản 2 điều 5 Nghị định số 12/2024/NĐ-CP", "theo khoản 2 Điều 5 Nghị định số 12/2024/NĐ-CP"),
        ("Khoản 2 Điều 5 Nghị định số 12/2024/NĐ-CP", "Khoản 2 Điều 5 Nghị định số 12/2024/NĐ-CP"),
        ("a) Điểm b khoản 2 Điều 5 Nghị định số 12/2024/NĐ-CP", "a) Điểm b khoản 2 Điều 5 Nghị định số 12/2024/NĐ-CP"),
        ("các điều 5, 6 Nghị định số 12/2024/NĐ-CP", "các điều 5, 6 Nghị định số 12/2024/NĐ-CP"),
        ("Nghị định số 5/2024/NĐ-CP ngày 3/2/2024", "Nghị định số 05/2024/NĐ-CP ngày 03/02/2024"),
        ("Nghị định số 5/2024/NĐ-CP ngày 3 tháng 1 năm 2024", "Nghị định số 05/2024/NĐ-CP ngày 03 tháng 01 năm 2024"),
        ("Nghị định số 15/2024/NĐ-CP ngày 13 tháng 12 năm 2024", "Nghị định số 15/2024/NĐ-CP ngày 13 tháng 12 năm 2024"),
        ("Nghị định số 15/2024/NĐ-CP ngày 13-6-2024", "Nghị định số 15/2024/NĐ-CP ngày 13-6-2024"),
        ("Nghị định số 5/2004/NĐ-CP ngày 13/6/2004", "Nghị định số 5/2004/NĐ-CP ngày 13/6/2004"),
    ],
)
def test_safe_corrections_of_an_administrative_paper(text: str, right: str, schools: Corpus) -> None:
    checked = check(text, schools, as_of=day("2026-11-24"), regime="hanh-chinh", select=["LR53", "LR54"])
    assert corrected(text, checked) == right
    again = check(right, schools, as_of=day("2026-11-24"), regime="hanh-chinh", select=["LR53", "LR54"])
    assert said(again) == []


def test_safe_corrections_of_a_party_paper(schools: Corpus) -> None:
    text = "Thực hiện Kết luận số: 9-KL/TU, ngày 3/2/2026 của Tỉnh ủy Bắc Ninh V/v chống lãng phí."
    right = "Thực hiện Kết luận số 09-KL/TU, ngày 03/02/2026 của Tỉnh ủy Bắc Ninh về việc chống lãng phí."
    checked = check(text, schools, as_of=day("2026-11-24"), regime="dang")
    assert corrected(text, checked) == right
    assert style(right, schools, "dang") == []


def test_a_colon_is_let_be_outside_of_party_numbers_and_party_papers(schools: Corpus) -> None:
    party = "Thực hiện Kết luận số: 19-KL/TU, ngày 03/02/2026 của Tỉnh ủy Bắc Ninh về việc chống lãng phí."
    assert style(party, schools, "hanh-chinh") == []
    assert "LR561" not in style("Thực hiện Quyết định số: 19/QĐ-UBND ngày 03/02/2026 của UBND tỉnh.", schools, "dang")


def test_rules_of_the_party_paper_of_2026_are_not_asked_before(schools: Corpus) -> None:
    text = "Thực hiện Kết luận số 19-KL/TU V/v chống lãng phí."
    assert style(text, schools, "dang", "2026-05-26") == []
    assert style(text, schools, "dang", "2026-05-27") == ["LR506", "LR562"]


@pytest.mark.parametrize(
    ("as_of", "text", "found"),
    [
        ("2026-07-01", "Căn cứ Văn bản hợp nhất số 77/VBHN-VPQH ngày 03/8/2026 của Văn phòng Quốc hội;", True),
        ("2026-06-30", "Căn cứ Văn bản hợp nhất số 77/VBHN-VPQH ngày 03/8/2026 của Văn phòng Quốc hội;", False),
        ("2026-11-24", "Căn cứ Luật Trường học (hợp nhất tại Văn bản hợp nhất số 77/VBHN-VPQH);", False),
        ("2026-11-24", "Theo Văn bản hợp nhất số 77/VBHN-VPQH ngày 03/8/2026 của Văn phòng Quốc hội, việc này đã rõ.", False),
    ],
)
def test_a_consolidated_text_is_no_basis_by_itself(as_of: str, text: str, found: bool, schools: Corpus) -> None:
    assert ("LR551" in style(text, schools, as_of=as_of)) is found


def test_the_original_of_a_consolidated_text_is_named(schools: Corpus) -> None:
    text = "Căn cứ Văn bản hợp nhất số 77/VBHN-VPQH ngày 03/8/2026 của Văn phòng Quốc hội;"
    (checked,) = check(text, schools, as_of=day("2026-11-24"), regime="qppl", select=["LR551"])
    assert checked.findings[0].fix == "Luật 20/2015/QH13 ngày 10/6/2015 (hợp nhất tại Văn bản hợp nhất số 77/VBHN-VPQH)"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["Luật Trường học", SCHOOL], False),
        ([SCHOOL, "Luật Trường học"], True),
        ([SCHOOL, "Kết luận số 19-KL/TU ngày 03/02/2026 của Tỉnh ủy Bắc Ninh"], False),
        (
            ["Nghị định số 37/2025/NĐ-CP ngày 26/02/2025 của Chính phủ quy định chức năng, nhiệm vụ của Bộ", "Luật Trường học"],
            False,
        ),
        (["Thông tư số 05/2024/TT-BGDĐT ngày 06/5/2024 của Bộ Giáo dục và Đào tạo quy định sổ điểm", SCHOOL], True),
    ],
)
def test_bases_go_from_high_to_low(lines: list[str], found: bool, schools: Corpus) -> None:
    text = "".join(f"Căn cứ {line};\n" for line in lines)
    assert ("LR552" in style(text, schools)) is found


def test_outside_of_the_bases_no_order_is_asked_for(schools: Corpus) -> None:
    assert "LR552" not in style(f"Thực hiện {SCHOOL};\nThực hiện Luật Trường học;\n", schools)


def test_an_expired_basis_is_one_finding_that_says_so(tmp_path: Path) -> None:
    old = record("15/2010/NĐ-CP", "2010-03-01", "Nghị định", issuer="Chính phủ", expired="2020-01-01", status=Status.EXPIRED)
    with corpus_of(tmp_path, [old]) as corpus:
        (basis,) = check("Căn cứ Nghị định số 15/2010/NĐ-CP ngày 01/3/2010 của Chính phủ;", corpus)
        (other,) = check("Theo Nghị định số 15/2010/NĐ-CP ngày 01/3/2010 của Chính phủ, việc này xong.", corpus)
    assert [finding.rule for finding in basis.findings] == [finding.rule for finding in other.findings] == ["LR301"]
    assert "«Căn cứ»" in basis.findings[0].message
    assert "«Căn cứ»" not in other.findings[0].message


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Thực hiện Chỉ thị số 02-CT/CB, ngày 11/9/2026 của Chi bộ thôn Hạ về việc vệ sinh.", True),
        ("Thực hiện Kế hoạch số 02-KH/CB, ngày 11/9/2026 của Chi bộ thôn Hạ về việc vệ sinh.", False),
        ("Thực hiện Chỉ thị số 02-CT/CB, ngày 11/9/2019 của Chi bộ thôn Hạ về việc vệ sinh.", False),
        ("Thực hiện Chỉ thị số 02-CT/TU, ngày 11/9/2026 của Tỉnh ủy Bắc Ninh về việc vệ sinh.", False),
    ],
)
def test_what_a_party_cell_issues(text: str, found: bool, schools: Corpus) -> None:
    assert ("LR563" in style(text, schools, "dang")) is found


@pytest.mark.parametrize("mark", ["(Mật)", "(Tối mật)", "(tài liệu Mật)"])
def test_a_mark_of_secrecy_beside_a_title(mark: str, schools: Corpus) -> None:
    text = f"Thực hiện Kết luận số 19-KL/TU, ngày 03/02/2026 của Tỉnh ủy Bắc Ninh {mark} về việc chống lãng phí."
    assert "LR564" in style(text, schools, "dang")
    assert "LR564" not in style(text.replace(mark, ""), schools, "dang")
    assert "LR564" not in style(f"Thực hiện Kết luận số 19-KL/TU {mark}.", schools, "dang")


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("Đẩy mạnh học tập và làm theo Bác", "của Bộ Chính trị về đẩy mạnh học tập và làm theo Bác."),
        ("Quy định chế độ họp", "của Bộ Chính trị quy định chế độ họp."),
        ("Về chế độ họp", "của Bộ Chính trị về chế độ họp."),
    ],
)
def test_the_citation_in_full_reads_on_from_the_issuer_to_the_title(tmp_path: Path, title: str, rest: str) -> None:
    directive = record("05-CT/TW", "2016-05-15", "Chỉ thị", issuer="Bộ Chính trị", title=title)
    (checked,) = check("Chỉ thị số 05-CT/TW ngày 15/5/2016", corpus_of(tmp_path, [directive]), regime="dang")
    (message,) = [finding.message for finding in checked.findings if finding.rule == "LR506"]
    assert message.endswith(rest)


def test_what_is_enough_later_is_written_as_it_ought_to_be(tmp_path: Path) -> None:
    decision = record("217-QĐ/TW", "2013-12-12", issuer="Bộ Chính trị", title="Ban hành Quy chế giám sát")
    first = "Quyết định số 217-QĐ/TW ngày 12/12/2013 của Bộ Chính trị ban hành Quy chế giám sát.\n"
    again = "Theo Quyết định số 217-\nQĐ/TW ngày 12/12/2013 của Bộ Chính trị.\n"
    found = check(first + again, corpus_of(tmp_path, [decision]), regime="dang")
    told = [finding.message for each in found for finding in each.findings if finding.rule == "LR514"]
    assert len(told) == 1
    assert told[0].endswith("«Quyết định số 217-QĐ/TW».")
