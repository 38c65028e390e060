"""OpenDocument text (.odt): the paragraphs of content.xml in order, then the headers and footers of styles.xml.

Tables give a block for each cell, a repeated cell once; sheets (.ods) are read the same way, with the addresses of a sheet.
Notes and text boxes stand after the paragraph they hang on. Labels of lists are not among the characters of the file.
"""

from legalref.errors import UnreadableInput
from legalref.model import Remark
from legalref.reading.blocks import Blocks
from legalref.reading.content import Budget, Content
from legalref.reading.odt_body import Body
from legalref.reading.odt_styles import Styles
from legalref.reading.package import Package, Target

_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"


def read(data: bytes, path: str, budget: Budget, *, original: bool = False) -> Content:
    """Return the text of an .odt, tracked changes as accepted, or as before them if `original`.

    Raises UnreadableInput for what is encrypted, damaged, empty, or larger than `budget` when unpacked.
    """
    package = Package(data, path, budget)
    _refuse_encrypted(package, path)
    blocks = Blocks(path, budget)
    named = Styles()
    sound = _parse_soundly(package, _STYLES, named)
    body = Body(blocks, budget, Styles(named), original=original)
    package.parse(_CONTENT, body)
    if body.has_changes and not original:
        blocks.remarks.append(Remark("remark.changes", {"path": path}))
    if not sound or not _parse_soundly(package, _STYLES, Body(blocks, budget, named, original=original, headers=True)):
        blocks.remarks.append(Remark("remark.part_unread", {"path": path, "part": _STYLES, "detail": "XML"}))
    return blocks.content()


def _parse_soundly(package: Package, part: str, target: Target) -> bool:
    """Read a part that a text can do without; return whether it is sound, or not there at all."""
    if part not in package.names:
        return True
    try:
        package.parse(part, target)
    except UnreadableInput as error:
        if error.message != "error.damaged":
            raise
        return False
    return True


class _Manifest(Target):
    """The target of the manifest: whether it says that a part is encrypted."""

    encrypted = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - the tag says it
        """Look for what only an encrypted part has."""
        self.encrypted = self.encrypted or tag.endswith("}encryption-data")


def _refuse_encrypted(package: Package, path: str) -> None:
    manifest = _Manifest()
    _parse_soundly(package, _MANIFEST, manifest)
    if manifest.encrypted or "encrypted-package" in package.names:
        raise UnreadableInput("error.encrypted", path=path)
