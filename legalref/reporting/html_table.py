"""The table of all citations on the page, which can be filtered and sorted, and the filters."""

from collections.abc import Iterable, Iterator, Sequence

from legalref.model import Severity, State
from legalref.reporting.html_cards import severity
from legalref.reporting.html_sheet import STATE_SIGNS, Sheet, Shown
from legalref.reporting.html_words import element, escaped
from legalref.reporting.terminal import one_line, validity_words
from legalref.vocabulary import rules
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import document, place

_COLUMNS = ("at", "citation", "place", "findings", "record", "validity")


def table(sheets: Sequence[Sheet], language: str) -> Iterator[str]:
    """Yield the table, a row a citation."""
    heads = "".join(element("th", escaped(say(f"html.column_{name}", language)), scope="col") for name in _COLUMNS)
    yield f'<div class="frame" tabindex="0"><table><thead><tr>{heads}</tr></thead>\n<tbody>\n'
    for sheet in sheets:
        for shown in sheet.shown:
            yield _row(sheet, shown, language, several=len(sheets) > 1) + "\n"
    yield "</tbody></table></div>"


def _row(sheet: Sheet, shown: Shown, language: str, *, several: bool) -> str:
    checked = shown.checked
    weight = shown.severity
    location = checked.citation.location
    at = " · ".join(filter(None, (f"{location.line}:{location.column}", one_line(place(location, language)))))
    file = element("p", escaped(sheet.examined.text.path), class_="soft") if several else ""
    cells = (
        element("td", str(shown.number), class_="number"),
        element("td", element("a", escaped(" ".join(checked.citation.text.split())), href=f"#c{shown.number}")),
        element("td", file + escaped(at), data_key=f"{sheet.at:06}:{checked.citation.start:09}"),
        element("td", "".join(_findings(shown, language)), data_key=str(weight.rank) if weight else "9"),
        element("td", _record(shown, language)),
        element("td", escaped(validity_words(checked.validity, language) if checked.validity else "")),
    )
    return element(
        "tr",
        "".join(cells),
        data_n=shown.number,
        data_severity=weight or "",
        data_state=checked.resolution.state,
        data_rules=" ".join(dict.fromkeys(each.rule for each in shown.findings)),
        data_file=sheet.at,
    )


def _findings(shown: Shown, language: str) -> Iterator[str]:
    for each in shown.checked.findings:
        fix = f" {element('span', '→ ' + escaped(each.fix), class_='fix')}" if each.fix else ""
        yield element("p", f"{severity(each, language)} {escaped(each.message)}{fix}")
    for number, each in shown.echoes:
        same = element("a", escaped(say("html.same_as", language, number=number)), href=f"#c{number}")
        yield element("p", f"{severity(each, language)} {same}")


def _record(shown: Shown, language: str) -> str:
    resolution = shown.checked.resolution
    state = resolution.state
    words = say(f"state.{state}", language, count=len(resolution.candidates))
    if resolution.document:
        words = document(resolution.document, language)
    sign = element("span", STATE_SIGNS[state], class_=f"sign {state}", title=_state(state, language))
    return f"{sign} {element('a', escaped(words), href=f'#{shown.card}')}"


def _state(state: State, language: str) -> str:
    return say(f"html.state_{state}", language)


def filters(sheets: Sequence[Sheet], language: str) -> str:
    """Return the filters: shown only where a script can carry them out."""
    shown = [each for sheet in sheets for each in sheet.shown]
    codes = sorted({finding.rule for each in shown for finding in each.findings})
    severities = [("any", say("html.any_finding", language))]
    severities += [(each.value, say(f"severity.{each}", language)) for each in Severity]
    states = [(state.value, _state(state, language)) for state in State]
    parts = [
        _search(language),
        _choice("severity", severities, language),
        _choice("state", states, language),
        _choice("rule", [(code, f"{code} {rules()[code].title[language]}") for code in codes], language),
    ]
    if len(sheets) > 1:
        parts.append(_choice("file", [(str(sheet.at), sheet.examined.text.path) for sheet in sheets], language))
    parts.append(element("button", escaped(say("html.reset", language)), type="reset"))
    parts.append(element("output", data_said=say("html.shown", language)))
    return element("form", "".join(parts), class_="filters")


def _search(language: str) -> str:
    label = escaped(say("html.filter_words", language))
    return f'<label class="wide">{label}<input type="search" name="words" autocomplete="off"></label>'


def _choice(name: str, values: Iterable[tuple[str, str]], language: str) -> str:
    options = [("", say("html.all", language)), *values]
    choices = "".join(element("option", escaped(words), value=value) for value, words in options)
    return element("label", escaped(say(f"html.filter_{name}", language)) + element("select", choices, name=name))
