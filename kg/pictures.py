"""From an answer or a neighbourhood to a picture: its nodes, its edges, and where their evidence stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.cutouts import cutouts
from kg.errors import NotFoundError, ParameterError
from kg.ids import parse_evidence
from kg.stores.base import Store
from kg.types import Answer, Cell, Edge, GraphPart, Node, Path, Picture


def picture_of_name(store: Store, name: str, *, limit: int, cut: bool = True) -> Picture:
    """Return the picture of what is linked to a name by evidence.

    Args:
        store: where to look.
        name: a person, organisation, place or other entity.
        limit: at most so many edges, those last reported first.
        cut: put printed lines beside the sentences where their page is at hand.

    Raises:
        NotFoundError: nothing in the store bears the name.
    """
    return picture_of(store, name, store.neighbourhood(name, limit=limit), cut=cut)


def picture_of_answer(store: Store, caption: str, answer: Answer, *, cut: bool = True) -> Picture:
    """Return the picture of an answer.

    Raises:
        NotFoundError: the answer is empty.
        ParameterError: the answer has rows, but nothing in them that can be drawn.
    """
    if not answer.rows:
        raise NotFoundError(f"{caption}: the answer is empty, there is nothing to draw")
    part = part_of(cell for row in answer.rows for cell in row)
    if not part.nodes:
        raise ParameterError(
            f"{caption}: the answer holds only values ({', '.join(answer.columns)}); to draw it, return nodes or paths"
        )
    return picture_of(store, caption, part, cut=cut)


def picture_of(store: Store, caption: str, part: GraphPart, *, cut: bool = True) -> Picture:
    """Return the picture of a part of the graph, with the source of each article that its evidence names.

    Lines that were read from a PDF or an image are cut out of it where it is at hand, unless ``cut`` forbids it.
    """
    sources = store.sources(sorted(set(_articles(part))))
    return Picture(caption, part, sources, cutouts(part, sources, images=cut))


def part_of(cells: Iterable[Cell]) -> GraphPart:
    """Return the nodes of some cells and the edges whose ends are among them."""
    nodes: dict[str, Node] = {}
    edges: dict[str, Edge] = {}
    for thing in _things(cells):
        if isinstance(thing, Node):
            nodes[thing.id] = thing
        else:
            edges[thing.id] = thing
    joined = (e for _, e in sorted(edges.items()) if e.head in nodes and e.tail in nodes)
    return GraphPart(tuple(nodes[key] for key in sorted(nodes)), tuple(joined))


def _things(cells: Iterable[Cell]) -> Iterator[Node | Edge]:
    for cell in cells:
        match cell:
            case Node() | Edge():
                yield cell
            case Path():
                yield from cell.nodes
                yield from cell.edges
            case list():
                yield from _things(cell)
            case dict():
                yield from _things(cell.values())


def _articles(part: GraphPart) -> Iterator[str]:
    for edge in part.edges:
        addresses = edge.properties.get("evidence")
        for address in addresses if isinstance(addresses, list) else []:
            yield parse_evidence(str(address))[0]
    for node in part.nodes:
        if "Article" in node.labels:
            yield node.id
