"""The commands on a corpus: what only shows when several of them follow each other."""

import os
import sys
from pathlib import Path

import pytest
from cli.golden import legalref
from papers import decision, folder_of

from legalref.cli.session import Session
from legalref.collecting.store import Store
from legalref.indexing.places import INDEX_VARIABLE, OWN_VARIABLE, own_folder

pytestmark = pytest.mark.usefixtures("on_few")


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An own corpus of three decisions, and a current folder beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(OWN_VARIABLE, str(tmp_path / "kho"))
    folder_of(tmp_path / "van-ban", 3)
    said = legalref("corpus add van-ban")
    assert said.code == 0, said.err
    return tmp_path / "kho"


def test_the_folder_is_that_of_the_option_then_of_the_variable_then_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(OWN_VARIABLE, str(tmp_path / "a"))
    assert own_folder() == tmp_path / "a"
    assert own_folder(tmp_path / "b") == tmp_path / "b"
    monkeypatch.delenv(OWN_VARIABLE)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert "legalref" in own_folder().parts


def test_stats_count_the_own_corpus(own: Path) -> None:
    said = legalref("corpus stats")
    assert "Kho riêng «kho»: 3 văn bản, 3 có nội dung để tìm" in " ".join(said.out.split())
    next((own / "texts").iterdir()).unlink()
    assert "1 văn bản mất tệp nội dung" in legalref("corpus stats").out


def test_adding_again_reads_nothing_and_changes_nothing(own: Path) -> None:
    before = {file: file.read_bytes() for file in Store(own).files()}
    said = legalref("corpus add van-ban")
    assert [line.partition(":")[0] for line in said.out.splitlines()] == ["đã có"] * 3
    assert {file: file.read_bytes() for file in Store(own).files()} == before


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx"])
def test_a_corpus_that_was_exported_is_the_same_elsewhere(form: str, own: Path) -> None:
    assert legalref(f"corpus export --output van-ban.{form}").code == 0
    assert legalref(f"corpus add van-ban.{form} --corpus kho-khac").code == 0
    assert (own.parent / "kho-khac" / "documents.jsonl").read_bytes() == (own / "documents.jsonl").read_bytes()


def test_an_export_overwrites_only_when_told(own: Path) -> None:
    assert legalref("corpus export --output a.csv").code == 0
    before = (own.parent / "a.csv").read_bytes()
    assert legalref("corpus remove van-ban/001.txt").code == 0
    assert legalref("corpus export --output a.csv").code == 2
    assert (own.parent / "a.csv").read_bytes() == before
    assert legalref("corpus export --output a.csv --force").code == 0
    assert (own.parent / "a.csv").read_bytes() != before


def test_everything_can_be_exported(own: Path) -> None:
    mine, all_ = legalref("corpus export"), legalref("corpus export --all")
    assert len(mine.out.splitlines()) == len(Store(own).documents())
    assert len(all_.out.splitlines()) == len(mine.out.splitlines()) + 22


@pytest.mark.parametrize(("answer", "left"), [("c\n", 2), ("có\n", 2), ("\n", 3), ("k\n", 3), ("", 3)])
def test_removing_asks_on_a_terminal(answer: str, left: int, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Session, "can_answer", lambda _self: True)
    said = legalref("corpus remove 1/QĐ-UBND", answer)
    assert "Bỏ 1 văn bản khỏi kho riêng?" in said.err
    assert said.code == (0 if left == 2 else 2)
    assert len(Store(own).documents()) == left
    assert legalref("corpus remove 2/QĐ-UBND --yes").code == 0


def test_one_name_that_is_not_found_leaves_all(own: Path) -> None:
    assert legalref("corpus remove 1/QĐ-UBND 99/QĐ-UBND").code == 2
    assert len(Store(own).documents()) == 3


def test_a_document_comes_from_standard_input(own: Path) -> None:
    said = legalref("corpus add -", decision(44))
    assert said.code == 0, said.err
    assert "44/QĐ-UBND" in {document.number for document in Store(own).documents()}
    assert len(list(Store(own).texts())) == 4


def test_files_read_in_several_processes_are_told_in_order(own: Path) -> None:
    folder_of(own.parent / "nhieu", 30)
    said = legalref("corpus add nhieu --jobs 2 --corpus kho2")
    numbers = [line.split()[3] for line in said.out.splitlines()]
    assert numbers == [f"{number}/QĐ-UBND" for number in range(1, 31)]
    assert (said.code, len(Store(own.parent / "kho2").documents())) == (0, 30)


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text elsewhere")
def test_a_file_whose_name_is_no_text(own: Path) -> None:
    folder = own.parent / "la"
    folder.mkdir()
    (folder / os.fsdecode(b"quy\xba.txt")).write_text(decision(50), "utf-8")
    (folder / "dong\nhai.txt").write_text(decision(51), "utf-8")
    said = legalref("corpus add la")
    assert (said.code, len(said.out.splitlines())) == (0, 2), said.err
    assert [line.partition(":")[0] for line in legalref("corpus add la").out.splitlines()] == ["đã có"] * 2
    assert legalref("corpus list").code == 0
    assert len(list(Store(own).texts())) == 5


def test_a_corpus_among_the_documents_is_not_added_to_itself(own: Path) -> None:
    said = legalref("corpus add .")
    assert (said.code, [line.partition(":")[0] for line in said.out.splitlines()]) == (0, ["đã có"] * 3)
    assert len(Store(own).origins()) == 3


def test_a_folder_that_is_no_folder_is_said(own: Path) -> None:
    (own.parent / "tep").write_text("x", "utf-8")
    for command in ("add van-ban", "remove 1/QĐ-UBND", "list"):
        said = legalref(f"corpus {command} --corpus tep")
        assert (said.code, len(said.err.splitlines())) == (3, 1), command
        assert "Traceback" not in said.err


def test_the_index_that_holds_the_own_corpus_is_said_to_be_usable(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(INDEX_VARIABLE, str(own.parent / "chi-muc"))
    assert legalref("show 1/QĐ-UBND").code == 0
    assert (legalref("index status").code, legalref("index verify").code) == (0, 0)
    folder_of(own.parent / "them", 4)
    assert legalref("corpus add them").code == 0
    assert legalref("index status").code == 3
