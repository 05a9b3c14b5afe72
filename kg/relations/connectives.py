"""Small words and marks that hold names and titles together, from ``kg/data/relations/connectives.yaml``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property

from pydantic import BaseModel, ConfigDict

from kg.lexicon import load_mapping


class Connectives(BaseModel):
    """The data file, and the patterns made of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    commas: tuple[str, ...]
    semicolons: tuple[str, ...]
    joins: tuple[str, ...]
    splits: tuple[str, ...]
    link: str
    short_form: str
    and_others: str
    others_end: str
    item: str
    roll: str
    votes: str
    times: str
    pronouns: tuple[str, ...]
    examples: dict[str, tuple[str, ...]]
    counterexamples: dict[str, tuple[str, ...]]

    @cached_property
    def breaks(self) -> tuple[str, ...]:
        """Marks that end a clause inside a sentence."""
        return (*self.commas, *self.semicolons)

    @cached_property
    def separator(self) -> re.Pattern[str]:
        """What separates titles, names and clauses."""
        words = alternatives((*self.joins, *self.splits))
        return re.compile(rf"\s*[、{''.join(self.breaks)}]\s*|\s*(?:{words})\s*|\s+")

    @cached_property
    def separator_starts(self) -> str:
        """The characters that such a separator may begin with."""
        return "、 \t\n\u3000\xa0" + "".join(w[0] for w in (*self.breaks, *self.joins, *self.splits))

    @cached_property
    def join(self) -> re.Pattern[str]:
        """What joins two names of a list, a bracket behind the first one included."""
        return re.compile(rf"\s*(?:[（(][^（）()]{{1,12}}[）)])?\s*(?:、|{alternatives(self.joins)})\s*")

    @cached_property
    def aside(self) -> re.Pattern[str]:
        """A bracket that gives a short form."""
        return re.compile(self.short_form)


def alternatives(words: Sequence[str]) -> str:
    """Return a regular expression's alternatives for literal words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


@cache
def connectives() -> Connectives:
    """Return the data.

    Raises:
        DataError: the file is wrong; names the key.
    """
    return load_mapping("relations/connectives.yaml", Connectives)
