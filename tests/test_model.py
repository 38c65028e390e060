"""What the values that travel say of themselves."""

from datetime import date

import pytest
from factories import citation


@pytest.mark.parametrize(
    ("written", "is_dated", "day"),
    [
        ("2020-03-05", True, date(2020, 3, 5)),
        ("2020-02-30", True, None),
        ("2020-03", False, None),
        ("2020", False, None),
        (None, False, None),
    ],
)
def test_the_day_of_a_citation(written: str | None, is_dated: bool, day: date | None) -> None:
    cited = citation("30/2020/NĐ-CP", date=written)
    assert cited.is_dated is is_dated
    assert cited.day == day
