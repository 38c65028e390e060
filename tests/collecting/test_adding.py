"""What is told of each document that is added: new, updated with both values, there already, renamed, refused."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from factories import record
from papers import decision, docx, scanned

from legalref.collecting.adding import Adder, Outcome, Told
from legalref.collecting.drafts import Draft
from legalref.collecting.holdings import Edge
from legalref.collecting.keeping import Rehearsal, keeping
from legalref.collecting.shipped import Shipped
from legalref.collecting.store import Store
from legalref.collecting.taking import take
from legalref.errors import UnreadableInput
from legalref.model import Confidence, Document, Rel, Status
from legalref.model.document import Citing

Rows = list[tuple[Outcome, str | None]]


class Office:
    """A corpus, and a way to add to it as the command does."""

    def __init__(self, folder: Path, shipped: list[Document]) -> None:
        self.folder = folder
        self.shipped = shipped

    def add(self, *paths: Path, given: Draft | None = None, dry: bool = False) -> list[Told]:
        if dry:
            return list(self._add(Rehearsal(self.folder), paths, given or Draft()))
        with keeping(self.folder) as keeper:
            return list(self._add(keeper, paths, given or Draft()))

    def _add(self, corpus: object, paths: tuple[Path, ...], given: Draft) -> Iterator[Told]:
        adder = Adder(corpus, lambda: Shipped(self.shipped))  # type: ignore[arg-type]
        for path in paths:
            known = adder.known(str(path)) if given == Draft() else None
            if known:
                yield known
            else:
                yield from adder.add(str(path), take(str(path), given)[0], corrected=given != Draft())
        adder.commit()

    @property
    def store(self) -> Store:
        return Store(self.folder)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(
        tmp_path / "kho", [record("5/2026/QĐ-UBND", "2026-03-01", issuer="Ủy ban nhân dân xã Nà Tấu", place="xã Nà Tấu")]
    )


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def outcomes(told: list[Told]) -> list[Outcome]:
    return [each.outcome for each in told]


def test_a_document_is_kept_with_its_text_and_whom_it_cites(office: Office, tmp_path: Path) -> None:
    path = write(tmp_path / "a.docx", docx(decision(7)))
    (told,) = office.add(path)
    assert told.outcome is Outcome.NEW
    (document,) = office.store.documents()
    assert (document.number, document.type, document.issued.isoformat()) == ("7/QĐ-UBND", "Quyết định", "2026-03-02")
    assert document.confidence is Confidence.OWN
    ((identifier, text),) = office.store.texts()
    assert identifier == document.id
    assert "TM. ỦY BAN NHÂN DÂN" in text.content
    assert text.marks[0].paragraph == 1
    assert office.store.citations() == [
        Citing(document.id, "Nghị định", "30/2020/NĐ-CP", None, "2020-03-05", 2),
        Citing(document.id, "Quy định", "66-QĐ/TW", None, "2017-02-06", 1),
    ]
    (origin,) = office.store.origins()
    assert (origin.path, origin.size, origin.format) == (str(path.resolve()), path.stat().st_size, "docx")


def test_what_a_document_does_to_others_is_kept_with_its_record(office: Office, tmp_path: Path) -> None:
    text = decision(7).replace(
        "kể từ ngày ký", "kể từ ngày ký và thay thế Quyết định số 3/QĐ-UBND ngày 05/01/2024 của UBND xã Nà Tấu"
    )
    office.add(write(tmp_path / "a.txt", text))
    (document,) = office.store.documents()
    edges = {(edge.rel, edge.to, edge.record) for edge in office.store.relations() if isinstance(edge, Edge)}
    assert (Rel.REPLACES, "3/QĐ-UBND", document.id) in edges
    assert (Rel.BASED_ON, "30/2020/NĐ-CP", document.id) in edges
    write(tmp_path / "a.txt", decision(7))
    office.add(tmp_path / "a.txt")
    assert {edge.rel for edge in office.store.relations()} == {Rel.BASED_ON}


def test_a_document_that_cites_itself_does_not_count(office: Office, tmp_path: Path) -> None:
    text = decision(7).replace("Điều 2. ", "Điều 2. Quyết định số 7/QĐ-UBND ngày 02/3/2026 là văn bản này. ")
    office.add(write(tmp_path / "a.txt", text))
    assert "7/QĐ-UBND" not in {each.number for each in office.store.citations()}


def test_the_same_file_again_is_known_without_being_read(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.txt", decision(7))
    office.add(path)
    before = {file: file.read_bytes() for file in office.store.files()}
    monkeypatch.setattr("legalref.collecting.taking.read", None)
    assert outcomes(office.add(path)) == [Outcome.KNOWN]
    path.touch()
    assert outcomes(office.add(path)) == [Outcome.KNOWN]
    assert {file: file.read_bytes() for file in office.store.files()} == before


def test_a_copy_is_known_under_the_first_name(office: Office, tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.txt", decision(7)), write(tmp_path / "b.txt", decision(7))
    told = office.add(first, second)
    assert outcomes(told) == [Outcome.NEW, Outcome.KNOWN]
    assert told[1].other == str(first.resolve())
    assert len(office.store.origins()) == 1


def test_a_file_that_was_renamed_is_followed(office: Office, tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", decision(7))
    office.add(path)
    moved = path.rename(tmp_path / "b.txt")
    (told,) = office.add(moved)
    assert (told.outcome, told.other) == (Outcome.RENAMED, str(path.resolve()))
    assert [origin.path for origin in office.store.origins()] == [str(moved.resolve())]
    assert len(list(office.store.texts())) == 1
    assert outcomes(office.add(moved)) == [Outcome.KNOWN]


def test_an_update_tells_every_field_with_both_values(office: Office, tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", decision(7, title="Về việc trực cơ quan"))
    office.add(path)
    write(path, decision(7, title="Về việc phân công trực cơ quan"))
    (told,) = office.add(path)
    assert told.outcome is Outcome.UPDATED
    assert told.changes == (("title", "Về việc trực cơ quan", "Về việc phân công trực cơ quan"),)
    ((_, text),) = office.store.texts()
    assert "phân công" in text.content
    assert len(list((office.folder / "texts").iterdir())) == 1


def test_a_new_text_under_the_same_head_is_an_update(office: Office, tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", decision(7))
    office.add(path)
    write(path, decision(7).replace("kể từ ngày ký", "sau 10 ngày"))
    (told,) = office.add(path)
    assert (told.outcome, told.changes) == (Outcome.UPDATED, ())


def test_a_list_fills_gaps_and_keeps_the_text(office: Office, tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", decision(7))
    office.add(path)
    headings = "Số ký hiệu,Ngày ban hành,Cơ quan ban hành,Lĩnh vực,Tình trạng\n"
    row = f"{headings}7/QĐ-UBND,02/3/2026,UBND xã Nà Tấu,Nội vụ,còn hiệu lực\n"
    (told,) = office.add(write(tmp_path / "so.csv", row))
    assert told.outcome is Outcome.UPDATED
    assert [change.field for change in told.changes] == ["status", "topic"]
    assert len(list(office.store.texts())) == 1
    assert len(office.store.citations()) == 2
    (document,) = office.store.documents()
    assert document.title is not None
    assert document.sources == ("a.txt", "so.csv")


def test_a_list_that_was_heard_does_not_undo_what_came_later(office: Office, tmp_path: Path) -> None:
    rows = "Số ký hiệu,Ngày ban hành,Cơ quan ban hành,Trích yếu\n7/QĐ-UBND,02/3/2026,UBND xã Nà Tấu,Về trực\n"
    listed, path = write(tmp_path / "so.csv", rows), write(tmp_path / "a.txt", decision(7))
    assert outcomes(office.add(listed, path)) == [Outcome.NEW, Outcome.UPDATED]
    assert outcomes(office.add(listed, path)) == [Outcome.KNOWN, Outcome.KNOWN]
    assert office.store.documents()[0].title == "Về việc phân công trực cơ quan"


def test_what_has_a_day_of_expiry_stays_expired(office: Office, tmp_path: Path) -> None:
    office.add(write(tmp_path / "1.csv", "Số ký hiệu,Ngày ban hành,Ngày hết hiệu lực\n7/KH-UBND,02/3/2026,01/4/2026\n"))
    (told,) = office.add(write(tmp_path / "2.csv", "Số ký hiệu,Ngày ban hành,Tình trạng\n7/KH-UBND,02/3/2026,còn hiệu lực\n"))
    assert (told.outcome, told.changes) == (Outcome.KNOWN, ())
    assert office.store.documents()[0].status is Status.EXPIRED


def test_what_the_file_was_before_is_told(office: Office, tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", decision(7))
    office.add(path)
    write(path, decision(8))
    (told,) = office.add(path)
    assert told.outcome is Outcome.NEW
    assert told.before is not None
    assert told.before.number == "7/QĐ-UBND"
    assert len(office.store.documents()) == 2


def test_two_bodies_under_one_number_and_day_are_two_documents(office: Office, tmp_path: Path) -> None:
    rows = (
        "Số ký hiệu,Ngày ban hành,Cơ quan ban hành,Loại\n"
        "7/QĐ-UBND,02/3/2026,UBND xã Nà Tấu,Quyết định\n7/QĐ-UBND,02/3/2026,UBND xã Mường Phăng,Quyết định\n"
    )
    assert outcomes(office.add(write(tmp_path / "so.csv", rows))) == [Outcome.NEW, Outcome.NEW]


def test_two_bodies_without_a_place_are_not_taken_for_one(office: Office, tmp_path: Path) -> None:
    rows = (
        "Số ký hiệu,Ngày ban hành,Cơ quan ban hành,Loại\n"
        "7/QĐ-CT,02/3/2026,Công ty Hoa Ban,Quyết định\n7/QĐ-CT,02/3/2026,Công ty Pa Khoang,Quyết định\n"
    )
    told = office.add(write(tmp_path / "so.csv", rows))
    assert outcomes(told) == [Outcome.NEW, Outcome.REFUSED]
    assert told[1].problem is not None
    assert told[1].problem.message == "own.other_issuer"


def test_a_list_that_says_less_of_the_place_means_the_same_document(office: Office, tmp_path: Path) -> None:
    text = decision(7).replace("XÃ NÀ TẤU\n", "XÃ NÀ TẤU - TỈNH SƠN LA\n", 1)
    office.add(write(tmp_path / "a.txt", text))
    (document,) = office.store.documents()
    rows = f"Số ký hiệu,Ngày ban hành,Cơ quan ban hành,Loại,Người ký\n7/QĐ-UBND,02/3/2026,{document.issuer},Quyết định,Lò Văn C\n"
    bare = "Số ký hiệu,Ngày ban hành\n7/QĐ-UBND,02/3/2026\n"
    told = office.add(write(tmp_path / "so.csv", rows), write(tmp_path / "tat.csv", bare))
    assert Outcome.NEW not in outcomes(told)
    assert len(office.store.documents()) == 1


def test_another_day_than_the_shipped_one_is_told_and_both_are_kept(office: Office, tmp_path: Path) -> None:
    rows = "Số ký hiệu,Ngày ban hành,Cơ quan ban hành\n5/2026/QĐ-UBND,02/3/2026,UBND xã Nà Tấu\n"
    (told,) = office.add(write(tmp_path / "so.csv", rows))
    (clash,) = told.clashes
    assert (clash.field, clash.ours, clash.theirs) == ("issued", "2026-03-02", "2026-03-01")
    assert office.store.documents()[0].issued.isoformat() == "2026-03-02"


@pytest.mark.parametrize(
    ("number", "ours", "theirs", "clashes"),
    [
        ("30/2020/NĐ-CP", "2020-03-06", "2020-03-05", 1),
        ("30/2020/NĐ-CP", "2020-03-05", "2020-03-05", 0),
        ("16/CT-TTg", "2026-03-02", "2020-03-05", 0),
        ("16/CT-TTg", "2020-03-06", "2020-03-05", 1),
        ("99-QĐ/TW", "2023-10-04", "2017-10-03", 0),
        ("99-QĐ/TW", "2017-10-04", "2017-10-03", 1),
    ],
)
def test_a_number_that_begins_anew_is_no_clash(number: str, ours: str, theirs: str, clashes: int) -> None:
    shipped = Shipped([record(number, theirs, "Quyết định")])
    assert len(list(shipped.clashes(record(number, ours, "Quyết định")))) == clashes


def test_other_days_of_effect_than_the_shipped_ones_clash() -> None:
    shipped = Shipped([record("30/2020/NĐ-CP", "2020-03-05", effective="2020-03-05", issuer="Chính phủ")])
    ours = record("30/2020/NĐ-CP", "2020-03-05", effective="2020-04-20", issuer="Chính phủ")
    assert [clash.field for clash in shipped.clashes(ours)] == ["effective"]


def test_what_is_given_stands_above_what_is_read(office: Office, tmp_path: Path) -> None:
    given = Draft(number="9/QĐ-UBND", issued=record("1", "2026-04-01").issued)
    (told,) = office.add(write(tmp_path / "a.txt", decision(7)), given=given)
    assert told.document is not None
    assert (told.document.number, told.document.issued.isoformat()) == ("9/QĐ-UBND", "2026-04-01")
    assert told.document.effective == told.document.issued


def test_a_file_that_was_misread_can_be_added_again_with_what_is_right(office: Office, tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", decision(7))
    office.add(path)
    (told,) = office.add(path, given=Draft(number="9/QĐ-UBND"))
    assert told.outcome is Outcome.NEW
    assert told.before is not None
    assert told.before.number == "7/QĐ-UBND"


def test_a_document_without_number_type_or_day_is_refused_with_what_is_missing(office: Office, tmp_path: Path) -> None:
    (told,) = office.add(write(tmp_path / "a.txt", "Kính gửi các đồng chí.\n"))
    assert told.outcome is Outcome.REFUSED
    assert told.problem is not None
    assert set(told.problem.fields) == {"number", "type", "issued"}
    assert office.store.documents() == []


def test_a_text_that_was_lost_comes_back_when_its_file_is_added_again(office: Office, tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", decision(7))
    office.add(path)
    (kept,) = (office.folder / "texts").iterdir()
    kept.unlink()
    assert list(office.store.texts()) == []
    office.add(path)
    assert len(list(office.store.texts())) == 1


def test_scanned_pages_are_kept_without_a_text_only_with_all_that_is_needed(office: Office, tmp_path: Path) -> None:
    path = write(tmp_path / "quet.pdf", scanned())
    with pytest.raises(UnreadableInput, match="không có lớp chữ"):
        office.add(path)
    with pytest.raises(UnreadableInput, match="không có lớp chữ"):
        office.add(path, given=Draft(number="9/QĐ-UBND", type="Quyết định"))
    whole = Draft(number="9/QĐ-UBND", type="Quyết định", issued=record("1", "2026-04-01").issued)
    assert outcomes(office.add(path, given=whole)) == [Outcome.NEW]
    assert list(office.store.texts()) == []
    assert outcomes(office.add(path)) == [Outcome.KNOWN]


def test_a_rehearsal_writes_nothing(office: Office, tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", decision(7))
    assert outcomes(office.add(path, dry=True)) == [Outcome.NEW]
    assert not office.folder.exists()


def test_what_was_removed_can_be_added_again(office: Office, tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", decision(7))
    office.add(path)
    with keeping(office.folder) as keeper:
        keeper.drop(next(iter(keeper.holdings)))
        keeper.commit()
    assert (office.store.documents(), len(office.store.removed())) == ([], 1)
    assert outcomes(office.add(path)) == [Outcome.NEW]
    assert office.store.removed() == {}


def test_the_order_of_adding_does_not_change_the_files(tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{number}.txt", decision(number)) for number in range(1, 6)]
    kept = []
    for at, order in enumerate((paths, paths[::-1])):
        office = Office(tmp_path / f"kho{at}", [])
        office.add(*order)
        kept.append([(office.folder / name).read_bytes() for name in ("documents.jsonl", "citations.jsonl")])
    assert kept[0] == kept[1]


def test_adding_many_writes_the_tables_once(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from legalref.collecting import keeping as keeping_module

    write_durably, written = keeping_module.write_durably, []
    monkeypatch.setattr(
        keeping_module, "write_durably", lambda file, content: (written.append(file.name), write_durably(file, content))
    )
    office.add(*(write(tmp_path / f"{number}.txt", decision(number)) for number in range(1, 31)))
    assert sorted(written) == ["citations.jsonl", "documents.jsonl", "files.jsonl", "relations.jsonl", "removed.jsonl"]
    assert len(msgspec.json.Decoder(Document).decode_lines((office.folder / "documents.jsonl").read_bytes())) == 30
