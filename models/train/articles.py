"""The articles that the tagger learns from: the gold ones, and copies in which other people act."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path

import yaml

from kg.evaluation.gold import GoldMention, occurrences
from kg.ner.surnames import compound, plain, single
from kg.types import Label

Span = tuple[int, int, str]
_NAMES = Path(__file__).with_name("names.yaml")


@dataclass(frozen=True)
class Example:
    """An article with its mentions."""

    text: str
    spans: list[Span]


def example(file: Path) -> Example:
    """Return the article of a gold file."""
    record = json.loads(file.read_text(encoding="utf-8"))
    mentions = [GoldMention.model_validate(m) for m in record["mentions"]]
    return Example(record["text"], sorted((s, e, m.label) for s, e, m in occurrences(record["text"], mentions)))


class StandIns:
    """Makes copies of articles in which other people act.

    With rare family names, given names that are words, and names of other languages the tagger learns to trust what
    stands around a name.
    """

    def __init__(self, seed: int) -> None:
        names = yaml.safe_load(_NAMES.read_text(encoding="utf-8"))
        self._given, self._words, self._other = (names[key].split() for key in ("given", "words", "other"))
        self._families = sorted(single())
        self._everyday = sorted(single() - plain())
        self._compound = sorted(compound())
        self._random = random.Random(seed)

    def copy(self, original: Example) -> Example:
        """Return an article in which each person has another name, the same throughout."""
        names: dict[str, str] = {}
        parts: list[str] = []
        spans: list[Span] = []
        done = length = 0
        for start, end, label in original.spans:
            parts.append(original.text[done:start])
            length += start - done
            name = original.text[start:end]
            if label == Label.PERSON:
                name = names.setdefault(name, self._name(name))
            parts.append(name)
            spans.append((length, length + len(name), label))
            length += len(name)
            done = end
        parts.append(original.text[done:])
        return Example("".join(parts), spans)

    def _name(self, old: str) -> str:
        pick, draw = self._random.choice, self._random.random
        core = "".join(old.split())
        if len(core) > 4 or "·" in core:
            return pick(self._other) + (pick(self._other) if draw() < 0.5 else "")
        if len(core) == 4:
            return pick(self._compound) + self._two() if draw() < 0.5 else pick(self._other)
        family = self._everyday if draw() < 0.25 else self._families
        if core != old:
            return pick(family) + old[1:-1] + pick(self._given)
        return pick(family) + (self._two() if len(core) == 3 or draw() < 0.4 else pick(self._given))

    def _two(self) -> str:
        pick = self._random.choice
        return pick(self._words) if self._random.random() < 0.3 else pick(self._given) + pick(self._given)
