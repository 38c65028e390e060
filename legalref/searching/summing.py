"""How much many words together weigh, for all records at once: sums written in binary, one set of records a digit.

Where a search has very many parts, the classes of records that have the same of them (`ranking`) are too many to part one by one.
Weights are rounded up to a few digits and added for all records at once, like numbers on paper: XOR is the digit, AND the carry.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

_FINEST: Final = 15
"""What the heaviest part is counted as: four digits."""


class Sums(NamedTuple):
    """For each record at most how much the parts that it has weigh, in steps of `step`."""

    digits: Sequence[int]
    """The records whose sum has a 1 at each digit, the lowest first."""
    step: int

    def highest(self, records: int) -> tuple[int, int]:
        """Return those of `records` whose sum is the highest, and that sum in steps."""
        total = 0
        for place in reversed(range(len(self.digits))):
            having = records & self.digits[place]
            if having:
                records, total = having, total | 1 << place
        return records, total


def summed(parts: Sequence[int], weights: Sequence[int]) -> Sums:
    """Return the sums of `weights` over the sets of records that have each part."""
    step = -(-max(weights) // _FINEST)
    digits: list[int] = []
    for having, weight in zip(parts, weights, strict=True):
        steps = -(-weight // step)
        for place in range(steps.bit_length()):
            if steps >> place & 1:
                _add(digits, having, place)
    return Sums(digits, step)


def _add(digits: list[int], records: int, place: int) -> None:
    while records:
        digits.extend([0] * (place + 1 - len(digits)))
        digits[place], records = digits[place] ^ records, digits[place] & records
        place += 1
