"""The facts: JSON Lines in a folder, read with their schema (corpus/README.md) held to the letter."""

import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from legalref.errors import CorpusFault
from legalref.model import Document, Provisions, Relation
from legalref.orthography import slug

DOCUMENT_FILES: Final = ("documents.jsonl", "documents-local.jsonl", "documents-single.jsonl")
"""Central records, local records, and the weak tier of documents read once."""
RELATION_FILES: Final = ("relations.jsonl",)
PROVISION_FILE: Final = "structure.jsonl.xz"
"""Which provisions exist; a folder may do without it."""
NAME_FILE: Final = "names.jsonl"
"""The sources of what people call documents; the names themselves are in the records."""
CITING_FILE: Final = "citations.jsonl"
"""Who cites whom, in the user's own documents."""

_WORDS: Final = 12
"""Words of a title that tell documents without a number apart."""

_Row = TypeVar("_Row", bound=msgspec.Struct)


def fact_files(folder: Path) -> list[Path]:
    """Return the files of facts in `folder`, in the order in which they are loaded.

    Raises CorpusFault where one is missing that every corpus has.
    """
    files = [folder / name for name in (*DOCUMENT_FILES, *RELATION_FILES)]
    for file in files:
        if not file.is_file():
            raise CorpusFault("error.corpus_missing", path=file)
    return files + [file for file in [folder / PROVISION_FILE] if file.is_file()]


def load_documents(folder: Path) -> list[Document]:
    """Return every record of `folder`. Raises CorpusFault with file and line at the first bad one."""
    return [row for name in DOCUMENT_FILES for _, row in rows(folder / name, Document)]


def load_relations(folder: Path) -> list[Relation]:
    """Return every relation of `folder`. Raises CorpusFault with file and line at the first bad one."""
    return [row for name in RELATION_FILES for _, row in rows(folder / name, Relation)]


def load_provisions(folder: Path) -> list[Provisions]:
    """Return the provisions of the records of `folder`, none where it has no such file. Raises CorpusFault."""
    file = folder / PROVISION_FILE
    return [row for _, row in rows(file, Provisions)] if file.is_file() else []


def rows(file: Path, schema: type[_Row]) -> Iterator[tuple[int, _Row]]:
    """Yield (line number from 1, row) of a file of JSON Lines. Raises CorpusFault."""
    decoder = msgspec.json.Decoder(schema)
    for number, line in enumerate(_content(file).splitlines(), 1):
        try:
            yield number, decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise CorpusFault("error.corpus_line", path=file, line=number, detail=error) from error


def _content(file: Path) -> bytes:
    try:
        content = file.read_bytes()
        return lzma.decompress(content) if file.suffix == ".xz" else content
    except OSError as error:
        raise CorpusFault("error.corpus_missing", path=file) from error
    except lzma.LZMAError as error:
        raise CorpusFault("error.corpus_line", path=file, line=1, detail=error) from error


def _beginning(document: Document) -> str:
    """Return the first words of a title; of a constitution none, for there is one a day."""
    return "" if document.type == "Hiến pháp" else " ".join((document.title or "").split()[:_WORDS])


def identity(document: Document) -> str:
    """Return the Akoma Ntoso IRI of a record: `/akn/vn/act/nghi-dinh/2020-03-05/30-2020-nd-cp`.

    A number is never a key. Local papers carry their place in the jurisdiction and their issuer as
    the actor, since many issuers of one place share a symbol (Akoma Ntoso Naming Convention 1.0, §4.4).
    A document without a number is told from others of its day by the beginning of its title; so are the laws that one
    order of the President promulgated («47-L/CTN»).
    """
    jurisdiction = f"vn-{slug(document.place)}" if document.place else "vn"
    actor = [slug(document.issuer)] if document.place and document.issuer else []
    own = document.number or ""
    number = slug(own if own and not own.endswith("-L/CTN") else f"{own} {_beginning(document)}")
    parts = ["/akn", jurisdiction, "act", slug(document.type), *actor, document.issued.isoformat(), number]
    return "/".join(part for part in parts if part)
