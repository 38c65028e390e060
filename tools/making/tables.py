"""The gathered tables → rows of ours: what ships of each, under our names of sources."""

import json
import re
from pathlib import Path
from typing import Any

import msgspec

from legalref.model import Document

Row = dict[str, Any]

STRONG = ("documents.jsonl", "party-central.jsonl", "documents-more.jsonl", "documents-local.jsonl")
"""Strong tables, the one to believe first before the others."""
SINGLE = "documents-single-mention.jsonl"
"""The table of what was read once."""
FIELDS = Document.__struct_fields__
STRENGTH = ("official", "crosschecked", "mined", "single", "memory")
"""Confidence from the strongest to what does not ship."""
SOURCES = {
    "domain": "collected",
    "seed article": "kinhtedothi.vn",
    "search:find_string": "public file",
    "quiz": "public file",
    "text:phapdien": "phapdien",
}
"""Names of the tables → names of ours."""


def read(path: Path) -> list[Row]:
    """Return the rows of a file of JSON Lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def rows(source: Path) -> list[Row]:
    """Return the rows of all tables in the order of belief, those without a source (`memory`) among them."""
    return [_record(row, table) for table in (*STRONG, SINGLE) for row in read(source / table)]


def _record(row: Row, table: str) -> Row:
    """Return a row of a table as a record of ours without its id."""
    record = {field: row[field] for field in FIELDS if field != "id"}
    record["sources"] = [named(source) for source in row["sources"] if source != "memory"]
    record["conflicts"] = [_conflict(item, table) for item in row["conflicts"]]
    if record["term"] and re.fullmatch("[IVXL]+", record["term"]):
        record["term"] = f"Đại hội {record['term']}"
    unsure = any(item["field"] == "issued" and item["value"] is None for item in record["conflicts"])
    if record["confidence"] != "memory" and (table == SINGLE or unsure):
        record["confidence"] = "single"
    return record


def named(source: str) -> str:
    """Return our name of a source."""
    return SOURCES.get(source, source)


def _conflict(text: Any, source: str) -> Row:
    """Return a conflict as the schema wants it; one table writes «field: value (source)»."""
    if isinstance(text, dict):
        return text | {"source": named(text["source"])}
    text = re.sub(r"search:find_string", "public file", text)
    match = re.fullmatch(r"(?P<field>\w+): (?P<value>.*?)(?: \((?P<source>[^()]*)\))?", text)
    if not match:
        return {"field": "issued", "value": None, "source": f"{source}: {text}"}
    return {"field": match["field"], "value": match["value"], "source": match["source"] or source}


def difference(record: Row, field: str) -> Row:
    """Return a conflict that keeps what `record` says in `field`, for another record that is believed instead."""
    return {"field": field, "value": record[field], "source": ", ".join(record["sources"])}


def write(path: Path, found: list[Any]) -> None:
    """Write rows as JSON Lines and say how many."""
    path.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in found))
    print(f"{path}: {len(found)}")
