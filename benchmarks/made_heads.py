"""Documents made for benchmarks/heads.py: a record in one of the layouts that offices use, as .docx, .txt or .html.

The words round the facts are our own; the layouts are those of Nghị định 30/2020/NĐ-CP (Phụ lục I), Thông tư 01/2011/TT-BNV,
Hướng dẫn 36-HD/VPTW, of laws, joint circulars, letters, prints of the gazette, old one-column prints, and pages of portals.
"""

import textwrap
import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from legalref.model import Document
from legalref.orthography import is_party_number

MOTTO: Final = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATED: Final = "application/vnd.openxmlformats-package.relationships+xml"
MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
COLUMN: Final = 4_700
"""Width of a column, in twentieths of a point."""
CENTRE: Final = ("Ban Chấp hành Trung ương", "Bộ Chính trị", "Ban Bí thư")
LAWS: Final = ("Luật", "Bộ luật")


class Page(NamedTuple):
    """What stands in the left and the right column, and below both."""

    left: list[str]
    right: list[str]
    below: list[str]


class Layout(NamedTuple):
    """A layout: which records it is for, what it makes of one, and how that is written."""

    name: str
    suffix: str
    fits: Callable[[Document], bool]
    page: Callable[[Document, Random], Page]
    save: Callable[[Path, Page], None]


def write(path: Path, layout: Layout, record: Document, random: Random) -> None:
    """Write a record as a document of this layout."""
    layout.save(path, layout.page(record, random))


def lines(text: str, width: int) -> list[str]:
    """Return a name in capitals, broken as a narrow column breaks it."""
    return textwrap.wrap(text.upper(), width, break_long_words=False, break_on_hyphens=False)


def dated(record: Document, town: str = "Hà Nội") -> str:
    """Return place and day as offices write them."""
    day, month = record.issued.day, record.issued.month
    return f"{record.place or town}, ngày {day:02} tháng {month if month > 2 else f'{month:02}'} năm {record.issued.year}"  # noqa: PLR2004


def title_lines(record: Document, random: Random) -> list[str]:
    """Return the title on one line or several."""
    title = record.title or ""
    return textwrap.wrap(title, random.choice((400, 90, 60)), break_long_words=False, break_on_hyphens=False)


def body(record: Document, word: str) -> list[str]:
    """Return what follows a head: grounds, articles that cite other documents, and the end."""
    return [
        "Căn cứ Nghị định số 11/2001/NĐ-CP ngày 02 tháng 4 năm 2001 của Chính phủ về chức năng của cơ quan;",
        "Theo đề nghị của Chánh Văn phòng,",
        f"Điều 1. Phạm vi điều chỉnh của {word}",
        "Đơn vị báo cáo theo Quyết định số 77/2002/QĐ-TTg trước ngày 03 tháng 3 hằng năm.",
        "Điều 2. Hiệu lực thi hành",
        f"{record.type} này có hiệu lực thi hành kể từ ngày ký.",
        "Nơi nhận:",
        "- Như Điều 2;",
        "- Lưu: VT.",
        "TM. CƠ QUAN BAN HÀNH",
        "CHÁNH VĂN PHÒNG",
        "Trần Văn Mẫu",
    ]


def state(record: Document, random: Random) -> Page:
    """Nghị định 30/2020/NĐ-CP, Phụ lục I."""
    issuer = (record.issuer or "").split("; ")[-1]
    left = [*lines(issuer, 26), "-------", f"Số: {record.number}"]
    below = [record.type.upper(), *title_lines(record, random), random.choice(("____________", "-------", ""))]
    return Page(left, [*MOTTO, "---------------", dated(record)], [*below, *body(record, "văn bản")])


def older_state(record: Document, random: Random) -> Page:
    """Thông tư 01/2011/TT-BNV and before: letters apart, the leader's name above the grounds."""
    page = state(record, random)
    issuer = (record.issuer or "").upper()
    leader = (
        f"BỘ TRƯỞNG {issuer}" if issuer.startswith("BỘ ") else f"CHỦ TỊCH {issuer}" if issuer.startswith("ỦY BAN") else issuer
    )
    spaced = "   ".join(" ".join(word) for word in record.type.upper().split())
    title = title_lines(record, random)
    return Page(page.left, page.right, [spaced, *title, leader, *body(record, "văn bản")])


def letter(record: Document, random: Random) -> Page:
    """A letter (công văn): what it is about stands under its number."""
    title = (record.title or "").removeprefix("Về việc ").removeprefix("V/v ")
    left = [*lines(record.issuer or "", 26), f"Số: {record.number}"]
    left += textwrap.wrap(f"V/v {title[:1].lower()}{title[1:]}", random.choice((34, 200)), break_on_hyphens=False)
    return Page(left, [*MOTTO, "-------", dated(record)], ["Kính gửi: Các sở, ban, ngành", *body(record, "công văn")])


def party(record: Document, random: Random) -> Page:
    """Hướng dẫn 36-HD/VPTW and 05-HD/VPTW: the three bodies of the centre write one name, and say under the text who speaks."""
    central = record.issuer in CENTRE
    above = "Ban Chấp hành Trung ương" if central and random.random() < 0.5 else record.issuer or ""  # noqa: PLR2004
    left = [*lines(above, 28), "*", f"Số {record.number}"]
    end = ["Nơi nhận:", "- Các tỉnh ủy, thành ủy,", "- Lưu Văn phòng.", f"T/M {(record.issuer or '').upper()}", "Trần Văn Mẫu"]
    text = [
        "- Căn cứ Điều lệ Đảng;", "- Căn cứ Quy định số 22-QĐ/TW, ngày 02/4/2001 của cơ quan có thẩm quyền,",
        "I. MỤC ĐÍCH", "Các chi bộ thực hiện Chỉ thị số 11-CT/TW.", *end,
    ]  # fmt: skip
    below = [record.type.upper(), *title_lines(record, random), "-----", *text]
    return Page(left, ["ĐẢNG CỘNG SẢN VIỆT NAM", dated(record)], below)


def law(record: Document, random: Random) -> Page:
    """A law of the National Assembly: its day is that on which it was passed, said at its end."""
    del random
    end = (
        f"Luật này đã được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam thông qua ngày {dated(record).partition('ngày ')[2]}."
    )
    below = [
        record.type.upper(), *lines(record.title or "", 60), "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;",
        f"Quốc hội ban hành {record.type} {record.title}.", "Chương I", "NHỮNG QUY ĐỊNH CHUNG", "Điều 1. Phạm vi điều chỉnh",
        "Luật này thay thế Luật số 11/1990/QH8.", end, "CHỦ TỊCH QUỐC HỘI", "Trần Văn Mẫu",
    ]  # fmt: skip
    return Page(["QUỐC HỘI", "-------", f"Luật số: {record.number}"], [*MOTTO], below)


def joint(record: Document, random: Random) -> Page:
    """A paper of several bodies, each on its line or all on one."""
    issuers = (record.issuer or "").upper().split("; ")
    heads = [" - ".join(issuers)] if random.random() < 0.5 else issuers  # noqa: PLR2004
    page = state(record, random)
    return Page([*heads, "-------", f"Số: {record.number}"], page.right, page.below)


def old_print(record: Document, random: Random) -> Page:
    """One column, as collections of laws print older papers: type, body, number, day and title one after another."""
    day = record.issued
    lead = f"CỦA {(record.issuer or '').upper()} SỐ {record.number}"
    when = f"NGÀY {day.day} THÁNG {day.month} NĂM {day.year}"
    title = (record.title or "").upper()
    title = title if title.startswith("VỀ ") else f"VỀ {title}"
    return Page(
        [], [], [record.type.upper(), *random.choice(([lead, when, title], [f"{lead} {when} {title}"])), *body(record, "văn bản")]
    )


def portal(record: Document, random: Random) -> Page:
    """A page of a portal: a table of labels and values, then the text without its head."""
    del random
    return Page(
        ["Số hiệu", "Loại văn bản", "Cơ quan ban hành", "Ngày ban hành", "Trích yếu"],
        [record.number or "", record.type, record.issuer or "", record.issued.strftime("%d/%m/%Y"), record.title or ""],
        ["Tải về", *body(record, "văn bản")],
    )


def run(text: str) -> str:
    """Return a paragraph of WordprocessingML."""
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def save_docx(path: Path, page: Page) -> None:
    """Write a .docx whose two columns are a table."""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{COLUMN}" w:type="dxa"/></w:tcPr>{"".join(map(run, column)) or run("")}</w:tc>'
        for column in (page.left, page.right)
    )
    grid = f'<w:tblGrid><w:gridCol w:w="{COLUMN}"/><w:gridCol w:w="{COLUMN}"/></w:tblGrid>'
    table = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{2 * COLUMN}" w:type="dxa"/></w:tblPr>{grid}<w:tr>{cells}</w:tr></w:tbl>'
        if page.left
        else ""
    )
    xml = f'<w:document xmlns:w="{W}"><w:body>{table}{"".join(map(run, page.below))}</w:body></w:document>'
    relations = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}" Target="word/document.xml"/></Relationships>'
    )
    types = "".join(f'<Default Extension="{name}" ContentType="{kind}"/>' for name, kind in (("rels", RELATED), ("xml", MAIN)))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", f'<Types xmlns="{TYPES}">{types}</Types>')
        file.writestr("_rels/.rels", relations)
        file.writestr("word/document.xml", xml)


def save_joined(path: Path, page: Page) -> None:
    """Write a .txt whose lines hold both columns."""
    height = max(len(page.left), len(page.right))
    left, right = ([*column, *[""] * (height - len(column))] for column in (page.left, page.right))
    rows = [f"{first:<44}{second}".rstrip() for first, second in zip(left, right, strict=True)]
    path.write_text("\n".join([*rows, "", *page.below]) + "\n", "utf-8")


def save_gazette(path: Path, page: Page) -> None:
    """Write a .txt as the text layer of a print of the gazette has it: one column after the other, long lines broken."""
    below = [line for text in page.below for line in ([*textwrap.wrap(text, 84, break_on_hyphens=False)] or [""])]
    head = ["CÔNG BÁO/Số 7 + 8/Ngày 10-01-2023 ", "3 ", " ", *page.left, *page.right, " "]
    path.write_text(" \n".join([*head, *below]) + "\n", "utf-8")


def save_page(path: Path, page: Page) -> None:
    """Write an .html page with a table of labels."""
    rows = "".join(
        f"<tr><td>{escape(name)}</td><td>{escape(value)}</td></tr>" for name, value in zip(page.left, page.right, strict=True)
    )
    text = "".join(f"<p>{escape(line)}</p>" for line in page.below)
    path.write_text(f"<html><body><ul><li>Trang chủ</li><li>Văn bản</li></ul><table>{rows}</table>{text}</body></html>", "utf-8")


def is_of_state(record: Document) -> bool:
    """Tell whether a record is of one State body and bears its type in its head."""
    one = "; " not in (record.issuer or "") and not is_party_number(record.number)
    return (
        one
        and record.type not in (*LAWS, "Công văn", "Văn bản hợp nhất", "Pháp lệnh", "Lệnh")
        and "MTT" not in (record.number or "")
    )


def is_of_party(record: Document) -> bool:
    """Tell whether a record is of a Party body and no letter."""
    one = ", Ban Bí thư" not in (record.issuer or "")
    return one and is_party_number(record.number) and record.type != "Công văn" and record.issued.year > 1990  # noqa: PLR2004


def is_letter(record: Document) -> bool:
    """Tell whether a record is a letter of a State body."""
    return record.type == "Công văn" and not is_party_number(record.number)


def is_of_front(record: Document) -> bool:
    """Tell whether a record is of the Front alone."""
    return "MTT" in (record.number or "") and "; " not in (record.issuer or "")


LAYOUTS: Final = (
    Layout("State, .docx", ".docx", is_of_state, state, save_docx),
    Layout("local, .docx", ".docx", lambda record: is_of_state(record) and record.place is not None, state, save_docx),
    Layout("State before 2020, .docx", ".docx", is_of_state, older_state, save_docx),
    Layout("State, columns joined, .txt", ".txt", is_of_state, state, save_joined),
    Layout("gazette, .txt", ".txt", is_of_state, older_state, save_gazette),
    Layout("letter, .docx", ".docx", is_letter, letter, save_docx),
    Layout("Party, .docx", ".docx", is_of_party, party, save_docx),
    Layout("Party, columns joined, .txt", ".txt", is_of_party, party, save_joined),
    Layout("Front, .docx", ".docx", is_of_front, state, save_docx),
    Layout("law, .docx", ".docx", lambda record: record.type in LAWS and "QH" in (record.number or ""), law, save_docx),
    Layout("joint, .docx", ".docx", lambda record: "; " in (record.issuer or ""), joint, save_docx),
    Layout("old print, .txt", ".txt", lambda record: is_of_state(record) and record.issued.year < 2002, old_print, save_joined),  # noqa: PLR2004
    Layout("portal, .html", ".html", is_of_state, portal, save_page),
)  # fmt: skip
"""Every layout that is made."""
