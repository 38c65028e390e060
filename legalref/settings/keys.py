"""The keys that can be set, each with its name in a file, in the environment and on the command line."""

from typing import Final, NamedTuple

from legalref.indexing.places import OWN_VARIABLE
from legalref.model import Severity
from legalref.settings import values
from legalref.vocabulary.messages import DEFAULT_LANGUAGE


class Key(NamedTuple):
    """What can be set, and how its values are read. Messages `setting.<name>` say what it is for."""

    name: str
    variable: str
    option: str | None
    default: object
    parse: values.Parse


KEYS: Final = (
    Key("select", "LEGALREF_SELECT", "--select", (), values.codes),
    Key("ignore", "LEGALREF_IGNORE", "--ignore", (), values.codes),
    Key("severity", "LEGALREF_SEVERITY", "--severity", {}, values.severities),
    Key("regime", "LEGALREF_REGIME", "--regime", None, values.regime),
    Key("place", "LEGALREF_PLACE", "--place", None, values.place),
    Key("as-of", "LEGALREF_AS_OF", "--as-of", None, values.as_of),
    Key("fail-on", "LEGALREF_FAIL_ON", "--fail-on", Severity.ERROR.value, values.fail_on),
    Key("language", "LEGALREF_LANG", "--lang", DEFAULT_LANGUAGE, values.language),
    Key("corpora", OWN_VARIABLE, None, (), values.folders),
)
"""In the order in which `legalref config` lists them."""
NAMES: Final = tuple(key.name for key in KEYS)
