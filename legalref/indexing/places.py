"""Where the facts lie and where the index is kept.

In a checkout both are beside the code, `corpus/` and `index/`; installed, the facts are inside the
package and the index in the user's cache folder. The office's own corpus is in the user's data
folder, wherever the program is. The environment variables win over all.
"""

import os
from pathlib import Path
from typing import Final

import platformdirs

CORPUS_VARIABLE: Final = "LEGALREF_CORPUS"
INDEX_VARIABLE: Final = "LEGALREF_INDEX"
OWN_VARIABLE: Final = "LEGALREF_OWN"

_PACKAGE: Final = Path(__file__).resolve().parent.parent


def _checkout() -> Path | None:
    root = _PACKAGE.parent
    return root if (root / "pyproject.toml").is_file() and (root / "corpus").is_dir() else None


def facts_folder() -> Path:
    """Return the folder of the facts."""
    given = os.environ.get(CORPUS_VARIABLE)
    if given:
        return Path(given)
    checkout = _checkout()
    return checkout / "corpus" if checkout else _PACKAGE / "facts"


def index_folder() -> Path:
    """Return the folder of the index; it need not exist yet."""
    given = os.environ.get(INDEX_VARIABLE)
    if given:
        return Path(given)
    checkout = _checkout()
    return checkout / "index" if checkout else Path(platformdirs.user_cache_dir("legalref", appauthor=False)) / "index"


def own_folder(given: Path | None = None) -> Path:
    """Return the folder of the office's own corpus, `given` before all; it need not exist yet."""
    named = os.environ.get(OWN_VARIABLE)
    return given or Path(named or Path(platformdirs.user_data_dir("legalref", appauthor=False)) / "corpus")
