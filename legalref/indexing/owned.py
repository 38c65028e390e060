"""The office's own corpus as a generation takes it: what it holds, what of it is new, and the texts."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from legalref.collecting.holdings import Holding
from legalref.collecting.store import Store
from legalref.collecting.texts import TEXTS, load_text
from legalref.corpus.catalogue import Own
from legalref.model import Document, Text

HOLDINGS: Final = "holdings.json"
_DIGEST: Final = 16
"""Bytes by which a holding is known."""


class Owned:
    """What the office's corpus in a folder holds, read once; nothing where the folder does not exist."""

    def __init__(self, folder: Path) -> None:
        """Read the tables. Raises CorpusFault for a line that is no row."""
        self._texts = folder / TEXTS
        self.holdings = Store(folder).holdings()

    def read(self, identifier: str) -> Text | None:
        """Return the text of a record as it was read, or None where there is none."""
        holding = self.holdings.get(identifier)
        return load_text(self._texts / holding.text) if holding and holding.text else None

    def text(self, document: Document) -> str:
        """Return the full text of a record, empty where there is none."""
        text = self.read(document.id)
        return text.content if text else ""

    def digests(self) -> dict[str, str]:
        """Return identifier → what changes with whatever is known of the record."""
        return {name: _digest(holding) for name, holding in self.holdings.items()}

    def new(self, known: Mapping[str, str]) -> list[Holding] | None:
        """Return what is there beside what was `known` (`digests`); None where something of that has changed or is gone."""
        now = self.digests()
        if any(now.get(name) != digest for name, digest in known.items()):
            return None
        return [holding for name, holding in self.holdings.items() if name not in known]


def texts_of(folder: Path) -> Callable[[str], Text | None]:
    """Return what gives the text of a record of the office's corpus in `folder`, which is read when first asked."""
    owned = cache(lambda: Owned(folder))
    return lambda identifier: owned().read(identifier)


def taken(holdings: Iterable[Holding]) -> Own:
    """Return holdings as the catalogue takes them."""
    given = list(holdings)
    return Own(
        [holding.document for holding in given],
        [edge for holding in given for edge in holding.relations],
        [citing for holding in given for citing in holding.citations],
    )


def write_holdings(file: Path, owned: Owned) -> None:
    """Write down what a generation holds of the office's own corpus."""
    file.write_bytes(msgspec.json.encode(owned.digests()))


def read_holdings(file: Path) -> dict[str, str]:
    """Return what `write_holdings` wrote, nothing where that is lost."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, str])
    except (OSError, msgspec.MsgspecError):
        return {}


def _digest(holding: Holding) -> str:
    """Return what changes with a record, what its documents say, or its text; that a file was moved changes nothing."""
    known = (holding.document, holding.relations, holding.citations, holding.text)
    return hashlib.sha256(msgspec.json.encode(known)).hexdigest()[: 2 * _DIGEST]
