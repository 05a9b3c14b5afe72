"""Posts and trades that stand before names (``kg/data/ner/titles.yaml``)."""

from __future__ import annotations

import re
from functools import cache

from pydantic import BaseModel, ConfigDict

from kg.lexicon import load_mapping
from kg.ner.patterns import any_of


class Titles(BaseModel):
    """The word lists."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    posts: list[str]
    trades: list[str]
    after: list[str]
    notes: list[str]
    never: frozenset[str]


@cache
def titles() -> Titles:
    """Return the word lists."""
    return load_mapping("ner/titles.yaml", Titles)


@cache
def before_names() -> re.Pattern[str]:
    """Return a pattern of words that stand right before a name."""
    t = titles()
    return re.compile(any_of([*t.posts, *t.trades]))


@cache
def _post() -> re.Pattern[str]:
    return re.compile(f"(?:常务|原|代|执行|第一|专职|兼职|挂职|名誉|首席|见习)*{any_of([*titles().posts])}|党组|党委")


def title_follows(text: str, position: int) -> bool:
    """Does a post begin here?"""
    return _post().match(text, position) is not None
