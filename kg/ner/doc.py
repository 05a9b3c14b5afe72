"""The Doc that all components share: one token a character, so that token indices are character offsets.

Organisation names cut across the words of any Chinese segmenter (省总工会主席 comes as one word or as three). With a
token for each character every mention is a spaCy span; the base model's words stay at hand as ``doc.spans["words"]``,
labelled with their tags.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

WORDS = "words"

if not Doc.has_extension("article"):
    Doc.set_extension("article", default=None)  # kg.types.Article | None: paper, home and date for the components


class CharacterTokenizer:
    """Makes one token of each character, blanks included: ``doc[i]`` is ``text[i]``."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the Doc of a text."""
        return Doc(self.vocab, words=list(text), spaces=[False] * len(text))

    def to_disk(self, path: object, **_: object) -> None:
        """Nothing to keep."""

    def from_disk(self, path: object, **_: object) -> CharacterTokenizer:
        """Nothing was kept."""
        return self

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to keep."""
        return b""

    def from_bytes(self, data: bytes, **_: object) -> CharacterTokenizer:
        """Nothing was kept."""
        return self


def set_words(doc: Doc, words: list[tuple[int, int, str]]) -> None:
    """Put the base model's words into ``doc.spans["words"]``."""
    doc.spans[WORDS] = [Span(doc, start, end, label=tag) for start, end, tag in words]
