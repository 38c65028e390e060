"""Findings as a log of SARIF 2.1.0, the format that code hosts and editors read.

Columns count UTF-16 code units, as `columnKind` says. A place in a file that is no plain text (Word, PDF …) has no region, for
lines of a text as read are no lines of that file; it has a logical location, and the place in the text as read as a property.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import Any, Final
from urllib.parse import quote

from legalref import __version__
from legalref.checking import Examined
from legalref.checking.baseline import fingerprint
from legalref.model import CheckedCitation, Edit, Finding, Location, Severity, Text
from legalref.reporting.regions import PLAIN, Regions
from legalref.reporting.rulebook import markdown, plain
from legalref.vocabulary import Rule, rules
from legalref.vocabulary.wording import place

VERSION: Final = "2.1.0"
SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT: Final = "legalref/v1"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
Object = dict[str, Any]


class Log:
    """A log of one run, text by text: files, findings, also those that are suppressed, and the rules of both."""

    def __init__(self, language: str) -> None:
        """Begin a log in `language`."""
        self._language = language
        self._places: dict[str, int] = {}
        self._artifacts: list[Object] = []
        self._results: list[Object] = []

    def add(self, examined: Examined) -> None:
        """Take what was found in one text; a file that is given twice is one."""
        path = examined.text.path
        at = self._places.setdefault(path, len(self._places))
        if at == len(self._artifacts):
            self._artifacts.append(_artifact(examined))
        self._results += _results(examined, at, self._language)

    def row(self, *, complete: bool) -> Object:
        """Return the log; `complete`: every file was read."""
        found = {result["ruleId"] for result in self._results}
        codes = {code: at for at, code in enumerate(code for code in rules() if code in found)}
        run = {
            "tool": {"driver": _driver(codes, self._language)},
            "language": self._language,
            "columnKind": "utf16CodeUnits",
            "invocations": [{"executionSuccessful": complete}],
            "artifacts": self._artifacts,
            "results": [{**result, "ruleIndex": codes[result["ruleId"]]} for result in self._results],
        }
        return {"$schema": SCHEMA, "version": VERSION, "runs": [run]}


def _driver(codes: Iterable[str], language: str) -> Object:
    described = [_rule(rules()[code], language) for code in codes]
    return {"name": "legalref", "version": __version__, "semanticVersion": __version__, "language": language, "rules": described}


def _rule(rule: Rule, language: str) -> Object:
    """Return what a rule is; its help has all that its row says."""
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title[language]},
        "fullDescription": {"text": rule.about[language]},
        "help": {"text": plain(rule, language), "markdown": markdown(rule, language)},
        "defaultConfiguration": {"level": _LEVELS[Severity(rule.severity)], "enabled": not (rule.quiet or rule.regimes)},
        "properties": {"tags": [rule.code[:3], *rule.regimes]},
    }


def _artifact(examined: Examined) -> Object:
    return {"location": {"uri": uri(examined.text.path)}, "properties": {"asOf": examined.day.isoformat()}}


def uri(path: str) -> str:
    """Return a path as a URI: relative as given, absolute with its scheme; standard input as `stdin`."""
    if path == "-":
        return "stdin"
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())


def _results(examined: Examined, at: int, language: str) -> Iterator[Object]:
    text = examined.text
    regions = Regions(text.content, _on_disk(text)) if text.format in PLAIN else None
    for checked, finding, suppressed in _all(examined):
        result = _result(text, regions, at, checked, finding, language)
        yield result | ({"suppressions": [{"kind": suppressed}]} if suppressed else {})


def _all(examined: Examined) -> Iterator[tuple[CheckedCitation, Finding, str | None]]:
    """Yield every finding of a text; third, how it is suppressed: by a comment in the text, by a baseline, or not."""
    yield from ((checked, finding, None) for checked in examined.citations for finding in checked.findings)
    yield from ((*each, "inSource") for each in examined.hidden)
    yield from ((*each, "external") for each in examined.known)


def _on_disk(text: Text) -> bytes | None:
    """Return the bytes of the file where they can be read again: byte offsets are told only where they fit them."""
    try:
        return Path(text.path).read_bytes() if text.path != "-" else None
    except (OSError, ValueError):
        return None


def _result(text: Text, regions: Regions | None, at: int, checked: CheckedCitation, finding: Finding, language: str) -> Object:
    cited = checked.citation
    found: Object = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "kind": "fail",
        "message": {"text": f"{' '.join(cited.text.split())}: {finding.message}"},
        "locations": [_place(text, regions, at, cited.start, cited.end, cited.location, language)],
        "partialFingerprints": {FINGERPRINT: fingerprint(text, checked, finding)},
        "properties": _properties(checked, finding),
    }
    if finding.also:
        also = [_other_place(text, regions, at, where, language) for where in finding.also]
        found["relatedLocations"] = [{"id": number, **each} for number, each in enumerate(also, 1)]
    if finding.edits and regions:
        found["fixes"] = [_fix(at, text, regions, finding.edits, finding.fix)]
    return found


def _properties(checked: CheckedCitation, finding: Finding) -> Object:
    record = checked.resolution.document
    values = {
        "number": checked.citation.number,
        "state": checked.resolution.state.value,
        "document": record.id if record else None,
        "fix": finding.fix,
        "line": checked.citation.location.line,
        "column": checked.citation.location.column,
    }
    return {name: value for name, value in values.items() if value is not None}


def _place(text: Text, regions: Regions | None, at: int, start: int, end: int, location: Location, language: str) -> Object:
    physical: Object = {"artifactLocation": {"uri": uri(text.path), "index": at}}
    if regions:
        physical["region"] = regions.of(start, end)
    where = place(location, language)
    logical = {"logicalLocations": [{"fullyQualifiedName": where}]} if where else {}
    return {"physicalLocation": physical, **logical}


def _other_place(text: Text, regions: Regions | None, at: int, location: Location, language: str) -> Object:
    """Return another place of a finding, of which only line and column are known."""
    start = regions.offset(location.line, location.column) if regions else 0
    return _place(text, regions, at, start, start, location, language)


def _fix(at: int, text: Text, regions: Regions, edits: Iterable[Edit], words: str | None) -> Object:
    """Return the changes of the text that correct it."""
    replacements = [{"deletedRegion": regions.of(edit.start, edit.end), "insertedContent": {"text": edit.text}} for edit in edits]
    change = {"artifactLocation": {"uri": uri(text.path), "index": at}, "replacements": replacements}
    return {"description": {"text": words}, "artifactChanges": [change]} if words else {"artifactChanges": [change]}
