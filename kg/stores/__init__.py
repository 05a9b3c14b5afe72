"""Stores of the graph: a file (the default) or a Neo4j server."""

from __future__ import annotations

from kg.stores.base import Added, IssueInfo, Stats, Store
from kg.stores.opening import open_store

__all__ = ["Added", "IssueInfo", "Stats", "Store", "open_store"]
