"""Finds mentions: people, unions, companies, other organisations, places."""

from kg.ner.pipeline import find, load_pipeline

__all__ = ["find", "load_pipeline"]
