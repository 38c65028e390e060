"""The terminal UI, driven by keys."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from conftest import FEW
from textual.pilot import Pilot
from textual.widgets import Input, Label, OptionList

from legalref.indexing import open_index
from legalref.tui.app import LegalrefApp
from legalref.tui.help import HelpScreen

Act = Callable[[LegalrefApp, Pilot[None]], Awaitable[None]]


@pytest.fixture
def drive(few_index: Path) -> Callable[[Act], None]:
    """Run what a test does with the app on the frozen facts."""

    def driven(act: Act, language: str = "vi") -> None:
        async def session() -> None:
            with open_index(few_index, FEW) as index:
                app = LegalrefApp(index, language)
                async with app.run_test(size=(110, 34)) as pilot:
                    await settled(app, pilot)
                    await act(app, pilot)

        asyncio.run(session())

    return driven


async def settled(app: LegalrefApp, pilot: Pilot[None]) -> None:
    """Wait until the search for what was typed is shown."""
    await pilot.pause(0.3)
    await app.workers.wait_for_complete()
    await pilot.pause()


def count(app: LegalrefApp) -> str:
    return str(app.query_one("#count", Label).render())


def test_the_newest_are_shown_before_anything_is_typed(drive: Callable[[Act], None]) -> None:
    async def act(app: LegalrefApp, _pilot: Pilot[None]) -> None:
        assert app.shown
        assert app.shown.number == "399-QĐ/TW"
        assert count(app) == "22/22 văn bản"

    drive(act)


def test_typing_searches_and_escape_clears(drive: Callable[[Act], None]) -> None:
    async def act(app: LegalrefApp, pilot: Pilot[None]) -> None:
        await pilot.press(*"66 qd")
        await settled(app, pilot)
        assert app.shown
        assert app.shown.number == "66-QĐ/TW"
        await pilot.press("escape")
        await settled(app, pilot)
        assert app.query_one("#search", Input).value == ""
        assert count(app) == "22/22 văn bản"

    drive(act)


def test_arrows_choose_a_record(drive: Callable[[Act], None]) -> None:
    async def act(app: LegalrefApp, pilot: Pilot[None]) -> None:
        await pilot.press(*"124")
        await settled(app, pilot)
        first = app.shown
        await pilot.press("down")
        await pilot.press("down")
        await pilot.pause()
        assert app.query_one("#results", OptionList).has_focus
        assert first
        assert app.shown
        assert {first.issued.year, app.shown.issued.year} == {2018, 2023}
        await pilot.press("slash")
        assert app.query_one("#search", Input).has_focus

    drive(act)


def test_the_help_opens_and_closes(drive: Callable[[Act], None]) -> None:
    async def act(app: LegalrefApp, pilot: Pilot[None]) -> None:
        await pilot.press("f1")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        assert not isinstance(app.screen, HelpScreen)

    drive(act)


def test_the_citation_is_copied(drive: Callable[[Act], None]) -> None:
    async def act(app: LegalrefApp, pilot: Pilot[None]) -> None:
        await pilot.press(*"30/2020")
        await settled(app, pilot)
        await pilot.press("ctrl+y")
        assert app.clipboard == "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ"

    drive(act)


def test_nothing_found_is_said(drive: Callable[[Act], None]) -> None:
    async def act(app: LegalrefApp, pilot: Pilot[None]) -> None:
        await pilot.press(*"xyzzy")
        await settled(app, pilot)
        assert app.shown is None
        assert count(app).startswith("Không tìm thấy")

    drive(act)


def test_f10_quits(drive: Callable[[Act], None]) -> None:
    async def act(app: LegalrefApp, pilot: Pilot[None]) -> None:
        await pilot.press("f10")
        await pilot.pause()
        assert not app.is_running

    drive(act)
