"""Near misses: proposed where one record fits all but a slip, and never for a right citation of what the corpus lacks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import corpus_of, record

from legalref import extract, link
from legalref.corpus import Corpus
from legalref.model import Resolution, Slip, State

CHARCOAL = "Quy định về sản xuất và tiêu thụ than củi ở vùng đệm"
LANTERNS = "Quy định về đèn lồng trên phố đi bộ ban đêm"


@pytest.fixture(scope="module")
def decrees(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    days = {
        10: "2019-02-01",
        20: "2019-03-04",
        30: "2019-04-08",
        40: "2019-05-20",
        50: "2019-07-15",
        60: "2019-09-02",
        70: "2019-11-04",
    }
    titles = {30: CHARCOAL, 40: LANTERNS}
    records = [
        record(f"{number}/2019/NĐ-CP", issued, "Nghị định", issuer="Chính phủ", title=titles.get(number))
        for number, issued in days.items()
    ]
    with corpus_of(tmp_path_factory.mktemp("decrees"), records) as corpus:
        yield corpus


def only(text: str, corpus: Corpus) -> Resolution:
    (resolution,) = link(extract(text), corpus)
    return resolution


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        (f"Nghị định số 36/2019/NĐ-CP ngày 08/4/2019 của Chính phủ {CHARCOAL.lower()}", Slip.NUMBER),
        (f"Nghị định số 30/2018/NĐ-CP ngày 08/4/2019 của Chính phủ {CHARCOAL.lower()}", Slip.YEAR),
        (f"Nghị định số 36/2019/NĐ-CP của Chính phủ {CHARCOAL.lower()}", Slip.NUMBER),
        (f"Nghị định số 30/2021/NĐ-CP của Chính phủ {CHARCOAL.lower()}", Slip.YEAR),
        ("Nghị định số 30/2018/NĐ-CP ngày 08/4/2019 của Chính phủ", Slip.YEAR),
        ("Nghị định số 37/2019/NĐ-CP ngày 04/11/2019 của Chính phủ", None),
        ("Nghị định số 80/2019/NĐ-CP ngày 08/4/2019 của Chính phủ", Slip.NUMBER),
    ],
)
def test_the_record_that_fits_all_but_a_slip_is_proposed(text: str, slip: Slip | None, decrees: Corpus) -> None:
    suggestion = only(text, decrees).suggestion
    assert (suggestion and suggestion.slip) == slip
    assert suggestion is None or suggestion.document.number == "30/2019/NĐ-CP"


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định số 31/2019/NĐ-CP ngày 08/4/2019 của Chính phủ",
        "Nghị định số 32/2019/NĐ-CP ngày 10/4/2019 của Chính phủ",
        f"Nghị định số 31/2019/NĐ-CP ngày 08/4/2019 của Chính phủ {LANTERNS.lower()}",
        "Nghị định số 35/2019/NĐ-CP",
        "Thông tư số 30/2019/TT-BTC ngày 08/4/2019",
        "Nghị định số 80/2019/NĐ-CP ngày 20/12/2019 của Chính phủ",
    ],
)
def test_a_right_citation_of_what_the_corpus_lacks_gets_no_proposal(text: str, decrees: Corpus) -> None:
    resolution = only(text, decrees)
    assert (resolution.state, resolution.suggestion) == (State.NOT_IN_CORPUS, None)


def test_a_number_of_another_record_with_the_day_and_title_of_this_one(decrees: Corpus) -> None:
    resolution = only(f"Nghị định số 40/2019/NĐ-CP ngày 08/4/2019 của Chính phủ {CHARCOAL.lower()}", decrees)
    assert resolution.state is State.MISMATCH
    assert resolution.suggestion
    assert resolution.suggestion.document.number == "30/2019/NĐ-CP"


def test_a_day_that_is_one_slip_off_is_the_fault_itself(decrees: Corpus) -> None:
    for text in ("Nghị định số 40/2019/NĐ-CP ngày 26/5/2019 của Chính phủ", "Nghị định số 30/2019/NĐ-CP ngày 04/8/2019"):
        resolution = only(text, decrees)
        assert (resolution.state, list(resolution.differs), resolution.suggestion) == (State.MISMATCH, ["date"], None)


def test_two_records_that_fit_are_not_chosen_between(tmp_path: Path) -> None:
    both = [record(f"{number}/2019/NĐ-CP", "2019-04-08", "Nghị định", title=CHARCOAL) for number in (30, 31)]
    with corpus_of(tmp_path, both) as corpus:
        assert only(f"Nghị định số 20/2019/NĐ-CP ngày 08/4/2019 {CHARCOAL.lower()}", corpus).suggestion is not None
        assert only(f"Nghị định số 3/2019/NĐ-CP ngày 08/4/2019 {CHARCOAL.lower()}", corpus).suggestion is None
