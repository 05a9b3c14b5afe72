"""The graph as CSV for ``neo4j-admin database import full``, which fills an empty database without a running server.

One file for each set of labels and each type of relationship, with a header; ids are strings of one space.
"""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from kg.errors import StoreError
from kg.graph.check import base_label
from kg.ontology import ontology
from kg.types import Edge, GraphPart, Node, Value

BETWEEN = "\x1f"
"""Stands between the items of a list: a control character, which no newspaper prints."""
TYPES = {
    "string": "string", "integer": "long", "float": "double", "boolean": "boolean", "date": "date",
    "strings": "string[]", "floats": "double[]",
}  # fmt: skip
"""Type of a property in the ontology → as the header calls it."""
OPTIONS = ("--id-type=string", "--array-delimiter=U+001F", "--multiline-fields=true", "--bad-tolerance=0")


def write_bulk(part: GraphPart, folder: Path, database: str = "neo4j") -> str:
    """Write the files.

    Args:
        part: the graph.
        folder: where to; it is made where it is missing, files of an earlier export are replaced.
        database: name of the database to import into, for the command.

    Returns:
        The command that imports them, to be run where the server is installed and stopped.

    Raises:
        StoreError: the folder cannot be written.
    """
    nodes: defaultdict[tuple[str, ...], list[Node]] = defaultdict(list)
    edges: defaultdict[str, list[Edge]] = defaultdict(list)
    for node in part.nodes:
        nodes[node.labels].append(node)
    for edge in part.edges:
        edges[edge.type].append(edge)
    arguments = ["neo4j-admin", "database", "import", "full", database, *OPTIONS]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for labels, group in sorted(nodes.items()):
            path = folder / f"nodes-{'-'.join(labels)}.csv"
            types = {k: v for k, v in ontology().nodes[base_label(labels)].properties.items() if k != "id"}
            _write(path, ["id:ID"], types, (([n.id], n.properties) for n in group))
            arguments.append(f"--nodes={':'.join(labels)}={path}")
        for kind, same in sorted(edges.items()):
            path = folder / f"relationships-{kind}.csv"
            _write(path, [":START_ID", ":END_ID"], _types_of(kind), (([e.head, e.tail], e.properties) for e in same))
            arguments.append(f"--relationships={kind}={path}")
    except OSError as e:
        raise StoreError(f"{folder}: cannot be written ({e.strerror}); name another place") from e
    return shlex.join(arguments)


def _types_of(kind: str) -> dict[str, str]:
    definition = ontology().edges[kind]
    return dict(definition.properties) | (dict(ontology().evidence_properties) if definition.evidenced else {})


def _write(
    path: Path,
    first: Sequence[str],
    types: Mapping[str, str],
    rows: Iterable[tuple[Sequence[str], Mapping[str, Value]]],
) -> None:
    with path.open("w", encoding="utf-8", newline="") as f:
        f.write(",".join([*first, *(f"{k}:{TYPES[v]}" for k, v in types.items())]) + "\n")
        for fixed, properties in rows:
            f.write(",".join([*map(_field, fixed), *(_field(properties.get(k)) for k in types)]) + "\n")


def _field(value: Value) -> str:
    """Return a field; nothing at all means that there is no such property, quotes around nothing an empty list."""
    if value is None:
        return ""
    if isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, list):
        text = BETWEEN.join(str(v).replace(BETWEEN, " ") for v in value)
    else:
        text = value.isoformat() if isinstance(value, date) else str(value)
    return '"' + text.replace('"', '""') + '"'
