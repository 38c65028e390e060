"""The message tables say the same things with the same places, and say all that the code asks for."""

import re
from enum import StrEnum
from pathlib import Path
from string import Formatter

import pytest

from legalref.model import Confidence, Kind, Severity, Status
from legalref.vocabulary.messages import LANGUAGES, messages, say

PACKAGE = Path(__file__).resolve().parents[2] / "legalref"


def places(template: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_every_table_has_every_key() -> None:
    first, *others = (set(messages(language)) for language in LANGUAGES)
    assert all(first == other for other in others)


@pytest.mark.parametrize("key", messages("vi"))
def test_translations_have_the_same_places(key: str) -> None:
    if not key.startswith("library."):
        assert places(messages("en")[key]) == places(messages("vi")[key])


def test_every_message_named_in_the_code_exists() -> None:
    groups = "|".join(sorted({key.partition(".")[0] for key in messages("vi")}))
    named = {key for file in PACKAGE.rglob("*.py") for key in re.findall(rf'"((?:{groups})\.[a-z_]+)"', file.read_text("utf-8"))}
    assert named, "the pattern finds nothing any more"
    assert named - set(messages("vi")) == set()


def test_errors_are_one_line() -> None:
    for language in LANGUAGES:
        assert [key for key, text in messages(language).items() if key.startswith("error.") and "\n" in text] == []


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(KeyError):
        say("error.empty", "fr")


@pytest.mark.parametrize("group", [Kind, Status, Confidence, Severity], ids=lambda group: group.__name__.lower())
def test_every_value_of_a_closed_list_is_said(group: type[StrEnum]) -> None:
    assert [value for value in group if f"{group.__name__.lower()}.{value}" not in messages("vi")] == []
