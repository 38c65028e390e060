"""Files as people have them, and what is said of those that cannot be read."""

import codecs
import os
from pathlib import Path

import pytest

from legalref import read
from legalref.errors import UnreadableInput
from legalref.reading import expand

TEXT = "Căn cứ Nghị định số 30/2020/NĐ-CP\r\nngày 05/3/2020\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"],
)
def test_the_text_is_as_written(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    assert read(file).content == TEXT


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "error.empty"),
        (b" \r\n\t", "error.empty"),
        (b"abc\0def", "error.binary"),
        (b"%PDF-1.7\n", "error.pdf"),
        (b"PK\x03\x04rest", "error.office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "error.office"),
        (b"{\\rtf1 x}", "error.office"),
        ("NghÞ ®Þnh sè 64/CP".encode("latin-1"), "error.encoding"),
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


def test_an_endless_file_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("legalref.reading.MOST_BYTES", 10)
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    with pytest.raises(UnreadableInput) as caught:
        read(tmp_path / "a.txt")
    assert caught.value.message == "error.too_large"


def test_a_name_is_made_printable(tmp_path: Path) -> None:
    name = tmp_path / os.fsdecode(b"l\xe0 \x1b[31m.txt")
    name.write_bytes(TEXT.encode())
    path = read(name).path
    assert path.isprintable()
    assert path.encode("utf-8")
