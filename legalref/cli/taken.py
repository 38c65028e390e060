"""What a file that is to be added holds, as bytes, made wherever the work is done. Loads neither typer nor rich."""

from legalref.cli.parallel import Part
from legalref.collecting.drafts import Draft
from legalref.collecting.items import encode
from legalref.collecting.taking import take
from legalref.reading import MOST_BYTES


def part(file: str, given: Draft, most_bytes: int = MOST_BYTES) -> Part:
    """Return what a file holds. Raises UnreadableInput."""
    taken, remarks = take(file, given, most_bytes)
    return Part(encode(taken), remarks)
