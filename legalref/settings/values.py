"""What a key may be set to, however it is given: as text on the command line and in the environment, as TOML in a file."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from legalref.checking.as_of import OWN_DAY
from legalref.model import Severity
from legalref.orthography import slug
from legalref.settings.days import whole_day
from legalref.vocabulary import head_words, rules
from legalref.vocabulary.messages import LANGUAGES

REGIMES: Final = ("hanh-chinh", "qppl", "dang", "mttq")
"""The citing regimes: administrative papers and legal documents of the State, papers of the Party, of the Front."""
NEVER: Final = "never"
_DOCUMENT: Final = frozenset({OWN_DAY, "van-ban"})
Parse = Callable[[object, Path], object]
"""A value as given, and the folder from which it sees files → the value. Raises Refused."""


class Refused(Exception):
    """A value that a key cannot have: what of it, and what it could be."""

    def __init__(self, message: str, value: object, known: Iterable[str] = ()) -> None:
        """Keep the message's key without its group, the value, and what there is to choose from."""
        super().__init__(message)
        self.message = message
        self.value = value
        self.known = tuple(known)

    @property
    def near(self) -> str | None:
        """The nearest of what there is to choose from, or None."""
        asked = slug(str(self.value))
        found = get_close_matches(asked, [slug(name) for name in self.known], n=1)
        return next((name for name in self.known if found and slug(name) == found[0]), None)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Refused("setting_text", value)
    return value.strip()


def one_of(known: tuple[str, ...]) -> Parse:
    """Return what reads one of a closed list, with or without diacritics and hyphens."""

    def parse(value: object, _folder: Path) -> str:
        names = {slug(name): name for name in known}
        asked = slug(_text(value))
        if asked not in names:
            raise Refused("setting_value", value, known)
        return names[asked]

    return parse


def codes(value: object, _folder: Path) -> tuple[str, ...]:
    """Return codes of rules or prefixes of them: a list, or text with commas."""
    given = value.split(",") if isinstance(value, str) else value
    if not isinstance(given, list | tuple) or not all(isinstance(code, str) for code in given):
        raise Refused("setting_list", value)
    return tuple(_code(code) for part in given for code in part.split(",") if code.strip())


def _code(text: str) -> str:
    code = text.strip().upper()
    if not any(rule.startswith(code) for rule in rules()):
        raise Refused("setting_rule", text.strip(), rules())
    return code


def severities(value: object, _folder: Path) -> dict[str, Severity]:
    """Return code or prefix → severity: a table, or text as `LR205=info,LR3=warning`."""
    if isinstance(value, list | tuple):
        value = ",".join(map(str, value))
    if isinstance(value, str):
        value = dict(_pair(part) for part in value.split(",") if part.strip())
    if not isinstance(value, dict):
        raise Refused("setting_table", value)
    return {_code(code): _severity(weight) for code, weight in value.items()}


def _pair(text: str) -> tuple[str, str]:
    code, sign, weight = text.partition("=")
    if not sign:
        raise Refused("setting_pair", text)
    return code, weight


def _severity(value: object) -> Severity:
    asked = slug(_text(value))
    if asked not in tuple(Severity):
        raise Refused("setting_value", value, tuple(Severity))
    return Severity(asked)


def place(value: object, _folder: Path) -> str:
    """Return a province as records name it."""
    from legalref.heads.issuers import province  # its patterns are made when first asked for

    found = province(_text(value))
    if found is None:
        raise Refused("setting_value", value, head_words().provinces.words)
    return found


def as_of(value: object, _folder: Path) -> date | str:
    """Return the day of the check: a day, or `document` for that of the text itself."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    text = _text(value)
    day = OWN_DAY if slug(text) in _DOCUMENT else whole_day(text)
    if day is None:
        raise Refused("setting_day", value)
    return day


def folders(value: object, folder: Path) -> tuple[Path, ...]:
    """Return folders of the office's own corpus, seen from `folder`; they need not exist yet."""
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list | tuple) or not all(isinstance(each, str) for each in given):
        raise Refused("setting_list", value)
    found = tuple(folder / Path(each).expanduser() for each in given)
    for path in found:
        if path.exists() and not path.is_dir():
            raise Refused("setting_folder", path)
    if len(found) > 1:
        raise Refused("setting_one_folder", ", ".join(given))
    return found


language: Final = one_of(LANGUAGES)
fail_on: Final = one_of((*Severity, NEVER))
regime: Final = one_of(REGIMES)
