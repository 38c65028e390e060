"""A baseline: the findings that are known, in a file; only what is new since is told.

A finding is known again by its fingerprint: the rule, the document cited and its date as written, and the words round the
citation. Lines, pages and the day of the check are not in it, so that it stays when the text moves. What is found several times
with one fingerprint is counted.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from legalref.checking.suppress import Hidden
from legalref.durable import write_durably
from legalref.errors import UnreadableInput, UnwritableOutput
from legalref.model import CheckedCitation, Finding, Text
from legalref.orthography import fold, number_key, words

if TYPE_CHECKING:
    from legalref.checking import Examined

VERSION: Final = 1
_AROUND: Final = 80
"""Code points on either side in which words are taken."""
_WORDS: Final = 4
"""Words on either side that belong to a fingerprint."""
_PARAGRAPH_END: Final = re.compile(r"(?<=[.;:!?…”])[ \t]*\r?\n|\n[ \t]*\r?\n")
_LENGTH: Final = 16
"""Hexadecimal digits of a fingerprint: among millions of findings no two meet by chance."""


class Known(NamedTuple):
    """A known finding: its file, as seen from the baseline's folder, its rule, what is cited, and its fingerprint."""

    path: str
    rule: str
    cited: str
    fingerprint: str


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    path: str
    rule: str
    cited: str
    fingerprint: str
    count: int


class _File(msgspec.Struct, frozen=True):
    version: int
    findings: tuple[_Row, ...] = ()


class Baseline:
    """The known findings of a baseline file, each as often as it was there."""

    def __init__(self, folder: Path, known: Mapping[Known, int]) -> None:
        """Keep how often each is known; `folder` is that of the file, from which paths are seen."""
        self._folder = folder
        self._left = Counter(known)

    def new(self, examined: "Examined") -> "Examined":
        """Return a text with only the findings that are new; each known one is left out as often as it was known."""
        known: list[Hidden] = []
        rest = []
        for checked in examined.citations:
            old = [finding for finding in checked.findings if self._takes(examined.text, checked, finding)]
            known += [Hidden(checked, finding) for finding in old]
            told = tuple(finding for finding in checked.findings if finding not in old)
            rest.append(msgspec.structs.replace(checked, findings=told))
        return examined._replace(citations=rest, known=known)

    def _takes(self, text: Text, checked: CheckedCitation, finding: Finding) -> bool:
        key = _known(text, checked, finding, self._folder)
        if self._left[key] < 1:
            return False
        self._left[key] -= 1
        return True


def fingerprint(text: Text, checked: CheckedCitation, finding: Finding) -> str:
    """Return what a finding is known again by, in hexadecimal digits."""
    cited = checked.citation
    start, end = cited.reference
    before = words(_PARAGRAPH_END.split(text.content[max(0, start - _AROUND) : start])[-1])[-_WORDS:]
    after = words(_PARAGRAPH_END.split(text.content[end : end + _AROUND])[0])[:_WORDS]
    parts = [finding.rule, _cited(checked), cited.date or "", " ".join(before), " ".join(after)]
    return sha256("\n".join(parts).encode()).hexdigest()[:_LENGTH]


def _cited(checked: CheckedCitation) -> str:
    cited = checked.citation
    return number_key(cited.number) if cited.number else fold(cited.name or cited.text)


def _known(text: Text, checked: CheckedCitation, finding: Finding, folder: Path) -> Known:
    cited = checked.citation.number or " ".join((checked.citation.name or checked.citation.text).split())
    return Known(_seen_from(text.path, folder), finding.rule, cited, fingerprint(text, checked, finding))


def _seen_from(path: str, folder: Path) -> str:
    """Return a path as seen from a folder, with forward slashes on every system; as it is where it is on another drive."""
    if path == "-":
        return path
    try:
        return PurePath(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return PurePath(path).as_posix()


def read_baseline(path: Path) -> Baseline:
    """Return the findings that a baseline file knows. Raises UnreadableInput for what is none, or of another version."""
    found = _read(path)
    if found.version != VERSION:
        raise UnreadableInput("error.baseline_version", path=path, version=found.version, known=VERSION)
    return Baseline(path.parent, {Known(row.path, row.rule, row.cited, row.fingerprint): row.count for row in found.findings})


def _read(path: Path) -> _File:
    try:
        return msgspec.json.decode(path.read_bytes(), type=_File)
    except OSError as error:
        raise UnreadableInput("error.baseline_unreadable", path=path, detail=error) from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UnreadableInput("error.baseline", path=path) from error


def known_of(examined: "Examined", path: Path) -> Counter[Known]:
    """Return the findings of a text, each with how often it is there, as the baseline at `path` keeps them."""
    return Counter(
        _known(examined.text, checked, finding, path.parent) for checked in examined.citations for finding in checked.findings
    )


def write_baseline(path: Path, found: Counter[Known]) -> None:
    """Write findings to a baseline file, sorted.

    An older baseline is replaced, all at once; any other file is left alone. Raises UnreadableInput, UnwritableOutput.
    """
    if path.exists():
        _read(path)
    _replace(path, _encoded(found))


def _encoded(found: Mapping[Known, int]) -> str:
    rows: Sequence[dict[str, Any]] = [key._asdict() | {"count": count} for key, count in sorted(found.items())]
    return json.dumps({"version": VERSION, "findings": rows}, ensure_ascii=False, indent=1) + "\n"


def _replace(path: Path, content: str) -> None:
    try:
        write_durably(path, content.encode("utf-8"))
    except OSError as error:
        raise UnwritableOutput("error.output", path=path, detail=error) from error
