"""What is read differently before a text is normalised, and what never is."""

import gc
import time
from collections.abc import Callable
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legalref.extraction.legacy import repairs
from legalref.reading.encodings import CP1252, TCVN3, from_vni

_TO_TCVN3 = {ord(letter): chr(code) for code, letter in TCVN3.items()}
_TO_VNI = {
    ord(from_vni(pair)): pair
    for pair in (
        *"ñöôæóòîíìÑÖÔÆÓÒÎÍÌ",
        *(base + mark for base in "aeouyöô" for mark in "ùøûõïâáàåãäêéèúüë"),
        *(base + mark for base in "AEOUYÖÔ" for mark in "ÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË"),
    )
    if len(from_vni(pair)) == 1
}
WRITTEN: dict[str, Callable[[str], str]] = {
    "tcvn3": lambda text: text.translate(_TO_TCVN3),
    "vni": lambda text: text.translate(_TO_VNI),
    "mojibake": lambda text: "".join(CP1252[byte] for byte in text.encode()),
}


def repaired(text: str) -> str:
    pieces, done = [], 0
    for each in repairs(text):
        pieces += text[done : each.start], each.replacement
        done = each.end
    return "".join((*pieces, text[done:]))


@pytest.mark.parametrize(
    ("text", "want"),
    [
        # TCVN3: whole sentences, stretches in correct text, symbols alone, «ô» beside quotation marks, capitals of its fonts.
        ("NghÞ ®Þnh sè 64/CP", "Nghị định số 64/CP"),
        ("theo QuyÕt ®Þnh cña Uû ban nh©n d©n huyÖn", "theo Quyết định của Uỷ ban nhân dân huyện"),
        ("Phòng đã nhận Th«ng t­ sè 7/TT-BNV của Bộ.", "Phòng đã nhận Thông tư số 7/TT-BNV của Bộ."),
        ("Thực hiện 12/2003/N§-CP và 45/1999/Q§-TTg.", "Thực hiện 12/2003/NĐ-CP và 45/1999/QĐ-TTg."),
        ("Công văn «§iÒu 5 kho¶n 2» đã gửi.", "Công văn «Điều 5 khoản 2» đã gửi."),
        ("«ng Bé tr­ëng Bé Y tÕ ®· ký LuËt nµy", "ông Bộ trưởng Bộ Y tế đã ký Luật này"),
        ("TH¤NG T¦ sè 3/TT-BTC ngµy 5/6/2001", "THÔNG TƯ số 3/TT-BTC ngày 5/6/2001"),
        ("S¾C LÖNH cña CHñ TÞCH n­íc", "SắC LệNH của CHủ TịCH nước"),
        # VNI.
        ("Nghò ñònh soá 30/2020/NÑ-CP ngaøy 5 thaùng 3", "Nghị định số 30/2020/NĐ-CP ngày 5 tháng 3"),
        ("Xem 88/2004/QÑ-TTg của Thủ tướng.", "Xem 88/2004/QĐ-TTg của Thủ tướng."),
        ("Cơ quan nhận Quyeát ñònh soá 9 từ huyện.", "Cơ quan nhận Quyết định số 9 từ huyện."),
        ("căn cứ Nghò quyeát soá 51/2001/QH10 của Quốc hội", "căn cứ Nghị quyết số 51/2001/QH10 của Quốc hội"),
        ("QUYEÁT ÑÒNH VEÀ VIEÄC GIAO ÑAÁT", "QUYẾT ĐỊNH VỀ VIỆC GIAO ĐẤT"),
        # UTF-8 taken for cp1252, with and without the characters that it lacks.
        ("Nghá»‹ Ä‘á»‹nh sá»‘ 30/2020/NÄ\x90-CP", "Nghị định số 30/2020/NĐ-CP"),
        ("Theo ThÃ´ng tÆ° sá»‘ 5 của Bộ", "Theo Thông tư số 5 của Bộ"),
        ("Luáº\xadt Ä\x90áº¥t Ä‘ai â€“ ChÃ\xadnh phá»§", "Luật Đất đai – Chính phủ"),
        # Entities.
        ("TT-BGD&amp;ĐT", "TT-BGD&ĐT"),
        ("Th&ocirc;ng t&#432; s&#x1ED1;&nbsp;5 &ndash; 6", "Thông tư số\xa05 – 6"),
        ("T&ocirc;̉ quốc", "Tổ quốc"),
        ("TT-BGD&amp;§T ngµy 2 th¸ng 9", "TT-BGD&ĐT ngày 2 tháng 9"),
    ],
)
def test_read_differently(text: str, want: str) -> None:
    assert repaired(text) == want


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ",
        "bé sẽ có thể ăn tôm, cá và rò rỉ nước ở bể «nhà» này",
        "Nghị đ\xadịnh, Thông t\xadư, quyết\xad định có g\xadạch nối mềm",
        "hàm lượng 5 µg/m³, 20°C ± 2, 3 × 4, ½ số phiếu, Ø20, mục § 5 và §§ 6–7",
        "© 2024 Công ty Ánh Dương®, giá £5, ¢20 hay ¥300; ¡hola! ¿qué?",
        "Bà Générale Müller và ông François Noël đã đến Köln, São Paulo, Malmö, Ångström.",
        "«Luật» và «ông» trong ngoặc kép, »so« cũng vậy",
        "El Niño y La Niña afectan a España este año; el señor Muñoz y la señora Ñúñez, MAÑANA",
        "Die Größe der Fläche, § 5 Abs. 2 BGB, über Köln und Düsseldorf, »schön« für alle Bäcker",
        "Le maïs, la naïveté, où est l’île ? « Ça coûte cher » — l’aïeul haïssait Noël",
        "Så då må han på øya, två år för mycket i Örebro län, Östergötlands län och Kalmar län",
        "As in Aïn Defla, Aïn Témouchent and Aïn Sefra; Windows® Office® ©Microsoft regu\xadlation",
        "Thaï, Thaï (Pattachote), Thaï (TIS-620), tagbanoua, taï-le, taï tham",
        "Công ty A&B; giá &euro 5; &khong; &#0; &#99999999; &; R&D; a && b; &notit;",
        "giấy «á» và chữ «ố»; cá», tá» – Ä, Æ: bảng chữ cái",
    ],
)
def test_left_as_it_is(text: str) -> None:
    assert repairs(text) == []
    assert repairs(normalize("NFD", text)) == []


SENTENCES = [
    "Căn cứ Luật Tổ chức chính quyền địa phương và Nghị định số 15/2014/NĐ-CP ngày 27 tháng 2 năm 2014;",
    "Quyết định này thay thế Quyết định số 8/2002/QĐ-UB về việc quản lý chợ ở các xã, phường.",
    "Thông tư liên tịch số 4/TTLT-BTC-BNV hướng dẫn khoản 3 Điều 7 đối với những người đã nghỉ hưu.",
    "Hội đồng nhân dân huyện giao cho Uỷ ban nhân dân thẩm quyền quyết định mức thu quỹ khuyến học.",
    "Chỉ thị của Ban Bí thư nêu rõ: mỗi chi bộ giữ vững kỷ luật, gương mẫu trước nhân dân.",
    "Giám đốc sở, thủ trưởng các ngành và chủ tịch ủy ban chịu trách nhiệm thi hành nghị quyết này.",
]
forms = pytest.mark.parametrize("form", WRITTEN)


@forms
@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_was_written_in_an_old_encoding_is_read_back(sentence: str, form: str) -> None:
    written = WRITTEN[form](sentence)
    assert repaired(written) == sentence
    assert {each.form for each in repairs(written)} == {form}


@forms
@given(before=st.sampled_from(SENTENCES), after=st.sampled_from(SENTENCES), between=st.sampled_from(SENTENCES))
@settings(max_examples=60, deadline=None)
def test_correct_text_around_a_stretch_is_left(form: str, before: str, between: str, after: str) -> None:
    assert repaired(f"{before} {WRITTEN[form](between)} {after}") == f"{before} {between} {after}"


def test_offsets_are_those_of_the_text() -> None:
    text = "Bộ có «NghÞ ®Þnh sè 64/CP» &amp; 5/QÑ-TTg"
    assert [(text[each.start : each.end], each.replacement, each.form) for each in repairs(text)] == [
        ("NghÞ", "Nghị", "tcvn3"),
        ("®Þnh", "định", "tcvn3"),
        ("sè", "số", "tcvn3"),
        ("&amp;", "&", "entity"),
        ("QÑ", "QĐ", "vni"),
    ]


PLAIN = [*SENTENCES, "«Điều lệ»", "§ 5", "©", "®", "Müller", "10 m²", "\u00ad", "\u00a0", "\n", "A&B; ", "5 ° ", "El Niño", ", "]
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"


@given(st.lists(st.sampled_from(PLAIN) | st.text(LETTERS + LETTERS.upper() + " .,;:-/()“”0123456789\u00ad"), max_size=12))
@settings(max_examples=300, deadline=None)
def test_plain_vietnamese_yields_nothing(pieces: list[str]) -> None:
    assert repairs(" ".join(pieces)) == []


ANY = [
    *(WRITTEN[form](sentence) for form in WRITTEN for sentence in SENTENCES),
    "«",
    "»",
    "®",
    "&amp;",
    "&",
    "Ä‘",
    "á»",
    "ñ",
    "Ạ",
]


@given(st.lists(st.sampled_from(ANY) | st.text(max_size=8), max_size=8).map("".join))
@settings(max_examples=300, deadline=None)
def test_repairs_are_in_order_and_apart(text: str) -> None:
    end = 0
    for each in repairs(text):
        assert end <= each.start < each.end <= len(text)
        assert each.replacement not in ("", text[each.start : each.end])
        end = each.end


@pytest.mark.parametrize("piece", ["®a", "«", "a«»", "á»‹", "&", "&amp;", "®Þnh ", "ñ ", "Ã", f"{'y' * 330}®x", "ÄÄ", "N§-"])
def test_time_is_linear(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        gc.disable()  # what other tests left behind is not to be counted
        try:
            start = time.process_time()
            repairs(text)
            return time.process_time() - start
        finally:
            gc.enable()

    seconds(1000)
    assert min(seconds(400_000) for _ in range(3)) < 20 * max(min(seconds(50_000) for _ in range(3)), 0.002)
