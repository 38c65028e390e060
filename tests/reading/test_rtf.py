"""Rich text: characters of every way of writing them, cells, notes; hostile files end in one error or a remark."""

import pytest
from office import blocks, cited, content, damaged, why

from legalref.errors import UnreadableInput
from legalref.model import Location
from legalref.reading.content import Budget
from legalref.reading.rtf import read

FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fnil\fcharset0 .VnTime;}{\f2\fnil\fcharset0 VNI-Times;}"
    r"{\f3\fswiss\fcharset163{\*\fname Arial;}Arial (Vietnamese);}{\f4\fnil .VnTimeH;}}"
)


def rtf(body: str, head: str = "") -> bytes:
    return (r"{\rtf1\ansi\ansicpg1252\deff0" + head + FONTS + body + "}").encode("latin-1")


def u(text: str) -> str:
    """Write what is not ASCII as Word does."""
    units = text.encode("utf-16-le")
    codes = [int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2)]
    return "".join(chr(code) if 0 <= code < 128 else rf"\u{code}?" for code in codes)


def cells(*texts: str) -> str:
    return r"\trowd\cellx100\cellx200 " + "".join(rf"\pard\intbl {u(text)}\cell " for text in texts) + r"\row "


SAMPLE = rtf(
    r"{\stylesheet{\s0 Normal;}}{\*\generator Bia;}{\info{\title X}}"
     rf"{{\header \pard {u('Số 5')}\par}}{{\footer \pard {u('Trang')} \chpgn\par}}"
     rf"\pard\plain {u('Kế hoạch rà soát')}\par "
     rf"{{{u('Căn cứ Nghị định số ')}}}{{\b 30}}{{/2020/N\'d0-CP}}"
     rf"{{\super\chftn}}{{\footnote\pard {{\super\chftn}}{u('Sửa theo Quyết định số 99-QĐ/TW.')}}} {u('ngày 05/3/2020;')}\par"
    + cells("Việc", "Theo")
    + cells("Rà soát", "Thông tư số 01/2011/TT-BNV")
    + rf"\pard {{\listtext 1.\tab}}{u('Mục một')}\par"
    + r"{\shp{\*\shpinst\shpleft0{\sp{\sn a}{\sv 1}}{\shptxt\pard "
    + rf"{u('Xem Luật Đất đai năm 2024')}\par}}}}{{\shprslt lap}}}}"
    + rf"{u('Ghi chú')}{{\footnote\ftnalt\pard {u('Hết')}}}\par{{\pict\pngblip 89504e47}}{{\*\la x}}"
)  # fmt: skip


def test_all_that_stands_on_the_page_is_read_in_order() -> None:
    assert blocks(content(read, SAMPLE)) == [
        ("Kế hoạch rà soát", 1),
        ("Căn cứ Nghị định số 30/2020/NÐ-CP ngày 05/3/2020;", 2),
        ("Sửa theo Quyết định số 99-QĐ/TW.", "1"),
        ("Việc", "1:1:1"),
        ("Theo", "1:1:2"),
        ("Rà soát", "1:2:1"),
        ("Thông tư số 01/2011/TT-BNV", "1:2:2"),
        ("Mục một", 3),
        ("Ghi chú", 4),
        ("Xem Luật Đất đai năm 2024", "text box"),
        ("Hết", "1"),
        ("Số 5", "header"),
        ("Trang ", "footer"),
    ]


def test_citations_are_found_at_their_places() -> None:
    found = cited(content(read, SAMPLE))
    assert [number for number, _ in found] == ["30/2020/NĐ-CP", "99-QĐ/TW", "01/2011/TT-BNV", "Luật Đất đai"]
    assert [place for _, place in found] == [
        Location(3, 8, paragraph=2), Location(5, 10, note="1"), Location(13, 1, cell="1:2:2"), Location(19, 5, note="text box"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "want"),
    [
        (r"\u272\'d0\u7871?n {\uc0\u272\u7871}{\uc2\u272 ab}c", "Đến ĐếĐc"),
        (r"{\f3 \'d0\'ea\'ecn}", "Đê\u0301n"),
        (r"{\f1 Ngh\'de \'ae\'denh s\'e8 5/N\'a7-CP}", "Nghị định số 5/NĐ-CP"),
        (r"{\f4 ngh\'de \'ae\'denh}", "NGHỊ ĐỊNH"),
        (r"{\f2 Ngh\'f2 {\b \'f1\'f2nh s}o\'e1 30/2020/N\'d1-CP}", "Nghị định số 30/2020/NĐ-CP"),
        (r"{\f2 so}{\f2\b \u225?}", "số"),
        (r"\u-10179?\u-8704?!", "\U0001f600!"),
        (r"\u-10187?!", "\ufffd!"),
        (r"a\~b\_c\-d\{\}\\", "a\u00a0b\u2011c\u00add{}\\"),
        (r"a\tab b\line c\endash\ldblquote d", "a\tb\nc–“d"),
        ("a\r\nb\\\nc", "ab\n\nc"),
        (r"a{\v b}c{\v b\v0 d}\v e\plain f", "acdf"),
        (r"{\field{\*\fldinst HYPERLINK {\b x}}{\fldrslt {\ul xem}}} a", "xem a"),
        (r"a{\*\bkmkstart b}{\*\unknown{c}d}e{\*\annotation f}", "ae"),
        (r"a{\pict\bin5 }}}}}b}c", "ac"),
        (r"a\bin3 }}}c", "ac"),
        (r"a{\object{\*\objdata 0011}{\result b}}c", "abc"),
        (r"a\page b\sect c", "a\n\nb\n\nc"),
        (r"\u0?a\unknown-5 b\'zzc\u128512?", "abzzc\U0001f600"),
    ],
)
def test_characters(written: str, want: str) -> None:
    assert content(read, rtf(written)).text == want + "\n"


def test_code_page_of_the_document() -> None:
    head = rb"{\rtf1\ansi\ansicpg1258{\fonttbl{\f0 Arial;}}"
    assert content(read, head + rb"\'d0\'fd \'fe\'cc}").text == "Đư ₫\u0300\n"
    assert content(read, rb"{\rtf1\ansi\ansicpg99999 a\'e9}").text == "aé\n"
    assert content(read, rb"{\rtf1\mac a\'8e}").text == "aé\n"
    assert content(read, "{\\rtf1\\ansicpg65001 Nghị}".encode()).text == "Nghị\n"


def test_nested_tables_have_addresses() -> None:
    inner = r"\pard\intbl\itap2 n1\nestcell n2\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}"
    body = r"\trowd\pard\intbl a\par aa\cell b" + r"\par" + inner + r"\pard\intbl c\cell\row\pard x\par" + cells("d")
    assert blocks(content(read, rtf(body))) == [
        ("a", "1:1:1"), ("aa", "1:1:1"), ("b", "1:1:2"), ("n1", "2:1:1"), ("n2", "2:1:2"), ("c", "1:1:2"), ("x", 1),
        ("d", "3:1:1"),
    ]  # fmt: skip


def test_tracked_changes_are_read_as_accepted_or_as_before() -> None:
    sample = rtf(r"S {\deleted 29}{\revised 30}/NQ{\deleted\par}b\par c")
    got = content(read, sample)
    assert got.text == "S 30/NQb\n\nc\n"
    assert [remark.message for remark in got.remarks] == ["remark.changes"]
    before = content(read, sample, original=True)
    assert before.text == "S 29/NQ\n\nb\n\nc\n"
    assert not before.remarks


def test_a_file_that_was_cut_gives_what_is_left() -> None:
    got = content(read, rtf(r"a\par b{\footnote c")[:-1])
    assert got.text == "a\n\nb\n\nc\n"
    assert [remark.message for remark in got.remarks] == ["remark.cut"]


def test_what_is_no_text_is_refused() -> None:
    assert why(read, rtf("")) == "error.empty"
    assert why(read, b"{\\rtf1") == "error.empty"
    assert why(read, b"abc") == why(read, b"") == "error.damaged"
    assert why(read, b"{\\rtf1" + b"{" * 100_000) == "error.damaged"


def test_hostile_files_take_bounded_time() -> None:
    large = b"{\\rtf1 " + b"\\u1 " * 100_000 + b"\\f1 x\\f0 y" * 50_000 + b"{\\pict " + b"{}" * 100_000
    assert why(read, large) == ""
    assert why(read, rtf(r"\itap999999999 a\nestcell" * 20_000)) == ""
    assert why(read, rtf(r"{\footnote " * 2_000)) == "error.empty"
    assert why(read, rtf(r"\bin999999999 a")) == "error.empty"
    with pytest.raises(UnreadableInput):
        content(read, large, Budget("tệp", seconds=-1))


def test_a_damaged_file_is_read_or_refused() -> None:
    for each in damaged(SAMPLE):
        assert why(read, each) in {"", "error.damaged", "error.empty"}
