"""Resolution → findings. The public verbs are `check` and `validity`."""

from legalref.checking.check import check
from legalref.checking.validity import validity

__all__ = ["check", "validity"]
