"""Findings as commands of a workflow on GitHub, which shows them beside the lines."""

from collections.abc import Iterator
from typing import Final

from legalref.checking import Examined
from legalref.model import CheckedCitation, Finding, Severity, Text
from legalref.reporting.regions import PLAIN
from legalref.reporting.terminal import also, one_line
from legalref.vocabulary import rules
from legalref.vocabulary.wording import place

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_OF_DATA: Final = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_OF_PROPERTIES: Final = (*_OF_DATA, (":", "%3A"), (",", "%2C"))


def commands(examined: Examined, language: str) -> Iterator[str]:
    """Yield a command for each finding: `::error file=…,line=…,endLine=…,col=…,endColumn=…,title=…::…`."""
    for checked in examined.citations:
        for finding in checked.findings:
            yield _command(examined.text, checked, finding, language)


def _command(text: Text, checked: CheckedCitation, finding: Finding, language: str) -> str:
    properties = {
        "file": text.path.replace("\\", "/"),
        **(_lines(text, checked) if text.format in PLAIN else {}),
        "title": f"{finding.rule} {rules()[finding.rule].title[language]}",
    }
    said = ",".join(f"{name}={_escaped(str(value), _OF_PROPERTIES)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {said}::{_escaped(_message(checked, finding, language), _OF_DATA)}"


def _lines(text: Text, checked: CheckedCitation) -> dict[str, int]:
    """Return the lines of a citation, and its columns where it stands in one; they are those of the file only in plain text."""
    begin, last = checked.citation.location, text.locate(max(checked.citation.start, checked.citation.end - 1))
    lines = {"line": begin.line, "endLine": last.line}
    return lines | ({"col": begin.column, "endColumn": last.column + 1} if begin.line == last.line else {})


def _message(checked: CheckedCitation, finding: Finding, language: str) -> str:
    """Return what is said: the citation, where it stands in a file that has pages, the finding, its correction, other places."""
    where = place(checked.citation.location, language)
    cited = one_line(checked.citation.text) + (f" ({one_line(where)})" if where else "")
    fix = f" → {finding.fix}" if finding.fix else ""
    places = f" ({also(finding, language)})" if finding.also else ""
    return f"{cited}: {finding.message}{fix}{places}"


def _escaped(text: str, table: tuple[tuple[str, str], ...]) -> str:
    for character, code in table:
        text = text.replace(character, code)
    return text
