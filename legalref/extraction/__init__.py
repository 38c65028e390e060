"""Text → citations. The one public verb is `extract`."""

from legalref.extraction.detect import detect
from legalref.extraction.normalise import normalise
from legalref.extraction.parse import parse
from legalref.model import Citation, Text

__all__ = ["extract"]


def extract(text: str | Text) -> list[Citation]:
    """Return the citations of `text` in order, none overlapping another.

    Offsets count Unicode code points of `text` as given: `text[c.start:c.end] == c.text`. Kinds
    found: `full` and `short` (numbers of State, Party, Front and mass organisations, standards), and `named`
    (laws, the Constitution, charters, resolutions of congresses and plenums).
    Any string is fine; nothing is raised. Time grows linearly with the length of the text.
    """
    source = text if isinstance(text, Text) else Text("-", text)
    clean = normalise(source.content)
    return list(parse(source, clean, detect(clean.text, clean.folded)))
