"""What the fuzz run of reading begins with, a small sound file of each format or more; and how files are damaged."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

FILES: Final = Path(__file__).resolve().parent.parent / "tests" / "files"

_SENTENCE: Final = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ; theo khoản 2 Điều 5 Luật này."
_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>'
_WORD: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SHEET: Final = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE_TYPE: Final = "application/vnd.openxmlformats-officedocument"
_OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns"


def samples() -> dict[str, bytes]:
    """Return name → bytes: the sample files of the tests, and one made here for each format that text can make."""
    kept = {file.name: file.read_bytes() for file in sorted(FILES.rglob("*")) if file.is_file()}
    mail = _mail()
    return {
        "utf8.txt": _SENTENCE.encode(),
        "utf16.txt": _SENTENCE.encode("utf-16-le"),
        "tcvn3.txt": "NghÞ ®Þnh sè 30/2020/N§-CP cña ChÝnh phñ".encode("cp1252"),
        "vni.txt": "Nghò ñònh soá 30/2020/NÑ-CP cuûa Chính phuû".encode("cp1252"),
        "bang.csv": f"Số;Tên\n1;{_SENTENCE.replace(';', ',')}\n".encode(),
        "trang.html": f"<!DOCTYPE html><meta charset=utf-8><p>{_SENTENCE}<table><tr><td>a<td>b &amp; c</table><script>x".encode(),
        "thu.eml": mail,
        "trang.mhtml": mail.replace(b"multipart/mixed", b"multipart/related"),
        "van-ban.rtf": b"{\\rtf1\\ansi {\\fonttbl{\\f0 A;}}\\f0 Ngh\\u7883? \\'f0\\u7883?nh 5\\par\\trowd a\\cell b\\cell\\row}",
        "van-ban.pdf": _pdf(),
        "van-ban.docx": _docx(),
        "van-ban.odt": _odt(),
        "bang.xlsx": _xlsx(),
        "ho-so.zip": zipped({"a/van-ban.docx": _docx(), "thu.eml": mail, "../b.txt": _SENTENCE.encode()}),
    } | kept


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a zip file of members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _docx() -> bytes:
    row = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{_SENTENCE}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    changed = "<w:ins><w:r><w:t>mới</w:t></w:r></w:ins><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>"
    body = f"<w:p><w:r><w:t>{_SENTENCE}</w:t><w:br/><w:noBreakHyphen/></w:r>{changed}</w:p>{row}"
    members = _package("word/document.xml", f"{_OFFICE_TYPE}.wordprocessingml.document.main+xml")
    return zipped(members | {"word/document.xml": f"{_XML}<w:document {_WORD}><w:body>{body}</w:body></w:document>".encode()})


def _xlsx() -> bytes:
    kind, part = (f"{_OFFICE_TYPE}.spreadsheetml.{kind}+xml" for kind in ("sheet.main", "worksheet"))
    sheets = '<sheets><sheet name="Biểu 1" sheetId="1" r:id="rId1"/></sheets>'
    rows = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{_SENTENCE}</t></is></c><c r="B1"><v>5</v></c></row>'
    members = _package("xl/workbook.xml", kind, f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{part}"/>')
    members["xl/workbook.xml"] = (f'{_XML}<workbook {_SHEET} xmlns:r="{_RELATED}">{sheets}</workbook>').encode()
    members["xl/_rels/workbook.xml.rels"] = _relations("worksheet", "worksheets/sheet1.xml")
    members["xl/worksheets/sheet1.xml"] = f"{_XML}<worksheet {_SHEET}><sheetData>{rows}</sheetData></worksheet>".encode()
    return zipped(members)


def _package(main: str, kind: str, more: str = "") -> dict[str, bytes]:
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    parts = f'{defaults}<Override PartName="/{main}" ContentType="{kind}"/>{more}'
    types = f'{_XML}<Types xmlns="{_PACKAGE}/content-types">{parts}</Types>'
    return {"[Content_Types].xml": types.encode(), "_rels/.rels": _relations("officeDocument", main)}


def _relations(kind: str, target: str) -> bytes:
    relation = f'<Relationship Id="rId1" Type="{_RELATED}/{kind}" Target="{target}"/>'
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{relation}</Relationships>'.encode()


def _odt() -> bytes:
    names = " ".join(f'xmlns:{name}="{_OFFICE}:{name}:1.0"' for name in ("office", "text", "table"))
    row = f"<table:table-row><table:table-cell><text:p>{_SENTENCE}</text:p></table:table-cell></table:table-row>"
    text = f"<text:p>{_SENTENCE}<text:s text:c='3'/><text:tab/></text:p><table:table>{row}</table:table>"
    body = f"<office:body><office:text>{text}</office:text></office:body>"
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": f'{_XML}<manifest:manifest xmlns:manifest="{_OFFICE}:manifest:1.0"/>'.encode(),
            "content.xml": f"{_XML}<office:document-content {names}>{body}</office:document-content>".encode(),
        }
    )


def _mail() -> bytes:
    head = "MIME-Version: 1.0\nFrom: a@vi.du\nSubject: =?utf-8?q?H=E1=BB=8Dp?=\nContent-Type: multipart/mixed; boundary=ranh\n\n"
    parts = (
        f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{_SENTENCE}",
        f"Content-Type: text/html; charset=utf-8\n\n<p>{_SENTENCE}</p>",
        "Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nTmdo4buL",
    )
    return (head + "".join(f"--ranh\n{part}\n" for part in parts) + "--ranh--\n").encode()


def _pdf() -> bytes:
    stream = b"BT /F1 12 Tf 72 720 Td (Nghi dinh so 30/2020/ND-CP) Tj 0 -14 Td (ngay 05/3/2020 cua Chinh phu) Tj ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    made, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return made + tail % (table, len(made))


def _cut(data: bytes, chance: random.Random, _other: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _flip(data: bytes, chance: random.Random, _other: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _extreme(data: bytes, chance: random.Random, _other: bytes) -> bytes:
    """Write a number that is at some limit."""
    at = chance.randrange(len(data))
    number = chance.choice((b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0\0\0\x80", b"999999999", b"-1"))
    return data[:at] + number + data[at + len(number) :]


def _repeat(data: bytes, chance: random.Random, _other: bytes) -> bytes:
    at = chance.randrange(len(data))
    piece = data[at : at + chance.choice((1, 7, 40, 400))]
    return data[:at] + piece * chance.choice((2, 10, 1000)) + data[at:]


def _drop(data: bytes, chance: random.Random, _other: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.choice((1, 4, 40, 400)) :]


def _splice(data: bytes, chance: random.Random, other: bytes) -> bytes:
    at, there = chance.randrange(len(data)), chance.randrange(max(len(other), 1))
    return data[:at] + other[there : there + chance.choice((16, 200, 2000))] + data[at:]


_VALUE: Final = re.compile(rb'"[^"<>]*"|-?\d+|<[^<>]*>')
_VALUES: Final = (b"0", b"-1", b"2147483648", b"99999999999999999999", b"1e308", b"", b"A" * 5000)


def _value(data: bytes, chance: random.Random, _other: bytes) -> bytes:
    """Put an extreme number, or another value or tag of the file, in the place of one: what is well-formed mostly stays so."""
    found = list(_VALUE.finditer(data))
    if not found:
        return _drop(data, chance, _other)
    match, another = chance.choice(found), chance.choice(found)[0]
    if match[0][:1] == b"<":
        new = chance.choice((b"", match[0] * 2, another if another[:1] == b"<" else match[0] * 500))
    else:
        new = chance.choice((*_VALUES, another.strip(b'"<>')))
        new = b'"' + new + b'"' if match[0][:1] == b'"' else new
    return data[: match.start()] + new + data[match.end() :]


Damage = Callable[[bytes, random.Random, bytes], bytes]
DAMAGE: Final[tuple[Damage, ...]] = (_cut, _flip, _extreme, _repeat, _drop, _splice, _value, _value, _value)


def damaged(data: bytes, chance: random.Random, other: bytes) -> bytes:
    """Return `data` damaged once or more; what is in a zip file mostly inside a member, which is then packed again, soundly."""
    if data.startswith(b"PK\x03\x04") and chance.random() < 0.7:  # noqa: PLR2004
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                members = {name: archive.read(name) for name in archive.namelist()}
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError):
            return _flip(data, chance, other)
        name = chance.choice(sorted(members)) if members else ""
        return zipped(members | {name: damaged(members[name], chance, other)}) if members else data
    for _ in range(chance.choice((1, 1, 2, 4))):
        data = chance.choice(DAMAGE)(data or b"\0", chance, other)
    return data
