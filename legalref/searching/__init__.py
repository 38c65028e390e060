"""Records → Whoosh index → hits. The room is light until an index is opened or built."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legalref.searching.engine import Hit, Hits, Index
    from legalref.searching.query import Filters

__all__ = ["Filters", "Hit", "Hits", "Index"]


_HOMES = {"Filters": "query", "Hit": "engine", "Hits": "engine", "Index": "engine"}


def __getattr__(name: str) -> object:
    """Import Whoosh only when something of it is asked for (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'legalref.searching' has no attribute {name!r}")
    return getattr(import_module(f"legalref.searching.{_HOMES[name]}"), name)
