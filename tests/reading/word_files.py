"""Small Word files, written by hand: what a test says, and nothing more."""

from itertools import accumulate
from struct import pack, pack_into
from typing import NamedTuple

from legalref.reading.encodings import CP1252
from legalref.reading.word_pieces import NEW, OLD

END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
STORIES = ("text", "footnotes", "headers", "macros", "comments", "endnotes", "boxes", "header_boxes")
CELL, ROW_END = pack("<HB", 0x2416, 1), pack("<HBHB", 0x2416, 1, 0x2417, 1)
DELETED, INSERTED = pack("<HB", 0x0800, 1), pack("<HB", 0x0801, 1)


class Run(NamedTuple):
    text: str
    character: bytes = b""
    paragraph: bytes = b""
    style: int = 0
    wide: bool = True


def font(index: int) -> bytes:
    return pack("<HHHH", 0x4A4F, index, 0x4A51, index)


def old_font(index: int) -> bytes:
    return pack("<BH", 93, index)


def container(streams: dict[str, bytes]) -> bytes:
    """Return a compound file with these streams, each long enough to have sectors of its own."""
    padded = {name: data.ljust(4096, b"\0") + b"\0" * (-max(len(data), 4096) % 512) for name, data in streams.items()}
    folders = (len(streams) + 1 + 3) // 4
    fat = [FAT, *range(2, folders + 1), END]
    entries = [_entry("Root Entry", 5, 1 if streams else FREE, FREE, END, 0)]
    for number, (name, data) in enumerate(padded.items(), 1):
        start = len(fat)
        fat += [*range(start + 1, start + len(data) // 512), END]
        entries.append(_entry(name, 2, FREE, number + 1 if number < len(streams) else FREE, start, len(data)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 10
    header += pack("<8I", 1, 1, 0, 4096, END, 0, END, 0) + pack("<109I", 0, *[FREE] * 108)
    folder = b"".join(entries).ljust(folders * 512, b"\0")
    return header + pack("<128I", *fat, *[FREE] * (128 - len(fat))) + folder + b"".join(padded.values())


def _entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    return raw.ljust(64, b"\0") + pack("<HBB3I36xIQ", len(raw) + 2, kind, 1, FREE, right, child, start, size)


def word_file(
    stories: dict[str, list[Run]],
    *,
    fonts: tuple[str, ...] = ("Times New Roman",),
    styles: tuple[tuple[int, int | None], ...] = ((0xFFF, None),),
    tables: dict[str, bytes] | None = None,
    old: bool = False,
    flags: int = 0,
) -> bytes:
    """Return a .doc whose stories have these runs, each a piece; `styles` are the base and the font of each, `tables` PLCs."""
    layout = OLD if old else NEW
    runs = [run for story in STORIES for run in stories.get(story, [])]
    raw = [run.text.encode("utf-16-le", "surrogatepass") if run.wide and not old else _bytes(run.text) for run in runs]
    edges = list(accumulate((len(each) for each in raw), initial=0x400))
    main = bytearray(0x400) + b"".join(raw)
    main += b"\0" * (-len(main) % 512)
    characters = _pages(main, edges, [bytes([len(run.character)]) + run.character for run in runs], 1)
    paragraphs = _pages(main, edges, [_papx(run, old=old) for run in runs], layout.bx)
    blocks = {
        "pieces": b"" if old else _clx(runs, edges),
        "characters": _plc(characters, layout.page_number),
        "paragraphs": _plc(paragraphs, layout.page_number),
        "fonts": _fonts(fonts, old=old),
        "styles": _styles(styles, old=old),
    } | (tables or {})
    table = main if old else bytearray()
    for name, block in blocks.items():
        pack_into("<II", main, layout.places[name], len(table), len(block))
        table += block
    pack_into("<HH", main, 0, 0xA5DC if old else 0xA5EC, 0x65 if old else 0xC1)
    pack_into("<H", main, 0x0A, flags | (0 if old else 0x0200))
    pack_into("<I", main, 0x18, 0x400)
    pack_into("<8i", main, layout.lengths, *(sum(len(run.text) for run in stories.get(story, [])) for story in STORIES))
    return container({"WordDocument": bytes(main)} if old else {"WordDocument": bytes(main), "1Table": bytes(table)})


def positions(*at: int) -> bytes:
    return pack(f"<{len(at)}i", *at)


def _bytes(text: str) -> bytes:
    return bytes(map(CP1252.index, text))


def _clx(runs: list[Run], edges: list[int]) -> bytes:
    starts = positions(*accumulate((len(run.text) for run in runs), initial=0))
    entries = (pack("<HIH", 0, at if run.wide else 2 * at | 0x4000_0000, 0) for run, at in zip(runs, edges, strict=False))
    plc = starts + b"".join(entries)
    return b"\2" + pack("<I", len(plc)) + plc


def _papx(run: Run, *, old: bool) -> bytes:
    body = pack("<H", run.style) + run.paragraph
    if old:
        return bytes([(len(body) + 1) // 2]) + body.ljust(len(body) + len(body) % 2, b"\0")
    return bytes([len(body) // 2 + 1]) + body.ljust(len(body) + 1 - len(body) % 2, b"\0")


def _pages(main: bytearray, edges: list[int], properties: list[bytes], width: int) -> list[tuple[int, int, int]]:
    """Append pages of formatting; return the first and last offset and the number of each."""
    pages = []
    for first in range(0, len(properties), 12):
        chunk = properties[first : first + 12]
        page = bytearray(512)
        bounds = edges[first : first + len(chunk) + 1]
        pack_into(f"<{len(bounds)}I", page, 0, *bounds)
        at = 510
        for index, each in enumerate(chunk):
            at -= len(each) + len(each) % 2
            page[at : at + len(each)] = each
            page[4 * len(bounds) + width * index] = at // 2
        page[511] = len(chunk)
        pages.append((bounds[0], bounds[-1], len(main) // 512))
        main += page
    return pages


def _plc(pages: list[tuple[int, int, int]], width: int) -> bytes:
    numbers = b"".join(number.to_bytes(width, "little") for *_, number in pages)
    return positions(*(start for start, *_ in pages), pages[-1][1]) + numbers


def _fonts(names: tuple[str, ...], *, old: bool) -> bytes:
    if old:
        entries = [pack("<BBHBB", len(name) + 6, 0, 400, 163 if name.startswith("Việt") else 0, 0) for name in names]
        body = b"".join(entry + _ascii(name) + b"\0" for entry, name in zip(entries, names, strict=True))
        return pack("<H", len(body) + 2) + body
    raw = [bytes(39) + (name + "\0").encode("utf-16-le") for name in names]
    return pack("<HH", len(names), 0) + b"".join(bytes([len(each)]) + each for each in raw)


def _ascii(name: str) -> bytes:
    return name.encode("ascii", "replace")


def _styles(styles: tuple[tuple[int, int | None], ...], *, old: bool) -> bytes:
    head = pack("<9H", len(styles), 10, 1, 0, 0, 0, 0, 0, 0)
    body = b"".join(pack("<H", len(each)) + each for each in (_style(*style, old=old) for style in styles))
    return pack("<H", len(head)) + head + body


def _style(base: int, its_font: int | None, *, old: bool) -> bytes:
    change = b"" if its_font is None else old_font(its_font) + b"\0" if old else font(its_font)
    size = len(change) - (old and its_font is not None)
    name = b"\2ab\0" if old else pack("<H", 2) + "ab\0".encode("utf-16-le")
    return pack("<5H", 0, 1 | base << 4, 2, 0, 0) + name + pack("<HH", 2, 0) + pack("<H", size) + change
