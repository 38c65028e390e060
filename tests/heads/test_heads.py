"""The head of a document is read in every layout, and what is not there stays empty."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from legalref.collecting.documents import item_of
from legalref.collecting.drafts import Draft
from legalref.extraction import extract
from legalref.heads.head import Head, read_head
from legalref.heads.statements import stated_relations
from legalref.model import Text

CASES = tomllib.loads((Path(__file__).parent / "heads.toml").read_text("utf-8"))["head"]
OTHERS = {"name", "text", "none", "relations", "grounds"}


def head_of(content: str) -> Head:
    return read_head(Text("tệp", content), extract(content))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_head_is_read(case: dict[str, Any]) -> None:
    head = head_of(case["text"])
    want = {field: tuple(value) if isinstance(value, list) else value for field, value in case.items() if field not in OTHERS}
    assert {field: getattr(head, field) for field in want} == want
    assert [field for field in case.get("none", ()) if getattr(head, field) is not None] == []


@pytest.mark.parametrize("case", [case for case in CASES if "grounds" in case], ids=lambda case: case["name"])
def test_grounds_are_what_stands_under_can_cu(case: dict[str, Any]) -> None:
    assert [citation.text for citation in head_of(case["text"]).grounds] == case["grounds"]


@pytest.mark.parametrize("case", [case for case in CASES if "relations" in case], ids=lambda case: case["name"])
def test_what_a_document_states_of_others(case: dict[str, Any]) -> None:
    text = Text("tệp", case["text"])
    citations = extract(text)
    relations = stated_relations(text, citations, read_head(text, citations))
    assert sorted(f"{each.rel} {each.to}" for each in relations) == sorted(case["relations"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_span_is_of_the_text(case: dict[str, Any]) -> None:
    spans = head_of(case["text"]).spans
    assert all(0 <= span.start < span.end <= len(case["text"]) for span in spans.values())


def test_the_number_stands_at_its_span() -> None:
    text = CASES[0]["text"]
    head = head_of(text)
    assert "07/2021/QĐ-UBND" in text[slice(*head.spans["number"])]
    assert "09 tháng 02 năm 2021" in text[slice(*head.spans["issued"])]
    assert "Quyết định này có hiệu lực" in text[slice(*head.spans["effective"])]


def test_a_record_is_of_the_users_own() -> None:
    record = item_of(Text("tệp", CASES[0]["text"]), Draft(), "own", date(2026, 11, 25)).document
    assert record is not None
    assert record.id == "/akn/vn-dak-lak/act/quyet-dinh/uy-ban-nhan-dan-tinh-dak-lak/2021-02-09/07-2021-qd-ubnd"
    assert (record.confidence, record.status) == ("own", "unknown")


def test_without_type_or_day_there_is_no_record() -> None:
    assert item_of(Text("tệp", "CHÍNH PHỦ\nSố: 11/2001/NĐ-CP\nNGHỊ ĐỊNH"), Draft(), "own", date(2026, 11, 25)).document is None
