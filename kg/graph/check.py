"""Holds a part of the graph against the ontology."""

from __future__ import annotations

from datetime import date

from kg.errors import OntologyError
from kg.ontology import EdgeDefinition, ontology
from kg.types import Edge, GraphPart, Node, Value

_SCALARS: dict[str, type] = {"string": str, "integer": int, "float": float, "boolean": bool, "date": date}
_ITEMS: dict[str, type] = {"strings": str, "floats": float}


def check(part: GraphPart) -> None:
    """Check labels, types, ends and properties of every node and edge.

    Raises:
        OntologyError: names the node or edge and what is wrong with it.
    """
    bases = {n.id: _check_node(n) for n in part.nodes}
    for edge in part.edges:
        definition = _check_edge(edge)
        for end, allowed in ((edge.head, definition.head), (edge.tail, definition.tail)):
            base = bases.get(end)
            if base is None:
                raise OntologyError(f"{edge.type} {edge.id} ends at {end}, which is not a node")
            if base not in allowed:
                raise OntologyError(
                    f"{edge.type} {edge.id} joins a {base}, but only {' or '.join(allowed)} may stand there"
                    f"{_sentence(edge)}"
                )


def base_label(labels: tuple[str, ...]) -> str:
    """Return the base label among a node's labels.

    Raises:
        OntologyError: there is none, or more than one.
    """
    found = [label for label in labels if label in ontology().nodes]
    if len(found) != 1:
        raise OntologyError(
            f"labels {', '.join(labels) or '(none)'}: one and only one must be of {', '.join(ontology().nodes)}"
        )
    return found[0]


def _check_node(node: Node) -> str:
    base = base_label(node.labels)
    definition = ontology().nodes[base]
    for label in node.labels:
        if label != base and label not in definition.sublabels:
            raise OntologyError(f"node {node.id}: {label} is not a kind of {base}")
    if node.properties.get("id") != node.id or not node.properties.get("name"):
        raise OntologyError(f"{base} {node.id}: every node needs its id and a name")
    for key, value in node.properties.items():
        _check_value(f"{base} {node.id}", key, value, definition.properties.get(key))
    return base


def _check_edge(edge: Edge) -> EdgeDefinition:
    definition = ontology().edges.get(edge.type)
    if definition is None:
        raise OntologyError(f"{edge.type} is no relationship type; there are {', '.join(ontology().edges)}")
    allowed = dict(definition.properties)
    if definition.evidenced:
        allowed |= ontology().evidence_properties
        if not edge.properties.get("evidence"):
            raise OntologyError(f"{edge.type} {edge.id} has no evidence")
    for key, value in edge.properties.items():
        _check_value(f"{edge.type} {edge.id}", key, value, allowed.get(key))
    return definition


def _check_value(what: str, key: str, value: Value, kind: str | None) -> None:
    if kind is None:
        raise OntologyError(f"{what}: no property {key} in the ontology")
    if isinstance(value, list):
        ok = kind in _ITEMS and all(isinstance(v, _ITEMS[kind]) for v in value)
    else:
        ok = kind in _SCALARS and isinstance(value, _SCALARS[kind]) and (kind == "boolean") == isinstance(value, bool)
    if not ok:
        raise OntologyError(f"{what}: {key} must be {kind}, not {value!r}")


def _sentence(edge: Edge) -> str:
    sentence = edge.properties.get("sentence")
    return f": {sentence}" if sentence else ""
