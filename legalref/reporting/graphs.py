"""A graph of documents as Graphviz dot, as Mermaid, or as JSON."""

from typing import Any, Final

from legalref.corpus.graph import Edge, Graph, Node
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import day

_DOT_LINE: Final = "\\n"
_HTML_LINE: Final = "<br>"


def dot(graph: Graph, language: str) -> str:
    """Return the graph for Graphviz; the document asked about has a double border."""
    names = _names(graph)
    lines = ["digraph legalref {", "  rankdir=LR;", '  node [shape=box, fontname="sans-serif"];']
    lines += [
        f'  {names[node.id]} [label="{_quoted(_label(node, _DOT_LINE))}"{_border(at)}];' for at, node in enumerate(graph.nodes)
    ]
    lines += [
        f'  {names[edge.source]} -> {names[edge.target]} [label="{_quoted(_does(edge, language, _DOT_LINE))}"];'
        for edge in graph.edges
    ]
    return "\n".join([*lines, "}"]) + "\n"


def mermaid(graph: Graph, language: str) -> str:
    """Return the graph for Mermaid, as Markdown viewers draw it."""
    names = _names(graph)
    lines = ["flowchart LR"]
    lines += [f'  {names[node.id]}["{_escaped(_label(node, _HTML_LINE))}"]' for node in graph.nodes]
    lines += [
        f'  {names[edge.source]} -->|"{_escaped(_does(edge, language, _HTML_LINE))}"| {names[edge.target]}'
        for edge in graph.edges
    ]
    return "\n".join(lines) + "\n"


def rows(graph: Graph) -> dict[str, Any]:
    """Return the graph for JSON: nodes with identifier, label and day, edges between identifiers."""
    return {
        "nodes": [
            {"id": node.id, "label": node.label, "issued": _iso(node.issued), "in_corpus": node.document is not None}
            for node in graph.nodes
        ],
        "edges": [
            {"from": edge.source, "rel": edge.rel.value, "to": edge.target, "effective": _iso(edge.effective)}
            for edge in graph.edges
        ],
        "cut": graph.cut,
    }


def _border(at: int) -> str:
    return ", peripheries=2" if at == 0 else ""


def _names(graph: Graph) -> dict[str, str]:
    return {node.id: f"n{at}" for at, node in enumerate(graph.nodes)}


def _label(node: Node, line: str) -> str:
    return f"{node.label}{line}{day(node.issued)}" if node.issued else node.label


def _does(edge: Edge, language: str, line: str) -> str:
    does = say(f"card.done_by_{edge.rel}", language)
    return f"{does}{line}{say('word.since', language, day=day(edge.effective))}" if edge.effective else does


def _quoted(text: str) -> str:
    """Return text for a quoted string of dot, in which only the quotation mark is special beside our own line ends."""
    return text.replace('"', '\\"')


def _escaped(text: str) -> str:
    """Return text for Mermaid, which reads quotation marks and «#» of entities."""
    return text.replace("#", "#35;").replace('"', "#quot;")


def _iso(value: Any) -> str | None:
    return value.isoformat() if value else None
