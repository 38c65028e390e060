"""Facts → generation, and the doors through which everybody opens one."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from legalref.checking import next_change
from legalref.corpus import Corpus, catalogue
from legalref.corpus.facts import load_documents, load_provisions, load_relations
from legalref.errors import IndexProblem
from legalref.indexing.generation import CATALOGUE, WORDS, current, fault, fresh, publish, stamps
from legalref.indexing.places import facts_folder, index_folder

if TYPE_CHECKING:
    from legalref.searching import Index

_Opened = TypeVar("_Opened")


class Watcher(Protocol):
    """Somebody to tell of long work; both are keys of the message tables."""

    def notice(self, message: str, folder: Path, /) -> None:
        """Hear why something is done."""

    def stage(self, message: str, total: int, /) -> Callable[[int], None]:
        """Hear that a stage of `total` steps begins; return what to call with each number of steps done."""


class Silent:
    """A watcher that does not care."""

    def notice(self, _message: str, _folder: Path) -> None:
        """Ignore it."""

    def stage(self, _message: str, _total: int) -> Callable[[int], None]:
        """Ignore it."""
        return lambda _steps: None


def build(folder: Path | None = None, facts: Path | None = None, watcher: Watcher | None = None) -> Path:
    """Build a generation from the facts, make it current, and return it.

    Raises CorpusFault where the facts cannot be read, IndexProblem where the folder cannot be written.
    """
    folder, facts, watcher = folder or index_folder(), facts or facts_folder(), watcher or Silent()
    read = stamps(facts)
    documents, relations, today = load_documents(facts), load_relations(facts), date.today()
    with fresh(folder) as work:
        heard = watcher.stage("index.catalogue", len(documents))
        catalogue.build(work / CATALOGUE, documents, relations, heard, provisions=load_provisions(facts))
        from legalref.searching.building import build as build_words  # Whoosh, only when building

        with Corpus(work / CATALOGUE) as corpus:
            build_words(work / WORDS, corpus, today, watcher.stage("index.words", len(documents)))
        return publish(work, read, len(documents), next_change(documents, relations, today))


def ready(folder: Path | None = None, facts: Path | None = None, watcher: Watcher | None = None) -> Path:
    """Return a generation that can be used: the current one, or a new one where that is missing, outdated or damaged."""
    folder, facts, watcher = folder or index_folder(), facts or facts_folder(), watcher or Silent()
    generation = current(folder)
    reason = fault(generation, facts) if generation else "index.first"
    if generation and reason is None:
        return generation
    watcher.notice(reason or "index.first", folder)
    return build(folder, facts, watcher)


def open_corpus(folder: Path | None = None, facts: Path | None = None, watcher: Watcher | None = None) -> Corpus:
    """Return the corpus, built first where that is needed (some seconds)."""
    return _opened(lambda generation: Corpus(generation / CATALOGUE), folder, facts, watcher)


def open_index(folder: Path | None = None, facts: Path | None = None, watcher: Watcher | None = None) -> "Index":
    """Return the index of words with its corpus, built first where that is needed (some seconds)."""
    from legalref.searching import Index  # Whoosh, only when searching

    return _opened(lambda generation: Index(generation / WORDS, Corpus(generation / CATALOGUE)), folder, facts, watcher)


def _opened(opener: Callable[[Path], _Opened], folder: Path | None, facts: Path | None, watcher: Watcher | None) -> _Opened:
    """Open a generation, building it anew once where it turns out damaged inside."""
    folder, watcher = folder or index_folder(), watcher or Silent()
    try:
        return opener(ready(folder, facts, watcher))
    except IndexProblem as error:
        if error.message != "error.index_damaged":
            raise
        watcher.notice("index.damaged", folder)
        return opener(build(folder, facts, watcher))
