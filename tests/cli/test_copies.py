"""`check --annotate` and `check --fix`: copies beside the originals, one by one or in folders."""

import zipfile
from pathlib import Path

import pytest
from cli.golden import Said, legalref
from conftest import ROOT
from docx_files import docx, note, p, r, refers
from reporting.word import comments, text_of

WRONG = "Căn cứ Quyết định số 99 – QĐ/TW ngày 03/10/2017 của Ban Bí thư.\n"
RIGHT = "Căn cứ Quyết định số 99-QĐ/TW ngày 03/10/2017 của Ban Bí thư.\n"
HEADER = '<w:sectPr><w:headerReference w:type="{}" r:id="{}"/><w:headerReference w:type="first" r:id="{}"/></w:sectPr>'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on_few: None) -> None:
    del on_few
    monkeypatch.chdir(tmp_path)


def check(*arguments: str) -> Said:
    return legalref(["check", "--as-of", "2026-11-24", "--format", "concise", *arguments])


def test_a_commented_copy_says_the_finding_the_fix_the_record_and_the_other_places() -> None:
    twice = "Nghị định số 30/2020/NĐ-CP ngày 06 tháng 3 năm 2020 của Chính phủ"
    Path("a.docx").write_bytes(
        docx(p(f"Căn cứ {twice};", refers(2)) + p(f"theo {twice}."), footnotes=note(2, "Quyết định 124-QĐ/TW"))
    )
    before = Path("a.docx").read_bytes()
    assert check("a.docx", "--annotate", "b.docx").err == "«b.docx»: đã ghi 2 chú thích.\n"
    assert Path("a.docx").read_bytes() == before
    date, number = comments(Path("b.docx").read_bytes())
    assert date.on == twice
    assert date.words.splitlines() == [
        (
            "LR202 lỗi: Ngày ghi 06/3/2020; theo kho dữ liệu là 05/3/2020 (nguồn: Bộ pháp điển, tài liệu đã đọc và ghi nguồn,"
            " trích dẫn trong văn bản khác)."
        ),
        "→ ngày 05/3/2020",
        (
            "Trong kho dữ liệu: Nghị định 30/2020/NĐ-CP ngày 05/3/2020 (Chính phủ): Về công tác văn thư [Bộ pháp điển,"
            " tài liệu đã đọc và ghi nguồn, trích dẫn trong văn bản khác; nguồn chính thức]."
        ),
        "Hiệu lực: còn hiệu lực (theo nguồn tính đến 23/11/2026; tính đến 24/11/2026).",
        "Cũng ở 1 nơi khác: 3:6 đoạn 2.",
    ]
    assert "Chỗ viện dẫn: chú thích 1: «Quyết định 124-QĐ/TW»." in number.words
    assert "Có thể là: Quyết định 124" in number.words or "Có thể là: Quy định 124" in number.words
    assert len(comments(_again("a.docx", "c.docx", "--every"))) == 3


def _again(source: str, target: str, *more: str) -> bytes:
    check(source, "--annotate", target, *more)
    return Path(target).read_bytes()


def test_comments_follow_the_choice_of_rules() -> None:
    Path("a.docx").write_bytes((ROOT / "tests" / "files" / "bao-cao.docx").read_bytes())
    assert {each.words[:5] for each in comments(_again("a.docx", "b.docx", "--select", "LR301"))} == {"LR301"}


def test_a_finding_in_a_header_is_said_and_not_lost() -> None:
    Path("a.docx").write_bytes(
        docx(p("Đầu") + HEADER.format("default", "r1", "r1"), header1=p("Quy định 66-QĐ/TW ngày 06/02/2017"))
    )
    said = check("a.docx", "--annotate", "b.docx")
    assert said.err.startswith("«b.docx»: đã ghi 0 chú thích.\n  3:1 đầu trang: không đặt được chú thích ở đây")
    assert "LR301" in said.err
    assert Path("b.docx").read_bytes() == Path("a.docx").read_bytes()


def test_a_corrected_document_needs_no_second_correction_in_any_of_its_parts() -> None:
    body = p("Quyết định số 99", r(" – ", "<w:b/>"), "QĐ/TW", refers(2)) + HEADER.format("default", "r2", "r3")
    Path("a.docx").write_bytes(docx(body, footnotes=note(2, WRONG), header1=p(WRONG), header2=p(WRONG)))
    said = check("a.docx", "--fix", "b.docx", "--fail-on", "never")
    assert said.err.startswith("«b.docx»: đã sửa 4 chỗ.\n")
    assert "– QĐ" not in text_of(Path("b.docx").read_bytes()).content
    with zipfile.ZipFile("b.docx") as archive:
        assert all("– " not in archive.read(name).decode() for name in archive.namelist())
    assert check("b.docx", "--fix", "c.docx").err == "«c.docx»: không có chỗ nào tự sửa được; bản này giống bản gốc.\n"
    assert Path("c.docx").read_bytes() == Path("b.docx").read_bytes()


def test_a_corrected_text_needs_no_second_correction() -> None:
    Path("a.txt").write_text(WRONG * 3, "utf-8")
    assert "đã sửa 3 chỗ" in check("a.txt", "--fix", "b.txt").err
    assert Path("b.txt").read_text("utf-8") == RIGHT * 3
    assert Path("a.txt").read_text("utf-8") == WRONG * 3
    assert check("b.txt", "--fix", "c.txt").err == "«c.txt»: không có chỗ nào tự sửa được; bản này giống bản gốc.\n"


def test_only_findings_that_are_shown_are_corrected() -> None:
    Path("a.txt").write_text(WRONG, "utf-8")
    check("a.txt", "--fix", "b.txt", "--ignore", "LR102")
    check("a.txt", "--write-baseline", "moc.json")
    check("a.txt", "--fix", "c.txt", "--baseline", "moc.json")
    assert Path("b.txt").read_text("utf-8") == Path("c.txt").read_text("utf-8") == WRONG


def test_several_files_go_into_a_folder_under_their_own_names() -> None:
    for name in ("ho-so/a.txt", "ho-so/con/b.md", "rieng.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(WRONG, "utf-8")
    Path("ho-so/c.docx").write_bytes(docx(p(WRONG.strip())))
    said = check("ho-so", "rieng.txt", "--fix", "ra", "--annotate", "chu-thich")
    made = sorted(str(path) for folder in ("ra", "chu-thich") for path in Path(folder).rglob("*") if path.is_file())
    assert made == ["chu-thich/c.docx", "ra/a.txt", "ra/c.docx", "ra/con/b.md", "ra/rieng.txt"]
    assert said.code == 3
    assert said.err.count("không phải tài liệu Word") == 3
    assert "không đọc được" not in said.out
    again = check("ho-so", "rieng.txt", "--fix", "ra")
    assert (again.code, again.out) == (2, "")
    assert "đã có, legalref không ghi đè" in again.err


def test_two_files_that_would_be_one_are_refused() -> None:
    for name in ("x", "y"):
        Path(name).mkdir()
        Path(name, "a.txt").write_text(WRONG, "utf-8")
    assert check("x/a.txt", "y/a.txt", "--fix", "ra").code == 2
    assert check("x/a.txt", "--fix", "ra.txt", "-o", "ra.txt").code == 2
    assert check("x/a.txt", "--fix", "ra.docx", "--annotate", "ra.docx").code == 2
    assert sorted(path.name for path in Path().iterdir()) == ["x", "y"]


def test_the_copy_of_what_was_not_read_is_not_there() -> None:
    Path("a.docx").write_bytes(docx(p("x"))[:300])
    assert check("a.docx", "--annotate", "b.docx").code == 3
    assert [path.name for path in Path().iterdir()] == ["a.docx"]


def test_a_place_that_cannot_be_written_to_is_said() -> None:
    Path("a.txt").write_text(WRONG, "utf-8")
    Path("tep").write_text("x", "utf-8")
    said = check("a.txt", "--fix", "tep/b.txt")
    assert said.code == 3
    assert "Chọn nơi khác cho --fix" in said.err


def test_a_signed_document_says_that_its_signature_is_void() -> None:
    Path("a.docx").write_bytes(docx(p(WRONG.strip())))
    with zipfile.ZipFile("a.docx", "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<x/>")
    assert "chữ ký số của tệp gốc không còn giá trị" in check("a.docx", "--fix", "b.docx").err
