"""Files as people have them, and what is said of those that cannot be read."""

import codecs
import os
from pathlib import Path
from unicodedata import normalize

import pytest
from encode import cp1258, tcvn3, vni

from legalref import extract, read
from legalref.errors import UnreadableInput
from legalref.reading import expand

TEXT = "Căn cứ Nghị định số 30/2020/NĐ-CP\r\nngày 05/3/2020\n"
LONG = f"{TEXT}Ủy ban nhân dân xã tổ chức họp báo,\rgiao Văn phòng thống kê; ĐIỀU KHOẢN THI HÀNH: ký, đóng dấu.\n"
MOJIBAKE = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in LONG.encode())


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
    ],
    ids=["utf-8", "utf-8-sig", "utf-16", "utf-16-be-sig", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_the_text_is_as_written(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    text = read(file)
    assert (text.content, list(text.remarks), text.format) == (TEXT, [], "text")


def test_letters_and_marks_apart_stay_apart_in_any_unicode(tmp_path: Path) -> None:
    apart = normalize("NFD", LONG)
    for encoding in ("utf-8", "utf-16", "utf-16-le", "utf-16-be"):
        (tmp_path / "a.txt").write_bytes(apart.encode(encoding))
        assert read(tmp_path / "a.txt").content == apart


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (tcvn3(LONG), "TCVN3 (ABC)"),
        (vni(LONG), "VNI"),
        (cp1258(LONG), "windows-1258"),
        (MOJIBAKE.encode(), "UTF-8 → windows-1252 → UTF-8"),
        (("\u00ef\u00bb\u00bf" + MOJIBAKE).encode(), "UTF-8 → windows-1252 → UTF-8"),
        (b"Only \x93English\x94 \x96 and a caf\xe9 among so many other words of it.", "windows-1252"),
    ],
    ids=["tcvn3", "vni", "cp1258", "mojibake", "mojibake-sig", "cp1252"],
)
def test_an_encoding_from_before_unicode_is_told_and_said(data: bytes, encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    text = read(file)
    assert [(remark.message, remark.values["encoding"]) for remark in text.remarks] == [("remark.encoding", encoding)]
    if encoding == "windows-1252":
        assert text.content == "Only “English” – and a café among so many other words of it."
        return
    assert normalize("NFC", text.content).lower() == LONG.lower()
    (citation,) = extract(text)
    assert (citation.number, citation.date, citation.location.line) == ("30/2020/NĐ-CP", "2020-03-05", 1)


@pytest.mark.parametrize("encode", [tcvn3, vni, cp1258])
def test_a_line_is_enough_to_tell_and_ascii_before_it_does_not_hide_it(encode: object, tmp_path: Path) -> None:
    for line in ("Nghị định", "của Thủ tướng", "ngày tháng năm", "x" * 300_000 + " quyết định thành lập"):
        (tmp_path / "a.txt").write_bytes(encode(line))  # type: ignore[operator]
        assert normalize("NFC", read(tmp_path / "a.txt").content) == line


@pytest.mark.parametrize(
    "data",
    [LONG.encode()[:-1] + b"\xff", TEXT.encode() + b"\xe1\xbb", TEXT.encode("utf-16")[:-1]],
    ids=["wrong byte", "cut utf-8", "cut utf-16"],
)
def test_a_text_that_is_broken_in_one_place_is_read_and_that_is_said(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    text = read(tmp_path / "a.txt")
    assert "30/2020/NĐ-CP" in text.content
    assert [remark.message for remark in text.remarks] == ["remark.cut"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "error.empty"),
        (b" \r\n\t", "error.empty"),
        (b"abc\0def", "error.binary"),
        (bytes(range(1, 256)) * 20, "error.binary"),
        (b"Rar!\x1a\x07\x00", "error.unsupported"),
        ("Привет, как дела".encode("cp1251"), "error.encoding"),
    ],
    ids=lambda value: value if isinstance(value, str) else "data",
)
def test_what_cannot_be_read_is_said(data: bytes, message: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    with pytest.raises(UnreadableInput) as caught:
        read(file)
    assert caught.value.message == message
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    for path, message in ((tmp_path / "none.txt", "error.missing"), (tmp_path, "error.unreadable")):
        with pytest.raises(UnreadableInput) as caught:
            read(path)
        assert caught.value.message == message


def test_a_folder_is_its_documents_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.TXT", "d.docx", "e.py", ".hidden/f.txt", ".g.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [Path(path).relative_to(tmp_path).as_posix() for path in expand(str(tmp_path))] == [
        "a.md",
        "b.txt",
        "d.docx",
        "sub/c.TXT",
    ]


def test_a_folder_without_documents_is_said(tmp_path: Path) -> None:
    (error,) = expand(str(tmp_path))
    assert isinstance(error, UnreadableInput)
    assert error.message == "error.folder_empty"


def test_a_broken_link_to_a_document_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "mat.txt").symlink_to(tmp_path / "khong-co.txt")
    assert list(expand(str(tmp_path))) == [str(tmp_path / "mat.txt")]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may list any folder")
def test_a_folder_that_cannot_be_listed_is_said(tmp_path: Path) -> None:
    (tmp_path / "kin").mkdir(mode=0)
    (error,) = expand(str(tmp_path))
    assert isinstance(error, UnreadableInput)
    assert error.message == "error.unreadable_folder"


def test_a_name_that_no_file_can_have_is_said() -> None:
    for name in ("a" * 5000, "a\0b"):
        with pytest.raises(UnreadableInput):
            read(next(path for path in expand(name) if isinstance(path, str)))


def test_an_endless_file_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    with pytest.raises(UnreadableInput) as caught:
        read(tmp_path / "a.txt", most_bytes=10)
    assert caught.value.message == "error.too_large"


def test_a_name_is_made_printable(tmp_path: Path) -> None:
    name = tmp_path / os.fsdecode(b"l\xe0 \x1b[31m.txt")
    name.write_bytes(TEXT.encode())
    path = read(name).path
    assert path.isprintable()
    assert path.encode("utf-8")
