"""Files become pages: which format a file has, which files a folder holds, and what cannot be read.

A new format is one module with a ``Format`` in it, added to ``FORMATS`` in ``registry.py``.

Errors are ``InputError`` with one line that says what is wrong and what to do; it does not repeat the file's path,
which the caller has. In a file of many records (``.jsonl``) each bad record is an error of its own and the others are
still read.
"""

from __future__ import annotations

from kg.read.base import Format
from kg.read.files import expand, read_path
from kg.read.registry import suffixes

__all__ = ["Format", "expand", "read_path", "suffixes"]
