"""How the picture looks in a real browser: nothing covers anything, small windows, many nodes, hostile names."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from kg.types import Edge, GraphPart, Node, Picture
from view.geometry import as_caption, boxes_meet, captions_meet
from view.opened import Opener, click, edge_of
from view.sample import SAID

pytestmark = pytest.mark.browser


def test_labels_and_captions_of_forty_nodes_keep_clear_of_each_other(opened: Opener, sample_file: Path) -> None:
    page = opened(sample_file)
    labels = page.evaluate("kg.labels()")
    assert len(labels) >= 33
    assert [(a["id"], b["id"]) for a, b in combinations(labels, 2) if boxes_meet(a, b)] == []
    assert all(b["right"] - b["left"] > 20 and b["bottom"] - b["top"] > 8 for b in labels)
    captions = page.evaluate("kg.captions()")
    assert len(captions) >= 40
    assert all(c["width"] > 10 and c["height"] > 6 for c in captions)
    assert [(a["id"], b["id"]) for a, b in combinations(captions, 2) if captions_meet(a, b)] == []
    strokes = [{**c, "width": c["width"] * 0.9, "height": c["height"] * 0.7} for c in captions]  # without the margin
    covered = [(c["id"], b["id"]) for c in strokes for b in labels if captions_meet(c, as_caption(b))]
    assert covered == []
    assert page.evaluate("kg.zoom()") * 14 > 10, "labels are too small to read"
    stage = page.locator("#graph").bounding_box()
    assert stage
    assert all(b["left"] >= stage["x"] and b["right"] <= stage["x"] + stage["width"] for b in labels)
    assert all(b["top"] >= stage["y"] and b["bottom"] <= stage["y"] + stage["height"] for b in labels)


def test_parallel_edges_fan_out(opened: Opener, sample_file: Path) -> None:
    page = opened(sample_file)
    one = edge_of("HOLDS_ROLE", "吴海澜", "浙江省总工会", title="副主席")
    other = edge_of("HOLDS_ROLE", "吴海澜", "浙江省总工会", title="党组成员")
    at = {c["id"]: c for c in page.evaluate("kg.captions()")}
    assert not captions_meet(at[one.id], at[other.id])
    for edge, title in ((one, "副主席"), (other, "党组成员")):
        click(page, edge.id)
        assert page.evaluate("kg.selected()") == edge.id
        assert page.locator("#panel h2").inner_text() == f"任职·{title}"
        page.evaluate("kg.clear()")
        page.wait_for_timeout(80)


def test_a_narrow_window_shows_readable_labels_and_the_evidence_below(opened: Opener, sample_file: Path) -> None:
    page = opened(sample_file, 390, 780)
    assert page.evaluate("kg.zoom()") * 14 > 8
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("#legend").is_hidden()
    page.get_by_role("button", name="图例").click()
    assert page.locator("#legend").is_visible()
    page.get_by_role("button", name="图例").click()
    edge = edge_of("VISITED", "沈仲衡", "北仑集运基地")
    page.evaluate("id => kg.select(id)", edge.id)
    page.wait_for_timeout(80)
    panel, stage = page.locator("#panel").bounding_box(), page.locator("#graph").bounding_box()
    assert panel
    assert stage
    assert panel["y"] >= stage["y"] + stage["height"] - 1
    assert panel["width"] == 390
    point = page.evaluate("id => kg.point(id)", edge.id)
    assert stage["y"] < point["y"] < stage["y"] + stage["height"]
    assert SAID["sites"] in page.locator("#panel").inner_text()


def test_an_empty_picture_says_so(opened: Opener) -> None:
    page = opened(Picture("没有结果", GraphPart((), ()), {}))
    assert page.get_by_text("没有可以画出的内容").is_visible()
    assert page.title() == "没有结果"
    assert page.locator("#search").is_disabled()


def test_hostile_names_are_shown_and_not_run(opened: Opener) -> None:
    name = "</script><img src=x onerror=\"console.log('ran')\">'\"&lt;"
    nodes = (Node("a", ("Person",), {"name": name, "aliases": [name + "2"]}), Node("b", ("Place",), {"name": "乙"}))
    edges = (
        Edge("e'\"<", "VISITED", "a", "b", {"sentence": f"{name}到乙。", "evidence": ["</script>/2022-01-01/x:0-1"]}),
    )
    page = opened(Picture(name, GraphPart(nodes, edges), {}))
    assert page.title() == name
    assert page.evaluate('kg.select("e\'\\"<")')
    assert page.locator("#panel mark.head").inner_text() == name
    page.locator("#search").fill("img src")
    page.locator("#search").press("Enter")
    assert page.evaluate("kg.selected()") == "a"
    assert page.locator("img").count() == 1


def large(count: int) -> Picture:
    nodes = tuple(
        Node(
            f"n{i:04}",
            ("Person", "Official") if i % 4 == 0 else ("Organization", "Company"),
            {"name": f"江州第{i}机械厂"},
        )
        for i in range(count)
    )
    edges = tuple(
        Edge(f"e{i:04}", "VISITED", f"n{(i * 7 % (count // 10)) * 4 % count:04}", f"n{i:04}", {})
        for i in range(1, count)
    )
    return Picture("大图", GraphPart(nodes, edges), {})


def test_a_thousand_nodes_open_in_seconds_and_more_are_cut_with_a_note(opened: Opener) -> None:
    page = opened(large(1200))
    took: Any = page.evaluate("performance.now()")
    assert took < 20_000
    assert len(page.evaluate("kg.shown()")["nodes"]) == 1000
    note = page.locator("#note")
    assert note.is_visible()
    assert "1200" in note.inner_text()
    assert "1000" in note.inner_text()
    assert page.evaluate("kg.select('n0004')")
    assert page.locator("#panel h2").inner_text() == "江州第4机械厂"
