"""What the tagger is told of each character: the base model's words and how sure it is of names, family names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.ner.base import BaseTagger, Word
from kg.ner.lac import _pieces
from kg.ner.patterns import HAN
from kg.ner.surnames import plain, single

_HAN = re.compile(HAN)
_STEPS = np.array([0.02, 0.1, 0.3, 0.6, 0.9])
_NAMES = {"PER": ("PER", "nr"), "LOC": ("LOC", "ns"), "ORG": ("ORG", "nt"), "nz": ("nz", "nw")}

Features = list[str]


@dataclass(frozen=True)
class Sentence:
    """A sentence as the base model reads it.

    Attributes:
        text: its characters; blanks inside names are left out.
        where: where each character stands in the article.
        words: the base model's words.
        chances: for each character how likely the base model finds it the beginning and the inside of a person, place,
            organisation, other name, and the beginning of any word, each as a step from 0 to 5.
    """

    text: str
    where: list[int]
    words: list[Word]
    chances: npt.NDArray[np.int64]


class Reader(BaseTagger):
    """The base model, asked for its chances too."""

    def read(self, article: str) -> list[Sentence]:
        """Return the sentences of an article."""
        return [self._sentence(text, where) for text, where in _pieces(article)]

    def _sentence(self, text: str, where: list[int]) -> Sentence:
        ids = np.array([[self._ids.get(c, self._unknown) for c in text]], dtype=np.int64)
        scores = np.asarray(
            self._session.run(None, {"token_ids": ids, "length": np.array([len(text)], dtype=np.int64)})[0]
        )[0]
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        odds /= odds.sum(axis=1, keepdims=True)
        kinds = [self._columns(tags, begin) for tags in _NAMES.values() for begin in (True, False)]
        columns = [odds[:, kind].sum(axis=1) for kind in kinds]
        columns.append(odds[:, np.flatnonzero(self._begins)].sum(axis=1))
        return Sentence(text, where, self.tag([text])[0], np.digitize(np.stack(columns, axis=1), _STEPS))

    def _columns(self, tags: tuple[str, ...], begin: bool) -> list[int]:
        return [i for i, tag in enumerate(self._tags) if tag in tags and self._begins[i] is begin]


def _shape(character: str) -> str:
    if _HAN.match(character):
        return "H"
    return "D" if character.isdigit() else "A" if character.isalpha() else character


def _positions(words: Sequence[Word], length: int) -> tuple[list[str], list[int]]:
    """Return for each character its place in its word with the word's tag, and the word's number."""
    places, numbers = ["#"] * length, [0] * length
    for k, word in enumerate(words):
        for i in range(word.start, word.end):
            place = "S" if word.end - word.start == 1 else "B" if i == word.start else "E" if i == word.end - 1 else "I"
            places[i], numbers[i] = place + word.tag, k
    return places, numbers


def features(sentence: Sentence) -> Iterator[Features]:
    """Yield what the tagger is told of each character."""
    text, words, where = sentence.text, sentence.words, sentence.where
    size = len(text)
    places, numbers = _positions(words, size)
    chances = ["".join(map(str, row[:6])) for row in sentence.chances.tolist()]

    def at(row: Sequence[str], i: int) -> str:
        return row[i] if 0 <= i < size else "#"

    def word(k: int) -> tuple[str, str]:
        return (text[words[k].start : words[k].end], words[k].tag) if 0 <= k < len(words) else ("#", "#")

    quoted = 0
    for i, c in enumerate(text):
        quoted += c in "“《"
        k, place = numbers[i], places[i]
        before, after = at(text, i - 1), at(text, i + 1)
        yield [
            *(f"c{o}={at(text, i + o)}" for o in range(-2, 3)),
            f"c-1c={before}{c}",
            f"cc1={c}{after}",
            f"ccc={before}{c}{after}",
            *(f"p{o}={at(places, i + o)}" for o in range(-2, 4)),
            f"pp={at(places, i - 1)}{place}",
            f"pn={place}{at(places, i + 1)}",
            *(f"w{o}={word(k + o)[0]}" for o in (-1, 0, 1)),
            f"w-1p={word(k - 1)[0]}{place}",
            f"w1p={word(k + 1)[0]}{place}",
            f"t-2={word(k - 2)[1]}{word(k - 1)[1]}",
            f"t2={word(k + 1)[1]}{word(k + 2)[1]}",
            *(f"n{o}={at(chances, i + o)}" for o in (-1, 0, 1)),
            *(f"n.{j}={step}" for j, step in enumerate(sentence.chances[i].tolist())),
            *(f"s{o}={text[i + o] in single()}{text[i + o] in plain()}" for o in range(4) if i + o < size),
            f"q={quoted > 0}",
            f"z={_shape(before)}{_shape(c)}{_shape(after)}",
            f"gap={i == 0 or where[i] - where[i - 1] > 1}{i + 1 < size and where[i + 1] - where[i] > 1}",
        ]
        quoted = max(0, quoted - (c in "”》"))
