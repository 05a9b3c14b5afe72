"""Captions without a headline: with the article whose picture they stand under, where names tell which one that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.segment.columns import is_caption
from kg.segment.lexicon import pairs, usual
from kg.segment.parts import Segment
from kg.text import bare

_LEAST = 2
"""Pairs of characters (not those of common words) that a caption and its article must share."""


def owners(members: Mapping[int, Sequence[Segment]], titles: Sequence[str]) -> dict[int, int]:
    """Return for each story that is only a caption without a headline the story it belongs to, where one stands out.

    Args:
        members: the pieces of each story.
        titles: headline of each story, "" for none.
    """
    alone = [
        story
        for story, pieces in members.items()
        if not titles[story] and len(pieces) == 1 and len(pieces[0].paras) == 1 and is_caption(pieces[0].paras[0].text)
    ]
    telling = (
        {s: _telling(titles[s] + "".join(p.text for p in pieces)) for s, pieces in members.items()} if alone else {}
    )
    out = {}
    for story in alone:
        shared = sorted(((len(telling[story] & telling[s]), s) for s in members if s not in alone), reverse=True)
        if shared and shared[0][0] >= _LEAST and (len(shared) == 1 or shared[0][0] > 2 * shared[1][0]):
            out[story] = shared[0][1]
    return out


def _telling(text: str) -> set[str]:
    solid = bare(text)
    found = {solid[k : k + 2] for k in range(len(solid) - 1)}
    return {p for p in found if all("\u4e00" <= c <= "\u9fff" for c in p)} - usual() - pairs()
