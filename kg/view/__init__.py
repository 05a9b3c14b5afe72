"""Draws a part of the graph as one HTML file with the evidence at hand."""

from kg.view.page import MOST_NODES, render

__all__ = ["MOST_NODES", "render"]
