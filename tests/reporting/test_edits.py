"""Corrections are made where they are safe, in a copy, with looks kept; what cannot be written is said, not spoiled."""

import codecs
from itertools import pairwise

import msgspec
import pytest
from docx_files import box, docx, note, p, r, refers
from hypothesis import given
from hypothesis import strategies as st
from reporting.word import letters, parts, text_of

from legalref.checking import check
from legalref.corpus import Corpus
from legalref.model import Edit, Text
from legalref.reading.content import Budget
from legalref.reading.plain import read as read_plain
from legalref.reporting.edits import Corrected, corrected, edits_of, steps

LINE = "Căn cứ Quyết định số 99 – QĐ/TW,\r\ntheo Nghị định số 30-2020/NĐ-CP.\n"
RIGHT = "Căn cứ Quyết định số 99-QĐ/TW,\r\ntheo Nghị định số 30/2020/NĐ-CP.\n"


def plain(data: bytes) -> Text:
    return Text("tệp", *read_plain(data, "tệp", Budget("tệp")), "text")


def at(text: Text, old: str, new: str) -> Edit:
    start = text.content.index(old)
    return Edit(start, start + len(old), new)


def made(text: Text, data: bytes, *edits: Edit) -> Corrected:
    found = corrected(text, data, edits, Budget("tệp"))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le")],
    ids=["", "mark", "utf-16"],
)
def test_a_text_keeps_its_encoding_and_line_ends(few: Corpus, mark: bytes, encoding: str) -> None:
    data = mark + LINE.encode(encoding)
    text = plain(data)
    found = made(text, data, *edits_of(check(text, few), text))
    assert found.data == mark + RIGHT.encode(encoding)
    assert [(each.old, each.new, each.location.line) for each in found.made] == [
        ("99 – QĐ/TW", "99-QĐ/TW", 1),
        ("30-2020/NĐ-CP", "30/2020/NĐ-CP", 2),
    ]
    again = plain(found.data)
    assert edits_of(check(again, few), again) == []


def test_a_text_in_an_old_encoding_is_not_written() -> None:
    data = "Quyết định số 99-QĐ/TW của Ban Bí thư".encode("cp1258", "replace")
    edits = [Edit(0, 1, "y")]
    assert corrected(Text("a", "Quyết định", (), (), "text"), data, edits, Budget("a")) is None
    assert corrected(Text("a", "x", (), (), "pdf"), b"x", edits, Budget("a")) is None
    assert corrected(Text("a", "x", (), (), "pdf"), b"x", [], Budget("a")) == Corrected(b"x", [], [])


def test_of_two_edits_that_overlap_the_first_is_made_and_what_changes_nothing_is_none(few: Corpus) -> None:
    text = plain(LINE.encode())
    (first, *_) = check(text, few)
    finding = first.findings[0]
    edits = (Edit(0, 5, "Theo"), Edit(3, 8, "x"), Edit(8, 10, LINE[8:10]), Edit(0, 5, "Theo"))
    changed = msgspec.structs.replace(first, findings=(msgspec.structs.replace(finding, edits=edits),))
    assert edits_of([changed], text) == [Edit(0, 5, "Theo")]


@pytest.mark.parametrize(
    ("inside", "want"),
    [
        (p("số 99 – QĐ/TW sau"), "số 99-QĐ/TW sau"),
        (p("<w:r><w:t>số 99 –</w:t></w:r>", r(" QĐ/TW sau", "<w:b/>")), "số 99-QĐ/TW sau"),
        (p("số 99", r(" – ", "<w:i/>"), r("QĐ/TW", "<w:b/>")), "số 99-QĐ/TW"),
        (p(f'<w:hyperlink w:anchor="a">{r("99 – QĐ/TW")}</w:hyperlink>'), "99-QĐ/TW"),
        (p(f'<w:ins w:id="1" w:author="A">{r("99 – QĐ/TW")}</w:ins>'), "99-QĐ/TW"),
        (p("<w:r><w:t>99 &#8211; Q&#272;/TW &amp; sau</w:t></w:r>"), "99-QĐ/TW & sau"),
        (p("<w:r><w:t>  99 – QĐ/TW\r\n sau </w:t></w:r>"), "99-QĐ/TW  sau"),
    ],
)
def test_letters_change_inside_runs_and_looks_stay(inside: str, want: str) -> None:
    data = docx(inside)
    text = text_of(data)
    found = made(text, data, at(text, "99 – QĐ/TW", "99-QĐ/TW"))
    assert text_of(found.data).content == want + "\n"
    assert {name for name, part in parts(found.data).items() if parts(data)[name] != part} == {"word/document.xml"}
    before, after = dict(letters(data)), dict(letters(found.data))
    assert {letter: looks for letter, looks in after.items() if letter not in "- "}.items() <= before.items()


def test_references_to_characters_are_replaced_whole() -> None:
    data = docx(p(r("a &amp; b &lt;&#60; c")))
    text = text_of(data)
    found = made(text, data, at(text, "& b <<", "và < b &"))
    assert text_of(found.data).content == "a và < b & c\n"


def test_formulas_and_texts_outside_of_runs_are_left_alone() -> None:
    inside = p("<m:oMath><m:r><m:t>99 – QĐ/TW</m:t></m:r></m:oMath>")
    for body in (inside, p("Đầu", box(inside)), p(box("<w:p><w:t>99 – QĐ/TW</w:t></w:p>"))):
        data = docx(body)
        text = text_of(data)
        found = made(text, data, at(text, "99 – QĐ/TW", "99-QĐ/TW"))
        assert (found.data, len(found.left)) == (data, 1)


def test_a_hyphen_that_does_not_break_becomes_a_plain_one_and_a_space_is_put_in() -> None:
    data = docx(p("<w:r><w:t>số</w:t></w:r>", "<w:r><w:t>99</w:t><w:noBreakHyphen/><w:t>QĐ/TW</w:t></w:r>"))
    text = text_of(data)
    found = made(text, data, at(text, "số99‑QĐ", "số 99-QĐ"))
    assert (text_of(found.data).content, found.left) == ("số 99-QĐ/TW\n", [])


def test_notes_headers_and_boxes_are_corrected_in_their_parts() -> None:
    data = docx(
        p("Đầu", refers(2), box(p("a 1 – QĐ/TW"))) + '<w:sectPr><w:headerReference w:type="default" r:id="r2"/></w:sectPr>',
        footnotes=note(2, "b 2 – QĐ/TW"),
        header1=p("c 3 – QĐ/TW"),
    )
    text = text_of(data)
    edits = [at(text, f"{number} – QĐ", f"{number}-QĐ") for number in (1, 2, 3)]
    found = made(text, data, *edits)
    assert text_of(found.data).content == "Đầu\n\na 1-QĐ/TW\n\nb 2-QĐ/TW\n\nc 3-QĐ/TW\n"


def test_in_an_old_font_only_letters_that_all_fonts_share_are_written() -> None:
    looks = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    data = docx(p(r("QuyÕt ®Þnh sè 99 - Q§/TW", looks)))
    text = text_of(data)
    assert text.content == "Quyết định số 99 - QĐ/TW\n"
    found = made(text, data, at(text, "99 - QĐ/TW", "99-QĐ/TW"))
    assert (text_of(found.data).content, len(found.made)) == ("Quyết định số 99-QĐ/TW\n", 1)
    refused = made(text, data, at(text, "Quyết định", "Quy định ấy"))
    assert (refused.data, refused.made, [each.new for each in refused.left]) == (data, [], ["Quy định ấy"])


@given(st.text("ab -/QĐ", max_size=12), st.text("ab -/QĐ", max_size=12))
def test_steps_make_the_edit(old: str, new: str) -> None:
    content = f"x{old}y"
    edit = Edit(1, 1 + len(old), new)
    for span, words in reversed(steps(content, edit)):
        content = content[: span.start] + words + content[span.end :]
    assert content == f"x{new}y"


@given(st.lists(st.integers(0, 20), max_size=5), st.text("9-/QĐT &<", max_size=12))
def test_however_runs_are_cut_an_edit_is_made_or_refused_whole(cuts: list[int], new: str) -> None:
    words = "số 99 – QĐ/TW & sau"
    edges = sorted({0, len(words), *(min(cut, len(words)) for cut in cuts)})
    pieces = [words[start:end].replace("&", "&amp;") for start, end in pairwise(edges)]
    data = docx(p(*(r(piece, "<w:b/>" * (number % 2)) for number, piece in enumerate(pieces))))
    text = text_of(data)
    found = made(text, data, at(text, "99 – QĐ/TW", new))
    assert found.left == []
    assert text_of(found.data).content == words.replace("99 – QĐ/TW", new) + "\n"
