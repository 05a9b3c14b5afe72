"""Reads the examples of the data files: [ ] is around what must be found."""

import re

_MARKED = re.compile(r"\[([^\[\]]+)\]")


def parse(example: str) -> tuple[str, list[str]]:
    """Return an example's text, and the marked strings in order."""
    return _MARKED.sub(r"\1", example), _MARKED.findall(example)
