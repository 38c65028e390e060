"""How much the corpus holds: the counts that `corpus stats` prints and corpus/README.md shows."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from legalref.corpus.coverage import Coverage, load_claims, shares
from legalref.corpus.facts import load_documents, load_provisions, load_relations
from legalref.model import Document
from legalref.orthography import is_party_number
from legalref.vocabulary import issuers

BEGIN: Final = "<!-- counts: written by tools/make_corpus.py -->"
END: Final = "<!-- end of counts -->"


def family(document: Document) -> str:
    """Return `local`, or by its first issuer `party`, `front` (the Front and the mass organisations) or `state`."""
    if document.place:
        return "local"
    first = document.issuers[0] if document.issuers else ""
    by_number = "party" if is_party_number(document.number) or (document.term or "").startswith("Đại hội") else "state"
    return _families().get(first, by_number)


@cache
def _families() -> dict[str, str]:
    return {row.name: row.family for row in issuers()}


_TABLES: Final[dict[str, Callable[[Document], str]]] = {
    "confidence": lambda document: document.confidence,
    "status": lambda document: document.status,
    "type": lambda document: document.type,
    "decade": lambda document: f"{document.issued.year // 10 * 10}s",
    "family": family,
    "place": lambda document: document.place or "—",
    "issuer": lambda document: document.issuer or "—",
}


def counts(documents: list[Document]) -> dict[str, list[tuple[str, int]]]:
    """Return table name → (value, how many records), the most frequent first."""
    return {name: Counter(map(of, documents)).most_common() for name, of in _TABLES.items()}


def statuses(documents: list[Document]) -> dict[str, list[tuple[str, int]]]:
    """Return family → (status, how many records), both the most frequent first."""
    families = [value for value, _ in Counter(map(family, documents)).most_common()]
    return {each: Counter(row.status.value for row in documents if family(row) == each).most_common() for each in families}


def markdown(folder: Path, top: int = 30) -> str:
    """Return the counts of `folder` as Markdown, at most `top` values a table."""
    documents, relations = load_documents(folder), load_relations(folder)
    lines = [BEGIN, f"{len(documents)} records, {len(relations)} relations.", ""]
    lines += [f"- **{name}**: {_row(values, top)}" for name, values in counts(documents).items()]
    lines.append(f"- **relations**: {_row(Counter(edge.rel for edge in relations).most_common(), top)}")
    lines.append(f"- **provisions**: {_row(Counter(row.wording for row in load_provisions(folder)).most_common(), top)}")
    return "\n".join([*lines, "", *_status_table(documents), "", *_coverage_table(folder, documents), END])


def _row(values: Sequence[tuple[str, int]], top: int) -> str:
    shown = " · ".join(f"{value} {count}" for value, count in values[:top])
    return shown + (f" · … ({len(values) - top} more)" if len(values) > top else "")


def _status_table(documents: list[Document]) -> list[str]:
    """Return the statuses of each family as the lines of a Markdown table."""
    found = {each: dict(values) for each, values in statuses(documents).items()}
    columns = [value for value, _ in counts(documents)["status"]]
    rows = [f"| {each} | {' | '.join(str(values.get(column, 0)) for column in columns)} |" for each, values in found.items()]
    return [f"| family | {' | '.join(columns)} |", f"| --- |{' ---: |' * len(columns)}", *rows]


def _coverage_table(folder: Path, documents: list[Document]) -> list[str]:
    """Return how much of each measured series there is as the lines of a Markdown table."""
    coverage = Coverage(documents, load_claims(folder))
    rows = [f"| {claim.en} | {shares(coverage.measured(claim))} |" for claim in coverage.claims if coverage.measured(claim)]
    return ["| series | records of numbers known to have been given |", "| --- | --- |", *rows] if rows else []


def write_counts(folder: Path) -> None:
    """Put the counts into the README of `folder`, between its marks."""
    readme = folder / "README.md"
    before, rest = readme.read_text("utf-8").split(BEGIN)
    readme.write_text(before + markdown(folder) + rest.split(END)[1], "utf-8")
