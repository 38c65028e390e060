"""What can go wrong, and the exit code it ends with.

    LegalrefError
    ├── UsageProblem          the call cannot be carried out as given           exit 2
    ├── UnreadableInput       one input could not be read; the others were done exit 3
    ├── UnwritableOutput      the result could not be written                   exit 3
    ├── CorpusFault           a line of the facts is not what the schema says   exit 3
    └── IndexProblem          no index can be opened or built                   exit 3

Every error carries the key of a message (`vocabulary/messages/*.toml`) and its values, so that the
front ends can say it in the user's language; `str(error)` says it in Vietnamese. A message tells
the fact, the place and the way out, in one line.
"""

import errno
from enum import IntEnum
from typing import ClassVar

from legalref.vocabulary.messages import DEFAULT_LANGUAGE, messages, say


class ExitCode(IntEnum):
    """How a command ended."""

    CLEAN = 0
    """Nothing to report at or above the level asked for."""
    FOUND = 1
    """Findings at or above `--fail-on`; for `show`, nothing was found."""
    USAGE = 2
    """The call cannot be carried out as given: an unknown option, a value that is none."""
    UNREADABLE = 3
    """An input, or part of one, the facts or the index could not be read or written; other inputs were still done."""
    INTERRUPTED = 130
    """The user pressed Ctrl-C."""


class LegalrefError(Exception):
    """The root of all errors that legalref raises on purpose."""

    exit_code: ClassVar[ExitCode] = ExitCode.UNREADABLE

    def __init__(self, message: str, **values: object) -> None:
        """Keep the message's key and the values it is filled with."""
        super().__init__(message)
        self.message = message
        self.values = values

    def say(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Return the message in `language`, one line."""
        return one_line(self.message, self.values, language)

    def __str__(self) -> str:
        """Return the message in Vietnamese."""
        return self.say()


def one_line(message: str, values: dict[str, object], language: str = DEFAULT_LANGUAGE) -> str:
    """Return a message of an error or of a remark in one line; errors among its values are said in the same language."""
    spoken = {name: _spoken(value, language) for name, value in values.items()}
    if spoken.get("path") == "-":
        spoken["path"] = say("report.stdin", language).strip("()")
    return " ".join(say(message, language, **spoken).split())


def _spoken(value: object, language: str) -> object:
    """Return what the system says of a failure in the user's language, where we know it; any other value as it is."""
    if isinstance(value, LegalrefError):
        return value.say(language)
    if not isinstance(value, OSError):
        return value
    name = errno.errorcode.get(value.errno or 0, "")
    return messages(language).get(f"system.{name}") or value.strerror or str(value)


class UsageProblem(LegalrefError):
    """The call cannot be carried out as given."""

    exit_code = ExitCode.USAGE


class UnreadableInput(LegalrefError):
    """An input could not be read."""


class UnwritableOutput(LegalrefError):
    """The result could not be written."""


class CorpusFault(LegalrefError):
    """A line of the facts is not what the schema says."""


class IndexProblem(LegalrefError):
    """No index can be opened or built."""
