"""Every row of the vocabulary does what its examples say, and nothing to what its counter-examples say."""

import json
import pickle
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

import legalref.vocabulary
from legalref import extract
from legalref.corpus.bodies import plain
from legalref.extraction.patterns import COMPILED
from legalref.linking.bodies import listed_bodies
from legalref.vocabulary import (
    DocumentType,
    Issuer,
    RelationWord,
    Row,
    ShortName,
    document_types,
    eras,
    issuers,
    lookalikes,
    names,
    terms,
)

VOCABULARY = Path(legalref.vocabulary.__file__).parent
TOOLS = Path(__file__).resolve().parents[2] / "tools"


def pairs(rows: Iterable[Row], which: str) -> list[tuple[Row, str]]:
    return [(row, text) for row in rows for text in getattr(row, which)]


@pytest.mark.parametrize(("row", "text"), pairs(document_types(), "examples"), ids=str)
def test_a_type_is_found_in_its_examples(row: DocumentType, text: str) -> None:
    assert [each.type for each in extract(text)] == [row.name]


@pytest.mark.parametrize(("row", "text"), pairs(document_types(), "counter"), ids=str)
def test_a_type_is_not_found_in_its_counter_examples(row: DocumentType, text: str) -> None:
    assert extract(text) == [], row.name


@pytest.mark.parametrize(("row", "text"), pairs(issuers(), "examples"), ids=str)
def test_an_issuer_is_found_in_its_examples(row: Issuer, text: str) -> None:
    (citation,) = extract(text)
    assert citation.issuer is not None
    assert row.name in listed_bodies(citation.issuer)


@pytest.mark.parametrize(("row", "text"), pairs(terms().relation, "examples"), ids=str)
def test_a_relation_is_found_in_its_examples(row: RelationWord, text: str) -> None:
    assert extract(text)[0].relation == row.rel


@pytest.mark.parametrize(("row", "text"), pairs(terms().relation, "counter"), ids=str)
def test_a_relation_is_not_found_in_its_counter_examples(row: RelationWord, text: str) -> None:
    assert extract(text)[0].relation != row.rel


@pytest.mark.parametrize("text", terms().issuing.examples)
def test_a_verb_of_issuing_gives_the_issuer(text: str) -> None:
    assert extract(text)[0].issuer


@pytest.mark.parametrize("text", terms().issuing.counter)
def test_another_verb_gives_no_issuer(text: str) -> None:
    assert extract(text)[0].issuer is None


@pytest.mark.parametrize("text", terms().bodies.examples)
def test_a_body_in_no_list_is_read_to_its_end(text: str) -> None:
    issuer = extract(text)[0].issuer
    assert issuer
    assert " về " not in issuer


@pytest.mark.parametrize("text", terms().bodies.counter)
def test_what_is_no_body_is_no_issuer(text: str) -> None:
    assert extract(text)[0].issuer is None


@pytest.mark.parametrize("text", [text for row in terms().abbreviation for text in row.examples])
def test_an_abbreviation_is_its_long_form(text: str) -> None:
    short, _, long = text.partition(" = ")
    assert plain(short) == plain(long)


@pytest.mark.parametrize(
    "text", [text for part in ("left", "symbol", "quantity") for row in getattr(lookalikes(), part) for text in row.counter]
)
def test_a_look_alike_is_no_citation(text: str) -> None:
    assert extract(text) == []


@pytest.mark.parametrize("text", [text for row in lookalikes().public for text in row.examples])
def test_a_public_body_outweighs_a_private_group(text: str) -> None:
    assert len(extract(text)) == 1


@pytest.mark.parametrize("text", terms().qualifiers.examples)
def test_a_word_may_stand_between_type_and_number(text: str) -> None:
    assert [each.text for each in extract(text)] == [text]


@pytest.mark.parametrize("text", terms().qualifiers.counter)
def test_without_a_number_such_a_word_means_nothing(text: str) -> None:
    assert extract(text) == []


def test_no_row_is_without_examples() -> None:
    rows: list[Row] = [*document_types(), *issuers(), *terms().relation, *terms().abbreviation, terms().issuing, terms().bodies]
    assert [row for row in rows if not row.examples] == []
    assert [row for part in ("left", "symbol", "quantity") for row in getattr(lookalikes(), part) if not row.counter] == []


def test_names_are_unique() -> None:
    for rows in (document_types(), issuers()):
        names = [row.name for row in rows]
        assert len(names) == len(set(names))


def test_an_organ_belongs_to_a_listed_body() -> None:
    assert {row.of for row in issuers() if row.of} <= {row.name for row in issuers()}


def test_a_body_has_a_beginning_or_an_end_and_a_source() -> None:
    for era in eras():
        assert era.since or era.until
        assert era.codes or era.named
        assert era.basis
        assert era.examples
        assert era.counter


def test_congress_terms_follow_each_other() -> None:
    months = [month for row in terms().congress for month in row.months]
    assert all(first <= second for first, second in zip(months[::2], months[1::2], strict=True))
    assert [row.months[0] for row in terms().congress] == sorted(row.months[0] for row in terms().congress)


@pytest.mark.parametrize(("type_", "name"), [(row.type, name) for row in names().law for name in row.names], ids=str)
def test_a_law_is_found_by_its_name(type_: str, name: str) -> None:
    (citation,) = extract(f"Theo {type_} {name} năm 2013, việc này do tỉnh làm.")
    assert (citation.type, citation.name, citation.date) == (type_, f"{type_} {name}", "2013")


@pytest.mark.parametrize("name", [name for row in (*names().paper, *names().nickname) for name in row.names])
def test_a_paper_is_found_by_its_name(name: str) -> None:
    assert [each.text for each in extract(f"Thực hiện {name} ở xã.")] == [name]


@pytest.mark.parametrize(("row", "text"), pairs(names().short, "examples"), ids=str)
def test_letters_stand_for_a_law(row: ShortName, text: str) -> None:
    assert [each.name for each in extract(text)] == [row.name]


NO_NAMES = pairs([*names().paper, *names().nickname, *names().no_name, names().vetoes, names().contexts], "counter")


@pytest.mark.parametrize(("row", "text"), NO_NAMES, ids=str)
def test_what_only_looks_like_a_name_is_none(row: Row, text: str) -> None:
    assert extract(text) == [], row


@pytest.mark.parametrize("file", sorted(VOCABULARY.glob("*.toml")), ids=lambda file: file.stem)
def test_what_is_loaded_is_what_the_rows_say(file: Path) -> None:
    """After a change of a row, `make vocabulary` writes it anew."""
    rows = json.loads(json.dumps(tomllib.loads(file.read_text("utf-8")), default=date.isoformat))
    assert json.loads((VOCABULARY / "packed" / f"{file.stem}.json").read_text("utf-8")) == rows


def test_the_compiled_patterns_are_those_that_are_asked_for() -> None:
    """After a change of a pattern, `make vocabulary` compiles it anew; until then it is compiled at each start."""
    program = "import sys, pack_vocabulary; sys.stdout.buffer.write(pack_vocabulary.compiled())"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, cwd=TOOLS)
    version, patterns = pickle.loads(run.stdout)
    kept_for, kept = pickle.loads(Path(COMPILED).read_bytes())
    assert kept_for == version
    assert set(kept) == set(patterns)
    assert [source for source, pattern in kept.items() if pickle.loads(pattern).pattern != source] == []
