"""The day of a check, as it is asked for."""

from datetime import date
from typing import Final, Literal

OWN_DAY: Final = "document"
"""The day of the text itself, read from its head."""
AsOf = date | Literal["document"] | None
"""A day, that of the text, or None for today."""
