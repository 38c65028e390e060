"""A fault of the program itself is one sentence, never a traceback, unless that is asked for."""

import pytest
from cli.golden import legalref

from legalref.cli import showing
from legalref.cli.main import TRACE_VARIABLE
from legalref.errors import ExitCode

pytestmark = pytest.mark.usefixtures("on_few")


@pytest.fixture(autouse=True)
def _faulty(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise KeyError("66-QĐ/TW")

    monkeypatch.delenv(TRACE_VARIABLE, raising=False)
    monkeypatch.setattr(showing, "look_up", fails)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_fault_is_said_in_one_line(language: str) -> None:
    said = legalref(["--lang", language, "show", "66-QĐ/TW"])
    assert (said.out, said.code) == ("", ExitCode.UNREADABLE)
    assert said.err.startswith("legalref: ")
    assert "KeyError, cli/test_faults.py:" in said.err
    assert len(said.err.splitlines()) == 1


def test_where_it_came_from_is_shown_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TRACE_VARIABLE, "1")
    with pytest.raises(KeyError):
        legalref(["show", "66-QĐ/TW"])
