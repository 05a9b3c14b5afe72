"""The packaged spaCy pipeline; ``spacy.load("zh_union_news")`` comes here."""

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.util import load_model_from_path

__version__ = "0.1.0"


def load(**overrides: Any) -> Language:
    """Return the pipeline; ``overrides`` as for ``spacy.load``."""
    return load_model_from_path(Path(__file__).parent, **overrides)
