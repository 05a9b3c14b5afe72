"""What the tests of the picture in a real browser share."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from kg.types import Edge
from view.sample import sample

PICTURE = sample()
Opener = Callable[..., Page]


def node_id(name: str) -> str:
    return next(n.id for n in PICTURE.part.nodes if n.properties["name"] == name)


def edge_of(type_: str, head: str, tail: str, **more: str) -> Edge:
    ends = (node_id(head), node_id(tail))
    return next(
        e
        for e in PICTURE.part.edges
        if (e.type, e.head, e.tail) == (type_, *ends) and all(e.properties.get(k) == v for k, v in more.items())
    )


def wait_until(page: Page, condition: str, seconds: float = 20) -> None:
    """Ask again and again: playwright's own waiting needs eval inside the page, which the page forbids."""
    for _ in range(int(seconds * 20)):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"did not come true in {seconds} s: {condition}")


def click(page: Page, id_: str) -> None:
    point = page.evaluate("id => kg.point(id)", id_)
    page.mouse.click(point["x"], point["y"])
    page.wait_for_timeout(80)
