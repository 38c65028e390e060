"""PDF: the text layer of each page with pdfium; protected, scanned and damaged files are said to be so.

pdfium is not safe in threads: one file is read at a time in a process.
"""

import ctypes
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2 as pdfium  # type: ignore[import-untyped] # it has no types
import pypdfium2.raw as c  # type: ignore[import-untyped] # the same

from legalref.errors import UnreadableInput
from legalref.model import Remark
from legalref.reading.content import Budget, Content
from legalref.reading.pdf_guard import check
from legalref.reading.pdf_layout import Segment, arranged, pages
from legalref.reading.pdf_lines import PageText
from legalref.reading.pdf_paragraphs import write

_ENCODINGS: Final = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI"}
_END_WITHIN: Final = 2048
"""The mark of a PDF's end stands in so many bytes at the end, whatever was appended."""
_FEW_LETTERS: Final = 200
"""A page with fewer letters may be a picture with a stamp of a signature on it."""
_MOST_OBJECTS: Final = 2000
"""Objects of a page that are looked at for a picture."""
_MANY_PATHS: Final = 300
"""A page without text that has more lines and curves is one whose letters were drawn."""


class _Pages:
    """What was found on the pages of a file, and what was not."""

    def __init__(self) -> None:
        self.texts: list[tuple[int, list[Segment]]] = []
        self.encodings: set[str] = set()
        self.unread: list[int] = []
        self.pictures: list[int] = []


def read(data: bytes, path: str, budget: Budget, *, original: bool = False) -> Content:  # noqa: ARG001  # as all readers
    """Return the text of a PDF, its paragraphs joined from lines; pages and the paragraphs on each are counted from 1.

    Raises UnreadableInput for what is damaged, under a password, or has pictures only.
    """
    whole = check(data, budget)
    document = _opened(data, path)
    try:
        found = _read(document, budget)
        count = len(document)
    finally:
        document.close()
    if len(found.unread) == count:
        raise UnreadableInput("error.damaged", path=path, detail=_listed(found.unread))
    if found.pictures and not any(body for _, body in found.texts):
        raise UnreadableInput("error.scanned", path=path, pages=count)
    text, marks = write(pages(found.texts))
    if not text and not whole:
        raise UnreadableInput("error.damaged", path=path, detail="PDF")
    return Content(text, marks, tuple(_remarks(data, path, found, whole)))


def _opened(data: bytes, path: str) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in {c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY}:
            raise UnreadableInput("error.encrypted", path=path) from error
        raise UnreadableInput("error.damaged", path=path, detail="PDF") from error


def _read(document: pdfium.PdfDocument, budget: Budget) -> _Pages:
    found = _Pages()
    for index in range(len(document)):
        budget.tick()
        try:
            page = document[index]
        except pdfium.PdfiumError:
            found.unread.append(index + 1)
            continue
        try:
            _read_page(page, index + 1, found, budget)
        except pdfium.PdfiumError:
            found.unread.append(index + 1)
        finally:
            page.close()
    return found


def _read_page(page: pdfium.PdfPage, number: int, found: _Pages, budget: Budget) -> None:
    text = PageText(page, budget)
    try:
        found.texts.append((number, arranged(list(text.rows()))))
        found.encodings |= text.encodings
        letters = sum(map(str.isalpha, text.text)) if len(text.text) < 2 * _FEW_LETTERS else _FEW_LETTERS
    finally:
        text.close()
    if letters < _FEW_LETTERS and _is_picture(page, letters):
        found.pictures.append(number)


def _is_picture(page: pdfium.PdfPage, letters: int) -> bool:
    """Tell whether a page is a picture: one covers half of it, or it has no text but a picture or very many lines."""
    paths = 0
    area = page.get_width() * page.get_height()
    for kind, size in _sizes(page.raw):
        if kind == c.FPDF_PAGEOBJ_IMAGE and (letters == 0 or 2 * size > area):
            return True
        paths += kind == c.FPDF_PAGEOBJ_PATH
    return letters == 0 and paths > _MANY_PATHS


def _sizes(holder: Any) -> Iterator[tuple[int, float]]:
    """Yield kind and area of the objects of a page, those of its forms as well."""
    for at in range(min(c.FPDFPage_CountObjects(holder), _MOST_OBJECTS)):
        thing = c.FPDFPage_GetObject(holder, at)
        kind = c.FPDFPageObj_GetType(thing)
        if kind == c.FPDF_PAGEOBJ_FORM:
            for inner in range(min(c.FPDFFormObj_CountObjects(thing), _MOST_OBJECTS)):
                yield _size(c.FPDFFormObj_GetObject(thing, inner))
        else:
            yield _size(thing)


def _size(thing: Any) -> tuple[int, float]:
    edges = [ctypes.c_float() for _ in range(4)]
    c.FPDFPageObj_GetBounds(thing, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    return c.FPDFPageObj_GetType(thing), abs((right - left) * (top - bottom))


def _remarks(data: bytes, path: str, found: _Pages, whole: bool) -> Iterator[Remark]:
    """Yield what has to be said of a file that was read."""
    for name in sorted(found.encodings):
        yield Remark("remark.encoding", {"path": path, "encoding": _ENCODINGS[name]})
    if found.pictures:
        yield Remark("remark.pages_without_text", {"path": path, "pages": _listed(found.pictures)})
    if found.unread:
        yield Remark("remark.cut", {"path": path, "detail": f"PDF, {_listed(found.unread)}"})
    elif b"%%EOF" not in data[-_END_WITHIN:]:
        yield Remark("remark.cut", {"path": path, "detail": f"byte {len(data)}"})
    elif not whole:
        yield Remark("remark.cut", {"path": path, "detail": "PDF"})


def _listed(numbers: list[int]) -> str:
    """Return numbers as people list them: «1, 3–7»."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("–".join(map(str, run)) for run in runs)
