"""How sources are named to people."""

import pytest

from legalref.vocabulary.messages import LANGUAGES
from legalref.vocabulary.wording import source_names


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        (["phapdien", "congbao", "congbao_hrmaster"], "Bộ pháp điển, Công báo"),
        (["kltn_laws", "vlc"], "toàn văn luật"),
        (["owner/repository", "public file 15", "public file"], "tệp công khai trên mạng"),
        (["official text:a.txt", "official text:b.txt"], "văn bản chính thức đã đọc"),
        (["vbpl.vn (public file 15)", "vbpl.vn", "nhandan.vn"], "vbpl.vn, nhandan.vn"),
    ],
)
def test_sources_are_named_in_words_each_once(sources: list[str], said: str) -> None:
    assert source_names(sources, "vi") == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_keep_their_names(language: str) -> None:
    assert source_names(["thuvienphapluat.vn"], language) == "thuvienphapluat.vn"
