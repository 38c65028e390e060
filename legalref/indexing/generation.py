"""A generation: catalogue and word index built together, with a manifest that vouches for both.

`index/gen-…/` is written whole, made durable, and only then named in `index/CURRENT` by one atomic
replacement, so a reader sees the old generation or the new one, never a part. What is here can
always be built again from the facts.
"""

import hashlib
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

import msgspec

from legalref.collecting.locking import only_writer
from legalref.corpus.catalogue import UNWRITABLE
from legalref.corpus.facts import fact_files
from legalref.durable import sync, write_durably
from legalref.errors import IndexProblem, UnwritableOutput

FORMAT: Final = 9
"""Raised with every change to what a generation holds; older ones are built anew."""

CATALOGUE: Final = "catalogue.sqlite"
WORDS: Final = "words"

_CURRENT: Final = "CURRENT"
_MANIFEST: Final = "manifest.json"
_NAME: Final = re.compile(r"gen-\d{8}T\d{6}-[0-9a-f]{8}")
_ABANDONED: Final = 3600
"""Seconds after which a folder that nobody writes to any more was left by a builder that was killed."""
_PAUSE: Final = 0.05
"""Seconds between two looks whether another builder is done."""
_KEPT: Final = 2
"""Generations kept: the current one and the one before it, which readers may still have open."""


class Stamp(msgspec.Struct, frozen=True):
    """What a file was when it was vouched for."""

    size: int
    mtime_ns: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What a generation was built from, and what it consists of."""

    format: int
    built: datetime
    records: int
    facts: dict[str, Stamp]
    own: dict[str, Stamp]
    """The files of the office's own corpus, by path."""
    files: dict[str, Stamp]
    until: date | None = None
    """The day from which the statuses that searches filter by may be others; None where none is known."""


def current(folder: Path) -> Path | None:
    """Return the current generation of `folder`, or None where `CURRENT` names none."""
    try:
        name = (folder / _CURRENT).read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return folder / name if _NAME.fullmatch(name) and (folder / name).is_dir() else None


def manifest(generation: Path) -> Manifest | None:
    """Return the manifest of a generation, or None where it is missing or no manifest."""
    try:
        return msgspec.json.decode((generation / _MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError):
        return None


def fault(generation: Path, facts: Path, own: Sequence[Path] = (), *, thorough: bool = False) -> str | None:
    """Return the message that says why a generation cannot be used, or None where it can.

    `own` are the files of the office's own corpus: where only these have changed, it is `index.grown`. A file whose
    size and time are as vouched for is believed, unless `thorough`; else its checksum decides.
    """
    record = manifest(generation)
    if record is None:
        return "index.damaged"
    sound: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("index.foreign", lambda: _is_own(generation / _MANIFEST)),
        ("index.other_version", lambda: record.format == FORMAT),
        ("index.damaged", lambda: _are_as_stamped({name: generation / name for name in record.files}, record.files, thorough)),
        ("index.day", lambda: not record.until or date.today() < record.until),
        ("index.outdated", lambda: _are_as_stamped({file.name: file for file in fact_files(facts)}, record.facts, thorough)),
        ("index.grown", lambda: _are_as_stamped({str(file): file for file in own}, record.own, thorough)),
    )
    return next((message for message, holds in sound if not holds()), None)


def _are_as_stamped(files: Mapping[str, Path], stamps: Mapping[str, Stamp], thorough: bool) -> bool:
    return files.keys() == stamps.keys() and all(_is_unchanged(file, stamps[name], thorough) for name, file in files.items())


def _is_own(file: Path) -> bool:
    """Tell whether this user wrote a file: Whoosh's pickles run code when opened, so nobody else's are."""
    return not hasattr(os, "geteuid") or file.stat().st_uid == os.geteuid()


def _is_unchanged(file: Path, stamp: Stamp, thorough: bool) -> bool:
    try:
        state = file.stat()
        if state.st_size != stamp.size:
            return False
        return (state.st_mtime_ns == stamp.mtime_ns and not thorough) or _sha256(file) == stamp.sha256
    except OSError:
        return False


def _stamp(file: Path, known: Stamp | None = None) -> Stamp:
    state = file.stat()
    if known and (known.size, known.mtime_ns) == (state.st_size, state.st_mtime_ns):
        return known
    return Stamp(state.st_size, state.st_mtime_ns, _sha256(file))


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until no other process builds in `folder`, and keep others from it.

    Raises IndexProblem where `folder` cannot be written, or where another process does not come to an end.
    """
    patience = time.monotonic() + _ABANDONED
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(only_writer(folder))
                break
            except UnwritableOutput as error:
                if error.message != "own.locked" or time.monotonic() > patience:
                    raise IndexProblem("error.index_not_writable", path=folder, detail=error.__cause__) from error
                time.sleep(_PAUSE)
        yield


@contextmanager
def fresh(folder: Path) -> Iterator[Path]:
    """Give a new hidden folder to build in; it is gone afterwards unless `publish` made a generation of it.

    Raises IndexProblem where `folder` cannot be written.
    """
    work = folder / f".building-{os.getpid()}-{secrets.token_hex(4)}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        work.mkdir()
        _sweep(folder)
    except OSError as error:
        raise IndexProblem("error.index_not_writable", path=folder, detail=error) from error
    try:
        yield work
    except (OSError, UNWRITABLE) as error:
        raise IndexProblem("error.index_not_writable", path=folder, detail=error) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Remove what builders that were killed left behind."""
    for path in (*folder.glob(".building-*"), *folder.glob(f".{_CURRENT}*")):
        with suppress(OSError):  # another builder may sweep, too
            if time.time() - path.stat().st_mtime > _ABANDONED:
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def stamps(files: Iterable[Path], known: Mapping[str, Stamp] = MappingProxyType({})) -> dict[str, Stamp]:
    """Return path → what each file is now; taken before it is read, so that a later change is seen.

    A stamp that is `known` is not made anew where size and time are the same.
    """
    return {str(file): _stamp(file, known.get(str(file))) for file in files}


class Made(NamedTuple):
    """What is vouched for of a generation beside its files."""

    facts: dict[str, Stamp]
    own: dict[str, Stamp]
    records: int
    until: date | None
    """The day from which it is to be built anew."""


def publish(work: Path, made: Made, known: Mapping[str, Stamp] = MappingProxyType({})) -> Path:
    """Make `work` durable, make it the current generation of its folder, and return it.

    Files that it shares with an older generation have the stamps that are `known` of them there, and are durable already.
    """
    folder = work.parent
    files = sorted(file for file in work.rglob("*") if file.is_file())
    named = {file.relative_to(work).as_posix(): file for file in files}
    record = Manifest(
        format=FORMAT,
        built=datetime.now(UTC),
        records=made.records,
        until=made.until,
        facts=made.facts,
        own=made.own,
        files={name: _stamp(file, known.get(name)) for name, file in named.items()},
    )
    (work / _MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(record)))
    for file in (*(file for name, file in named.items() if known.get(name) != record.files[name]), work / _MANIFEST):
        sync(file)
    for path in (*(path for path in work.rglob("*") if path.is_dir()), work):
        sync(path)
    generation = folder / f"gen-{record.built:%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
    work.rename(generation)
    write_durably(folder / _CURRENT, f"{generation.name}\n".encode("ascii"))
    sync(folder)
    _prune(folder, generation)
    return generation


def _prune(folder: Path, newest: Path) -> None:
    generations = sorted((path for path in folder.iterdir() if _NAME.fullmatch(path.name)), reverse=True)
    kept = {newest, *[path for path in generations if path != newest][: _KEPT - 1]}
    for path in generations:
        if path not in kept:
            shutil.rmtree(path, ignore_errors=True)
