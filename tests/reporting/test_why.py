"""Why a citation is linked as it is: every candidate with what speaks for and against it, and the decision."""

import io
from typing import Any

from factories import day
from rich.console import Console

from legalref import check
from legalref.checking import examine
from legalref.corpus import Corpus
from legalref.model import CheckedCitation
from legalref.reporting.machine import checked_row
from legalref.reporting.why import Why
from legalref.vocabulary import evidence


def checked(text: str, corpus: Corpus) -> CheckedCitation:
    return check(text, corpus, as_of=day("2026-11-24"))[0]


def whys(text: str, corpus: Corpus) -> list[Why]:
    found = examine(text, corpus, as_of=day("2026-11-24"))
    return [Why(each, corpus, found.context) for each in found.citations]


def shown(text: str, corpus: Corpus) -> str:
    stream = io.StringIO()
    Console(file=stream, width=200).print(*(why.render("vi") for why in whys(text, corpus)))
    return stream.getvalue()


def test_the_one_chosen_and_the_others_are_told_with_their_weights(few: Corpus) -> None:
    told = shown("Quy định số 124-QĐ/TW ngày 02/02/2018 của Ban Bí thư", few)
    lines = {line.strip() for line in told.splitlines()}
    assert any(line.startswith("→") and "02/02/2018 (Ban Bí thư)" in line and "✓ ngày ban hành +8" in line for line in lines)
    assert any("04/10/2023 (Bộ Chính trị)" in line and "✗ ngày ban hành -4" in line for line in lines)
    assert "✓ Liên kết với văn bản này" in lines


def test_a_difference_is_told_with_both_values(few: Corpus) -> None:
    told = shown("Nghị định số 30/2020/NĐ-CP ngày 06/3/2020 của Chính phủ", few)
    assert "ngày: bài ghi «06/3/2020», kho dữ liệu có «05/3/2020»" in told


def test_what_is_not_chosen_has_its_reason(few: Corpus) -> None:
    assert "? Không chọn: nhiều văn bản cùng phù hợp" in shown("Quy định số 124-QĐ/TW", few)
    assert "· Không có trong kho dữ liệu" in shown("Thông tư số 9977/2019/TT-BTC", few)


def test_a_near_miss_is_proposed(few: Corpus) -> None:
    text = "Nghị định số 31/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư"
    assert "Có phải ý là Nghị định 30/2020/NĐ-CP" in shown(text, few)
    row = checked_row(checked(text, few))["resolution"]
    assert row["suggestion"]["number"] == "30/2020/NĐ-CP"
    assert row["suggestion"]["slip"] == "number"


def test_scores_are_the_sums_of_the_weights(few: Corpus) -> None:
    row = whys("Quy định số 124-QĐ/TW ngày 02/02/2018 của Ban Bí thư", few)[0].row()
    assert row["state"] == "resolved"
    assert [(each["id"] == row["document"], each["chosen"], each["excluded"]) for each in row["candidates"]] == [
        (True, True, False),
        (False, False, True),
    ]
    for candidate in row["candidates"]:
        assert candidate["score"] == sum(field["weight"] for field in candidate["evidence"])
        assert {field["field"] for field in candidate["evidence"]} <= set(evidence())


def test_candidates_of_a_check_have_score_and_evidence(few: Corpus) -> None:
    resolution: dict[str, Any] = checked_row(checked("Quy định số 124-QĐ/TW ngày 02/02/2018 của Ban Bí thư", few))["resolution"]
    (only,) = resolution["candidates"]
    assert only["score"] == sum(evidence()[field].agrees for field in only["evidence"])
    assert only["evidence"]["date"] is True
    assert resolution["suggestion"] is None


def test_what_only_an_earlier_citation_says_is_told_so(few: Corpus) -> None:
    told = shown("Quy định số 66-QĐ/TW ngày 06/02/2017 của Ban Bí thư; theo Quy định số 66-QĐ/TW", few)
    assert "như lần viện dẫn trước trong bài" in told
