"""The terminal UI: search as you type, a list of results, the record chosen."""

from datetime import date
from threading import Lock
from typing import ClassVar, Final

from rich.text import Text as Styled
from textual import work
from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.events import Key
from textual.reactive import reactive
from textual.widgets import Footer, Input, Label, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from legalref.model import Document
from legalref.reporting.card import STATUS_STYLES, card_of
from legalref.reporting.hits import MARKED, NAMED, passage
from legalref.reporting.terminal import marked
from legalref.searching import Hit, Hits, Index, QueryProblem
from legalref.tui.facets import FacetList, toggled
from legalref.tui.help import HelpScreen
from legalref.vocabulary.messages import say
from legalref.vocabulary.wording import citation_of, day

_LIMIT: Final = 100
_WIDE: Final = 110
"""Columns from which the filters stand beside the results without being asked for."""
_PAUSE: Final = 0.12
"""Seconds without a key before the search runs."""


class LegalrefApp(App[None]):
    """Search box, results and record, in the user's language."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    _KEYS: ClassVar = (
        ("f10", "quit", "quit"),
        ("f1", "help", "help"),
        ("question_mark", "help", ""),
        ("f2", "facets", "narrow"),
        ("f3", "take_suggestion", "take"),
        ("ctrl+l", "focus_search", "focus"),
        ("slash", "focus_search", ""),
        ("escape", "clear", "clear"),
        ("ctrl+y", "copy_citation", "copy"),
    )
    """Key, action, and the message that names it in the footer; none where another key names it."""

    shown: reactive[Document | None] = reactive(None)

    def __init__(self, index: Index, language: str) -> None:
        """Search `index`, speak `language`."""
        super().__init__()
        self._index = index
        self._language = language
        self._hits: Hits | None = None
        self._one_search = Lock()
        self.title = self._say("title")
        for key, action, message in self._KEYS:
            self.bind(key, action, description=self._say(message) if message else "", show=bool(message))

    def _say(self, key: str, **values: object) -> str:
        return say(f"tui.{key}", self._language, **values)

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Input(placeholder=self._say("hint"), id="search", select_on_focus=False)
        yield Label(id="message", markup=False)
        with Horizontal():
            yield FacetList(self._language)
            results = OptionList(id="results")
            results.border_title = self._say("results")
            yield results
            record = VerticalScroll(Static(id="card"), id="record", can_focus=True)
            record.border_title = self._say("record")
            yield record
        yield Label(id="count")
        yield Footer()

    def on_mount(self) -> None:
        """Show the newest documents before anything is typed; the filters where there is room for them."""
        self.query_one(FacetList).display = self.size.width >= _WIDE
        self.search("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search when the typing pauses."""
        self.set_timer(_PAUSE, lambda: self._search_if_unchanged(event.value))

    def _search_if_unchanged(self, value: str) -> None:
        if self.query_one("#search", Input).value == value:
            self.search(value)

    def on_input_submitted(self) -> None:
        """Enter goes to the results."""
        self.query_one("#results").focus()

    def on_key(self, event: Key) -> None:
        """Arrow down leaves the search box, arrow up from the first result leads back; letters typed elsewhere go on in it."""
        search, results = self.query_one("#search", Input), self.query_one("#results", OptionList)
        if event.key == "down" and search.has_focus:
            results.focus()
        elif event.key == "up" and results.has_focus and not results.highlighted:
            search.focus()
        elif event.is_printable and event.character not in (None, "/", "?", " ") and not search.has_focus:
            search.focus()
            search.insert_text_at_cursor(event.character or "")
            event.stop()

    @work(thread=True, exclusive=True)
    def search(self, text: str) -> None:
        """Search in the background; a newer search makes this one's result unwanted."""
        worker = get_current_worker()
        with self._one_search:
            if worker.is_cancelled:
                return
            try:
                hits = self._index.search(text, limit=_LIMIT, typing=not text.endswith(" "), facets=True)
            except QueryProblem as error:
                self.call_from_thread(self._tell, error.say(self._language), is_error=True)
                return
        if not worker.is_cancelled:
            self.call_from_thread(self._show, text, hits)

    def _show(self, text: str, hits: Hits) -> None:
        self._hits = hits
        results = self.query_one("#results", OptionList)
        results.clear_options()
        results.add_options([Option(_line(hit, self._language)) for hit in hits.hits])
        message = "none" if not hits.total else "count" if hits.all_words else "some_words"
        self.query_one("#count", Label).update(self._say(message, shown=len(hits.hits), total=hits.total))
        key = "suggested" if hits.is_suggested else "suggestion"
        self._tell(self._say(key, query=hits.suggestion) if hits.suggestion else "")
        self.query_one(FacetList).show(hits.facets, text)
        if hits.hits:
            results.highlighted = 0
        self.shown = hits.hits[0].document if hits.hits else None

    def _tell(self, message: str, *, is_error: bool = False) -> None:
        """Show the line under the search box: what is wrong with the query, or what was meant perhaps; none for nothing."""
        line = self.query_one("#message", Label)
        line.update(message)
        line.display = bool(message)
        line.set_class(is_error, "error")

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the record of the result chosen."""
        if event.option_list.id == "results" and self._hits and event.option_index < len(self._hits.hits):
            self.shown = self._hits.hits[event.option_index].document

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Put the filter chosen into the query, or take it out again."""
        if event.option_list.id == "facets" and event.option_id:
            self._ask(toggled(self.query_one("#search", Input).value, event.option_id))

    def _ask(self, query: str) -> None:
        search = self.query_one("#search", Input)
        search.value = query
        search.cursor_position = len(query)

    def action_facets(self) -> None:
        """Show the filters and go to them; hide them where one is there already."""
        facets = self.query_one(FacetList)
        if facets.display and facets.has_focus:
            facets.display = False
            self.action_focus_search()
        else:
            facets.display = True
            facets.focus()

    def action_take_suggestion(self) -> None:
        """Search for what was meant perhaps."""
        if self._hits and self._hits.suggestion:
            self._ask(self._hits.suggestion)

    def watch_shown(self, document: Document | None) -> None:
        """Put the record's page on the right."""
        card = card_of(document, self._index.corpus, date.today()) if document else None
        self.query_one("#card", Static).update(card.render(self._language) if card else self._say("none"))
        self.query_one("#record").scroll_home(animate=False)

    def action_focus_search(self) -> None:
        """Go to the search box."""
        self.query_one("#search").focus()

    def action_clear(self) -> None:
        """Empty the search box and go to it."""
        self.query_one("#search", Input).value = ""
        self.action_focus_search()

    def action_help(self) -> None:
        """Open the page of keys."""
        self.push_screen(HelpScreen(self._language))

    def action_help_quit(self) -> None:
        """Say how to quit, where Ctrl+C has nothing to copy."""
        self.notify(self._say("how_to_quit"))

    def action_copy_citation(self) -> None:
        """Copy the citation of the record shown, as a paper would write it."""
        if not self.shown:
            self.notify(self._say("nothing_to_copy"), severity="warning")
            return
        text = citation_of(self.shown)
        self.copy_to_clipboard(text)
        self.notify(self._say("copied", text=text))


def _line(hit: Hit, language: str) -> Styled:
    status = hit.validity.status
    label = f"{NAMED} {hit.document.label}" if hit.is_direct else hit.document.label
    line = Styled.assemble((label, "bold"), "  ", (day(hit.document.issued), "dim"))
    line.append(f"  {say(f'status.{status}', language)}", STATUS_STYLES[status])
    line.append("\n")
    line.append_text(marked(hit.document.title or "", hit.marks, MARKED))
    return line.append("\n").append_text(passage(hit.snippet, language)) if hit.snippet else line
