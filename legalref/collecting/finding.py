"""What a person names of the office's own corpus → its records: an identifier, a number, a citation, a file or a folder."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from legalref.collecting.holdings import Holding
from legalref.collecting.numbers import leading_type, spelled
from legalref.errors import UsageProblem
from legalref.model import Document
from legalref.orthography import number_key


def named(
    asked: str, holdings: Mapping[str, Holding], shipped: Sequence[Document] = (), none: str = "error.own_none"
) -> list[Holding]:
    """Return the records that `asked` names: one, or those of a file or folder.

    Raises UsageProblem where there is none (message `none`, or that it is one of the `shipped`), and where a number has several.
    """
    if asked in holdings:
        return [holdings[asked]]
    found = _of_file(asked, holdings.values())
    if found:
        return found
    found = [each for each in holdings.values() if _is_meant(asked, each.document)]
    if len(found) > 1:
        listed = "; ".join(f"{each.document.label} {each.document.issued.isoformat()} {each.id}" for each in found)
        raise UsageProblem("error.own_several", asked=asked, count=len(found), candidates=listed)
    if not found:
        of_shipped = any(asked == document.id or _is_meant(asked, document) for document in shipped)
        raise UsageProblem("error.own_shipped" if of_shipped else none, asked=asked)
    return found


def _of_file(asked: str, holdings: Collection[Holding]) -> list[Holding]:
    """Return the records that came from a file or from the files of a folder, there or not."""
    try:
        path = Path(asked).resolve()
    except (OSError, ValueError):  # a name that no file can have
        return []
    return [each for each in holdings if any(_lies_in(origin.path, path) for origin in each.origins)]


def _lies_in(origin: str, path: Path) -> bool:
    return Path(origin) == path or path in Path(origin).parents


def _is_meant(asked: str, document: Document) -> bool:
    led = leading_type(asked)
    type_, rest = led or (None, asked)
    key = number_key(spelled(rest).number)
    return bool(key) and key == number_key(document.number or "") and type_ in (None, document.type)
