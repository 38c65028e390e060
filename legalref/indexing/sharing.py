"""A new generation that shares its files with an older one: what is never changed is linked, the rest copied."""

import os
import shutil
from pathlib import Path

from legalref.indexing.generation import CATALOGUE, WORDS


def share(generation: Path, work: Path) -> None:
    """Give `work` the catalogue of `generation` as a copy to write in, and the files of its words, which are never written in.

    Raises OSError.
    """
    shutil.copyfile(generation / CATALOGUE, work / CATALOGUE)
    (work / WORDS).mkdir()
    for file in (generation / WORDS).iterdir():
        _link(file, work / WORDS / file.name)


def _link(file: Path, to: Path) -> None:
    """Link a file, or copy it where the system has no links; a copy keeps the time by which its stamp is believed."""
    try:
        os.link(file, to)
    except OSError:
        shutil.copy2(file, to)
