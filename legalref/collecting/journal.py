"""The journal: what was done since the tables were last written, one line an act, appended and made durable.

A line that was cut off by a crash was never reported as done, and is passed over. Acting twice is acting once, so a
journal that was folded into some of the tables can be folded in again.
"""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from legalref.collecting.holdings import Holding, Removed
from legalref.errors import CorpusFault

JOURNAL: Final = "journal.jsonl"


class Put(msgspec.Struct, frozen=True, tag="put"):
    """A record is now this, whatever it was before."""

    holding: Holding

    @property
    def record(self) -> str:
        """The identifier of the record acted on."""
        return self.holding.id


class Drop(msgspec.Struct, frozen=True, tag="drop"):
    """A record is taken out; what it was is kept."""

    holding: Holding
    when: datetime

    @property
    def record(self) -> str:
        """The identifier of the record acted on."""
        return self.holding.id


Act = Put | Drop

_decode: Final = msgspec.json.Decoder(Act).decode
_encode: Final = msgspec.json.Encoder().encode


def acts(file: Path) -> Iterator[Act]:
    """Yield what a journal says was done, none where there is no journal. Raises CorpusFault for a line that is no act."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise CorpusFault("own.unreadable", path=file, detail=error) from error
    whole = content[: content.rfind(b"\n") + 1]
    for number, line in enumerate(whole.splitlines(), 1):
        try:
            yield _decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise CorpusFault("own.line", path=file, line=number, detail=error) from error


def last_acts(file: Path) -> dict[str, Act]:
    """Return record → the last that was done with it."""
    return {act.record: act for act in acts(file)}


def removals(acts_: Iterable[Act]) -> dict[str, Removed]:
    """Return record → what was taken out, of acts of which the last counts."""
    return {act.record: Removed(act.when, act.holding) for act in acts_ if isinstance(act, Drop)}


class Journal:
    """A journal open for appending. One process at a time (`locking`)."""

    def __init__(self, file: Path) -> None:
        """Open it, and cut off what a crash left of a last line. Raises OSError."""
        self.file = file
        self._stream = file.open("ab", buffering=0)
        content = file.read_bytes()
        self._stream.truncate(content.rfind(b"\n") + 1)

    def append(self, done: Iterable[Act]) -> None:
        """Write acts and make them durable: when this returns, no crash undoes them. Raises OSError, with nothing written."""
        rest = b"".join(_encode(act) + b"\n" for act in done)
        whole = self._stream.seek(0, os.SEEK_END)
        try:
            while rest:
                rest = rest[self._stream.write(rest) :]
            os.fsync(self._stream.fileno())
        except OSError:
            self._stream.truncate(whole)
            raise

    def remove(self) -> None:
        """Close and remove it: the tables hold all of it."""
        self.close()
        self.file.unlink(missing_ok=True)

    def close(self) -> None:
        """Close it."""
        self._stream.close()
