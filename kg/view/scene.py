"""A picture made ready to draw: which nodes, where, with which words. Everything here is plain data for the page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.ontology import ontology
from kg.types import Edge, GraphPart, Node, Picture
from kg.view.boxes import Box, Caption, Link
from kg.view.facts import edge_caption, edge_facts, edge_name, edge_title, node_facts, node_name, strings
from kg.view.layout import ASPECT, SMALL, Place, lay_out
from kg.view.proof import proofs
from kg.view.refine import Board
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
_CROWD = 11.0
"""Pixels by which each further neighbour of a node makes the lines to it longer."""


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


def lonely(part: GraphPart) -> bool:
    """Whether the kinds and relations that the legend shows at first leave no line, while others would.

    Then everything is shown at first: an answer about articles would else be a lone node.
    """
    shown = {n.id for n in part.nodes if (kind := kind_of(n.labels)) is not None and kind.shown}
    usual = (relation_styles()[e.type].shown and {e.head, e.tail} <= shown for e in part.edges)
    return bool(part.edges) and not any(usual)


def compose(picture: Picture, limit: int) -> dict[str, object]:
    """Return all that the page draws and shows, as JSON values.

    Args:
        picture: what to draw.
        limit: the most nodes to draw.
    """
    part, total = cut(picture.part, limit)
    everything = lonely(part)
    lines = tuple(edge for edge in part.edges if everything or relation_styles()[edge.type].shown)
    degree = Counter(end for edge in lines for end in {edge.head, edge.tail})
    drawn = [_drawn(node, degree[node.id]) for node in part.nodes]
    bends = _bends(part.edges)
    groups = ([i for i, d in enumerate(drawn) if (everything or d.kind.shown) is first] for first in (True, False))
    places, shares = _places(drawn, list(groups), lines, bends)
    names = {d.node.id: d.node for d in drawn}
    articles = {n.id: n for n in picture.part.nodes if "Article" in n.labels}
    return {
        "caption": picture.caption,
        "total": total,
        "everything": everything,
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
                "share": shares.get(edge.id, 0.5),
                "facts": edge_facts(edge),
                "proofs": proofs(edge, names[edge.head], names[edge.tail], picture.sources, articles, picture.cutouts),
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


def _places(
    drawn: list[Drawn], groups: Sequence[list[int]], edges: tuple[Edge, ...], bends: Mapping[str, int]
) -> tuple[list[Place], dict[str, float]]:
    """Return a place for each node, and how far along its line each edge's caption stands.

    What is hidden at first, the second group, finds room below what is shown, so that it moves nothing.
    """
    places = [Place(0.0, 0.0)] * len(drawn)
    shares: dict[str, float] = {}
    bottom = 0.0
    for group in groups:
        links = _links(drawn, group, edges, bends)
        boxes = [drawn[i].box for i in group]
        laid = lay_out(boxes, [link for link, _ in links])
        shares |= _shares(laid, boxes, links, [drawn[i].node.id for i in group])
        for i, place in zip(group, laid, strict=True):
            places[i] = Place(place.x, place.y + bottom)
        if group and groups[-1]:
            bottom = max(places[i].y + drawn[i].box.down for i in group) + 60
    return places, shares


def _shares(
    laid: list[Place], boxes: list[Box], links: list[tuple[Link, list[Edge]]], ids: list[str]
) -> dict[str, float]:
    if not links or len(boxes) > SMALL:
        return {}
    board = Board(np.array([(p.x, p.y) for p in laid]), boxes, [link for link, _ in links], ASPECT)
    board.slide()
    out = {}
    shares = iter(board.cap_share)
    for link, joined in links:
        for edge in joined:
            share = float(next(shares))
            out[edge.id] = round(share if edge.head == ids[link.a] else 1 - share, 2)
    return out


def _links(
    drawn: list[Drawn], group: list[int], edges: tuple[Edge, ...], bends: Mapping[str, int]
) -> list[tuple[Link, list[Edge]]]:
    """Return one link for each pair of nodes that lines join, with those edges."""
    index = {drawn[i].node.id: n for n, i in enumerate(group)}
    between: dict[tuple[int, int], list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.head in index and edge.tail in index and edge.head != edge.tail:
            a, b = index[edge.head], index[edge.tail]
            between[min(a, b), max(a, b)].append(edge)
    degree = Counter(end for pair in between for end in pair)
    out = []
    for (a, b), joined in sorted(between.items()):
        captions = tuple(
            Caption(width(edge_caption(edge)) * CAPTION_SIZE / 2, bends[edge.id] / (2 if index[edge.head] == a else -2))
            for edge in joined
        )
        radii = (drawn[group[a]].size + drawn[group[b]].size) / 2
        room = 2 * max(c.half for c in captions) + radii + 34
        crowd = _CROWD * max(degree[a], degree[b])
        out.append((Link(a, b, max(_SHORTEST, room, crowd), captions), joined))
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
