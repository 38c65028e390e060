"""Nothing that was reported as added is ever lost: killed at any moment, out of space, or stopped between two renames."""

import os
import random
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import FEW
from papers import folder_of, holding

from legalref.collecting import keeping as keeping_module
from legalref.collecting.keeping import keeping
from legalref.collecting.store import Store

COUNT = 80
TOLD = re.compile(r"^mới: Quyết định (\S+) ", re.MULTILINE)
"""What the command says of a document once it is durable."""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return os.environ | {"LEGALREF_CORPUS": str(FEW), "LEGALREF_OWN": str(tmp_path / "kho")}


def adding(environment: dict[str, str], folder: Path, **options: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "legalref", "corpus", "add", str(folder), "--jobs", "1"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def kept(folder: Path) -> set[str]:
    return {document.number or "" for document in Store(folder).documents()}


@pytest.mark.parametrize("seed", range(2))
def test_what_was_told_before_a_kill_is_there(seed: int, environment: dict[str, str], tmp_path: Path) -> None:
    folder, chance = folder_of(tmp_path / "van-ban", COUNT), random.Random(seed)  # noqa: S311  # moments, no secrets
    told: set[str] = set()
    for _ in range(3):
        process = adding(environment, folder)
        assert process.stdout is not None
        line = process.stdout.readline()
        time.sleep(chance.random() * 0.2)
        process.kill()
        told |= set(TOLD.findall(line + process.stdout.read()))
        process.communicate()
        assert told <= kept(tmp_path / "kho")
    process = adding(environment, folder)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert kept(tmp_path / "kho") == {f"{number}/QĐ-UBND" for number in range(1, COUNT + 1)}
    assert len(out.splitlines()) == COUNT
    assert len(list(Store(tmp_path / "kho").texts())) == COUNT
    assert not (tmp_path / "kho" / "journal.jsonl").exists()


def test_an_interrupt_ends_with_130_and_keeps_what_was_told(environment: dict[str, str], tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "van-ban", 400)
    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from legalref.cli.main import run; sys.exit(run(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, "corpus", "add", str(folder), "--jobs", "1"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err.splitlines()[-1]) == (130, "legalref: Đã dừng theo yêu cầu.")
    told = set(TOLD.findall(first + out))
    assert told <= kept(tmp_path / "kho")
    assert 0 < len(told) < 400


def test_a_full_disk_is_said_and_costs_nothing_that_was_told(environment: dict[str, str], tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "van-ban", COUNT)

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    process = adding(environment, folder, preexec_fn=little_room)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 3
    assert err.splitlines()[-1].startswith("legalref: Không ghi được kho riêng")
    assert "tệp lớn quá mức" in err
    assert "Traceback" not in err
    assert set(TOLD.findall(out)) == kept(tmp_path / "kho")
    process = adding(environment, folder)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, len(kept(tmp_path / "kho"))) == (0, COUNT), err


class Stopped(BaseException):
    """The machine goes off."""


@pytest.mark.parametrize("renames", range(6))
def test_a_crash_between_two_renames_is_mended_by_the_next(renames: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with keeping(tmp_path) as keeper:
        keeper.put(holding("1-QĐ/ĐU"))
        keeper.put(holding("2-QĐ/ĐU"))
        keeper.commit()
    write, left = keeping_module.write_durably, [renames]

    def stopping(file: Path, content: bytes) -> None:
        if not left[0]:
            raise Stopped
        left[0] -= 1
        write(file, content)

    monkeypatch.setattr(keeping_module, "write_durably", stopping)
    try:
        with keeping(tmp_path) as keeper:
            keeper.put(holding("3-QĐ/ĐU"))
            keeper.drop(holding("1-QĐ/ĐU").id)
            keeper.commit()
    except Stopped:
        pass
    monkeypatch.undo()
    for _ in range(2):
        store = Store(tmp_path)
        assert [document.number for document in store.documents()] == ["2-QĐ/ĐU", "3-QĐ/ĐU"]
        assert [row.record for row in store.origins()] == [document.id for document in store.documents()]
        assert [edge.source_number for edge in store.relations()] == ["2-QĐ/ĐU", "3-QĐ/ĐU"]
        assert list(store.removed()) == [holding("1-QĐ/ĐU").id]
        with keeping(tmp_path):
            pass


def test_one_writer_at_a_time(tmp_path: Path, environment: dict[str, str]) -> None:
    folder = folder_of(tmp_path / "van-ban", 1)
    with keeping(tmp_path / "kho"):
        process = adding(environment, folder)
        _, err = process.communicate(timeout=60)
        assert process.returncode == 3
        assert f"({os.getpid()}, " in err
        assert "Đợi tiến trình ấy xong" in err
    process = adding(environment, folder)
    process.communicate(timeout=60)
    assert process.returncode == 0


def test_a_lock_that_a_killed_writer_left_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("999999, 01/01/2026 08:00\n", "utf-8")
    with keeping(tmp_path) as keeper:
        keeper.put(holding("1-QĐ/ĐU"))
        keeper.commit()
    assert len(Store(tmp_path).documents()) == 1
