"""Results for people at a terminal: Rich renderables, plain text where there is no terminal."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from legalref.model import CheckedCitation, Citation, Finding, Location, Severity, Span, State, Status, Text, Validity
from legalref.reading import STDIN
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import day, document, pinpoint, place

STYLES: Final = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
SIGNS: Final = {
    State.RESOLVED: ("✓", "green"),
    State.MISMATCH: ("≠", "red"),
    State.AMBIGUOUS: ("?", "yellow"),
    State.NOT_IN_CORPUS: ("·", "dim"),
    State.UNCHECKED: ("–", "dim"),
}
_CONTEXT: Final = 60
"""Code points of the sentence shown on either side of a citation."""
_MOST_ROWS: Final = 1000
"""Rows of a table that are laid out together; it holds them all, so a longer one is cut into several."""
_MOST_PLACES: Final = 12
"""Places of one finding that are named; the rest are counted."""
_BREAK: Final = re.compile(r"(?<=[.;:!?…”])[ ]*\r?\n|\n[ ]*\r?\n")
"""Where a paragraph ends, as far as a report must know."""


class Checked:
    """The report of one file: each finding in its sentence, then every citation with its record."""

    def __init__(self, text: Text, citations: Sequence[CheckedCitation], language: str) -> None:
        """Keep what is shown."""
        self._text = text
        self._citations = citations
        self._language = language

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the report's parts."""
        yield Styled(name_of(self._text, self._language), style="bold underline")
        for checked in self._citations:
            for finding in checked.findings:
                yield self._finding(checked, finding)
        yield self._table() if self._citations else Styled("  " + say("report.no_citations", self._language))

    def _finding(self, checked: CheckedCitation, finding: Finding) -> RenderableType:
        location = checked.citation.location
        head = Styled(f"{where(location, self._language)} ", style="dim")
        head.append(f"{finding.rule} {say(f'severity.{finding.severity}', self._language)}", STYLES[finding.severity])
        lines = [head, in_sentence(self._text, checked.citation, STYLES[finding.severity]), Styled(finding.message)]
        if finding.also:
            lines.append(Styled(also(finding, self._language), style="dim"))
        if finding.fix:
            lines.append(Styled(f"→ {finding.fix}", style="green"))
        return Padding(Group(lines[0], Padding(Group(*lines[1:]), (0, 0, 0, 2))), (1, 0, 0, 2))

    def _table(self) -> RenderableType:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
        for column in ("place", "citation", "record", "validity"):
            table.add_column(say(f"report.{column}", self._language), overflow="fold")
        for checked in self._citations:
            location = checked.citation.location
            table.add_row(
                where(location, self._language),
                one_line(checked.citation.text),
                self._record(checked),
                validity_words(checked.validity, self._language) if checked.validity else "",
            )
        return Padding(table, (1, 0, 0, 2))

    def _record(self, checked: CheckedCitation) -> Styled:
        resolution = checked.resolution
        sign, style = SIGNS[resolution.state]
        if resolution.document:
            words = document(resolution.document, self._language)
            if resolution.reason:
                words += f" — {say(f'reason.{resolution.reason}', self._language)}"
        else:
            words = say(f"state.{resolution.state}", self._language, count=len(resolution.candidates))
        return Styled.assemble((sign + " ", style), words)


def name_of(text: Text, language: str) -> str:
    """Return what a text is called in reports: its path, or that it came from standard input."""
    return say("report.stdin", language) if text.path == STDIN else text.path


def where(location: Location, language: str) -> str:
    """Return a place: line and column of the text as read, then the page, paragraph or cell of the file."""
    return " ".join(filter(None, (f"{location.line}:{location.column}", one_line(place(location, language)))))


def also(finding: Finding, language: str) -> str:
    """Return where else the same is to be said: «cũng ở dòng 12, 30»; where the file has pages or cells, those."""
    lines = dict.fromkeys(str(each.line) for each in finding.also if not place(each, language))
    places = dict.fromkeys(place(each, language) for each in finding.also)
    shown = ([say("report.lines", language, lines=", ".join(list(lines)[:_MOST_PLACES]))] if lines else []) + [
        one_line(each) for each in list(places)[:_MOST_PLACES] if each
    ]
    more = max(len(lines) - _MOST_PLACES, 0) + max(len(places) - _MOST_PLACES, 0)
    if more:
        shown.append(say("report.more_places", language, count=more))
    return say("report.also", language, places="; ".join(shown))


def in_sentence(text: Text, citation: Citation, style: str) -> Styled:
    """Return the citation with its dates and issuer, underlined in a piece of its sentence."""
    start, end = citation.reference
    low, high = _context(text.content, start, end)
    line = Styled("…" if text.content[max(0, low - 8) : low].rstrip(" ")[-1:] not in ("", "\n") else "")
    line.append(one_line(text.content[low:start], keep_ends=True))
    line.append(one_line(text.content[start:end]), style=f"underline {style}")
    line.append(one_line(text.content[end:high], keep_ends=True).rstrip())
    return line.append("…" if text.content[high : high + 1] == " " else "")


def _context(text: str, start: int, end: int) -> Span:
    """Return the span of `_CONTEXT` code points on either side of `start` and `end`, inside the paragraph, cut between words."""
    low, high = max(0, start - _CONTEXT), min(len(text), end + _CONTEXT)
    breaks = [match.end() for match in _BREAK.finditer(text, low, start)]
    if breaks:
        low = breaks[-1]
    elif low:
        low = max(low, text.find(" ", low, start) + 1)
    if after := _BREAK.search(text, end, high):
        high = after.start()
    elif high < len(text):
        space = text.rfind(" ", end, high)
        high = space if space >= 0 else high
    return Span(low, high)


def one_line(text: str, *, keep_ends: bool = False) -> str:
    """Return `text` with every run of white space as one space, and nothing that steers a terminal."""
    joined = "".join(character if character.isprintable() else " " for character in " ".join(text.split()))
    if not keep_ends:
        return joined
    return (" " if text[:1].isspace() else "") + joined + (" " if text[-1:].isspace() and joined else "")


def validity_words(validity: Validity, language: str) -> str:
    """Return a validity in a few words: «hết hiệu lực từ 09/01/2026»."""
    words = say(f"status.{validity.status}", language)
    if validity.since and validity.status is Status.NOT_YET_IN_FORCE:
        return f"{words} ({say('word.in_force_from', language, day=day(validity.since))})"
    if validity.since:
        return f"{words} {say('word.since', language, day=day(validity.since))}"
    if validity.known_until and validity.known_until < validity.as_of:
        return f"{words} ({say('word.known_until', language, day=day(validity.known_until))})"
    return words


def concise(text: Text, citations: Iterable[CheckedCitation], language: str) -> Iterable[str]:
    """Yield one line for each finding: `path:line:column: CODE severity: citation (page, paragraph): message`."""
    for checked in citations:
        location = checked.citation.location
        for finding in checked.findings:
            severity = say(f"severity.{finding.severity}", language)
            beside = place(location, language)
            cited = one_line(checked.citation.text) + (f" ({one_line(beside)})" if beside else "")
            places = f" ({also(finding, language)})" if finding.also else ""
            head = f"{text.path}:{location.line}:{location.column}: {finding.rule} {severity}"
            yield f"{head}: {cited}: {finding.message}{places}"


def citations_tables(citations: Iterable[Citation], language: str) -> Iterator[RenderableType]:
    """Yield the tables of `extract`, `_MOST_ROWS` each, as soon as their rows are there; or that there is nothing in them."""
    rest = iter(citations)
    rows = list(islice(rest, _MOST_ROWS))
    if not rows:
        yield say("report.none_found", language)
    while rows:
        yield _citations_table(rows, language)
        rows = list(islice(rest, _MOST_ROWS))


def _citations_table(citations: Iterable[Citation], language: str) -> RenderableType:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in ("place", "kind", "citation", "date", "issuer", "pinpoints"):
        table.add_column(say(f"report.{column}", language), overflow="fold")
    for citation in citations:
        location = citation.location
        table.add_row(
            where(location, language),
            say(f"kind.{citation.kind}", language),
            one_line(citation.text),
            day(citation.date) if citation.date else "",
            citation.issuer or "",
            "; ".join(pinpoint(each, language) for each in citation.pinpoints),
        )
    return table


def marked(title: str, spans: Iterable[Span], style: str) -> Styled:
    """Return a title with the words found in it in `style`."""
    line = Styled(title)
    for span in spans:
        line.stylize(style, *span)
    return line
