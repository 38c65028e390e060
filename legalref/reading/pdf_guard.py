"""What a PDF would make pdfium unpack, found out beforehand: its calls cannot be stopped, and give no limit."""

import re
import zlib
from collections.abc import Iterator
from typing import Final, NamedTuple

from legalref.errors import UnreadableInput
from legalref.reading.content import Budget

MOST_DRAWN: Final = 50_000
"""Forms that one form may draw, those inside others counted."""
MOST_OPERATORS: Final = 64_000_000
"""Bytes of one stream of operators; pdfium keeps up to fifteen times as much of them in memory."""
_SURELY_SMALL: Final = 64_000
"""Packed bytes that become at most 66 MB: deflate packs 1,032 to one."""
_DICTIONARY: Final = 4_000
"""Bytes before a stream in which its dictionary stands."""
_DEEPEST: Final = 40
"""Levels of forms that pdfium goes down."""
_CHUNK: Final = 1_000_000

_OBJECT: Final = re.compile(rb"(?<!\d)(\d{1,9})\s{1,4}\d{1,5}\s{1,4}obj\b")
_STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
_FLATE: Final = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b")
_FORM: Final = re.compile(rb"/Subtype\s{0,4}/Form\b")
_IMAGE: Final = re.compile(rb"/Subtype\s{0,4}/Image\b")
_REFERENCE: Final = re.compile(rb"(?<!\d)(\d{1,9})\s{1,4}\d{1,5}\s{1,4}R\b")
_DRAW: Final = re.compile(rb"\bDo\b")


class _Node(NamedTuple):
    """An object: what it refers to, and how often it draws, if it is a form."""

    references: tuple[int, ...]
    draws: int | None


def check(data: bytes, path: str, budget: Budget) -> None:
    """Raise UnreadableInput for a file whose streams, or forms inside forms, become larger than the budget."""
    forms = {}
    others = {}
    for number, body in _objects(data, budget):
        stream = _STREAM.search(body)
        head = body[: stream.start()] if stream else body[:_DICTIONARY]
        references = tuple(int(each) for each in _REFERENCE.findall(head))
        if stream and _FORM.search(head):
            packed = body[stream.end() :]
            forms[number] = _Node(references, _draws(packed, head))
        elif not stream and references:
            others[number] = _Node(references, None)
        if stream:
            _check_size(body[stream.end() :], head, budget)
    if _worst(forms) > MOST_DRAWN and _Drawn({**others, **forms}).most(forms) > MOST_DRAWN:
        raise UnreadableInput("error.unpacked", path=path, most=budget.most_bytes // 1_000_000)


def _objects(data: bytes, budget: Budget) -> Iterator[tuple[int, bytes]]:
    """Yield number and bytes of each object that stands in the file itself."""
    number = start = -1
    for count, match in enumerate(_OBJECT.finditer(data)):
        if count % 1024 == 0:
            budget.tick()
        if start >= 0:
            yield number, data[start : match.start()]
        number, start = int(match[1]), match.end()
    if start >= 0:
        yield number, data[start:]


def _check_size(packed: bytes, head: bytes, budget: Budget) -> None:
    filters = len(_FLATE.findall(head))
    if not filters or (filters == 1 and len(packed) < _SURELY_SMALL):
        return
    most = budget.left if _IMAGE.search(head) else min(budget.left, MOST_OPERATORS)
    chunks = _inflated(iter([packed]), budget)
    for _ in range(filters - 1):
        chunks = _inflated(chunks, budget)
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            budget.spend(budget.left + 1)


def _inflated(packed: Iterator[bytes], budget: Budget) -> Iterator[bytes]:
    """Yield what is packed, piece by piece; what is broken, or packed otherwise, ends it."""
    inflate = zlib.decompressobj()
    try:
        for piece in packed:
            rest = piece
            while rest and not inflate.eof:
                budget.tick()
                yield inflate.decompress(rest, _CHUNK)
                rest = inflate.unconsumed_tail
    except zlib.error:
        return


def _draws(packed: bytes, head: bytes) -> int:
    """Return how often the operators of a form draw something; of a packed one, in its first megabyte."""
    if _FLATE.search(head):
        try:
            packed = zlib.decompressobj().decompress(packed, _CHUNK)
        except zlib.error:
            return 1
    return len(_DRAW.findall(packed, 0, packed.find(b"endstream") % (len(packed) + 1)))


def _worst(forms: dict[int, _Node]) -> int:
    """Return how much is drawn if every form draws every other: what is little then is little."""
    product = 1
    for node in forms.values():
        product = min(product * max(node.draws or 1, 1), MOST_DRAWN + 1)
    return product


class _Drawn:
    """How many forms are drawn by each, those inside them counted."""

    def __init__(self, nodes: dict[int, _Node]) -> None:
        self._nodes = nodes
        self._known: dict[int, int] = {}

    def most(self, forms: dict[int, _Node]) -> int:
        """Return the largest number of all forms."""
        return max(self._of(number, _DEEPEST) for number in forms)

    def _of(self, number: int, levels: int) -> int:
        """Return a form's number; an object that is none hands on those that it refers to. A circle counts once."""
        if number in self._known or number not in self._nodes or levels == 0:
            return self._known.get(number, 1)
        self._known[number] = 1
        node = self._nodes[number]
        inside = max((self._of(each, levels - 1) for each in node.references), default=1)
        self._known[number] = min(inside if node.draws is None else 1 + node.draws * inside, MOST_DRAWN + 1)
        return self._known[number]
