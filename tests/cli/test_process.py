"""What only a process of its own can show: streams, signals, terminals."""

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli.golden import LISTENING
from conftest import FEW, ROOT

COMMAND = [sys.executable, "-m", "legalref"]


@pytest.fixture
def environment(few_index: Path) -> dict[str, str]:
    return os.environ | {"LEGALREF_CORPUS": str(FEW), "LEGALREF_INDEX": str(few_index), "COLUMNS": "100"}


def run(environment: dict[str, str], *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], env=environment, capture_output=True, text=True, timeout=60, check=False, **options
    )


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "command",
    ["", "check", "extract", "read", "show", "search", "tui", "explain", "index", "index build", "index status", "index verify",
     "corpus", "corpus stats", "corpus validate"],
)  # fmt: skip
def test_every_command_has_help(command: str, language: str, environment: dict[str, str]) -> None:
    done = run(environment, "--lang", language, *command.split(), "--help")
    assert done.returncode == 0
    assert run(environment, "--lang", language, *command.split(), "-h").stdout == done.stdout
    assert ("Cách dùng:" if language == "vi" else "Usage:") in done.stdout
    if language == "vi":
        for english in ("Usage", "Options", "Commands", "Show this message", "COMMAND", "[ARGS]"):
            assert english not in done.stdout


def test_a_closed_pipe_is_no_error(environment: dict[str, str]) -> None:
    line = f"set -o pipefail; {sys.executable} -m legalref extract {ROOT / 'docs'} --format jsonl | head -n 1"
    done = subprocess.run(["bash", "-c", line], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_a_full_disk_is_said(environment: dict[str, str]) -> None:
    with Path("/dev/full").open("w") as full:
        line = [*COMMAND, "show", "66-QĐ/TW"]
        done = subprocess.run(line, env=environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        silent = subprocess.run([*COMMAND, "check", "mat.txt"], env=environment, stderr=full, check=False)
    assert (done.returncode, done.stderr) == (
        3,
        "legalref: Không ghi được kết quả: ổ đĩa đầy. Giải phóng chỗ hoặc chọn nơi khác rồi chạy lại.\n",
    )
    assert silent.returncode == 3


@pytest.mark.parametrize(("redirection", "code"), [("<&-", 3), (">&-", 0), ("2>&-", 0)])
def test_closed_streams_are_no_crash(redirection: str, code: int, environment: dict[str, str]) -> None:
    command = "check -" if "<" in redirection else "show 66-QĐ/TW"
    line = f"{sys.executable} -m legalref {command} {redirection}"
    done = subprocess.run(["bash", "-c", line], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_the_ui_needs_a_terminal(environment: dict[str, str]) -> None:
    done = run(environment, "tui", stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)


def test_an_empty_path_is_not_the_current_folder(environment: dict[str, str]) -> None:
    done = run(environment, "check", "")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_no_result_leaves_no_file(environment: dict[str, str], tmp_path: Path) -> None:
    assert run(environment, "check", "khong-co.txt", "--output", str(tmp_path / "a.txt")).returncode == 3
    assert list(tmp_path.iterdir()) == []


def test_no_colour_and_no_progress_where_no_terminal_is(environment: dict[str, str], tmp_path: Path) -> None:
    done = run(environment | {"LEGALREF_INDEX": str(tmp_path / "index")}, "show", "66-QĐ/TW")
    assert "\x1b" not in done.stdout + done.stderr
    assert done.stderr == f"Dựng chỉ mục lần đầu ở «{tmp_path / 'index'}»…\n"


def test_colour_on_a_terminal(environment: dict[str, str]) -> None:
    end, terminal = pty.openpty()
    plain = {key: value for key, value in environment.items() if key != "NO_COLOR"} | {"TERM": "xterm-256color"}
    for variables, coloured in ((plain, True), (plain | {"NO_COLOR": "1"}, False)):
        with subprocess.Popen([*COMMAND, "show", "66-QĐ/TW"], env=variables, stdout=terminal) as process:
            process.wait()
        assert (b"\x1b[31m" in os.read(end, 65536)) is coloured
    os.close(terminal)
    os.close(end)


def test_an_interrupt_ends_with_one_line(environment: dict[str, str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", LISTENING, "check", "-"],
        env=environment,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, "legalref: Đã dừng theo yêu cầu.\n")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_without_permission(environment: dict[str, str], tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    done = run(environment | {"LEGALREF_INDEX": str(tmp_path / "index")}, "show", "66-QĐ/TW")
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 2


def test_an_index_folder_that_cannot_be_made(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    done = run(environment | {"LEGALREF_INDEX": str(tmp_path / "file" / "index")}, "show", "66-QĐ/TW")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.splitlines()[-1].startswith("legalref: Không ghi được chỉ mục")
    assert "Traceback" not in done.stderr


def test_facts_that_are_not_there(environment: dict[str, str], tmp_path: Path) -> None:
    done = run(environment | {"LEGALREF_CORPUS": str(tmp_path)}, "show", "66-QĐ/TW")
    assert done.returncode == 3
    assert done.stderr.startswith("legalref: Không đọc được kho dữ liệu")
    assert len(done.stderr.splitlines()) == 1


def test_the_index_can_be_built_looked_at_and_verified(environment: dict[str, str], tmp_path: Path) -> None:
    own = environment | {"LEGALREF_INDEX": str(tmp_path / "index")}
    none = run(own, "index", "status")
    assert (none.returncode, len(none.stderr.splitlines())) == (3, 1)
    assert run(own, "index", "build").returncode == 0
    assert "Chỉ mục dùng được." in run(own, "index", "status").stdout
    assert run(own, "index", "verify").returncode == 0
    catalogue = next((tmp_path / "index").glob("gen-*/catalogue.sqlite"))
    content, state = bytearray(catalogue.read_bytes()), catalogue.stat()
    content[-1] ^= 1
    catalogue.write_bytes(content)
    os.utime(catalogue, ns=(state.st_atime_ns, state.st_mtime_ns))
    damaged = run(own, "index", "verify")
    assert (damaged.returncode, len(damaged.stderr.splitlines())) == (3, 1)


def test_without_a_command_and_a_terminal_the_help_is_shown(environment: dict[str, str]) -> None:
    done = run(environment)
    assert (done.returncode, done.stderr) == (2, "")
    assert "legalref" in done.stdout
