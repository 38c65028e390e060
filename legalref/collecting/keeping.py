"""The one writer of the office's own corpus: what it reports as kept survives any crash.

Acts go to the journal, batch by batch; at the end, or at the next start, the journal is folded into the tables, each written
to a new file and renamed. A crash between two renames leaves the journal, which is folded in again.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path

import msgspec

from legalref.collecting.holdings import FILES, REMOVED, TABLES, Holding, Removed
from legalref.collecting.journal import JOURNAL, Act, Drop, Journal, Put, last_acts
from legalref.collecting.locking import only_writer
from legalref.collecting.store import Store, merged, read_rows, removed_after
from legalref.collecting.texts import TEXTS, name_of, save_text
from legalref.durable import sync, write_durably
from legalref.errors import UnwritableOutput


@contextmanager
def keeping(folder: Path) -> Iterator["Keeper"]:
    """Give the writer of `folder`; what it was given and committed is folded into the tables at the end, whatever happened.

    Raises UnwritableOutput where another process writes or the folder cannot be written, CorpusFault where a table is damaged.
    """
    with only_writer(folder):
        keeper = Keeper(folder)
        try:
            yield keeper
        finally:
            keeper.fold()


class Keeper:
    """The corpus in memory, and the journal of what is done to it. Only inside `keeping`."""

    def __init__(self, folder: Path) -> None:
        """Read everything, with what a crash may have left in the journal."""
        self.folder = folder
        store = Store(folder)
        self.removed = store.removed()
        self.holdings = store.holdings()
        self._waiting: list[Act] = []
        self._texts: dict[str, bytes] = {}
        try:
            self._journal = Journal(folder / JOURNAL)
        except OSError as error:
            raise UnwritableOutput("own.write", path=folder, detail=error) from error

    def has_text(self, name: str) -> bool:
        """Tell whether the text of that name is there, or will be after `commit`."""
        return (self.folder / TEXTS / name).is_file() or name in self._texts

    def put(self, holding: Holding, text: bytes | None = None) -> None:
        """Let a record be this, with its packed text where it has a new one; nothing is durable before `commit`."""
        self.holdings[holding.id] = holding
        self.removed.pop(holding.id, None)
        self._waiting.append(Put(holding))
        if text is not None:
            self._texts[name_of(text)] = text

    def drop(self, record: str) -> None:
        """Take a record out and keep what it was. Nothing is durable before `commit`."""
        act = Drop(self.holdings.pop(record), datetime.now(UTC))
        self.removed[record] = Removed(act.when, act.holding)
        self._waiting.append(act)

    def commit(self) -> None:
        """Make durable what was done since the last time. Raises UnwritableOutput, with none of it done."""
        try:
            for text in self._texts.values():
                save_text(self.folder / TEXTS, text)
            if self._texts:
                sync(self.folder / TEXTS)
            self._journal.append(self._waiting)
        except OSError as error:
            raise UnwritableOutput("own.write", path=self.folder, detail=error) from error
        finally:
            self._waiting, self._texts = [], {}

    def fold(self) -> None:
        """Write the journal into the tables and remove it; what was not committed is forgotten."""
        done = last_acts(self.folder / JOURNAL)
        try:
            if done:
                named = self._write_tables(done)
                sync(self.folder)
                self._sweep(named)
            self._journal.remove()
        except OSError as error:
            raise UnwritableOutput("own.write", path=self.folder, detail=error) from error
        finally:
            self._journal.close()

    def _write_tables(self, done: dict[str, Act]) -> set[str | None]:
        """Write every table anew, and return the names of the texts that they name."""
        encode = msgspec.json.Encoder().encode_lines
        removed = removed_after(read_rows(self.folder / REMOVED, Removed), done).values()
        named = {origin.text for row in removed for origin in row.holding.origins}
        for table in TABLES:
            rows = merged(table, read_rows(self.folder / table.name, table.schema), done)
            named |= {row.text for row in rows} if table is FILES else set()
            write_durably(self.folder / table.name, encode(rows))
        write_durably(self.folder / REMOVED, encode(sorted(removed, key=attrgetter("removed"))))
        return named

    def _sweep(self, named: set[str | None]) -> None:
        """Remove the texts that nothing names any more, and what writers that were killed left behind."""
        for file in [*self.folder.glob(f"{TEXTS}/*"), *self.folder.glob(".*.part")]:
            if file.name not in named:
                with suppress(OSError):
                    file.unlink()


class Rehearsal:
    """What stands in for the writer where nothing is to be written."""

    def __init__(self, folder: Path) -> None:
        """Read everything."""
        self.folder = folder
        self.holdings = Store(folder).holdings()
        self._texts: set[str] = set()

    def has_text(self, name: str) -> bool:
        """Tell whether the text of that name is there, or would be."""
        return name in self._texts or (self.folder / TEXTS / name).is_file()

    def put(self, holding: Holding, text: bytes | None = None) -> None:
        """Let a record be this, in memory."""
        self.holdings[holding.id] = holding
        self._texts |= {name_of(text)} if text else set()

    def commit(self) -> None:
        """Write nothing."""
