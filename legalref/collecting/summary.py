"""What the office's own corpus holds, in numbers."""

from collections import Counter
from typing import NamedTuple

from legalref.collecting.store import Store
from legalref.collecting.texts import TEXTS
from legalref.model import Document


class Summary(NamedTuple):
    """How much is there; `lost` are texts whose file is gone, `types` the most frequent first."""

    documents: list[Document]
    texts: int
    lost: int
    relations: int
    citations: int
    removed: int
    types: list[tuple[str, int]]


def summary_of(store: Store) -> Summary:
    """Count what a corpus holds; texts are not opened."""
    documents = store.documents()
    names = {origin.record: origin.text for origin in store.origins() if origin.text}
    texts = sum((store.folder / TEXTS / name).is_file() for name in names.values())
    return Summary(
        documents=documents,
        texts=texts,
        lost=len(names) - texts,
        relations=len(store.relations()),
        citations=sum(citing.count for citing in store.citations()),
        removed=len(store.removed()),
        types=Counter(document.type for document in documents).most_common(),
    )
