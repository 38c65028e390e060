"""What was taken out of files → the office's own corpus, with what is told of each: new, updated, there already, refused.

Nothing is overwritten in silence: the same identity again is an update, of which every changed field is told with both values.
What a later file leaves open stays as it was.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol

import msgspec

from legalref.collecting.drafts import Draft, Problem
from legalref.collecting.holdings import Holding, Origin
from legalref.collecting.items import Item, Taken
from legalref.collecting.sameness import Number, may_be_one, number_of, other_body, under
from legalref.collecting.shipped import Clash, Shipped
from legalref.collecting.taking import sha256_of
from legalref.collecting.texts import name_of
from legalref.collecting.updates import Change, joined, merged
from legalref.errors import UnreadableInput
from legalref.model import Document
from legalref.reading import STDIN, printable


class Outcome(StrEnum):
    """What became of a document."""

    NEW = "new"
    UPDATED = "updated"
    KNOWN = "known"
    RENAMED = "renamed"
    REFUSED = "refused"


class Told(NamedTuple):
    """What is told of one document."""

    outcome: Outcome
    path: str
    place: str | None = None
    document: Document | None = None
    changes: tuple[Change, ...] = ()
    clashes: tuple[Clash, ...] = ()
    put_right: str | None = None
    other: str | None = None
    """The file that holds the same, or the name that the file had."""
    before: Document | None = None
    """What the file said before, where that was another document."""
    problem: Problem | None = None
    known: Draft | None = None


class Corpus(Protocol):
    """Where records are put: the writer, or a rehearsal of it."""

    holdings: dict[str, Holding]

    def has_text(self, name: str) -> bool:
        """Tell whether the text of that name is there."""

    def put(self, holding: Holding, text: bytes | None = None) -> None:
        """Let a record be this."""

    def commit(self) -> None:
        """Make it durable."""


class Adder:
    """Adds what files hold to a corpus; `shipped` gives the shipped facts when they are first needed."""

    def __init__(self, corpus: Corpus, shipped: Callable[[], Shipped]) -> None:
        """Index what is there by the files that it came from."""
        self._corpus = corpus
        self._shipped = shipped
        self._by_path: dict[str, list[Origin]] = {}
        self._by_sha: dict[str, Origin] = {}
        self._sizes: set[int] = set()
        self._by_number: dict[Number, set[str]] = defaultdict(set)
        for holding in corpus.holdings.values():
            self._by_number[number_of(holding.document)].add(holding.id)
            for origin in holding.origins:
                self._remember(origin)

    def _remember(self, origin: Origin) -> None:
        self._by_path.setdefault(origin.path, []).append(origin)
        if origin.place is None:
            self._by_sha[origin.sha256] = origin
            self._sizes.add(origin.size)

    def known(self, path: str) -> Told | None:
        """Return what is told of a document that is there already, without reading it; None for what has to be read.

        A file of the same name, size and time is the same; one of the same size is, if its checksum is. Lists are always read.
        """
        try:
            state = Path(path).stat()
        except (OSError, ValueError):
            return None
        whole = _whole(path)
        for origin in self._by_path.get(whole, ()):
            if origin.place is None and (origin.size, origin.mtime_ns) == (state.st_size, state.st_mtime_ns):
                return self._there(path, origin)
        if state.st_size not in self._sizes:
            return None
        try:
            origin_ = self._by_sha.get(sha256_of(path))
        except UnreadableInput:  # reading it says so
            return None
        return self._same_content(path, whole, origin_) if origin_ else None

    def _holding(self, origin: Origin) -> Holding | None:
        """Return the record of an origin; None where it is gone, or its text."""
        lost = origin.text is not None and not self._corpus.has_text(origin.text)
        return None if lost else self._corpus.holdings.get(origin.record)

    def _there(self, path: str, origin: Origin) -> Told | None:
        holding = self._holding(origin)
        return Told(Outcome.KNOWN, path, document=holding.document) if holding else None

    def _same_content(self, path: str, whole: str, origin: Origin) -> Told | None:
        """Tell of a file whose content is there; where it has only got another name, that is what is kept."""
        holding = self._holding(origin)
        if holding is None:
            return None
        if whole == origin.path:
            return Told(Outcome.KNOWN, path, document=holding.document)
        if Path(origin.path).exists():
            return Told(Outcome.KNOWN, path, document=holding.document, other=origin.path)
        moved = msgspec.structs.replace(origin, path=whole)
        origins = tuple(moved if each == origin else each for each in holding.origins)
        self._corpus.put(msgspec.structs.replace(holding, origins=origins))
        self._remember(moved)
        return Told(Outcome.RENAMED, path, document=holding.document, other=origin.path)

    def add(self, path: str, taken: Taken, *, corrected: bool = False) -> Iterator[Told]:
        """Put what a file holds into the corpus, and yield what is told of each; nothing is durable before `commit`.

        What is `corrected` by options is no copy of what is there, though the file is the same.
        """
        known = None if taken.mapped or corrected else self._by_sha.get(taken.sha256)
        told = self._same_content(path, _whole(path), known) if known else None
        if told:
            yield told
            return
        for item in taken.items:
            if item.document is None:
                yield Told(Outcome.REFUSED, path, item.place, problem=item.problem, known=item.known)
            else:
                yield self._keep(path, item, item.document, taken)

    def commit(self) -> None:
        """Make durable what was told since the last time."""
        self._corpus.commit()

    def _keep(self, path: str, item: Item, document: Document, taken: Taken) -> Told:
        old = self._corpus.holdings.get(document.id) or self._twin(document)
        if old and _was_heard(old, path, item, taken):
            return Told(Outcome.KNOWN, path, item.place, old.document)
        if old and old.id != document.id:
            item, document = under(item, document, old.document)
        origin = _origin(_whole(path), document, item, taken)
        if old and other_body(old.document, document):
            problem = Problem("own.other_issuer", {"label": old.document.label, "issuer": old.document.issuer or ""})
            return Told(Outcome.REFUSED, path, item.place, problem=problem)
        record, changes = merged(old.document, document) if old else (document, ())
        before = self._before(origin)
        holding = joined(old, record, item, origin)
        told = Told(_outcome(old, changes, holding), path, item.place, record, changes, put_right=item.put_right, before=before)
        lost = origin.text is not None and not self._corpus.has_text(origin.text)
        if told.outcome is not Outcome.KNOWN or holding != old or lost:
            self._corpus.put(holding, taken.text)
            self._remember(origin)
            self._by_number[number_of(record)].add(record.id)
        if told.outcome is Outcome.KNOWN:
            return told
        return told._replace(clashes=tuple(self._shipped().clashes(record)))

    def _twin(self, document: Document) -> Holding | None:
        """Return the record that a document is under another place, or none: a list may say less of it than its head."""
        same = [self._corpus.holdings[each] for each in self._by_number[number_of(document)] if each in self._corpus.holdings]
        found = [each for each in same if may_be_one(each.document, document)]
        return found[0] if len(found) == 1 else None

    def _before(self, origin: Origin) -> Document | None:
        """Return what a file said when it was another document, that is still kept."""
        for earlier in self._by_path.get(origin.path, ()) if origin.place is None else ():
            holding = self._corpus.holdings.get(earlier.record)
            if holding and earlier.place is None and earlier.record != origin.record:
                return holding.document
        return None


def _whole(path: str) -> str:
    """Return a path as it is kept: one whose bytes are no text has signs in their place."""
    return path if path == STDIN else printable(Path(path).resolve())


def _was_heard(old: Holding, path: str, item: Item, taken: Taken) -> bool:
    """Tell whether a record was already taken from this very row of this very list: what came later is not undone."""
    row = (_whole(path), taken.sha256, item.place)
    return item.place is not None and any((each.path, each.sha256, each.place) == row for each in old.origins)


def _origin(whole: str, document: Document, item: Item, taken: Taken) -> Origin:
    return Origin(
        record=document.id,
        path=whole,
        sha256=taken.sha256,
        size=taken.size,
        mtime_ns=taken.mtime_ns,
        format=taken.format,
        added=datetime.now(UTC),
        place=item.place,
        text=name_of(taken.text) if taken.text else None,
    )


def _outcome(old: Holding | None, changes: tuple[Change, ...], holding: Holding) -> Outcome:
    if old is None:
        return Outcome.NEW
    new_text = holding.text != old.text and holding.text is not None
    return Outcome.UPDATED if changes or new_text else Outcome.KNOWN
