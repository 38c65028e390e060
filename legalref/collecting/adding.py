"""What was taken out of files → the office's own corpus, with what is told of each: new, updated, there already, refused.

Nothing is overwritten in silence: the same identity again is an update, of which every changed field is told with both values.
What a later file leaves open stays as it was.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol

import msgspec

from legalref.collecting.drafts import Draft, Problem, is_listed
from legalref.collecting.holdings import Holding, Origin
from legalref.collecting.items import Item, Taken
from legalref.collecting.shipped import Clash, Shipped
from legalref.collecting.taking import sha256_of
from legalref.collecting.texts import name_of
from legalref.errors import UnreadableInput
from legalref.model import Document, Status
from legalref.orthography import number_key, slug
from legalref.reading import STDIN

MERGED: Final = (
    "number",
    "issuer",
    "effective",
    "expired",
    "status",
    "title",
    "names",
    "term",
    "signer",
    "topic",
    "articles",
    "mentions",
)
"""The fields that a later file may change, in the order in which changes are told."""


class Outcome(StrEnum):
    """What became of a document."""

    NEW = "new"
    UPDATED = "updated"
    KNOWN = "known"
    RENAMED = "renamed"
    REFUSED = "refused"


class Change(NamedTuple):
    """A field with its old and its new value."""

    field: str
    old: Any
    new: Any


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
        self._by_number: dict[_Number, set[str]] = defaultdict(set)
        for holding in corpus.holdings.values():
            self._by_number[_number(holding.document)].add(holding.id)
            for origin in holding.origins:
                self._remember(origin)

    def _remember(self, origin: Origin) -> None:
        self._by_path.setdefault(origin.path, []).append(origin)
        if origin.text:
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
            if origin.text and (origin.size, origin.mtime_ns) == (state.st_size, state.st_mtime_ns):
                return self._there(path, origin)
        if state.st_size not in self._sizes:
            return None
        try:
            origin_ = self._by_sha.get(sha256_of(path))
        except UnreadableInput:  # reading it says so
            return None
        return self._same_content(path, whole, origin_) if origin_ else None

    def _there(self, path: str, origin: Origin) -> Told | None:
        holding = self._corpus.holdings.get(origin.record)
        return Told(Outcome.KNOWN, path, document=holding.document) if holding else None

    def _same_content(self, path: str, whole: str, origin: Origin) -> Told | None:
        """Tell of a file whose content is there; where it has only got another name, that is what is kept."""
        holding = self._corpus.holdings.get(origin.record)
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

    def add(self, path: str, taken: Taken) -> Iterator[Told]:
        """Put what a file holds into the corpus, and yield what is told of each; nothing is durable before `commit`."""
        known = self._by_sha.get(taken.sha256) if taken.text else None
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
        if old and _was_heard(old, path, taken):
            return Told(Outcome.KNOWN, path, item.place, old.document)
        if old and old.id != document.id:
            item, document = _under(item, document, old.document)
        origin = _origin(_whole(path), document, item, taken)
        if old and _other_body(old.document, document):
            problem = Problem("own.other_issuer", {"label": old.document.label, "issuer": old.document.issuer or ""})
            return Told(Outcome.REFUSED, path, item.place, problem=problem)
        merged, changes = _merged(old.document, document) if old else (document, ())
        before = self._before(origin)
        holding = _joined(old, merged, item, origin)
        told = Told(_outcome(old, changes, holding), path, item.place, merged, changes, put_right=item.put_right, before=before)
        if told.outcome is not Outcome.KNOWN or holding != old:
            self._corpus.put(holding, taken.text)
            self._remember(origin)
            self._by_number[_number(merged)].add(merged.id)
        if told.outcome is Outcome.KNOWN:
            return told
        return told._replace(clashes=tuple(self._shipped().clashes(merged)))

    def _twin(self, document: Document) -> Holding | None:
        """Return the record that a document is under another place, or none: a list may say less of it than its head."""
        same = [self._corpus.holdings[each] for each in self._by_number[_number(document)] if each in self._corpus.holdings]
        found = [each for each in same if _may_be_one(each.document, document)]
        return found[0] if len(found) == 1 else None

    def _before(self, origin: Origin) -> Document | None:
        """Return what a file said when it was another document, that is still kept."""
        for earlier in self._by_path.get(origin.path, ()) if origin.text else ():
            holding = self._corpus.holdings.get(earlier.record)
            if holding and earlier.text and earlier.record != origin.record:
                return holding.document
        return None


def _whole(path: str) -> str:
    """Return a path as it is kept."""
    return path if path == STDIN else str(Path(path).resolve())


def _was_heard(old: Holding, path: str, taken: Taken) -> bool:
    """Tell whether a record was already taken from the very same list: what came later is not undone."""
    return not taken.text and any((each.path, each.sha256) == (_whole(path), taken.sha256) for each in old.origins)


_Number = tuple[str, str, date]


def _number(document: Document) -> _Number:
    return document.type, number_key(document.number or document.id), document.issued


def _may_be_one(one: Document, other: Document) -> bool:
    """Tell whether two records of one type, number and day are of one body, though not of one place: one of them says less."""
    less = any(not each.place or each.place[:1].islower() for each in (one, other))
    named = bool(one.issuer and other.issuer)
    return less and (not named or slug(one.issuer or "") == slug(other.issuer or ""))


def _under(item: Item, document: Document, old: Document) -> tuple[Item, Document]:
    """Return an item and its document with the place and the identity of the record that is kept."""
    item = msgspec.structs.replace(
        item,
        relations=tuple(msgspec.structs.replace(edge, record=old.id) for edge in item.relations),
        citations=tuple(msgspec.structs.replace(each, source=old.id) for each in item.citations),
    )
    return item, msgspec.structs.replace(document, id=old.id, place=old.place)


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


def _other_body(old: Document, new: Document) -> bool:
    """Tell whether two records of one identity are of two bodies: a number without its place is that of many."""
    if not old.issuer or not new.issuer or slug(old.issuer) == slug(new.issuer):
        return False
    return not is_listed(old.issuer) and not is_listed(new.issuer) and not _is_longer(old.issuer, new.issuer)


def _is_longer(one: str, other: str) -> bool:
    """Tell whether one name is the other with more words: «Đảng ủy», «Đảng ủy xã Nà Tấu»."""
    short, long = sorted((slug(one), slug(other)), key=len)
    return f"-{short}-" in f"-{long}-"


def _merged(old: Document, new: Document) -> tuple[Document, tuple[Change, ...]]:
    """Return the record with what the new one says in place of the old, and what that changes."""
    changes = tuple(
        Change(field, getattr(old, field), getattr(new, field))
        for field in MERGED
        if getattr(new, field) not in (None, (), Status.UNKNOWN) and getattr(new, field) != getattr(old, field)
    )
    values = {change.field: change.new for change in changes}
    days = [day for day in (old.status_as_of, new.status_as_of) if day]
    if new.status is not Status.UNKNOWN:
        values["status_as_of"] = new.status_as_of if "status" in values else max(days)
    sources = tuple(dict.fromkeys([*old.sources, *new.sources]))
    return msgspec.structs.replace(old, **values, sources=sources), changes


def _joined(old: Holding | None, document: Document, item: Item, origin: Origin) -> Holding:
    """Return the holding with the new origin; what a document says of others stands, a list says nothing of that."""
    kept = tuple(each for each in old.origins if each.path != origin.path) if old else ()
    same = next((each for each in old.origins if _is_same(each, origin)), None) if old else None
    origins = old.origins if old and same else (*kept, origin)
    speaks = origin.text is not None or old is None
    relations = item.relations if speaks or old is None else old.relations
    citations = item.citations if speaks or old is None else old.citations
    return Holding(document, relations, citations, origins)


def _is_same(one: Origin, other: Origin) -> bool:
    """Tell whether two origins are one file at one time: only when it was added differs."""
    return msgspec.structs.replace(one, added=other.added) == other


def _outcome(old: Holding | None, changes: tuple[Change, ...], holding: Holding) -> Outcome:
    if old is None:
        return Outcome.NEW
    new_text = holding.text != old.text and holding.text is not None
    return Outcome.UPDATED if changes or new_text else Outcome.KNOWN
