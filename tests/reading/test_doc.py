"""Word 97 to 2003, and Word 6: text, places, legacy fonts, and files that are not what they say."""

import random
from dataclasses import dataclass
from struct import pack, pack_into
from time import monotonic

import pytest
from word_files import CELL, DELETED, INSERTED, ROW_END, Run, container, font, old_font, positions, word_file

from legalref.errors import UnreadableInput
from legalref.extraction import extract
from legalref.model import Text
from legalref.reading.content import MOST_SECONDS, Budget, Content
from legalref.reading.doc import kind_of, read
from legalref.reading.encodings import CP1252, TCVN3

FONTS = ("Times New Roman", ".VnTime", ".VnTimeH", "VNI-Times", "Symbol")
FOOTNOTE = pack("<HB", 0x0855, 1)
_TO_TCVN3 = {letter: CP1252[byte] for byte, letter in TCVN3.items()}


def tcvn3(text: str) -> str:
    return "".join(_TO_TCVN3.get(letter, letter) for letter in text)


def content(data: bytes, *, original: bool = False) -> Content:
    return read(data, "a.doc", Budget("a.doc"), original=original)


def text(*runs: Run, original: bool = False, old: bool = False, **more: object) -> str:
    return content(word_file({"text": list(runs)}, fonts=FONTS, old=old, **more), original=original).text


def fault(data: bytes) -> str:
    with pytest.raises(UnreadableInput) as caught:
        content(data)
    assert caught.value.say("en")
    return caught.value.message


WHOLE = word_file(
    {
        "text": [
            Run("Căn cứ Nghị định số 30/2020"),
            Run("/N", wide=False),
            Run("Đ-CP ngày 05 tháng 3 năm 2020\x02 về công tác văn thư;\r"),
            Run("\r"),
            Run("Văn bản\x07", paragraph=CELL),
            Run("Ghi chú\x07", paragraph=CELL),
            Run("\x07", paragraph=ROW_END),
            Run("Quyết định số 99-QĐ/TW\x07", paragraph=CELL),
            Run("dòng một\r", paragraph=CELL),
            Run("dòng hai\x07", paragraph=CELL),
            Run("\x07", paragraph=ROW_END),
            Run("Hết bảng.\x0c"),
            Run("Theo \x13 HYPERLINK \x13QUOTE\x14x\x15 \x14Chỉ thị số 05-CT/TW\x15 ngày 15/5/2016.\x0bTrang hai\r"),
            Run("plain a\x1eb\tc\x01\r", wide=False),
        ],
        "footnotes": [Run("\x02 Thay Nghị định số 110/2004/NĐ-CP.\r"), Run("* Chú thích riêng.\r"), Run("\r")],
        "headers": [Run("bỏ\r")] * 6 + [Run("Đầu trang\r"), Run("Chân trang\r"), Run("\r")],
        "comments": [Run("Ý kiến số 1/NQ-CP\r")],
        "boxes": [Run("Trong khung\r"), Run("\r")],
    },
    tables={
        "footnotes": positions(0, 36, 55, 56),
        "footnote_refs": positions(60, 61, 0x7FFFFFFF) + pack("<HH", 1, 1),
        "headers": positions(0, 3, 6, 9, 12, 15, 18, 18, 28, 28, 39, 40, 40),
    },
)


def test_a_document_is_read_in_order_with_its_places() -> None:
    got = content(WHOLE)
    assert got.text.split("\n\n") == [
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 về công tác văn thư;",
        "Văn bản",
        "Ghi chú",
        "Quyết định số 99-QĐ/TW",
        "dòng một",
        "dòng hai",
        "Hết bảng.",
        "Theo Chỉ thị số 05-CT/TW ngày 15/5/2016.\nTrang hai",
        "plain a\u2011b\tc",
        " Thay Nghị định số 110/2004/NĐ-CP.",
        "* Chú thích riêng.",
        "Trong khung",
        "Đầu trang",
        "Chân trang\n",
    ]
    places = [(mark.page, mark.paragraph, mark.cell, mark.note) for mark in got.marks]
    assert places[:9] == [
        (1, 1, None, None),
        (1, None, "1:1:1", None),
        (1, None, "1:1:2", None),
        (1, None, "1:2:1", None),
        (1, None, "1:2:2", None),
        (1, None, "1:2:2", None),
        (1, 2, None, None),
        (2, 3, None, None),
        (2, 4, None, None),
    ]
    assert [place[3] for place in places[9:]] == ["1", "2", "text box", "header", "footer"]
    assert not got.remarks


def test_citations_are_found_where_they_stand() -> None:
    got = Text("a.doc", *content(WHOLE))
    found = {citation.number: citation.location for citation in extract(got)}
    assert {number: (at.page, at.paragraph, at.cell, at.note) for number, at in found.items()} == {
        "30/2020/NĐ-CP": (1, 1, None, None),
        "99-QĐ/TW": (1, None, "1:2:1", None),
        "05-CT/TW": (2, 3, None, None),
        "110/2004/NĐ-CP": (None, None, None, "1"),
    }


def test_the_mark_of_a_note_may_be_a_sign() -> None:
    tables = {"footnotes": positions(0, 7, 8), "footnote_refs": positions(3, 4) + pack("<H", 0)}
    got = content(word_file({"text": [Run("Văn*\r")], "footnotes": [Run("Nguồn.\r"), Run("\r")]}, tables=tables))
    assert [mark.note for mark in got.marks] == [None, "*"]


@pytest.mark.parametrize("wide", [True, False])
def test_fonts_of_tcvn3_and_vni_are_read_by_run(wide: bool) -> None:
    got = text(
        Run(tcvn3("Nghị định số 30/2020/NĐ-CP “ư” "), font(1), wide=wide),
        Run(tcvn3("của chính phủ"), font(2), wide=wide),
        Run(" Nghò ñònh soá 5/NÑ-CP ", font(3), wide=wide),
        Run("Générale à ¸", font(0), wide=wide),
        Run("\r"),
    )
    assert got == "Nghị định số 30/2020/NĐ-CP “ư” CỦA CHÍNH PHỦ Nghị định số 5/NĐ-CP Générale à ¸\n"


def test_fonts_come_from_styles_and_what_is_in_unicode_stays() -> None:
    styles = ((0xFFF, None), (2, None), (0, 1), (3, None))
    assert text(Run(tcvn3("Quyết định\r"), style=1), Run("Luật Đất đai ư\r", style=2), styles=styles) == (
        "Quyết định\n\nLuật Đất đai ư\n"
    )
    assert text(Run("µ\r", style=3), styles=styles) == "µ\n"
    symbols = "".join(chr(0xF000 + ord(letter)) if "\xa0" < letter < "\xff" else letter for letter in tcvn3("Điều ước"))
    assert text(Run(symbols + "\r", style=2), styles=styles) == "Điều ước\n"


def test_a_letter_of_vni_may_begin_in_one_run_and_end_in_the_next() -> None:
    assert (
        text(Run("Luaä", font(3)), Run("t ña", font(3) + pack("<HB", 0x0835, 1)), Run("át", font(3)), Run("\r")) == "Luật đất\n"
    )


def test_legacy_fonts_are_said() -> None:
    got = content(word_file({"text": [Run(tcvn3("Luật\r"), font(1))]}, fonts=FONTS))
    assert [(remark.message, remark.values["encoding"]) for remark in got.remarks] == [("remark.encoding", "TCVN3 (ABC)")]


def test_tracked_changes_are_taken_as_made_or_as_not_made() -> None:
    runs = (Run("Nghị định số "), Run("24", DELETED), Run("30", INSERTED), Run("/2020/NĐ-CP\r"), Run("a\r", DELETED), Run("b\r"))
    assert text(*runs) == "Nghị định số 30/2020/NĐ-CP\n\nb\n"
    assert text(*runs, original=True) == "Nghị định số 24/2020/NĐ-CP\n\na\n\nb\n"
    data = word_file({"text": list(runs)})
    assert [remark.message for remark in content(data).remarks] == ["remark.changes"]
    assert not content(data, original=True).remarks


def test_fields_without_an_end_and_characters_beyond_the_first_plane_are_kept() -> None:
    assert text(Run("a \x13b \x13c\x14d\x15 e\r")) == "a b d e\n"
    assert text(Run("a\x14b\x15 \ud835\udcb3 \ud835 c\r")) == "ab 𝒳 \ufffd c\n"


def test_a_character_of_a_font_of_symbols_is_a_dot() -> None:
    assert text(Run("(", pack("<HHH", 0x6A09, 4, 0xF0B7)), Run(" Điều 5\r")) == "• Điều 5\n"


def test_a_section_may_go_on_upon_the_same_page() -> None:
    """The properties of the second section stand in the first bytes of the main stream that nothing else uses."""
    sections = positions(0, 2, 4, 6) + b"".join(pack("<HIHI", 0, at, 0, 0) for at in (0x300, 0x310, 0x300))
    data = bytearray(word_file({"text": [Run("a\x0cb\x0cc\r")]}, tables={"sections": sections}))
    pack_into("<HHB", data, data.index(pack("<HH", 0xA5EC, 0xC1)) + 0x310, 3, 0x3009, 0)
    assert [mark.page for mark in content(bytes(data)).marks] == [1, 1, 2]


def test_a_table_without_formatting_is_told_by_its_marks() -> None:
    data = word_file({"text": [Run("a\x07b\x07\x07c\x07\x07\x07d\r")]}, tables={"paragraphs": b""})
    assert [(mark.cell, mark.paragraph) for mark in content(data).marks] == [
        ("1:1:1", None),
        ("1:1:2", None),
        ("1:2:1", None),
        (None, 1),
    ]


def test_word_6_is_read_with_its_fonts() -> None:
    got = text(
        Run(tcvn3("Sắc lệnh số 66 "), old_font(1)),
        Run("của ".translate({ord("ủ"): "ñ"}), old_font(2)),
        Run("Soá 5\x1e6\r", old_font(3)),
        Run("ô\x07", paragraph=bytes((24, 1))),
        Run("\x07", paragraph=bytes((24, 1, 25, 1))),
        old=True,
    )
    assert got == "Sắc lệnh số 66 CỦA Số 5\u20116\n\nô\n"
    assert text(Run(tcvn3("Quyết định\r"), style=1), old=True, styles=((0xFFF, None), (2, None), (0xFFF, 1))) == "Quyết định\n"


def test_fonts_of_word_6_may_be_vietnamese_of_windows() -> None:
    data = word_file({"text": [Run("Luâòt Ðâìt ðai\r", old_font(0))]}, fonts=("Việt",), old=True)
    assert content(data).text == "Luâ\u0323t Đâ\u0301t đai\n"


def test_word_6_may_name_the_first_page_of_formatting_only() -> None:
    data = bytearray(word_file({"text": [Run(tcvn3("Luật\r"), old_font(1))]}, fonts=FONTS, tables={"characters": b""}, old=True))
    main = data.index(pack("<HH", 0xA5DC, 0x65))
    pack_into("<H", data, main + 0x18A, 3)
    pack_into("<H", data, main + 0x18E, 1)
    assert content(bytes(data)).text == "Luật\n"


def test_pieces_of_a_fast_save_stand_in_the_order_of_the_text() -> None:
    """The second half of the bytes comes first; its change says that it was deleted."""
    data = word_file({"text": [Run("một "), Run("hai "), Run("ba\r")]})
    table, plc = bytearray(data), data.index(b"\2" + pack("<I", 4 * 4 + 3 * 8))
    first, second = plc + 5 + 16, plc + 5 + 16 + 8
    table[first : first + 8], table[second : second + 8] = data[second : second + 8], data[first : first + 8]
    assert content(bytes(table)).text == "hai một ba\n"
    pack_into("<H", table, second + 6, 65 << 1 | 1 << 8)
    assert content(bytes(table)).text == "hai ba\n"


def test_kinds_of_compound_files() -> None:
    names = {"Workbook": "xls", "Book": "xls", "PowerPoint Document": "ppt", "EncryptedPackage": "encrypted", "Thư": "other"}
    for name, kind in names.items():
        assert kind_of(container({name: b"x"})) == kind
        assert fault(container({name: b"x"})) == ("error.encrypted" if kind == "encrypted" else "error.unsupported")
    assert kind_of(WHOLE) == "doc"
    assert kind_of(b"%PDF-1.7") == kind_of(b"") == "other"


def test_what_cannot_be_read_is_said() -> None:
    run = {"text": [Run("a\r")]}
    assert fault(word_file(run, flags=0x0100)) == "error.encrypted"
    assert fault(container({"WordDocument": pack("<HH", 0xA5DC, 0x2D)})) == "error.unsupported"
    assert fault(container({"WordDocument": b"x" * 600})) == "error.damaged"
    assert fault(word_file(run, tables={"pieces": b""})) == "error.damaged"
    assert fault(word_file({"text": [Run("\r \r")]})) == "error.empty"
    assert fault(b"") == "error.damaged"


def test_what_is_lost_is_said() -> None:
    data = bytearray(word_file({"text": [Run("Luật Đất đai\r")]}))
    plc = data.index(b"\2" + pack("<I", 16))
    pack_into("<i", data, plc + 9, 1_000_000_000)
    pack_into("<i", data, 512 * 3 + 0x4C, 1_000_000_000)
    assert [remark.message for remark in content(bytes(data)).remarks] == ["remark.cut"]


def _survives(data: bytes) -> None:
    try:
        got = read(data, "a.doc", Budget("a.doc", seconds=5))
    except UnreadableInput:
        return
    assert all(0 <= mark.start < len(got.text) for mark in got.marks)
    got.text.encode()


@pytest.mark.parametrize("old", [False, True])
def test_damaged_files_are_read_or_refused(old: bool) -> None:
    runs = [Run(tcvn3("Luật ")), Run("a\x13b\x14c\x15\r", font(1)), Run("x\x07", paragraph=CELL)]
    data = word_file({"text": runs}, fonts=FONTS, old=True) if old else WHOLE
    for size in range(0, len(data), 97):
        _survives(data[:size])
    rng = random.Random(20201105)  # noqa: S311 - a fixed seed
    spots = [at for at in range(len(data)) if data[at] not in (0, 0xFF)]
    for _ in range(400):
        spoilt = bytearray(data)
        for at in rng.sample(spots, 3):
            spoilt[at] = rng.randrange(256)
        _survives(bytes(spoilt))


@dataclass(frozen=True)
class Spoilt:
    """A number laid over a place of the whole document's container."""

    at: int
    value: int


@pytest.mark.parametrize(
    "spoilt",
    [
        Spoilt(44, 0x7FFFFFFF),  # sectors of the FAT
        Spoilt(64, 0x7FFFFFFF),  # of the small FAT
        Spoilt(68, 2),  # the first of the DIFAT …
        Spoilt(72, 0x01000000),  # … and their count
        Spoilt(30, 0x0006FFFF),  # the size of a sector
        Spoilt(48, 0),  # the directory begins in the FAT
        Spoilt(512 + 4, 1),  # the directory leads back to itself
        Spoilt(1024 + 128 + 68, 1),  # a stream is its own neighbour
        Spoilt(1024 + 128 + 120, 0x7FFFFFFF),  # the size of a stream
        Spoilt(1024 + 120, 0x7FFFFFFF),  # the size of the root
    ],
)
def test_loops_and_absurd_counts_end(spoilt: Spoilt) -> None:
    data = bytearray(WHOLE)
    pack_into("<I", data, spoilt.at, spoilt.value)
    begin = monotonic()
    _survives(bytes(data))
    assert monotonic() - begin < MOST_SECONDS


def test_a_chain_of_sectors_that_goes_round_ends() -> None:
    data = bytearray(WHOLE)
    for sector in range(2, 100):
        pack_into("<I", data, 512 + 4 * sector, 2)
    _survives(bytes(data))


@pytest.mark.parametrize("each", ["a\r", "\x13", "\x13\x14\x15", "a\x07"])
def test_what_takes_more_memory_than_its_bytes_is_bounded(each: str) -> None:
    data = word_file({"text": [Run(each * (50_000 // len(each)), wide=False)]})
    with pytest.raises(UnreadableInput) as caught:
        read(data, "a.doc", Budget("a.doc", most_bytes=1_000_000))
    assert caught.value.message == "error.unpacked"


def test_pieces_that_repeat_the_same_bytes_are_bounded() -> None:
    """Each of many pieces asks for the whole stream again."""
    runs = [Run("x" * 30_000 + "\r", wide=False)]
    count = 2_500
    plc = positions(*(30_000 * index for index in range(count + 1))) + pack("<HIH", 0, 2 * 0x400 | 0x4000_0000, 0) * count
    data = bytearray(word_file({"text": runs}, tables={"pieces": b"\2" + pack("<I", len(plc)) + plc}))
    pack_into("<i", data, data.index(pack("<HH", 0xA5EC, 0xC1)) + 0x4C, 30_000 * count)
    with pytest.raises(UnreadableInput) as caught:
        read(bytes(data), "a.doc", Budget("a.doc", most_bytes=10_000_000))
    assert caught.value.message == "error.unpacked"
