"""How much it weighs where and how a record has what was asked for: the one table behind the order of hits."""

from datetime import date
from math import log
from typing import Final

from legalref.model import Confidence, Document, Status

FIELDS: Final = {"number": 4.0, "names": 3.0, "title": 1.0, "issuer": 0.6, "type": 0.3, "text": 0.2}
"""A word, by the field it stands in; `text` is the full text of the office's own documents."""

WRITTEN: Final = 2.0
"""A word that stands there with the very diacritics it was typed with."""
RATHER: Final = 8.0
"""A part that a record need not have, but rather has (`asked.Rather`)."""
BEGINNING: Final = 0.5
"""A word of which only the beginning was typed; one weight for all that it may become."""

LOCAL: Final = 0.5
SINGLE: Final = 0.7
"""A record that was read once, in one citation."""
EXPIRED: Final = 0.6
OLD: Final = 0.8
"""A record of which nobody says whether it applies, `OLD_AFTER` years after its issue: most such have been replaced."""
OLD_AFTER: Final = 15
RECENT: Final = 1.1
"""A record of the last `RECENT_FOR` years: who asks mostly asks for what is new."""
RECENT_FOR: Final = 5
CITED: Final = 0.1
"""The logarithm of how many texts cite a record; the one that most records were read in does not count."""


def standing(document: Document, status: Status, as_of: date | None = None) -> float:
    """Return how much the words of a record weigh on a day, today where none is given.

    A local paper, a single mention, what has expired or is old: less; what is recent, what many texts cite: more.
    """
    age = (as_of or date.today()).year - document.issued.year
    weight = 1 + CITED * log(max(document.mentions or 1, 1))
    for factor, applies in (
        (LOCAL, document.place),
        (SINGLE, document.confidence is Confidence.SINGLE),
        (EXPIRED, status is Status.EXPIRED),
        (OLD, status is Status.UNKNOWN and age > OLD_AFTER),
        (RECENT, age < RECENT_FOR),
    ):
        weight *= factor if applies else 1
    return weight
