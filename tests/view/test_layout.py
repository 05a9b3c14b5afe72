from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.view.boxes import Box, Caption, Link
from kg.view.layout import Place, lay_out

BOX = st.builds(Box, st.floats(15, 80), st.floats(15, 30), st.floats(30, 90))


def links(draw: st.DrawFn, count: int) -> list[Link]:
    pairs = list(combinations(range(count), 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=10)) if pairs else []
    return [Link(a, b, 130.0, (Caption(30.0),)) for a, b in sorted(chosen)]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Box], list[Link]]:
    boxes = draw(st.lists(BOX, max_size=7))
    return boxes, links(draw, len(boxes))


def overlapping(boxes: list[Box], places: list[Place]) -> list[tuple[int, int]]:
    return [
        (i, j)
        for i, j in combinations(range(len(boxes)), 2)
        if abs(places[i].x - places[j].x) < boxes[i].half + boxes[j].half
        and places[i].y - boxes[i].up < places[j].y + boxes[j].down
        and places[j].y - boxes[j].up < places[i].y + boxes[i].down
    ]


@settings(max_examples=25, deadline=None)
@given(graphs())
def test_no_two_boxes_overlap_and_places_are_the_same_each_time(graph: tuple[list[Box], list[Link]]) -> None:
    boxes, lines = graph
    places = lay_out(boxes, lines)
    assert len(places) == len(boxes)
    assert not overlapping(boxes, places)
    assert lay_out(boxes, lines) == places


@pytest.mark.parametrize("count", [130, 400])
def test_large_graphs_are_kept_apart_too(count: int) -> None:
    boxes = [Box(30.0 + i % 40, 17.0, 40.0) for i in range(count)]
    lines = [Link(i // 6, i, 130.0) for i in range(1, count)]
    assert not overlapping(boxes, lay_out(boxes, lines))


def test_joined_nodes_stand_nearer_than_others() -> None:
    boxes = [Box(30, 17, 40)] * 8
    lines = [Link(i, i + 1, 130.0, (Caption(20.0),)) for i in range(7)]
    places = lay_out(boxes, lines)

    def distance(i: int, j: int) -> float:
        return ((places[i].x - places[j].x) ** 2 + (places[i].y - places[j].y) ** 2) ** 0.5

    joined = [distance(i, i + 1) for i in range(7)]
    apart = [distance(i, j) for i, j in combinations(range(8), 2) if j > i + 1]
    assert sum(joined) / len(joined) < sum(apart) / len(apart)
    assert min(joined) > 60
