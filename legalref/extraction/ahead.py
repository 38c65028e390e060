"""What stands right beside a place, looked at before a pattern is tried: most have no chance, and one letter shows it."""

from typing import Final

_NEAR: Final = 48
_LONGEST_WORD: Final = 16
_BETWEEN: Final = " ,(*:"


def letter_ahead(folded: str, at: int) -> str:
    """Return the first letter or digit from `at` on, past spaces, commas, colons, brackets and asterisks; "" if none is near."""
    return folded[at : at + _NEAR].lstrip(_BETWEEN)[:1]


def word_behind(folded: str, at: int) -> str:
    """Return the word that ends before `at`, past spaces, colons and a bracket; "" if none does."""
    return folded[max(0, at - _LONGEST_WORD) : at].rstrip(" :(").rpartition(" ")[2]
