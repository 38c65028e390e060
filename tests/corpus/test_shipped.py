"""The shipped facts hold every rule, their README counts them, and known ones are there."""

import re
from datetime import date
from pathlib import Path

import msgspec
from conftest import SHIPPED

from legalref.corpus import Corpus
from legalref.corpus.facts import NAME_FILE, load_documents, load_provisions, load_relations, rows
from legalref.corpus.stats import BEGIN, END, markdown
from legalref.corpus.validate import validate
from legalref.model import Name, Rel
from legalref.vocabulary import names
from legalref.vocabulary.messages import messages


def test_every_fact_holds_every_rule() -> None:
    assert list(validate(SHIPPED)) == []


def test_the_readme_counts_what_is_there() -> None:
    readme = (SHIPPED / "README.md").read_text("utf-8")
    assert readme[readme.index(BEGIN) : readme.index(END) + len(END)] == markdown(SHIPPED)


def test_provisions_are_those_of_a_known_code() -> None:
    (code,) = [row for row in load_provisions(SHIPPED) if row.document == "/akn/vn/act/bo-luat/2015-11-27/100-2015-qh-13"]
    assert {"353", "354"} <= set(code.dieu)
    assert "đ" in code.dieu["353"].diem["2"]


def test_every_fact_has_its_source() -> None:
    assert not [document.id for document in load_documents(SHIPPED) if not all(document.sources)]
    assert not [edge for edge in load_relations(SHIPPED) if not edge.source]


def test_every_source_of_provisions_has_a_name_in_words() -> None:
    assert {f"source.{row.source}" for row in load_provisions(SHIPPED)} <= set(messages("vi"))


def test_known_facts(shipped: Corpus) -> None:
    (decree,) = shipped.by_key("30/2020/NĐ-CP")
    assert (decree.issued, decree.issuer) == (date(2020, 3, 5), "Chính phủ")
    assert [record.issued for record in shipped.by_key("124-QĐ/TW")] == [date(2018, 2, 2), date(2023, 10, 4)]
    (old,) = shipped.by_key("66-QĐ/TW")
    assert [(edge.rel, edge.number, edge.effective) for edge in shipped.done_to(old) if edge.rel is Rel.REPLACES] == [
        (Rel.REPLACES, "399-QĐ/TW", date(2026, 1, 9))
    ]


UNSEEN = {"Đề án 938", "Chương trình 134"}
"""Nicknames that texts use, whose document no source was seen to name: the extraction finds them, nothing links them."""


def test_nicknames_of_the_vocabulary_and_of_the_facts_agree() -> None:
    documents = load_documents(SHIPPED)
    borne = {name for document in documents for name in document.names}
    spoken = {name for row in names().nickname for name in row.names}
    assert spoken - borne == UNSEEN
    numbered = {
        row.name for _, row in rows(SHIPPED / NAME_FILE, Name) if re.fullmatch(r"(?:Đề án|Chương trình) \d+[a-z]?", row.name)
    }
    assert numbered <= spoken
    letters = {row.short: row.name for row in names().short}
    for document in documents:
        assert {letters[name] for name in document.names if name in letters} <= set(document.names)


def test_the_facts_are_sorted_so_that_a_change_can_be_read() -> None:
    for name in ("documents.jsonl", "documents-local.jsonl", "documents-single.jsonl"):
        read = [msgspec.json.decode(line) for line in Path(SHIPPED, name).read_bytes().splitlines()]
        keys = [(row["issued"], row["number"] or "", row["id"]) for row in read]
        assert keys == sorted(set(keys))
