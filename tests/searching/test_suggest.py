"""What was meant perhaps: slips of Telex and VNI, of the fingers and of the ear."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalref.searching.slips import METHOD, ODD, OTHER, SWAPPED, meant_words, without_method


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("giasm", "giam"),
        ("sats", "sat"),
        ("phanr", "phan"),
        ("bieenj", "bien"),
        ("hooij", "hoi"),
        ("ddaats", "dat"),
        ("dduwowngf", "duong"),
        ("nguwowif", "nguoi"),
        ("chuyeenr", "chuyen"),
        ("trawcs", "trac"),
        ("sat", "sat"),
    ],
)
def test_telex_is_taken_back(typed: str, word: str) -> None:
    assert without_method(typed) == word


@pytest.mark.parametrize(
    ("typed", "meant", "at_most"),
    [
        ("gia1m", "giam", METHOD),
        ("d9a6t1", "dat", METHOD),
        ("ddat", "dat", METHOD),
        ("sta", "sat", SWAPPED),
        ("vna", "van", SWAPPED),
        ("tri", "chi", SWAPPED),
        ("xinh", "sinh", SWAPPED),
        ("thamm", "tham", SWAPPED),
        ("nhugn", "nhung", SWAPPED),
        ("trog", "trong", OTHER),
    ],
)
def test_a_slip_is_mended(typed: str, meant: str, at_most: float) -> None:
    cost = meant_words(typed, {meant}.__contains__)
    assert cost[meant,] <= at_most


def test_two_words_typed_as_one_are_parted() -> None:
    assert ("giam", "sat") in meant_words("giamsat", {"giam", "sat"}.__contains__)


def test_only_words_that_are_known_are_meant() -> None:
    assert meant_words("giasm", set().__contains__) == {}


def test_what_is_no_syllable_costs_more() -> None:
    known = {"ubnd", "dung"}
    assert meant_words("ubnnd", known.__contains__)[("ubnd",)] > ODD


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789", max_size=12))
def test_any_word_has_meanings_with_costs(word: str) -> None:
    assert all(cost > 0 for cost in meant_words(word, lambda _word: True).values())
