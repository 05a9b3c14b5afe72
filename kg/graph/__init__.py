"""Resolved articles → the graph, checked against the ontology; joining parts; exports."""

from kg.graph.build import build
from kg.graph.merge import merge
from kg.graph.view import to_networkx

__all__ = ["build", "merge", "to_networkx"]
