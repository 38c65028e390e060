"""The shipped facts hold every rule, their README counts them, and known ones are there."""

from datetime import date
from pathlib import Path

from conftest import SHIPPED

from legalref.corpus import Corpus
from legalref.corpus.facts import load_documents, load_relations
from legalref.corpus.stats import BEGIN, END, markdown
from legalref.corpus.validate import validate
from legalref.model import Confidence, Rel


def test_every_fact_holds_every_rule() -> None:
    assert list(validate(SHIPPED)) == []


def test_the_readme_counts_what_is_there() -> None:
    readme = (SHIPPED / "README.md").read_text("utf-8")
    assert readme[readme.index(BEGIN) : readme.index(END) + len(END)] == markdown(SHIPPED)


def test_nothing_rests_on_memory() -> None:
    documents, relations = load_documents(SHIPPED), load_relations(SHIPPED)
    assert not [document.id for document in documents if "memory" in document.sources]
    assert {edge.confidence for edge in relations} <= set(Confidence)


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
        lines = Path(SHIPPED, name).read_text("utf-8").splitlines()
        assert len(lines) == len(set(lines))
