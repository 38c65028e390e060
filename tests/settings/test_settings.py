"""What is set down is found where people put it, the stronger place wins, and what is wrong is refused with its place."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as settings_
from hypothesis import strategies as st

from legalref.errors import UsageProblem
from legalref.model import Severity
from legalref.settings.keys import KEYS
from legalref.settings.settings import Origin, settings
from legalref.vocabulary.messages import messages


@pytest.fixture(autouse=True)
def _in_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing above the test's own folder counts."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def said(text: str, folder: Path, name: str = "legalref.toml") -> str:
    """Return what is said of a faulty file."""
    written(folder / name, text)
    with pytest.raises(UsageProblem) as caught:
        settings([], environment={})
    return caught.value.say("en")


def test_nothing_set_down_is_the_default() -> None:
    found = settings([], environment={})
    assert found.file is None
    assert {given.origin for given in found.given.values()} == {Origin.DEFAULT}
    assert [found.given[key.name].value for key in KEYS] == [key.default for key in KEYS]


def test_the_stronger_place_wins(tmp_path: Path) -> None:
    written(tmp_path / "legalref.toml", 'regime = "dang"\nplace = "Hà Nội"\nfail-on = "info"\n')
    environment = {"LEGALREF_REGIME": "qppl", "LEGALREF_PLACE": "cần thơ"}
    found = settings([], {"regime": "mttq", "place": None}, environment)
    assert found.given["regime"] == ("mttq", Origin.COMMAND, "--regime")
    assert found.given["place"] == ("Cần Thơ", Origin.ENVIRONMENT, "LEGALREF_PLACE")
    assert found.given["fail-on"] == ("info", Origin.FILE, "legalref.toml:3")
    assert found.given["language"].origin is Origin.DEFAULT


def test_a_fault_in_what_is_weaker_is_told_all_the_same(tmp_path: Path) -> None:
    written(tmp_path / "legalref.toml", 'regime = "x"\n')
    with pytest.raises(UsageProblem, match=r"legalref\.toml:1"):
        settings([], {"regime": "dang"}, {})


def test_an_empty_variable_is_none() -> None:
    assert settings([], environment={"LEGALREF_PLACE": ""}).given["place"].origin is Origin.DEFAULT


def test_files_are_found_upward_from_what_is_checked(tmp_path: Path) -> None:
    near = written(tmp_path / "ho-so" / "legalref.toml", 'regime = "dang"\n')
    far = written(tmp_path / "legalref.toml", 'regime = "qppl"\n')
    deep = tmp_path / "ho-so" / "2026" / "thang-3"
    deep.mkdir(parents=True)
    assert settings(["ho-so/2026/thang-3/a.txt"], environment={}).file == near
    assert settings(["ho-so"], environment={}).file == near
    assert settings(["ho-so/a.txt", "b.txt"], environment={}).file == far  # the folder that holds both
    assert settings(["-"], environment={}).file == far
    assert settings([], environment={}).file == far


def test_the_search_ends_with_the_repository(tmp_path: Path) -> None:
    written(tmp_path / "legalref.toml", 'regime = "dang"\n')
    inner = tmp_path / "du-an"
    (inner / ".git").mkdir(parents=True)
    assert settings(["du-an/a.txt"], environment={}).file is None


def test_the_search_ends_with_the_users_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "legalref.toml", 'regime = "dang"\n')
    home = tmp_path / "home"
    (home / "viec").mkdir(parents=True)
    monkeypatch.setattr(Path, "home", classmethod(lambda _: home))
    assert settings(["home/viec/a.txt"], environment={}).file is None
    own = written(home / "legalref.toml", "")
    assert settings(["home/viec/a.txt"], environment={}).file == own


def test_pyproject_counts_where_it_speaks_of_legalref(tmp_path: Path) -> None:
    far = written(tmp_path / "pyproject.toml", '[tool.legalref]\nregime = "dang"\n')
    written(tmp_path / "con" / "pyproject.toml", '[project]\nname = "legalref-con"\n')
    assert settings(["con/a.txt"], environment={}).file == far
    own = written(tmp_path / "con" / "legalref.toml", "")
    assert settings(["con/a.txt"], environment={}).file == own


def test_windows_files_with_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    (tmp_path / "legalref.toml").write_bytes('\ufeffplace = "Huế"\r\nregime = "hành chính"\r\n'.encode())
    found = settings([], environment={})
    assert found.given["regime"] == ("hanh-chinh", Origin.FILE, "legalref.toml:2")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("as-of = 2026-11-24", date(2026, 11, 24)),
        ('as-of = "24/11/2026"', date(2026, 11, 24)),
        ('as-of = "document"', "document"),
        ('as-of = "văn bản"', "document"),
        ('regime = "Đảng"', "dang"),
        ('regime = "hành chính"', "hanh-chinh"),
        ('place = "tp ho chi minh"', "Hồ Chí Minh"),
        ('select = "lr2, LR301"', ("LR2", "LR301")),
        ('ignore = ["LR3"]', ("LR3",)),
        ('severity = { LR3 = "info", lr202 = "Warning" }', {"LR3": Severity.INFO, "LR202": Severity.WARNING}),
        ('[severity]\nLR3 = "info"', {"LR3": Severity.INFO}),
        ('corpora = ["."]', (Path(),)),
        ('corpora = "khong-co"', (Path("khong-co"),)),
    ],
)
def test_values_are_read_as_people_write_them(text: str, value: object, tmp_path: Path) -> None:
    written(tmp_path / "legalref.toml", text + "\n")
    name = text.strip("[]").replace("]", " ").split()[0]
    found = settings([], environment={}).value(name)
    assert found == ((tmp_path / value[0],) if isinstance(value, tuple) and isinstance(value[0], Path) else value)


@pytest.mark.parametrize(
    ("text", "place", "near"),
    [
        ('regim = "dang"', "legalref.toml:1", "«regime»"),
        ('# một\n\nfail_on = "info"', "legalref.toml:3", "«fail-on»"),
        ('place = "Hà Nộ"', "legalref.toml:1", "«Hà Nội»"),
        ('select = [\n "LR2",\n "LR33",\n]', "legalref.toml:3", "«LR303»"),
        ('[severity]\nLR3 = "info"\nLR202 = "warn"', "legalref.toml:3", "«warning»"),
        ('[severity]\nLR3 = "info"\nLX = "info"', "legalref.toml:3", "no rule «LX»"),
        ("as-of = 2026", "legalref.toml:1", "quotation marks"),
        ('as-of = "2026"', "legalref.toml:1", "no date"),
        ("as-of = 2026-11-24T10:00:00", "legalref.toml:1", "quotation marks"),
        ("select = 3", "legalref.toml:1", "list"),
        ("severity = 3", "legalref.toml:1", "table"),
        ('corpora = ["legalref.toml"]', "legalref.toml:1", "is no folder"),
        ('corpora = [".", "."]', "legalref.toml:1", "one corpus"),
        ('regime = "dang"\nplace = Hà Nội', "legalref.toml:2:9", "no valid TOML"),
        ('regime = "dang"\nregime = "qppl"', "legalref.toml:2", "no valid TOML"),
    ],
)
def test_what_is_wrong_is_refused_with_its_line_and_the_nearest(text: str, place: str, near: str, tmp_path: Path) -> None:
    message = said(text + "\n", tmp_path)
    assert message.startswith(place + ":")
    assert near in message
    assert "\n" not in message


def test_what_is_wrong_in_pyproject_has_its_line_there(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\n\n[tool.legalref]\nregime = "dang"\n\n[tool.legalref.severity]\nLR2 = "inf"\n'
    assert said(text, tmp_path, "pyproject.toml").startswith("pyproject.toml:8:")


@pytest.mark.parametrize("text", ["[tool]\nlegalref = 3\n", "tool.legalref = []\n", "tool = { legalref = true }\n"])
def test_a_table_that_is_none_is_refused(text: str, tmp_path: Path) -> None:
    assert "must be a table" in said(text, tmp_path, "pyproject.toml")


def test_an_empty_table_counts(tmp_path: Path) -> None:
    path = written(tmp_path / "pyproject.toml", "[tool.legalref]\n")
    assert settings([], environment={}).file == path


PIECES = [
    "regime", "severity", "[severity]", "[tool.legalref]", "[[select]]", "select", "as-of", "place", "LR2", "corpora", "language",
    "=", " = ", ".", '"', '"dang"', '"LR2"', '"info"', '"""', "[", "]", "{", "}", ",", "\n", "\n", "2026-11-24", "2026", "true",
    "#", "ộ",
]  # fmt: skip


@settings_(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=14), name=st.sampled_from(["legalref.toml", "pyproject.toml"]))
def test_whatever_stands_in_a_file_is_taken_or_refused_in_one_line(pieces: list[str], name: str, tmp_path: Path) -> None:
    for other in ("legalref.toml", "pyproject.toml"):
        (tmp_path / other).unlink(missing_ok=True)
    text = "".join(pieces)
    written(tmp_path / name, text)
    try:
        found = settings([], environment={})
    except UsageProblem as problem:
        for language in ("vi", "en"):
            message = problem.say(language)
            line = re.match(rf"{re.escape(name)}:(\d+)", message)
            assert line, message
            assert 1 <= int(line[1]) <= max(len(text.splitlines()), 1) + 1
            assert "\n" not in message
    else:
        assert set(found.given) == {key.name for key in KEYS}


def test_what_is_no_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "legalref.toml").write_bytes(b'regime = "dang"\nplace = "H\xe0"\n')
    with pytest.raises(UsageProblem, match=r"^legalref\.toml:2: "):
        settings([], environment={})


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "legalref.toml").mkdir()
    with pytest.raises(UsageProblem, match=r"legalref\.toml"):
        settings([], environment={})


def test_what_is_wrong_on_the_command_line_names_its_option() -> None:
    for name, value in (("regime", "x"), ("select", "LR9"), ("severity", "LR2"), ("as-of", "mai"), ("place", "Paris")):
        with pytest.raises(UsageProblem, match=f"^--{name}: "):
            settings([], {name: value}, {})


def test_every_key_is_explained() -> None:
    assert {f"setting.{key.name.replace('-', '_')}" for key in KEYS} <= set(messages("vi"))
