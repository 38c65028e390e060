"""Whether a document applies on a day, from what is recorded of it and of what others did to it."""

from pathlib import Path
from typing import Any

import pytest
from factories import corpus_of, day, edge, record

from legalref.checking import next_change, validity
from legalref.model import Document, Rel, Status, Validity

OLD = "15/2010/NĐ-CP"


def on(as_of: str, folder: Path, rel: Rel | None = None, from_: str | None = None, **fields: Any) -> Validity:
    """Return the validity of a decree of 01/3/2010, to which another of 01/6/2018 did `rel` with effect from `from_`."""
    old = record(OLD, "2010-03-01", "Nghị định", **fields)
    new = record("80/2018/NĐ-CP", "2018-06-01", "Nghị định")
    relations = [edge(new, rel, old, from_)] if rel else []
    with corpus_of(folder, [old, new], relations) as corpus:
        return validity(old, corpus, day(as_of))


IN_FORCE: dict[str, Any] = {"status": Status.IN_FORCE, "status_as_of": "2020-01-01", "effective": "2010-04-15"}


@pytest.mark.parametrize(
    ("as_of", "status", "since"),
    [
        ("2010-02-28", Status.NOT_YET_IN_FORCE, "2010-04-15"),
        ("2010-04-14", Status.NOT_YET_IN_FORCE, "2010-04-15"),
        ("2010-04-15", Status.IN_FORCE, None),
        ("2026-01-01", Status.IN_FORCE, None),
    ],
)
def test_a_document_applies_from_its_day(as_of: str, status: Status, since: str | None, tmp_path: Path) -> None:
    found = on(as_of, tmp_path, **IN_FORCE)
    assert (found.status, found.since) == (status, day(since) if since else None)
    assert found.known_until == day("2020-01-01")


@pytest.mark.parametrize(("as_of", "status"), [("2018-07-31", Status.IN_FORCE), ("2018-08-01", Status.EXPIRED)])
def test_a_replaced_document_applies_until_the_day_of_effect(as_of: str, status: Status, tmp_path: Path) -> None:
    found = on(as_of, tmp_path, Rel.REPLACES, "2018-08-01", **IN_FORCE)
    assert found.status is status
    assert bool(found.replaced_by) is (status is Status.EXPIRED)


def test_an_end_of_unknown_day_makes_it_unknown(tmp_path: Path) -> None:
    found = on("2020-01-01", tmp_path, Rel.REPLACES, **IN_FORCE)
    assert found.status is Status.UNKNOWN
    assert [each.number for each in found.replaced_by] == ["80/2018/NĐ-CP"]


@pytest.mark.parametrize(("as_of", "status"), [("2018-07-31", Status.IN_FORCE), ("2018-08-01", Status.PARTLY_EXPIRED)])
def test_an_amended_document_has_partly_expired_from_the_day_of_effect(as_of: str, status: Status, tmp_path: Path) -> None:
    fields = IN_FORCE | {"status": Status.PARTLY_EXPIRED}
    assert on(as_of, tmp_path, Rel.AMENDS, "2018-08-01", **fields).status is status


def test_a_recorded_expiry_counts_without_a_relation(tmp_path: Path) -> None:
    fields = {"status": Status.EXPIRED, "status_as_of": "2021-01-01", "expired": "2019-07-01"}
    assert on("2019-06-30", tmp_path, **fields).status is Status.IN_FORCE
    assert on("2019-07-01", tmp_path / "later", **fields).since == day("2019-07-01")


def test_an_expiry_of_unknown_day_is_known_from_its_evidence_on(tmp_path: Path) -> None:
    fields = {"status": Status.EXPIRED, "status_as_of": "2021-01-01"}
    assert on("2020-12-31", tmp_path, **fields).status is Status.UNKNOWN
    assert on("2021-01-01", tmp_path / "later", **fields).status is Status.EXPIRED


def test_what_is_not_known_is_said_to_be_unknown(tmp_path: Path) -> None:
    assert on("2026-01-01", tmp_path).status is Status.UNKNOWN


def test_guides_and_bases_change_nothing(tmp_path: Path) -> None:
    for at, rel in enumerate((Rel.GUIDES, Rel.DETAILS, Rel.BASED_ON, Rel.CORRECTS)):
        assert on("2026-01-01", tmp_path / str(at), rel, "2018-08-01", **IN_FORCE).status is Status.IN_FORCE


def test_a_suspension_is_named_and_decides_nothing(tmp_path: Path) -> None:
    found = on("2026-01-01", tmp_path, Rel.SUSPENDS, "2018-08-01", **IN_FORCE)
    assert found.status is Status.IN_FORCE
    assert [each.number for each in found.suspended_by] == ["80/2018/NĐ-CP"]
    assert on("2018-07-31", tmp_path / "before", Rel.SUSPENDS, "2018-08-01", **IN_FORCE).suspended_by == ()


def test_without_a_day_of_effect_only_the_issue_is_known(tmp_path: Path) -> None:
    found = on("2010-02-28", tmp_path)
    assert (found.status, found.since) == (Status.NOT_YET_IN_FORCE, None)
    assert on("2010-03-01", tmp_path / "on").status is Status.UNKNOWN


def test_recorded_as_not_yet_in_force_is_in_force_from_its_day(tmp_path: Path) -> None:
    fields: dict[str, Any] = {"status": Status.NOT_YET_IN_FORCE, "status_as_of": "2010-03-02", "effective": "2010-04-15"}
    assert on("2010-04-14", tmp_path, **fields).status is Status.NOT_YET_IN_FORCE
    assert on("2010-04-15", tmp_path / "on", **fields).status is Status.IN_FORCE


def test_the_earliest_end_counts(tmp_path: Path) -> None:
    old = record(OLD, "2010-03-01", "Nghị định", **IN_FORCE)
    new, newer = record("80/2018/NĐ-CP", "2018-06-01", "Nghị định"), record("9/2020/NĐ-CP", "2020-01-15", "Nghị định")
    relations = [edge(newer, Rel.REPEALS, old, "2020-03-01"), edge(new, Rel.REPLACES, old, "2018-08-01")]
    with corpus_of(tmp_path, [old, new, newer], relations) as corpus:
        assert validity(old, corpus, day("2026-01-01")).since == day("2018-08-01")


def test_the_next_day_on_which_something_changes() -> None:
    old, new = record(OLD, "2010-03-01", expired="2030-05-01"), record("80/2018/NĐ-CP", "2018-06-01", effective="2028-01-01")
    documents: list[Document] = [old, new]
    relations = [edge(new, Rel.REPLACES, old, "2027-02-01")]
    assert next_change(documents, relations, day("2026-11-24")) == day("2027-02-01")
    assert next_change(documents, relations, day("2027-02-01")) == day("2028-01-01")
    assert next_change(documents, relations, day("2030-05-01")) is None
