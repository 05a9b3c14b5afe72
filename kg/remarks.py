"""What must be known of an article, beside its text and headline, to understand it anew; as one string for stores."""

from __future__ import annotations

import json
from typing import Any

from kg.types import Article


def encode(article: Article) -> str | None:
    """Return what an article's text and headline do not tell, None where that is nothing."""
    body = _usual_body(article.title, article.text)
    said: dict[str, Any] = {
        "untitled": not article.title,
        "body": article.body_start if article.body_start != body else False,
        "seams": [*article.seams],
        "doubtful": [[*run] for run in article.doubtful],
        "parts": [*article.parts],
        "unfinished": article.unfinished,
    }
    left = {key: value for key, value in said.items() if value is not False and value != []}
    return json.dumps(left, ensure_ascii=False, separators=(",", ":")) if left else None


def decode(text: str | None, headline: str, body: str) -> dict[str, Any]:
    """Return the fields of ``Article`` that ``encode`` wrote, with the title; what it did not write gives none.

    Args:
        text: what ``encode`` returned.
        headline: the headline that stands in the store.
        body: the article's whole text.
    """
    try:
        said = json.loads(text) if text else {}
        title = "" if said.get("untitled") else headline
        return {
            "title": title,
            "body_start": int(said.get("body", _usual_body(title, body))),
            "seams": tuple(map(int, said.get("seams", ()))),
            "doubtful": tuple((int(start), int(end)) for start, end in said.get("doubtful", ())),
            "parts": tuple(map(str, said.get("parts", ()))),
            "unfinished": bool(said.get("unfinished")),
        }
    except (ValueError, TypeError, AttributeError):
        return {"title": headline, "body_start": _usual_body(headline, body)}


def _usual_body(title: str, text: str) -> int:
    """Return where the body begins after a headline and a blank line; 0 where the text does not begin so."""
    return len(title) + 2 if title and text.startswith(title + "\n\n") else 0
