"""One article as the writers of an office suite save it: the same citations from every format, at the places the format knows."""

import csv
from collections import Counter
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest
from office import archive

from legalref import extract, read
from legalref.model import Text

FILES = Path(__file__).parents[1] / "files"
FORMATS = ["docx", "odt", "rtf", "doc", "pdf", "html"]
CITED = [
    ("30/2020/NĐ-CP", "2020-03-05", "Chính phủ", 3),
    ("110/2004/NĐ-CP", "2004-04-08", "Chính phủ", 3),
    ("217-QĐ/TW", "2013-12-12", "Bộ Chính trị", 3),
    ("01/2011/TT-BNV", "2011-01-19", "Bộ Nội vụ", 3),
    ("34/2016/NĐ-CP", "2016-05-14", "Chính phủ", 3),
    ("05-CT/TW", "2016-05-15", "Bộ Chính trị", 3),
    ("66-QĐ/TW", "2017-02-06", "Ban Bí thư", 3),
    ("57-NQ/TW", None, None, 3),
    ("59-NQ/TW", None, None, 3),
    ("Luật Đất đai", "2013", None, 3),
    ("43/2014/NĐ-CP", "2014-05-15", "Chính phủ", 3),
    ("24/2014/TT-BTNMT", None, None, 3),
    ("Bộ luật Hình sự", "2015", None, 3),
    ("77/2019/TT-BTC", None, None, 1),
    ("102-QĐ/TW", "2017-11-15", None, 1),
    ("36-HD/VPTW", None, None, 1),
    ("99-QĐ/TW", "2017-10-03", "Ban Bí thư", 1),
]
"""Number or name, date, issuer, and how often: the article says three times the same, over more than one page."""
IN_CELLS = {"77/2019/TT-BTC": "1:2:1", "102-QĐ/TW": "1:3:1", "36-HD/VPTW": "1:3:2"}


def cited(text: Text) -> Counter[tuple[str | None, str | None, str | None]]:
    return Counter((each.number or each.name, each.date, each.issuer) for each in extract(text))


def expected() -> Counter[tuple[str | None, str | None, str | None]]:
    return Counter({(number, date, issuer): times for number, date, issuer, times in CITED})


def saved(format_: str) -> Path:
    return FILES / f"bao-cao.{format_}"


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_gives_the_same_citations(format_: str) -> None:
    assert cited(read(saved(format_))) == expected()


@pytest.mark.parametrize("format_", FORMATS)
def test_pinpoints_stay_with_their_document(format_: str) -> None:
    found = [each.pinpoints for each in extract(read(saved(format_))) if each.number == "34/2016/NĐ-CP"]
    assert [(pinpoint.dieu, pinpoint.khoan, pinpoint.diem) for each in found for pinpoint in each] == [("5", "2", "a")] * 3


@pytest.mark.parametrize("format_", [format_ for format_ in FORMATS if format_ != "pdf"])  # which knows no tables
def test_what_stands_in_a_table_has_its_cell(format_: str) -> None:
    text = read(saved(format_))
    assert {each.number: text.locate(each.start).cell for each in extract(text) if each.number in IN_CELLS} == IN_CELLS


@pytest.mark.parametrize("format_", ["docx", "odt", "rtf", "doc"])
def test_footnotes_have_their_marks(format_: str) -> None:
    text = read(saved(format_))
    assert [text.locate(each.start).note for each in extract(text) if each.number == "110/2004/NĐ-CP"] == ["1", "2", "3"]


def plain(tmp_path: Path, name: str) -> Path:
    """Return the article as what people make of it by copying its text: a text, a table, a sheet, a saved page."""
    file = tmp_path / name
    blocks = read(saved("odt")).content.split("\n\n")
    if file.suffix == ".csv":
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([number, block] for number, block in enumerate(blocks, 1))
    elif file.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for block in blocks:
            book.active.append([block])
        book.save(file)
    elif file.suffix == ".mhtml":
        page = EmailMessage()
        page["MIME-Version"] = "1.0"
        page.set_content(saved("html").read_text("utf-8"), subtype="html", cte="quoted-printable")
        page.make_related()
        file.write_bytes(bytes(page))
    else:
        file.write_text("\n\n".join(blocks), "utf-16" if file.stem == "utf16" else "utf-8")
    return file


@pytest.mark.parametrize("name", ["a.txt", "utf16.txt", "a.md", "a.csv", "a.xlsx", "a.mhtml"])
def test_what_holds_the_text_of_the_article_gives_the_same_citations(name: str, tmp_path: Path) -> None:
    assert cited(read(plain(tmp_path, name))) == expected()


def test_the_files_in_one_archive_are_its_parts(tmp_path: Path) -> None:
    file = tmp_path / "ho-so.zip"
    file.write_bytes(archive({saved(format_).name: saved(format_).read_bytes() for format_ in FORMATS}))
    text = read(file)
    parts = Counter(text.locate(each.start).part for each in extract(text))
    assert parts == dict.fromkeys((saved(format_).name for format_ in FORMATS), expected().total())


def test_the_files_attached_to_a_mail_are_its_parts(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Subject"] = "Gửi báo cáo"
    mail.set_content("Kính gửi văn phòng.")
    for format_ in FORMATS:
        mail.add_attachment(
            saved(format_).read_bytes(), maintype="application", subtype="octet-stream", filename=saved(format_).name
        )
    file = tmp_path / "thu.eml"
    file.write_bytes(bytes(mail))
    text = read(file)
    parts = Counter(text.locate(each.start).part for each in extract(text))
    assert parts == dict.fromkeys((saved(format_).name for format_ in FORMATS), expected().total())
