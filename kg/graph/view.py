"""The graph as networkx knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.types import GraphPart

if TYPE_CHECKING:
    import networkx as nx


def to_networkx(part: GraphPart) -> nx.MultiDiGraph[str]:
    """Return the part as a MultiDiGraph.

    Nodes are keyed by id and carry ``labels`` (a tuple) and their properties; edges are keyed by id and carry ``type``
    and their properties. No property of the ontology is called by either word.
    """
    import networkx as nx  # half a second, which commands that do not need it are spared

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in part.nodes:
        graph.add_node(node.id, labels=node.labels, **{k: v for k, v in node.properties.items() if k != "id"})
    for edge in part.edges:
        properties = {k: v for k, v in edge.properties.items() if k != "id"}
        graph.add_edge(edge.head, edge.tail, key=edge.id, type=edge.type, **properties)
    return graph
