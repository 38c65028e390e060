"""The tree of a query in one line, and what it means for one text: an oracle in a few lines."""

from legalref.orthography import words
from legalref.searching.asked import All, Any, Beginning, Everything, Is, Node, Phrase, Rather, Without, Word, Years


def shown(node: Node) -> str:  # noqa: C901, PLR0911  # one case a kind of node
    match node:
        case Word(folded, written):
            return f"{folded}/{written}" if written else folded
        case Beginning(folded):
            return f"{folded}*"
        case Phrase(parts):
            return f'"{" ".join(parts)}"'
        case Is(field, values):
            return f"{field}={'|'.join(values)}"
        case Years(first, last):
            return f"year={first or ''}..{last or ''}"
        case All(parts):
            return f"({' & '.join(map(shown, parts))})"
        case Any(parts):
            return f"({' | '.join(map(shown, parts))})"
        case Without(part):
            return f"-{shown(part)}"
        case Rather(must, may):
            return f"{shown(must)} ^ {' ^ '.join(map(shown, may))}"
        case Everything():
            return "*"


def holds(node: Node, text: str) -> bool:  # noqa: PLR0911  # one case a kind of node
    """Tell whether a text has what a query asks for; filters are not looked at."""
    there = words(text)
    match node:
        case Word(folded):
            return folded in there
        case Beginning(folded):
            return any(word.startswith(folded) for word in there)
        case Phrase(parts):
            return any(tuple(there[at : at + len(parts)]) == parts for at in range(len(there)))
        case All(parts):
            return all(holds(part, text) for part in parts)
        case Any(parts):
            return any(holds(part, text) for part in parts)
        case Without(part):
            return not holds(part, text)
        case Rather(must):
            return holds(must, text)
        case _:
            return True
