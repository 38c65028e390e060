"""The values that travel from room to room: frozen, slotted, and nothing but data."""

from legalref.model.citation import DOCUMENTS, Citation, Form, Kind, Pinpoint
from legalref.model.document import Citing, Confidence, Conflict, Day, Document, Reference, Rel, Relation, Status
from legalref.model.finding import (
    CheckedCitation,
    Edit,
    Finding,
    Order,
    Reason,
    Resolution,
    Severity,
    Slip,
    State,
    Suggestion,
    Validity,
    Weighed,
)
from legalref.model.provisions import Article, Attached, OtherText, Provisions, Wording
from legalref.model.text import Location, Mark, Remark, Span, Text

__all__ = [
    "DOCUMENTS",
    "Article",
    "Attached",
    "CheckedCitation",
    "Citation",
    "Citing",
    "Confidence",
    "Conflict",
    "Day",
    "Document",
    "Edit",
    "Finding",
    "Form",
    "Kind",
    "Location",
    "Mark",
    "Order",
    "OtherText",
    "Pinpoint",
    "Provisions",
    "Reason",
    "Reference",
    "Rel",
    "Relation",
    "Remark",
    "Resolution",
    "Severity",
    "Slip",
    "Span",
    "State",
    "Status",
    "Suggestion",
    "Text",
    "Validity",
    "Weighed",
    "Wording",
]
