"""Word documents: what stands on the page, in order and with its place; hostile files end in one error."""

import io
import re
import zipfile

import pytest
from docx_files import BY_HAND, HEAD, SAMPLE, SECTION, STRICT, TURN, cell, docx, note, p, part, r, refers, table
from office import archive, blocks, cited, content, damaged, why

from legalref.model import Location
from legalref.reading.content import Budget, Content
from legalref.reading.docx import read


def test_all_that_stands_on_the_page_is_read_in_order() -> None:
    assert blocks(content(read, SAMPLE)) == [
        ("Kế hoạch rà soát", 1),
        ("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020;", 2),
        ("Theo Kết luận số 12-KL/TW", 3),
        ("Việc", "1:1:1"),
        ("Theo", "1:1:2"),
        ("Rà soát", "1:2:1"),
        ("Thông tư số 01/2011/TT-BNV", "1:2:2"),
        ("trong", "2:1:1"),
        ("Ghi chú", 4),
        ("Xem Luật Đất đai năm 2024", "text box"),
        ("Trang cuối", 5),
        ("Sửa theo Quyết định số 99-QĐ/TW.", "1"),
        ("Bản sao.", "2"),
        ("Ghi ở cuối.", "i"),
        ("Số 5", "header"),
        ("Cuối trang", "footer"),
    ]


def test_citations_are_found_at_their_places() -> None:
    assert cited(content(read, SAMPLE)) == [
        ("30/2020/NĐ-CP", Location(3, 8, page=1, paragraph=2)),
        ("12-KL/TW", Location(5, 6, page=1, paragraph=3)),
        ("01/2011/TT-BNV", Location(13, 1, page=1, cell="1:2:2")),
        ("Luật Đất đai", Location(19, 5, page=2, note="text box")),
        ("99-QĐ/TW", Location(23, 10, page=1, note="1")),
    ]


def runs(inside: str) -> str:
    return content(read, docx(f"<w:p>{inside}</w:p>")).text.removesuffix("\n")


@pytest.mark.parametrize(
    ("inside", "want"),
    [
        ("<w:r><w:t>99</w:t><w:noBreakHyphen/><w:t>QĐ/TW</w:t></w:r>", "99\u2011QĐ/TW"),
        ("<w:r><w:t>a</w:t><w:softHyphen/><w:t>b</w:t><w:tab/></w:r>" + r("c"), "a\u00adb\tc"),
        ("<w:r><w:t>c</w:t><w:br/><w:t>d</w:t><w:cr/></w:r>" + r("e"), "c\nd\ne"),
        ("<w:pPr><w:tabs><w:tab w:val='left' w:pos='9'/></w:tabs></w:pPr>" + r("a"), "a"),
        ("<w:r><w:t> a </w:t></w:r><w:r><w:t xml:space='preserve'> b\nc</w:t></w:r>", "a b c"),
        ("<w:r><w:t>a &amp;</w:t><w:t><![CDATA[<w:b/>]]></w:t></w:r>", "a &<w:b/>"),
        ("<w:hyperlink>" + r("xem") + "</w:hyperlink><w:smartTag>" + r(" đây") + "</w:smartTag>", "xem đây"),
        ("<w:fldSimple w:instr='PAGE'>" + r("7") + "</w:fldSimple>", "7"),
        ("<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>" + r("ô") + "</w:sdtContent></w:sdt>", "ô"),
        (r("a") + "<w:commentRangeStart/><w:r><w:commentReference w:id='1'/></w:r>" + r("b"), "ab"),
        (r("a") + r("kín", "<w:vanish/>") + r("b", "<w:vanish w:val='0'/>") + r("c", "<w:webHidden/>"), "abc"),
        ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
        ("<w:r><w:sym w:font='Symbol' w:char='F02F'/><w:sym w:font='Wingdings' w:char='F0A8'/><w:sym w:char='?'/></w:r>", "/•"),
        ("<w:r><w:ruby><w:rt>" + r("đọc") + "</w:rt><w:rubyBase>" + r("chữ") + "</w:rubyBase></w:ruby></w:r>", "chữ"),
        (r("a", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"), "a"),
    ],
)  # fmt: skip
def test_characters_of_a_paragraph(inside: str, want: str) -> None:
    assert runs(inside) == want


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_fields_give_their_result_and_an_unfinished_one_hides_no_more_than_its_paragraph() -> None:
    inner = field("begin") + "<w:r><w:instrText>MERGEFIELD x</w:instrText></w:r>" + field("separate") + r("ẩn") + field("end")
    instruction = "<w:r><w:instrText>IF </w:instrText></w:r>" + inner
    assert runs(r("a") + field("begin") + instruction + field("separate") + r("b") + field("end") + r("c")) == "abc"
    assert runs(r("a") + field("end") + field("separate") + r("b")) == "ab"
    assert content(read, docx(p("a", field("begin"), "b") + p("c"))).text == "a\n\nc\n"


def deleted(*inside: str) -> str:
    return f"<w:del>{''.join(inside)}</w:del>".replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")


ENDS = "<w:rPr><w:{}/></w:rPr>"
CHANGED = docx(
    p("Số ", deleted(r("29")), f"<w:ins>{r('30')}{deleted(r('31'))}</w:ins>", "/NQ")
    + p("một", deleted(r(" phần")), looks=ENDS.format("del"))
    + p(" hai", f"<w:moveFrom>{r(' đi')}</w:moveFrom>", f"<w:moveTo>{r(' tới')}</w:moveTo>")
    + p("ba", looks=ENDS.format("ins"))
    + p(" bốn")
    + table(f"<w:trPr><w:del/></w:trPr>{cell(p('bỏ'))}", f"<w:trPr><w:ins/></w:trPr>{cell(p('thêm'))}", cell(p("giữ")))
)


def test_tracked_changes_are_read_as_accepted_or_as_before() -> None:
    got = content(read, CHANGED)
    assert blocks(got) == [("Số 30/NQ", 1), ("một hai tới", 2), ("ba", 3), (" bốn", 4), ("thêm", "1:1:1"), ("giữ", "1:2:1")]
    assert [remark.message for remark in got.remarks] == ["remark.changes"]
    before = content(read, CHANGED, original=True)
    assert blocks(before) == [
        ("Số 29/NQ", 1), ("một phần", 2), (" hai đi", 3), ("ba bốn", 4), ("bỏ", "1:1:1"), ("giữ", "1:2:1"),
    ]  # fmt: skip
    assert not before.remarks
    assert not content(read, SAMPLE).remarks


def test_cells_are_counted_by_the_grid() -> None:
    wide = cell(p("a"), '<w:gridSpan w:val="2"/>') + cell(p("b"))
    late = '<w:trPr><w:gridBefore w:val="2"/></w:trPr>' + cell(p("c"))
    after = table(cell(p("d") + p("e"))) + p("f")
    assert blocks(content(read, docx(table(wide, late) + after))) == [
        ("a", "1:1:1"), ("b", "1:1:3"), ("c", "1:2:3"), ("d", "2:1:1"), ("e", "2:1:1"), ("f", 1),
    ]  # fmt: skip


def font(name: str, kind: str = "hAnsi") -> str:
    return f'<w:rFonts w:{kind}="{name}"/>'


STYLES = (
    f"<w:docDefaults><w:rPrDefault><w:rPr>{font('minorHAnsi', 'hAnsiTheme')}</w:rPr></w:rPrDefault></w:docDefaults>"
    f'<w:style w:type="paragraph" w:default="1" w:styleId="N"/>'
    f'<w:style w:type="paragraph" w:styleId="Cu"><w:basedOn w:val="N"/><w:rPr>{font(".VnTime", "ascii")}</w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Cu"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="V1"><w:basedOn w:val="V2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="V2"><w:basedOn w:val="V1"/></w:style>'
    '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
    f'<w:style w:type="character" w:styleId="Vni"><w:rPr>{font("VNI-Times")}</w:rPr></w:style>'
)
THEME = '<a:fontScheme><a:minorFont><a:latin typeface=".VnArial"/></a:minorFont></a:fontScheme>'


def test_fonts_of_before_unicode_are_read_by_run_through_styles_and_theme() -> None:
    body = (
        p(
            "NghÞ ®",
            "Þnh",
            r(" Nghò ñònh", '<w:rStyle w:val="Vni"/>'),
            r(" Nghị §", font("Arial")),
            looks='<w:pStyle w:val="Con"/>',
        )
        + p(r("nghÞ ®Þnh", font(".VnTimeH")), r(" Nghò ñònh", font("VNI-Times", "ascii")), r("kín", '<w:rStyle w:val="An"/>'))
        + p("QuyÕt ®Þnh", '<w:r><w:sym w:font=".VnTime" w:char="F0AE"/></w:r>')
        + p("Quyết định đã gõ bằng Unicode", looks='<w:pStyle w:val="Cu"/>')
        + p("quay", looks='<w:pStyle w:val="V1"/>')
    )
    assert content(read, docx(body, styles=STYLES, theme=THEME)).text.splitlines()[::2] == [
        "Nghị định Nghị định Nghị §", "NGHỊ ĐỊNH Nghị định", "Quyết địnhđ", "Quyết định đã gõ bằng Unicode", "quay",
    ]  # fmt: skip


def pages(got: Content) -> list[tuple[str, int | None]]:
    starts = [mark.start for mark in got.marks]
    texts = [got.text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(got.text)], strict=True)]
    return [(text, mark.page) for text, mark in zip(texts, got.marks, strict=True)]


def test_pages_are_counted_once_for_breaks_by_hand_and_of_the_last_layout() -> None:
    body = (
        p("một", TURN, "hai", TURN) + p("ba", BY_HAND) + p(TURN, "bốn") + p(TURN, "năm", looks="<w:pageBreakBefore/>") + p("cũng")
    )
    assert pages(content(read, docx(body))) == [
        ("một", 1), ("hai", 2), ("ba", 3), ("bốn", 4), ("năm", 5), ("cũng", 5),
    ]  # fmt: skip
    assert pages(content(read, docx(p("một", BY_HAND) + SECTION.format("r1", ""), header=p("đầu")))) == [
        ("một", 1),
        ("đầu", None),
    ]
    assert content(read, docx(p("một", BY_HAND, "hai"))).text == "một\nhai\n"
    assert pages(content(read, docx(p("không ai biết")))) == [("không ai biết", None)]
    assert pages(content(read, docx(p("một", deleted(TURN), "một") + p("một", TURN) + p("hai"))))[-1] == ("hai", 2)


def test_a_row_that_goes_on_upon_the_next_page_turns_it_once() -> None:
    moved = cell(p(TURN, "c")) + cell(p("d")) + cell(p(TURN, "e"))
    split = cell(p("f", TURN, "g")) + cell(p("h", TURN, "i"))
    assert pages(content(read, docx(table(cell(p("a")) + cell(p("b")), moved, split) + p("k")))) == [
        ("a", 1), ("b", 1), ("c", 2), ("d", 2), ("e", 2), ("f", 2), ("g", 3), ("h", 2), ("i", 3), ("k", 3),
    ]  # fmt: skip


def test_notes_are_called_as_the_page_shows_them() -> None:
    numbered = '<w:sectPr><w:footnotePr><w:numFmt w:val="{}"/><w:numStart w:val="{}"/></w:footnotePr></w:sectPr>'
    notes = "".join(note(number, f"chú thích {number}") for number in range(1, 4))
    star = refers(2, more='w:customMarkFollows="1"')
    for form, start, want in (
        ("upperRoman", 4, ["IV", "*", "V"]), ("lowerLetter", 27, ["aa", "*", "bb"]), ("chicago", 1, ["*", "*", "†"]),
        ("hindiVowels", 1, ["1", "*", "2"]), ("decimal", 9, ["9", "*", "10"]),
    ):  # fmt: skip
        body = p("a", refers(1), star, "*", refers(3), refers(1), deleted(refers(2))) + numbered.format(form, start)
        assert [mark.note for mark in content(read, docx(body, footnotes=notes)).marks[1:]] == want
    each = '<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>'
    body = p("a", refers(1), looks="<w:sectPr/>") + p("b", refers(2), refers(3))
    assert [mark.note for mark in content(read, docx(body, footnotes=notes, settings=each)).marks[2:]] == ["1", "1", "2"]


def test_the_document_is_found_by_what_the_package_says_whatever_its_name() -> None:
    body = p("Chỉ thị 05", refers(1))
    for main in ("word/document2.xml", "tài liệu/văn bản.xml", "DOCUMENT.XML"):
        assert content(read, docx(body, main, footnotes=note(1, "x"))).text == "Chỉ thị 05\n\nx\n"
    bare = part("document", f"<w:body>{p('Chỉ thị 05')}</w:body>")
    assert content(read, archive({"Word\\Document.xml": bare})).text == "Chỉ thị 05\n"
    names = 'xmlns="http://schemas.openxmlformats.org/package/2006/content-types"'
    types = f'<Types {names}><Override PartName="/a/b.xml" ContentType="{{}}"/></Types>'
    for kind in (
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ):
        assert content(read, archive({"[Content_Types].xml": types.format(kind), "a/b.xml": bare})).text == "Chỉ thị 05\n"


def test_the_strict_form_is_read_alike() -> None:
    with zipfile.ZipFile(io.BytesIO(SAMPLE)) as sample:
        parts = {name: sample.read(name).decode() for name in sample.namelist()}
    for name, text in parts.items():
        parts[name] = re.sub("|".join(map(re.escape, STRICT)), lambda match: STRICT[match[0]], text)
    assert content(read, archive(dict(parts))) == content(read, SAMPLE)


def test_missing_and_damaged_parts_do_not_hide_the_body() -> None:
    body = p("còn đây", refers(1)) + SECTION.format("r1", "r9")
    got = content(read, docx(body, header1="<w:p>" + r("nửa") + "</w:r>"))
    assert blocks(got) == [("còn đây", 1), ("nửa", "header")]
    assert [remark.message for remark in got.remarks] == ["remark.part_unread"] * 2
    embedded = content(read, docx(p("a") + '<w:altChunk r:id="r7"/>'))
    assert [remark.message for remark in embedded.remarks] == ["remark.part_unread"]
    assert why(read, archive({"word/styles.xml": "<a/>"})) == "error.damaged"
    assert why(read, docx(p("  "))) == "error.empty"
    assert why(read, b"") == "error.damaged"


def test_what_is_left_of_a_file_that_is_cut_off_is_read() -> None:
    long = docx("".join(p(f"Đoạn {number} {number * 7919 % 10007}") for number in range(3000)))
    got = content(read, long[: len(long) // 2])
    assert got.text.startswith("Đoạn 0 0\n\nĐoạn 1 7919\n\n")
    assert 1000 < len(got.marks) < 3000
    assert [remark.message for remark in got.remarks] == ["remark.cut"]
    broken = content(read, docx(p("trước") + "<w:p><w:r><w:t>giữa</w:x>"))
    assert broken.text == "trước\n"
    assert [remark.message for remark in broken.remarks] == ["remark.cut"]


def test_bombs_end_in_one_error() -> None:
    small = Budget("tệp", most_bytes=1_000_000, seconds=5)
    assert why(read, docx(p("x" * 5_000_000)), small) == "error.unpacked"
    bomb = docx(p("x" * 5_000_000))
    assert why(read, bomb[:-100], Budget("tệp", most_bytes=1_000_000, seconds=5)) == "error.unpacked"
    entities = f'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>{part("document", p("&b;"))[len(HEAD) :]}'
    assert why(read, archive({"word/document.xml": entities})) == "error.damaged"
    outside = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
    assert why(read, archive({"word/document.xml": outside})) == "error.damaged"
    assert why(read, docx("<w:sdt>" * 200_000)) == "error.damaged"
    assert why(read, docx("<w:p><w:r><w:t>" * 3 + "a" + "<" * 9)) == "error.damaged"


def test_ten_thousand_tables_inside_each_other_are_read() -> None:
    depth = 10_000
    start, end = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    got = content(read, docx(start * depth + p("đáy") + end * depth))
    assert blocks(got) == [("đáy", f"{depth}:1:1")]
    boxes = "<w:p><w:r><w:txbxContent>" * depth + p("đáy") + "</w:txbxContent></w:r></w:p>" * depth
    assert blocks(content(read, docx(boxes))) == [("đáy", "text box")]


def test_elements_in_places_where_they_cannot_be_change_nothing() -> None:
    stray = (
        "<w:tc/><w:tr><w:trPr><w:ins/></w:trPr></w:tr><w:t>x</w:t><w:r><w:t>y</w:t></w:r><mc:Fallback/><w:gridSpan w:val='2'/>"
    )
    stray += "<w:pPr><w:ins><w:pPr/></w:ins><w:vanish/></w:pPr><w:footnote w:id='1'/><w:tc><w:p/></w:tc><w:numStart w:val='x'/>"
    assert content(read, docx(stray + p("a"))).text == "a\n"
    assert content(read, docx(p(stray, "a"))).text == "xya\n"


def test_a_damaged_file_is_read_or_refused() -> None:
    for sample in (SAMPLE, CHANGED):
        for each in damaged(sample):
            assert why(read, each) in {"", "error.damaged", "error.encrypted", "error.empty", "error.unpacked"}
