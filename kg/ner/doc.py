"""The Doc that all components share: one token a character, so that token indices are character offsets.

Organisation names cut across the words of any Chinese segmenter (省总工会主席 comes as one word or as three). With a
token for each character every mention is a spaCy span.

What components leave for each other and for later stages, as span groups:

``words``
    the base model's words, labelled with its tags
``masks``
    stretches whose names are no mentions, labelled HONOUR (全国劳动模范), EVENT (市工会第十次代表大会), DOCUMENT
    (《…》) or SLOGAN (a quoted expression); they may overlap each other
``lexical``, ``organisations``, ``persons``, ``places``, ``short_forms``
    candidates of one component each; ``kg_overlap`` makes ``doc.ents`` of them
``silenced``
    candidates that lost
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry
from spacy.vocab import Vocab

WORDS = "words"
MASKS = "masks"
LEXICAL = "lexical"
ORGANISATIONS = "organisations"
PERSONS = "persons"
PLACES = "places"
SHORT_FORMS = "short_forms"
SILENCED = "silenced"
_PLAIN = "kg.words"
_TEXT = "kg.text"

if not Doc.has_extension("article"):
    Doc.set_extension("article", default=None)  # kg.types.Article | None: paper, home and date for the components


class CharacterTokenizer:
    """Makes one token of each character, blanks included: ``doc[i]`` is ``text[i]``."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the Doc of a text."""
        doc = Doc(self.vocab, words=list(text), spaces=[False] * len(text))
        doc.user_data[_TEXT] = text
        return doc

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


def set_group(doc: Doc, key: str, spans: Iterable[tuple[int, int, str]]) -> None:
    """Put (start, end, label) spans into a span group."""
    doc.spans[key] = [Span(doc, start, end, label=label) for start, end, label in spans]


def group(doc: Doc, key: str) -> list[tuple[int, int, str]]:
    """Return a span group as (start, end, label); empty where no component filled it."""
    return [(s.start, s.end, s.label_) for s in doc.spans[key]] if key in doc.spans else []


def set_words(doc: Doc, words: Iterable[tuple[int, int, str]]) -> None:
    """Put the base model's words into ``doc.spans["words"]``, and plainly into the user data, where rules read them."""
    plain = [(start, end, tag) for start, end, tag in words]
    doc.user_data[_PLAIN] = (plain_text(doc), plain)
    set_group(doc, WORDS, plain)


def plain_text(doc: Doc) -> str:
    """Return a doc's text; spaCy would join it from its tokens each time."""
    text: str | None = doc.user_data.get(_TEXT)
    return doc.text if text is None else text


def plain_words(doc: Doc) -> tuple[str, list[tuple[int, int, str]]]:
    """Return a doc's text and words, as (start, end, tag), without a spaCy object for each character."""
    kept = doc.user_data.get(_PLAIN)
    if kept is None:
        return doc.text, group(doc, WORDS)
    text, words = kept
    return text, words


@registry.tokenizers("kg.characters.v1")
def make_characters() -> Callable[[Language], CharacterTokenizer]:
    """Return what spaCy calls to make the tokenizer of a pipeline."""
    return lambda nlp: CharacterTokenizer(nlp.vocab)
