"""The way back from the text of a Word document to the bytes of its parts."""

from datetime import UTC, datetime

import pytest
from conftest import ROOT
from docx_files import SAMPLE, docx, p, r
from office import damaged

from legalref.errors import UnreadableInput
from legalref.model import Edit, Span, Text
from legalref.reading.content import Budget
from legalref.reading.docx import read
from legalref.reading.docx_origins import bytes_of
from legalref.reading.docx_trace import trace
from legalref.reporting.docx_comments import Comment, commented
from legalref.reporting.docx_edits import edited

REPORT = (ROOT / "tests" / "files" / "bao-cao.docx").read_bytes()


@pytest.mark.parametrize("data", [SAMPLE, REPORT], ids=["sample", "report"])
@pytest.mark.parametrize("original", [False, True])
def test_every_character_has_the_bytes_that_spell_it(data: bytes, original: bool) -> None:
    traced = trace(data, "tệp", Budget("tệp"), original=original)
    text = traced.content.text
    assert traced.content == read(data, "tệp", Budget("tệp"), original=original)
    seen = [False] * len(text)
    for placed in traced.placed:
        seen[placed.span.start : placed.span.end] = [True] * len(placed.piece)
        element = placed.piece.element
        if element.is_text:
            part = traced.parts[element.part]
            spelled = b"".join(part[start:end] for start, end in bytes_of(element, part, *placed.within(placed.span)))
            assert spelled.decode() == text[placed.span.start : placed.span.end]
    assert "".join(letter for letter, has in zip(text, seen, strict=True) if not has).strip() == ""


def test_between_gives_the_pieces_of_a_span_and_no_others() -> None:
    traced = trace(docx(p(r("một "), r("hai "), r("ba"))), "tệp", Budget("tệp"))
    assert [each.piece for each in traced.between(Span(4, 8))] == ["hai "]
    assert [each.piece for each in traced.between(Span(3, 5))] == ["một ", "hai "]
    assert traced.between(Span(4, 4)) == []


def test_a_damaged_file_is_traced_or_refused_and_changed_or_refused() -> None:
    for data in damaged(SAMPLE, 60):
        try:
            text = Text("tệp", *read(data, "tệp", Budget("tệp")), "docx")
            commented(
                text,
                data,
                [Comment(Span(1, len(text.content) - 1), ("x",))],
                Budget("tệp"),
                when=datetime(2026, 11, 24, tzinfo=UTC),
            )
            edited(text, data, [Edit(0, 2, "x")], Budget("tệp"))
        except UnreadableInput:
            continue
