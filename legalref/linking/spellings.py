"""What a number that is oddly written can mean: «3O/2020/NĐ-CP», «30/NĐ-CP/2020», «05-TW/CT».

The key of a number forgives separators, case and diacritics (`orthography.number_key`); letters in a digit's place and parts in
another order are tried here, and only where the citation itself was found to be odd.
"""

from collections.abc import Iterator
from typing import Final

import regex

from legalref.model import Citation, Form

_DIGITS: Final = str.maketrans("OoIl", "0011")
_SLIPPED: Final = regex.compile(r"(?<![\p{L}])[0-9OoIl]+(?![\p{L}])|[0-9][OoIl]+(?=/)")
_YEAR_LAST: Final = regex.compile(r"(?P<ordinal>[0-9]+[a-zđ]?)/(?P<symbol>[^/]+(?:/[^/]+)*)/(?P<year>(?:19|20)[0-9]{2})")
_REVERSED: Final = regex.compile(r"(?P<ordinal>[0-9]+)-(?P<body>TW|TU)/(?P<code>\p{Lu}+)")


def spellings(citation: Citation) -> Iterator[str]:
    """Yield the numbers under which a citation is looked up, as written first."""
    number = citation.number or ""
    yield number
    if Form.SLIP in citation.form:
        yield _SLIPPED.sub(lambda match: match.group().translate(_DIGITS), number)
    if Form.SWAPPED in citation.form:
        last, reversed_ = _YEAR_LAST.fullmatch(number), _REVERSED.fullmatch(number)
        if last:
            yield f"{last['ordinal']}/{last['year']}/{last['symbol']}"
        if reversed_:
            yield f"{reversed_['ordinal']}-{reversed_['code']}/{reversed_['body']}"
