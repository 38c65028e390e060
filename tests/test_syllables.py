"""What is built as a Vietnamese syllable, and what is not."""

import pytest

from legalref.syllables import is_syllable

SYLLABLES = (
    "nghị định quyết quốc gì giếng giữ nghiêng khuỷu khuya uỷ ủy ông yêu LUẬT Điều ghế kỷ ươn hoạch xoong thuở quỳnh thong phap"
)
OTHERS = "ngị ká cế gế nghà füh müller tôt bâc hợpp schön ao̧ định̀ fa đôong hòà jà wể zì pể ß ®"


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_a_syllable(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", OTHERS.split())
def test_no_syllable(word: str) -> None:
    assert not is_syllable(word)
