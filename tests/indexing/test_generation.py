"""A generation is whole or it is not there; a bad one is recognised and built anew."""

import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from conftest import FEW

from legalref.errors import IndexProblem
from legalref.indexing import build, open_corpus, open_index, ready
from legalref.indexing.generation import CATALOGUE, WORDS, current, fault, manifest


class Heard:
    """A watcher that remembers."""

    def __init__(self) -> None:
        self.notices: list[str] = []
        self.steps: dict[str, int] = {}

    def notice(self, message: str, _folder: Path) -> None:
        self.notices.append(message)

    def stage(self, message: str, _total: int):  # noqa: ANN201  # a watcher's callback
        self.steps[message] = 0

        def advance(steps: int) -> None:
            self.steps[message] += steps

        return advance


@pytest.fixture
def folder(tmp_path: Path, few_index: Path) -> Path:
    return Path(shutil.copytree(few_index, tmp_path / "index"))


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FEW, tmp_path / "facts"))


def generation(folder: Path) -> Path:
    found = current(folder)
    assert found
    return found


def reasons(folder: Path, facts: Path = FEW) -> list[str]:
    """Return what is said when the index is made ready, and check that it then works."""
    heard = Heard()
    ready(folder, facts, heard)
    with open_corpus(folder, facts) as corpus:
        assert corpus.by_key("30/2020/NĐ-CP")
    assert fault(generation(folder), facts) is None
    return heard.notices


def test_a_sound_one_is_used_as_it_is(folder: Path) -> None:
    before = generation(folder)
    assert reasons(folder) == []
    assert generation(folder) == before
    assert fault(before, FEW, thorough=True) is None


def test_progress_counts_every_record(tmp_path: Path) -> None:
    heard = Heard()
    built = manifest(build(tmp_path / "index", FEW, heard))
    assert built
    assert built.until is None or built.until > date.today()
    assert heard.steps == {"index.catalogue": built.records, "index.words": built.records}


def test_none_is_built(tmp_path: Path) -> None:
    assert reasons(tmp_path / "deep" / "index") == ["index.first"]


def test_a_flipped_byte_is_seen(folder: Path) -> None:
    file = generation(folder) / CATALOGUE
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    assert reasons(folder) == ["index.damaged"]


@pytest.mark.parametrize("name", [CATALOGUE, "manifest.json", WORDS])
def test_a_missing_part_is_seen(name: str, folder: Path) -> None:
    part = generation(folder) / name
    shutil.rmtree(part) if part.is_dir() else part.unlink()
    assert reasons(folder) == ["index.damaged"]


@pytest.mark.parametrize("content", ["", "../../etc", "gen-20200101T000000-00000000", "\N{SNOWMAN}"])
def test_a_pointer_to_nothing_is_seen(content: str, folder: Path) -> None:
    (folder / "CURRENT").write_text(content, "utf-8")
    assert reasons(folder) == ["index.first"]


def test_one_of_another_version_is_built_anew(folder: Path) -> None:
    record = manifest(generation(folder))
    other = msgspec.structs.replace(record, format=0)
    (generation(folder) / "manifest.json").write_bytes(msgspec.json.encode(other))
    assert reasons(folder) == ["index.other_version"]


def test_one_whose_day_has_come_is_built_anew(folder: Path) -> None:
    record = manifest(generation(folder))
    other = msgspec.structs.replace(record, until=date.today() - timedelta(days=1))
    (generation(folder) / "manifest.json").write_bytes(msgspec.json.encode(other))
    assert reasons(folder) == ["index.day"]


def test_changed_facts_are_seen(folder: Path, facts: Path) -> None:
    with (facts / "documents.jsonl").open("ab") as stream:
        stream.write((facts / "documents-single.jsonl").read_bytes())
    (facts / "documents-single.jsonl").write_bytes(b"")
    assert reasons(folder, facts) == ["index.outdated"]


def test_facts_changed_while_building_are_seen(folder: Path, facts: Path) -> None:
    class Meddler(Heard):
        def stage(self, message: str, total: int):  # noqa: ANN202  # a watcher's callback
            with (facts / "documents-single.jsonl").open("wb"):
                pass
            return super().stage(message, total)

    build(folder, facts, Meddler())
    assert fault(generation(folder), facts) == "index.outdated"


def test_touched_facts_are_the_same_facts(folder: Path, facts: Path) -> None:
    os.utime(facts / "documents.jsonl", (1, 1))
    assert reasons(folder, facts) == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves the file open
def test_a_damaged_word_index_is_built_anew(folder: Path) -> None:
    """A damage that the size and time of the files do not show."""
    toc = next((generation(folder) / WORDS).glob("*.toc"))
    state = toc.stat()
    toc.write_bytes(b"\0" * state.st_size)
    os.utime(toc, ns=(state.st_atime_ns, state.st_mtime_ns))
    heard = Heard()
    with open_index(folder, FEW, heard) as index:
        assert index.search("van thu").total
    assert heard.notices == ["index.damaged"]


def test_somebody_elses_is_not_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uid = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: uid + 1)
    assert fault(generation(folder), FEW) == "index.foreign"


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(IndexProblem) as caught:
        build(tmp_path / "file" / "index", FEW)
    assert caught.value.message == "error.index_not_writable"


def test_a_failed_build_leaves_the_old_one(folder: Path, facts: Path) -> None:
    before = generation(folder)
    (facts / "relations.jsonl").write_bytes(b"nonsense\n")
    with pytest.raises(Exception, match="relations"):
        build(folder, facts)
    assert generation(folder) == before
    assert sorted(path.name for path in folder.iterdir()) == ["CURRENT", before.name, "lock"]


def test_old_generations_go_but_the_last(folder: Path) -> None:
    made = [generation(folder), *(build(folder, FEW) for _ in range(3))]
    kept = {path for path in folder.iterdir() if path.name.startswith("gen-")}
    assert generation(folder) == made[-1]
    assert len(kept) == 2
    assert made[-1] in kept


def test_a_reader_keeps_what_it_opened(folder: Path) -> None:
    with open_index(folder, FEW) as index:
        build(folder, FEW)
        assert index.search("van thu").total


def test_a_killed_build_harms_nothing(tmp_path: Path, few_index: Path) -> None:
    """Kill the builder at growing moments: what is current always opens."""
    folder = Path(shutil.copytree(few_index, tmp_path / "index"))
    program = "import sys; from pathlib import Path; from legalref.indexing import build; build(*map(Path, sys.argv[1:]))"
    for wait in (0.1, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7):
        process = subprocess.Popen([sys.executable, "-c", program, str(folder), str(FEW)])
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert reasons(folder) == []


def test_what_killed_builders_left_goes_after_a_while(folder: Path) -> None:
    (folder / ".building-1-old").mkdir()
    (folder / ".CURRENT-old").touch()
    (folder / ".building-1-young").mkdir()
    for old in (folder / ".building-1-old", folder / ".CURRENT-old"):
        os.utime(old, (1, 1))
    build(folder, FEW)
    assert {path.name for path in folder.iterdir() if path.name.startswith(".")} == {".building-1-young"}
