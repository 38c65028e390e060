"""Every file that reading once failed on, and every sample, gives text or one clear error, whatever it is."""

from pathlib import Path

import pytest

from legalref import read
from legalref.errors import UnreadableInput

FILES = sorted(file for file in (Path(__file__).parents[1] / "files").rglob("*") if file.is_file())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_kept_file_gives_text_or_one_clear_error(file: Path) -> None:
    try:
        text = read(file)
    except UnreadableInput as error:
        if error.message == "error.fault":
            raise
        return
    starts = [mark.start for mark in text.marks]
    assert starts == sorted(starts)
    assert not starts or 0 <= starts[0] <= starts[-1] <= len(text.content)
