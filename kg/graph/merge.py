"""Joins parts of the graph. Every property is a function of the set of contributions, so order never matters.

The joins are commutative, associative and idempotent: sets are united, and where one value must be chosen it is the
greatest or the latest. Stores use the same functions, so a graph loaded piece by piece equals one built at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache

from kg.graph.keys import SUBLABELS
from kg.ids import date_of, is_issue_key, parse_evidence
from kg.ontology import ontology
from kg.types import Edge, GraphPart, Node, Value

LISTS = ("aliases", "keys")


def merge(*parts: GraphPart) -> GraphPart:
    """Return the union of parts of the graph, sorted by id."""
    nodes: defaultdict[str, list[Node]] = defaultdict(list)
    edges: defaultdict[str, list[Edge]] = defaultdict(list)
    for part in parts:
        for node in part.nodes:
            nodes[node.id].append(node)
        for edge in part.edges:
            edges[edge.id].append(edge)
    return GraphPart(
        tuple(merge_nodes(nodes[i]) for i in sorted(nodes)), tuple(merge_edges(edges[i]) for i in sorted(edges))
    )


def merge_nodes(nodes: Sequence[Node]) -> Node:
    """Return one node from several of one id: lists united, other values the greatest given, ``first`` the least."""
    if len(nodes) == 1:
        return nodes[0]
    labels = ordered_labels(label for n in nodes for label in n.labels)
    properties: dict[str, Value] = {}
    for key in sorted({k for n in nodes for k in n.properties}):
        values = [n.properties[key] for n in nodes if key in n.properties]
        if key in LISTS:
            united = {item for v in values if isinstance(v, list) for item in map(str, v)}
            properties[key] = telling(united) if key == "keys" else sorted(united)
        elif key == "first":
            properties[key] = min(map(str, values))
        else:
            properties[key] = max(values, key=repr)
    return Node(nodes[0].id, labels, properties)


def telling(keys: Iterable[str]) -> list[str]:
    """Return a person's keys, sorted; where posts are known, what only names an issue tells nothing."""
    given = set(keys)
    return sorted({k for k in given if not is_issue_key(k)} or given)


def ordered_labels(labels: Iterable[str]) -> tuple[str, ...]:
    """Return labels with the base label first and at most one kind of organisation.

    An article may take a union's name for an organisation of some other kind; that it is a union somewhere decides.
    """
    seen = set(labels)
    kinds = [kind for kind in SUBLABELS.values() if kind in seen]
    return tuple(sorted(seen - set(kinds[1:]), key=lambda label: (label not in ontology().nodes, label)))


def merge_edges(edges: Sequence[Edge]) -> Edge:
    """Return one edge from several of one id: their evidence united, and what follows from it."""
    if len(edges) == 1:
        return edges[0]
    first = edges[0]
    if not ontology().edges[first.type].evidenced:
        return max(edges, key=lambda e: repr(sorted(e.properties.items())))
    proof: dict[str, tuple[float, str]] = {}
    sentences: dict[str, str] = {}
    for edge in edges:
        for address, given in evidence_of(edge):
            proof[address] = max(proof.get(address, given), given)
        sentences[latest(edge)] = str(edge.properties["sentence"])
    return evidenced(first, proof, sentences)


def evidence_of(edge: Edge) -> list[tuple[str, tuple[float, str]]]:
    """Return each evidence address of an edge with its confidence and rule."""
    p = edge.properties
    columns = [p.get(k) or [] for k in ("evidence", "confidences", "rules")]
    addresses, confidences, rules = ([*c] if isinstance(c, list) else [] for c in columns)
    return [(str(a), (float(c), str(r))) for a, c, r in zip(addresses, confidences, rules, strict=True)]


def latest(edge: Edge) -> str:
    """Return the address of an edge's latest evidence, the one its sentence stands at."""
    addresses = edge.properties["evidence"]
    return str(addresses[-1]) if isinstance(addresses, list) else ""


@lru_cache(maxsize=1 << 17)
def order_of(address: str) -> tuple[str, str, int, int]:
    """Sort key of an evidence address: issue date, article, place in the article."""
    article, start, end = parse_evidence(address)
    return date_of(article), article, start, end


def evidenced(edge: Edge, proof: Mapping[str, tuple[float, str]], sentences: Mapping[str, str]) -> Edge:
    """Return the edge with the given evidence and all that follows from it.

    Sentence and rule are those of the latest evidence; the confidence is the highest, since one sound sentence is
    enough. ``reported`` is the date of the first issue that says it.

    Args:
        edge: gives id, type, ends and key properties.
        proof: confidence and rule by evidence address.
        sentences: text by evidence address; the latest address must be among them.
    """
    addresses = sorted(proof, key=order_of)
    days = [d for a in _outermost(addresses) if (d := day_of(a)) is not None]
    last = addresses[-1]
    own = _own(edge.type)
    p: dict[str, Value] = {k: v for k, v in edge.properties.items() if k in own and k not in _REPORTED}
    p |= {
        "id": edge.id,
        "evidence": [*addresses],
        "rules": [proof[a][1] for a in addresses],
        "confidences": [proof[a][0] for a in addresses],
        "sentence": sentences[last],
        "rule": proof[last][1],
        "confidence": max(c for c, _ in proof.values()),
    }
    if days:
        reported = {"reported": days[0], "first_reported": days[0], "last_reported": days[-1]}
        p |= {k: v for k, v in reported.items() if k in own}
    return Edge(edge.id, edge.type, edge.head, edge.tail, dict(sorted(p.items())))


def _outermost(addresses: Sequence[str]) -> list[str]:
    """Return the first and the last of ordered addresses that have a day; those without stand at the end."""
    dated = next((a for a in reversed(addresses) if order_of(a)[0] != "?"), addresses[0])
    return [addresses[0], dated]


_REPORTED = frozenset({"reported", "first_reported", "last_reported"})


@cache
def _own(type: str) -> frozenset[str]:
    return frozenset(ontology().edges[type].properties)


@cache
def _day(text: str) -> date | None:
    return None if text == "?" else date.fromisoformat(text)


def day_of(address: str) -> date | None:
    """Return the date of the issue an evidence address leads to."""
    return _day(date_of(address))
