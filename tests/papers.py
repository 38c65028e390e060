"""Papers of a commune that is made up, and lists of them, for the tests of the office's own corpus."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

from factories import day as date_of
from factories import record

from legalref.collecting.holdings import Edge, Holding, Origin
from legalref.model import Confidence, Rel
from legalref.model.document import Citing

_STATE = """ỦY BAN NHÂN DÂN
XÃ NÀ TẤU
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: {number}/QĐ-UBND
Nà Tấu, ngày {day:02} tháng {month:02} năm {year}

QUYẾT ĐỊNH
{title}

Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;

Điều 1. Văn phòng thực hiện Nghị định số 30/2020/NĐ-CP và Quy định số 66-QĐ/TW ngày 06/02/2017 của Ban Bí thư.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.

Nơi nhận:
- Như Điều 1;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn A
"""


def decision(number: int, day: int = 2, month: int = 3, year: int = 2026, title: str = "Về việc phân công trực cơ quan") -> str:
    """Return the text of a decision of the commune."""
    return _STATE.format(number=number, day=day, month=month, year=year, title=title)


def docx(text: str) -> bytes:
    """Return a text as the smallest .docx there is."""
    body = "".join(f"<w:p><w:r><w:t xml:space='preserve'>{escape(line)}</w:t></w:r></w:p>" for line in text.splitlines())
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{types}"><Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="r" Type="{office}" Target="word/document.xml"/>'
            "</Relationships>",
        )
        package.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
    return stream.getvalue()


def scanned() -> bytes:
    """Return a PDF of one page that is nothing but a picture."""
    draw, dot = b"q 595 0 0 842 0 0 cm /X Do Q", b"\x00"
    image = b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(draw), draw),
        b"<<%s/Length 1>>stream\n%s\nendstream" % (image, dot),
    ]
    body = b"".join(b"%d 0 obj%s endobj\n" % each for each in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 6>>\n%%EOF\n"


def folder_of(folder: Path, count: int) -> Path:
    """Write so many decisions into a folder, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        (folder / f"{number:03}.txt").write_text(decision(number), "utf-8")
    return folder


WHEN = datetime(2026, 11, 25, 17, 0, tzinfo=UTC)


def holding(number: str, issued: str = "2026-03-02", text: str | None = None, path: str = "/vb/a.docx") -> Holding:
    document = record(number, issued, confidence=Confidence.OWN, sources=("a.docx",))
    edge = Edge(
        number, document.issued, Rel.REPLACES, "12-QĐ/TU", date_of("2020-01-02"), None, "a.docx", Confidence.OWN, document.id
    )
    citing = Citing(document.id, "Nghị định", "30/2020/NĐ-CP", None, "2020-03-05", 2)
    origin = Origin(
        record=document.id, path=path, sha256="0" * 64, size=1, mtime_ns=1, format="docx", added=WHEN, text=text
    )  # fmt: skip
    return Holding(document, (edge,), (citing,), (origin,))
