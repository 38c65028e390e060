"""How well what people ask for is found: the mean reciprocal rank of written-down queries, and what is missed.

python benchmarks/finding.py                  # benchmarks/queries.toml, which may be tuned on
python benchmarks/finding.py --blind          # queries kept aside
python benchmarks/finding.py --show           # also those that are not found first
"""

import argparse
import tomllib
from collections import defaultdict
from pathlib import Path
from time import perf_counter
from typing import Final, NamedTuple

from legalref.errors import LegalrefError
from legalref.indexing import open_index
from legalref.searching import Index

HERE: Final = Path(__file__).parent
DEPTH: Final = 20
"""Hits that are looked at: one page."""


class Asked(NamedTuple):
    """A query, what kind of query it is, and the identifiers of the records that answer it."""

    kind: str
    text: str
    wanted: tuple[str, ...]


def queries(file: Path) -> list[Asked]:
    """Return the queries of a TOML file."""
    rows = tomllib.loads(file.read_text("utf-8"))["query"]
    return [Asked(row["kind"], row["ask"], tuple(row["find"])) for row in rows]


def rank(index: Index, asked: Asked) -> int | None:
    """Return the place, from 1, of the first record that answers, or None where none is on the first page."""
    try:
        found = [hit.document.id for hit in index.search(asked.text, limit=DEPTH).hits]
    except LegalrefError as error:
        print(f"  {asked.text}: {error}")
        return None
    return next((place for place, id_ in enumerate(found, 1) if id_ in asked.wanted), None)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--blind", action="store_true")
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    file = HERE / ("queries-blind.toml" if arguments.blind else "queries.toml")
    by_kind: dict[str, list[float]] = defaultdict(list)
    with open_index() as index:
        asked = queries(file)
        gone = [(each.text, id_) for each in asked for id_ in each.wanted if index.corpus.by_id(id_) is None]
        start = perf_counter()
        for each in asked:
            place = rank(index, each)
            by_kind[each.kind].append(1 / place if place else 0)
            if place != 1 and (arguments.show or place is None):
                print(f"  {place or '—':>3}  {each.text}")
        seconds = perf_counter() - start
    for text, id_ in gone:
        print(f"  not in the corpus: {id_} («{text}»)")
    for kind, values in by_kind.items():
        print(f"{kind:14} {sum(values) / len(values):.3f}  of {len(values)}")
    values = [value for part in by_kind.values() for value in part]
    first = sum(value == 1 for value in values)
    mean, pace = sum(values) / len(values), 1000 * seconds / len(values)
    print(f"{file.name}: MRR {mean:.3f}, {first} of {len(values)} first, {pace:.1f} ms a query")


if __name__ == "__main__":
    main()
