"""Filters that no record can pass: an issuer or a place that the index does not have, and those that it has nearby."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from legalref.orthography import words
from legalref.searching.asked import Everything, Field, Is, Node
from legalref.searching.engine import Engine
from legalref.searching.pieces import QueryProblem

_NEAR: Final = 3
"""Names that are said, at the most; the commonest where none is near."""
_MESSAGES: Final = {Field.ISSUER: "query.no_such_issuer", Field.PLACE: "query.no_such_place"}


def refuse_unknown(filters: Iterable[Node], engine: Engine) -> None:
    """Raise QueryProblem for an issuer or a place of which the index has no record."""
    for node in filters:
        if isinstance(node, Is) and node.field in _MESSAGES and not engine.count(node):
            value = ", ".join(node.values)
            raise QueryProblem(_MESSAGES[node.field], value=value, known="; ".join(_nearest(node, engine)))


def _nearest(node: Is, engine: Engine) -> list[str]:
    """Return the names that are most like a value: those that share all its words but one, then those of like letters."""
    known = {" ".join(words(name)): name for name, _ in engine.answer(Everything(), limit=0, facets=True).facets[node.field]}
    value = node.values[0]
    near = [*_parts(value, known), *get_close_matches(value, known, n=_NEAR)] or list(known)
    return [known[name] for name in dict.fromkeys(near)][:_NEAR]


def _parts(value: str, known: Iterable[str]) -> list[str]:
    """Return the names whose words are most of those of a value."""
    asked = set(value.split())
    shared = sorted((-len(asked & set(name.split())), len(name), name) for name in known)
    return [name for count, _, name in shared if -count >= max(2, len(asked) - 1)]
