"""How fast the extraction is, and whether its time grows with the length alone.

    python benchmarks/extraction.py [FOLDER] [--json]

Prints megabytes of UTF-8 a second over the .txt files of FOLDER (at the most 20 MB of them; without one, over sentences made
here), the same over made news, which cite little, the ratio of the time a megabyte takes at eight times the length to that
at once the length, and the same for hostile texts against the sentences. One process, the best of three runs each. Ratios
compare within one run; seconds do not compare across machines.
"""

import argparse
import json
import platform
import time
from pathlib import Path

from legalref import extract

SENTENCES = (
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư; ",
    "Hội nghị đã thảo luận và thống nhất nhiều nội dung quan trọng về phát triển kinh tế - xã hội năm 2026 của địa phương. ",
    "Theo điểm a khoản 2 Điều 5 Quy định số 124-QĐ/TW ngày 02/02/2018 của Ban Bí thư, việc này do cấp ủy quyết định.\n",
    "Ba tổ công tác đã vận động được 1,35 tỷ đồng, đạt 112% kế hoạch đề ra, và bàn giao 24 căn nhà trước ngày 15/12. ",
)
NEWS = (SENTENCES[1] + SENTENCES[3]) * 20 + SENTENCES[0]
"""As news are: one citation in some 4,500 characters."""
HOSTILE = {
    "digits": "1234567890" * 10,
    "dashes": "1-A1-A",
    "provisions": "khoản 1, ",
    "provisions cited": "khoản 1, " * 30 + "Điều 2 Nghị định số 30/2020/NĐ-CP. ",
    "provisions multiplied": "điểm " + "1, " * 15 + "1 khoản " + "1, " * 15 + "1 Điều 1 Nghị định số 30/2020/NĐ-CP. ",
    "marks": "e\u0301\u0316" * 20,
    "one word": "vănbản",
    "numbers said": "số: số 1/ - / ",
    "titles that lead on": "Nghị định số 30/2020/NĐ-CP về ",
    "laws": "luật ",
    "amending laws": "Luật sửa đổi, bổ sung ",
    "letters of laws": "BLHS ",
    "lists": "1, ",
    "a list of numbers": "30/2020/NĐ-CP, ",
    "quotes": "“Luật Giá” ",
    "encoded": "NghÞ ®Þnh sè ",
    "nested titles": "Thông tư số 1/2020/TT-BTC sửa đổi Thông tư số 2/2019/TT-BTC ngày 1/1/2020 ",
}
MOST_BYTES = 20_000_000
SIZE = 200_000
"""Code points of a made text at once the length."""


def megabytes(text: str) -> float:
    """Return the length of `text` in UTF-8."""
    return len(text.encode()) / 1e6


def seconds(text: str, runs: int = 3) -> float:
    """Return the least time that `extract` takes."""
    best = float("inf")
    for _ in range(runs):
        begun = time.perf_counter()
        extract(text)
        best = min(best, time.perf_counter() - begun)
    return best


def made(piece: str, size: int) -> str:
    """Return `piece` repeated to `size` code points."""
    return (piece * (size // len(piece) + 1))[:size]


def per_megabyte(text: str) -> float:
    """Return seconds for one megabyte."""
    return seconds(text) / megabytes(text)


def texts(folder: Path | None) -> list[str]:
    """Return what is measured."""
    if folder is None:
        return [made("".join(SENTENCES), SIZE * 10)]
    found, size = [], 0
    for file in sorted(folder.rglob("*.txt")):
        data = file.read_bytes()
        if size + len(data) <= MOST_BYTES:
            found.append(data.decode("utf-8", "replace"))
            size += len(data)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    extract(SENTENCES[0])  # patterns are compiled on first use
    measured = texts(arguments.folder)
    size, taken = sum(map(megabytes, measured)), sum(seconds(text) for text in measured)
    plain = per_megabyte(made("".join(SENTENCES), SIZE))
    figures = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "megabytes": round(size, 2),
        "citations": sum(len(extract(text)) for text in measured),
        "megabytes_a_second": round(size / taken, 2),
        "news_megabytes_a_second": round(1 / per_megabyte(made(NEWS, SIZE * 10)), 2),
        "eight_times_the_length": round(per_megabyte(made("".join(SENTENCES), SIZE * 8)) / plain, 2),
        "hostile": {name: round(per_megabyte(made(piece, SIZE)) / plain, 2) for name, piece in HOSTILE.items()},
    }
    if arguments.json:
        print(json.dumps(figures, ensure_ascii=False))
        return
    for name, value in figures.items():
        print(f"{name:24}{value}")


if __name__ == "__main__":
    main()
