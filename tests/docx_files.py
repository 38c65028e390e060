"""Small .docx files, written by hand: what a test says, and nothing more."""

from office import archive

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}/relationships" xmlns:m="{OFFICE}/math" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    OFFICE: "http://purl.oclc.org/ooxml/officeDocument",
}
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def related(relations: dict[str, str]) -> str:
    """Return a list of relations: the name of a part → the kind; the ids are «r1», «r2» and so on."""
    listed = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/relationships/{kind}" Target="{part}"/>'
        for number, (part, kind) in enumerate(relations.items(), 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'


def part(root: str, inside: str) -> str:
    return f"{HEAD}<w:{root} {NAMES}>{inside}</w:{root}>"


def docx(body: str, main: str = "word/document.xml", **others: str) -> bytes:
    """Return a document; `others` are parts by the kind of their relation, what stands in their root."""
    roots = {"header": "hdr", "footer": "ftr", "theme": "theme"}
    kinds = {f"{name}.xml": name.rstrip("0123456789") for name in others}
    folder, _, name = main.rpartition("/")
    return archive(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": related({main: "officeDocument"}),
            f"{folder}/_rels/{name}.rels": related(kinds),
            main: part("document", f"<w:body>{body}</w:body>"),
            **{
                f"{folder}/{file}": part(roots.get(kind, kind), others[file.removesuffix(".xml")]) for file, kind in kinds.items()
            },
        }
    )


def r(text: str, looks: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{looks}</w:rPr>" if looks else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, looks: str = "") -> str:
    return f"<w:p><w:pPr>{looks}</w:pPr>{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(inside: str, looks: str = "") -> str:
    return f"<w:tc><w:tcPr>{looks}</w:tcPr>{inside}</w:tc>"


def box(inside: str) -> str:
    choice = f'<mc:Choice Requires="wps"><w:drawing><w:txbxContent>{inside}</w:txbxContent></w:drawing></mc:Choice>'
    old = f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{choice}{old}</mc:AlternateContent></w:r>"


def note(number: int, text: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{number}">{p(f"<w:r><w:{kind}Ref/></w:r>", text)}</w:{kind}>'


def refers(number: int, kind: str = "footnote", more: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}" {more}/></w:r>'


SECTION = '<w:sectPr><w:headerReference w:type="default" r:id="{}"/><w:footerReference w:type="default" r:id="{}"/></w:sectPr>'
TURN = "<w:r><w:lastRenderedPageBreak/></w:r>"
BY_HAND = '<w:r><w:br w:type="page"/></w:r>'
SAMPLE = docx(
    p("Kế hoạch rà soát", looks='<w:pStyle w:val="Heading1"/>')
    + p("Căn cứ Nghị định số ", "30", r("/2020", "<w:b/>"), "/NĐ-CP", refers(3), " ngày 05/3/2020;")
    + p("Theo Kết luận số 12-KL/TW", refers(2), refers(1, "endnote"))
    + table(
        cell(p("Việc")) + cell(p("Theo")),
        cell(p("Rà soát")) + cell(p("Thông tư số 01/2011/TT-BNV") + table(cell(p("trong"))) + p("")),
    )
    + p(TURN, "Ghi chú", box(p("Xem Luật Đất đai năm 2024")), looks=SECTION.format("r3", "r4"))
    + p("Trang cuối")
    + SECTION.format("r5", "r4"),
    footnotes=note(2, "Bản sao.") + note(3, "Sửa theo Quyết định số 99-QĐ/TW.") + note(4, "không ai dẫn"),
    endnotes=note(1, "Ghi ở cuối.", "endnote"),
    header1=p("Số 5"),
    footer1=p("Cuối trang"),
    header2=p("Số 5"),
)
