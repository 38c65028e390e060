"""A baseline knows its findings again when the text moves, and nothing else."""

import json
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from factories import day
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legalref.checking import Examined, examine
from legalref.checking.baseline import Baseline, Known, fingerprint, known_of, read_baseline, write_baseline
from legalref.corpus import Corpus
from legalref.errors import UnreadableInput, UnwritableOutput
from legalref.model import Text

AS_OF = day("2026-11-24")
CONTENT = (
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 06 tháng 3 năm 2020 của Chính phủ về công tác văn thư;\n\n"
    "Căn cứ Quy định số 66-QĐ/TW ngày 06/02/2017 của Ban Bí thư;\n"
)
MORE = "\nTheo Nghị định số 34/2016/NĐ-CP ngày 14/5/2016 của Chính phủ.\n"


def examined(content: str, corpus: Corpus, path: Path | str = "a.txt", as_of: str = "2026-11-24") -> Examined:
    return examine(Text(str(path), content, format_="text"), corpus, as_of=day(as_of))


def codes(found: Examined) -> list[str]:
    return [finding.rule for each in found.citations for finding in each.findings]


def write(path: Path, texts: list[Examined]) -> int:
    """Write the findings of texts, and return how many they are."""
    found = sum((known_of(each, path) for each in texts), Counter[Known]())
    write_baseline(path, found)
    return found.total()


def known(corpus: Corpus, folder: Path, content: str = CONTENT) -> Baseline:
    write(folder / "moc.json", [examined(content, corpus, folder / "a.txt")])
    return read_baseline(folder / "moc.json")


def test_what_is_known_is_not_told_again(few: Corpus, tmp_path: Path) -> None:
    left = known(few, tmp_path).new(examined(CONTENT + MORE, few, tmp_path / "a.txt"))
    assert codes(examined(CONTENT + MORE, few)) == ["LR202", "LR301", "LR301"]
    assert codes(left) == ["LR301"]
    assert [hidden.finding.rule for hidden in left.known] == ["LR202", "LR301"]


@pytest.mark.parametrize(
    "moved",
    [
        "\n\n\n" + CONTENT,
        "Một đoạn mới.\n\n" + CONTENT,
        CONTENT.replace("\n", "\r\n"),
        CONTENT.replace(" của Ban", "\ncủa Ban"),
        CONTENT.replace("văn thư;", "VĂN THƯ;"),
        CONTENT.replace("Nghị định số", "Nghị định  số"),
    ],
)
def test_it_is_known_again_when_the_text_moves(moved: str, few: Corpus, tmp_path: Path) -> None:
    assert codes(known(few, tmp_path).new(examined(moved, few, tmp_path / "a.txt"))) == []


def test_it_is_known_again_on_another_day(few: Corpus, tmp_path: Path) -> None:
    assert codes(known(few, tmp_path).new(examined(CONTENT, few, tmp_path / "a.txt", "2026-12-31"))) == []


@pytest.mark.parametrize(
    "changed",
    [
        CONTENT.replace("06 tháng 3", "07 tháng 3"),
        CONTENT.replace("Căn cứ Nghị định", "Bãi bỏ toàn bộ nội dung trái với Nghị định"),
    ],
)
def test_another_fault_or_place_is_new(changed: str, few: Corpus, tmp_path: Path) -> None:
    left = known(few, tmp_path).new(examined(changed, few, tmp_path / "a.txt"))
    assert [hidden.finding.rule for hidden in left.known] == ["LR301"]


def test_the_same_in_another_file_is_new(few: Corpus, tmp_path: Path) -> None:
    assert codes(known(few, tmp_path).new(examined(CONTENT, few, tmp_path / "b.txt"))) == ["LR202", "LR301"]


def test_what_is_found_more_often_than_it_was_known_is_new(few: Corpus, tmp_path: Path) -> None:
    assert codes(known(few, tmp_path).new(examined(CONTENT * 2, few, tmp_path / "a.txt"))) == ["LR202", "LR301"]
    twice = known(few, tmp_path, CONTENT * 2)
    assert codes(twice.new(examined(CONTENT * 2, few, tmp_path / "a.txt"))) == []


def test_the_file_is_sorted_and_says_its_version(few: Corpus, tmp_path: Path) -> None:
    texts = [examined(CONTENT + MORE, few, tmp_path / name) for name in ("b.txt", "con/a.txt", "a.txt")]
    assert write(tmp_path / "moc.json", texts) == 9
    written = json.loads((tmp_path / "moc.json").read_text("utf-8"))
    assert written["version"] == 1
    rows = [tuple(row.values()) for row in written["findings"]]
    assert rows == sorted(rows)
    assert {row[0] for row in rows} == {"a.txt", "b.txt", "con/a.txt"}
    assert [path.name for path in tmp_path.iterdir()] == ["moc.json"]


def test_paths_are_seen_from_the_folder_of_the_file(few: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ho-so").mkdir()
    monkeypatch.chdir(tmp_path)
    write(Path("moc.json"), [examined(CONTENT, few, "ho-so/a.txt")])
    monkeypatch.chdir(tmp_path / "ho-so")
    assert codes(read_baseline(Path("../moc.json")).new(examined(CONTENT, few, "a.txt"))) == []


def test_a_baseline_is_replaced_and_nothing_else(few: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "moc.json"
    for content, count in ((CONTENT, 2), (MORE, 1)):
        assert write(path, [examined(content, few)]) == count
    path.write_text('{"version": 99}', "utf-8")
    assert write(path, []) == 0
    path.write_text("Kế hoạch", "utf-8")
    with pytest.raises(UnreadableInput):
        write(path, [])
    assert path.read_text("utf-8") == "Kế hoạch"
    with pytest.raises(UnwritableOutput):
        write(tmp_path / "khong-co" / "moc.json", [])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "baseline"),
        (b"{", "baseline"),
        (b"[]", "baseline"),
        (b'{"version": "1"}', "baseline"),
        (b'{"version": 1, "findings": [{"path": "a"}]}', "baseline"),
        (b"\xff\xfe", "baseline"),
        (b'{"version": 2, "findings": []}', "baseline_version"),
    ],
    ids=str,
)
def test_what_is_no_baseline_is_refused(content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "moc.json").write_bytes(content)
    with pytest.raises(UnreadableInput) as caught:
        read_baseline(tmp_path / "moc.json")
    assert caught.value.message == f"error.{message}"


def test_a_baseline_that_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"moc\.json"):
        read_baseline(tmp_path / "moc.json")


def test_a_fingerprint_is_short_and_stays(few: Corpus) -> None:
    (first, _) = examined(CONTENT, few).citations
    text = Text("a.txt", CONTENT)
    assert fingerprint(text, first, first.findings[0]) == fingerprint(text, first, first.findings[0])
    assert len(fingerprint(text, first, first.findings[0])) == 16


PARAGRAPHS = (
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 06/3/2020 của Chính phủ;\n",
    "Theo Quy định số 66-QĐ/TW ngày 06/02/2017 của Ban Bí thư.\n",
    "Một đoạn không viện dẫn gì.\n",
    "Theo Thông tư số 9977/2019/TT-BTC thì khác.\n",
    "\n",
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PARAGRAPHS), max_size=8), st.randoms(use_true_random=False))
def test_paragraphs_may_change_places(few: Corpus, tmp_path: Path, paragraphs: list[str], random: Random) -> None:
    (tmp_path / "moc.json").unlink(missing_ok=True)
    before = known(few, tmp_path, "".join(paragraphs))
    random.shuffle(paragraphs)
    left = before.new(examined("".join(paragraphs), few, tmp_path / "a.txt"))
    assert codes(left) == []
