"""A new generation that shares its files with an older one: what is never changed is linked, the rest copied."""

import os
import shutil
from pathlib import Path

from legalref.indexing.generation import CATALOGUE, WORDS


def share(generation: Path, work: Path, *, written: bool) -> None:
    """Give `work` the catalogue and the words of `generation`; the catalogue as a copy where it is to be `written` in.

    The files of the words are never written in, only added to and removed. Raises OSError.
    """
    (shutil.copyfile if written else _link)(generation / CATALOGUE, work / CATALOGUE)
    (work / WORDS).mkdir()
    for file in (generation / WORDS).iterdir():
        _link(file, work / WORDS / file.name)


def _link(file: Path, to: Path) -> None:
    """Link a file, or copy it where the system has no links; a copy keeps the time by which its stamp is believed."""
    try:
        os.link(file, to)
    except OSError:
        shutil.copy2(file, to)
