"""The base model's words with an index by character."""

from __future__ import annotations

import re
from typing import Any
from weakref import WeakKeyDictionary

from spacy.tokens import Doc

from kg.ner.doc import plain_words
from kg.ner.patterns import HAN

_HAN = re.compile(HAN)


class Layout:
    """A doc's text and words, addressed by character."""

    def __init__(self, doc: Doc) -> None:
        self.text, self.words = plain_words(doc)
        self.memory: dict[str, Any] = {}
        """What is worked out once for an article."""
        at = [-1] * (len(self.text) + 1)
        for i, (start, end, _) in enumerate(self.words):
            at[start:end] = [i] * (end - start)
        self._at = at

    @classmethod
    def of(cls, doc: Doc) -> Layout:
        """Return a doc's layout, made once for all components (they never change its text or words)."""
        layout = _LAYOUTS.get(doc)
        if layout is None:
            layout = _LAYOUTS[doc] = cls(doc)
        return layout

    def han(self, position: int) -> bool:
        """Is there a Chinese character?"""
        return bool(_HAN.match(self.text[position]))

    def index_at(self, position: int) -> int:
        """Return the index of the word at a position, -1 if none."""
        return self._at[position] if 0 <= position < len(self._at) else -1

    def between(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Return the words that overlap a span."""
        i, j = self.index_at(start), self.index_at(end - 1)
        return self.words[i : j + 1] if 0 <= i <= j else []

    def tag_at(self, position: int) -> str:
        """Return the tag of the word at a position."""
        i = self.index_at(position)
        return self.words[i][2] if i >= 0 else ""

    def word_before(self, position: int) -> tuple[int, str] | None:
        """Return start and tag of the word, or of its part, that ends before a position; None at blanks and marks."""
        i = self._at[position - 1]
        if i < 0:
            return None
        start, _, tag = self.words[i]
        if tag == "w" or self.text[position - 1].isspace():
            return None
        return start, tag

    def starts_word(self, position: int) -> bool:
        """Does a word begin here?"""
        i = self._at[position]
        return i >= 0 and self.words[i][0] == position

    def ends_word(self, position: int) -> bool:
        """Does a word end here?"""
        i = self._at[position - 1]
        return i >= 0 and self.words[i][1] == position

    def place_ends(self, position: int) -> bool:
        """Does the base model see a place that ends here?"""
        i = self._at[position - 1] if position else -1
        return i >= 0 and self.words[i][1] == position and self.words[i][2] == "LOC"


_LAYOUTS: WeakKeyDictionary[Doc, Layout] = WeakKeyDictionary()
