"""Time grows with the length alone, whatever the text: ratios within one run, never seconds."""

import time
from pathlib import Path
from runpy import run_path

import pytest

from legalref import extract
from legalref.model import Kind

HOSTILE = run_path(str(Path(__file__).resolve().parents[2] / "benchmarks" / "extraction.py"))["HOSTILE"]
"""The texts that are measured, too."""

VARIED = {
    "agreed names": lambda at: (
        f"Nghị định số {at}/2020/NĐ-CP (sau đây gọi là Nghị định {at}). Nghị định {at} và Nghị định nói trên. "
    ),
    "one line of numbers": lambda at: f'["{at}/2020/NĐ-CP"], ',
    "laws": lambda at: f"Luật Giá {at}, luật, Bộ luật, Luật sửa đổi, bổ sung ",
    "occasions": lambda at: f"Nghị quyết Đại hội {at} của Nghị quyết Trung ương ",
}
"""Name → what stands at each place; no piece is like another."""
LENGTH = 8_000
"""Code points of a text at once the length."""
TIMES = 6
MOST = 1.7
"""So much more than the length may the time grow: a constant part, and noise. By the square it would be 6."""


def seconds(text: str) -> float:
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        extract(text, Kind)
        best = min(best, time.process_time() - begun)
    return best


def growth(short: str, long: str) -> float:
    """Return how much more than the length the time grows; the least of three tries, as others work on the machine."""
    ratio = len(long) / len(short)
    return min(seconds(long) / max(seconds(short), 0.002) / ratio for _ in range(3))


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_repeated_pieces(piece: str) -> None:
    pieces = LENGTH // len(piece) + 1
    assert growth(piece * pieces, piece * pieces * TIMES) < MOST


@pytest.mark.parametrize("name", VARIED)
def test_varied_pieces(name: str) -> None:
    pieces = LENGTH // len(VARIED[name](1000)) + 1
    short, long = ("".join(VARIED[name](at) for at in range(1000, 1000 + count)) for count in (pieces, pieces * TIMES))
    assert growth(short, long) < MOST


def test_titles_do_not_hold_the_whole_text() -> None:
    found = extract("Nghị định số 30/2020/NĐ-CP về " * 300)
    assert max(len(each.title or "") for each in found) < 700
