"""Sets of records as whole numbers: one bit a record, so that AND, OR and counting are one operation each.

Record `at` of `size` is bit `size - 1 - at`: the first record is the highest bit, so that the first records of a
set are found without looking at the rest, and a set written in binary reads in the order of the records.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Final

_DIGITS: Final = bytes.maketrans(b"01", b"\0\1")
_ONE: Final = re.compile("1")
_NOT_EMPTY: Final = re.compile(rb"[^\0]")
_BITS: Final = [[at for at in range(8) if byte & (128 >> at)] for byte in range(256)]
"""Byte → the places of its bits."""
_RARE: Final = 32
"""A set has few records where it has less than one in so many."""
_HANDFUL: Final = 100
"""Records below which each is taken out of the set: the rest of it need not be looked through."""
_FIRST_LOOK: Final = 4096
"""Bits looked at first for the first records of a set."""
_FEW: Final = 8000
"""Records up to which setting bits one by one is faster than writing all digits."""


def of(records: Sequence[int], size: int) -> int:
    """Return the set of `records`, of `size` that there are."""
    return _of_few(records, size) if len(records) < _FEW else of_flags(_flagged(records, size))


def of_all(lists: Iterable[Iterable[int]], size: int) -> int:
    """Return the set of the records in any of the `lists`."""
    return of_flags(_flagged(chain.from_iterable(lists), size))


def _of_few(records: Iterable[int], size: int) -> int:
    """Set bit after bit in whole bytes, of which the first may have some bits too many."""
    unused = -size % 8
    packed = bytearray((size + unused) // 8)
    for record in records:
        at = record + unused
        packed[at >> 3] |= 128 >> (at & 7)
    return int.from_bytes(packed, "big")


def _flagged(records: Iterable[int], size: int) -> bytearray:
    digits = bytearray(b"0") * size
    for at in records:
        digits[at] = 49
    return digits


def of_flags(digits: bytes | bytearray) -> int:
    """Return the set whose digits, ASCII 0 and 1 in the order of the records, are given."""
    return int(digits, 2) if digits else 0


def everything(size: int) -> int:
    """Return the set of all records."""
    return (1 << size) - 1


def between(start: int, end: int, size: int) -> int:
    """Return the set of the records from `start` to before `end`."""
    return everything(size - start) ^ everything(size - end)


def flags(bits: int, size: int) -> bytes:
    """Return one byte a record: 1 where it is in the set, else 0."""
    return format(bits, f"0{size}b").encode("ascii").translate(_DIGITS)


def records(bits: int, size: int) -> Iterator[int]:
    """Yield the records of a set in their order."""
    count = bits.bit_count()
    if count < _HANDFUL:
        return _records_one_by_one(bits, size)
    if count * _RARE < size:
        return _records_of_bytes(bits, size)
    shift = size - bits.bit_length()
    return (shift + found.start() for found in _ONE.finditer(format(bits, "b")))


def _records_one_by_one(bits: int, size: int) -> Iterator[int]:
    """Yield the records of a set that has a handful: the first is taken out until none is left."""
    while bits:
        length = bits.bit_length()
        yield size - length
        bits ^= 1 << (length - 1)


def _records_of_bytes(bits: int, size: int) -> Iterator[int]:
    """Yield the records of a set that has few: whole bytes are passed over."""
    width = (size + 7) // 8
    unused = 8 * width - size
    content = bits.to_bytes(width, "big")
    for found in _NOT_EMPTY.finditer(content):
        before = 8 * found.start() - unused
        for at in _BITS[content[found.start()]]:
            yield before + at


def first(bits: int, size: int, count: int) -> list[int]:
    """Return the first `count` records of a set, or as many as there are."""
    length, look = bits.bit_length(), _FIRST_LOOK
    while look < length and (bits >> (length - look)).bit_count() < count:
        look *= 4
    rest = max(length - look, 0)
    return list(islice(records(bits >> rest, size - rest), count))


def first_of(bits: int, size: int) -> int:
    """Return the first record of a set that has one."""
    return size - bits.bit_length()
