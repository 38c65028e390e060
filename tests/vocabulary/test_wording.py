"""How facts are written out for people."""

import pytest

from legalref.vocabulary.wording import source_names


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["phapdien", "phapdien note"], "Bộ pháp điển"),
        (["someone/laws (vbpl.vn)", "public file 12", "public file 7 (vbpl.vn)"], "tệp công khai trên mạng"),
        (["vbpl.vn (public file 67478301330)", "vbpl.vn"], "vbpl.vn"),
        (["dev-texts:nghi-dinh.txt", "collected"], "tài liệu đã đọc và ghi nguồn"),
    ],
)
def test_sources_are_named_in_words_each_once(names: list[str], words: str) -> None:
    assert source_names(names, "vi") == words
