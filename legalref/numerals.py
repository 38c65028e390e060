"""Roman numerals: terms, chapters and notes are numbered by them."""

from typing import Final

_ONES: Final = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_TENS: Final = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
_HUNDREDS: Final = ("", "C", "CC", "CCC", "CD", "D", "DC", "DCC", "DCCC", "CM")
_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_END: Final = 4000
"""Romans wrote no number from here on."""


def roman(number: int) -> str:
    """Return a number in capital numerals: `XIV`; in digits where it has none (below 1, from 4000 on)."""
    if not 0 < number < _END:
        return str(number)
    return "M" * (number // 1000) + _HUNDREDS[number // 100 % 10] + _TENS[number // 10 % 10] + _ONES[number % 10]


def of_roman(numeral: str) -> int:
    """Return the number of a numeral in either case; «IIII» is 4, too. Raises KeyError for any other letter."""
    values = [_VALUES[letter] for letter in numeral.upper()]
    return sum(-value if value < then else value for value, then in zip(values, [*values[1:], 0], strict=True))
