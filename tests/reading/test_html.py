"""Web pages: what a browser shows, where it stands, and pages made to take forever."""

import random
import time

import pytest
from encode import cp1258, tcvn3, vni

from legalref import extract
from legalref.errors import UnreadableInput
from legalref.model import Text
from legalref.reading.content import MOST_SECONDS, Budget, Content
from legalref.reading.html import read

PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>Nghị định 01/2020/NĐ-CP - Cổng thông tin</title>
<style>p { content: "Nghị định 02/2020/NĐ-CP" }</style><script>if (1 < 2) write("<p>Nghị định 03/2020/NĐ-CP")</script></head>
<body><!-- Nghị định 04/2020/NĐ-CP --><nav><ul><li><a href="/">Trang chủ</a><li>Văn bản</ul></nav>
<h1>KẾ HOẠCH</h1>
<p>Căn cứ Nghị định số
   <b>30/2020</b>/NĐ-CP&nbsp;ngày<br/>05/3/2020 c&#7911;a Chính phủ;
<p>Thực hiện Quy&ecirc;&#769;t định s&#xF4;&#x301; 99-Q<i>Đ/T</i>W.</p>
<table><caption>Bảng văn bản</caption><tr><th>Số</th><th>Văn bản</th></tr>
<tr><td>1<td>Chỉ thị số 05-CT/TW <table><tr><td>trong</td></tr></table> của Bộ Chính trị
<tr><td>2</td><td><p>Luật Đất đai</p><p>năm 2024</p></td></tr></table>
<div style="display: none">Nghị định 05/2020/NĐ-CP<div>và</div></div><p hidden>Nghị định 06/2020/NĐ-CP<p>Hết.
<noscript>Hãy bật JavaScript</noscript><select><option>Nghị định</select><img alt="Nghị định 07/2020/NĐ-CP"></body></html>
"""


def page(source: str | bytes, *, charset: str | None = None, original: bool = False) -> Content:
    data = source.encode() if isinstance(source, str) else source
    return read(data, "a.html", Budget("a.html"), charset=charset, original=original)


def shown(source: str) -> str:
    return page(source).text


def test_a_page_is_read_as_it_is_shown() -> None:
    content = page(PAGE)
    assert [
        (content.text[mark.start :].partition("\n\n")[0].rstrip(), mark.paragraph or mark.cell) for mark in content.marks
    ] == [
        ("Trang chủ", 1),
        ("Văn bản", 2),
        ("KẾ HOẠCH", 3),
        ("Căn cứ Nghị định số 30/2020/NĐ-CP\xa0ngày\n05/3/2020 của Chính phủ;", 4),
        ("Thực hiện Quyê\u0301t định sô\u0301 99-QĐ/TW.", 5),
        ("Bảng văn bản", 6),
        ("Số", "1:1:1"),
        ("Văn bản", "1:1:2"),
        ("1", "1:2:1"),
        ("Chỉ thị số 05-CT/TW", "1:2:2"),
        ("trong", "2:1:1"),
        ("của Bộ Chính trị", "1:2:2"),
        ("2", "1:3:1"),
        ("Luật Đất đai", "1:3:2"),
        ("năm 2024", "1:3:2"),
        ("Hết.", 7),
    ]
    assert content.remarks == ()


def test_citations_are_found_where_they_stand() -> None:
    found = extract(Text("a.html", *page(PAGE)))
    assert [(each.number or each.name, each.location.paragraph, each.location.cell) for each in found] == [
        ("30/2020/NĐ-CP", 4, None),
        ("99-QĐ/TW", 5, None),
        ("05-CT/TW", None, "1:2:2"),
        ("Luật Đất đai", None, "1:3:2"),
    ]


@pytest.mark.parametrize(
    ("source", "want"),
    [
        ("<p>a<br>b<br><br>c<br> <br>\n<br>d", "a\nb\n\nc\n\nd\n"),
        ("<p>  a \n\t b<b> </b> c  </p>", "a b c\n"),
        ("a<p>b</p>c<hr>d<wbr>e", "a\n\nb\n\nc\n\nde\n"),
        ("<pre>\n a  b\n\n\n\tc&lt;<b>d</b>\r\ne</pre>f", " a  b\n\n\tc<d\ne\n\nf\n"),
        ("<div style='white-space: pre-wrap'>a  b\nc</div>", "a  b\nc\n"),
        ("<p>&nbsp;</p><p>a&nbsp;&nbsp;b<p> <p>", "a\xa0\xa0b\n"),
        (
            "T&ocirc;&#777; qu&ocirc;&#769;c, &Agrave &#150; &#x110; &bogus; &amp;lt; a&b",
            "Tổ quô\u0301c, À – Đ &bogus; &lt; a&b\n",
        ),
        ("&#xD800;&#0;&#99999999999999999999;&#" + "9" * 5000 + ";x", "\ufffd\ufffd\ufffd\ufffdx\n"),
        ("1 < 2 <3 a<b", "1 < 2 <3 a\n"),
        ('<p title="a>b" x=\'>\' y=">">c', "c\n"),
        ("<p data-x=a\"b>c<p don't>d<p title='it\"s'>e", "c\n\nd\n\ne\n"),
        ("<![if !supportLists]>1.<![endif]> a<!--[if gte mso 9]><xml>x</xml><![endif]--><o:p></o:p>", "1. a\n"),
        ("<!--> a <!---> b <!-- x --!> c <!x> </3> d", "a b c d\n"),
        ("<b><p>99</b>-QĐ/TW</p>", "99-QĐ/TW\n"),
        ("<div hidden><b>x</i><p>y<p>z</div>a", "a\n"),
        ("<p style='color:red;DISPLAY : none'>x<p>a", "a\n"),
        ("<div><span style=display:none>x</div>a", "a\n"),
        ("<ul><li hidden>x<ul><li>y</ul><li>a</ul>", "a\n"),
        ("<table><tr style='display:none'><td>x<td>y<tr><td>a</table>", "a\n"),
        ("<div><table><tr><td hidden>x</div><td>a</table>", "a\n"),
        ("<svg><path/><title>x</title><text>y</text></svg>a<svg/>b<video>x</video>", "ab\n"),
        ("<TITLE>x</title ><SCRIPT>'</scripty>'</SCRIPT\n>a", "a\n"),
        ("<template>x<p>y</template>a<textarea>b  c</textarea>", "a\n\nb  c\n"),
        ("<?xml version='1.0'?><html><script src='x'/><div hidden='hidden'/><p>a</p></html>", "a\n"),
        ("<a\nhref=x>a</a\n><A>b</A>", "ab\n"),
        ("<dl><dt>a<dd>b<dt>c</dl>", "a\n\nb\n\nc\n"),
        ("<td>a</td><tr>b</table>c", "a\n\nb\n\nc\n"),
    ],
)
def test_markup(source: str, want: str) -> None:
    assert shown(source) == want


def test_columns_count_what_cells_span() -> None:
    source = "<table><tr><td rowspan=2>a<td colspan=2>b<td>c<tr><td>d<td rowspan=x>e<td>f<tr><td>g</table><table><td>h</table>"
    cells = [mark.cell for mark in page(source).marks]
    assert cells == ["1:1:1", "1:1:2", "1:1:4", "1:2:2", "1:2:3", "1:2:4", "1:3:1", "2:1:1"]


def test_deletions_are_left_out_and_said() -> None:
    source = "<p>số <del>99</del><ins>98</ins>-QĐ/TW"
    assert page(source).text == "số 98-QĐ/TW\n"
    assert page(source, original=True).text == "số 99-QĐ/TW\n"
    assert [remark.message for remark in page(source).remarks] == ["remark.changes"]


SENTENCE = "Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ"


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (SENTENCE.encode("utf-8-sig"), "windows-1258"),
        (SENTENCE.encode("utf-16"), None),
        (f"<p>{SENTENCE}".encode("utf-16-le"), None),
        (b"<meta charset=windows-1258>" + cp1258(SENTENCE), None),
        (b"<META content='text/html; charset=windows-1258' http-equiv=Content-Type>" + cp1258(SENTENCE), None),
        (b"<meta charset=utf-8>" + cp1258(SENTENCE), "windows-1258"),
        (b"<meta charset=iso-8859-1>" + SENTENCE.encode(), None),
        (b"<meta charset=utf-16>" + SENTENCE.encode(), None),
        (b"<meta charset=punycode>" + SENTENCE.encode(), "zip"),
        (b"<meta charset=windows-1252><font face='.VnTime'>" + tcvn3(SENTENCE), None),
        (vni(SENTENCE), None),
        (cp1258(SENTENCE), None),
    ],
    ids=range(12),
)
def test_the_encoding_is_as_declared_or_as_the_words_tell(data: bytes, charset: str | None) -> None:
    (citation,) = extract(Text("a.html", *page(data, charset=charset)))
    assert citation.number == "30/2020/NĐ-CP"


def test_another_language_is_read_as_declared() -> None:
    sentence = "L'été, la République a été préparée"
    assert page(f"<meta charset=iso-8859-1><p>{sentence}".encode("latin-1")).text == f"{sentence}\n"


@pytest.mark.parametrize("source", ["", "<p> </p>", "<script>x</script>", "<div hidden>x</div>"])
def test_a_page_that_shows_nothing_is_said(source: str) -> None:
    with pytest.raises(UnreadableInput) as error:
        page(source)
    assert error.value.message == "error.empty"


@pytest.mark.parametrize("rest", ["<script>x", "<!-- x", "<p class='x", "</p", "<! x", "<style>x</script>"])
def test_a_page_that_is_cut_off_is_said(rest: str) -> None:
    content = page("<p>Hết" + rest)
    assert content.text == "Hết\n"
    assert [remark.message for remark in content.remarks] == ["remark.cut"]

    with pytest.raises(UnreadableInput) as error:
        page(rest)
    assert error.value.message == "error.damaged"


HOSTILE = {
    "nested": "<div>" * 100_000,
    "attribute": "<p a='" + "x" * 10_000_000 + "'>",
    "attributes": "<p " + 'a="b" ' * 500_000 + ">",
    "styles": "<p style='" + "display: " * 300_000 + "'>",
    "unclosed quotation marks": "<p a=\"'" * 300_000,
    "unclosed tags": "<p " * 300_000,
    "equals signs": "<p " + "= " * 1_000_000 + ">",
    "unclosed comments": "<!--x>" * 300_000,
    "dashes": "<!--" + "-" * 3_000_000,
    "declarations": "<!" * 500_000,
    "end tags": "<section><table><td>" + "<b>" * 490 + "</section>" * 50_000,
    "misnested": "<p><i><b>" * 1000 + "</i></p></b>" * 20_000,
    "tables": "<table>" * 50_000,
    "cells": "<table><tr>" + "<td rowspan=60000 colspan=1000>" * 3000 + "<tr><td>" * 30_000,
    "references": "&#" + "1" * 1_000_000 + ";" + "&" * 1_000_000,
    "spaces": " " * 5_000_000,
    "breaks": "<br> " * 100_000,
    "signs": "<" * 300_000,
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_takes_time_by_its_length(hostile: str) -> None:
    start = time.process_time()
    assert page(f"<p>Luật Đất đai</p>{hostile}<p>x").text.startswith("Luật Đất đai\n")
    assert time.process_time() - start < MOST_SECONDS


def test_a_million_blocks_are_paid_for() -> None:
    with pytest.raises(UnreadableInput) as error:
        read(b"x<p>" * 20_000, "a.html", Budget("a.html", most_bytes=1_000_000))
    assert error.value.message == "error.unpacked"


def test_damaged_pages_are_read_or_refused() -> None:
    data = PAGE.encode()
    chance = random.Random(4)  # noqa: S311
    samples = [data[:end] for end in range(0, len(data), 97)]
    for _ in range(200):
        flipped = bytearray(data)
        for _ in range(chance.randint(1, 40)):
            flipped[chance.randrange(len(data))] = chance.randrange(256)
        samples.append(bytes(flipped))
    for sample in samples:
        try:
            content = page(sample)
        except UnreadableInput:
            continue
        assert all(mark.start < len(content.text) for mark in content.marks)
