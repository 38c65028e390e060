"""Resolution → findings. The public verbs are `check`, `validity` and `next_change`."""

from legalref.checking.check import check
from legalref.checking.validity import next_change, validity

__all__ = ["check", "next_change", "validity"]
