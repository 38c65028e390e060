"""The wheel is whole: the facts travel inside, and it works away from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT, SHIPPED

from legalref.corpus.facts import fact_files


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without fetching anything, unpacked in a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_facts_are_inside_and_the_tests_are_not(unpacked: Path) -> None:
    for file in fact_files(SHIPPED):
        assert (unpacked / "legalref" / "facts" / file.name).read_bytes() == file.read_bytes()
    assert {path.name.partition("-")[0] for path in unpacked.iterdir()} == {"legalref"}
    assert (unpacked / "legalref" / "py.typed").exists()
    assert {file.name for file in (unpacked / "legalref" / "reporting" / "page").iterdir()} == {
        "page.html",
        "page.css",
        "page.js",
    }


def test_the_first_command_builds_the_index_in_the_cache_folder(unpacked: Path, tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LEGALREF_")}
    environment = kept | {"PYTHONPATH": str(unpacked), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "legalref", "show", "66-QĐ/TW"]
    first, second = (
        subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True) for _ in range(2)
    )
    assert "399-QĐ/TW" in first.stdout
    assert first.stdout == second.stdout
    assert str(tmp_path / "cache" / "legalref") in first.stderr
    assert second.stderr == ""
    assert list((tmp_path / "cache" / "legalref" / "index").glob("gen-*"))
