"""Roman numerals, both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalref.numerals import of_roman, roman


@pytest.mark.parametrize(
    ("number", "numeral"), [(4, "IV"), (9, "IX"), (14, "XIV"), (16, "XVI"), (40, "XL"), (1994, "MCMXCIV"), (3999, "MMMCMXCIX")]
)
def test_a_number_and_its_numeral(number: int, numeral: str) -> None:
    assert roman(number) == numeral
    assert of_roman(numeral.lower()) == number


@given(st.integers(1, 3999))
def test_there_and_back(number: int) -> None:
    assert of_roman(roman(number)) == number


@pytest.mark.parametrize("number", [-1, 0, 4000])
def test_what_has_no_numeral_stays_in_digits(number: int) -> None:
    assert roman(number) == str(number)


def test_other_letters_are_no_numeral() -> None:
    with pytest.raises(KeyError):
        of_roman("XA")
