"""What stands for a document without naming it, and what it stands for."""

import unicodedata

from legalref import extract
from legalref.model import DOCUMENTS, Citation, Kind

TEXT = """Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ (sau đây gọi tắt là Nghị định 30)
và Luật Lưu trữ số 33/2024/QH15;
Theo khoản 2 Điều 5 Quyết định này và Điều 7 Nghị định nói trên, việc nêu tại điểm đ khoản 1 Điều 9 do xã làm.
Nghị định 30 và Luật Lưu trữ vẫn được áp dụng; chi bộ thực hiện Kế hoạch số 12/KH-UBND (sau đây gọi là Kế hoạch trồng rừng).
Mỗi thôn có một tổ theo Kế hoạch trồng rừng.
"""


def found(text: str) -> list[tuple[Kind, str, str | None]]:
    return [(each.kind, each.text, meant(text, each)) for each in extract(text, Kind)]


def meant(text: str, citation: Citation) -> str | None:
    return text[slice(*citation.antecedent)] if citation.antecedent else None


def test_all_kinds_in_order() -> None:
    assert found(TEXT) == [
        (Kind.FULL, "Nghị định số 30/2020/NĐ-CP", None),
        (Kind.SHORT, "Nghị định 30", "Nghị định số 30/2020/NĐ-CP"),
        (Kind.FULL, "Luật Lưu trữ số 33/2024/QH15", None),
        (Kind.SELF, "Quyết định này", None),
        (Kind.BACK, "Nghị định nói trên", "Nghị định số 30/2020/NĐ-CP"),
        (Kind.PROVISION, "điểm đ khoản 1 Điều 9", None),
        (Kind.SHORT, "Nghị định 30", "Nghị định số 30/2020/NĐ-CP"),
        (Kind.NAMED, "Luật Lưu trữ", "Luật Lưu trữ số 33/2024/QH15"),
        (Kind.FULL, "Kế hoạch số 12/KH-UBND", None),
        (Kind.BACK, "Kế hoạch trồng rừng", "Kế hoạch số 12/KH-UBND"),
    ]


def test_by_default_only_documents() -> None:
    assert {each.kind for each in extract(TEXT)} == DOCUMENTS
    assert [each.text for each in extract(TEXT, [Kind.SELF])] == ["Quyết định này"]


def test_provisions_of_mentions_are_theirs() -> None:
    own, back, provision = (each for each in extract(TEXT, Kind) if each.kind not in DOCUMENTS and each.pinpoints)
    assert [(each.dieu, each.khoan, each.diem) for each in own.pinpoints] == [("5", "2", None)]
    assert [(each.dieu, each.khoan, each.diem) for each in back.pinpoints] == [("7", None, None)]
    assert [(each.dieu, each.khoan, each.diem) for each in provision.pinpoints] == [("9", "1", "đ")]


def test_where_two_could_be_meant_none_is() -> None:
    text = "Nghị định số 30/2020/NĐ-CP và Nghị định số 30/2021/NĐ-CP; Nghị định 30 và Nghị định nói trên."
    assert [meant(text, each) for each in extract(text, Kind)] == [None] * 4


def test_a_law_of_two_years_is_not_guessed() -> None:
    text = "Luật Giá năm 2012 và Luật Giá năm 2023; theo Luật Giá, giá do tỉnh định."
    assert [meant(text, each) for each in extract(text)] == [None] * 3


def test_a_mention_far_away_has_no_antecedent() -> None:
    text = "Nghị định số 30/2020/NĐ-CP. " + "Tổ chức thực hiện nghiêm túc. " * 100 + "Nghị định nói trên."
    assert [meant(text, each) for each in extract(text, Kind)] == [None, None]


def test_verbs_and_lower_case_are_no_mentions() -> None:
    assert found("Hội đồng quyết định đó là việc nên làm, và thông báo này được gửi đi.") == []


def test_only_names_of_documents_are_agreed_on() -> None:
    text = "Theo Thông tư số 1/2020/TT-NHNN, các tổ chức tín dụng (sau đây gọi là TCTD) phải báo cáo. TCTD nộp hồ sơ."
    assert [kind for kind, _, _ in found(text)] == [Kind.FULL]
    text = "Nghị định số 9/2019/NĐ-CP. Việc ấy được gọi là Đề án. Đề án ấy tốt."
    assert all(meant(text, each) is None for each in extract(text, Kind))


def test_several_documents_are_not_one() -> None:
    text = "Nghị định số 30/2020/NĐ-CP có hiệu lực. Các Nghị định trên, hai Nghị định nói trên, Kế hoạch trên địa bàn tỉnh."
    assert [kind for kind, _, _ in found(text)] == [Kind.FULL]


def test_a_short_mention_of_what_is_far_does_not_hide_what_is_near() -> None:
    text = (
        "Nghị định số 9/2019/NĐ-CP. "
        + "Tổ chức thực hiện. " * 120
        + "Nghị định số 1/2020/NĐ-CP; Nghị định 9/2019; Nghị định số 2/2020/NĐ-CP."
    )
    back = extract(f"{text} Nghị định nói trên.", Kind)[-1]
    assert (back.kind, back.antecedent) == (Kind.BACK, None)


def test_quantities_are_no_provisions() -> None:
    assert found("khoản 30 tỷ đồng, cao điểm 2 tháng, đạt 10 điểm 5, phần 3 người, tiết 1") == []


def test_decomposed_text_agrees_on_names_too() -> None:
    composed = [(kind, text) for kind, text, _ in found(TEXT)]
    apart = unicodedata.normalize("NFD", TEXT)
    assert [(kind, unicodedata.normalize("NFC", text)) for kind, text, _ in found(apart)] == composed
