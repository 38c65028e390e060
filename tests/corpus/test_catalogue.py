"""Exact look-ups, and relations from both ends."""

from pathlib import Path

import pytest
from factories import corpus_of, day, edge, record

from legalref.corpus import Corpus
from legalref.corpus.catalogue import ordinal
from legalref.corpus.names import name_key
from legalref.errors import IndexProblem
from legalref.model import Rel


def test_a_number_is_found_however_it_is_spelled(few: Corpus) -> None:
    assert {each.number for text in ("399-QĐ/TW", "399/QÐ-TW", "0399 qd tw") for each in few.by_key(text)} == {"399-QĐ/TW"}
    assert few.by_key("400-QĐ/TW") == ()


def test_a_number_may_be_several_documents(few: Corpus) -> None:
    assert [each.issued for each in few.by_key("124-QĐ/TW")] == [day("2018-02-02"), day("2023-10-04")]


def test_ordinals_types_and_years_narrow(few: Corpus) -> None:
    assert [each.number for each in few.by_ordinal("30", "Nghị định")] == ["30/2020/NĐ-CP"]
    assert few.by_ordinal("30", "Nghị định", 2019) == ()
    assert [each.number for each in few.by_ordinal("034", "Nghị định", 2016)] == ["34/2016/NĐ-CP"]


@pytest.mark.parametrize(("number", "expected"), [("30a/2008/NQ-CP", "30a"), ("007-CT/TW", "7"), ("18B/SL", "18b"), ("QĐ", "")])
def test_the_running_number(number: str, expected: str) -> None:
    assert ordinal(number) == expected


def test_a_name_with_and_without_its_year(few: Corpus) -> None:
    assert name_key("Bộ luật Lao động năm 2019") == name_key("bo luat lao dong 2019")
    assert [each.number for each in few.by_name("Bộ luật Lao động")] == ["45/2019/QH14"]


def test_relations_are_seen_from_both_ends(few: Corpus) -> None:
    (new,), (old,) = few.by_key("399-QĐ/TW"), few.by_key("66-QĐ/TW")
    assert [(each.rel, each.number) for each in few.done_by(new)] == [(Rel.REPLACES, "66-QĐ/TW")]
    (reference,) = few.done_to(old)
    assert (reference.rel, reference.document, reference.effective) == (Rel.REPLACES, new, day("2026-01-09"))


def test_two_records_of_one_number_and_day_are_never_taken_for_one_another(tmp_path: Path) -> None:
    law, resolution = record("18/2008/QH12", "2008-06-03", "Luật"), record("18/2008/QH12", "2008-06-03", "Nghị quyết")
    later = record("50/2019/QH14", "2019-11-20", "Luật")
    with corpus_of(tmp_path, [law, resolution, later], [edge(later, Rel.REPLACES, law)]) as corpus:
        assert [(each.number, each.document) for each in corpus.done_by(later)] == [("18/2008/QH12", None)]
        assert corpus.done_to(law) == corpus.done_to(resolution) == ()


def test_what_is_no_catalogue_is_refused(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite").write_bytes(b"nonsense" * 999)
    for file in (tmp_path / "catalogue.sqlite", tmp_path / "missing.sqlite"):
        with pytest.raises(IndexProblem):
            Corpus(file)
