"""What a PDF would make pdfium unpack, found out beforehand: its calls cannot be stopped, and give no limit."""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

from legalref.reading.content import Budget

MOST_DRAWN: Final = 3_000_000
"""Operators that one page or form may draw by forms, those inside others counted; pdfium takes some seconds for them."""
_OPERATOR: Final = 20
"""Bytes of an operator, about."""
_ONE_FORM: Final = 10
"""What a form costs by itself, in operators."""
MOST_OPERATORS: Final = 64_000_000
"""Bytes of one stream of operators; pdfium keeps up to fifteen times as much of them in memory."""
_RATIO: Final = 1032
"""Bytes that deflate packs into one, at most."""
_DEEPEST: Final = 40
"""Levels of forms that pdfium goes down."""
_CHUNK: Final = 1_000_000
_MOST_PACKED_OBJECTS: Final = 8_000_000
"""Bytes of one stream of objects that are looked at."""
_HEAD: Final = 20_000
"""Bytes of an object that are looked at, where it has no stream."""

_OBJECT: Final = re.compile(rb"(?<!\d)(\d{1,9})\s{1,4}\d{1,5}\s{1,4}obj\b")
_STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
_PACKED: Final = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b")
_OTHERWISE: Final = re.compile(rb"/(?:LZW|RunLength|RL|ASCII|A85|AHx|Crypt|DCT|JPX)")
_FORM: Final = re.compile(rb"/Subtype\s{0,4}/Form\b")
_IMAGE: Final = re.compile(rb"/Subtype\s{0,4}/Image\b")
_OBJECTS: Final = re.compile(rb"/Type\s{0,4}/ObjStm\b")
_NAMED: Final = re.compile(rb"/([^\s/<>\[\]()]{1,127})\s{0,4}(?<!\d)(\d{1,9})\s{1,4}\d{1,5}\s{1,4}R\b")
_DRAW: Final = re.compile(rb"/([^\s/<>\[\]()]{1,127})\s{1,4}Do\b")

Names = dict[bytes, int]
"""Names in a dictionary and the numbers of the objects that they stand for."""


class _Form(NamedTuple):
    names: Names
    draws: Counter[bytes]
    cost: int


def check(data: bytes, budget: Budget) -> bool:
    """Tell whether what a file has packed is whole, pictures aside.

    Raises UnreadableInput for a file whose streams, or forms inside forms, become larger than the budget.
    """
    drawing = _Drawing(budget)
    for number, body in _objects(data, budget):
        stream = _STREAM.search(body)
        if stream:
            drawing.add(number, body[: stream.start()], body[stream.end() :])
        else:
            drawing.others[number] = _names(body[:_HEAD])
    drawing.check()
    return not drawing.broken or b"/Encrypt" in data


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


def _names(dictionary: bytes) -> Names:
    return {name: int(number) for name, number in _NAMED.findall(dictionary)} if b" R" in dictionary else {}


class _Drawing:
    """Who draws what in a file."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._forms: dict[int, _Form] = {}
        self._known: dict[int, int] = {}
        self._pages: list[Counter[bytes]] = []
        self.others: dict[int, Names] = {}
        self.broken = False

    def add(self, number: int, head: bytes, packed: bytes) -> None:
        """Look at a stream. Raises UnreadableInput for one that is too large."""
        image = _IMAGE.search(head) is not None
        most = self._budget.left if image else min(self._budget.left, MOST_OPERATORS)
        filters = len(_PACKED.findall(head))
        if image and (not filters or (filters == 1 and len(packed) * _RATIO <= most)):
            return
        draws: Counter[bytes] = Counter()
        objects = []
        size = 0
        faults: list[zlib.error] = []
        for chunk in _unpacked(packed, filters, self._budget, faults):
            size += len(chunk)
            if size > most:
                self._refuse()
            draws.update(_DRAW.findall(chunk))
            if _OBJECTS.search(head) and size <= _MOST_PACKED_OBJECTS:
                objects.append(chunk)
        self.broken = self.broken or (len(faults) > 0 and not image and _OTHERWISE.search(head) is None)
        self._add_objects(b"".join(objects))
        if _FORM.search(head):
            self._forms[number] = _Form(_names(head), draws, _ONE_FORM + size // _OPERATOR)
        elif draws:
            self._pages.append(draws)

    def _add_objects(self, data: bytes) -> None:
        """Look at the objects packed together in a stream: pairs of number and place, then themselves."""
        pairs = re.match(rb"[\s\d]*", data)
        numbers = [int(each[:9]) for each in pairs[0].split()] if pairs else []
        first = pairs.end() if pairs else 0
        places = list(zip(numbers[::2], numbers[1::2], strict=False))
        for (number, start), (_, end) in zip(places, [*places[1:], (0, len(data))], strict=False):
            self.others[number] = _names(data[first + start : first + min(end, start + _HEAD)])

    def check(self) -> None:
        """Raise UnreadableInput where too much is drawn."""
        if not self._forms:
            return
        self._anywhere: defaultdict[bytes, set[int]] = defaultdict(set)
        for names in (*self.others.values(), *(form.names for form in self._forms.values())):
            for name, number in names.items():
                if number in self._forms:
                    self._anywhere[name].add(number)
        for draws in (*self._pages, *(form.draws for form in self._forms.values() if form.draws)):
            self._budget.tick()
            if self._sum(draws, {}, _DEEPEST) > MOST_DRAWN:
                self._refuse()

    def _sum(self, draws: Counter[bytes], names: Names, levels: int) -> int:
        """Return how much is drawn; a name that is not among `names` may be that of any form that is called so."""
        total = 0
        for name, count in draws.items():
            targets = {names[name]} if name in names else self._anywhere.get(name, ())
            total += count * max((self._of(target, levels) for target in targets), default=1)
        return min(total, MOST_DRAWN + 1)

    def _of(self, number: int, levels: int) -> int:
        """Return how much a form draws; one that draws itself, by whatever way, draws too much."""
        if number not in self._forms or number in self._known:
            return self._known.get(number, 1)
        if levels == 0:
            return 1
        self._known[number] = MOST_DRAWN + 1
        form = self._forms[number]
        self._known[number] = form.cost + self._sum(form.draws, self._resources(form.names), levels - 1)
        return self._known[number]

    def _resources(self, names: Names) -> Names:
        """Return the names of a form with those of its resources, where they are objects of their own."""
        found = dict(names)
        for key in (b"Resources", b"XObject"):
            found.update(self.others.get(found.get(key, -1), {}))
        return found

    def _refuse(self) -> None:
        self._budget.spend(self._budget.left + 1)


def _unpacked(packed: bytes, filters: int, budget: Budget, faults: list[zlib.error]) -> Iterator[bytes]:
    """Yield the bytes of a stream, piece by piece."""
    chunks = iter([packed])
    for _ in range(filters):
        chunks = _inflated(chunks, budget, faults)
    return chunks


def _inflated(packed: Iterator[bytes], budget: Budget, faults: list[zlib.error]) -> Iterator[bytes]:
    """Yield what is packed, piece by piece; what is broken, or packed otherwise, ends it."""
    inflate = zlib.decompressobj()
    try:
        for piece in packed:
            rest = piece
            while rest and not inflate.eof:
                budget.tick()
                yield inflate.decompress(rest, _CHUNK)
                rest = inflate.unconsumed_tail
    except zlib.error as error:
        faults.append(error)
