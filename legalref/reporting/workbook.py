"""What was found as a workbook: a sheet of findings, one of citations, one that sums up.

Nothing in a cell is ever taken for a formula: every text is written as text.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from math import ceil
from typing import Any, Final, NamedTuple

from legalref.checking import Examined
from legalref.model import CheckedCitation, Finding, Severity, State
from legalref.reporting.summary import Totals, days_of_check
from legalref.reporting.terminal import also, one_line, validity_words
from legalref.vocabulary import rules
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import day, document, pinpoint, place

Value = str | int | date | None
_FINDINGS: Final = (
    ("file", 28), ("line", 7), ("column", 7), ("place", 16), ("rule", 9), ("rule_title", 30), ("severity", 11), ("citation", 32),
    ("message", 80), ("fix", 30), ("also", 24),
)  # fmt: skip
_CITATIONS: Final = (
    ("file", 28), ("line", 7), ("column", 7), ("place", 16), ("citation", 34), ("type", 16), ("number", 20), ("date", 13),
    ("issuer", 26), ("pinpoints", 24), ("state", 24), ("record", 46), ("title", 60), ("validity", 34), ("findings", 14),
    ("id", 44),
)  # fmt: skip
"""Column, of the messages `sheet.*`, and its width in characters."""
_LINE: Final = 15
"""Points of a line."""
_MOST_LINES: Final = 27
"""A row is 409 points high at the most."""
_A4: Final = 9
"""The code of the paper in a workbook (ECMA-376, 18.3.1.63)."""
_LONGEST: Final = 32_767
"""Code points that a cell of Excel holds."""
_CONTROLS: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32)), " ")
"""What XML cannot hold."""


class Sheet(NamedTuple):
    """A sheet: its name, its columns with widths, its rows."""

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Value]]


def report(examined: Sequence[Examined], corpus_day: date | None, unread: int, language: str) -> bytes:
    """Return what was found in texts as .xlsx."""
    found = _headed("findings", _FINDINGS, _finding_rows(examined, language), language)
    cited = _headed("citations", _CITATIONS, _citation_rows(examined, language), language)
    summed = _headed("summary", (("what", 34), ("value", 40)), _summary_rows(examined, corpus_day, unread, language), language)
    return workbook([found, cited, summed])


def _headed(name: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Value]], language: str) -> Sheet:
    return Sheet(say(f"sheet.{name}", language), [(say(f"sheet.{key}", language), width) for key, width in columns], rows)


def _finding_rows(examined: Sequence[Examined], language: str) -> Iterator[Sequence[Value]]:
    for text in examined:
        for checked in text.citations:
            for finding in checked.findings:
                yield (*_place(text, checked, language), *_finding(finding, checked, language))


def _finding(finding: Finding, checked: CheckedCitation, language: str) -> Sequence[Value]:
    return (
        finding.rule,
        rules()[finding.rule].title[language],
        say(f"severity.{finding.severity}", language),
        one_line(checked.citation.text),
        finding.message,
        finding.fix,
        also(finding, language) if finding.also else None,
    )


def _place(text: Examined, checked: CheckedCitation, language: str) -> Sequence[Value]:
    location = checked.citation.location
    return text.text.path, location.line, location.column, place(location, language) or None


def _citation_rows(examined: Sequence[Examined], language: str) -> Iterator[Sequence[Value]]:
    for text in examined:
        for checked in text.citations:
            cited, record = checked.citation, checked.resolution.document
            yield (
                *_place(text, checked, language),
                one_line(cited.text),
                cited.type,
                cited.number,
                day(cited.date) if cited.date else None,
                cited.issuer,
                "; ".join(pinpoint(each, language) for each in cited.pinpoints) or None,
                _state(checked, language),
                document(record, language) if record else None,
                record.title if record else None,
                validity_words(checked.validity, language) if checked.validity else None,
                ", ".join(finding.rule for finding in checked.findings) or None,
                record.id if record else None,
            )


def _state(checked: CheckedCitation, language: str) -> str:
    found = checked.resolution
    words = say(f"state.{found.state}", language, count=len(found.candidates))
    return f"{words}: {say(f'reason.{found.reason}', language)}" if found.reason else words


def _summary_rows(
    examined: Sequence[Examined], corpus_day: date | None, unread: int, language: str
) -> Iterator[tuple[Value, Value]]:
    found = Totals(examined)
    yield say("sheet.files", language), len(examined)
    yield say("sheet.citations", language), found.citations
    yield say("sheet.linked", language), found.linked
    for state in (State.AMBIGUOUS, State.NOT_IN_CORPUS, State.UNCHECKED):
        yield say(f"sheet.{state}", language), found.states[state]
    for severity in Severity:
        yield say(f"sheet.{severity}", language), found.severities[severity]
    yield say("sheet.hidden", language), found.hidden
    yield say("sheet.known", language), found.known
    yield say("sheet.unread", language), unread
    yield say("sheet.day", language), next(iter(found.days)) if len(found.days) == 1 else days_of_check(found.days, language)
    yield say("sheet.corpus_day", language), corpus_day


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """Return sheets as .xlsx, the first row of each bold and frozen, with a filter on it; days are days, the rest is text."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for sheet in sheets:
        _write(book.create_sheet(sheet.name), sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(page: Any, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    wrapped, bold = Alignment(vertical="top", wrap_text=True), Font(bold=True)
    widths = [width for _, width in sheet.columns]
    page.freeze_panes = "A2"
    _fit_to_paper(page)
    for at, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(at)].width = width
    head = [_cell(page, name) for name, _ in sheet.columns]
    for each in head:
        each.font = bold
    page.append(head)
    last = 1
    for last, row in enumerate(sheet.rows, 2):  # the last number is that of the last row
        cells = [None if value is None else _cell(page, value) for value in row]
        for cell in filter(None, cells):
            cell.alignment = wrapped
        page.row_dimensions[last].height = _LINE * _lines(row, widths)
        page.append(cells)
    page.auto_filter.ref = f"A1:{get_column_letter(len(widths))}{last}"


def _lines(row: Sequence[Value], widths: Sequence[int]) -> int:
    """Return how many lines a row takes: not every program finds that out by itself."""
    return min(max(ceil(len(str(value)) / width) for value, width in zip(row, widths, strict=True)), _MOST_LINES) or 1


def _fit_to_paper(page: Any) -> None:
    """Let a sheet be printed: as wide as a page lying down, its headings on every page."""
    from openpyxl.worksheet.properties import PageSetupProperties

    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"


def _cell(page: Any, value: str | int | date) -> Any:
    from openpyxl.cell import WriteOnlyCell

    made = WriteOnlyCell(page)
    if isinstance(value, date):
        made.value = datetime(value.year, value.month, value.day)  # noqa: DTZ001  # a sheet knows no time zone
        made.number_format = "dd/mm/yyyy"
    elif isinstance(value, int):
        made.value = value
    else:
        made.value = value.translate(_CONTROLS)[:_LONGEST]
        made.data_type = "s"  # whatever it begins with
    return made
