"""Slips of the pen in numbers and days."""

import pytest

from legalref.linking.slips import is_one_slip, slip_between, slips_of
from legalref.model import Slip
from legalref.orthography import number_key

ONE = [
    ("30", "39"),
    ("30", "03"),
    ("30", "300"),
    ("300", "30"),
    ("1234", "1324"),
    ("2020-03-05", "2020-05-03"),
    ("2020-03-05", "2020-03-06"),
]
MORE = [("30", "30"), ("30", "41"), ("1234", "4231"), ("30", "3000"), ("2020-03-05", "2021-05-03"), ("", "12")]


@pytest.mark.parametrize(("first", "second"), ONE)
def test_one_slip_apart(first: str, second: str) -> None:
    assert is_one_slip(first, second)
    assert is_one_slip(second, first)


@pytest.mark.parametrize(("first", "second"), MORE)
def test_the_same_or_more_than_one_slip_apart(first: str, second: str) -> None:
    assert not is_one_slip(first, second)
    assert not is_one_slip(second, first)


@pytest.mark.parametrize(
    ("cited", "recorded", "slip"),
    [
        ("39/2020/NĐ-CP", "30/2020/NĐ-CP", Slip.NUMBER),
        ("30/2020/NĐ-CP", "30/2019/NĐ-CP", Slip.YEAR),
        ("30/2020/NĐ-CP", "30/2010/NĐ-CP", Slip.YEAR),
        ("30/2020/NĐ-CP", "30/2020/NQ-CP", Slip.SYMBOL),
        ("217-QĐ/TW", "218-QĐ/TW", Slip.NUMBER),
        ("30/2020/NĐ-CP", "30/2020/NĐ-CP", None),
        ("30/2020/NĐ-CP", "030-2020/ND-CP", None),
        ("30/2020/NĐ-CP", "30/2014/NĐ-CP", None),
        ("39/2020/NĐ-CP", "30/2019/NĐ-CP", None),
        ("39/2020/NĐ-CP", "30/2020/NQ-CP", None),
        ("30/2020/NĐ-CP", "30/2020/TT-BTC", None),
        ("", "30/2020/NĐ-CP", None),
    ],
)
def test_the_slip_between_two_numbers(cited: str, recorded: str, slip: Slip | None) -> None:
    assert slip_between(cited, recorded) is slip


def test_every_slip_that_is_made_is_one() -> None:
    made = list(slips_of("30/2020/NĐ-CP"))
    assert len(made) == len(set(made))
    assert {number_key("39/2020/NĐ-CP"), number_key("30/2019/NĐ-CP"), number_key("3/2020/NĐ-CP")} <= set(made)
    assert number_key("30/2020/NĐ-CP") not in made
    assert list(slips_of("TCVN")) == []
