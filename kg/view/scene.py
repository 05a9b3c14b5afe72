"""A picture made ready to draw: which nodes, where, with which words. Everything here is plain data for the page."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from kg.ontology import ontology
from kg.types import Edge, GraphPart, Node, Picture
from kg.view.boxes import Box, Link
from kg.view.facts import edge_caption, edge_facts, edge_name, edge_title, node_facts, node_name, strings
from kg.view.layout import Place, lay_out
from kg.view.proof import proofs
from kg.view.style import Kind, kind_of, relation_styles
from kg.view.text import width, wrap

LABEL_SIZE = 14
"""Pixels of a node's label at zoom 1."""
CAPTION_SIZE = 12
LINE_HEIGHT = 1.25
LABEL_GAP = 4
_LABEL_EM, _LABEL_LINES = 8.5, 3
_NODE_SIZE, _GROWTH, _NODE_MOST = 34.0, 2.2, 54.0
_FAN = 44.0
_SHORTEST = 118.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A node with its kind and the lines of its label."""

    node: Node
    kind: Kind
    lines: list[str]
    size: float

    @property
    def box(self) -> Box:
        """The room it takes."""
        text = max((width(line) for line in self.lines), default=0.0) * LABEL_SIZE
        high = len(self.lines) * LABEL_SIZE * LINE_HEIGHT
        return Box(max(self.size, text) / 2 + 3, self.size / 2, self.size / 2 + LABEL_GAP + high)


def cut(part: GraphPart, limit: int) -> tuple[GraphPart, int]:
    """Return the part with at most ``limit`` drawable nodes, and how many there were.

    Nodes that the legend shows at first go before hidden ones, those with more edges before those with fewer.
    """
    degree = Counter(end for edge in part.edges for end in {edge.head, edge.tail})
    known = [(node, kind) for node in part.nodes if (kind := kind_of(node.labels)) is not None]
    known.sort(key=lambda nk: (not nk[1].shown, -degree[nk[0].id], nk[0].id))
    kept = {node.id for node, _ in known[:limit]}
    nodes = tuple(sorted((n for n, _ in known[:limit]), key=lambda n: n.id))
    edges = tuple(e for e in sorted(part.edges, key=lambda e: e.id) if e.head in kept and e.tail in kept)
    edges = tuple(e for e in edges if e.type in relation_styles())
    return GraphPart(nodes, edges), len(known)


def compose(picture: Picture, limit: int) -> dict[str, object]:
    """Return all that the page draws and shows, as JSON values.

    Args:
        picture: what to draw.
        limit: the most nodes to draw.
    """
    part, total = cut(picture.part, limit)
    degree = Counter(end for edge in part.edges for end in {edge.head, edge.tail} if relation_styles()[edge.type].shown)
    drawn = [_drawn(node, degree[node.id]) for node in part.nodes]
    places = _places(drawn, part.edges)
    bends = _bends(part.edges)
    names = {d.node.id: d.node for d in drawn}
    articles = {n.id: n for n in picture.part.nodes if "Article" in n.labels}
    return {
        "caption": picture.caption,
        "total": total,
        "nodes": [
            {
                "id": d.node.id,
                "name": node_name(d.node),
                "label": "\n".join(d.lines),
                "kind": d.kind.key,
                "aliases": [a for a in strings(d.node.properties.get("aliases")) if a != node_name(d.node)],
                "facts": node_facts(d.node),
                "size": round(d.size),
                "x": round(place.x),
                "y": round(place.y),
            }
            for d, place in zip(drawn, places, strict=True)
        ],
        "edges": [
            {
                "id": edge.id,
                "type": edge.type,
                "head": edge.head,
                "tail": edge.tail,
                "name": edge_name(edge),
                "full": edge_title(edge),
                "caption": edge_caption(edge),
                "bend": bends[edge.id],
                "facts": edge_facts(edge),
                "proofs": proofs(edge, names[edge.head], names[edge.tail], picture.sources, articles),
            }
            for edge in part.edges
        ],
        "both": sorted(key for key, edge in ontology().edges.items() if edge.symmetric),
    }


def _drawn(node: Node, degree: int) -> Drawn:
    kind = kind_of(node.labels)
    assert kind is not None
    size = min(_NODE_SIZE + _GROWTH * max(degree - 1, 0) ** 0.8, _NODE_MOST) * kind.grow
    return Drawn(node, kind, wrap(node_name(node), _LABEL_EM, _LABEL_LINES), size)


def _places(drawn: list[Drawn], edges: tuple[Edge, ...]) -> list[Place]:
    """Lay out what is shown at first; what is hidden at first finds room below it, so that it moves nothing."""
    shown = [i for i, d in enumerate(drawn) if d.kind.shown]
    hidden = [i for i, d in enumerate(drawn) if not d.kind.shown]
    places = [Place(0.0, 0.0)] * len(drawn)
    bottom = 0.0
    for group in (shown, hidden):
        laid = lay_out([drawn[i].box for i in group], _links(drawn, group, edges))
        for i, place in zip(group, laid, strict=True):
            places[i] = Place(place.x, place.y + bottom)
        if group and hidden:
            bottom = max(places[i].y + drawn[i].box.down for i in group) + 60
    return places


def _links(drawn: list[Drawn], group: list[int], edges: tuple[Edge, ...]) -> list[Link]:
    index = {drawn[i].node.id: n for n, i in enumerate(group)}
    longest: dict[tuple[int, int], float] = defaultdict(float)
    for edge in edges:
        if edge.head in index and edge.tail in index and edge.head != edge.tail:
            a, b = sorted((index[edge.head], index[edge.tail]))
            longest[a, b] = max(longest[a, b], width(edge_caption(edge)) * CAPTION_SIZE)
    degree = Counter(end for pair in longest for end in pair)
    out = []
    for (a, b), caption in sorted(longest.items()):
        radii = (drawn[group[a]].size + drawn[group[b]].size) / 2
        crowd = max(degree[a], degree[b])
        out.append(Link(a, b, max(_SHORTEST, caption + radii + 36, 10.0 * crowd)))
    return out


def _bends(edges: tuple[Edge, ...]) -> dict[str, int]:
    """How far each line bows from the straight, in pixels: lines between the same two nodes fan out.

    The sign is for the direction from the edge's own head to its tail.
    """
    together: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        a, b = sorted((edge.head, edge.tail))
        together[a, b].append(edge)
    out = {}
    for (a, _), group in together.items():
        group.sort(key=lambda e: (e.type, e.head != a, e.id))
        for i, edge in enumerate(group):
            offset = round((i - (len(group) - 1) / 2) * _FAN)
            out[edge.id] = offset if edge.head == a else -offset
    return out
