"""Resolution → findings. The public verbs are `check`, `examine`, `validity` and `next_change`.

They are loaded when first used (PEP 562): a search asks for the validity of documents and needs no rule.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legalref.checking.examining import Examined, check, examine
    from legalref.checking.validities import next_change, validity

__all__ = ["Examined", "check", "examine", "next_change", "validity"]

_HOMES = {
    "Examined": "examining",
    "check": "examining",
    "examine": "examining",
    "next_change": "validities",
    "validity": "validities",
}


def __getattr__(name: str) -> object:
    """Import the module that holds a public name."""
    if name not in _HOMES:
        raise AttributeError(f"module 'legalref.checking' has no attribute {name!r}")
    return getattr(import_module(f"legalref.checking.{_HOMES[name]}"), name)
