"""What the tests share: a few frozen facts, the shipped facts, and what is built of both."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from legalref.corpus import Corpus, catalogue
from legalref.corpus.facts import load_documents, load_provisions, load_relations
from legalref.indexing import build
from legalref.indexing.places import CORPUS_VARIABLE, INDEX_VARIABLE, OWN_VARIABLE

os.environ[OWN_VARIABLE] = str(Path(tempfile.gettempdir()) / "legalref-tests-have-no-own-corpus")
"""Whoever runs the tests may have a corpus of their own, which is no concern of theirs; nothing is ever written there."""
ROOT = Path(__file__).resolve().parent.parent
FEW = ROOT / "tests" / "facts"
"""A few real records, frozen, so that expectations do not move with the corpus."""
SHIPPED = ROOT / "corpus"

os.environ[OWN_VARIABLE] = str(ROOT / "tests" / "no-own-corpus")  # not that of whoever runs the tests


def _corpus(facts: Path, folder: Path) -> Corpus:
    provisions = load_provisions(facts)
    catalogue.build(folder / "catalogue.sqlite", load_documents(facts), load_relations(facts), provisions=provisions)
    return Corpus(folder / "catalogue.sqlite")


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """The catalogue of the frozen facts."""
    with _corpus(FEW, tmp_path_factory.mktemp("few")) as corpus:
        yield corpus


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """The catalogue of the shipped facts."""
    with _corpus(SHIPPED, tmp_path_factory.mktemp("shipped")) as corpus:
        yield corpus


@pytest.fixture(scope="session")
def few_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index folder of the frozen facts."""
    folder = tmp_path_factory.mktemp("few-index")
    build(folder, FEW)
    return folder


@pytest.fixture(scope="session")
def shipped_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index folder of the shipped facts."""
    folder = tmp_path_factory.mktemp("shipped-index")
    build(folder, SHIPPED)
    return folder


@pytest.fixture
def on_few(monkeypatch: pytest.MonkeyPatch, few_index: Path) -> None:
    """Let commands use the frozen facts."""
    monkeypatch.setenv(CORPUS_VARIABLE, str(FEW))
    monkeypatch.setenv(INDEX_VARIABLE, str(few_index))


@pytest.fixture
def on_shipped(monkeypatch: pytest.MonkeyPatch, shipped_index: Path) -> None:
    """Let commands use the shipped facts."""
    monkeypatch.setenv(CORPUS_VARIABLE, str(SHIPPED))
    monkeypatch.setenv(INDEX_VARIABLE, str(shipped_index))
