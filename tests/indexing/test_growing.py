"""A generation grows by what the office adds; what is there already is shared, and what was there is still found."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import FEW, ROOT
from factories import day, record

from legalref.collecting.holdings import Edge, Holding, Origin
from legalref.collecting.keeping import keeping
from legalref.collecting.texts import name_of, pack
from legalref.indexing import open_index, ready
from legalref.indexing.generation import CATALOGUE, WORDS, current, manifest
from legalref.model import Confidence, Rel, Status, Text
from legalref.searching import Filters

WHEN = datetime(2026, 11, 25, 17, 0, tzinfo=UTC)


def holding(number: str, title: str, text: str | None = None, replaces: str | None = None) -> tuple[Holding, bytes | None]:
    document = record(number, "2026-03-02", title=title, confidence=Confidence.OWN)
    packed = pack(Text("a.docx", text)) if text else None
    origin = Origin(
        record=document.id, path=f"/{number}", sha256="0" * 64, size=1, mtime_ns=1, format="docx", added=WHEN,
        text=name_of(packed) if packed else None,
    )  # fmt: skip
    edge = Edge(number, document.issued, Rel.REPLACES, replaces or "", None, None, "a.docx", Confidence.OWN, document.id)
    return Holding(document, (edge,) if replaces else (), (), (origin,)), packed


def add(own: Path, *holdings: tuple[Holding, bytes | None]) -> None:
    with keeping(own) as keeper:
        for one, text in holdings:
            keeper.put(one, text)
        keeper.commit()


class Heard:
    """A watcher that remembers what it was told."""

    def __init__(self) -> None:
        self.notices: list[str] = []

    def notice(self, message: str, _folder: Path) -> None:
        self.notices.append(message)

    def stage(self, _message: str, _total: int):  # noqa: ANN201  # a watcher's callback
        return lambda _steps: None


@pytest.fixture
def folder(tmp_path: Path, few_index: Path) -> Path:
    return Path(shutil.copytree(few_index, tmp_path / "index"))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own"


def readied(folder: Path, own: Path) -> list[str]:
    heard = Heard()
    ready(folder, FEW, heard, own)
    return heard.notices


def found(folder: Path, own: Path, text: str, filters: Filters = Filters()) -> set[str | None]:  # noqa: B008  # frozen
    with open_index(folder, FEW, own=own) as index:
        hits = index.search(text, filters)
        return {hit.document.number for hit in hits.hits} if hits.all_words and not hits.is_suggested else set()


def inodes(generation: Path) -> set[int]:
    return {file.stat().st_ino for file in (generation / WORDS).iterdir()}


def test_what_is_added_is_found_and_the_rest_is_shared(folder: Path, own: Path) -> None:
    before = current(folder)
    add(own, holding("7-QĐ/ABC", "Quy chế xe công"))
    assert readied(folder, own) == ["index.grown"]
    after = current(folder)
    assert before
    assert after
    assert before != after
    assert len(inodes(before) & inodes(after)) == len(inodes(before)) - 1  # all but the table of contents
    assert found(folder, own, "quy che xe cong") == {"7-QĐ/ABC"}
    assert "30/2020/NĐ-CP" in found(folder, own, "cong tac van thu")
    assert readied(folder, own) == []
    assert manifest(after).records == manifest(before).records + 1


def test_it_grows_again_and_again(folder: Path, own: Path) -> None:
    for number in range(1, 9):
        add(own, holding(f"{number}-QĐ/ABC", f"Quy chế xe công {number}"))
        assert readied(folder, own) == ["index.grown"]
        assert len(found(folder, own, "quy che xe cong")) == number
    assert len(list((current(folder) / WORDS).glob("*.side"))) <= 3


def test_full_text_is_searched(folder: Path, own: Path) -> None:
    add(own, holding("8-QĐ/ABC", "Quy chế", "Điều 1. Kinh phí thắp sáng công viên do phường chi trả."))
    assert readied(folder, own) == ["index.grown"]
    assert found(folder, own, "thap sang cong vien") == {"8-QĐ/ABC"}
    assert found(folder, own, '"thắp sáng công viên"') == {"8-QĐ/ABC"}
    with open_index(folder, FEW, own=own) as index:
        assert index.search("thap sang cong vien").hits[0].snippet


def test_what_is_replaced_expires(folder: Path, own: Path) -> None:
    """A relation of the new document changes the status that an old one is filtered by."""
    assert "30/2020/NĐ-CP" not in found(folder, own, "cong tac van thu", Filters(status=Status.UNKNOWN))
    add(own, holding("9/2026/NĐ-CP", "Công tác văn thư", replaces="30/2020/NĐ-CP"))
    with open_index(folder, FEW, own=own) as index:
        by_status = {hit.document.number: hit.validity.status for hit in index.search("cong tac van thu").hits}
    status = by_status["30/2020/NĐ-CP"]
    assert status is not Status.IN_FORCE
    assert "30/2020/NĐ-CP" in found(folder, own, "cong tac van thu", Filters(status=status))


@pytest.mark.parametrize("what", ["changed", "removed", "another corpus"])
def test_what_is_no_longer_so_is_built_anew(what: str, folder: Path, own: Path, tmp_path: Path) -> None:
    one, two = holding("7-QĐ/ABC", "Quy chế xe công"), holding("8-QĐ/ABC", "Nội quy")
    add(own, one, two)
    readied(folder, own)
    if what == "changed":
        add(own, holding("7-QĐ/ABC", "Quy chế nhà khách"))
    elif what == "removed":
        with keeping(own) as keeper:
            keeper.drop(one[0].id)
            keeper.commit()
    else:
        own = tmp_path / "other"
        add(own, two)
    assert readied(folder, own) == ["index.grown"]
    assert "7-QĐ/ABC" not in found(folder, own, "quy che xe cong")
    assert found(folder, own, "noi quy") == {"8-QĐ/ABC"}
    assert (found(folder, own, "quy che nha khach") == {"7-QĐ/ABC"}) is (what == "changed")


def test_only_the_writing_of_the_facts_changed(folder: Path, own: Path) -> None:
    """The journal was folded: nothing new, so that everything is shared."""
    add(own, holding("7-QĐ/ABC", "Quy chế xe công"))
    readied(folder, own)
    before = current(folder)
    documents = own / "documents.jsonl"
    documents.write_bytes(documents.read_bytes().rstrip() + b"  \n")
    assert readied(folder, own) == ["index.grown"]
    assert inodes(before) == inodes(current(folder))
    assert (before / CATALOGUE).stat().st_ino == (current(folder) / CATALOGUE).stat().st_ino


def test_a_reader_keeps_what_it_opened(folder: Path, own: Path) -> None:
    with open_index(folder, FEW, own=own) as index:
        for number in range(1, 5):
            add(own, holding(f"{number}-QĐ/ABC", "Quy chế xe công"))
            readied(folder, own)
        assert "30/2020/NĐ-CP" in {hit.document.number for hit in index.search("cong tac van thu").hits}
        assert "1-QĐ/ABC" not in {hit.document.number for hit in index.search("quy che xe cong").hits}


def test_of_several_that_need_it_one_builds(tmp_path: Path) -> None:
    heard = [Heard() for _ in range(4)]
    with ThreadPoolExecutor() as pool:
        made = set(pool.map(lambda one: ready(tmp_path / "index", FEW, one, tmp_path / "own"), heard))
    assert len(made) == 1
    assert sum(len(one.notices) for one in heard) == 1


def test_kills_at_any_moment_lose_nothing() -> None:
    """A few of what `tools/kill_index.py` does 200 times."""
    line = [sys.executable, str(ROOT / "tools" / "kill_index.py"), "--kills", "6", "--facts", str(FEW)]
    done = subprocess.run(line, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": ":".join(sys.path)})
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of the size of files")
@pytest.mark.parametrize("bytes_", [100, 20_000, 60_000, 200_000])
def test_a_full_disk_is_said_and_leaves_the_old_one(bytes_: int, folder: Path) -> None:
    before = current(folder)
    program = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from legalref.errors import IndexProblem; from legalref.indexing import build\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({bytes_}, {bytes_}))\n"
        "try: build(*map(Path, sys.argv[1:]))\n"
        "except IndexProblem as error: print(error.message)\n"
    )
    line = [sys.executable, "-c", program, str(folder), str(FEW)]
    done = subprocess.run(line, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": ":".join(sys.path)})
    assert (done.stdout, done.stderr) in {("error.index_not_writable\n", ""), ("", "")}
    assert (current(folder) == before) is bool(done.stdout)
    assert [path for path in folder.iterdir() if path.name.startswith(".building")] == []


def test_days_of_change_are_kept(folder: Path, own: Path) -> None:
    add(own, (Holding(record("7-QĐ/ABC", "2026-03-02", effective="2030-01-01", confidence=Confidence.OWN)), None))
    readied(folder, own)
    until = manifest(current(folder)).until
    assert until
    assert until <= day("2030-01-01")
