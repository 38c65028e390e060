"""Make `corpus/` from the reconciled tables that were gathered beside the project.

    python tools/make_corpus.py SOURCE [corpus]

What it decides, and nothing else (reasons: docs/decisions/0003-what-ships.md):

- rows without a source stay out, and so do relations of that kind or without a shipped record at their near end;
- the same document (type, number, place, day) in two tables is one record: sources joined, gaps filled;
  a document that two tables know from different sources is `crosschecked`;
- a document read once is `single`; one that contradicts a stronger record on the day is noted there
  as a conflict instead of shipped beside it;
- an edge by which a document changes one of higher rank, or a State document a Party one, stays out;
- titles cut off in the middle are null;
- a record that differs from another in its type alone is that one;
- the symbol of a number names the issuer, where a table has another one;
- what `corrections.jsonl` says, with its sources, is believed over the tables;
- an edge that takes effect more than 180 days before its document was issued loses that day;
- a date that leaves the order of its series of numbers makes a record weak, unless another source's date fits.

The output is sorted, one object a line, so that a diff of two runs can be read.
"""

import json
import re
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from legalref.corpus.facts import identity
from legalref.corpus.ranks import CHANGES, may_change
from legalref.corpus.series import misdated
from legalref.corpus.stats import write_counts
from legalref.corpus.validate import FARTHEST_BACK
from legalref.model import Document
from legalref.orthography import fold, number_key, year_of
from legalref.vocabulary import issuers

Row = dict[str, Any]

CENTRAL = ("documents.jsonl", "party-central.jsonl", "documents-more.jsonl", "documents-local.jsonl")
"""Strong tables, the one to believe first before the others."""
SINGLE = "documents-single-mention.jsonl"
FIELDS = Document.__struct_fields__
CUT_TITLE = re.compile(r"\||(?:^| )(?:của|về|và|các|theo|tại|cho|số|ngày)$")
SYMBOL = re.compile(r"\d+[a-zA-Z]?/(?:\d{4}/)?(?:NĐ|NQ|QĐ|CT|TT|TTLT)-(?P<bodies>[\w&.-]+)")
SOURCES = {
    "domain": "collected",
    "seed article": "kinhtedothi.vn",
    "search:find_string": "public file",
    "quiz": "public file",
    "text:phapdien": "phapdien",
}
"""Names of the tables → names of ours."""
TITLE_BEGINS = 40
"""Code points by which two titles are one; tables cut them at different ends."""
STRENGTH = ("official", "crosschecked", "mined", "single")


def read(path: Path) -> list[Row]:
    """Return the rows of a file of JSON Lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def conflict(text: Any, source: str) -> Row:
    """Return a conflict as the schema wants it; one table writes «field: value (source)»."""
    if isinstance(text, dict):
        return text | {"source": SOURCES.get(text["source"], text["source"])}
    text = re.sub(r"search:find_string", "public file", text)
    match = re.fullmatch(r"(?P<field>\w+): (?P<value>.*?)(?: \((?P<source>[^()]*)\))?", text)
    if not match:
        return {"field": "issued", "value": None, "source": f"{source}: {text}"}
    return {"field": match["field"], "value": match["value"], "source": match["source"] or source}


def prepared(row: Row, table: str) -> Row | None:
    """Return a row of a table as a record of ours without its id, or None where it does not ship."""
    if row["confidence"] == "memory":
        return None
    record = {field: row[field] for field in FIELDS if field != "id"}
    record["sources"] = [SOURCES.get(source, source) for source in row["sources"] if source != "memory"]
    record["conflicts"] = [conflict(item, table) for item in row["conflicts"]]
    if record["term"] and re.fullmatch("[IVXL]+", record["term"]):
        record["term"] = f"Đại hội {record['term']}"
    if record["title"] and CUT_TITLE.search(record["title"]):
        record["title"] = None
    unsure = any(item["field"] == "issued" and item["value"] is None for item in record["conflicts"])
    if table == SINGLE or unsure:
        record["confidence"] = "single"
    return record


def key(record: Row) -> tuple[Any, ...]:
    """Return what makes two rows one document. The issuer counts for local papers, whose bodies share symbols."""
    local = record["issuer"] if record["place"] else None
    return record["type"], number_key(record["number"] or ""), local, record["place"], record["issued"]


def joined(first: Row, second: Row) -> Row:
    """Return one record of two rows; the first is believed, the second fills its gaps."""
    sources = list(dict.fromkeys([*first["sources"], *second["sources"]]))
    record = {field: second[field] if first[field] in (None, []) else first[field] for field in first}
    record |= {field: _newer(first, second)[field] for field in ("status", "status_as_of", "expired")}
    record["sources"] = sources
    record["conflicts"] = first["conflicts"] + [item for item in second["conflicts"] if item not in first["conflicts"]]
    best = min(first["confidence"], second["confidence"], key=STRENGTH.index)
    record["confidence"] = "crosschecked" if best == "mined" and len(sources) > len(first["sources"]) else best
    return record


def _newer(first: Row, second: Row) -> Row:
    """Return the row whose status rests on the newer evidence; the first where neither is newer."""
    return max(first, second, key=lambda row: (row["status"] != "unknown", row["status_as_of"] or ""))


def gather(source: Path) -> list[Row]:
    """Return the records that ship, without ids."""
    records: dict[tuple[Any, ...], Row] = {}
    unsourced = 0
    for table in (*CENTRAL, SINGLE):
        for row in read(source / table):
            record = prepared(row, table)
            if record is None:
                unsourced += 1
                continue
            known = records.get(key(record))
            records[key(record)] = joined(known, record) if known else record
    print(f"rows without a source, left out: {unsourced}")
    return corrected(in_order(by_symbol(of_one_type(without_contradictions(list(records.values()))))))


def of_one_type(records: list[Row]) -> list[Row]:
    """Keep one record of number, day, issuer and title; the type of a later table is a conflict of the first."""
    first: dict[tuple[Any, ...], Row] = {}
    kept = []
    for record in records:
        title = fold(record["title"] or "")[:TITLE_BEGINS]
        same = first.setdefault((record["number"], record["issued"], record["issuer"], record["place"], title), record)
        if same is record or not (title and record["number"]):
            kept.append(record)
        else:
            same["conflicts"].append({"field": "type", "value": record["type"], "source": ", ".join(record["sources"])})
    return kept


def corrected(records: list[Row]) -> list[Row]:
    """Apply `corrections.jsonl`: facts of a record that other sources show to be wrong, the old value kept as a conflict."""
    known = {(record["type"], record["number"], record["issued"]): record for record in records}
    for row in read(Path(__file__).parent / "corrections.jsonl"):
        record = known[row["type"], row["number"], row["issued"]]
        was = ", ".join(record["sources"])
        record["conflicts"] += [{"field": field, "value": record[field], "source": was} for field in row["set"]]
        record["sources"] = list(dict.fromkeys([*record["sources"], *row["sources"]]))
        record |= row["set"]
    return records


def by_symbol(records: list[Row]) -> list[Row]:
    """Take the issuer from the symbol where the two differ and the symbol names known central bodies only."""
    bodies = {number_key(code): row for row in issuers() for code in row.codes if code != "TW"}
    for record in records:
        match = SYMBOL.fullmatch(record["number"] or "")
        codes = [number_key(code) for code in match["bodies"].split("-")] if match else []
        named = [bodies[code] for code in codes if code in bodies]
        if record["place"] or not record["issuer"] or not named or len(named) < len(codes):
            continue
        recorded = set(record["issuer"].split("; "))
        if recorded.isdisjoint({row.name for row in named} | {row.of for row in named}) or len(named) > len(recorded):
            record["conflicts"].append({"field": "issuer", "value": record["issuer"], "source": ", ".join(record["sources"])})
            record["issuer"] = "; ".join(row.name for row in named)
    return records


def in_order(records: list[Row]) -> list[Row]:
    """Weaken records whose date does not fit their number; where one source's other date fits, take that."""
    documents = [msgspec.convert({"id": str(at), **record}, Document) for at, record in enumerate(records)]
    found = list(misdated(documents))
    print(f"dates out of the order of numbers: {len(found)}")
    for wrong in found:
        record = records[int(wrong.document.id)]
        record["confidence"] = "single"
        others = {item["value"] for item in record["conflicts"] if item["field"] == "issued" and item["value"]}
        fitting = [day for day in others if wrong.admits(date.fromisoformat(day))]
        if len(fitting) == 1:
            kept = [item for item in record["conflicts"] if item["value"] != fitting[0]]
            was = {"field": "issued", "value": record["issued"], "source": ", ".join(record["sources"])}
            record |= {"issued": fitting[0], "confidence": "mined", "conflicts": [*kept, was]}
    return records


def without_contradictions(records: list[Row]) -> list[Row]:
    """Turn a weak record into a conflict of the strong one that has its number and year on another day."""
    strong = {
        (record["type"], number_key(record["number"])): record
        for record in records
        if record["confidence"] != "single" and not record["place"] and year_of(record["number"])
    }
    kept = []
    for record in records:
        other = strong.get((record["type"], number_key(record["number"] or ""))) if not record["place"] else None
        if record["confidence"] == "single" and other is not None:
            other["conflicts"].append({"field": "issued", "value": record["issued"], "source": ", ".join(record["sources"])})
        else:
            kept.append(record)
    return kept


def relations(source: Path, documents: list[Document]) -> list[Row]:
    """Return the relations that ship: with a source, and a shipped document at their near end."""
    issued = defaultdict(set)
    known: dict[tuple[str | None, str], Document] = {}
    for document in documents:
        day = document.issued.isoformat()
        issued[document.number].add(day)
        known[document.number, day] = document
    edges = [*read(source / "relations.jsonl"), *read(source / "relations-more.jsonl"), *party_relations(source, issued)]
    moved = moves(documents, issued)
    kept: dict[tuple[Any, ...], Row] = {}
    for edge in edges:
        for end, day in (("from", "from_issued"), ("to", "to_issued")):
            edge[day] = moved.get((edge[end], edge[day]), edge[day])
        source_record, target_record = known.get((edge["from"], edge["from_issued"])), known.get((edge["to"], edge["to_issued"]))
        if edge["confidence"] == "memory" or not source_record:
            continue
        if edge["effective"] and source_record.issued - date.fromisoformat(edge["effective"]) > FARTHEST_BACK:
            edge["effective"] = None
        edge["source"] = SOURCES.get(edge["source"], edge["source"])
        if edge["rel"] not in CHANGES or may_change(source_record, edge["to"], target_record):
            kept.setdefault((edge["from"], edge["from_issued"], edge["rel"], edge["to"], edge["to_issued"]), edge)
    return sorted(
        kept.values(), key=lambda edge: (edge["from_issued"], edge["from"], edge["rel"], edge["to"], edge["to_issued"] or "")
    )


def moves(documents: list[Document], issued: dict[str | None, set[str]]) -> dict[tuple[str | None, str | None], str]:
    """Return (number, day not taken) → day taken, for edges that name a document by the day of a conflict."""
    return {
        (document.number, conflict.value): document.issued.isoformat()
        for document in documents
        for conflict in document.conflicts
        if conflict.field == "issued" and conflict.value not in issued[document.number]
    }


def party_relations(source: Path, issued: dict[str | None, set[str]]) -> list[Row]:
    """Return the edges that the Party table keeps inside its rows, where their far end is one known record."""
    edges = []
    for row in read(source / "party-central.jsonl"):
        here = row["number"], row["issued"]
        for number in row["replaced_by"]:
            later = [day for day in issued[number] if day > row["issued"]]
            if len(later) == 1:
                edges.append(edge((number, later[0]), "replaces", here))
        for rel in ("replaces", "amends"):
            for number in row[rel]:
                earlier = [day for day in issued[number] if day < row["issued"]]
                if len(earlier) == 1:
                    edges.append(edge(here, rel, (number, earlier[0])))
    return edges


def edge(start: tuple[str, str], rel: str, end: tuple[str, str]) -> Row:
    """Return a relation read in a Party table, its day of effect unknown."""
    return {
        "from": start[0], "from_issued": start[1], "rel": rel, "to": end[0], "to_issued": end[1],
        "effective": None, "source": "party-central", "confidence": "mined",
    }  # fmt: skip


def write(path: Path, rows: list[Any]) -> None:
    """Write rows as JSON Lines."""
    path.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
    print(f"{path}: {len(rows)}")


def main(source: Path, target: Path) -> None:
    """Make the files of `target`."""
    target.mkdir(exist_ok=True)
    documents = [msgspec.convert({"id": "", **record}, Document) for record in gather(source)]
    documents = [msgspec.structs.replace(document, id=identity(document)) for document in documents]
    documents.sort(key=lambda document: (document.issued, document.number or "", document.id))
    single = [document for document in documents if document.confidence == "single"]
    strong = [document for document in documents if document.confidence != "single"]
    write(target / "documents.jsonl", [document for document in strong if not document.place])
    write(target / "documents-local.jsonl", [document for document in strong if document.place])
    write(target / "documents-single.jsonl", single)
    write(target / "relations.jsonl", relations(source, documents))
    if (target / "README.md").exists():
        write_counts(target)


if __name__ == "__main__":
    if not 1 < len(sys.argv) <= len(("script", "source", "target")):
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path((*sys.argv[2:], "corpus")[0]))
