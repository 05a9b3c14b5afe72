"""The graph in files that other programs open."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError
from kg.ontology import ontology
from kg.types import Edge, GraphPart, Node, Value

if TYPE_CHECKING:
    import networkx as nx

FORMS = ("graphml", "gexf", "csv")
# What XML 1.0 cannot hold; OCR and saved web pages contain such characters.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# GEXF has a time axis of its own under start and end (and calls an edge's direction its type); label is what
# programs show.
_RENAMED = {"start": "start_date", "end": "end_date", "label": "mention_label"}


def export(part: GraphPart, form: str, target: Path) -> None:
    """Write a part of the graph.

    Lists are written as JSON arrays and days as ISO strings, since none of the forms has either.

    Args:
        part: what to write.
        form: ``graphml`` or ``gexf`` (``target`` is a file), or ``csv`` (``target`` is a folder, which gets
            ``nodes.csv`` and ``relationships.csv``, UTF-8).
        target: where to; what is there is replaced.

    Raises:
        StoreError: it cannot be written there, or the form is not known.
    """
    if form not in FORMS:
        raise StoreError(f"{form!r} is no form of export; there are {', '.join(FORMS)}")
    try:
        if form == "csv":
            target.mkdir(parents=True, exist_ok=True)
            _csv(target / "nodes.csv", ("id", "labels"), _node_columns(), map(_node_row, part.nodes))
            _csv(
                target / "relationships.csv",
                ("id", "type", "head", "tail"),
                _edge_columns(),
                map(_edge_row, part.edges),
            )
            return
        import networkx as nx

        target.parent.mkdir(parents=True, exist_ok=True)
        graph = _plain_graph(part)
        if form == "graphml":
            nx.write_graphml(graph, target, encoding="utf-8", named_key_ids=True)
        else:
            nx.write_gexf(graph, target, encoding="utf-8", version="1.2draft")
    except OSError as e:
        raise StoreError(f"{target}: cannot be written ({e.strerror}); name another place") from e


def _plain_graph(part: GraphPart) -> nx.MultiDiGraph[str]:
    """Return the part with attributes that XML can hold; ``label`` is what programs show."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in part.nodes:
        shown = _xml(str(node.properties["name"]))
        graph.add_node(node.id, label=shown, labels=":".join(node.labels), **_flat(node.properties))
    for edge in part.edges:
        p = edge.properties
        shown = _xml(str(p.get("title") or p.get("function") or ontology().edges[edge.type].zh))
        graph.add_edge(edge.head, edge.tail, key=edge.id, label=shown, relation=edge.type, **_flat(p))
    return graph


def _flat(properties: Mapping[str, Value]) -> dict[str, Any]:
    out = {}
    for key, value in properties.items():
        if key == "id" or value is None:
            continue
        written = _text(value) if isinstance(value, list | date) else value
        out[_RENAMED.get(key, key)] = _xml(written) if isinstance(written, str) else written
    return out


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _text(value: Value) -> str:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def _node_columns() -> list[str]:
    keys = dict.fromkeys(k for d in ontology().nodes.values() for k in d.properties)
    return [k for k in keys if k != "id"]


def _edge_columns() -> list[str]:
    keys = dict.fromkeys(k for d in ontology().edges.values() for k in d.properties)
    return [k for k in keys | dict.fromkeys(ontology().evidence_properties) if k != "id"]


def _node_row(node: Node) -> tuple[Sequence[str], Mapping[str, Value]]:
    return (node.id, ":".join(node.labels)), node.properties


def _edge_row(edge: Edge) -> tuple[Sequence[str], Mapping[str, Value]]:
    return (edge.id, edge.type, edge.head, edge.tail), edge.properties


def _csv(
    path: Path, first: Sequence[str], columns: Sequence[str], rows: Iterable[tuple[Sequence[str], Mapping[str, Value]]]
) -> None:
    with path.open("w", encoding="utf-8", newline="") as f:
        writer = csv.writer(f, lineterminator="\n")
        writer.writerow([*first, *columns])
        for fixed, properties in rows:
            writer.writerow([*fixed, *(_text(properties.get(c)) for c in columns)])
