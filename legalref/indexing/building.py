"""Facts → generation, and the doors through which everybody opens one."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from legalref.checking import next_change
from legalref.collecting.store import Store
from legalref.corpus import Corpus, catalogue
from legalref.corpus.catalogue import Own
from legalref.corpus.facts import fact_files, load_documents, load_provisions, load_relations
from legalref.errors import IndexProblem
from legalref.indexing.generation import CATALOGUE, WORDS, Made, alone, current, fault, fresh, manifest, publish, stamps
from legalref.indexing.owned import HOLDINGS, Owned, read_holdings, taken, texts_of, write_holdings
from legalref.indexing.places import facts_folder, index_folder, own_folder
from legalref.indexing.sharing import share

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


class Places(NamedTuple):
    """Where the index is kept, and where facts and the office's own corpus lie."""

    folder: Path
    facts: Path
    own: Path


def places(folder: Path | None = None, facts: Path | None = None, own: Path | None = None) -> Places:
    """Return the places that are given, and where everybody has the others."""
    return Places(folder or index_folder(), facts or facts_folder(), own_folder(own))


def build(folder: Path | None = None, facts: Path | None = None, watcher: Watcher | None = None, own: Path | None = None) -> Path:
    """Build a generation from the facts and the office's own corpus, make it current, and return it.

    Raises CorpusFault where the facts cannot be read, IndexProblem where the folder cannot be written.
    """
    where = places(folder, facts, own)
    with alone(where.folder):
        return _built(where, watcher or Silent())


def _built(where: Places, watcher: Watcher) -> Path:
    read = {Path(name).name: stamp for name, stamp in stamps(fact_files(where.facts)).items()}
    own_read = stamps(Store(where.own).files())
    owned, today = Owned(where.own), date.today()
    documents, relations = load_documents(where.facts), load_relations(where.facts)
    own = taken(owned.holdings.values())
    total, until = len(documents), next_change([*documents, *own.documents], [*relations, *own.relations], today)
    with fresh(where.folder) as work:
        heard = watcher.stage("index.catalogue", total)
        provisions = load_provisions(where.facts)
        catalogue.build(work / CATALOGUE, documents, relations, heard, provisions=provisions, own=own)
        del documents, provisions  # a country's registry: the words need the memory
        write_holdings(work / HOLDINGS, owned)
        from legalref.searching.building import build as build_words  # Whoosh, only when building

        with Corpus(work / CATALOGUE) as corpus:
            build_words(work / WORDS, corpus, today, watcher.stage("index.words", corpus.size), owned.text)
            return publish(work, Made(read, own_read, corpus.size, until))


def _extended(generation: Path, where: Places) -> Path | None:
    """Add what is new in the office's own corpus to a generation; None where more than that has changed."""
    known, own_read = manifest(generation), stamps(Store(where.own).files())
    owned = Owned(where.own)
    new = owned.new(read_holdings(generation / HOLDINGS))
    if known is None or new is None:
        return None
    own, today = taken(new), date.today()
    with fresh(where.folder) as work:
        share(generation, work, written=bool(new))
        write_holdings(work / HOLDINGS, owned)
        if new:
            _add(work, own, today, owned)
        days = (known.until, next_change(own.documents, own.relations, today))
        until = min((day for day in days if day), default=None)
        with Corpus(work / CATALOGUE) as corpus:
            return publish(work, Made(known.facts, own_read, corpus.size, until), known.files)


def _add(work: Path, own: Own, as_of: date, owned: Owned) -> None:
    """Add what is new to the catalogue and the words in `work`."""
    catalogue.extend(work / CATALOGUE, own)
    from legalref.searching.building import extend as extend_words  # Whoosh, only when building

    with Corpus(work / CATALOGUE) as corpus:
        extend_words(work / WORDS, corpus, _touched(corpus, own), as_of, owned.text)


def _touched(corpus: Corpus, own: Own) -> set[int]:
    """Return the rows of the records that are new, and of those whose validity the new relations may change."""
    names = {document.id for document in own.documents}
    numbers = {edge.source_number for edge in own.relations}
    for source in (*own.documents, *(document for number in numbers for document in corpus.by_key(number))):
        names |= {edge.document.id for edge in corpus.done_by(source) if edge.document}
    return {row for name in names if (row := corpus.row(name))}


def ready(folder: Path | None = None, facts: Path | None = None, watcher: Watcher | None = None, own: Path | None = None) -> Path:
    """Return a generation that can be used: the current one, or a new one where that is missing, outdated or damaged.

    Where only the office's own corpus has grown, the new one shares all else with the current one.
    """
    where, watcher = places(folder, facts, own), watcher or Silent()
    generation, reason = _state(where)
    if generation and reason is None:
        return generation
    with alone(where.folder):
        generation, reason = _state(where)  # another process may have built it meanwhile
        if generation and reason is None:
            return generation
        watcher.notice(reason or "index.first", where.folder)
        grown = _extended(generation, where) if generation and reason == "index.grown" else None
        return grown or _built(where, watcher)


def _state(where: Places) -> tuple[Path | None, str | None]:
    generation = current(where.folder)
    own = Store(where.own).files()
    return generation, fault(generation, where.facts, own) if generation else "index.first"


def open_corpus(
    folder: Path | None = None, facts: Path | None = None, watcher: Watcher | None = None, own: Path | None = None
) -> Corpus:
    """Return the corpus, built first where that is needed (some seconds)."""
    return _opened(lambda generation: Corpus(generation / CATALOGUE), places(folder, facts, own), watcher)


def open_index(
    folder: Path | None = None, facts: Path | None = None, watcher: Watcher | None = None, own: Path | None = None
) -> "Index":
    """Return the index of words with its corpus, built first where that is needed (some seconds)."""
    from legalref.searching import Index  # Whoosh, only when searching

    where = places(folder, facts, own)
    texts = texts_of(where.own)
    return _opened(lambda generation: Index(generation / WORDS, Corpus(generation / CATALOGUE), texts), where, watcher)


def _opened(opener: Callable[[Path], _Opened], where: Places, watcher: Watcher | None) -> _Opened:
    """Open a generation, building it anew once where it turns out damaged inside."""
    watcher = watcher or Silent()
    try:
        return opener(ready(*where[:2], watcher, where.own))
    except IndexProblem as error:
        if error.message != "error.index_damaged":
            raise
        watcher.notice("index.damaged", where.folder)
        return opener(build(*where[:2], watcher, where.own))
