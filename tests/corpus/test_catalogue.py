"""Exact look-ups, and relations from both ends."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from factories import corpus_of, day, edge, record

from legalref.corpus import Corpus, catalogue
from legalref.corpus.catalogue import Own, ordinal
from legalref.corpus.names import name_key
from legalref.errors import IndexProblem
from legalref.model import Article, Citing, Confidence, Conflict, Document, Provisions, Rel, Status, Wording


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


def test_a_name_with_the_year_of_issue(tmp_path: Path) -> None:
    laws = [record(number, issued, "Luật", names=("Luật Đất đai",)) for number, issued in LAND_LAWS]
    with corpus_of(tmp_path, laws) as corpus:
        assert [each.number for each in corpus.by_name("Luật Đất đai năm 2013")] == ["45/2013/QH13"]
        assert [each.number for each in corpus.by_name("luat dat dai")] == [number for number, _ in LAND_LAWS]
        assert corpus.by_name("Luật Đất đai 2014") == ()


LAND_LAWS = [("13/2003/QH11", "2003-11-26"), ("45/2013/QH13", "2013-11-29"), ("31/2024/QH15", "2024-01-18")]


def test_records_of_a_term(few: Corpus) -> None:
    assert {each.term for each in few.by_term("Đại hội XII")} == {"Đại hội XII"}
    assert few.by_term("Đại hội XII", "Luật") == ()


def plan(number: str, issued: str, **fields: Any) -> Document:
    return record(number, issued, "Kế hoạch", issuer="Thành ủy Hải Phòng", place="Hải Phòng", confidence=Confidence.OWN, **fields)


def citing(source: Document, target: Document, count: int = 1, **said: str | None) -> Citing:
    named = {"type": target.type, "number": target.number, "name": None, "date": target.issued.isoformat()} | said
    return Citing(source.id, **named, count=count)


def test_the_office_adds_records_that_stand_first(tmp_path: Path) -> None:
    shipped, own = record("12-KH/TU", "2018-01-02", "Kế hoạch"), plan("12-KH/TU", "2021-03-04")
    path = tmp_path / "catalogue.sqlite"
    catalogue.build(path, [shipped])
    catalogue.extend(path, Own([own]))
    with Corpus(path) as corpus:
        assert corpus.by_key("12-KH/TU") == (own, shipped)
        assert list(corpus) == [shipped, own]


@pytest.mark.parametrize("at_once", [True, False], ids=["built together", "added later"])
def test_who_cites_whom_is_known_from_both_ends(tmp_path: Path, at_once: bool) -> None:
    rule, other = record("41-QĐ/TW", "2021-11-03", "Quy định"), record("41-QĐ/TW", "2012-05-09")
    first, second = plan("12-KH/TU", "2022-03-04"), plan("19-KH/TU", "2022-06-01")
    own = Own([first, second], [], [citing(first, rule, 3), citing(second, rule, date="2021"), citing(second, first)])
    path = tmp_path / "catalogue.sqlite"
    catalogue.build(path, [rule, other], own=own if at_once else None)
    if not at_once:
        catalogue.extend(path, own)
    with Corpus(path) as corpus:
        assert corpus.cited_by(rule) == ((first, 3), (second, 1))
        assert corpus.cited_by(other) == ()
        assert corpus.cites(second) == ((rule, 1), (first, 1))
        assert [(each.document, each.here) for each in corpus.most_cited(5, own=True)] == [(rule, 2), (first, 1)]


def test_a_citation_that_fits_several_records_is_tied_to_none(tmp_path: Path) -> None:
    two = [record("124-QĐ/TW", "2018-02-02"), record("124-QĐ/TW", "2023-10-04")]
    source = plan("12-KH/TU", "2024-03-04")
    path = tmp_path / "catalogue.sqlite"
    catalogue.build(path, two, own=Own([source], [], [citing(source, two[0], date=None), citing(source, two[0], date="2022")]))
    with Corpus(path) as corpus:
        assert corpus.cites(source) == ()


def test_what_was_added_later_closes_ends_that_were_open(tmp_path: Path) -> None:
    late, early, source = plan("80-KH/TU", "2020-01-02"), plan("12-KH/TU", "2016-03-04"), plan("19-KH/TU", "2020-06-01")
    path = tmp_path / "catalogue.sqlite"
    catalogue.build(path, [late], [edge(late, Rel.REPLACES, early)], own=Own([source], [], [citing(source, early)]))
    with Corpus(path) as corpus:
        assert (corpus.done_by(late)[0].document, corpus.cites(source)) == (None, ())
    catalogue.extend(path, Own([early]))
    with Corpus(path) as corpus:
        assert corpus.done_by(late)[0].document == early
        assert [each.number for each in corpus.done_to(early)] == ["80-KH/TU"]
        assert corpus.cites(source) == ((early, 1),)


def test_one_document_of_both_is_one_record(tmp_path: Path) -> None:
    shipped = record(
        "30/2020/NĐ-CP", "2020-03-05", "Nghị định", issuer="Chính phủ", title="Về công tác văn thư", effective="2020-03-05",
        status=Status.IN_FORCE, status_as_of="2025-11-14", names=("Nghị định về công tác văn thư",), sources=("phapdien",),
    )  # fmt: skip
    own = record(
        "30/2020/NĐ-CP", "2020-03-05", "Nghị định", issuer="CHÍNH PHỦ", title="Về công tác văn thu", signer="Nguyễn Xuân Phúc",
        confidence=Confidence.OWN, sources=("nd30.pdf",),
    )  # fmt: skip
    path = tmp_path / "catalogue.sqlite"
    catalogue.build(path, [shipped], own=Own([own]))
    with Corpus(path) as corpus:
        (joined,) = corpus.by_key("30/2020/NĐ-CP")
        assert (joined.title, joined.signer, joined.effective) == (own.title, own.signer, shipped.effective)
        assert (joined.status, joined.status_as_of, joined.confidence) == (
            Status.IN_FORCE,
            shipped.status_as_of,
            Confidence.OFFICIAL,
        )
        assert joined.sources == ("nd30.pdf", "phapdien")
        assert joined.conflicts == ()  # a scan's «thu» for «thư» is no other title
        assert corpus.by_name("Nghị định về công tác văn thư") == (joined,)


def test_provisions_of_a_record(tmp_path: Path) -> None:
    decree = record("30/2020/NĐ-CP", "2020-03-05", "Nghị định")
    known = Provisions(decree.id, Wording.CODIFIED, "phapdien", {"1": Article(("1", "2"), {"1": ("a", "đ")})}, gaps=("2",))
    path = tmp_path / "catalogue.sqlite"
    catalogue.build(path, [decree], provisions=[known])
    with Corpus(path) as corpus:
        assert corpus.provisions(decree) == known
        assert corpus.provisions(record("31/2020/NĐ-CP", "2020-03-05", "Nghị định")) is None


def test_what_the_office_reads_otherwise_stands_first_and_hides_nothing(tmp_path: Path) -> None:
    shipped = record("12-KH/TU", "2021-03-04", "Kế hoạch", title="Về kiểm tra", issuer="Tỉnh ủy", sources=("list",))
    own = record("12-KH/TU", "2021-03-04", "Kế hoạch", title="Về giám sát", effective="2021-03-10", confidence=Confidence.OWN)
    path = tmp_path / "catalogue.sqlite"
    catalogue.build(path, [msgspec.structs.replace(shipped, effective=day("2021-03-04"))])
    catalogue.extend(path, Own([own]))
    with Corpus(path) as corpus:
        (joined,) = corpus
        assert (joined.title, joined.issuer, joined.effective) == ("Về giám sát", "Tỉnh ủy", day("2021-03-04"))
        assert joined.conflicts == (Conflict("title", "Về kiểm tra", "list"), Conflict("effective", "2021-03-10", "test"))
