"""HTML that is safe whatever stands in it: every text goes through `escaped`, nothing else makes markup of what was read."""

import html
import re
from typing import Final

_UNSAFE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""What no page can hold, and what would show other characters in another order than they stand: shown as a box."""


def escaped(text: object) -> str:
    """Return a text as it stands in markup and in values of attributes between quotation marks."""
    return html.escape(_UNSAFE.sub("\N{REPLACEMENT CHARACTER}", str(text)), quote=True)


def element(name: str, inside: str = "", /, **attributes: object) -> str:
    """Return an element with what is inside, which is markup already; attributes are escaped, those that are None left out.

    `class_` is `class`; `data_n` is `data-n`.
    """
    said = "".join(
        f' {attribute.rstrip("_").replace("_", "-")}="{escaped(value)}"'
        for attribute, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{inside}</{name}>"
