"""PDF files written by hand: pages of placed lines in Vietnamese, in a font that has no glyphs but says its letters."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Line = tuple[float, float, str]
"""Left, baseline, text; points from the lower left corner of the page as it is displayed."""


@dataclass
class Page:
    """A page: its lines in the order in which they are written, and what stands before them in the content."""

    lines: Sequence[Line]
    size: float = 12
    width: int = 595
    height: int = 842
    rotate: int = 0
    before: bytes = b""
    resources: bytes = b""


def flowed(*lines: str, left: float = 85, top: float = 780, pitch: float = 16) -> list[Line]:
    """Return lines below each other; two spaces at the beginning are an indent, an empty line is a gap."""
    found: list[Line] = []
    for line in lines:
        if line:
            text = line.removeprefix("  ")
            found.append((left + 28 * (text != line), top, text))
        top -= pitch if line else 0.6 * pitch
    return found


class Writer:
    """The objects of a file, numbered from 1."""

    def __init__(self) -> None:
        self.objects: list[bytes] = []

    def add(self, data: bytes) -> int:
        self.objects.append(data)
        return len(self.objects)

    def stream(self, data: bytes, more: bytes = b"", *, packed: bool = False) -> int:
        if packed:
            data, more = zlib.compress(data), more + b"/Filter/FlateDecode"
        return self.add(b"<<%s/Length %d>>stream\n%s\nendstream" % (more, len(data), data))

    def file(self, root: int, trailer: bytes = b"") -> bytes:
        data, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
        for number, body in enumerate(self.objects, 1):
            places.append(len(data))
            data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        size = len(places) + 1
        head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        return data + head + b"trailer<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, trailer, len(data))


def unicode_font(writer: Writer, letters: str) -> int:
    """Add a font of two-byte codes, which are the letters' own, each half an em wide; its CMap says so."""
    pairs = "".join(f"<{code:04x}> <{chr(code).encode('utf-16-be').hex()}>\n" for code in sorted(set(map(ord, letters))))
    cmap = f"1 begincodespacerange <0000> <ffff> endcodespacerange {len(set(letters))} beginbfchar\n{pairs}endbfchar"
    to_unicode = writer.stream(b"/CIDInit /ProcSet findresource begin begincmap " + cmap.encode() + b" endcmap end")
    metrics = writer.add(
        b"<</Type/FontDescriptor/FontName/Vi/Flags 4/Ascent 800/Descent -200/CapHeight 700/ItalicAngle 0/StemV 80"
        b"/FontBBox[0 -200 500 800]>>"
    )
    descendant = writer.add(
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Vi/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor %d 0 R/DW 500>>" % metrics
    )
    return writer.add(
        b"<</Type/Font/Subtype/Type0/BaseFont/Vi/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
        % (descendant, to_unicode)
    )


def old_font(writer: Writer, name: str) -> int:
    """Add a font of one-byte codes as windows has them, all half an em wide."""
    metrics = writer.add(
        b"<</Type/FontDescriptor/FontName/%s/Flags 32/Ascent 800/Descent -200/CapHeight 700/ItalicAngle 0/StemV 80"
        b"/FontBBox[0 -200 500 800]>>" % name.encode()
    )
    return writer.add(
        b"<</Type/Font/Subtype/TrueType/BaseFont/%s/FirstChar 32/LastChar 255/Widths[%s]/Encoding/WinAnsiEncoding"
        b"/FontDescriptor %d 0 R>>" % (name.encode(), b"500 " * 224, metrics)
    )


def shown(text: str, *, old: bool) -> bytes:
    return (text.encode("latin-1") if old else text.encode("utf-16-be")).hex().encode()


def content(page: Page, *, old: bool = False) -> bytes:
    """Return the operators of a page; on a turned one the lines are turned back, so that they are displayed upright."""
    turn = {
        0: b"1 0 0 1 0 0",
        90: b"0 1 -1 0 %d 0" % page.width,
        180: b"-1 0 0 -1 %d %d" % (page.width, page.height),
        270: b"0 -1 1 0 0 %d" % page.height,
    }
    body = [b"q", page.before, b"%s cm" % turn[page.rotate]]
    body += [b"BT /F %g Tf 1 0 0 1 %g %g Tm <%s> Tj ET" % (page.size, x, y, shown(text, old=old)) for x, y, text in page.lines]
    return b"\n".join([*body, b"Q"])


def pdf(*pages: Page, font: str = "", packed: bool = False, extra: Iterable[bytes] = (), trailer: bytes = b"") -> bytes:
    """Return a file of `pages`; `font` names one from before Unicode; `extra` are objects before all others, from number 1."""
    writer = Writer()
    for each in extra:
        writer.add(each)
    letters = "".join(text for page in pages for _, _, text in page.lines)
    number = old_font(writer, font) if font else unicode_font(writer, letters or " ")
    streams = [writer.stream(content(page, old=bool(font)), packed=packed) for page in pages]
    tree = len(writer.objects) + len(pages) + 1
    kids = [
        writer.add(
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %d %d]/Rotate %d/Contents %d 0 R/Resources<</Font<</F %d 0 R>>%s>>>>"
            % (tree, page.width, page.height, page.rotate, stream, number, page.resources)
        )
        for page, stream in zip(pages, streams, strict=True)
    ]
    writer.add(b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids)))
    return writer.file(writer.add(b"<</Type/Catalog/Pages %d 0 R>>" % tree), trailer)
