"""Comments in a Word document stand exactly where the citation does, and nothing else is changed."""

import re
import shutil
import subprocess
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import ROOT
from docx_files import SAMPLE, STRICT, box, cell, docx, p, part, r, table
from hypothesis import given
from hypothesis import strategies as st
from office import archive
from reporting.word import STRICT_W, comments, letters, parts, text_of

from legalref.errors import UnreadableInput
from legalref.extraction import extract
from legalref.model import Span
from legalref.reading.content import Budget
from legalref.reporting.docx_comments import Comment, commented

WHEN = datetime(2026, 11, 24, 8, 30)  # noqa: DTZ001
NUMBER = "99-QĐ/TW"
CHANGED = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}


def put_in(data: bytes, *on: str, original: bool = False) -> tuple[bytes, list[Comment]]:
    """Comment on the first place of each of these words."""
    text = text_of(data, original=original)
    spans = [Span(text.content.index(each), text.content.index(each) + len(each)) for each in on]
    wanted = [Comment(span, (f"về {each}",)) for span, each in zip(spans, on, strict=True)]
    made = commented(text, data, wanted, Budget("tệp"), when=WHEN, original=original)
    assert text_of(made.data, original=original).content == text.content
    assert letters(made.data) == letters(data)
    before, after = parts(data), parts(made.data)
    assert {name for name in after if after[name] != before.get(name)} <= CHANGED
    assert [name for name in after if name in before] == list(before)
    return made.data, made.left_out


@pytest.mark.parametrize(
    "inside",
    [
        p(f"Theo Quyết định số {NUMBER} của Ban Bí thư"),
        p(f"{NUMBER}"),
        p("<w:r><w:t>Theo 99-QĐ/TW</w:t></w:r>"),
        p("<w:r><w:t> 99-QĐ/TW ngày </w:t></w:r>", "sau"),
        p("<w:r><w:rPr><w:i/></w:rPr><w:t>Số &amp; 99-&#272;/TW 99-Q&#272;/TW &lt;</w:t><w:tab/><w:t>sau</w:t></w:r>"),
        p("Theo ", r("99", "<w:b/>"), "-QĐ", r("/TW ngày", '<w:i/><w:rFonts w:ascii="Arial"/>')),
        p("<w:r><w:t>trước</w:t><w:tab/><w:t>99-QĐ</w:t><w:lastRenderedPageBreak/><w:t>/TW</w:t><w:br/><w:t>sau</w:t></w:r>"),
        p(f'<w:hyperlink r:id="r9">{r("xem 99-QĐ/TW ở đây")}</w:hyperlink>'),
        p("xem 99-", f'<w:hyperlink w:anchor="a">{r("QĐ/TW")}</w:hyperlink>', " sau"),
        p(f'<w:fldSimple w:instr=" REF a ">{r("số 99-QĐ/TW.")}</w:fldSimple>'),
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>'
          '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "99-QĐ/TW", '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        p(f'<w:ins w:id="1" w:author="A">{r("số 99-")}</w:ins>', r("QĐ/TW")),
        p(f'<w:sdt><w:sdtContent>{r("99-QĐ/TW")}</w:sdtContent></w:sdt>'),
        p(f'<w:smartTag w:element="x">{r("a 99-QĐ/TW")}</w:smartTag>'),
        table(cell(p("trước") + p("a 99-QĐ/TW")) + cell(p("sau"))),
    ],
)  # fmt: skip
def test_a_comment_stands_at_what_it_is_about(inside: str) -> None:
    data, left_out = put_in(docx(p("Đầu") + inside + p("Cuối")), NUMBER)
    ((_, author, words, on),) = comments(data)
    assert (author, words, on, left_out) == ("legalref", f"về {NUMBER}", NUMBER, [])


def test_deleted_letters_inside_a_citation_stay_where_they_are() -> None:
    change = f'<w:del w:id="1" w:author="A"><w:r><w:delText>98</w:delText></w:r></w:del><w:ins w:id="2">{r("99")}</w:ins>'
    source = docx(p("a ", r("số "), change, "-QĐ/TW"))
    data, _ = put_in(source, f"số {NUMBER}")
    assert comments(data)[0].on == "số 9899-QĐ/TW"
    data, _ = put_in(source, "số 98-QĐ/TW", original=True)
    assert comments(data)[0].on == "số 9899-QĐ/TW"


def test_a_hyphen_that_does_not_break_is_split_off_as_an_element() -> None:
    run = "<w:r><w:rPr><w:b/></w:rPr><w:t>số 99</w:t><w:noBreakHyphen/><w:t>QĐ/TW sau</w:t></w:r>"
    data, _ = put_in(docx(p(run)), "99‑QĐ/TW")
    assert comments(data)[0].on == "99‑QĐ/TW"
    data, _ = put_in(docx(p(run)), "số 99", "QĐ")
    assert [each.on for each in comments(data)] == ["số 99", "QĐ"]


def test_several_comments_split_one_run_and_meet_and_cover_each_other() -> None:
    data, _ = put_in(docx(p(r("một hai ba bốn", "<w:b/>"))), "hai ", "ba", "một hai ba bốn", "một", "hai ", "n")
    assert [each.on for each in comments(data)] == ["hai ", "ba", "một hai ba bốn", "một", "hai ", "n"]


def test_a_tracked_change_of_looks_gets_another_id_in_the_copy() -> None:
    looks = '<w:b/><w:rPrChange w:id="7" w:author="A"><w:rPr><w:i/></w:rPr></w:rPrChange>'
    data, _ = put_in(docx(p(r("a 99-QĐ/TW b", looks))), NUMBER)
    ids = re.findall(rb'rPrChange w:id="(\d+)"', parts(data)["word/document.xml"])
    assert len(ids) == len(set(ids)) == 3


def test_a_comment_on_a_note_stands_at_its_reference_and_on_a_box_at_the_run_that_holds_it() -> None:
    data, left_out = put_in(SAMPLE, "99-QĐ/TW", "Luật Đất đai", "Số 5", "30/2020/NĐ-CP")
    main = parts(data)["word/document.xml"].decode()
    found = {each.words: each.on for each in comments(data)}
    assert found["về 30/2020/NĐ-CP"] == "30/2020/NĐ-CP"
    assert found["về 99-QĐ/TW"] == ""
    assert re.search(r'<w:commentRangeStart w:id="0"/><w:r><w:footnoteReference w:id="3" /></w:r><w:commentRangeEnd', main)
    assert re.search(r'<w:commentRangeStart w:id="1"/><w:r><mc:AlternateContent>', main)
    assert [each.paragraphs for each in left_out] == [("về Số 5",)]
    assert "commentRange" not in "".join(re.findall(r"<w:txbxContent>.*?</w:txbxContent>", main))


def test_a_control_for_text_alone_is_not_split() -> None:
    control = f"<w:sdt><w:sdtPr><w:id w:val='3'/><w:text/></w:sdtPr><w:sdtContent>{r('số 99-QĐ/TW ký')}</w:sdtContent></w:sdt>"
    data, _ = put_in(docx(p("a ", control, " b")), NUMBER)
    assert comments(data)[0].on == "số 99-QĐ/TW ký"
    assert control in parts(data)["word/document.xml"].decode()
    data, _ = put_in(
        docx(f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{p('số 99-QĐ/TW ký')}</w:sdtContent></w:sdt>"), NUMBER
    )
    assert comments(data)[0].on == NUMBER


def test_formulas_get_no_comments() -> None:
    formula = p("<m:oMath><m:r><w:rPr><w:b/></w:rPr><m:t>99-QĐ/TW</m:t></m:r></m:oMath>")
    for body in (formula, p("Đầu", box(formula))):
        source = docx(body)
        data, left_out = put_in(source, NUMBER)
        assert (data, len(left_out)) == (source, 1)


def test_comments_that_are_there_stay_and_are_numbered_on() -> None:
    inside = p('<w:commentRangeStart w:id="4"/>', "cũ", '<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>',
               " số 99-QĐ/TW")  # fmt: skip
    old = f'<w:comment w:id="4" w:author="Chị Hoa">{p("xem lại")}</w:comment>'
    data, _ = put_in(docx(inside, comments=old), NUMBER)
    assert [(each.id, each.author, each.on) for each in comments(data)] == [("4", "Chị Hoa", "cũ"), ("5", "legalref", NUMBER)]
    assert parts(data)["word/comments.xml"].decode().startswith(part("comments", old).removesuffix("</w:comments>"))


def test_the_new_part_is_announced() -> None:
    held = parts(put_in(docx(p(NUMBER)), NUMBER)[0])
    assert b'PartName="/word/comments.xml"' in held["[Content_Types].xml"]
    assert b'Target="comments.xml"' in held["word/_rels/document.xml.rels"]
    assert b'w:date="2026-11-24T08:30:00Z" w:initials="LR"' in held["word/comments.xml"]


def test_the_strict_form_gets_comments_of_its_own_form() -> None:
    held = parts(docx(p(f"a {NUMBER}")))
    for space, strict in STRICT.items():
        held = {name: data.replace(space.encode(), strict.encode()) for name, data in held.items()}
    text = text_of(source := archive(dict(held)))
    at = text.content.index(NUMBER)
    made = commented(text, source, [Comment(Span(at, at + 8), ("x",))], Budget("tệp"), when=WHEN)
    assert [each.on for each in comments(made.data, space=STRICT_W)] == [NUMBER]
    assert b"http://purl.oclc.org/ooxml/officeDocument/relationships/comments" in parts(made.data)["word/_rels/document.xml.rels"]


def test_names_of_elements_may_have_another_prefix_or_none() -> None:
    for prefix in ("x:", ""):
        held = parts(docx(p("a ", r(f"b {NUMBER} c", "<w:b/>"))))
        main = held["word/document.xml"].decode().replace("<w:", f"<{prefix}").replace("</w:", f"</{prefix}")
        main = main.replace("xmlns:w=", "xmlns:x=" if prefix else "xmlns=")
        source = archive(dict(held) | {"word/document.xml": main})
        assert [each.on for each in comments(put_in(source, NUMBER)[0])] == [NUMBER]


def test_a_part_in_another_encoding_is_written_in_utf_8() -> None:
    held = parts(docx(p(f"a {NUMBER} &amp; b")))
    main = held["word/document.xml"].decode().replace("UTF-8", "UTF-16").encode("utf-16")
    data, _ = put_in(archive(dict(held) | {"word/document.xml": main}), NUMBER)
    assert [each.on for each in comments(data)] == [NUMBER]


def test_a_document_in_an_old_font_is_commented_on_word_by_word() -> None:
    vni = '<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/>'
    source = docx(p(r("Quyeát ñònh soá 99-QÑ/TW cuûa Ban", vni), r(" Bí thư")))
    data, _ = put_in(source, "99-QĐ/TW")
    assert comments(data)[0].on == "99-QÑ/TW"


def test_what_cannot_stand_in_xml_is_shown_as_a_box() -> None:
    text = text_of(source := docx(p("a")))
    made = commented(text, source, [Comment(Span(0, 1), ("<\x00\x0b&>\ud800",))], Budget("tệp"), when=WHEN)
    assert comments(made.data)[0].words == "<��&>�"


def test_a_damaged_document_and_one_that_was_changed_are_refused() -> None:
    text = text_of(SAMPLE)
    wanted = [Comment(Span(0, 3), ("x",))]
    with pytest.raises(UnreadableInput, match="hỏng"):
        commented(text, SAMPLE[: len(SAMPLE) // 2], wanted, Budget("tệp"), when=WHEN)
    with pytest.raises(UnreadableInput, match="đã thay đổi"):
        commented(text, docx(p("khác")), wanted, Budget("tệp"), when=WHEN)


def test_without_comments_the_document_is_the_same() -> None:
    assert commented(text_of(SAMPLE), SAMPLE, [], Budget("tệp"), when=WHEN).data == SAMPLE


@given(st.lists(st.integers(0, 30), max_size=6), st.integers(0, 29), st.integers(1, 30), st.integers(0, 29), st.integers(1, 30))
def test_however_runs_are_cut_a_comment_is_on_its_span(cuts: list[int], low: int, size: int, other: int, more: int) -> None:
    words = "Quyết định số 99-QĐ/TW & «x»  "
    edges = sorted({0, len(words), *(min(cut, len(words)) for cut in cuts)})
    runs = [r(words[start:end].replace("&", "&amp;"), "<w:b/>" * (start % 2)) for start, end in pairwise(edges)]
    source = docx(p(*runs))
    text = text_of(source)
    spans = [Span(low, min(low + size, len(words))), Span(other, min(other + more, len(words)))]
    made = commented(text, source, [Comment(span, ("x",)) for span in spans], Budget("tệp"), when=WHEN)
    assert [each.on for each in comments(made.data)] == [words[slice(*span)] for span in spans]
    assert letters(made.data) == letters(source)


def _all_citations(source: bytes) -> bytes:
    text = text_of(source)
    wanted = [Comment(each.reference, (each.text, "→ sửa")) for each in extract(text)]
    made = commented(text, source, wanted, Budget("tệp"), when=WHEN)
    assert len(comments(made.data)) == len(wanted) > 40
    return made.data


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
def test_libreoffice_opens_it_and_finds_the_comments(tmp_path: Path) -> None:
    source = _all_citations((ROOT / "tests" / "files" / "bao-cao.docx").read_bytes())
    (tmp_path / "ra.docx").write_bytes(source)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "odt", "--outdir", str(tmp_path), str(tmp_path / "ra.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    body = parts((tmp_path / "ra.odt").read_bytes())["content.xml"].decode()
    shown = [re.sub("<[^>]*>", "", each) for each in re.findall(r"<office:annotation .*?</office:annotation>", body, re.DOTALL)]
    assert len(shown) == len(comments(source))
    assert all("legalref" in each for each in shown)


def test_python_docx_opens_it(tmp_path: Path) -> None:
    library = pytest.importorskip("docx")
    source = _all_citations((ROOT / "tests" / "files" / "bao-cao.docx").read_bytes())
    (tmp_path / "ra.docx").write_bytes(source)
    assert len(list(library.Document(str(tmp_path / "ra.docx")).comments)) == len(comments(source))
