"""Reading to ResolvedArticle, and persons told apart across articles."""

from kg.resolve.article import resolve
from kg.resolve.identity import claims, identify

__all__ = ["claims", "identify", "resolve"]
