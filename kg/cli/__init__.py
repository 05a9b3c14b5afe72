"""The ``kg`` command. One file a command; what they share is in ``options``, ``output`` and ``progress``."""

from kg.cli.group import main

__all__ = ["main"]
