"""Resolved articles → the graph, checked against the ontology; joining parts; exports."""

from kg.graph.build import build
from kg.graph.bulk import write_bulk
from kg.graph.export import export
from kg.graph.merge import merge
from kg.graph.view import to_networkx

__all__ = ["build", "export", "merge", "to_networkx", "write_bulk"]
