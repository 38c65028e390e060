"""Citation → resolution. The one public verb is `link`."""

from legalref.linking.resolve import link

__all__ = ["link"]
