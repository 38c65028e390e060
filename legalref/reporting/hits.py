"""What a search found, two lines a record: what it is, then its title; a third where its text was found. And the counts."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from legalref.reporting.card import STATUS_STYLES
from legalref.reporting.terminal import marked, validity_words
from legalref.vocabulary.messages import messages, say
from legalref.vocabulary.wording import day, place

if TYPE_CHECKING:
    from legalref.searching import Hit, Hits
    from legalref.searching.snippets import Snippet

MARKED: Final = "bold yellow"
"""How the words that were asked for look."""
NAMED: Final = "▸"
"""Before a record that the query names, by number or name."""
_SHOWN: Final = 15
"""Values of a facet that are listed; the rest are counted."""
FACETS: Final = ("type", "issuer", "place", "status", "year")


def hit_list(found: "Hits", language: str) -> RenderableType:
    """Return the hits, the words that were asked for marked in their titles."""
    return Group(*[line for hit in found.hits for line in _lines(hit, language)])


def _lines(hit: "Hit", language: str) -> Iterator[RenderableType]:
    document, validity = hit.document, hit.validity
    head = Styled(f"{NAMED} {document.label}" if hit.is_direct else document.label, style="bold")
    for part in (day(document.issued), document.issuer or "—"):
        head.append(f" · {part}", style="not bold")
    head.append(f" · {validity_words(validity, language)}", style=f"not bold {STATUS_STYLES[validity.status]}")
    yield head
    title = marked(document.title, hit.marks, MARKED) if document.title else Styled(say("card.no_title", language), "dim")
    yield Padding(title, (0, 0, 0, 2))
    if hit.snippet:
        yield Padding(passage(hit.snippet, language), (0, 0, 0, 2))


def passage(snippet: "Snippet", language: str) -> Styled:
    """Return a passage with its place before it: «Điều 5, trang 3: … giám sát …»."""
    where = [say("unit.dieu", language, label=snippet.article)] if snippet.article else []
    where += [place(snippet.location, language)] if place(snippet.location, language) else []
    head = Styled(f"{', '.join(where)}: " if where else "", "italic")
    return head.append("…", "dim").append_text(marked(snippet.text, snippet.marks, MARKED)).append("…", "dim")


def facet_list(found: "Hits", language: str) -> RenderableType:
    """Return how many of all records found have each value, the most frequent first; years from the newest."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(justify="right")
    table.add_column(overflow="fold")
    for facet in FACETS:
        values = found.facets.get(facet, ())
        for at, (value, count) in enumerate(values[:_SHOWN]):
            table.add_row("" if at else say(f"stats.{facet}", language), f"{count}", facet_value(facet, value, language))
        if len(values) > _SHOWN:
            table.add_row("", "", say("stats.more", language, count=len(values) - _SHOWN))
    return table


def facet_value(facet: str, value: str, language: str) -> str:
    """Return a value of a facet as people read it."""
    return messages(language).get(f"status.{value}", value) if facet == "status" else value
