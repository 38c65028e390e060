"""Golden folders: `command` in, `stdout`, `stderr` and `exit` out. UPDATE_GOLDEN=1 writes them anew; read the diff."""

import os
import shutil
from pathlib import Path

import pytest
from cli.golden import folders, legalref

from legalref.indexing.places import OWN_VARIABLE

HERE = Path(__file__).parent / "golden"


@pytest.mark.usefixtures("on_few")
@pytest.mark.parametrize("folder", folders(HERE), ids=lambda folder: folder.name)
def test_golden(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = shutil.copytree(folder, tmp_path / "work")
    monkeypatch.chdir(work)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("LEGALREF_LANG", raising=False)
    monkeypatch.setenv(OWN_VARIABLE, "kho-rieng")  # in the folder of the command, whatever the machine; most have none
    given = (work / "stdin").read_text("utf-8") if (work / "stdin").exists() else ""
    said = legalref((work / "command").read_text("utf-8"), given)
    got = {"stdout": said.out, "stderr": said.err, "exit": f"{said.code}\n"}
    if os.environ.get("UPDATE_GOLDEN"):
        for name, content in got.items():
            (folder / name).write_bytes(content.encode())
    for name, content in got.items():
        assert content == (folder / name).read_bytes().decode(), name
