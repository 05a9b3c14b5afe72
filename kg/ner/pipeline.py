"""Loads the packaged pipeline and runs it over articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module

from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import ModelError
from kg.ner import doc as _extensions  # noqa: F401  (declares doc._.article)
from kg.types import Article

PACKAGE = "zh_union_news"


def load_pipeline() -> Language:
    """Return the packaged pipeline.

    Raises:
        ModelError: the package or the base model is missing.
    """
    try:
        nlp: Language = import_module(PACKAGE).load()
    except (ImportError, OSError, ValueError) as e:
        raise ModelError(f"pipeline {PACKAGE} cannot be loaded ({e}); reinstall the package") from e
    return nlp


def find(articles: Iterable[Article], nlp: Language, batch_size: int = 64) -> Iterator[Doc]:
    """Yield a Doc for each article, in order, with its mentions in ``doc.ents``.

    Args:
        articles: the articles; ``doc._.article`` holds each.
        nlp: the pipeline of ``load_pipeline``.
        batch_size: articles whose sentences share the base model's batches.
    """
    return nlp.pipe(_docs(articles, nlp), batch_size=batch_size)


def _docs(articles: Iterable[Article], nlp: Language) -> Iterator[Doc]:
    for article in articles:
        doc = nlp.make_doc(article.text)
        doc._.article = article
        yield doc
