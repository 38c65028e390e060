"""The office's own corpus as it lies on disk: what is read of it, with and without a journal."""

from pathlib import Path

import msgspec
import pytest
from papers import WHEN, holding

from legalref.collecting.holdings import CITATIONS, DOCUMENTS, FILES, RELATIONS, Holding
from legalref.collecting.journal import JOURNAL, Drop, Journal, Put
from legalref.collecting.store import Store
from legalref.collecting.texts import TEXTS, pack, save_text
from legalref.errors import CorpusFault
from legalref.model import Mark, Text


def write_tables(folder: Path, *holdings: Holding) -> None:
    folder.mkdir(exist_ok=True)
    for table in (DOCUMENTS, RELATIONS, CITATIONS, FILES):
        rows = [row for each in holdings for row in table.rows(each)]
        (folder / table.name).write_bytes(msgspec.json.Encoder().encode_lines(rows))


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    store = Store(tmp_path / "none")
    assert (store.documents(), store.relations(), store.citations(), store.origins(), store.files()) == ([], [], [], [], [])
    assert list(store.texts()) == []
    assert store.removed() == {}


def test_all_tables_are_read(tmp_path: Path) -> None:
    text = Text("a.docx", "Điều 1\n\nĐiều 2\n", (Mark(0, 1, 1), Mark(8, 2, 2)), (), "docx")
    one = holding("5-QĐ/ĐU", text=save_text(tmp_path / TEXTS, pack(text)))
    write_tables(tmp_path, one)
    store = Store(tmp_path)
    assert store.documents() == [one.document]
    assert store.relations() == list(one.relations)
    assert store.citations() == list(one.citations)
    assert store.origins() == list(one.origins)
    ((identifier, kept),) = store.texts()
    assert identifier == one.id
    assert (kept.path, kept.content, tuple(kept.marks), kept.format) == (text.path, text.content, text.marks, "docx")
    assert kept.locate(9).page == 2


def test_what_the_journal_says_is_seen_at_once(tmp_path: Path) -> None:
    one, two, three = holding("1-QĐ/ĐU"), holding("2-QĐ/ĐU"), holding("3-QĐ/ĐU")
    write_tables(tmp_path, one, two)
    newer = msgspec.structs.replace(one, document=msgspec.structs.replace(one.document, title="Về công tác"))
    journal = Journal(tmp_path / JOURNAL)
    journal.append([Put(newer), Drop(two, WHEN), Put(three)])
    journal.close()
    store = Store(tmp_path)
    assert store.documents() == [newer.document, three.document]
    assert [row.record for row in store.origins()] == [one.id, three.id]
    assert list(store.removed()) == [two.id]
    assert tmp_path / JOURNAL in store.files()


def test_a_line_that_a_crash_cut_off_counts_for_nothing(tmp_path: Path) -> None:
    journal = Journal(tmp_path / JOURNAL)
    journal.append([Put(holding("1-QĐ/ĐU")), Put(holding("2-QĐ/ĐU"))])
    journal.close()
    whole = (tmp_path / JOURNAL).read_bytes()
    (tmp_path / JOURNAL).write_bytes(whole[:-20])
    assert [document.number for document in Store(tmp_path).documents()] == ["1-QĐ/ĐU"]
    journal = Journal(tmp_path / JOURNAL)
    journal.append([Put(holding("3-QĐ/ĐU"))])
    journal.close()
    assert [document.number for document in Store(tmp_path).documents()] == ["1-QĐ/ĐU", "3-QĐ/ĐU"]


def test_a_line_that_is_no_record_is_named(tmp_path: Path) -> None:
    write_tables(tmp_path, holding("1-QĐ/ĐU"))
    with (tmp_path / "documents.jsonl").open("a", encoding="utf-8") as stream:
        stream.write("{}\n")
    with pytest.raises(CorpusFault, match=r"documents\.jsonl.*dòng 2"):
        Store(tmp_path).documents()


def test_a_text_that_is_lost_is_left_out(tmp_path: Path) -> None:
    write_tables(tmp_path, holding("1-QĐ/ĐU", text="gone.json"))
    assert list(Store(tmp_path).texts()) == []
    assert Store(tmp_path).text(holding("1-QĐ/ĐU").id) is None
