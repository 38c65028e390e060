"""Every rule says what its examples promise, on the shipped facts."""

from pathlib import Path

import pytest
from factories import corpus_of, day, record

from legalref import check
from legalref.checking.rule import STRONGEST
from legalref.corpus import Corpus
from legalref.model import Confidence, Severity, Status
from legalref.vocabulary import Era, Rule, eras, rules
from legalref.vocabulary.messages import LANGUAGES


def pairs(which: str) -> list[tuple[Rule, str]]:
    return [(rule, text) for rule in rules().values() for text in getattr(rule, which)]


def codes(text: str, corpus: Corpus, rule: Rule) -> set[str]:
    """Return what is found in an example, under the first regime of its rule; a quiet rule is asked for by name."""
    regime = rule.regimes[0] if rule.regimes else None
    found = check(text, corpus, as_of=rule.as_of, regime=regime, select=[rule.code] if rule.quiet else [])
    return {finding.rule for each in found for finding in each.findings}


@pytest.mark.parametrize(("rule", "text"), pairs("examples"), ids=str)
def test_a_bad_example_is_found(rule: Rule, text: str, shipped: Corpus) -> None:
    assert codes(text, shipped, rule) - {"LR201"} == {rule.code} - {"LR201"}  # what is unknown may stand beside
    assert rule.code in codes(text, shipped, rule)


@pytest.mark.parametrize(("rule", "text"), pairs("counter"), ids=str)
def test_a_good_example_is_left_alone(rule: Rule, text: str, shipped: Corpus) -> None:
    assert rule.code not in codes(text, shipped, rule)


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.code)
def test_a_rule_is_explained_in_every_language(rule: Rule) -> None:
    assert rule.examples
    assert rule.counter
    assert rule.basis
    for table in (rule.title, rule.about, rule.message, *([rule.fix] if rule.fix else [])):
        assert set(table) == set(LANGUAGES)


def test_a_finding_is_no_stronger_than_its_fact() -> None:
    assert STRONGEST[Confidence.SINGLE] is Severity.INFO
    assert Severity.ERROR.weaker(STRONGEST[Confidence.MINED]) is Severity.WARNING
    assert Severity.INFO.weaker(STRONGEST[Confidence.OFFICIAL]) is Severity.INFO


def test_what_the_text_itself_says_is_no_news(few: Corpus) -> None:
    for text in (
        "sửa đổi, bổ sung một số điều của Nghị định số 34/2016/NĐ-CP ngày 14/5/2016",
        "bãi bỏ Nghị định số 34/2016/NĐ-CP ngày 14/5/2016",
        "Nghị định số 34/2016/NĐ-CP ngày 14/5/2016 hết hiệu lực",
    ):
        for as_of in (day("2022-01-01"), day("2026-01-01")):
            assert check(text, few, as_of=as_of)[0].findings == ()


def test_a_local_document_whose_place_is_unnamed_is_never_accused(tmp_path: Path) -> None:
    local = record(
        "15/QĐ-UBND", "2015-06-22", issuer="Ủy ban nhân dân tỉnh Bình Dương", place="Bình Dương",
        status=Status.EXPIRED, status_as_of="2020-01-01", expired="2019-01-01",
    )  # fmt: skip
    with corpus_of(tmp_path, [local]) as corpus:
        (unnamed,) = check("Quyết định số 15/QĐ-UBND ngày 22/6/2015 của UBND tỉnh", corpus)
        (named,) = check("Quyết định số 15/QĐ-UBND ngày 22/6/2015 của UBND tỉnh Bình Dương", corpus)
    assert [finding.severity for finding in unnamed.findings] == [Severity.INFO]
    assert [finding.severity for finding in named.findings] == [Severity.ERROR]


def test_rules_are_chosen_and_left_out_by_prefix(few: Corpus) -> None:
    text = "Nghị định số 110/2004/NĐ-CP ngày 09/4/2004 của Chính phủ"

    def found(**choice: list[str]) -> list[str]:
        return [finding.rule for each in check(text, few, **choice) for finding in each.findings]

    assert found() == ["LR202", "LR301"]
    assert found(select=["LR3"]) == ["LR301"]
    assert found(ignore=["LR3"]) == ["LR202"]
    assert found(select=["LR2", "LR3"], ignore=["LR202"]) == ["LR301"]


def test_messages_are_in_the_language_asked_for(few: Corpus) -> None:
    text = "Nghị định số 30/2020/NĐ-CP ngày 06/3/2020"
    (vietnamese,) = check(text, few)[0].findings
    (english,) = check(text, few, language="en")[0].findings
    assert "theo kho dữ liệu là 05/3/2020" in vietnamese.message
    assert "the corpus has 05/3/2020" in english.message


def out_of_time(text: str, corpus: Corpus) -> bool:
    return any(finding.rule == "LR110" for each in check(text, corpus) for finding in each.findings)


@pytest.mark.parametrize(("era", "text"), [(era, text) for era in eras() for text in era.examples], ids=str)
def test_a_body_issues_nothing_outside_its_time(era: Era, text: str, shipped: Corpus) -> None:
    assert out_of_time(text, shipped), era.name


@pytest.mark.parametrize(("era", "text"), [(era, text) for era in eras() for text in era.counter], ids=str)
def test_a_body_issues_within_its_time(era: Era, text: str, shipped: Corpus) -> None:
    assert not out_of_time(text, shipped), era.name
