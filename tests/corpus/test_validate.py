"""Each rule of the facts, broken once: the fault is found, with file and line."""

import lzma
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from conftest import FEW

from legalref.corpus.facts import DOCUMENT_FILES, fact_files, identity, load_documents, load_provisions, load_relations
from legalref.corpus.statuses import settled
from legalref.corpus.validate import validate
from legalref.errors import CorpusFault
from legalref.model import Document, Status
from legalref.vocabulary.messages import messages

Row = dict[str, Any]
Change = Callable[[list[Row]], object]

LAW = "/akn/vn/act/bo-luat/2019-11-20/45-2019-qh-14"
DECREE = "/akn/vn/act/nghi-dinh/2020-03-05/30-2020-nd-cp"


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """The frozen facts, with names, provisions and citations of their own."""
    folder = Path(shutil.copytree(FEW, tmp_path / "facts"))
    write(folder / "names.jsonl", [{**NAME}, {**NAME, "name": "Bộ luật Lao động 2019"}])
    write(folder / "structure.jsonl.xz", [provisions(LAW), provisions(DECREE)])
    write(folder / "citations.jsonl", [CITING])
    return folder


NAME = {
    "name": "Bộ luật Lao động",
    "number": "45/2019/QH14",
    "type": "Bộ luật",
    "issued": "2019-11-20",
    "source": "example.vn",
}
CITING = {"source": DECREE, "type": "Luật", "number": None, "name": "Luật Lưu trữ", "date": None, "count": 1}


def provisions(document: str) -> Row:
    dieu = {"5": {"khoan": ["1", "2"], "diem": {"2": ["a", "b"]}}}
    return {"document": document, "wording": "as issued", "source": "law text", "dieu": dieu}


def write(file: Path, rows: list[Row]) -> None:
    content = b"".join(msgspec.json.encode(row) + b"\n" for row in rows)
    file.write_bytes(lzma.compress(content) if file.suffix == ".xz" else content)


def rewrite(file: Path, change: Change) -> None:
    content = file.read_bytes()
    rows = [msgspec.json.decode(line) for line in (lzma.decompress(content) if file.suffix == ".xz" else content).splitlines()]
    change(rows)
    write(file, rows)


def of(number: str, /, **values: object) -> Change:
    """Return a change of the fields of one record, its identity kept right."""

    def change(rows: list[Row]) -> None:
        row = next(row for row in rows if row["number"] == number)
        row |= values
        row["id"] = values.get("id", identity(msgspec.convert(row, Document)))

    return change


def add(number: str, /, **values: object) -> Change:
    """Return a change that adds a copy of a record with other values."""

    def change(rows: list[Row]) -> None:
        row = next(row for row in rows if row["number"] == number) | values
        rows.append(row | {"id": identity(msgspec.convert(row, Document))})
        rows.sort(key=lambda row: (row["issued"], row["number"] or "", row["id"]))

    return change


def edge(**values: object) -> Change:
    """Return a change of the first relation."""
    return lambda rows: rows[0].update(values)


def another(**values: object) -> Change:
    """Return a change that adds a copy of the last relation with other values, in its order."""

    def change(rows: list[Row]) -> None:
        rows.append(rows[-1] | values)
        rows.sort(key=lambda row: (row["from_issued"], row["from"], row["rel"], row["to"], row["to_issued"] or ""))

    return change


def series(rows: list[Row]) -> None:
    """Add a series of decrees, of which the seventieth has a day that is out of order."""
    first = next(row for row in rows if row["number"] == "30/2020/NĐ-CP")
    days = {10: "2020-01-20", 20: "2020-02-10", 40: "2020-04-01", 50: "2020-05-05", 60: "2020-06-01", 70: "2020-12-20",
            80: "2020-07-08", 90: "2020-08-01"}  # fmt: skip
    for number, day in days.items():
        row = first | {"number": f"{number}/2020/NĐ-CP", "issued": day, "effective": None}
        rows.append(row | {"id": identity(msgspec.convert(row, Document))})
    rows.sort(key=lambda row: (row["issued"], row["number"] or "", row["id"]))


def outlier(rows: list[Row]) -> None:
    """Add decrees 1 to 25 of a year, and one with ten times their number."""
    first = next(row for row in rows if row["number"] == "30/2020/NĐ-CP")
    for number in [*range(1, 26), 250]:
        row = first | {"number": f"{number:02}/2019/NĐ-CP", "issued": "2019-06-01", "effective": None}
        rows.append(row | {"id": identity(msgspec.convert(row, Document))})
    rows.sort(key=lambda row: (row["issued"], row["number"] or "", row["id"]))


def circle(rows: list[Row]) -> None:
    """Let two documents of one day replace each other."""
    law = rows[0] | {"from_issued": "2008-06-03", "to_issued": "2008-06-03", "rel": "replaces"}
    rows += [law | {"from": "18/2008/QH12", "to": "19/2008/QH12"}, law | {"from": "19/2008/QH12", "to": "18/2008/QH12"}]


RECORDS: list[tuple[str, Change]] = [
    ("id", of("30/2020/NĐ-CP", id="/akn/vn/act/nghi-dinh/2020-03-06/30-2020-nd-cp")),
    ("number", of("30/2020/NĐ-CP", number="30 2020")),
    ("canonical", of("99-QĐ/TW", number="99/QĐ-TW")),
    ("canonical", of("30/2020/NĐ-CP", number="30/2020/ND-CP")),
    ("canonical", of("09/2010/NĐ-CP", number="9/2010/NĐ-CP")),
    ("canonical", of("01/2011/TT-BNV", number="01/2011/TT-B")),
    ("year", of("30/2020/NĐ-CP", number="30/2021/NĐ-CP")),
    ("future", of("399-QĐ/TW", issued="2190-01-09", effective=None)),
    ("past", of("30/2020/NĐ-CP", number="30-CP", issued="1944-03-05")),
    ("assembly", of("45/2019/QH14", number="45/2019/QH13", term="Quốc hội khóa XIII")),
    ("term", of("45/2019/QH14", term="Quốc hội khóa XIII")),
    ("term", of("99-QĐ/TW", term="Đại hội XI")),
    ("type", of("30/2020/NĐ-CP", type="Nghị địn")),
    ("issuer", of("30/2020/NĐ-CP", issuer="Chính Phủ")),
    ("text", of("30/2020/NĐ-CP", title="Về công tác văn thư Ð")),
    ("text", of("30/2020/NĐ-CP", title="Về công tác văn thu\u031b")),
    ("effective", of("30/2020/NĐ-CP", effective="2020-03-04")),
    ("expired", of("30/2020/NĐ-CP", expired="2020-03-04", status="expired")),
    ("expiry_effective", of("34/2016/NĐ-CP", effective="2025-04-02")),
    ("expiry_status", of("30/2020/NĐ-CP", expired="2024-01-01")),
    ("as_of", of("30/2020/NĐ-CP", status_as_of=None)),
    ("no_status", of("99-QĐ/TW", status_as_of="2020-01-01")),
    ("as_of_before", of("30/2020/NĐ-CP", status="in_force", status_as_of="2019-12-31")),
    ("crosschecked", of("30/2020/NĐ-CP", confidence="crosschecked", sources=["vbpl.vn"])),
    ("not_yet", of("30/2020/NĐ-CP", status="not_yet_in_force")),
    ("sources", of("30/2020/NĐ-CP", sources=[])),
    ("sources", of("30/2020/NĐ-CP", sources=[" "])),
    ("title", of("30/2020/NĐ-CP", title=" Về công tác văn thư")),
    ("title", of("30/2020/NĐ-CP", title="Về công tác…")),
    ("names", of("30/2020/NĐ-CP", names=["Nghị định văn thư", "Nghị định văn thư"])),
    ("conflict", of("30/2020/NĐ-CP", conflicts=[{"field": "day", "value": "2020-03-06", "source": "a"}])),
    ("place", of("30/2020/NĐ-CP", place="Hà Nội", issuer=None)),
    ("duplicate", lambda rows: rows.append(rows[-1])),
    ("order", list.reverse),
    ("series", series),
    ("outlying", outlier),
    ("two_days", add("30/2020/NĐ-CP", issued="2020-03-06", effective=None)),
    ("replaced", of("66-QĐ/TW", status="in_force", expired=None)),
    ("status", of("09/2010/NĐ-CP", status="unknown", expired=None, status_as_of=None)),
    ("status", of("34/2016/NĐ-CP", expired="2026-04-01")),
]
RELATIONS: list[tuple[str, Change]] = [
    ("relation_source", edge(**{"from": "98/2099/NĐ-CP"})),
    ("relation_target", edge(to="31 QĐ")),
    ("relation_day", edge(to_issued="2004-04-09")),
    ("relation_self", edge(to="09/2010/NĐ-CP", to_issued="2010-02-08")),
    ("relation_order", edge(to_issued="2030-01-01")),
    ("relation_rank", edge(**{"from": "01/2011/TT-BNV", "from_issued": "2011-01-19"})),
    ("relation_rank", another(**{"from": "30/2020/NĐ-CP", "from_issued": "2020-03-05", "rel": "amends", "to": "66-QĐ/TW"})),
    ("relation_effect", edge(effective="1990-01-01")),
    ("relation_expired", another(rel="amends", to="31-QĐ/TW", to_issued="1997-10-01")),
    ("relation_support", edge(source=" ")),
    ("relation_sorted", list.reverse),
    ("relation_twice", lambda rows: rows.insert(0, rows[0])),
    ("relation_circle", circle),
]
OTHERS: list[tuple[str, str, Change]] = [
    ("name_record", "names.jsonl", lambda rows: rows[0].update(name="Bộ luật Lao động mới")),
    ("name_record", "names.jsonl", lambda rows: rows[0].update(issued="2019-11-21")),
    ("name_source", "names.jsonl", lambda rows: rows[0].update(source="")),
    ("name_sorted", "names.jsonl", list.reverse),
    ("name_twice", "names.jsonl", lambda rows: rows.insert(0, rows[0])),
    ("provision_record", "structure.jsonl.xz", lambda rows: rows[0].update(document=LAW + "x")),
    ("provision_point", "structure.jsonl.xz", lambda rows: rows[0]["dieu"].update({"6": {"khoan": ["1"], "diem": {"2": ["a"]}}})),
    ("provision_sorted", "structure.jsonl.xz", list.reverse),
    ("provision_twice", "structure.jsonl.xz", lambda rows: rows.append(rows[-1])),
    ("citing", "citations.jsonl", lambda rows: rows[0].update(source="/akn/vn/act/x")),
]
BROKEN = [
    *((message, "documents.jsonl", change) for message, change in RECORDS),
    *((message, "relations.jsonl", change) for message, change in RELATIONS),
    *OTHERS,
]


def test_facts_without_a_fault_have_none(facts: Path) -> None:
    assert list(validate(facts)) == []


@pytest.mark.parametrize(("message", "name", "change"), BROKEN, ids=[f"{at}-{row[0]}" for at, row in enumerate(BROKEN)])
def test_a_broken_rule_is_named_with_its_place(facts: Path, message: str, name: str, change: Change) -> None:
    rewrite(facts / name, change)
    found = [fault for fault in validate(facts) if fault.message == f"fault.{message}"]
    assert found
    assert {fault.file for fault in found} <= {name, "documents.jsonl"}
    assert all(fault.line > 0 for fault in found)
    assert all(messages("vi")[fault.message].format(**fault.values) for fault in found)


def test_every_fault_that_can_be_said_is_broken_once() -> None:
    said = {key.removeprefix("fault.") for key in messages("vi") if key.startswith("fault.")}
    assert said == {row[0] for row in BROKEN}


def test_what_the_user_owns_may_write_numbers_and_issuers_as_it_will(facts: Path) -> None:
    rewrite(facts / "documents.jsonl", of("01/2011/TT-BNV", number="9/2011/QD-SNV", issuer="Sở Nội vụ", confidence="own"))
    assert {fault.message for fault in validate(facts)} == set()


def test_a_weak_record_may_be_misdated(facts: Path) -> None:
    rewrite(facts / "documents.jsonl", series)
    rewrite(facts / "documents.jsonl", of("70/2020/NĐ-CP", confidence="single"))
    assert list(validate(facts)) == []


@pytest.mark.parametrize("line", ["{", "[]", '{"number": "1"}', "ÿþ"])
def test_a_line_that_is_no_record_is_named_with_its_place(facts: Path, line: str) -> None:
    file = facts / DOCUMENT_FILES[0]
    file.write_bytes(file.read_bytes() + line.encode("latin-1") + b"\n")
    with pytest.raises(CorpusFault) as caught:
        load_documents(facts)
    assert str(file) in str(caught.value)
    assert str(len(file.read_bytes().splitlines())) in str(caught.value)


def test_a_missing_file_is_named(facts: Path) -> None:
    (facts / "documents.jsonl").unlink()
    with pytest.raises(CorpusFault, match=r"documents\.jsonl"):
        list(validate(facts))
    with pytest.raises(CorpusFault, match=r"documents\.jsonl"):
        fact_files(facts)


def test_provisions_are_optional_and_a_damaged_file_of_them_is_named(facts: Path) -> None:
    (row, _) = load_provisions(facts)
    assert (row.document, row.dieu["5"].khoan, row.dieu["5"].diem) == (LAW, ("1", "2"), {"2": ("a", "b")})
    (facts / "structure.jsonl.xz").write_bytes(b"no archive")
    with pytest.raises(CorpusFault, match=r"structure\.jsonl\.xz"):
        load_provisions(facts)
    (facts / "structure.jsonl.xz").unlink()
    assert load_provisions(facts) == []


def status_of(facts: Path, number: str) -> tuple[Status, date | None, date | None]:
    (found,) = [row for row in settled(load_documents(facts), load_relations(facts)) if row.number == number]
    return found.status, found.expired, found.status_as_of


def test_what_is_replaced_from_a_known_day_has_expired_from_that_day(facts: Path) -> None:
    rewrite(facts / "documents.jsonl", of("110/2004/NĐ-CP", status="in_force", expired=None, status_as_of="2019-01-01"))
    assert status_of(facts, "110/2004/NĐ-CP") == (Status.EXPIRED, date(2020, 3, 5), date(2020, 3, 5))


def test_the_day_of_effect_of_what_replaces_it_counts_where_the_relation_has_none(facts: Path) -> None:
    rewrite(facts / "documents.jsonl", of("34/2016/NĐ-CP", status="unknown", expired=None, status_as_of=None))
    rewrite(facts / "relations.jsonl", lambda rows: [row.update(effective=None) for row in rows])
    assert status_of(facts, "34/2016/NĐ-CP") == (Status.EXPIRED, date(2025, 4, 1), date(2025, 4, 1))


def test_what_is_replaced_on_an_unknown_day_is_not_said_to_be_in_force(facts: Path) -> None:
    rewrite(facts / "documents.jsonl", of("34/2016/NĐ-CP", status="in_force", expired=None, status_as_of="2025-11-14"))
    rewrite(facts / "documents.jsonl", of("78/2025/NĐ-CP", effective=None, status="unknown", status_as_of=None))
    rewrite(facts / "relations.jsonl", lambda rows: [row.update(effective=None) for row in rows])
    assert status_of(facts, "34/2016/NĐ-CP") == (Status.UNKNOWN, None, None)


def test_what_is_replaced_by_a_document_that_applies_has_expired_on_an_unknown_day(facts: Path) -> None:
    rewrite(facts / "documents.jsonl", of("34/2016/NĐ-CP", status="in_force", expired=None, status_as_of="2025-11-14"))
    rewrite(facts / "documents.jsonl", of("78/2025/NĐ-CP", effective=None))
    rewrite(facts / "relations.jsonl", lambda rows: [row.update(effective=None) for row in rows])
    assert status_of(facts, "34/2016/NĐ-CP") == (Status.EXPIRED, None, date(2026, 11, 23))


def test_what_is_amended_has_expired_in_part(facts: Path) -> None:
    rewrite(facts / "relations.jsonl", another(rel="amends", effective=None, to="99-QĐ/TW", to_issued="2017-10-03"))
    assert status_of(facts, "99-QĐ/TW") == (Status.PARTLY_EXPIRED, None, date(2026, 1, 9))


@pytest.mark.parametrize("weak", ["relation", "record"])
def test_nothing_follows_from_what_was_read_once(facts: Path, weak: str) -> None:
    rewrite(facts / "documents.jsonl", of("110/2004/NĐ-CP", status="unknown", expired=None, status_as_of=None))
    if weak == "relation":
        rewrite(facts / "relations.jsonl", lambda rows: [row.update(confidence="single") for row in rows])
    else:
        rewrite(facts / "documents.jsonl", of("30/2020/NĐ-CP", confidence="single"))
        rewrite(facts / "documents.jsonl", of("09/2010/NĐ-CP", confidence="single"))
    assert status_of(facts, "110/2004/NĐ-CP") == (Status.UNKNOWN, None, None)


def test_a_number_of_a_law_and_a_resolution_names_neither_without_its_day(facts: Path) -> None:
    law = {"rel": "replaces", "to": "45/2019/QH14", "to_issued": None}
    new = {"number": "46/2025/QH15", "issued": "2025-06-01", "type": "Luật", "effective": None, "term": None, "names": []}
    rewrite(facts / "documents.jsonl", add("45/2019/QH14", **new))
    rewrite(facts / "relations.jsonl", another(**law, **{"from": "46/2025/QH15", "from_issued": "2025-06-01"}))
    assert status_of(facts, "45/2019/QH14")[0] is Status.PARTLY_EXPIRED
