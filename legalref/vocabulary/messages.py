"""Everything that a person reads, in the tables `messages/vi.toml` and `messages/en.toml`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

LANGUAGES: Final = ("vi", "en")
DEFAULT_LANGUAGE: Final = "vi"


class Phrase(NamedTuple):
    """A value of a message that is itself said in the user's language: the key of its words."""

    key: str


@cache
def messages(language: str) -> dict[str, str]:
    """Return the table of `language`: key → template with `{named}` places.

    Raises KeyError for a language that has no table.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    source = files("legalref.vocabulary") / "messages" / f"{language}.toml"
    table = tomllib.loads(source.read_text("utf-8"))
    return {f"{group}.{key}": text for group, rows in table.items() for key, text in rows.items()}


def say(key: str, language: str = DEFAULT_LANGUAGE, **values: object) -> str:
    """Return the message `key` in `language`, its places filled with `values`."""
    table = messages(language)
    spoken = {name: table[value.key] if isinstance(value, Phrase) else value for name, value in values.items()}
    return table[key].format(**spoken)
