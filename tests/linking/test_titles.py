"""How alike titles are."""

import pytest

from legalref.linking.titles import closeness, same_title

RECORDED = "Quy định chi tiết một số điều của Luật Phòng cháy và chữa cháy"


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        ("quy định chi tiết một số điều của Luật Phòng cháy và chữa cháy", True),
        ("quy dinh chi tiet Luat Phong chay va chua chay", True),
        ("quy định chi tiết một số điều của Luật Phòng cháy và chữa cháy, các đơn vị rà soát lại kho bãi", True),
        ("về phòng cháy và chữa cháy", True),
        ("về quản lý phân bón", False),
        ("quy định mức thu lệ phí đăng ký xe", False),
        ("về việc", None),
        ("về phí", None),
        ("quy định chi tiết một số điều của Luật Giao thông đường bộ", False),
        ("về phòng cháy và chữa cháy rừng đặc dụng", None),
    ],
)
def test_titles_are_of_one_document_or_of_two(cited: str, expected: bool | None) -> None:
    assert same_title(cited, RECORDED) is expected


def test_titles_that_name_other_documents_differ_by_their_numbers() -> None:
    recorded = "Sửa đổi, bổ sung một số điều của Thông tư số 12/2016/TT-BXD ngày 30/6/2016"
    assert same_title("sửa đổi, bổ sung một số điều của Thông tư số 12/2016/TT-BXD", recorded) is True
    assert same_title("sửa đổi, bổ sung một số điều của Thông tư số 14/2016/TT-BXD", recorded) is False


def test_abbreviations_are_what_they_stand_for() -> None:
    assert same_title("về giám sát của Mặt trận Tổ quốc", "Giám sát của MTTQ và các đoàn thể ở cơ sở") is True
    assert same_title("về hoạt động của UBND các cấp", "Quy định về hoạt động của Ủy ban nhân dân các cấp") is True


def test_closeness_counts_all_words_of_both() -> None:
    assert closeness(RECORDED, RECORDED.upper()) == 1
    assert closeness(RECORDED + " và bảo hiểm", RECORDED) < 1
    assert closeness("", "") == 0
