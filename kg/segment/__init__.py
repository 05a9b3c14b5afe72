"""A page becomes articles in reading order; every character is in an article or left out for a reason.

The steps: lines → vertical runs and loops → lines that belong to no article → headlines → columns and paragraphs →
notices, duplicates → which article a piece belongs to → articles.
"""

from __future__ import annotations

from kg.segment.continued import join
from kg.segment.page import segment

__all__ = ["join", "segment"]
