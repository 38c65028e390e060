"""Registers, and what stands before and after a number in them."""

from pathlib import Path

import pytest
from factories import corpus_of, day, record

from legalref.corpus.registers import Between, Entry, of_document, register
from legalref.model import Confidence


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Nghị định", "30/2020/NĐ-CP", None), ("Nghị định", "099/2020/NĐ-CP", None)),
        (("Quyết định", "99-QĐ/TW", "2017-10-03"), ("Quy định", "98-QĐ/TW", "2017-10-07")),
        (("Quyết định", "06/QĐ-TTg", "2022-01-06"), ("Quyết định", "1201/QĐ-TTg", "2022-10-11")),
        (("Luật", "31/2024/QH15", None), ("Bộ luật", "45/2024/QH15", None)),
    ],
)
def test_numbers_of_one_register(first: tuple[str, str, str | None], second: tuple[str, str, str | None]) -> None:
    registers = [register(type_, number, day(issued) if issued else None) for type_, number, issued in (first, second)]
    assert all(registers)
    assert len({each[0] for each in registers if each}) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Nghị định", "30/2020/NĐ-CP", None), ("Nghị định", "30/2019/NĐ-CP", None)),
        (("Nghị định", "30/2020/NĐ-CP", None), ("Nghị quyết", "30/2020/NQ-CP", None)),
        (("Quy định", "99-QĐ/TW", "2017-10-03"), ("Quy định", "99-QĐ/TW", "2023-10-03")),
        (("Luật", "31/2024/QH15", None), ("Nghị quyết", "31/2024/QH15", None)),
        (("Quyết định", "06/QĐ-TTg", "2022-01-06"), ("Quyết định", "06/QĐ-TTg", "2021-01-06")),
    ],
)
def test_numbers_of_two_registers(first: tuple[str, str, str | None], second: tuple[str, str, str | None]) -> None:
    registers = [register(type_, number, day(issued) if issued else None) for type_, number, issued in (first, second)]
    assert all(registers)
    assert len({each[0] for each in registers if each}) == 2


def test_where_the_register_is_not_known() -> None:
    assert register("Quyết định", "06/QĐ-TTg", None) is None
    assert register("Quy định", "12-QĐ/TW", day("2021-01-20")) is None  # a congress ended in that month
    assert register("Quyết định", "12/QĐ-UBND", day("2021-01-20"), "Hà Nội") is None
    assert register(None, "Hiến pháp", day("2013-11-28")) is None
    assert of_document(record(None, "2013-11-28", "Hiến pháp")) is None


def test_what_stands_round_a_number(tmp_path: Path) -> None:
    days = {10: "2019-02-01", 20: "2019-03-04", 40: "2019-05-20"}
    records = [record(f"{number}/2019/NĐ-CP", issued, "Nghị định") for number, issued in days.items()]
    records.append(record("30/2019/NĐ-CP", "2019-12-30", "Nghị định", confidence=Confidence.SINGLE))
    with corpus_of(tmp_path, records) as corpus:
        name, _ = of_document(records[0]) or ("", 0)
        assert corpus.between(name, 20) == Between(Entry(10, day("2019-02-01")), Entry(40, day("2019-05-20")))
        assert corpus.between(name, 35) == Between(Entry(20, day("2019-03-04")), Entry(40, day("2019-05-20")))
        assert corpus.between(name, 50) == Between(Entry(40, day("2019-05-20")), None)
        assert corpus.between("nothing", 50) == Between(None, None)
