"""The shipped facts hold every rule, their README counts them, and known ones are there."""

from datetime import date
from pathlib import Path

import msgspec
from conftest import SHIPPED

from legalref.corpus import Corpus
from legalref.corpus.facts import load_documents, load_relations
from legalref.corpus.stats import BEGIN, END, markdown
from legalref.corpus.validate import validate
from legalref.model import Rel


def test_every_fact_holds_every_rule() -> None:
    assert list(validate(SHIPPED)) == []


def test_the_readme_counts_what_is_there() -> None:
    readme = (SHIPPED / "README.md").read_text("utf-8")
    assert readme[readme.index(BEGIN) : readme.index(END) + len(END)] == markdown(SHIPPED)


def test_every_fact_has_its_source() -> None:
    assert not [document.id for document in load_documents(SHIPPED) if not all(document.sources)]
    assert not [edge for edge in load_relations(SHIPPED) if not edge.source]


def test_known_facts(shipped: Corpus) -> None:
    (decree,) = shipped.by_key("30/2020/NĐ-CP")
    assert (decree.issued, decree.issuer) == (date(2020, 3, 5), "Chính phủ")
    assert [record.issued for record in shipped.by_key("124-QĐ/TW")] == [date(2018, 2, 2), date(2023, 10, 4)]
    (old,) = shipped.by_key("66-QĐ/TW")
    assert [(edge.rel, edge.number, edge.effective) for edge in shipped.done_to(old) if edge.rel is Rel.REPLACES] == [
        (Rel.REPLACES, "399-QĐ/TW", date(2026, 1, 9))
    ]


def test_the_facts_are_sorted_so_that_a_change_can_be_read() -> None:
    for name in ("documents.jsonl", "documents-local.jsonl", "documents-single.jsonl"):
        rows = [msgspec.json.decode(line) for line in Path(SHIPPED, name).read_bytes().splitlines()]
        keys = [(row["issued"], row["number"] or "", row["id"]) for row in rows]
        assert keys == sorted(set(keys))
