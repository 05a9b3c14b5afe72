"""What the pack for the Neo4j Browser says, and which folder holds which question (``kg/data/view/browser.yaml``)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol, TypeVar

from pydantic import BaseModel, ConfigDict

from kg.lexicon import load_mapping


class Named(Protocol):
    """Something with a name."""

    @property
    def name(self) -> str:
        """Its name."""


Q = TypeVar("Q", bound=Named)


class Theme(BaseModel):
    """A folder of questions."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    questions: list[str]


class Steps(BaseModel):
    """What to click for one question."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    open: str
    set: str
    run: str
    see: str


class PackWords(BaseModel):
    """The words of the pack."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    folder: str
    colon: str
    parameters: str
    set_first: str
    themes: list[Theme]
    first: dict[str, str]
    steps: Steps


@cache
def pack_words() -> PackWords:
    """Return the words of the pack.

    Raises:
        DataError: the file is wrong; names the key.
    """
    return load_mapping("view/browser.yaml", PackWords)


def by_theme(questions: Sequence[Q]) -> list[tuple[str, list[tuple[int, Q]]]]:
    """Return the folders in order, each with its questions and their numbers, which go on from folder to folder.

    Args:
        questions: in any order; one that the data name in no folder comes into the last; empty folders are left out.
    """
    words = pack_words()
    placed = {name: (n, k) for n, theme in enumerate(words.themes) for k, name in enumerate(theme.questions)}
    rest = (len(words.themes) - 1, len(questions) + len(placed))
    ordered = sorted(questions, key=lambda question: placed.get(question.name, rest))
    folders: dict[int, list[tuple[int, Q]]] = {}
    for number, question in enumerate(ordered, 1):
        folders.setdefault(placed.get(question.name, rest)[0], []).append((number, question))
    return [(f"{words.folder} {n + 1} {words.themes[n].name}", found) for n, found in sorted(folders.items())]
