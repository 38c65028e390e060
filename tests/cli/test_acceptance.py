"""What a newcomer tries first, on the shipped facts."""

import re
from pathlib import Path

import pytest
from cli.golden import legalref
from conftest import ROOT
from shared import SHARED, needs_shared

pytestmark = pytest.mark.usefixtures("on_shipped")


@needs_shared
def test_a_news_article() -> None:
    said = legalref(["check", str(SHARED / "texts" / "seed-article.txt"), "--as-of", "2026-11-24"])
    assert (said.code, said.err) == (0, "")
    assert re.findall(r"✓ \S+ \S+ (\S+) ngày", said.out) == ["02-HD/TU", "99-QĐ/TW", "124-QĐ/TW", "1356-CV/TU"]
    assert re.findall(r"LR\d+", said.out) == ["LR102"]  # «1356 CV/TU» stands there without its dash
    assert "4 trích dẫn · 4 liên kết được" in said.out


def test_the_example_has_a_wrong_date_and_an_expired_document() -> None:
    said = legalref(["check", str(ROOT / "examples" / "bai-viet.txt"), "--as-of", "2026-11-24"])
    assert said.code == 1
    assert re.findall(r"LR\d+", said.out) == ["LR202", "LR301"]
    assert "Ngày ghi 06/3/2020; theo kho dữ liệu là 05/3/2020" in said.out
    for number in ("02-HD/TU", "99-QĐ/TW", "124-QĐ/TW", "1356-CV/TU"):
        assert number in said.out


def test_a_number_of_two_documents() -> None:
    assert "Có 2 văn bản" in legalref("show 124-QĐ/TW").out
    one = legalref("show 124-QĐ/TW --date 2018-02-02").out
    assert "02/02/2018" in one
    assert "04/10/2023" not in one


def test_what_replaced_a_document_and_since_when() -> None:
    said = legalref("show 66-QĐ/TW --as-of 2026-11-24").out
    assert "hết hiệu lực từ 09/01/2026" in said
    assert re.search(r"Bị thay thế bởi +Quy định 399-QĐ/TW ngày 09/01/2026", said)


def test_a_wrong_date_from_a_pipe() -> None:
    said = legalref("check -", "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 06 tháng 3 năm 2020 của Chính phủ\n")
    assert said.code == 1
    assert "05/3/2020" in said.out


def test_words_and_numbers_without_diacritics() -> None:
    named = [line for line in legalref("search 99 qd tw").out.splitlines() if line.startswith("▸ ")]
    assert any(line.startswith("▸ Quyết định 99-QĐ/TW · 03/10/2017") for line in named)
    assert all(" 99-QĐ/TW · " in line for line in named)
    assert "Quyết định" in legalref("search quyet dinh").out


def test_a_new_file_is_written_and_an_old_one_never_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "bao-cao.txt"
    example = str(ROOT / "examples" / "bai-viet.txt")
    assert legalref(["check", example, "--output", str(target)]).out == ""
    written = target.read_text("utf-8")
    assert "LR202" in written
    again = legalref(["check", example, "--output", str(target)])
    assert (again.code, target.read_text("utf-8")) == (2, written)
    assert str(target) in again.err
