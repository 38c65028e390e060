"""Resolution → findings. The public verbs are `check`, `examine`, `validity` and `next_change`."""

from legalref.checking.check import OWN_DAY, AsOf, Examined, check, examine
from legalref.checking.validity import next_change, validity

__all__ = ["OWN_DAY", "AsOf", "Examined", "check", "examine", "next_change", "validity"]
