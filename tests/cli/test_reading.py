"""`legalref read`, and what is said of files that need words: sizes, places, remarks."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from cli.golden import legalref

from legalref.model import Location, Mark, Remark
from legalref.reading import dispatch
from legalref.reading.content import Budget, Content
from legalref.vocabulary.wording import place

DRAFT = "Kế hoạch\n\nCăn cứ Nghị định số 30/2020/NĐ-CP ngày 06/3/2020 của Chính phủ.\n\nQuy định số 66-QĐ/TW của Ban Bí thư.\n"


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PDF, read by a stand-in."""

    def read(_data: bytes, path: str, budget: Budget, *, original: bool = False) -> Content:
        marks = (Mark(0, page=1, paragraph=1), Mark(10, page=2, paragraph=2), Mark(DRAFT.index("Quy"), page=2, cell="1:2:3"))
        remark = Remark("remark.pages_without_text", {"path": path, "pages": "3, 4"})
        budget.spend(2_000_000)
        return Content(DRAFT.replace("Kế", "Cũ") if original else DRAFT, marks, (remark, remark))

    known = {"legalref.reading.pdf": SimpleNamespace(read=read)}
    monkeypatch.setattr(dispatch, "import_module", known.__getitem__)
    monkeypatch.chdir(tmp_path)
    Path("a.pdf").write_bytes(b"%PDF-1.7")
    return Path("a.pdf")


def test_the_text_and_its_structure(draft: Path) -> None:
    assert legalref(["read", str(draft)]) == (DRAFT, "legalref: «a.pdf»: các trang 3, 4 không có lớp chữ, chưa được đọc.\n", 3)
    row = json.loads(legalref(["read", str(draft), "--json", "--lang", "en"]).out)
    assert (row["path"], row["format"], row["length"], row["text"]) == ("a.pdf", "pdf", len(DRAFT), DRAFT)
    assert row["marks"][1] == {"start": 10, "page": 2, "paragraph": 2, "cell": None, "note": None, "part": None}
    assert row["remarks"][0] == {
        "code": "pages_without_text",
        "message": "«a.pdf»: pages 3, 4 have no text layer and were not read.",
    }


@pytest.mark.usefixtures("on_few")
def test_places_are_shown(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    concise = legalref(["check", str(draft), "--format", "concise", "--as-of", "2026-11-24"])
    assert concise.out.startswith("a.pdf:3:8: LR202 lỗi: Nghị định số 30/2020/NĐ-CP (trang 2, đoạn 2): Ngày ghi 06/3/2020")
    full = legalref(["check", str(draft), "--as-of", "2026-11-24"]).out
    assert "\n  3:8 trang 2, đoạn 2 LR202 lỗi\n" in full
    table = legalref(["extract", str(draft)]).out
    assert "5:1 trang 2, bảng 1, hàng 2, cột 3" in " ".join(table.split())
    rows = [json.loads(line)["location"] for line in legalref(["extract", str(draft), "--format", "jsonl"]).out.splitlines()]
    assert rows[1] == {"line": 5, "column": 1, "page": 2, "paragraph": None, "cell": "1:2:3", "note": None, "part": None}


@pytest.mark.parametrize("command", ["read", "extract", "check"])
@pytest.mark.usefixtures("on_few")
def test_sizes_and_the_original_are_asked_for(command: str, draft: Path) -> None:
    assert "--max-size" not in legalref([command, str(draft), "--max-size", "2"]).err
    said = legalref([command, str(draft), "--max-size", "1"])
    assert (said.code, "hơn 1 MB" in said.err, "--max-size" in said.err) == (3, True, True)
    draft.write_bytes(b"%PDF-1.7".ljust(2_000_001))
    assert legalref([command, str(draft), "--max-size", "2"]).code == 3
    assert "--max-size" not in legalref([command, str(draft), "--original", "--max-size", "3"]).err


def test_the_original_is_read(draft: Path) -> None:
    assert legalref(["read", str(draft), "--original"]).out.startswith("Cũ hoạch")


def test_remarks_are_said_once_a_file_in_the_order_of_the_files_whatever_the_number_of_processes(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_bytes(
            b"Ngh\xde \xae\xdenh s\xe8 30/2020/N\xa7-CP" if number % 3 else b"Khong co gi"
        )
    (tmp_path / "05.txt").unlink()
    (tmp_path / "05.txt").symlink_to(tmp_path / "mat")
    one, two = (legalref(["extract", str(tmp_path), "--format", "jsonl", "--jobs", jobs]) for jobs in "12")
    assert one == two
    said = [Path(line.partition("«")[2].partition("»")[0]).stem for line in one.err.splitlines()]
    assert said == ["01", "02", "04", "05", "07", "08", "10", "11"]


@pytest.mark.parametrize(
    ("location", "words"),
    [
        (Location(1, 1), ""),
        (Location(1, 1, page=3, paragraph=2), "trang 3, đoạn 2"),
        (Location(1, 1, part="Biểu 1", cell="B7"), "phần «Biểu 1», ô B7"),
        (Location(1, 1, paragraph=9, cell="1:2:3"), "bảng 1, hàng 2, cột 3"),
        (Location(1, 1, paragraph=9, note="12"), "chú thích 12"),
        (Location(1, 1, note="header"), "đầu trang"),
        (Location(1, 1, page=2, note="text box", cell="1:1:1"), "trang 2, khung chữ, bảng 1, hàng 1, cột 1"),
    ],
)
def test_a_place_in_words(location: Location, words: str) -> None:
    assert place(location, "vi") == words
    assert bool(place(location, "en")) == bool(words)


def test_nothing_in_a_text_steers_the_terminal_and_offsets_stay(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a\x1b[31mb\r\n\tc")
    main, end = pty.openpty()
    line = [sys.executable, "-m", "legalref", "read", str(tmp_path / "a.txt")]
    done = subprocess.run(line, stdout=end, check=False, stdin=subprocess.DEVNULL)
    os.close(end)
    assert done.returncode == 0
    assert os.read(main, 100).decode().split() == ["a\ufffd[31mb\ufffd", "c"]
    piped = subprocess.run(line, capture_output=True, check=False)
    assert piped.stdout == b"a\x1b[31mb\r\n\tc"
