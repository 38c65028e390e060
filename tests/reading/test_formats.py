"""What a file is, by its content; and that each kind comes to its reader."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from legalref.errors import UnreadableInput
from legalref.model import Mark, Remark
from legalref.reading import dispatch, expand, read
from legalref.reading.content import Budget, Content
from legalref.reading.dispatch import MOST_LEVELS
from legalref.reading.formats import EXTENSIONS, NOT_READ, Format, Unsupported, is_expected, kind_of, name_of
from legalref.vocabulary.messages import LANGUAGES, say

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(*names: str, mimetype: str = "", stored: bytes = b"x") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, stored)
    return stream.getvalue()


DOCX = zipped("[Content_Types].xml", "_rels/.rels", "word/document.xml")
MAIL = b"Received: from a\r\nFrom: Van phong <a@vi.du>\r\nSubject: H\r\n\tx\r\nMIME-Version: 1.0\r\n\r\nN\xe1\xbb\x99i dung"
MHTML = b"MIME-Version: 1.0\nSubject: a\nContent-Type: multipart/related;\n boundary=x\n\n<html>"

SAMPLES = [
    ("a.txt", b"%PDF-1.7\n", Format.PDF),
    ("a.pdf", b"\0\0 some bytes before\n%PDF-1.4", Format.PDF),
    ("a.doc", b"{\\rtf1\\ansi x}", Format.RTF),
    ("a.doc", b"\xef\xbb\xbf {\\rtf1 x}", Format.RTF),
    ("a.doc", OLE, Format.DOC),
    ("a.txt", DOCX, Format.DOCX),
    ("a.docx", DOCX[: len(DOCX) // 2], Format.DOCX),
    ("a.docx", b"PK\x03\x04rest", Format.DOCX),
    ("a.xlsx", zipped("xl/workbook.xml", "[Content_Types].xml"), Format.XLSX),
    ("a.xlsx", zipped("xl/workbook.bin", "[Content_Types].xml"), Unsupported("xlsb")),
    ("a.pptx", zipped("ppt/slides/slide1.xml", "[Content_Types].xml"), Unsupported("pptx")),
    ("a.odt", zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text"), Format.ODT),
    ("a.odt", zipped("content.xml", "META-INF/manifest.xml"), Format.ODT),
    ("a.ods", zipped("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"), Unsupported("opendocument")),
    ("a.zip", zipped("word/a.txt"), Format.ARCHIVE),
    ("a.zip", zipped("a.docx", stored=DOCX), Format.ARCHIVE),
    ("a.zip", zipped(), Format.ARCHIVE),
    ("a.html", b"<p>\xe1\xbb\x91</p>", Format.HTML),
    ("a.doc", b"\r\n<HTML xmlns:o='x'>", Format.HTML),
    ("a", b"<?xml version='1.0'?>\n<!-- x -->\n<!DOCTYPE html><p>", Format.HTML),
    ("a", "<!DOCTYPE html><p>".encode("utf-16"), Format.HTML),
    ("a.xls", b"<table><tr><td>1<td>2</table> <p>a <b>b</b> ", Format.HTML),
    ("a.md", b"<p align=center>a</p> <p> <br> <br> <div> <table> <b>", Format.TEXT),
    ("a.txt", b"Noi ve the <html> va <body>", Format.TEXT),
    ("a", b"Noi ve the <p> thoi", Format.TEXT),
    ("a.xml", b"<?xml version='1.0'?><?mso-application progid=\"Word.Document\"?><w:wordDocument>", Unsupported("office_xml")),
    ("a.txt", MAIL, Format.MAIL),
    ("a.eml", b"Subject: a\n\nb", Format.MAIL),
    ("a.txt", b"Subject: a\n\nb", Format.TEXT),
    ("a.txt", b"From: a\nhai dong\n", Format.TEXT),
    ("a.md", b"From: a\nTo: b\nDate: c\nSubject: d\n\nmot ban ghi nho", Format.TEXT),
    ("a", b"From: a\nTo: b\nSubject: d\n\nmot thu", Format.MAIL),
    ("a.mht", MHTML, Format.MHTML),
    ("a.csv", b"a;b\n1;2\n", Format.CSV),
    ("a.csv", DOCX, Format.DOCX),
    ("a.jpg", b"\xff\xd8\xff\xe0", Unsupported("image")),
    ("a.rar", b"Rar!\x1a\x07\x00", Unsupported("rar")),
    ("-", "Căn cứ Nghị định".encode(), Format.TEXT),
    ("a.pdf", b"", Format.TEXT),
]


@pytest.mark.parametrize(("path", "data", "kind"), SAMPLES, ids=[f"{path} {kind}" for path, _, kind in SAMPLES])
def test_the_content_decides(path: str, data: bytes, kind: Format | Unsupported) -> None:
    assert kind_of(data, path) == kind


def test_no_cut_of_a_file_is_without_kind() -> None:
    for _, data, _ in SAMPLES:
        assert all(kind_of(data[:end], "a.bin") for end in range(0, len(data), 7))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_a_name(language: str) -> None:
    for kind in (*Format, *(kind for _, _, kind in SAMPLES), *map(Unsupported, ("gzip", "seven_zip"))):
        assert say(name_of(kind).key, language)


def test_an_extension_promises_its_format() -> None:
    assert is_expected(Format.DOCX, "A.DOCX")
    assert is_expected(Format.MHTML, "a.eml")
    assert is_expected(Format.PDF, "a.what")
    assert is_expected(Format.PDF, "-")
    assert not is_expected(Format.RTF, "a.doc")


def test_a_folder_gives_what_can_be_read_and_what_people_think_can(tmp_path: Path) -> None:
    names = [f"a{extension}" for extension in (*EXTENSIONS, *NOT_READ)]
    for name in (*names, "~$a.docx", ".~lock.a.odt", "a.py", "a"):
        (tmp_path / name).write_text("x")
    assert [Path(path).name for path in expand(str(tmp_path)) if isinstance(path, str)] == sorted(names)


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[..., Content]]:
    """Stand-ins: the name of a reader → its `read`."""
    known: dict[str, Callable[..., Content]] = {}

    def found(name: str) -> SimpleNamespace:
        module = name.rpartition(".")[2]
        if module not in known:
            raise ModuleNotFoundError(name=name)
        return SimpleNamespace(read=known[module], read_text=known[module], kind_of=lambda *_: "doc")

    monkeypatch.setattr(dispatch, "import_module", found)
    return known


def written(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def test_a_reader_gives_text_places_and_remarks(readers: dict[str, Callable[..., Content]], tmp_path: Path) -> None:
    def docx(data: bytes, path: str, budget: Budget, *, original: bool = False) -> Content:
        assert (data, budget.most_bytes) == (DOCX, 5_000_000)
        return Content(f"Trước {original}\n", (Mark(0, page=2, cell="1:2:3"),), (Remark("remark.changes", {"path": path}),))

    readers["docx"] = docx
    path = written(tmp_path, "a.txt", DOCX)
    text = read(path, most_bytes=5_000_000, original=True)
    assert (text.path, text.content, text.format) == (str(path), "Trước True\n", "docx")
    assert (text.locate(3).page, text.locate(3).cell) == (2, "1:2:3")
    assert [remark.message for remark in text.remarks] == ["remark.wrong_extension", "remark.changes"]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.docx", DOCX, "error.unsupported"),
        ("a.pptx", next(data for path, data, _ in SAMPLES if path == "a.pptx"), "error.unsupported"),
        ("a.docx", b"", "error.empty"),
        ("a.csv", b"a;b", "error.unsupported"),
    ],
    ids=["docx", "pptx", "empty", "csv"],
)
@pytest.mark.usefixtures("readers")
def test_what_has_no_reader_is_said(name: str, data: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read(written(tmp_path, name, data))
    assert caught.value.message == message
    assert caught.value.say("vi") != caught.value.say("en")
    assert "format." not in str(caught.value)


def test_a_fault_of_a_reader_is_said_and_no_traceback(readers: dict[str, Callable[..., Content]], tmp_path: Path) -> None:
    readers["pdf"] = lambda *_, **__: {}["x"]
    with pytest.raises(UnreadableInput) as caught:
        read(written(tmp_path, "a.pdf", b"%PDF-1.7"))
    assert (caught.value.message, caught.value.values["detail"]) == ("error.fault", "KeyError")


def test_a_text_of_nothing_is_said_with_its_reason(readers: dict[str, Callable[..., Content]], tmp_path: Path) -> None:
    remark = Remark(
        "remark.part_unread", {"path": "a.zip", "part": "b.pdf", "detail": UnreadableInput("error.encrypted", path="b")}
    )
    readers["archive"] = lambda *_, **__: Content(" \n", (), (remark,))
    with pytest.raises(UnreadableInput) as caught:
        read(written(tmp_path, "a.zip", zipped("b.pdf")))
    assert "b.pdf" in str(caught.value)
    assert "mật khẩu" in caught.value.say("vi")


def test_parts_are_read_by_their_content_as_deep_as_is_allowed(
    readers: dict[str, Callable[..., Content]], tmp_path: Path
) -> None:
    def archive(data: bytes, path: str, budget: Budget, *, original: bool = False, read_part: dispatch.ReadPart) -> Content:
        assert not original
        return read_part(data, path, budget)

    def mail(data: bytes, path: str, budget: Budget, *, original: bool, read_part: dispatch.ReadPart) -> Content:
        assert (data, original) == (MAIL, False)
        part = read_part("Quy định số 5".encode("utf-16"), f"{path}/b.docx", budget)
        return part._replace(marks=(Mark(0, part="b.docx"),))

    readers |= {"archive": archive, "mail": mail}
    with pytest.raises(UnreadableInput) as caught:
        read(written(tmp_path, "a.zip", zipped("a.txt")))
    assert (caught.value.message, caught.value.values["most"]) == ("error.nested", MOST_LEVELS)
    text = read(written(tmp_path, "a.eml", MAIL))
    assert (text.content, text.format, text.locate(0).part) == ("Quy định số 5", "mail", "b.docx")
    assert [(each.message, Path(str(each.values["path"])).name) for each in text.remarks] == [
        ("remark.wrong_extension", "b.docx")
    ]


def test_a_table_in_text_is_decoded_first(readers: dict[str, Callable[..., Content]], tmp_path: Path) -> None:
    readers["table"] = lambda text, _path, _budget: Content(text.replace(";", "\n\n"), (Mark(0, cell="A1"),))
    text = read(written(tmp_path, "a.csv", b"Ngh\xde \xae\xdenh; s\xe8 5; \xae\xb6ng"))
    assert text.content == "Nghị định\n\n số 5\n\n đảng"
    assert [remark.message for remark in text.remarks] == ["remark.encoding"]


def test_standard_input_is_read_by_its_content(
    readers: dict[str, Callable[..., Content]], monkeypatch: pytest.MonkeyPatch
) -> None:
    readers["docx"] = lambda *_, **__: Content("Chữ")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(DOCX)))
    text = read("-")
    assert (text.path, text.content, text.format, list(text.remarks)) == ("-", "Chữ", "docx", [])
