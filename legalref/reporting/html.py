"""The report as one page that a clerk can mail and print: nothing is fetched, and all can be read without scripts.

The page allows its own style and script by their hashes alone: what is cited can never run.
"""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.resources import files
from string import Template
from typing import Final

from legalref import __version__
from legalref.checking import Examined
from legalref.model import Severity, State
from legalref.reporting.html_cards import cards
from legalref.reporting.html_sheet import SEVERITY_SIGNS, STATE_SIGNS, Sheet, sheets
from legalref.reporting.html_table import filters, table
from legalref.reporting.html_text import text
from legalref.reporting.html_words import element, escaped
from legalref.reporting.summary import Totals
from legalref.reporting.terminal import name_of
from legalref.vocabulary import rules
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import day

_LONG: Final = 100_000
"""Code points from which a text is laid out only where it is looked at."""


def report(texts: Sequence[Examined], corpus_day: date | None, unread: int, language: str) -> str:
    """Return the page on `texts`; `corpus_day` is how far the facts on validity go, `unread` counts what was not read."""
    shown = list(sheets(texts))
    style, script = _file("page.css"), _file("page.js")
    return Template(_file("page.html")).substitute(
        language=escaped(language),
        version=escaped(__version__),
        style_hash=_hash(style),
        script_hash=_hash(script),
        style=style,
        script=script,
        title=escaped(_title(texts, language)),
        heading=escaped(say("html.heading", language)),
        meta=escaped(_meta(texts, corpus_day, language)),
        summary=_summary(shown, unread, language),
        files=_files(shown, language) if len(shown) > 1 else "",
        table_heading=escaped(say("html.table", language)),
        filters=filters(shown, language),
        table="".join(table(shown, language)),
        texts="\n".join(_text(each, language) for each in shown),
        rules="".join(_rules(shown, language)),
        footer=escaped(say("html.footer", language)),
    )


def _file(name: str) -> str:
    return (files("legalref.reporting") / "page" / name).read_text("utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _title(texts: Sequence[Examined], language: str) -> str:
    named = [name_of(each.text, language) for each in texts[:1]]
    return " · ".join([say("html.heading", language), *named]) + (" …" if len(texts) > 1 else "")


def _meta(texts: Sequence[Examined], corpus_day: date | None, language: str) -> str:
    days = sorted({each.day for each in texts})
    parts = [name_of(texts[0].text, language)] if len(texts) == 1 else [say("html.file_count", language, count=len(texts))]
    if days:
        said = day(days[0]) if len(days) == 1 else f"{day(days[0])} – {day(days[-1])}"
        parts.append(say("html.checked_for", language, day=said))
    if corpus_day:
        parts.append(say("html.corpus_day", language, day=day(corpus_day)))
    return " · ".join([*parts, f"legalref {__version__}"])


def _summary(shown: Sequence[Sheet], unread: int, language: str) -> str:
    found = Totals(sheet.examined for sheet in shown)
    counts = [("", "", "html.citations", found.citations), ("", STATE_SIGNS[State.RESOLVED], "html.linked", found.linked)]
    counts += [(each.value, SEVERITY_SIGNS[each], f"html.{each}", found.severities[each]) for each in Severity]
    counts += [
        ("", STATE_SIGNS[each], f"html.state_{each}", found.states[each])
        for each in (State.AMBIGUOUS, State.NOT_IN_CORPUS, State.UNCHECKED)
    ]
    left = (("hidden", found.hidden), ("known", found.known), ("unread", unread))
    counts += [("", "", f"html.{name}", count) for name, count in left if count]
    return element("ul", "".join(_count(*each, language) for each in counts), class_="counts")


def _count(weight: str, sign: str, key: str, count: int, language: str) -> str:
    label = element("span", escaped(sign), class_=f"sign {weight}") + " " if sign else ""
    looks = f"{weight} some" if weight and count else weight
    return element("li", f"<b>{count}</b>{label}{escaped(say(key, language))}", class_=looks or None)


def _files(shown: Sequence[Sheet], language: str) -> str:
    """Return the list of the files with their findings by weight."""
    heads = [say("html.file", language), say("html.citations", language), *(say(f"html.{each}", language) for each in Severity)]
    rows = []
    for sheet in shown:
        found = Totals([sheet.examined])
        counts = (found.citations, *(found.severities[each] for each in Severity))
        cells = "".join(element("td", str(count), class_="number") for count in counts)
        rows.append(
            f"<tr><td>{element('a', escaped(name_of(sheet.examined.text, language)), href=f'#f{sheet.at}')}</td>{cells}</tr>"
        )
    head = "".join(element("th", escaped(each), class_="number" if at else None, scope="col") for at, each in enumerate(heads))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _text(sheet: Sheet, language: str) -> str:
    content = sheet.examined.text.content
    inside = element("h2", escaped(name_of(sheet.examined.text, language)), id=f"f{sheet.at}")
    reading = element("div", "\n".join(text(sheet, language)), class_="text", lang="vi")
    records = element("aside", "\n".join(cards(sheet, language)), class_="records", aria_label=say("html.records", language))
    inside += element("div", reading + records, class_="sheet")
    return element("section", inside, class_="file long" if len(content) > _LONG else "file")


def _rules(shown: Sequence[Sheet], language: str) -> Iterator[str]:
    """Yield what the rules that spoke rest on."""
    codes = sorted({finding.rule for sheet in shown for each in sheet.shown for finding in each.checked.findings})
    if not codes:
        return
    yield element("h2", escaped(say("html.rules", language)))
    names = ("code", "title", "basis")
    heads = "".join(element("th", escaped(say(f"html.rule_{name}", language)), scope="col") for name in names)
    rows = "".join(
        f'<tr><td class="tight">{escaped(code)}</td><td>{escaped(rules()[code].title[language])}</td>'
        f"<td>{escaped(rules()[code].basis)}</td></tr>"
        for code in codes
    )
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
