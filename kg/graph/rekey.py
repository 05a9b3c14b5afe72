"""Moves evidence from one person to another when later news joins or parts persons of one name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from kg.graph.keys import edge_id, is_official_body
from kg.graph.merge import evidence_of, evidenced, latest, merge_edges, order_of, ordered_labels, telling
from kg.ids import date_of, digest, first_of, parse_evidence
from kg.ontology import ontology
from kg.types import Edge, Node, Value

Owner = Callable[[str, str], str]
"""Person or other node and article → the node that now has what the article says of it."""
Texts = Mapping[str, str]
"""Text by article id."""


def addresses_without_sentence(edges: Iterable[Edge]) -> set[str]:
    """Return the articles whose text is needed to give each piece of evidence its sentence."""
    return {parse_evidence(a)[0] for e in edges if _is_evidenced(e) for a, _ in evidence_of(e)}


def rekey(edges: Iterable[Edge], owner: Owner, texts: Texts) -> dict[str, Edge]:
    """Return the edges with each piece of evidence at the node that now owns it.

    Args:
        edges: edges with at least one end that changed.
        owner: the node that an end's evidence of an article belongs to.
        texts: text of the articles, see ``addresses_without_sentence``.
    """
    out: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        for moved in _moved(edge, owner, texts):
            out[moved.id].append(moved)
    return {key: merge_edges(same) for key, same in out.items()}


def _moved(edge: Edge, owner: Owner, texts: Texts) -> Iterable[Edge]:
    if not _is_evidenced(edge):
        head = owner(edge.head, edge.tail)
        key = digest(edge.type, head, edge.tail)
        yield Edge(key, edge.type, head, edge.tail, {**edge.properties, "id": key})
        return
    groups: defaultdict[tuple[str, str], dict[str, tuple[float, str]]] = defaultdict(dict)
    for address, given in evidence_of(edge):
        article = parse_evidence(address)[0]
        groups[owner(edge.head, article), owner(edge.tail, article)][address] = given
    for (head, tail), proof in groups.items():
        key = edge_id(edge.type, head, tail, edge.properties)
        yield _with(Edge(key, edge.type, head, tail, edge.properties), proof, edge, texts)


def without(edge: Edge, articles: set[str], texts: Texts) -> Edge | None:
    """Return the edge without the evidence of some articles, None when nothing is left.

    Args:
        edge: an evidenced edge.
        articles: ids of the articles that go.
        texts: text of the articles that stay and may hold the latest sentence.
    """
    proof = {a: given for a, given in evidence_of(edge) if parse_evidence(a)[0] not in articles}
    return _with(edge, proof, edge, texts) if proof else None


def latest_left(edge: Edge, articles: set[str]) -> str | None:
    """Return the article whose text gives the sentence once some articles are gone; None when none is needed."""
    left = [a for a, _ in evidence_of(edge) if parse_evidence(a)[0] not in articles]
    return parse_evidence(max(left, key=order_of))[0] if left else None


def _with(edge: Edge, proof: Mapping[str, tuple[float, str]], old: Edge, texts: Texts) -> Edge:
    last = max(proof, key=order_of)
    sentence = str(old.properties["sentence"]) if last == latest(old) else cut(texts, last)
    return evidenced(edge, proof, {last: sentence})


def cut(texts: Texts, address: str) -> str:
    """Return the sentence at an evidence address, on one line."""
    article, start, end = parse_evidence(address)
    return " ".join(texts[article][start:end].split())


def _is_evidenced(edge: Edge) -> bool:
    return ontology().edges[edge.type].evidenced


def derive(node: Node, mentions: Iterable[Edge], roles: Iterable[tuple[Edge, Node]]) -> Node:
    """Return a node with the labels and lists that its edges give it; equal to what building it anew would give.

    Args:
        node: gives id, name and the properties that do not depend on edges.
        mentions: its MENTIONED_IN edges.
        roles: its HOLDS_ROLE edges, with the body of each, if a person.
    """
    base = next(label for label in node.labels if label in ontology().nodes)
    name = str(node.properties["name"])
    found = list(mentions)
    p: dict[str, Value] = dict(node.properties)
    labels = [base]
    if "aliases" in p:
        forms = {str(f) for e in found for f in _strings(e.properties.get("forms"))}
        p["aliases"] = sorted(forms - {name})
    if base == "Organization":
        labels += [str(e.properties["label"]).capitalize() for e in found if e.properties["label"] != "ORG"]
    if base == "Person":
        p["keys"] = telling(k for e in found for k in _strings(e.properties.get("keys")))
        said = [(date_of(e.tail), _strings(e.properties.get("keys"))) for e in found]
        p |= {"first": min(first_of(*c) for c in said if c[1])} if any(c[1] for c in said) else {}
        if any(not e.properties.get("former") and _official(body) for e, body in roles):
            labels.append("Official")
    return Node(node.id, ordered_labels(labels), dict(sorted(p.items())))


def _official(body: Node) -> bool:
    base = next(label for label in body.labels if label in ontology().nodes)
    return is_official_body(base, str(body.properties["name"]))


def _strings(value: Value) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else []
