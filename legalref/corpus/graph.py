"""The documents round one document, and what they do to each other."""

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from legalref.corpus.lookups import Corpus
from legalref.model import Document, Reference, Rel
from legalref.orthography import slug

MOST_NODES: Final = 300
"""Documents of one graph; a picture of more cannot be read."""


class Node(NamedTuple):
    """A document of the graph, by its record where there is one, else by its number."""

    id: str
    label: str
    issued: date | None
    document: Document | None


class Edge(NamedTuple):
    """What the document `source` does to `target` (identifiers of nodes), from the day `effective`."""

    source: str
    rel: Rel
    target: str
    effective: date | None


class Graph(NamedTuple):
    """Nodes, the first of which is the document asked about, and edges; `cut` where more documents were near than are shown."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    cut: bool


def graph(document: Document, corpus: Corpus, depth: int = 1) -> Graph:
    """Return what is at most `depth` relations away from `document` (1 or more), nearest first."""
    nodes = {document.id: _node(document)}
    edges: dict[Edge, None] = {}
    ring, cut = [document], False
    for _ in range(depth):
        found: list[Document] = []
        for here in ring:
            for node, edge in _round(here, corpus):
                if node.id not in nodes and len(nodes) == MOST_NODES:
                    cut = True
                    continue
                if node.id not in nodes and node.document:
                    found.append(node.document)
                nodes.setdefault(node.id, node)
                edges[edge] = None
        ring = found
    return Graph(tuple(nodes.values()), tuple(edges), cut)


def _round(here: Document, corpus: Corpus) -> Iterator[tuple[Node, Edge]]:
    for reference in corpus.done_by(here):
        other = _far(reference)
        yield other, Edge(here.id, reference.rel, other.id, reference.effective)
    for reference in corpus.done_to(here):
        other = _far(reference)
        yield other, Edge(other.id, reference.rel, here.id, reference.effective)


def _far(reference: Reference) -> Node:
    if reference.document:
        return _node(reference.document)
    day = reference.issued.isoformat() if reference.issued else ""
    return Node(f"{slug(reference.number)}@{day}", reference.number, reference.issued, None)


def _node(document: Document) -> Node:
    return Node(document.id, document.label, document.issued, document)
