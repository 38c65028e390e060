"""Terms of the National Assembly and of the Party's congress, by number and day."""

import pytest

from legalref.corpus.terms import assembly, assembly_years, congress, congress_of, congress_terms, is_shared


@pytest.mark.parametrize(
    ("number", "term"),
    [
        ("45/2019/QH14", 14), ("353/2017/UBTVQH14", 14), ("34/2007/PL-UBTVQH11", 11), ("17-LCT/HĐNN7", 7), ("1043/NQ-TVQHK6", 6),
        ("113/VBHN-VPQH", None), ("30/2020/NĐ-CP", None), ("24-L/CTN", None), (None, None),
    ],
)  # fmt: skip
def test_the_term_that_a_number_names(number: str | None, term: int | None) -> None:
    assert assembly(number) == term


@pytest.mark.parametrize("number", ["18/2008/QH12", "05/2012/UBTVQH13"])
def test_a_number_that_types_share(number: str) -> None:
    assert is_shared(number)


@pytest.mark.parametrize("number", ["34/2007/PL-UBTVQH11", "34/2009/NQ-QH12", "113/VBHN-VPQH", "17-LCT/HĐNN7", "30/2020/NĐ-CP"])
def test_a_number_that_says_its_type(number: str) -> None:
    assert not is_shared(number)


def test_the_terms_of_the_assembly_follow_one_another() -> None:
    years = assembly_years()
    assert list(years) == list(range(1, len(years) + 1))
    assert all(years[term][1] == years[term + 1][0] for term in list(years)[:-1])


@pytest.mark.parametrize(
    ("day", "terms"), [("2017-10-03", ("XII",)), ("2016-01", ("XI", "XII")), ("2016", ("XI", "XII")), ("1976-01-01", ())]
)
def test_the_congress_terms_of_a_day(day: str, terms: tuple[str, ...]) -> None:
    assert congress_terms(day) == terms


def test_in_the_month_of_a_congress_the_number_decides() -> None:
    assert congress("2016-01-28") is None
    assert congress_of("3-QĐ/TW", "2016-01-28") == "Đại hội XII"
    assert congress_of("290-QĐ/TW", "2016-01-28") == "Đại hội XI"
