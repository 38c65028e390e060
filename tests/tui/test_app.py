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
from legalref.tui.facets import FacetList, toggled
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


def message(app: LegalrefApp) -> str:
    line = app.query_one("#message", Label)
    return str(line.render()) if line.display else ""


def test_what_was_meant_is_offered_and_taken(drive: Callable[[Act], None]) -> None:
    async def act(app: LegalrefApp, pilot: Pilot[None]) -> None:
        await pilot.press(*"cong tac vna thu")
        await settled(app, pilot)
        assert "«công tác văn thư»" in message(app)
        assert app.shown
        assert app.shown.number == "30/2020/NĐ-CP"
        await pilot.press("f3")
        await settled(app, pilot)
        assert app.query_one("#search", Input).value == "công tác văn thư"
        assert message(app) == ""

    drive(act)


def test_a_query_that_cannot_be_read_is_said_and_the_results_stay(drive: Callable[[Act], None]) -> None:
    async def act(app: LegalrefApp, pilot: Pilot[None]) -> None:
        await pilot.press(*"66 qd")
        await settled(app, pilot)
        await pilot.press(*" loia:x")
        await settled(app, pilot)
        assert "«loai:»" in message(app)
        assert app.query_one("#message").has_class("error")
        assert app.shown
        assert app.shown.number == "66-QĐ/TW"

    drive(act)


def test_a_filter_is_put_into_the_query_and_taken_out(drive: Callable[[Act], None]) -> None:
    async def act(app: LegalrefApp, pilot: Pilot[None]) -> None:
        facets, search = app.query_one(FacetList), app.query_one("#search", Input)
        assert facets.display
        await pilot.press("f2", "down", "enter")
        await settled(app, pilot)
        assert search.value == "loai:nghi-dinh "
        assert count(app) == "7/7 văn bản"
        assert app.shown
        assert app.shown.type == "Nghị định"
        await pilot.press("enter")
        await settled(app, pilot)
        assert search.value == ""
        assert count(app) == "22/22 văn bản"
        await pilot.press("f2")
        assert not facets.display
        assert search.has_focus

    drive(act)


def test_a_record_that_is_named_is_marked(drive: Callable[[Act], None]) -> None:
    async def act(app: LegalrefApp, pilot: Pilot[None]) -> None:
        await pilot.press(*"nd 30 2020")
        await settled(app, pilot)
        assert str(app.query_one("#results", OptionList).get_option_at_index(0).prompt).startswith("▸ Nghị định 30/2020/NĐ-CP")

    drive(act)


def test_filters_join_and_leave_a_query() -> None:
    assert toggled("giám sát", "loai:luat") == "giám sát loai:luat "
    assert toggled("giám loai:luat sát", "loai:luat") == "giám sát"
    assert toggled("", 'coquan:"Bộ Y tế"') == 'coquan:"Bộ Y tế" '
