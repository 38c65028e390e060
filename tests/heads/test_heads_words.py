"""Every row of heads.toml does what its examples say, and leaves its counter-examples alone."""

from collections.abc import Callable
from datetime import date

import pytest

from legalref.extraction import extract
from legalref.extraction.normalise import normalise
from legalref.heads.closing import is_leader, is_signing
from legalref.heads.effect import Quoted, effect_of
from legalref.heads.head import Head, read_head
from legalref.heads.issuers import bodies, is_stamp, official, province, qualified
from legalref.heads.lines import Kind, is_junk, pieces_of
from legalref.heads.portal import fields
from legalref.heads.statements import stated_relations
from legalref.model import Text
from legalref.orthography import fold
from legalref.vocabulary import RelationWord, head_words

ISSUED = date(2003, 1, 15)
WORDS = head_words()


def kind(line: str) -> Kind:
    (piece,) = pieces_of(f"{line}\n")
    return piece.kind


def sides(text: str) -> tuple[str, str]:
    left, _, right = text.partition(" = ")
    return left, right


def begins_body(line: str) -> bool:
    return kind(line) is Kind.BODY


def is_of_page(line: str) -> bool:
    return is_junk(fold(line))


def goes_on_above(line: str) -> bool:
    """A line of the left column that goes on with the name above it gives no body of its own."""
    return len(bodies(["BỘ Y TẾ", line])) == 1


def has_rank(line: str) -> bool:
    return signer_of(line) not in (None, line)


def signer_of(name: str) -> str | None:
    content = f"CHÍNH PHỦ\nSố: 1/2003/NĐ-CP\nNGHỊ ĐỊNH\nVề chợ\nĐiều 1. Chợ\nTM. CHÍNH PHỦ\nTHỦ TƯỚNG\n{name}\n"
    return read_head(Text("tệp", content), []).signer


def goes_on(line: str) -> bool:
    content = f"BỘ Y TẾ\nSố: 1/2003/TT-BYT\nTHÔNG TƯ\n{line}\n\nTủ thuốc ở xã gồm hai ngăn.\nĐiều 1. Tủ\n"
    return "Tủ thuốc" in (read_head(Text("tệp", content), []).title or "")


def is_prose(line: str) -> bool:
    content = f"BỘ Y TẾ\nSố: 1/2003/TT-BYT\nTHÔNG TƯ\nVề tủ thuốc\n{line}\nĐiều 1. Tủ\n"
    return read_head(Text("tệp", content), []).title == "Về tủ thuốc"


def is_motto(line: str) -> bool:
    return kind(line) is Kind.MOTTO


def is_body(line: str) -> bool:
    """What is no body is dropped from above one."""
    return len(bodies([line, "SỞ NỘI VỤ"])) == len(["above", "issuer"])


TELLS: list[tuple[str, Callable[[str], bool]]] = [
    ("motto", is_motto), ("junk", is_of_page), ("body", begins_body), ("leaders", is_leader), ("signing", is_signing),
    ("stamps", is_stamp),
    ("parts_of_names", goes_on_above), ("ranks", has_rank), ("goes_on", goes_on), ("prose", is_prose), ("bodies", is_body),
]  # fmt: skip


def cases(which: str) -> list[tuple[str, Callable[[str], bool], str]]:
    return [(row, tells, text) for row, tells in TELLS for text in getattr(getattr(WORDS, row), which)]


@pytest.mark.parametrize(("row", "tells", "text"), cases("examples"), ids=str)
def test_a_row_tells_its_examples(row: str, tells: Callable[[str], bool], text: str) -> None:
    assert tells(text), row


@pytest.mark.parametrize(("row", "tells", "text"), cases("counter"), ids=str)
def test_a_row_leaves_its_counter_examples_alone(row: str, tells: Callable[[str], bool], text: str) -> None:
    assert not tells(text), row


@pytest.mark.parametrize("text", [*WORDS.units.examples, *WORDS.names.examples, *WORDS.kinds.examples])
def test_a_name_in_capitals_is_written_as_sentences_write_it(text: str) -> None:
    capitals, name = sides(text)
    assert official(capitals) == name


@pytest.mark.parametrize("text", [*WORDS.organs.examples, *WORDS.organs.counter])
def test_an_organ_is_named_with_the_body_above_it(text: str) -> None:
    lines, name = sides(text)
    upper, issuer = bodies(lines.split(" / "))
    assert qualified(issuer, upper) == name


@pytest.mark.parametrize("text", WORDS.provinces.examples)
def test_a_province_is_found_in_a_name(text: str) -> None:
    name, place = sides(text)
    assert province(name) == place


@pytest.mark.parametrize("text", WORDS.provinces.counter)
def test_no_province_is_found_in_another_name(text: str) -> None:
    assert province(text) is None


@pytest.mark.parametrize(("row", "text"), [(row, text) for row in WORDS.label for text in row.examples], ids=str)
def test_a_label_gives_its_field(row: object, text: str) -> None:
    assert isinstance(row, type(WORDS.label[0]))
    value = "" if ":" in text else "\n12/2003/NĐ-CP"
    other = "Người ký: Trần Văn Mẫu" if row.field != "signer" else "Ngày ký: 05/03/2003"
    assert row.field in fields(pieces_of(f"{text}{value}\n{other}\n"))


@pytest.mark.parametrize("text", [text for row in WORDS.label for text in row.counter])
def test_prose_that_begins_with_a_label_gives_none(text: str) -> None:
    assert fields(pieces_of(f"{text}\nNgười ký: Trần Văn Mẫu\n")) == {}


def stated(text: str) -> list[str]:
    source = Text("tệp", text)
    head = Head(number="01/2003/NĐ-CP", type="Nghị định", issued=ISSUED)
    return [str(each.rel) for each in stated_relations(source, extract(source), head)]


@pytest.mark.parametrize(("row", "text"), [(row, text) for row in WORDS.statement for text in row.examples], ids=str)
def test_a_statement_gives_its_relation(row: RelationWord, text: str) -> None:
    assert stated(text) == [row.rel]


@pytest.mark.parametrize("text", [text for row in WORDS.statement for text in row.counter])
def test_what_states_nothing_gives_no_relation(text: str) -> None:
    assert stated(text) == []


def effective(text: str) -> str | None:
    clean = normalise(text)
    effect = effect_of(clean, Quoted(clean.text), ISSUED)
    return effect.day.isoformat() if effect and effect.day else None


@pytest.mark.parametrize("text", WORDS.effect.examples)
def test_the_day_of_effect_is_read(text: str) -> None:
    statement, day = sides(text)
    assert effective(statement) == day


@pytest.mark.parametrize("text", WORDS.effect.counter)
def test_no_day_of_effect_is_read_where_none_is_stated(text: str) -> None:
    assert effective(text) is None


def test_no_row_is_without_examples() -> None:
    rows = [getattr(WORDS, name) for name in WORDS.__struct_fields__ if name not in ("label", "statement")]
    assert [row for row in (*rows, *WORDS.label, *WORDS.statement) if not row.examples] == []
