"""A tagger of characters (conditional random field) on top of the base model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pycrfsuite
from articles import Example
from readings import Features, Reader, Sentence, features

_SETTINGS = {"max_iterations": 50, "c1": 0.05, "c2": 1.0, "feature.possible_transitions": True}


class Sure(NamedTuple):
    """A mention that the tagger finds, and the least of its characters' chances."""

    start: int
    end: int
    label: str
    chance: float


@dataclass(frozen=True)
class Lesson:
    """An article as the tagger reads it."""

    sentences: list[Sentence]
    features: list[list[Features]]
    tags: list[list[str]]


def lesson(article: Example, reader: Reader) -> Lesson:
    """Return an article's sentences, what the tagger is told of each character, and the right tags."""
    sentences = reader.read(article.text)
    tag_at = {s: f"B-{label}" for s, _, label in article.spans}
    tag_at |= {i: f"I-{label}" for s, e, label in article.spans for i in range(s + 1, e)}
    tags = [[tag_at.get(i, "O") for i in sentence.where] for sentence in sentences]
    return Lesson(sentences, [list(features(s)) for s in sentences], tags)


def train(lessons: Iterable[Lesson], model: Path) -> None:
    """Learn from articles; the same articles give the same file."""
    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    trainer.set_params(_SETTINGS)
    for article in lessons:
        for told, tags in zip(article.features, article.tags, strict=True):
            trainer.append(told, tags)
    trainer.train(str(model))


def find(article: Lesson, model: Path) -> list[Sure]:
    """Return the mentions that the tagger finds in an article."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    found: list[Sure] = []
    for sentence, told in zip(article.sentences, article.features, strict=True):
        tagger.set(told)
        found.extend(_mentions(tagger, tagger.tag(), sentence.where))
    return found


def _mentions(tagger: pycrfsuite.Tagger, tags: Sequence[str], where: Sequence[int]) -> Iterator[Sure]:
    for i, tag in enumerate(tags):
        if not tag.startswith("B-"):
            continue
        inside = f"I-{tag[2:]}"
        end = i + 1
        while end < len(tags) and tags[end] == inside:
            end += 1
        chances = [tagger.marginal(tags[k], k) for k in range(i, end)]
        if end < len(tags) and inside in tagger.labels():
            chances.append(1 - tagger.marginal(inside, end))
        yield Sure(where[i], where[end - 1] + 1, tag[2:], min(chances))
