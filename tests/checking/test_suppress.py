"""Comments hush what they name, where they stand, and nothing else."""

import pytest
from factories import day

from legalref.checking import Examined, examine
from legalref.corpus import Corpus
from legalref.model import Text

AS_OF = day("2026-11-24")
EXPIRED = "Quy định số 66-QĐ/TW ngày 06/02/2017 của Ban Bí thư"
MISDATED = "Nghị định số 30/2020/NĐ-CP ngày 06/3/2020 của Chính phủ"


def found(content: str, corpus: Corpus, path: str = "a.md", format_: str | None = "text") -> Examined:
    return examine(Text(path, content, format_=format_), corpus, as_of=AS_OF)


def told(content: str, corpus: Corpus, path: str = "a.md", format_: str | None = "text") -> list[str]:
    return [finding.rule for each in found(content, corpus, path, format_).citations for finding in each.findings]


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- legalref: bỏ qua LR301 -->",
        "<!--legalref:bỏ qua LR301-->",
        "# legalref: bo qua LR301",
        "// legalref: ignore LR301",
        "# LEGALREF: Bỏ Qua lr301",
        "# legalref: ignore LR205, LR301",
        "# legalref: ignore LR205,LR301",
        "# legalref: ignore LR3",
        "# legalref: bo\u0309 qua LR301",
    ],
)
def test_a_comment_hushes_its_line(comment: str, few: Corpus) -> None:
    assert told(f"Theo {EXPIRED}. {comment}\n", few) == []
    assert told(f"Theo {EXPIRED}. {comment}\r\nTheo {MISDATED}.\r\n", few) == ["LR202"]
    assert told(f"Theo {EXPIRED}.\nTheo {MISDATED}. {comment}\n", few) == ["LR301", "LR202"]


@pytest.mark.parametrize(
    "other",
    [
        "# legalref: bỏ qua LR202",
        "# legalref: bỏ qua",
        "# legalref: LR301",
        "legalref: bỏ qua LR301",
        "# legalref bỏ qua LR301",
        "# legalref: bỏ qua LR999",
    ],
)
def test_what_does_not_name_the_rule_hushes_nothing(other: str, few: Corpus) -> None:
    assert told(f"Theo {EXPIRED}. {other}\n", few) == ["LR301"]


def test_a_comment_before_the_text_of_its_line_is_for_that_line(few: Corpus) -> None:
    assert told(f"<!-- legalref: bỏ qua LR301 --> Theo {EXPIRED}.\nTheo {EXPIRED} nữa.\n", few) == ["LR301"]


def test_a_comment_on_its_own_line_hushes_the_next_paragraph(few: Corpus) -> None:
    content = f"<!-- legalref: bỏ qua LR301 -->\n\nTheo {EXPIRED}.\nVà {EXPIRED}.\n\nRồi {EXPIRED}.\n"
    assert told(content, few) == ["LR301"]
    assert told(content.replace("\n", "\r\n"), few) == ["LR301"]


def test_in_plain_text_a_paragraph_ends_with_a_sentence_at_the_end_of_a_line(few: Corpus) -> None:
    content = f"# legalref: bỏ qua LR301\nTheo\n{EXPIRED}.\nVà {EXPIRED}.\n"
    assert told(content, few, "a.txt") == ["LR301"]
    assert told(content, few, "a.md") == []


@pytest.mark.parametrize("words", ["bỏ qua hết", "bo qua het", "ignore-file"])
def test_a_comment_hushes_a_whole_file(words: str, few: Corpus) -> None:
    assert told(f"{EXPIRED}.\n\n{MISDATED}.\n\n<!-- legalref: {words} -->\n", few) == []
    assert told(f"{EXPIRED}.\n\n{MISDATED}.\n\n<!-- legalref: {words} LR3 -->\n", few) == ["LR202"]


def test_other_formats_have_no_comments(few: Corpus) -> None:
    assert told(f"{EXPIRED}. # legalref: bỏ qua LR301\n", few, "a.docx", "docx") == ["LR301"]


def test_what_is_hushed_and_what_is_of_no_use_is_known(few: Corpus) -> None:
    content = f"{EXPIRED}. # legalref: bỏ qua LR3\n{MISDATED}. # legalref: bỏ qua LR205, LR999\n"
    examined = found(content, few)
    assert [(hidden.checked.citation.number, hidden.finding.rule) for hidden in examined.hidden] == [("66-QĐ/TW", "LR301")]
    assert [(each.codes, each.unknown) for each in examined.unused] == [(("LR205",), ("LR999",))]
    (unused,) = examined.unused
    assert content[unused.span.start : unused.span.end] == "# legalref: bỏ qua LR205, LR999"


def test_texts_without_a_file_have_comments_too(few: Corpus) -> None:
    assert told(f"{EXPIRED} # legalref: bỏ qua LR301", few, "-", None) == []
