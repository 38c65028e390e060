"""The package of a Word document, written anew with some of its parts changed."""

import io
from collections.abc import Mapping
from typing import Final
from zipfile import ZipFile

from legalref.reading.content import Budget
from legalref.reading.package import sound
from legalref.reporting.splices import repacked

_SIGNATURES: Final = "_xmlsignatures/"


def rewritten(data: bytes, path: str, changed: Mapping[str, bytes], budget: Budget) -> bytes:
    """Return a package with the parts of `changed`; all others are those of `data`. Raises UnreadableInput for a damaged one."""
    with sound(path, "zip"):
        with ZipFile(io.BytesIO(data)) as archive:
            budget.spend(sum(info.file_size for info in archive.infolist()))
        return repacked(data, changed)


def is_signed(data: bytes) -> bool:
    """Tell whether a package bears digital signatures, which any change makes void."""
    with ZipFile(io.BytesIO(data)) as archive:
        return any(name.startswith(_SIGNATURES) for name in archive.namelist())
