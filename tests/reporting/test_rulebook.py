"""The book of rules says all that the rows say, and docs/rules.md is that book."""

import pytest
from conftest import ROOT

from legalref.reporting.rulebook import book, families, fields, named, plain
from legalref.vocabulary import Rule, rules
from legalref.vocabulary.messages import LANGUAGES, messages


def test_the_book_in_docs_is_current() -> None:
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == book("vi"), "make vocabulary"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.code)
def test_a_rule_is_told_whole(rule: Rule, language: str) -> None:
    told = plain(rule, language)
    fix = [rule.fix[language]] if rule.fix else []
    said = [rule.about[language], rule.basis, rule.message[language], *fix, *rule.examples, *rule.counter, *rule.regimes]
    assert [text for text in said if text not in told] == []
    assert all(texts for _, texts in fields(rule, language))


def test_every_family_has_a_name() -> None:
    assert {f"rule_family.{code}" for code, _ in families(rules().values())} <= set(messages("vi"))


def test_rules_are_named_by_code_or_by_its_beginning() -> None:
    assert [rule.code for rule in named("lr203 ")] == ["LR203"]
    assert {rule.code[:3] for rule in named("LR2")} == {"LR2"}
    assert named("LX") == []
