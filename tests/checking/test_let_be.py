"""Right citations, and what only looks wrong in them: nothing is said, or no more than a note."""

from pathlib import Path

import pytest
from factories import corpus_of, day, edge, record

from legalref import check
from legalref.corpus import Corpus
from legalref.model import Rel, Severity


def heavy(text: str, corpus: Corpus) -> list[str]:
    """Return the rules that say more than a note, those of validity apart."""
    findings = [finding for each in check(text, corpus, as_of=day("2026-11-24")) for finding in each.findings]
    return [each.rule for each in findings if each.severity is not Severity.INFO and not each.rule.startswith("LR3")]


@pytest.mark.parametrize(
    "text",
    [
        "Phụ lục kèm theo Thong tu so 99-2018-TT-BNNPTNT.docx",
        "Tải tệp Nghi dinh so 13-2020-NĐ-CP da sua doi nam 2022.doc về máy",
        "Luật số 21-LCT/HĐNN8 ngày 30/6/1989",
        "LUẬT SỐ 18-L/CTN NGÀY 06/07/1993 CỦA QUỐC HỘI",
        "Quyết định số 987-CT ngày 01/3/1985 của Chủ tịch Hội đồng Bộ trưởng",
        "Quyết định số 955CT về sách giáo khoa",
        "Thông tư số 104/TC/GTBĐ ngày 07/12/1994 của Bộ Tài chính",
        "Quyết định số 9344 QĐ/KT ngày 21 tháng 3 năm 1977 của Bộ trưởng Bộ Thủy lợi",
        "Nghị định số 9163/CP ngày 04 tháng 7 năm 1974 của Hội đồng Chính phủ",
        "Căn cứ kết luận của Bộ Chính trị tại các văn bản số 15422-CV/VPTW ngày 08/6/2025",
        "Nghị quyết 57-NQ/TƯ ngày 22/12/2024 của Bộ Chính trị",
        "Mẫu quyết định số 02: Quyết định tạm giữ",
        "Thông tư số 149/2099/ \nTT-BLĐTBXH",
        "Hướng dẫn số 912/HD-MTTW-BTT ngày 12/3/2024 của Ban Thường trực Ủy ban Trung ương MTTQ Việt Nam",
        "Quyết định số 317-QĐ/TWĐTN-TNTH ngày 12/3/2024 của Ban Bí thư Trung ương Đoàn",
        "Quyết định số 1232/1999/QĐ-TTg ngày 24/12/1999",
        "Quyết định số 9901/2021/QĐ-UBND ngày 31/12/2020 của UBND tỉnh Bắc Ninh",
    ],
)
def test_old_symbols_files_and_organs_are_let_be(text: str, shipped: Corpus) -> None:
    assert heavy(text, shipped) == []


def test_a_space_before_a_line_end_is_the_mediums(shipped: Corpus) -> None:
    wrapped = "Nghị định số 30/2020/ \nNĐ-CP ngày 05/3/2020 của Chính phủ"
    (checked,) = check(wrapped, shipped, as_of=day("2026-11-24"))
    assert checked.resolution.document is not None
    assert checked.findings == ()
    assert heavy("Nghị định số 30/2020/ NĐ-CP ngày 05/3/2020 của Chính phủ", shipped) == ["LR102"]


def test_the_correction_of_a_glued_number_sets_the_space(shipped: Corpus) -> None:
    text = "Nghị định số30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ"
    (checked,) = check(text, shipped, as_of=day("2026-11-24"))
    (finding,) = checked.findings
    (edit,) = finding.edits
    assert text[: edit.start] + edit.text + text[edit.end :] == "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ"


def test_a_title_behind_a_list_is_of_the_list(tmp_path: Path) -> None:
    decree = record(
        "54/2017/NĐ-CP", "2017-05-08", "Nghị định", issuer="Chính phủ", title="Quy định chi tiết Luật Dược", sources=("phapdien",)
    )
    other = "về giá vé tàu hỏa chạy đêm trong mùa nước nổi"
    with corpus_of(tmp_path, [decree]) as corpus:
        circular = "Thông tư số 99/2018/TT-BYT quy định chi tiết một số điều của Luật Dược"
        listed = f"{circular} và Nghị định số 54/2017/NĐ-CP ngày 08/5/2017 của Chính phủ {other}."
        assert "LR207" not in heavy(listed, corpus)
        assert heavy(f"Theo Nghị định số 54/2017/NĐ-CP ngày 08/5/2017 của Chính phủ {other}.", corpus) == ["LR207"]
        laid_down = "Theo Nghị định số 54/2017/NĐ-CP ngày 08/5/2017 của Chính phủ, hướng dẫn tại Thông tư số 38/2015/TT-BTC"
        assert heavy(laid_down, corpus) == []


def test_one_fault_is_one_finding(shipped: Corpus) -> None:
    assert heavy("Thông tư số 9906/2024/NĐ-CP ngày 30/7/2024 của Bộ Y tế", shipped) == ["LR103"]
    assert heavy("Thông tư số 9912/2025/TT-BTNMT ngày 20/6/2025 của Bộ Tài nguyên và Môi trường", shipped) == ["LR110"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("khoản 9 Điều 1 Nghị định số 30/2020/NĐ-CP", True),
        ("Điều 1, khoản 2 Điều 4 Nghị định số 30/2020/NĐ-CP", False),
        ("khoản 9 Điều 1 Nghị định số 30/2020/NĐ-CP được bổ sung bởi Nghị định số 99/2026/NĐ-CP", False),
        ("Nghị định sửa đổi, bổ sung khoản 9 Điều 1 Nghị định số 30/2020/NĐ-CP", False),
    ],
)
def test_provisions_of_lists_and_of_changes(text: str, found: bool, shipped: Corpus) -> None:
    findings = [finding.rule for each in check(text, shipped, as_of=day("2026-11-24")) for finding in each.findings]
    assert ("LR401" in findings) is found


def test_two_days_of_one_document_are_told_beside_any_number_of_others(tmp_path: Path) -> None:
    others = "".join(f"Quyết định số {number}/QĐ-XYZ ngày 02/01/2019 của Trường Z. " for number in range(100, 160))
    text = f"Quyết định số 97/QĐ-XYZ ngày 02/01/2019 của Trường Z. {others}Quyết định số 97/QĐ-XYZ ngày 12/01/2019 của Trường Z."
    old = record("1/2010/NĐ-CP", "2010-01-01", "Nghị định")
    with corpus_of(tmp_path, [old], [edge(old, Rel.GUIDES, old)]) as corpus:
        assert heavy(text, corpus) == ["LR210"]


def test_words_quoted_from_a_document_are_not_its_title(tmp_path: Path) -> None:
    title = "Hướng dẫn áp dụng một số quy định của pháp luật về án phí"
    resolution = record("01/2012/NQ-HĐTP", "2012-06-13", "Nghị quyết", title=title, sources=("phapdien",))
    corpus = corpus_of(tmp_path, [resolution])
    quoted = check(
        "Theo Nghị quyết số 01/2012/NQ-HĐTP ngày 13/6/2012: “Giá tài sản theo quy định của Ủy ban nhân dân tỉnh”", corpus
    )
    titled = check("Theo Nghị quyết số 01/2012/NQ-HĐTP ngày 13/6/2012 về giá tài sản theo quy định của địa phương", corpus)
    assert "LR207" not in [finding.rule for each in quoted for finding in each.findings]
    assert "LR207" in [finding.rule for each in titled for finding in each.findings]


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        (" (sửa đổi, bổ sung năm 2017)", False),
        (", được sửa đổi, bổ sung bởi Luật số 12/2017/QH14", False),
        (" (được sửa đổi, bổ sung năm 2018)", True),
        ("", True),
    ],
)
def test_an_amendment_that_the_text_names_itself_is_no_news(tmp_path: Path, behind: str, told: bool) -> None:
    code = record("100/2015/QH13", "2015-11-27", "Bộ luật", names=("Bộ luật Hình sự", "Bộ luật Hình sự 2015"))
    change = record("12/2017/QH14", "2017-06-20", "Luật", title="Sửa đổi Bộ luật Hình sự")
    corpus = corpus_of(tmp_path, [code, change], [edge(change, Rel.AMENDS, code, "2018-01-01")])
    found = check(f"Theo khoản 1 Điều 173 Bộ luật Hình sự năm 2015{behind}; bị cáo phạm tội.", corpus, as_of=day("2020-05-20"))
    assert ("LR302" in [finding.rule for each in found for finding in each.findings]) is told


def test_a_wrong_symbol_is_told_once(tmp_path: Path) -> None:
    decree = record("06/2024/NĐ-CP", "2024-01-25", "Nghị định", issuer="Chính phủ", title="Sửa đổi quy định về đường thủy")
    text = "Thông tư số 06/2024/NĐ-CP ngày 30/7/2024 của Bộ Lao động - Thương binh và Xã hội sửa đổi quy chế tiền lương"
    (found,) = check(text, corpus_of(tmp_path, [decree]))
    assert [finding.rule for finding in found.findings if finding.rule[:3] in ("LR1", "LR2")] == ["LR103"]
