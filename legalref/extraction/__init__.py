"""Text → citations. The one public verb is `extract`."""

from collections.abc import Collection

from legalref.extraction.antecedents import with_antecedents
from legalref.extraction.detect import detect
from legalref.extraction.mentions import agreed_names, mentions
from legalref.extraction.normalise import normalise
from legalref.extraction.parse import parse
from legalref.model import DOCUMENTS, Citation, Kind, Text

__all__ = ["extract"]


def extract(text: str | Text, kinds: Collection[Kind] = DOCUMENTS) -> list[Citation]:
    """Return the citations of `text` of these kinds in order, none overlapping another.

    Offsets count Unicode code points of `text` as given: `text[c.start:c.end] == c.text`. By default the kinds
    that name a document are found: `full` and `short` (numbers of State, Party, Front and mass organisations,
    standards) and `named` (laws, the Constitution, charters, resolutions of congresses and plenums). With others
    asked for, `self`, `back` and `provision`, too. Any string is fine; nothing is raised. Time grows linearly with
    the length of the text.
    """
    source = text if isinstance(text, Text) else Text("-", text)
    clean = normalise(source.content)
    found = list(parse(source, clean, detect(clean.text, clean.folded)))
    agreed = agreed_names(clean, found)
    if not DOCUMENTS.issuperset(kinds):
        found = sorted([*found, *mentions(source, clean, found, agreed)], key=lambda citation: citation.start)
    return [citation for citation in with_antecedents(found, agreed) if citation.kind in kinds]
