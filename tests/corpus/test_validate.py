"""Each rule of the schema, broken once."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from conftest import FEW

from legalref.corpus.facts import DOCUMENT_FILES, identity, load_documents
from legalref.corpus.validate import validate
from legalref.errors import CorpusFault
from legalref.model import Document

Row = dict[str, Any]


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FEW, tmp_path / "facts"))


def rewrite(file: Path, change: Callable[[list[Row]], object]) -> None:
    rows = [msgspec.json.decode(line) for line in file.read_bytes().splitlines()]
    change(rows)
    file.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))


def of(number: str, /, **values: object) -> Callable[[list[Row]], object]:
    """Return a change of the fields of one record, its identity kept right."""

    def change(rows: list[Row]) -> None:
        row = next(row for row in rows if row["number"] == number)
        row |= values
        row["id"] = values.get("id", identity(msgspec.convert(row, Document)))

    return change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (of("30/2020/NĐ-CP", id="/akn/vn/act/nghi-dinh/2020-03-06/30-2020-nd-cp"), "fault.id"),
        (of("30/2020/NĐ-CP", number="30 2020"), "fault.number"),
        (of("30/2020/NĐ-CP", number="30/2021/NĐ-CP"), "fault.year"),
        (of("30/2020/NĐ-CP", title="Về công tác văn thư Ð"), "fault.text"),
        (of("30/2020/NĐ-CP", effective="2020-03-04"), "fault.effective"),
        (of("30/2020/NĐ-CP", expired="2020-03-04", status="expired"), "fault.expired"),
        (of("30/2020/NĐ-CP", expired="2024-01-01"), "fault.expiry_status"),
        (of("30/2020/NĐ-CP", status_as_of=None), "fault.as_of"),
        (of("30/2020/NĐ-CP", sources=[]), "fault.sources"),
        (of("30/2020/NĐ-CP", title=" Về công tác văn thư"), "fault.title"),
        (of("30/2020/NĐ-CP", place="Hà Nội", issuer=None), "fault.place"),
        (lambda rows: rows.append(rows[-1]), "fault.duplicate"),
        (list.reverse, "fault.order"),
    ],
)
def test_a_broken_record_is_named(facts: Path, change: Callable[[list[Row]], object], message: str) -> None:
    rewrite(facts / "documents.jsonl", change)
    found = list(validate(facts))
    assert message in {fault.message for fault in found}
    assert all(fault.line > 0 and fault.file.endswith(".jsonl") for fault in found)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"from": "98/2099/NĐ-CP"}, "fault.relation_source"),
        ({"to": "31 QĐ"}, "fault.relation_target"),
        ({"to_issued": "2030-01-01"}, "fault.relation_order"),
        (
            {"from": "01/2011/TT-BNV", "from_issued": "2011-01-19", "to": "110/2004/NĐ-CP", "to_issued": "2004-04-08"},
            "fault.relation_rank",
        ),
        ({"from": "30/2020/NĐ-CP", "from_issued": "2020-03-05", "rel": "amends", "to": "66-NQ/TW"}, "fault.relation_rank"),
        ({"effective": "1990-01-01"}, "fault.relation_effect"),
    ],
)
def test_a_broken_relation_is_named(facts: Path, values: Row, message: str) -> None:
    rewrite(facts / "relations.jsonl", lambda rows: rows[0].update(values))
    assert message in {fault.message for fault in validate(facts)}


def test_a_relation_given_twice_is_named(facts: Path) -> None:
    rewrite(facts / "relations.jsonl", lambda rows: rows.append(rows[0]))
    assert "fault.relation_twice" in {fault.message for fault in validate(facts)}


def test_a_date_out_of_the_order_of_numbers_is_named(facts: Path) -> None:
    def series(rows: list[Row]) -> None:
        first = next(row for row in rows if row["number"] == "30/2020/NĐ-CP")
        for number, day in ((10, "2020-01-20"), (20, "2020-02-10"), (40, "2020-04-01"), (50, "2020-05-05"), (60, "2020-06-01"),
                            (70, "2020-12-20"), (80, "2020-07-08"), (90, "2020-08-01")):  # fmt: skip
            row = first | {"number": f"{number}/2020/NĐ-CP", "issued": day, "effective": None}
            row["id"] = identity(msgspec.convert(row, Document))
            rows.append(row)
        rows.sort(key=lambda row: (row["issued"], row["number"] or "", row["id"]))

    rewrite(facts / "documents.jsonl", series)
    (fault,) = validate(facts)
    assert (fault.message, str(fault.values["id"]).rpartition("/")[2]) == ("fault.series", "70-2020-nd-cp")


@pytest.mark.parametrize("line", ["{", "[]", '{"number": "1"}', "ÿþ"])
def test_a_line_that_is_no_record_is_named_with_its_place(facts: Path, line: str) -> None:
    file = facts / DOCUMENT_FILES[0]
    file.write_bytes(file.read_bytes() + line.encode("latin-1") + b"\n")
    with pytest.raises(CorpusFault) as caught:
        load_documents(facts)
    assert str(file) in str(caught.value)
    assert str(len(file.read_bytes().splitlines())) in str(caught.value)


def test_a_missing_file_is_named(facts: Path) -> None:
    (facts / "relations.jsonl").unlink()
    with pytest.raises(CorpusFault, match=r"relations\.jsonl"):
        list(validate(facts))
