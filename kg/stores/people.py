"""Which articles speak of one person, as ``kg.resolve`` says it."""

from __future__ import annotations

from kg.resolve import claims, identify
from kg.stores.base import Identity


class Resolution:
    """The identity that ``kg.resolve`` works out."""

    claims = staticmethod(claims)
    identify = staticmethod(identify)


def default_identity() -> Identity:
    """Return the identity of ``kg.resolve``."""
    return Resolution()
