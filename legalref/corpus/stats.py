"""How much the corpus holds: the counts that `corpus stats` prints and corpus/README.md shows."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from legalref.corpus.facts import load_documents, load_relations
from legalref.model import Document

BEGIN: Final = "<!-- counts: written by tools/make_corpus.py -->"
END: Final = "<!-- end of counts -->"


def family(document: Document) -> str:
    """Return `local`, `party` or `state`."""
    if document.place:
        return "local"
    return "party" if (document.term or "").startswith("Đại hội") else "state"


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


def markdown(folder: Path, top: int = 30) -> str:
    """Return the counts of `folder` as Markdown, at most `top` values a table."""
    documents, relations = load_documents(folder), load_relations(folder)
    lines = [BEGIN, f"{len(documents)} records, {len(relations)} relations.", ""]
    lines += [f"- **{name}**: {_row(values, top)}" for name, values in counts(documents).items()]
    lines += [f"- **relations**: {_row(Counter(edge.rel for edge in relations).most_common(), top)}", END]
    return "\n".join(lines)


def _row(values: Sequence[tuple[str, int]], top: int) -> str:
    shown = " · ".join(f"{value} {count}" for value, count in values[:top])
    return shown + (f" · … ({len(values) - top} more)" if len(values) > top else "")


def write_counts(folder: Path) -> None:
    """Put the counts into the README of `folder`, between its marks."""
    readme = folder / "README.md"
    before, rest = readme.read_text("utf-8").split(BEGIN)
    readme.write_text(before + markdown(folder) + rest.split(END)[1], "utf-8")
