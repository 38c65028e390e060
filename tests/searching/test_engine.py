"""The fast way against stock Whoosh: thousands of queries, several segments, after deletions and merges."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

import msgspec
import pytest
from stock import Stock
from whoosh import index
from whoosh.qparser import QueryParser
from whoosh.query import Every
from whoosh.sorting import FieldFacet

from legalref.checking import validity
from legalref.corpus import Corpus, catalogue
from legalref.corpus.catalogue import Own
from legalref.corpus.facts import identity
from legalref.errors import IndexProblem
from legalref.model import Confidence, Document, Order, Status
from legalref.orthography import fold
from legalref.reporting import hits
from legalref.searching import asked, inside
from legalref.searching.building import add, build, extend
from legalref.searching.engine import Engine
from legalref.searching.gathering import CODED

SYLLABLES = [
    "văn",
    "vân",
    "thư",
    "thu",
    "công",
    "cộng",
    "tác",
    "đảng",
    "đang",
    "dang",
    "ủy",
    "uỷ",
    "hòa",
    "hoà",
    "hoa",
    "quy",
    "quyết",
    "định",
    "đình",
    "giám",
    "sát",
    "phản",
    "biện",
    "xã",
    "hội",
    "nghị",
    "thông",
    "tư",
    "luật",
    "đất",
    "đai",
    "2020",
    "30",
    "cp",
    "tw",
]
TYPES = ("Nghị định", "Quyết định", "Thông tư", "Công văn")
ISSUERS = ("Chính phủ", "Bộ Nội vụ", "Bộ Tài chính; Bộ Nội vụ", "Ban Bí thư", "Ủy ban nhân dân tỉnh Sơn La", None)
PLACES = (None, None, None, "Sơn La", "Hà Nội")
FACETS = ("type", "issuer", "place", "status", "year")


def test_every_facet_that_is_counted_is_shown() -> None:
    assert FACETS == CODED == hits.FACETS


AS_OF = date(2026, 1, 1)
QUERIES = 400
"""Queries for each of the shapes that an index takes in its life."""


def record(random: Random, at: int) -> Document:
    title = " ".join(random.choices(SYLLABLES, k=random.choice((0, 1, 3, 3, 5, 8, 14, 40))))
    names = tuple(" ".join(random.choices(SYLLABLES, k=2)) for _ in range(random.choice((0, 0, 0, 1, 2))))
    document = Document(
        id="",
        number=random.choice((None, f"{at}/2020/NĐ-CP", f"{at % 40}-QĐ/TW")),
        type=random.choice(TYPES),
        issuer=random.choice(ISSUERS),
        place=random.choice(PLACES),
        issued=date(2018, 1, 1) + timedelta(days=random.randrange(60) * 40),
        effective=None,
        expired=random.choice((None, None, date(2025, 1, 1))),
        status=Status.UNKNOWN,
        status_as_of=None,
        title=title or None,
        names=names,
        term=None,
        signer=None,
        topic=None,
        articles=None,
        sources=("made",),
        confidence=random.choice((Confidence.OFFICIAL, Confidence.SINGLE)),
        mentions=random.choice((None, 0, 3, 50)),
        conflicts=(),
    )
    return msgspec.structs.replace(document, id=f"{identity(document)}~{at}")


def node(random: Random, depth: int = 3) -> asked.Node:  # noqa: C901, PLR0911  # one a kind
    word = random.choice(SYLLABLES)
    kinds = ("word", "word", "written", "beginning", "phrase", "is", "years") + (
        "all",
        "all",
        "any",
        "many",
        "without",
        "rather",
    ) * (depth > 0)
    match random.choice(kinds):
        case "word":
            return asked.Word(fold(word))
        case "written":
            return asked.Word(fold(word), None if word.isascii() else word)
        case "beginning":
            return asked.Beginning(fold(word)[: random.choice((1, 2, 3))])
        case "phrase":
            return asked.Phrase(tuple(fold(one) for one in random.choices(SYLLABLES, k=random.choice((1, 2, 2, 3)))))
        case "is":
            values = {
                asked.Field.TYPE: ("nghi dinh", "quyet dinh", "sac lenh"),
                asked.Field.ISSUER: ("bo noi vu", "bo", "chinh phu", "son la"),
                asked.Field.PLACE: ("son la", "la", "ha noi"),
                asked.Field.STATUS: ("unknown", "expired", "in_force"),
            }
            field = random.choice(list(values))
            return asked.Is(field, tuple(random.sample(values[field], random.choice((1, 2)))))
        case "years":
            return asked.Years(random.choice((None, 2018, 2020)), random.choice((None, 2020, 2023)))
        case "all":
            return asked.All(tuple(node(random, depth - 1) for _ in range(random.choice((1, 2, 3)))))
        case "any":
            return asked.Any(tuple(node(random, depth - 1) for _ in range(random.choice((1, 2, 3, 8)))))
        case "many":
            return asked.Any(tuple(asked.Word(fold(one)) for one in random.sample(SYLLABLES, 12)))
        case "without":
            return asked.Without(node(random, depth - 1))
        case _:
            return asked.Rather(node(random, depth - 1), (node(random, depth - 1),))


def text(document: Document) -> str:
    """Return the full text that one record in four has."""
    at = int(document.id.rpartition("~")[2])
    words = Random(at).choices(SYLLABLES, k=40)  # noqa: S311  # the same each time
    return "" if at % 4 else f"{' '.join(words[:20])}. {' '.join(words[20:])}"


class Shape(NamedTuple):
    folder: Path
    corpus: Corpus


def rows(folder: Path) -> dict[str, list[int]]:
    """Return the rows of the records of each segment, by its name."""
    found = {}
    for name, reader in inside.segments(folder):
        column = reader.column_reader("row")
        found[name] = [column[at] for at in range(reader.doc_count_all())]
        reader.close()
    return found


@pytest.fixture(scope="module", params=["one segment", "several segments", "deletions", "merged", "unknown version"])
def shape(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shape]:
    """An index in each of the shapes that it takes: new, added to, with records taken out, its small segments merged."""
    random, folder = Random(5), tmp_path_factory.mktemp("shape")  # noqa: S311  # the same each time
    documents = [record(random, at) for at in range(140)]
    catalogue.build(folder / "catalogue.sqlite", documents[: 140 if request.param == "one segment" else 100])
    index = folder / "words"
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "unknown version":
            patch.setattr(inside, "KNOWN", ())
        with Corpus(folder / "catalogue.sqlite") as corpus:
            build(index, corpus, AS_OF, text=text)
        if request.param != "one segment":
            grow(folder, documents[100:])
        if request.param not in {"one segment", "several segments"}:
            rid(index, 3)
        if request.param == "merged":
            with Corpus(folder / "catalogue.sqlite") as corpus:
                extend(index, corpus, [1, 2, 4, 5, 7, 8, 10, 11, 101, 140], AS_OF, text)
            assert [len(of) for of in rows(index).values()] == [100, 8 + 27]
        with Corpus(folder / "catalogue.sqlite") as corpus:
            yield Shape(index, corpus)


def grow(folder: Path, documents: list[Document]) -> None:
    """Add records in two steps that stay segments of their own."""
    for start, end in ((0, 30), (30, 40)):
        catalogue.extend(folder / "catalogue.sqlite", Own(documents[start:end]))
        with Corpus(folder / "catalogue.sqlite") as corpus:
            extend(folder / "words", corpus, range(101 + start, 101 + end), AS_OF, text)
    assert [len(of) for of in rows(folder / "words").values()] == [100, 30, 10]


def rid(index: Path, of: int) -> None:
    """Take one record out `of` so many."""
    add(index, (), {name: [at for at, row in enumerate(found) if row % of == 0] for name, found in rows(index).items()})


def test_the_fast_way_finds_what_stock_whoosh_finds(shape: Shape) -> None:
    """Hits, their order, their worth, counts and facets; pages, and the two other orders."""
    random, seen = Random(11), Counter()  # noqa: S311  # the same each time
    with Engine(*shape) as engine, Stock(*shape, text) as stock:
        every = stock.answer(asked.Everything())
        known = {number: values(stock.document(number), shape.corpus) for _, number in every}
        for _ in range(QUERIES):
            tree = node(random)
            expected = stock.answer(tree)
            limit, offset = random.choice((1, 5, 20, 500)), random.choice((0, 0, 3, 50))
            found = engine.answer(tree, limit=limit, offset=offset, facets=True)
            page = expected[offset : offset + limit]
            assert found.total == len(expected) == engine.count(tree), tree
            assert [one.id for one in found.documents] == [stock.document(number).id for _, number in page], tree
            assert [round(worth * 16 * 256 * 100) for worth in found.worths] == [worth for worth, _ in page], tree
            assert found.facets == counted(known[number] for _, number in expected), tree
            order = random.choice((Order.DATE, Order.CITED))
            sorted_ = engine.answer(tree, limit=limit, offset=offset, order=order).documents
            columns = {Order.DATE: ["issued"], Order.CITED: ["cited", "issued"]}[order]
            assert [one.id for one in sorted_] == [
                stock.document(number).id for number in stock.by(expected, *columns)[offset : offset + limit]
            ], tree
            assert engine.foremost(tree) == tuple(by_standing(stock, expected)), tree
            seen[min(len(expected), 1)] += 1
    assert min(seen.values()) > QUERIES // 20, "queries that find nothing, and queries that find something"


def by_standing(stock: Stock, hits: list[tuple[int, int]]) -> list[int]:
    """Return the rows of hits, the foremost first."""
    standing, cited, issued = (stock.reader.column_reader(name) for name in ("standing", "cited", "issued"))
    keys = [(-standing[at], -max(cited[at], 1), -issued[at], stock.row[at]) for _, at in hits]
    return [row for *_, row in sorted(keys)]


def values(document: Document, corpus: Corpus) -> list[tuple[str, str]]:
    status = validity(document, corpus, AS_OF).status.value
    given = [("type", document.type), ("place", document.place or ""), ("year", str(document.issued.year)), ("status", status)]
    return [*given, *(("issuer", body) for body in document.issuers)]


def counted(rows: Iterable[list[tuple[str, str]]]) -> dict[str, list[tuple[str, int]]]:
    """Return what the facets should be, from the values of each hit."""
    total = Counter(pair for row in rows for pair in row if pair[1])
    ranked = sorted(total.items(), key=lambda item: (-item[1], item[0]))
    return {name: [(value, count) for (field, value), count in ranked if field == name] for name in FACETS}


def test_rows_are_found_as_they_are(shape: Shape) -> None:
    with Engine(*shape) as engine:
        all_ = engine.answer(asked.Everything(), limit=500)
        found = engine.answer(asked.Rows((*all_.rows[5:8], 1_000_000)))
        assert {document.id for document in found.documents} == {document.id for document in all_.documents[5:8]}
        assert engine.count(asked.Without(asked.Rows(all_.rows[5:8]))) == all_.total - 3


def test_the_form_typed_comes_first(shape: Shape) -> None:
    with Engine(*shape) as engine:
        plain, exact = (engine.answer(asked.Word("dang", form), limit=500) for form in (None, "đảng"))
        assert plain.total == exact.total
        assert "đảng" in " ".join((*exact.documents[0].names, exact.documents[0].title or ""))


def test_words_are_counted(shape: Shape) -> None:
    with Engine(*shape) as engine:
        assert engine.frequency("van") == engine.count(asked.Word("van")) > 0
        assert engine.frequency("xyzzy") == 0
        assert "van" in engine.lexicon
        assert "" not in engine.lexicon


def test_damaged_postings_are_said(tmp_path: Path) -> None:
    """A damage that the size and time of the files do not show."""
    catalogue.build(tmp_path / "catalogue.sqlite", [record(Random(1), at) for at in range(200)])  # noqa: S311  # no secret
    with Corpus(tmp_path / "catalogue.sqlite") as corpus:
        build(tmp_path / "words", corpus, AS_OF)
        (postings,) = (tmp_path / "words").glob("*.pst")
        postings.write_bytes(bytes(postings.stat().st_size))
        with Engine(tmp_path / "words", corpus) as engine, pytest.raises(IndexProblem, match="number:199"):
            engine.answer(asked.Word("199"))


def test_a_damaged_sidecar_is_said(tmp_path: Path) -> None:
    catalogue.build(tmp_path / "catalogue.sqlite", [record(Random(1), at) for at in range(9)])  # noqa: S311  # no secret
    with Corpus(tmp_path / "catalogue.sqlite") as corpus:
        build(tmp_path / "words", corpus, AS_OF)
        (side,) = (tmp_path / "words").glob("*.side")
        for content in (b"", b"LRS1", bytes(100), side.read_bytes()[:200]):
            side.write_bytes(content)
            with pytest.raises(IndexProblem):
                Engine(tmp_path / "words", corpus)


def test_it_remains_an_index_of_whoosh(shape: Shape) -> None:
    """Whoosh opens and searches it with its own parser and its own ranking, and sorts by our columns."""
    with index.open_dir(shape.folder).searcher() as searcher, Engine(*shape) as engine:
        results = searcher.search(QueryParser("title", searcher.schema).parse("văn thư"), limit=None)
        both = asked.All((asked.Word("van"), asked.Word("thu")))
        assert 0 < len(results) <= engine.count(both)
        days = searcher.reader().column_reader("issued")
        ranked = searcher.search(Every(), sortedby=FieldFacet("issued", reverse=True), limit=10).docs()
        assert {days[at] for at in ranked} <= {days[at] for at in range(searcher.doc_count_all())}
