"""The floor of accuracy on annotated passages: below it, something broke."""

import json
import subprocess
import sys
from pathlib import Path

from shared import SHARED, needs_shared

pytestmark = needs_shared


def figures(*gold: Path) -> dict[str, dict[str, float]]:
    command = [sys.executable, str(SHARED / "tools" / "score_gold.py"), "--json", "--command", f"{sys.executable} -m legalref"]
    done = subprocess.run([*command, *map(str, gold)], capture_output=True, text=True, check=True)
    result: dict[str, dict[str, float]] = json.loads(done.stdout)
    return result


def test_numbered_citations_of_the_dev_passages() -> None:
    found = figures(*sorted((SHARED / "gold").glob("*-dev.jsonl")))
    assert found["numbered"]["precision"] >= 0.99
    assert found["numbered"]["recall"] >= 0.99
    assert found["fields"]["type"] >= 0.99
    assert found["fields"]["date"] >= 0.985
    assert found["fields"]["issuer"] >= 0.98
    assert found["fields"]["pinpoints"] >= 0.97


def test_numbered_citations_of_state_law_sentences() -> None:
    found = figures(SHARED / "gold" / "vnlegaltext-val.jsonl")
    assert found["numbered"]["precision"] >= 0.97
    assert found["numbered"]["recall"] >= 0.99
