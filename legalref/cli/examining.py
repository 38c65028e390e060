"""One text checked as the settings in force want it, and what has to be said of that on standard error."""

from typing import TYPE_CHECKING

from legalref.checking.as_of import OWN_DAY
from legalref.checking.suppress import suppressions
from legalref.cli.session import Session
from legalref.corpus import Corpus
from legalref.model import Text
from legalref.settings.settings import Settings
from legalref.vocabulary.wording import day

if TYPE_CHECKING:
    from legalref.checking import Examined


def examined(text: Text, corpus: Corpus, wanted: Settings) -> "Examined":
    """Check one text as is wanted."""
    from legalref.checking import examine

    return examine(
        text,
        corpus,
        as_of=wanted.as_of,
        language=wanted.value("language"),
        select=wanted.value("select"),
        ignore=wanted.value("ignore"),
        severities=wanted.severities,
        regime=wanted.value("regime"),
        place=wanted.value("place"),
    )


def talk_of(session: Session, found: "Examined", wanted: Settings, *, unused: bool) -> None:
    """Say on standard error, a line each: a text without a day of its own where that is wanted, comments that say nothing."""
    text = found.text
    if wanted.as_of == OWN_DAY and not found.day_is_own:
        session.warn("check.no_own_day", path=text.path, day=day(found.day))
    for each in suppressions(text):
        line = text.locate(each.span.start).line
        if each.unknown:
            session.warn("check.suppression_unknown", path=text.path, line=line, codes=", ".join(each.unknown))
        elif not each.codes:
            session.warn("check.suppression_empty", path=text.path, line=line)
        if unused and each.codes and each in found.unused:
            session.warn("check.suppression_unused", path=text.path, line=line, codes=", ".join(each.codes))
