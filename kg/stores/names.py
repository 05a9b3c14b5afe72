"""Names that are near to one that is not there."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

LIKE = 0.6
"""Least likeness of a name that is worth proposing: 史济民 for 史济锡, not 李伟 for 李挺."""


def nearest(text: str, names: Iterable[str], limit: int) -> tuple[str, ...]:
    """Return the names most like a text, the most alike first; the text itself, where it is a name, comes first.

    Names that hold the whole text, or that the text holds, count as near however long they are.
    """
    ranked = sorted((-_likeness(text, name), len(name), name) for name in {*names})
    return tuple(name for score, _, name in ranked if -score >= LIKE)[:limit]


def _likeness(text: str, name: str) -> float:
    if text == name:
        return 2
    common = sum(c in text for c in name)
    if 2 * common < min(len(name), len(text)):
        return 0  # spares most names the dearer count
    ratio = SequenceMatcher(None, text, name, autojunk=False).ratio()
    within = len(text) > 1 and len(name) > 1 and (text in name or name in text)
    return max(ratio, LIKE) if within else ratio
