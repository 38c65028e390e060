"""What the tests of the formats share: archives made on the spot, damage done to samples, and where citations are found."""

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from legalref.errors import UnreadableInput
from legalref.extraction import extract
from legalref.model import Location, Text
from legalref.reading.content import Budget, Content

Read = Callable[..., Content]


def archive(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def content(read: Read, data: Any, budget: Budget | None = None, **options: bool) -> Content:
    return read(data, "tệp", budget or Budget("tệp", seconds=5), **options)


def blocks(got: Content) -> list[tuple[str, str | int | None]]:
    """Return each block with the most special of its places: its note, its cell, or its number as a paragraph."""
    starts = [mark.start for mark in got.marks]
    texts = [got.text[start:end].strip("\n") for start, end in zip(starts, [*starts[1:], len(got.text)], strict=True)]
    return [(text, mark.note or mark.cell or mark.paragraph) for text, mark in zip(texts, got.marks, strict=True)]


def cited(got: Content) -> list[tuple[str, Location]]:
    """Return the number or name of each citation, and where it is."""
    text = Text("tệp", *got)
    return [(each.number or each.name or "", text.locate(each.start)) for each in extract(text)]


def why(read: Read, data: Any, budget: Budget | None = None) -> str:
    """Return the key of the message with which reading fails; «» if it does not."""
    try:
        content(read, data, budget)
    except UnreadableInput as error:
        return error.message if str(error) else "a message that cannot be said"
    return ""


def damaged(data: bytes, flips: int = 200) -> Iterator[bytes]:
    """Yield a sample cut at every 97th byte, and with a few bytes changed, always the same ones."""
    yield from (data[:end] for end in range(0, len(data), 97))
    chance = random.Random(4)  # noqa: S311 - not a secret
    for _ in range(flips):
        changed = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            changed[chance.randrange(len(data))] = chance.randrange(256)
        yield bytes(changed)
