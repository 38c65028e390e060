"""Many files in several processes: the same bytes, whatever happens to a file or a process."""

import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from cli import works
from cli.golden import LISTENING, legalref

from legalref.cli import parallel
from legalref.cli.parallel import Answer, Part, in_order, jobs_for
from legalref.errors import UnreadableInput
from legalref.extraction import extract
from legalref.reporting.machine import citation_row, jsonl, write_jsonl

LINE = "Căn cứ Nghị định số {number}/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ; theo điểm a khoản 2 Điều 5 Luật này.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Forty files of very different length, some of which cannot be read, in two folders, one of them empty beside."""
    root = tmp_path / "hồ sơ"
    for number in range(40):
        file = root / f"{number % 3}" / f"{number:02}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(LINE.format(number=number + 1) * (1500 if number == 0 else number % 7), "utf-8")
    (root / "0" / "hỏng.txt").write_bytes(b"\xfa\xfb TCVN3")
    (root / "1" / "09.pdf").write_bytes(b"%PDF-1.7")
    (root / "2" / "không có.txt").symlink_to(root / "chẳng có gì")
    (root / "2" / "thường.txt").write_text("Không trích dẫn gì ở đây.", "utf-8")
    (tmp_path / "rỗng").mkdir()
    return root


@pytest.mark.parametrize("form", ["jsonl", "json", "csv", "table"])
def test_the_output_does_not_depend_on_the_number_of_processes(form: str, folder: Path) -> None:
    line = ["extract", str(folder), str(folder.parent / "rỗng"), str(folder / "0"), "--format", form, "--jobs"]
    one, two, three = (legalref([*line, jobs]) for jobs in "123")
    assert one == two == three
    assert one.code == 3
    assert [word in one.err for word in ("hỏng.txt", "09.pdf", "không có.txt", "rỗng", "Traceback")] == [True] * 4 + [False]
    assert one.out.count("39/2020/NĐ-CP") > 0


@pytest.mark.parametrize("form", ["jsonl", "json", "csv", "table"])
def test_nothing_found_is_written_alike(form: str, tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text("Không có gì.", "utf-8")
    one, two = (legalref(["extract", str(tmp_path), "--format", form, "--jobs", jobs]) for jobs in "12")
    assert one == two
    assert one.code == 0


def test_a_line_is_a_row() -> None:
    found = extract(LINE.format(number=30) + "Thông tư số 76, 77/2014/TT-BTC; Luật Đất đai số 31/2024/QH15")
    stream = StringIO()
    write_jsonl(map(citation_row, found), stream)
    assert jsonl(found).decode() == stream.getvalue() != ""


def test_kinds_are_chosen_in_every_process(folder: Path) -> None:
    line = ["extract", str(folder), "--format", "jsonl", "--jobs", "2", "--kinds"]
    assert legalref([*line, "named"]).out == ""
    assert legalref([*line, "full"]).out.count('"kind":"full"') > 1500


def test_standard_input_and_pipes_are_read_by_the_program_itself(folder: Path) -> None:
    said = legalref(["extract", str(folder), "-", "--jobs", "2", "--format", "jsonl"], LINE.format(number=777))
    assert '"path":"-"' in said.out.splitlines()[-1]
    shell = f"{sys.executable} -m legalref extract --jobs 2 --format csv <(echo 'Chỉ thị 05-CT/TW') <(echo 'Quy định 66-QĐ/TW')"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) == 3


def names(folder: Path, count: int = 12) -> list[str]:
    return [str(folder / str(number)) for number in range(count)]


def said(answers: list[Answer]) -> list[str]:
    return [answer.data.decode() if isinstance(answer, Part) else answer.message for answer in answers]


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_answers_come_in_the_order_of_the_files(jobs: int, tmp_path: Path) -> None:
    files = [*names(tmp_path), UnreadableInput("error.folder_empty", path="x"), *names(tmp_path)]
    expected = [*map(str, range(12)), "error.folder_empty", *map(str, range(12))]
    assert said(list(in_order(works.name, files, jobs))) == expected


def test_a_process_that_dies_costs_nothing(tmp_path: Path) -> None:
    assert said(list(in_order(works.dies_once, names(tmp_path), 2))) == [*map(str, range(12))]


def test_a_file_at_which_processes_die_is_said_and_the_others_are_done(tmp_path: Path) -> None:
    expected = [*"012", "error.lost", *map(str, range(4, 12))]
    assert said(list(in_order(works.dies, names(tmp_path), 2))) == expected


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_that_memory_does_not_hold_is_said(jobs: int, tmp_path: Path) -> None:
    answers = list(in_order(works.runs_out, names(tmp_path), jobs))
    assert said(answers) == [*"012", "error.lost", *map(str, range(4, 12))]
    assert str(tmp_path / "3") in str(answers[3])


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_of_the_program_is_not_hidden(jobs: int, tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError, match="3"):
        list(in_order(works.fails, names(tmp_path), jobs))


def test_no_more_is_done_ahead_than_memory_holds(tmp_path: Path) -> None:
    files = names(tmp_path, 100)
    answers = in_order(works.slow_first, files, 2)
    assert next(answers).data.rstrip() == b"0"
    assert len(list(tmp_path.iterdir())) < 40
    assert [answer.data.decode().rstrip() for answer in answers if isinstance(answer, Part)] == [*map(str, range(1, 100))]


def test_how_many_processes_are_worth_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 4)
    small, large = [tmp_path / f"nhỏ{number}" for number in range(9)], [tmp_path / f"lớn{number}" for number in range(9)]
    for file in small:
        file.write_bytes(b" " * 300_000)
    for file in large:
        file.write_bytes(b"")
        os.truncate(file, 10_000_000)
    os.mkfifo(tmp_path / "ống")

    def jobs(asked: int, *files: Path | str) -> int:
        return jobs_for(asked, [*map(str, files)], [*map(str, files)])

    assert [jobs(0, *large), jobs(0, *large[:3]), jobs(0, *small), jobs(0, *small[:2]), jobs(0, large[0])] == [4, 3, 2, 1, 1]
    assert [jobs(9, *small), jobs(9, *small[:2]), jobs(1, *large), jobs(2, "không có", "\0")] == [9, 2, 1, 2]
    assert [jobs(2, "-", *large), jobs(2, tmp_path / "ống", *large), jobs_for(2, ["x"], [])] == [1, 1, 1]


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A folder that keeps two processes busy for many seconds."""
    for number in range(200):
        (tmp_path / f"{number:03}.txt").write_text(LINE.format(number=number + 1) * 2000, "utf-8")
    return tmp_path


def begun(folder: Path, **streams: int) -> subprocess.Popen[bytes]:
    """Start the program on a folder, in a group of processes of its own, as a terminal would."""
    arguments = ["extract", str(folder), "--jobs", "2", "--format", "jsonl"]
    return subprocess.Popen([sys.executable, "-c", LISTENING, *arguments], start_new_session=True, **streams)


@pytest.mark.parametrize("send", [os.killpg, os.kill], ids=["the group", "the program alone"])
def test_an_interrupt_ends_all_processes_with_one_line(send: Callable[[int, int], None], long: Path) -> None:
    with begun(long, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        send(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=30)  # ends when no process holds the streams any more
    assert (process.returncode, err.decode()) == (130, "legalref: Đã dừng theo yêu cầu.\n")


def test_a_closed_pipe_ends_all_processes(long: Path) -> None:
    with begun(long, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert (process.stderr.read(), process.wait(30)) == (b"", 0)


def test_progress_is_shown_on_a_terminal_and_only_there(folder: Path, tmp_path: Path) -> None:
    end, terminal = pty.openpty()
    target = tmp_path / "kết quả.jsonl"
    line = [
        sys.executable,
        "-m",
        "legalref",
        "extract",
        str(folder / "1"),
        "--jobs",
        "2",
        "--format",
        "jsonl",
        "--output",
        str(target),
    ]
    with subprocess.Popen(line, stderr=terminal, env=os.environ | {"TERM": "xterm-256color"}) as process:
        process.wait(30)
    shown = b""
    while select.select([end], [], [], 0.1)[0]:
        shown += os.read(end, 65536)
    os.close(terminal)
    os.close(end)
    assert "Đọc tệp" in shown.decode()
    assert target.read_text("utf-8").count("\n") > 10
    target.unlink()
    assert "Đọc tệp" not in subprocess.run(line, capture_output=True, text=True, check=False).stderr
