"""PDF: lines, paragraphs, pages and columns; what stands between them; files that are protected, scanned, damaged or hostile."""

import random
import subprocess
import sys
import tracemalloc
import unicodedata
from contextlib import suppress
from time import monotonic

import pytest
from pdf_files import Page, flowed, pdf

from legalref.errors import UnreadableInput
from legalref.extraction import extract
from legalref.model import Location, Text
from legalref.reading.content import MOST_SECONDS, Budget, Content
from legalref.reading.encodings import CP1252, TCVN3
from legalref.reading.pdf import read
from legalref.reading.pdf_layout import Segment, pages
from legalref.reading.pdf_paragraphs import write

FIRST = "  Thực hiện Nghị định số 30/2020/NĐ-"
BODY = [
    "  Các cơ quan, đơn vị rà soát việc soạn thảo văn bản trong năm",
    "qua theo Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020",
    "của Chính phủ về công tác văn thư và gửi kết quả trước ngày 10.",
    "  Điều 2. Đơn vị được giao",
    "  Văn phòng theo dõi việc thực hiện.",
]
IMAGE = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\n0\nendstream"
SCAN = Page([], before=b"q 595 0 0 842 0 0 cm /X Do Q", resources=b"/XObject<</X 1 0 R>>")


def content(data: bytes, most: int = 200_000_000) -> Content:
    return read(data, "a.pdf", Budget("a.pdf", most))


def text(*lines: str, **more: float) -> str:
    return content(pdf(Page(flowed(*lines, **more)))).text


def fault(data: bytes, most: int = 200_000_000) -> str:
    with pytest.raises(UnreadableInput) as caught:
        content(data, most)
    assert caught.value.say("en")
    return caught.value.message


def test_lines_become_paragraphs() -> None:
    assert text(*BODY).split("\n\n") == [
        "\n".join(line.strip() for line in BODY[:3]),
        "Điều 2. Đơn vị được giao",
        "Văn phòng theo dõi việc thực hiện.\n",
    ]


@pytest.mark.parametrize(
    ("above", "below", "goes_on"),
    [
        ("Theo quy định của pháp luật về đất đai và khoản 2", "Điều 5 Luật Đất đai năm 2013 về sử dụng đất đai", True),
        ("Theo quy định của pháp luật về đất đai và khoản 2", "Điều 5. Phạm vi", False),
        ("Các đơn vị gửi báo cáo về Văn phòng trước ngày 10", "- Đơn vị thứ nhất gửi trước ngày mồng năm hằng tháng", False),
        ("Các đơn vị gửi báo cáo về Văn phòng như sau đây:", "a) Đơn vị thứ nhất gửi trước ngày mồng năm hằng tháng", False),
        ("Các đơn vị gửi báo cáo về Văn phòng theo Chỉ thị số", "1. Nội dung này không phải là số của một chỉ thị nào", True),
        ("Theo Công văn số", "123/VP-TH ngày 01 tháng 02 năm 2021 của Văn phòng tỉnh", True),
        ("VĂN PHÒNG TỈNH", "Kính gửi các đơn vị thuộc Ủy ban nhân dân tỉnh ta", False),
        ("Căn cứ Luật Đất đai ngày 29 tháng 11 năm 2013 của;", "Căn cứ Luật Nhà ở ngày 25 tháng 11 năm 2014 của nước", False),
        ("Theo Quyết định số 99-QĐ/", "TW của Ban Bí thư", True),
    ],
)
def test_what_ends_a_paragraph(above: str, below: str, goes_on: bool) -> None:
    whole = text("Một dòng chữ đầy đủ của văn bản này dài đến lề phải.", "", above, below)
    assert (f"{above}\n{below}" in whole) is goes_on
    assert (f"{above}\n\n{below}" in whole) is not goes_on


def test_a_centred_title_is_one() -> None:
    lines = [(200, 780, "QUYẾT ĐỊNH"), (130, 764, "Về việc ban hành quy chế làm việc của Văn"), (220, 748, "phòng tỉnh")]
    lines += flowed(*["Dòng chữ đầy đủ của văn bản dài từ lề trái sang lề phải"] * 3, top=700, left=88)
    assert content(pdf(Page(lines))).text.startswith("QUYẾT ĐỊNH\n\nVề việc ban hành quy chế làm việc của Văn\nphòng tỉnh\n\n")


def test_a_hyphen_of_a_number_stays_and_that_of_a_syllable_goes() -> None:
    found = text(FIRST, "CP và các ngh-", "ị định khác của Chủ nghĩa Lê-", "nin cùng từ in-", "ternet")
    assert found == "Thực hiện Nghị định số 30/2020/NĐ-\nCP và các nghị định khác của Chủ nghĩa Lê-\nnin cùng từ in-\nternet\n"
    got = extract(Text("a.pdf", found))
    assert [(each.number, each.text) for each in got] == [("30/2020/NĐ-CP", "Nghị định số 30/2020/NĐ-\nCP")]


def gazette(number: int, *lines: str) -> Page:
    head = [(85.0, 800.0, f"{number}"), (200.0, 800.0, "CÔNG BÁO/Số 123 + 124/Ngày 05-3-2020")]
    return Page([*head, *flowed(*lines, top=770), (290.0, 30.0, f"- {number} -")])


def test_what_stands_between_pages_is_moved_out_of_a_sentence() -> None:
    data = pdf(
        gazette(7, *BODY[:2], "của Chính phủ về công tác văn thư và Quyết định số"),
        gazette(8, "99-QĐ/TW ngày 03/10/2017 của Ban Bí thư đã nêu các việc này.", *BODY[3:]),
    )
    got = content(data)
    assert "Quyết định số\n99-QĐ/TW ngày" in got.text
    read_as = Text("a.pdf", got.text, got.marks)
    cited = extract(read_as)
    assert [each.number for each in cited] == ["30/2020/NĐ-CP", "99-QĐ/TW"]
    start, end = (read_as.locate(at) for at in (cited[1].start, cited[1].end - 1))
    assert (start.page, start.paragraph, end.page, end.paragraph) == (1, 1, 2, 1)
    places = {(each.page, each.note, got.text[each.start :].split("\n")[0]) for each in got.marks if each.note}
    assert places == {
        (page, note, line)
        for page in (1, 2)
        for note, line in [
            ("header", f"{page + 6}"),
            ("header", "CÔNG BÁO/Số 123 + 124/Ngày 05-3-2020"),
            ("footer", f"- {page + 6} -"),
        ]
    }


def test_a_page_that_begins_with_a_paragraph() -> None:
    got = content(pdf(gazette(1, *BODY), gazette(2, "  Trang hai có câu của riêng mình.", "  Và câu nữa.")))
    at = got.text.index("Trang hai")
    assert Text("a.pdf", got.text, got.marks).locate(at) == Location(got.text.count("\n", 0, at) + 1, 1, 2, 1)
    assert got.text[at - 2 : at] == "\n\n"


def test_footnotes_in_small_print() -> None:
    def lines(at: float, size: float, *rows: str) -> list[Segment]:
        return [Segment(row, 85, 85 + 6 * len(row), at - 16 * n, at - 16 * n + size) for n, row in enumerate(rows)]

    body = lines(700, 12, *["Một dòng chữ đầy đủ của văn bản này dài đến lề phải"] * 4)
    notes = lines(100, 9, "1 Thay Nghị định số 110/2004/NĐ-CP", "của Chính phủ.", "* Chú thích")
    after = lines(700, 12, "cho đến hết trang sau của văn bản.")
    whole, marks = write(pages([(1, [*body, *notes]), (2, after)]))
    assert [(whole[mark.start :][:9], mark.page, mark.note) for mark in marks] == [
        ("Một dòng ", 1, None),
        ("cho đến h", 2, None),
        ("1 Thay Ng", 1, "1"),
        ("* Chú thí", 1, "*"),
    ]


@pytest.mark.parametrize("row_by_row", [True, False])
def test_two_columns_are_read_one_after_the_other(row_by_row: bool) -> None:
    left = flowed(*[f"Cột một có dòng chữ đầy đủ thứ {n:02}" for n in range(8)], "theo Nghị định số 30/2020/NĐ-")
    right = flowed("CP của Chính phủ về việc văn thư", *[f"Cột hai có dòng chữ đầy đủ thứ {n:02}" for n in range(8)], left=320)
    pairs = zip(left, right, strict=True)
    lines = [line for pair in pairs for line in pair] if row_by_row else [*left, *right]
    found = content(pdf(Page(lines))).text
    assert "30/2020/NĐ-\nCP của Chính phủ" in found
    assert found.index("Cột một có dòng chữ đầy đủ thứ 07") < found.index("Cột hai")


def test_cells_of_a_row_are_apart() -> None:
    rows = [(85, 700, "Văn bản"), (320, 700, "Ghi chú"), (85, 680, "Quyết định số 99-QĐ/TW"), (320, 680, "Còn hiệu lực")]
    assert content(pdf(Page(rows))).text == "Văn bản\n\nGhi chú\n\nQuyết định số 99-QĐ/TW\n\nCòn hiệu lực\n"


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_turned_pages(rotate: int) -> None:
    assert content(pdf(Page(flowed(*BODY), rotate=rotate))).text == text(*BODY)


def test_letters_and_marks_apart_stay_so() -> None:
    line = unicodedata.normalize("NFD", "Nghị định số 30/2020/NĐ-CP của Chính phủ")
    found = text(line)
    assert found == line + "\n"
    assert [each.number for each in extract(Text("a.pdf", found))] == ["30/2020/NĐ-CP"]


@pytest.mark.parametrize(("font", "expected"), [("ABCDEF+.VnTime", "Nghị định số 5"), (".VnTimeH", "NGHỊ ĐỊNH SỐ 5")])
def test_fonts_from_before_unicode(font: str, expected: str) -> None:
    shown = {letter: CP1252[byte] for byte, letter in TCVN3.items()}
    line = "".join(shown.get(letter, letter) for letter in "Nghị định số 5")
    got = content(pdf(Page([(85, 700, line)]), font=font))
    assert (got.text, [remark.values["encoding"] for remark in got.remarks]) == (expected + "\n", ["TCVN3 (ABC)"])


def test_text_in_a_form_is_read() -> None:
    body = b"BT /F 12 Tf 85 700 Td <%s> Tj ET" % "Quyết định số 99-QĐ/TW".encode("utf-16-be").hex().encode()
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Length %d>>stream\n%s\nendstream" % (len(body), body)
    page = Page(flowed("Quyết định số 99-QĐ/TW", top=600), before=b"/X Do", resources=b"/XObject<</X 1 0 R>>")
    assert content(pdf(page, extra=[form])).text == "Quyết định số 99-QĐ/TW\n\nQuyết định số 99-QĐ/TW\n"


def test_pages_that_are_pictures_are_said() -> None:
    got = content(pdf(Page(flowed(*BODY)), SCAN, SCAN, Page([]), SCAN, extra=[IMAGE]))
    assert [(each.message, each.values["pages"]) for each in got.remarks] == [("remark.pages_without_text", "2–3, 5")]
    stamped = Page(flowed("Ký bởi: Văn phòng"), before=SCAN.before, resources=SCAN.resources)
    assert content(pdf(stamped, extra=[IMAGE])).remarks[0].values["pages"] == "1"


def test_files_without_text() -> None:
    assert fault(pdf(SCAN, SCAN, extra=[IMAGE])) == "error.scanned"
    assert content(pdf(Page([]), Page([]))) == Content("")
    for data in (b"", b"%PDF-1.7", b"%PDF-1.7\n" + b"x" * 9999, pdf()):
        assert fault(data) == "error.damaged"


def test_a_password() -> None:
    locked = b"<</Filter/Standard/V 2/R 3/Length 128/P -44/O<%s>/U<%s>>>" % (b"41" * 32, b"42" * 32)
    data = pdf(Page(flowed(*BODY)), extra=[locked], trailer=b"/Encrypt 1 0 R/ID[<00><00>]")
    assert fault(data) == "error.encrypted"


def test_a_cut_file_is_read_as_far_as_it_goes() -> None:
    whole = pdf(Page(flowed(*BODY)))
    got = content(whole[: whole.rindex(b"startxref")])
    assert got.text == text(*BODY)
    assert [remark.message for remark in got.remarks] == ["remark.cut"]


def test_a_damaged_page_is_said() -> None:
    data = bytearray(pdf(Page(flowed(*BODY)), Page(flowed(*BODY)), packed=True))
    data[data.index(b"/FlateDecode") + 60] ^= 0xFF
    got = content(bytes(data))
    assert "Các cơ quan" in got.text
    assert [remark.message for remark in got.remarks] == ["remark.cut"]


def test_damage_anywhere() -> None:
    whole = pdf(gazette(1, *BODY), gazette(2, *BODY), packed=True)
    chance = random.Random(4)  # noqa: S311  # the same damage each time
    damaged = [whole[:at] for at in range(0, len(whole), 97)]
    for _ in range(150):
        flipped = bytearray(whole)
        for at in chance.sample(range(len(whole)), 5):
            flipped[at] ^= 1 << chance.randrange(8)
        damaged.append(bytes(flipped))
    started = monotonic()
    for data in damaged:
        with suppress(UnreadableInput):
            assert isinstance(content(data).text.encode(), bytes)
    assert monotonic() - started < MOST_SECONDS


def laughing(levels: int, fan: int) -> bytes:
    forms = []
    for level in range(2, levels + 2):
        body = b" /X Do" * fan if level <= levels else b"0 0 m"
        resources = b"/Resources<</XObject<</X %d 0 R>>>>" % level if level <= levels else b""
        forms.append(
            b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]%s/Length %d>>stream\n%s\nendstream" % (resources, len(body), body)
        )
    return pdf(Page(flowed("a"), before=b"/X Do", resources=b"/XObject<</X 1 0 R>>"), extra=forms)


def test_forms_in_forms_are_bounded() -> None:
    assert fault(laughing(9, 10)) == "error.unpacked"
    assert content(laughing(4, 10)).text == "a\n"
    alone = b"<</Subtype/Form/BBox[0 0 9 9]/Length 12>>stream\n/Y Do /Z Do \nendstream"
    assert content(pdf(Page(flowed("a")), extra=[alone] * 40)).text == "a\n"
    for resources in (b"/Resources<</XObject<</X 1 0 R>>>>", b"/Resources 2 0 R", b""):
        circle = b"<</Subtype/Form/BBox[0 0 9 9]%s/Length 12>>stream\n/X Do /X Do \nendstream" % resources
        page = Page(flowed("a"), before=b"/X Do", resources=b"/XObject<</X 1 0 R>>")
        assert fault(pdf(page, extra=[circle, b"<</XObject<</X 1 0 R>>>>"])) == "error.unpacked"


def test_what_unpacks_to_too_much_is_refused() -> None:
    bomb = pdf(Page([], before=b" " * 70_000_000), packed=True)
    tracemalloc.start()
    assert fault(bomb) == "error.unpacked"
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()
    assert fault(pdf(Page(flowed(*BODY), before=b" " * 200_000), packed=True), 9000) == "error.unpacked"
    assert fault(pdf(Page(flowed("x" * 900))), 1000) == "error.unpacked"


def test_very_many_objects_take_bounded_time() -> None:
    started = monotonic()
    assert content(pdf(Page(flowed("a"), before=b"0 0 m 9 9 l S\n" * 100_000), packed=True)).text == "a\n"
    assert content(pdf(Page(flowed("a")), extra=[b"null"] * 20_000)).text == "a\n"
    with pytest.raises(UnreadableInput) as caught:
        read(pdf(Page([])), "a.pdf", Budget("a.pdf", seconds=0))
    assert caught.value.message == "error.too_slow"
    assert monotonic() - started < MOST_SECONDS


def test_a_hundred_pages_take_less_than_a_second() -> None:
    lines = ["Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác"] * 44
    data = pdf(*[gazette(number, *lines) for number in range(100)], packed=True)
    started = monotonic()
    assert len(content(data).text) > 350_000
    assert monotonic() - started < MOST_SECONDS


def test_another_process_reads_as_this_one() -> None:
    code = "import sys; from legalref.reading.content import Budget; from legalref.reading.pdf import read\n"
    code += "print(ascii(read(sys.stdin.buffer.read(), 'a', Budget('a')).text))"
    data = pdf(Page(flowed(*BODY)))
    done = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True)
    assert done.stdout.decode().strip() == ascii(content(data).text)


def test_a_line_goes_on_behind_the_mark_of_a_note() -> None:
    """Word processors raise the mark; pdfium ends its row there."""
    raised = Page([(85, 700, "Theo Nghị định số 30/2020/NĐ-CP"), (250, 705, "1"), (257, 700, "và Quyết định số 99-")])
    raised.lines.extend(
        flowed("QĐ/TW ngày 03/10/2017 của Ban Bí thư, các cơ quan rà soát lại", "toàn bộ văn bản đã ban hành.", top=682)
    )
    got = content(pdf(raised))
    assert [each.number for each in extract(Text("a.pdf", got.text))] == ["30/2020/NĐ-CP", "99-QĐ/TW"]
    assert "\n\n" not in got.text


def test_text_that_stands_alike_on_two_pages_is_no_header() -> None:
    lines = (
        "Căn cứ Quyết định số 99-QĐ/TW ngày 03 tháng 10 năm 2017",
        "của Ban Bí thư về việc rà soát văn bản đã ban hành từ trước tới nay,",
    )
    more = tuple(f"đơn vị thứ {name} đã gửi báo cáo và hồ sơ của mình về văn phòng;" for name in ("nhất", "hai", "ba", "tư"))
    got = content(pdf(gazette(1, *lines, *more), gazette(2, *lines, *more)))
    assert [(each.number, each.issuer) for each in extract(Text("a.pdf", got.text))] == [("99-QĐ/TW", "Ban Bí thư")] * 2
    assert {mark.note for mark in got.marks} == {None, "header", "footer"}
