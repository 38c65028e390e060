"""What is in a Word document, read by the tests themselves: parts, letters with their looks, comments and where they stand."""

import io
import re
import zipfile
from typing import NamedTuple
from xml.etree import ElementTree as ET

from legalref.model import Text
from legalref.reading.content import Budget
from legalref.reading.docx import read

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT_W = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"


class Comment(NamedTuple):
    """A comment: its id, who wrote it, its words, and the characters between its marks in the document."""

    id: str
    author: str
    words: str
    on: str


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {info.filename: archive.read(info) for info in archive.infolist()}


def text_of(data: bytes, *, original: bool = False) -> Text:
    return Text("tệp", *read(data, "tệp", Budget("tệp"), original=original), "docx")


def comments(data: bytes, main: str = "word/document.xml", space: str = W) -> list[Comment]:
    """Return the comments, sorted by id; every one has to have both marks and one reference, and every mark its comment."""
    held = parts(data)
    relations = held[f"{main.rpartition('/')[0]}/_rels/{main.rpartition('/')[2]}.rels"].decode()
    named = re.findall(r'Type="[^"]*/comments"[^>]*Target="([^"]+)"|Target="([^"]+)"[^>]*Type="[^"]*/comments"', relations)
    if not named:
        return []
    (name,) = ["".join(each) for each in named]
    listed = ET.fromstring(held[f"word/{name.removeprefix('/word/')}"])  # noqa: S314  # our own
    on = _marked(ET.fromstring(held[main]), space)  # noqa: S314
    found = [
        Comment(
            each.get(f"{space}id") or "",
            each.get(f"{space}author") or "",
            "\n".join("".join(t.text or "" for t in p.iter(f"{space}t")) for p in each.iter(f"{space}p")),
            on[each.get(f"{space}id") or ""],
        )
        for each in listed
    ]
    assert len({each.id for each in found}) == len(found) == len(on)
    return sorted(found, key=lambda each: int(each.id))


def _marked(root: ET.Element, space: str) -> dict[str, str]:
    """Return id → the letters between its marks, deleted ones, too."""
    opened: dict[str, str] = {}
    done: dict[str, str] = {}
    referred: list[str] = []
    for each in root.iter():
        id_ = each.get(f"{space}id") or ""
        if each.tag == f"{space}commentRangeStart":
            assert id_ not in opened
            opened[id_] = ""
        elif each.tag == f"{space}commentRangeEnd":
            done[id_] = opened.pop(id_)
        elif each.tag == f"{space}commentReference":
            referred.append(id_)
        elif each.tag in (f"{space}t", f"{space}delText"):
            opened = {name: letters + (each.text or "") for name, letters in opened.items()}
        elif each.tag == f"{space}noBreakHyphen":
            opened = {name: letters + "‑" for name, letters in opened.items()}
    assert not opened
    assert sorted(referred) == sorted(done)
    return done


def letters(data: bytes, part: str = "word/document.xml", space: str = W) -> list[tuple[str, str]]:
    """Return every letter with the looks of its run; ids of tracked changes of looks left out."""
    found = []
    for run in ET.fromstring(parts(data)[part]).iter(f"{space}r"):  # noqa: S314
        looks = run.find(f"{space}rPr")
        said = "" if looks is None else re.sub(r'(rPrChange [^>]*?id=")\d+', r"\1", ET.tostring(looks, "unicode"))
        for each in run:
            if each.tag in (f"{space}t", f"{space}delText"):
                kept = each.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
                words = each.text or ""
                found += [(letter, said) for letter in (words if kept else words.strip())]
            elif each.tag not in (f"{space}rPr", f"{space}commentReference"):
                found.append((each.tag, said))
    return found
