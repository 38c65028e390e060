"""Keys under which spellings of one thing meet, and of different things do not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legalref.orthography import MARKS, fold, is_party_number, number_key, slug, words, year_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("99-QĐ/TW", "99/QÐ-TW"),
        ("99-QĐ/TW", "099 qd tw"),
        ("99-QĐ/TW", "99-QĐ/TƯ"),
        ("02-HD/TU", "2-hd/tu"),
        ("30/2020/NĐ-CP", "30/2020/nđ‑cp"),
        ("17/2010/TT-BGDĐT", "17/2010/TT-BGD&ĐT"),
        ("326/2016/UBTVQH14", "326/2016/UBTVQH 14"),
    ],
)
def test_spellings_of_one_number_meet(one: str, other: str) -> None:
    assert number_key(one) == number_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("99-QĐ/TW", "99-QĐ/TU"), ("99-QĐ/TW", "9-QĐ/TW"), ("30/2020/NĐ-CP", "30/2021/NĐ-CP"), ("1/2020/NĐ-CP", "12/020/NĐ-CP")],
)
def test_different_numbers_do_not_meet(one: str, other: str) -> None:
    assert number_key(one) != number_key(other)


def test_every_d_folds_to_d() -> None:
    assert fold("ĐÐƉđðɖ") == "dddddd"


@given(st.text())
def test_folding_keeps_the_length_of_composed_vietnamese(text: str) -> None:
    composed = MARKS.sub("", unicodedata.normalize("NFC", text))
    assert len(fold(composed)) == len(composed)


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("number", "year", "is_party"),
    [
        ("24-L/CTN", None, False),
        ("17-LCT/HĐNN7", None, False),
        ("30/2020/NĐ-CP", "2020", False),
        ("15a/2020/TT-BTC", "2020", False),
        ("1204/QĐ-UBND", None, False),
        ("64-CP", None, False),
        ("99-QĐ/TW", None, True),
        ("08-QĐi/TW", None, True),
        (None, None, False),
    ],
)
def test_the_form_of_a_number(number: str | None, year: str | None, is_party: bool) -> None:
    assert (year_of(number), is_party_number(number)) == (year, is_party)


def test_words_part_letters_from_digits() -> None:
    assert words("Luật số 45/2019/QH14") == ["luat", "so", "45", "2019", "qh", "14"]
    assert slug("Nghị định 30/2020/NĐ-CP") == "nghi-dinh-30-2020-nd-cp"
