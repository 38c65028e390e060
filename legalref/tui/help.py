"""The page of keys."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from legalref.vocabulary.messages import say


class HelpScreen(ModalScreen[None]):
    """What the keys do, over the main screen; any of the usual keys closes it."""

    BINDINGS: ClassVar = [("escape,f1,q,enter,question_mark", "dismiss", ""), ("f10", "app.quit", "")]

    def __init__(self, language: str) -> None:
        """Speak `language`."""
        super().__init__()
        self._language = language

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with VerticalScroll(id="help") as page:
            page.border_title = say("tui.help", self._language)
            yield Static(say("tui.help_text", self._language).strip(), markup=False)
