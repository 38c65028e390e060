"""Records → Whoosh index → hits. The room is light until an index is opened or built."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legalref.searching.filters import Filters
    from legalref.searching.finding import Hit, Hits, Index
    from legalref.searching.pieces import QueryProblem

__all__ = ["Filters", "Hit", "Hits", "Index", "QueryProblem"]


_HOMES = {"Filters": "filters", "Hit": "finding", "Hits": "finding", "Index": "finding", "QueryProblem": "pieces"}


def __getattr__(name: str) -> object:
    """Import Whoosh only when something of it is asked for (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'legalref.searching' has no attribute {name!r}")
    return getattr(import_module(f"legalref.searching.{_HOMES[name]}"), name)
