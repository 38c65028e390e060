"""OpenDocument text: what stands on the page, in order and with its place; hostile files end in one error."""

import pytest
from office import archive, blocks, cited, content, damaged, why

from legalref.model import Location, Mark
from legalref.reading.content import Budget
from legalref.reading.odt import read

PREFIXES = {"office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style", "fo": "xsl-fo-compatible"}
NAMES = " ".join(f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for prefix, name in PREFIXES.items())
NAMES += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def odt(body: str, styles: str = "", named: str = "", **parts: str) -> bytes:
    written = f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>{body}</office:body>"
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"{HEAD}<office:document-content {NAMES}>{written}</office:document-content>",
            **({"styles.xml": f"{HEAD}<office:document-styles {NAMES}>{named}</office:document-styles>"} if named else {}),
            **{name.replace("__", "/") + ".xml": part for name, part in parts.items()},
        }
    )


def text(body: str) -> bytes:
    return odt(f"<office:text>{body}</office:text>")


def p(inside: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def table(*rows: str) -> str:
    return f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in rows)}</table:table>"


def cell(inside: str, repeated: int = 1) -> str:
    return f'<table:table-cell table:number-columns-repeated="{repeated}">{inside}</table:table-cell>'


NOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>{mark}</text:note-citation>\n'
    "<text:note-body>{body}</text:note-body></text:note>"
)
BOX = "<draw:frame><draw:text-box>{body}</draw:text-box></draw:frame>"
SAMPLE = odt(
    "<office:text>"
     "<text:h>Kế hoạch rà soát</text:h>"
    + p(
        "Căn cứ Nghị định số <text:span>30</text:span><text:span>/2020</text:span>"
         "/NĐ-CP"
        + NOTE.format(mark="1", body=p("Sửa theo Quyết định số 99-QĐ/TW."))
        + " ngày 05/3/2020;"
    )
    + table(cell(p("Việc")) + cell(p("Theo")), cell(p("Rà soát")) + cell(p("Thông tư số 01/2011/TT-BNV")))
    + "<text:list><text:list-item><text:number>1.</text:number>" + p("Mục một") + "</text:list-item></text:list>"
    + p("Ghi chú" + BOX.format(body=p("Xem Luật Đất đai năm 2024")))
    + "</office:text>",
    named=f"<office:master-styles><style:master-page><style:header>{p('Số 5')}</style:header>"
    f"<style:footer>{p('Trang cuối')}</style:footer></style:master-page>"
    f"<style:master-page><style:header>{p('Số 5')}</style:header></style:master-page></office:master-styles>",
)  # fmt: skip


def test_all_that_stands_on_the_page_is_read_in_order() -> None:
    assert blocks(content(read, SAMPLE)) == [
        ("Kế hoạch rà soát", 1),
        ("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020;", 2),
        ("Sửa theo Quyết định số 99-QĐ/TW.", "1"),
        ("Việc", "1:1:1"),
        ("Theo", "1:1:2"),
        ("Rà soát", "1:2:1"),
        ("Thông tư số 01/2011/TT-BNV", "1:2:2"),
        ("Mục một", 3),
        ("Ghi chú", 4),
        ("Xem Luật Đất đai năm 2024", "text box"),
        ("Số 5", "header"),
        ("Trang cuối", "footer"),
    ]


def test_citations_are_found_at_their_places() -> None:
    assert cited(content(read, SAMPLE)) == [
        ("30/2020/NĐ-CP", Location(3, 8, paragraph=2)),
        ("99-QĐ/TW", Location(5, 10, note="1")),
        ("01/2011/TT-BNV", Location(13, 1, cell="1:2:2")),
        ("Luật Đất đai", Location(19, 5, note="text box")),
    ]


@pytest.mark.parametrize(
    ("inside", "want"),
    [
        ("a<text:s/>b<text:s text:c='3'/>c", "a b   c"),
        ("a<text:tab/>b<text:line-break/>c", "a\tb\nc"),
        (" \n a\n\t b <text:span> c</text:span>", "a b c"),
        ("99\u2011QĐ/TW", "99\u2011QĐ/TW"),
        ("a<office:annotation><dc:creator>X</dc:creator><text:p>nhận xét</text:p></office:annotation>b", "ab"),
        ("xem <text:a>tại <text:span>đây</text:span></text:a>", "xem tại đây"),
        ("a &amp; b", "a & b"),
        ("a<text:s text:c='999999999999999999999999'/>b", f"a{' ' * 200}b"),
        ("a<text:s text:c='-3'/>b", "a b"),
        ("<text:hidden-text>x</text:hidden-text>a", "a"),
    ],
)
def test_characters_of_a_paragraph(inside: str, want: str) -> None:
    assert content(read, text(p(inside))).text == want + "\n"


def test_nested_tables_and_repeated_cells_have_addresses() -> None:
    inner = table(cell(p("trong")))
    body = table(cell(p("a"), 16384) + cell(p("b") + inner + p("c")), cell("") + cell(p("d")))
    assert blocks(content(read, text(body + p("hết")))) == [
        ("a", "1:1:1"), ("b", "1:1:16385"), ("trong", "2:1:1"), ("c", "1:1:16385"), ("d", "1:2:2"), ("hết", 1),
    ]  # fmt: skip


def test_rows_repeated_a_thousand_million_times_are_not_walked() -> None:
    row = f'<table:table-row table:number-rows-repeated="1000000000">{cell(p("x"), 1_000_000_000)}</table:table-row>'
    assert blocks(content(read, text(f"<table:table>{row * 3}</table:table>")))[0] == ("x", "1:1:1")
    assert len(content(read, text(f"<table:table>{row * 3}</table:table>")).marks) == 3


def test_a_sheet_has_addresses_of_a_sheet() -> None:
    sheet = f'<table:table table:name="Bảng 1"><table:table-row>{cell("", 27)}{cell(p("x"))}</table:table-row></table:table>'
    got = content(read, odt(f"<office:spreadsheet>{sheet}</office:spreadsheet>"))
    assert got.marks == (Mark(0, cell="AB1", part="Bảng 1"),)


CHANGES = (
    '<text:tracked-changes><text:changed-region text:id="d"><text:deletion><office:change-info><dc:creator>A</dc:creator>'
    "</office:change-info><text:p>29</text:p></text:deletion></text:changed-region>"
    '<text:changed-region text:id="i"><text:insertion/></text:changed-region>'
    '<text:changed-region text:id="j"><text:insertion/></text:changed-region>'
    '<text:changed-region text:id="e"><text:deletion><text:p>, một</text:p><text:p>Hai </text:p></text:deletion>'
    "</text:changed-region></text:tracked-changes>"
)
CHANGED = text(
    CHANGES
    + p(
        'Số <text:change text:change-id="d"/><text:change-start text:change-id="i"/>30<text:change-end text:change-id="i"/>/NQ'
        '<text:change text:change-id="e"/>ba'
    )
    + p('Bốn<text:change-start text:change-id="j"/>, năm')
    + p('Sáu<text:change-end text:change-id="j"/> bảy')
)


def test_tracked_changes_are_read_as_accepted_or_as_before() -> None:
    got = content(read, CHANGED)
    assert got.text == "Số 30/NQba\n\nBốn, năm\n\nSáu bảy\n"
    assert [remark.message for remark in got.remarks] == ["remark.changes"]
    before = content(read, CHANGED, original=True)
    assert before.text == "Số 29/NQ, một\n\nHai ba\n\nBốn bảy\n"
    assert not before.remarks


def test_fonts_of_before_unicode_are_read_through_the_styles() -> None:
    styles = (
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Cũ"/>'
        '<style:style style:name="T1" style:family="text"><style:text-properties style:font-name="VNI-Times"/></style:style>'
        '<style:style style:name="T2" style:family="text"><style:text-properties style:font-name="Arial"/></style:style>'
    )
    named = (
        '<office:styles><style:style style:name="Cũ" style:family="paragraph">'
        '<style:text-properties style:font-name=".VnTime"/></style:style></office:styles>'
    )
    spans = "NghÞ ®<text:span>Þnh</text:span> <text:span text:style-name='T1'>Nghò ñònh</text:span>"
    body = p(spans + "<text:span text:style-name='T2'> Nghị §</text:span>", "P1")
    assert content(read, odt(f"<office:text>{body}</office:text>", styles, named)).text == "Nghị định Nghị định Nghị §\n"


def test_pages_are_counted_where_the_writer_marked_them() -> None:
    styles = (
        '<style:style style:name="P1" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>'
    )
    body = p("một", "P1") + p("hai<text:soft-page-break/>") + p("ba", "P1") + "<text:soft-page-break/>" + p("bốn")
    marked = odt(f'<office:text text:use-soft-page-breaks="true">{body}</office:text>', styles)
    assert [mark.page for mark in content(read, marked).marks] == [1, 1, 3, 4]
    unmarked = odt(f"<office:text>{body}</office:text>", styles)
    assert {mark.page for mark in content(read, unmarked).marks} == {None}


def test_encrypted_and_empty_files_are_said_to_be_so() -> None:
    manifest = '<m:manifest xmlns:m="urn:x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    assert why(read, odt("", **{"META-INF__manifest": manifest})) == "error.encrypted"
    assert why(read, text("")) == "error.empty"
    assert why(read, b"") == "error.damaged"
    assert why(read, archive({"mimetype": "x"})) == "error.damaged"


def test_damaged_headers_do_not_hide_the_body() -> None:
    got = content(read, odt(f"<office:text>{p('còn đây')}</office:text>", named="<a><b></a>"))
    assert got.text == "còn đây\n"
    assert [remark.message for remark in got.remarks] == ["remark.part_unread"]


def test_bombs_end_in_one_error() -> None:
    budget = Budget("tệp", most_bytes=1_000_000, seconds=5)
    assert why(read, text(p("x" * 5_000_000)), budget) == "error.unpacked"
    entities = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'
    assert why(read, archive({"content.xml": entities})) == "error.damaged"
    outside = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
    assert why(read, archive({"content.xml": outside})) == "error.damaged"
    assert why(read, text("<text:section>" * 20_000)) == "error.damaged"
    restored = '<text:change text:change-id="d"/>' * 20_000
    deleted = f'<text:changed-region text:id="d"><text:deletion>{p("x" * 1000)}</text:deletion></text:changed-region>'
    bomb = text(f"<text:tracked-changes>{deleted}</text:tracked-changes>{p(restored)}")
    with pytest.raises(Exception, match="giải nén"):
        content(read, bomb, Budget("tệp", most_bytes=3_000_000), original=True)
    assert why(read, archive({"content.xml": "<a/>"} | {f"p{n}": "" for n in range(20_001)})) == "error.damaged"


def test_a_damaged_file_is_read_or_refused() -> None:
    for sample in (SAMPLE, CHANGED):
        for each in damaged(sample):
            assert why(read, each) in {"", "error.damaged", "error.encrypted", "error.empty", "error.unpacked"}
