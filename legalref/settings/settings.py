"""What is in force, and from where it comes: the command line before the environment before a file before the default."""

import os
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from legalref.checking.as_of import AsOf
from legalref.errors import UsageProblem
from legalref.model import Severity
from legalref.settings.files import File, find
from legalref.settings.keys import KEYS, NAMES, Key
from legalref.settings.values import Refused


class Origin(StrEnum):
    """From where a value comes, the strongest first."""

    COMMAND = "command"
    ENVIRONMENT = "environment"
    FILE = "file"
    DEFAULT = "default"


class Given(NamedTuple):
    """A value in force, and from where it comes: the option, the variable, or file and line."""

    value: Any
    origin: Origin
    where: str | None = None


class Settings(NamedTuple):
    """All that is in force, by the names of `KEYS`; and the file that was read, if any."""

    given: dict[str, Given]
    file: Path | None

    def value(self, name: str) -> Any:
        """Return the value of a key."""
        return self.given[name].value

    @property
    def as_of(self) -> AsOf:
        """The day of the check: a day, `document`, or None for today."""
        found: AsOf = self.value("as-of")
        return found

    @property
    def severities(self) -> dict[str, Severity]:
        """The most that findings of rules may weigh, by code or prefix."""
        found: dict[str, Severity] = self.value("severity")
        return found


def settings(
    paths: Sequence[str] = (), command: Mapping[str, object] = {}, environment: Mapping[str, str] | None = None
) -> Settings:
    """Return what is in force for the files `paths`; `command` has what stands on the command line, by the names of keys.

    Raises UsageProblem, in one line with its place, for a key that is none and a value that a key cannot have.
    """
    file = find(paths)
    if file:
        _refuse_unknown(file)
    variables = os.environ if environment is None else environment
    return Settings({key.name: _given(key, command, variables, file) for key in KEYS}, file.path if file else None)


def _refuse_unknown(file: File) -> None:
    for name in file.values:
        if name not in NAMES:
            problem = Refused("setting_key", name, NAMES)
            raise _problem(problem, file.at(name), name)


def _given(key: Key, command: Mapping[str, object], variables: Mapping[str, str], file: File | None) -> Given:
    """Return a key's value. What is weaker is read, too: a fault in the file is told before it comes into force."""
    found = Given(key.default, Origin.DEFAULT)
    if file and key.name in file.values:
        found = _from_file(key, file)
    if variables.get(key.variable):
        value = _parsed(key, variables[key.variable], Path.cwd(), key.variable)
        found = Given(value, Origin.ENVIRONMENT, key.variable)
    if command.get(key.name) is not None:
        value = _parsed(key, command[key.name], Path.cwd(), key.option or key.name)
        found = Given(value, Origin.COMMAND, key.option)
    return found


def _from_file(key: Key, file: File) -> Given:
    try:
        value = key.parse(file.values[key.name], file.path.parent)
    except Refused as refused:
        raise _problem(refused, file.at(key.name, value=refused.value), key.name) from refused
    return Given(value, Origin.FILE, file.at(key.name))


def _parsed(key: Key, value: object, folder: Path, where: str) -> object:
    try:
        return key.parse(value, folder)
    except Refused as refused:
        raise _problem(refused, where, key.name) from refused


def _problem(refused: Refused, where: str, key: str) -> UsageProblem:
    """Return a refusal in one line: the place, the fact, and what is nearest, or what there is to choose from."""
    values = {"where": where, "name": key, "value": refused.value}
    if refused.near:
        return UsageProblem(f"error.{refused.message}_near", **values, near=refused.near)
    return UsageProblem(f"error.{refused.message}", **values, known=", ".join(refused.known))
