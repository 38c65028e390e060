"""`check` end to end: settings in files, baselines, reports in files, the text's own day."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
from cli.golden import legalref
from openpyxl import load_workbook

from legalref.indexing.places import OWN_VARIABLE
from legalref.vocabulary.wording import day

EXPIRED = "Theo Quy định số 66-QĐ/TW ngày 06/02/2017 của Ban Bí thư.\n"
MISDATED = "Theo Nghị định số 30/2020/NĐ-CP ngày 06/3/2020 của Chính phủ.\n"
CHECK = ["check", "a.txt", "--as-of", "2026-11-24", "--format", "concise"]


pytestmark = pytest.mark.usefixtures("on_few")


@pytest.fixture(autouse=True)
def _at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a repository of its own with one text."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.txt").write_text(EXPIRED, "utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("LEGALREF_LANG", OWN_VARIABLE):
        monkeypatch.delenv(name, raising=False)


def set_down(text: str, folder: str = ".") -> None:
    Path(folder).mkdir(exist_ok=True)
    Path(folder, "legalref.toml").write_text(text, "utf-8")


def test_a_baseline_hides_what_is_known_and_shows_what_is_new() -> None:
    wrote = legalref([*CHECK, "--fail-on", "warning", "--write-baseline", "moc.json"])
    assert wrote.code == 0
    assert "LR301" in wrote.out
    again = legalref([*CHECK, "--fail-on", "warning", "--baseline", "moc.json"])
    assert again.code == 0
    assert "LR301" not in again.out
    assert "1 đã có trong tệp mốc" in again.out
    Path("a.txt").write_text("\n" + MISDATED + EXPIRED, "utf-8")
    more = legalref([*CHECK, "--baseline", "moc.json"])
    assert more.code == 1
    assert "LR202" in more.out
    assert "LR301" not in more.out


def test_a_baseline_can_be_brought_up_to_date() -> None:
    legalref([*CHECK, "--write-baseline", "moc.json"])
    Path("a.txt").write_text(MISDATED + EXPIRED, "utf-8")
    both = legalref([*CHECK, "--baseline", "moc.json", "--write-baseline", "moc.json"])
    assert "LR202" in both.out
    assert [row["rule"] for row in json.loads(Path("moc.json").read_text("utf-8"))["findings"]] == ["LR202", "LR301"]


def test_no_baseline_is_written_of_nothing_read() -> None:
    assert legalref(["check", "khong-co.txt", "--write-baseline", "moc.json"]).code == 3
    assert not Path("moc.json").exists()


@pytest.mark.parametrize(("name", "begins"), [("a.sarif", "{"), ("a.csv", "path,"), ("a.json", "["), ("a.jsonl", '{"path"')])
def test_the_format_is_that_of_the_file_unless_another_is_asked_for(name: str, begins: str) -> None:
    assert legalref(["check", "a.txt", "--output", name]).code == 0
    assert Path(name).read_text("utf-8").startswith(begins)
    assert legalref(["check", "a.txt", "--output", f"{name}.txt"]).code == 0
    assert Path(f"{name}.txt").read_text("utf-8").startswith("a.txt")


def test_a_workbook_is_written_to_a_file() -> None:
    said = legalref(["check", "a.txt", "--as-of", "2026-11-24", "-o", "bao-cao.xlsx"])
    assert (said.code, said.out) == (0, "")
    assert [row[4].value for row in load_workbook("bao-cao.xlsx").worksheets[0].iter_rows(min_row=2)] == ["LR301"]


def test_a_text_without_a_day_of_its_own_is_checked_for_today_and_that_is_said() -> None:
    said = legalref(["check", "a.txt", "--as-of", "document", "--format", "concise"])
    assert said.err.count("\n") == 1
    assert "«a.txt»" in said.err
    assert f"tính đến {day(date.today())}" in said.out


def test_settings_of_the_file_are_in_force_and_the_command_line_wins() -> None:
    set_down('as-of = 2026-11-24\nfail-on = "warning"\nselect = ["LR3"]\n')
    assert legalref("check a.txt").code == 1
    assert legalref("check a.txt --fail-on error").code == 0
    assert legalref("check a.txt --as-of 2020-01-01").code == 0
    assert legalref("check a.txt --select LR2").code == 0


def test_settings_are_those_of_what_is_checked_not_of_the_current_folder() -> None:
    set_down('fail-on = "warning"\nas-of = 2026-11-24\n', "ho-so")
    Path("ho-so", "b.txt").write_text(EXPIRED, "utf-8")
    assert legalref("check ho-so").code == 1
    assert legalref("check ho-so/b.txt").code == 1
    assert legalref("check a.txt --as-of 2026-11-24").code == 0


def test_the_language_is_that_of_the_file_unless_another_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    set_down('language = "en"\n')
    assert "as of" in legalref("check a.txt").out
    assert "Usage:" in legalref("check --help").out
    assert "There is no file" in legalref("read khong-co.txt").err
    assert "tính đến" in legalref("check a.txt --lang vi").out
    monkeypatch.setenv("LEGALREF_LANG", "vi")
    assert "tính đến" in legalref("check a.txt").out


def test_a_faulty_file_stops_what_needs_it_and_nothing_else() -> None:
    set_down("language = ")
    for line in ("check a.txt", "config", "show 66-QĐ/TW", "search giam sat"):
        said = legalref(line)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
        assert said.err.startswith("legalref: legalref.toml:1:")
    assert legalref("check --help").code == 0
    assert legalref("explain LR301").code == 0


def test_the_offices_own_corpus_is_that_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OWN_VARIABLE, "")
    Path("kho").mkdir()
    set_down('corpora = ["kho"]\n')
    assert legalref("check a.txt").code == 0
    assert Path(os.environ[OWN_VARIABLE]) == Path.cwd() / "kho"
    monkeypatch.setenv(OWN_VARIABLE, "")
    assert legalref("show 66-QĐ/TW").code == 0
    assert Path(os.environ[OWN_VARIABLE]) == Path.cwd() / "kho"


def test_documents_are_added_to_the_corpus_that_is_set_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OWN_VARIABLE, "")
    set_down('corpora = ["kho"]\n')
    said = legalref(["corpus", "list"])
    assert said.code == 0
    assert str(Path.cwd() / "kho") in said.err


def test_what_is_in_force_is_shown_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    set_down('regime = "dang"\nplace = "huế"\n', "ho-so")
    monkeypatch.setenv("LEGALREF_PLACE", "can tho")
    found = json.loads(legalref("config ho-so --format json --lang en").out)
    assert found["file"] == str(Path.cwd() / "ho-so" / "legalref.toml")
    shown = {name: (row["value"], row["source"], row["where"]) for name, row in found["settings"].items()}
    where = str(Path("ho-so", "legalref.toml"))
    assert shown["regime"] == ("dang", "file", f"{where}:1")
    assert shown["place"] == ("Cần Thơ", "environment", "LEGALREF_PLACE")
    assert shown["language"] == ("en", "command", "--lang")
    assert shown["as-of"] == (None, "default", None)


def test_an_unknown_regime_on_the_command_line_is_refused_before_anything_is_read() -> None:
    said = legalref("check khong-co.txt --regime dag")
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "«dang»" in said.err


def test_explain_link_reads_settings_too() -> None:
    set_down('place = "x"\n')
    assert legalref('explain-link "Quyết định số 1/QĐ-UBND"').code == 2
