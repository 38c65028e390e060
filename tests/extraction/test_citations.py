"""The table of sentences, and what must hold for every text."""

import json
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from legalref import extract

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "citations.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_sentence(case: dict[str, Any]) -> None:
    found = json.loads(msgspec.json.encode(extract(case["text"])))
    assert len(found) == len(case["want"]), [row["text"] for row in found]
    for row, want in zip(found, case["want"], strict=True):
        assert {field: _given(row[field]) for field in want} == want


def _given(value: Any) -> Any:
    """Return pinpoints without the units that they do not name, and "" for null, which TOML does not have."""
    if value is None:
        return ""
    if not isinstance(value, list):
        return value
    return [{unit: label for unit, label in each.items() if label} if isinstance(each, dict) else each for each in value]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_offsets_are_those_of_the_text(case: dict[str, Any]) -> None:
    text = case["text"]
    end = 0
    for each in extract(text):
        assert text[each.start : each.end] == each.text
        assert end <= each.start < each.end
        assert each.reference.start <= each.start
        assert each.end <= each.reference.end
        end = each.end


def test_nothing_in_nothing() -> None:
    assert extract("") == []
    assert extract(" \n\t") == []


def test_the_line_and_column_are_those_of_the_start() -> None:
    location = extract("một\r\nhai\nTheo Nghị định số 30/2020/NĐ-CP")[0].location
    assert (location.line, location.column) == (3, 6)
