"""What the documents promise is so: commands, reports, examples, links."""

import re
import shlex
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from cli.golden import legalref
from conftest import FEW, ROOT
from papers import decision

from legalref.cli.app import command
from legalref.indexing.places import CORPUS_VARIABLE, INDEX_VARIABLE, OWN_VARIABLE
from legalref.model import Citation, Finding, Form, Location, Pinpoint, Validity
from legalref.vocabulary import terms

README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "corpus" / "README.md", ROOT / "index" / "README.md"])


def commands() -> set[str]:
    """Return every command with its subcommands: «check», «corpus stats»."""
    found = set()
    for name, each in command("vi").commands.items():
        subcommands = getattr(each, "commands", None)
        found |= {f"{name} {sub}" for sub in subcommands} if subcommands else {name}
    return found


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_every_command_is_in_the_readme() -> None:
    shown = {" ".join(line.split("#")[0].split()) for block in blocks("sh") for line in block.splitlines()}
    missing = {name for name in commands() if not any(line.startswith(f"legalref {name}") for line in shown)}
    assert missing == set()


@pytest.mark.usefixtures("on_shipped")
@pytest.mark.parametrize("line", [line for block in blocks("sh") for line in block.splitlines() if line.startswith("legalref ")])
def test_the_commands_of_the_readme_run(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ho-so").mkdir()
    for file in (tmp_path / "bai-viet.txt", tmp_path / "ho-so" / "mot.txt"):
        file.write_text((ROOT / "examples" / "bai-viet.txt").read_text("utf-8"), "utf-8")
    (tmp_path / "ke-hoach.docx").write_bytes((ROOT / "tests" / "files" / "bao-cao.docx").read_bytes())
    monkeypatch.setenv(OWN_VARIABLE, str(tmp_path / "kho"))
    arguments = shlex.split(line.partition("#")[0])[1:]
    if arguments == ["index", "build"]:
        monkeypatch.setenv(INDEX_VARIABLE, str(tmp_path / "index"))
        monkeypatch.setenv(CORPUS_VARIABLE, str(FEW))
    if arguments == ["tui"]:
        arguments = ["tui", "--help"]
    _prepare_office(arguments, tmp_path)
    said = legalref(arguments)
    assert said.code in (0, 1), said.err
    assert said.out or arguments == ["index", "build"] or not {"-o", "--output"}.isdisjoint(arguments)


def _prepare_office(arguments: list[str], folder: Path) -> None:
    """Lay out what the commands for the office's own documents work on."""
    if arguments[0] != "corpus":
        return
    shutil.rmtree(folder / "ho-so")
    (folder / "ho-so").mkdir()
    (folder / "ho-so" / "17.txt").write_text(decision(17), "utf-8")
    (folder / "giay-moi.txt").write_text("Kính mời các đồng chí dự họp.\n", "utf-8")
    (folder / "so-den.csv").write_text("Số ký hiệu,Ngày ban hành\n8/KH-UBND,03/3/2026\n", "utf-8")
    if arguments[1] in ("list", "remove", "restore", "export"):
        assert legalref("corpus add ho-so").code == 0
    if arguments[1] == "restore":
        assert legalref("corpus remove 17/QĐ-UBND").code == 0


@pytest.mark.usefixtures("on_shipped")
def test_the_report_of_the_readme_is_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(ROOT)
    line, report = re.findall(r"<!-- report: legalref (.*?) -->\n```text\n(.*?)```", README, re.DOTALL)[0]
    assert legalref(line).out.startswith(report)


@pytest.mark.usefixtures("on_shipped")
def test_the_python_of_the_readme_runs() -> None:
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), {})  # noqa: S102  # our own words


def test_the_two_commands_are_targets() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for document in ("README.md", "CONTRIBUTING.md"):
        for target in set(re.findall(r"(?:`|^)make ([a-z]+)\b", (ROOT / document).read_text("utf-8"), re.MULTILINE)):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"{document} names make {target}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", document.read_text("utf-8")):
        assert link.startswith("https://") or (document.parent / link).exists(), link


ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")


def contract(field: str) -> list[str]:
    """Return what is named beside a field in the tables of contracts."""
    (said,) = re.findall(rf"^\| (?:`\w+`, )*`{field}`(?:, `\w+`)* \| (.*) \|$", ARCHITECTURE, re.MULTILINE)
    return re.findall(r"`(\w+)`", said)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("pinpoints", Pinpoint.__struct_fields__),
        ("relation", [row.rel for row in terms().relation]),
        ("form", Form),
        ("validity", Validity.__struct_fields__),
    ],
)
def test_the_contract_names_every_value(field: str, values: Iterable[str]) -> None:
    assert set(contract(field)) == set(values)


def test_the_contract_names_every_field() -> None:
    assert all(contract(field) is not None for field in Citation.__struct_fields__)
    assert set(Finding.__struct_fields__) <= set(contract("findings"))
    assert set(Location.__struct_fields__) <= set(contract("location"))


def test_what_the_architecture_names_is_there() -> None:
    there = {file.stem for file in (ROOT / "legalref").rglob("*")}
    for room, said in re.findall(r"^\| `(\w+)/` \| (.*) \|$", ARCHITECTURE, re.MULTILINE):
        assert [name for name in re.findall(r"`([a-z_]+)(?:\.\w+)?`", said) if name not in there] == [], room
    for path in re.findall(r"`([\w/]+\.(?:py|toml))`", ARCHITECTURE):
        assert (ROOT / path).is_file() or (ROOT / "legalref" / path).is_file(), path


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = set(re.findall(r"\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text("utf-8")))
    assert listed == {file.name for file in folder.glob("0*.md")}


def test_every_dependency_has_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    begin, end = lines.index("dependencies = ["), lines.index("[project.scripts]")
    needed = [line for line in lines[begin + 1 : end] if line.strip().startswith('"')]
    assert needed
    assert [line for line in needed if "#" not in line] == []


def test_the_changelog_counts_what_ships() -> None:
    counts = re.search(r"([\d,]+) records and ([\d,]+) relations", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    assert counts
    shipped = re.search(r"(\d+) records, (\d+) relations", (ROOT / "corpus" / "README.md").read_text("utf-8"))
    assert shipped
    assert [text.replace(",", "") for text in counts.groups()] == list(shipped.groups())
