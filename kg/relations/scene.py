"""An article laid out for the rules: text, mentions, words, sentences, paragraphs. spaCy ends here."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc

from kg.types import Argument, Article, Label, Mention, Relation, RelationType, Silenced

# A sentence ends at 。！？ (with the quotation marks and brackets that close behind) or at the end of a line.
_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]+[”’」』）)]*|[^。！？!?\n]+")
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the base model with its tag."""

    start: int
    end: int
    text: str
    tag: str


@dataclass(frozen=True, eq=False)
class Scene:
    """What the rules look at. Mentions and words are in order; offsets are positions in ``text``.

    A scene is equal to itself alone, so that what is worked out once is found again without hashing all of it.
    """

    article: Article
    text: str
    mentions: tuple[Mention, ...]
    words: tuple[Word, ...]
    masks: tuple[Word, ...] = ()
    """Honours, events, documents and slogans, tagged HONOUR, EVENT, DOCUMENT, SLOGAN; they may overlap."""

    @classmethod
    def of(cls, doc: Doc, article: Article) -> Scene:
        """Lay out a doc of ``kg.ner`` (one token a character; mentions in ``doc.ents``, words in ``doc.spans``)."""
        text = article.text  # as doc.text is, which spaCy would put together from its tokens
        ents = sorted(doc.ents, key=lambda e: e.start)
        mentions = tuple(Mention(e.start, e.end, text[e.start : e.end], Label(e.label_)) for e in ents)
        return cls(article, text, mentions, _words(doc, "words", text), _words(doc, "masks", text))

    @cached_property
    def paragraphs(self) -> tuple[tuple[int, int], ...]:
        """Lines of the text that are not empty, the headline included."""
        return tuple(m.span() for m in _PARAGRAPH.finditer(self.text))

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Sentences, the headline included, without leading blanks."""
        spans = []
        for m in _SENTENCE.finditer(self.text):
            lead = len(m.group()) - len(m.group().lstrip())
            if m.end() > m.start() + lead:
                spans.append((m.start() + lead, m.end()))
        return tuple(spans)

    @cached_property
    def _starts(self) -> list[int]:
        return [m.start for m in self.mentions]

    def sentence_at(self, position: int) -> tuple[int, int]:
        """Return the sentence around a position."""
        k = bisect_right(self.sentences, (position, len(self.text) + 1)) - 1
        return self.sentences[max(k, 0)]

    def paragraph_at(self, position: int) -> tuple[int, int]:
        """Return the paragraph around a position."""
        k = bisect_right(self.paragraphs, (position, len(self.text) + 1)) - 1
        return self.paragraphs[max(k, 0)]

    def within(self, start: int, end: int, *labels: Label) -> Iterator[tuple[int, Mention]]:
        """Yield (index, mention) of the mentions inside a span, in order; of these labels, if any are given."""
        for i in range(bisect_right(self._starts, start - 1), len(self.mentions)):
            m = self.mentions[i]
            if m.start >= end:
                return
            if m.end <= end and (not labels or m.label in labels):
                yield i, m

    def argument(self, index: int) -> Argument:
        """Return the relation end that a mention stands for."""
        m = self.mentions[index]
        return Argument(m.name, m.label, index)


def _words(doc: Doc, group: str, text: str) -> tuple[Word, ...]:
    """Return the spans of a group; a token is a character, so that indices of tokens are offsets."""
    return tuple(Word(s.start, s.end, text[s.start : s.end], s.label_) for s in doc.spans.get(group, ()))


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person whom the text introduces with an honour (全国劳动模范张三); found while posts are read."""

    person: int
    """Index of the mention."""
    honour: str
    start: int
    end: int
    """The span from the honour to the name, in either order."""


@dataclass
class Findings:
    """What the rules have found so far, in order; later rules may read it."""

    relations: list[Relation] = field(default_factory=list)
    silenced: list[Silenced] = field(default_factory=list)
    bearers: list[Bearer] = field(default_factory=list)

    def add(self, relation: Relation) -> None:
        """Keep a relation."""
        self.relations.append(relation)

    def silence(
        self, type: RelationType, head: str, tail: str, rule: str, because: str, evidence: tuple[int, int]
    ) -> None:
        """Record a candidate that another rule struck out, and that rule's name."""
        self.silenced.append(Silenced(type, head, tail, rule, because, evidence))

    def of(self, *types: RelationType) -> Iterator[Relation]:
        """Yield the relations of these types."""
        return (r for r in self.relations if r.type in types)
