"""Tables of encodings from before Unicode, both ways."""

import pytest

from legalref.reading.encodings import TCVN3, from_mojibake, from_tcvn3, from_vni

TONED = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"


def test_tcvn3_has_every_vietnamese_letter_once() -> None:
    assert len(set(TCVN3.values())) == len(TCVN3)
    assert {letter for letter in TONED if not letter.isascii()} | set("ĂÂÊÔƠƯĐ") == set(TCVN3.values())


def test_tcvn3_is_read_from_bytes() -> None:
    assert from_tcvn3(b"Ngh\xde \xae\xdenh s\xe8 5/N\xa7-CP \x93\xab t\xab\x94") == "Nghị định số 5/NĐ-CP “ô tô”"
    assert from_tcvn3(b"\xa1\xb3n, \xa4\xb4") == "Ắn, Ộ"


@pytest.mark.parametrize(
    ("written", "want"),
    [
        ("Nghò ñònh soá 30/2020/NÑ-CP", "Nghị định số 30/2020/NĐ-CP"),
        ("ÖÙNG CÖÛ, ôû Myõ Tho, kyø hoïp, quyù, kyû luaät, ly kyø, tyû leä, kyõ, lîch, lyù", ""),
        ("aê aé aè aú aü aë aâ aá aà aå aã aä", "ă ắ ằ ẳ ẵ ặ â ấ ầ ẩ ẫ ậ"),
        ("QUYEÁT, Quyeát, QuyeÁt", "QUYẾT, Quyết, Quyết"),
        ("Hoa Kyø, oâ toâ", "Hoa Kỳ, ô tô"),
    ],
)
def test_vni_is_read(written: str, want: str) -> None:
    assert from_vni(written) == (want or "ỨNG CỬ, ở Mỹ Tho, kỳ họp, quý, kỷ luật, ly kỳ, tỷ lệ, kỹ, lỵch, lý")


def test_utf8_taken_for_cp1252_is_read() -> None:
    assert from_mojibake("Nghá»‹ Ä‘á»‹nh NÄ\x90-CP") == "Nghị định NĐ-CP"
    with pytest.raises(UnicodeError):
        from_mojibake("Nghị định")
    with pytest.raises(UnicodeError):
        from_mojibake("Générale")
