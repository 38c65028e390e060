"""How much of a series is there: numbers known, numbers missing, and where the corpus claims all of it."""

import pytest
from conftest import SHIPPED
from factories import record

from legalref.corpus.coverage import Claim, Coverage, load_claims, ranges, shares
from legalref.corpus.facts import load_documents
from legalref.model import Confidence, Document

LAWS = Claim(vi="Luật", en="Laws", symbol="QH", type="Luật", closed={"Quốc hội khóa XIV": 3}, source="example.vn")
DECREES = Claim(vi="Nghị định", en="Decrees", symbol="NĐ-CP", since="2019")


@pytest.fixture(scope="module")
def coverage() -> Coverage:
    documents = [
        record("01/2016/QH14", "2016-11-01", "Luật"),
        record("02/2017/QH14", "2017-06-01", "Luật"),
        record("03/2020/QH14", "2020-06-01", "Bộ luật"),
        record("02/2017/QH14", "2017-11-01", "Nghị quyết"),
        record("01/2018/NĐ-CP", "2018-01-01", "Nghị định"),
        record("01/2019/NĐ-CP", "2019-01-01", "Nghị định"),
        record("02a/2019/NĐ-CP", "2019-01-02", "Nghị định"),
        record("05/2019/NĐ-CP", "2019-02-01", "Nghị định"),
        record("09/2019/NĐ-CP", "2019-03-01", "Nghị định", confidence=Confidence.SINGLE),
        record("04-CT/TW", "2018-05-01", "Chỉ thị", issuer="Ban Bí thư"),
        record("06/QĐ-TTg", "2019-02-02", "Quyết định"),
        record("07/2019/QĐ-UBND", "2019-02-02", "Quyết định", place="Hà Nội", issuer="Ủy ban nhân dân thành phố Hà Nội"),
    ]
    return Coverage(documents, [LAWS, DECREES])


def test_gaps_are_counted_up_to_the_highest_number_that_is_well_supported(coverage: Coverage) -> None:
    (held,) = coverage.of("Nghị định", year=2019)
    assert (held.known, held.expected, held.gaps, held.is_complete) == (3, 5, [3, 4], False)


def test_laws_and_codes_are_one_register_of_a_term_and_resolutions_another(coverage: Coverage) -> None:
    (laws,) = coverage.measured(LAWS)
    assert (laws.known, laws.expected, laws.is_complete) == (3, 3, True)
    assert shares([laws], "đủ") == "XIV 3/3 đủ"
    (resolutions,) = coverage.of("Nghị quyết")
    assert resolutions.gaps == [1]


def test_a_claim_may_speak_of_some_years_only(coverage: Coverage) -> None:
    assert [held.register.period for held in coverage.measured(DECREES)] == ["2019"]


def test_a_body_is_found_however_it_is_spelled(coverage: Coverage) -> None:
    assert [held.register.symbol for held in coverage.of(issuer="ban bi thu")] == ["CT/TW"]
    assert coverage.of(issuer="Bộ Y tế") == []


@pytest.mark.parametrize(
    ("number", "type_", "day", "expected"),
    [
        ("02/2017/QH14", "Luật", "", True),
        ("04/2021/QH14", "Luật", "", True),  # past the last law of a term that has ended: there is nothing to hold
        ("05/2019/NĐ-CP", "Nghị định", "", True),
        ("04/2019/NĐ-CP", "Nghị định", "", False),
        ("06/2019/NĐ-CP", "Nghị định", "", False),
        ("01/2021/NĐ-CP", "Nghị định", "", None),
        ("04-CT/TW", "Chỉ thị", "2018", True),
        ("05-CT/TW", "Chỉ thị", "2018-06", False),
        ("05-CT/TW", "Chỉ thị", "", None),
        ("06/QĐ-TTg", "Quyết định", "2019-02-02", None),
    ],
)
def test_what_the_corpus_claims_to_hold(coverage: Coverage, number: str, type_: str, day: str, expected: bool | None) -> None:
    assert coverage.covers(number, type_, day) is expected


def test_numbers_are_listed_as_people_list_them() -> None:
    assert ranges([7, 1, 2, 3, 5, 8]) == "1-3, 5, 7-8"
    assert ranges([]) == ""


def test_a_claim_of_all_has_its_source() -> None:
    assert [claim for claim in load_claims(SHIPPED) if claim.closed and not claim.source] == []


def test_every_claim_measures_something() -> None:
    documents: list[Document] = load_documents(SHIPPED)
    measured = Coverage(documents, load_claims(SHIPPED))
    assert [claim.en for claim in measured.claims if not measured.measured(claim)] == []
