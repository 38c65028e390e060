"""Make `corpus/` from the reconciled tables that were gathered beside the project, and from `corpus/collected/`.

    python tools/make_corpus.py SOURCE [corpus] [--memory FILE]

What it decides stands beside each step in tools/making/; the reasons in docs/decisions/0003-what-ships.md and
0011-derived-statuses.md. In short:

- rows without a source stay out, and so do relations of that kind or without a shipped record at their near end;
- rows of one document are one record (joining); the better supported is believed, the rest is kept as conflicts;
- what was read once is `single`; so is a record whose date leaves the order of its series of numbers (mending);
- titles are mended where the fault has a rule, and null where words are missing (titles);
- corpus/collected/corrections.jsonl is believed over the tables, corpus/names.jsonl adds what people call a document;
- statuses follow from the relations (legalref/corpus/statuses.py).

The output is sorted, one object a line, and the same bytes for the same input, so that a diff of two runs can be read.
"""

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
from making import collected, edges, joining, mending, names, structure, tables

from legalref.corpus.facts import PROVISION_FILE, identity
from legalref.corpus.stats import family, write_counts
from legalref.model import Document

Row = dict[str, Any]


def records(source: Path, target: Path, memory: Path | None) -> list[Row]:
    """Return the records that ship, without ids, and say what stays out; `memory` is a file for those without a source."""
    gathered = [*collected.documents(target / "collected"), *tables.rows(source)]
    unsourced = [row for row in gathered if row["confidence"] == "memory"]
    rows = joining.united(mending.whole(row for row in gathered if row["confidence"] != "memory"))
    rows = mending.in_order(mending.in_term(mending.by_symbol(joining.of_one_type(joining.without_contradictions(rows)))))
    other_day, left = joining.without_memory(rows, unsourced)
    print(f"rows without a source: {len(unsourced)}, of which {len(unsourced) - len(other_day) - len(left)} are confirmed,")
    print(f"  {len(other_day)} have another day than a source gives (dropped), {len(left)} wait for a source")
    if memory:
        tables.write(memory, sorted([*other_day, *left], key=lambda row: (row["issued"], row["number"] or "")))
    return names.named(mending.corrected(rows, target / "collected"), target / "names.jsonl")


def documents(rows: list[Row]) -> list[Document]:
    """Return the records as values with their ids, in the order of the files."""
    found = [msgspec.convert({"id": "", **row}, Document) for row in rows]
    found = [msgspec.structs.replace(document, id=identity(document)) for document in found]
    return sorted(found, key=lambda document: (document.issued, document.number or "", document.id))


def main(source: Path, target: Path, memory: Path | None) -> None:
    """Make the files of `target`."""
    found = documents(records(source, target, memory))
    relations = edges.relations(source, target / "collected", found)
    found = edges.settle(found, relations)
    strong = [document for document in found if document.confidence != "single"]
    tables.write(target / "documents.jsonl", [document for document in strong if not document.place])
    tables.write(target / "documents-local.jsonl", [document for document in strong if document.place])
    tables.write(target / "documents-single.jsonl", [document for document in found if document.confidence == "single"])
    tables.write(target / "relations.jsonl", relations)
    provisions = structure.provisions(source, found)
    (target / PROVISION_FILE).write_bytes(structure.packed(provisions))
    print(f"{target / PROVISION_FILE}: {len(provisions)}")
    print("families:", dict(Counter(map(family, found))))
    if (target / "README.md").exists():
        write_counts(target)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("source", type=Path, help="folder of the gathered tables")
    parser.add_argument("target", type=Path, nargs="?", default=Path("corpus"), help="folder of the facts (default: corpus)")
    parser.add_argument("--memory", type=Path, help="write the rows without a source to this file, to be looked up")
    given = parser.parse_args()
    main(given.source, given.target, given.memory)
