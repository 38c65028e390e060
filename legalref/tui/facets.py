"""The side of the screen that narrows a search: how many of all records found have each value."""

from typing import Final

from rich.text import Text as Styled
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from legalref.reporting.hits import FACETS, facet_value
from legalref.searching.fields import written
from legalref.searching.finding import Facets
from legalref.vocabulary.messages import say

_MOST: Final = 8
"""Values of a facet that are listed."""
_WIDTH: Final = 32
"""Columns of the list."""


class FacetList(OptionList):
    """The values, by facet; each is an option whose identifier is the filter that it puts into the query."""

    def __init__(self, language: str) -> None:
        """Speak `language`; nothing is listed yet."""
        super().__init__(id="facets")
        self._language = language
        self.border_title = say("tui.facets", language)

    def show(self, facets: Facets, query: str) -> None:
        """List the values of `facets`, those marked that `query` has as a filter; the cursor stays where it is."""
        at = self.highlighted
        self.clear_options()
        for facet in FACETS:
            values = facets.get(facet, ())
            if values:
                self.add_option(Option(Styled(say(f"stats.{facet}", self._language), "dim italic"), disabled=True))
            self.add_options(self._option(facet, value, count, query) for value, count in values[:_MOST])
        if at is not None and self.option_count:
            self.highlighted = min(at, self.option_count - 1)

    def _option(self, facet: str, value: str, count: int, query: str) -> Option:
        narrows = written(facet, value)
        taken = is_in(query, narrows)
        line = Styled.assemble(("✓ " if taken else "  ", "green"), (f"{count:>5} ", "dim"))
        line.append(facet_value(facet, value, self._language), "bold" if taken else "")
        line.truncate(_WIDTH, overflow="ellipsis")
        return Option(line, id=narrows)


def is_in(query: str, narrows: str) -> bool:
    """Tell whether a query has a filter."""
    return f" {narrows} " in f" {query} "


def toggled(query: str, narrows: str) -> str:
    """Return a query with a filter, or without it where it has it."""
    if is_in(query, narrows):
        return f" {query} ".replace(f" {narrows} ", " ").strip()
    return f"{query.strip()} {narrows} ".lstrip()
