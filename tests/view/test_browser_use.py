"""The picture used in a real browser: clicked, searched, switched, driven by keys, saved and printed."""

from __future__ import annotations

import struct
from itertools import combinations
from pathlib import Path

import pytest

from view.geometry import boxes_meet
from view.opened import PICTURE, Opener, click, edge_of, node_id, wait_until
from view.sample import SAID

pytestmark = pytest.mark.browser


def test_a_click_on_an_edge_shows_its_evidence(opened: Opener, sample_file: Path) -> None:
    page = opened(sample_file)
    edge = edge_of("VISITED", "沈仲衡", "宁波巨隆精工机械有限公司")
    assert page.locator("#panel").is_hidden()
    click(page, edge.id)
    panel = page.locator("#panel")
    assert page.evaluate("kg.selected()") == edge.id
    assert panel.locator("blockquote").first.inner_text() == SAID["sites"]
    assert panel.locator("mark.head").all_inner_texts() == ["沈仲衡"]
    assert panel.locator("mark.tail").all_inner_texts() == ["宁波巨隆精工机械有限公司"]
    text = panel.inner_text()
    for part in (
        "走访", "2022年3月2日至3日", "《甬城工会：把服务送到车间去》", "浙江工人日报 · 2022年3月8日 · 第2版",
        "《沈仲衡在宁波调研时强调 聚焦聚力 落细落实 推动工会工作高质量发展》", "浙江工人日报 · 2022年3月4日 · 第1版",
        "规则 sample", "93%",
    ):  # fmt: skip
        assert part in text
    addresses = edge.properties["evidence"]
    assert isinstance(addresses, list)
    assert len(addresses) == 2
    assert all(str(address) in text for address in addresses)


def test_a_click_on_a_node_lists_its_edges_and_they_can_be_followed(opened: Opener, sample_file: Path) -> None:
    page = opened(sample_file)
    union = node_id("浙江省总工会")
    click(page, union)
    panel = page.locator("#panel")
    assert panel.locator("h2").inner_text() == "浙江省总工会"
    assert "工会" in panel.locator(".kind").inner_text()
    assert "省总工会、省总" in panel.inner_text()
    rows = panel.locator(".edges button")
    assert rows.count() == sum(union in (e.head, e.tail) for e in PICTURE.part.edges)
    wanted = edge_of("HOLDS_ROLE", "沈仲衡", "浙江省总工会")
    panel.locator(f'button[data-edge="{wanted.id}"]').click()
    assert page.evaluate("kg.selected()") == wanted.id
    panel.get_by_role("button", name="沈仲衡").click()
    assert page.evaluate("kg.selected()") == node_id("沈仲衡")
    panel.get_by_role("button", name="返回").click()
    assert page.evaluate("kg.selected()") == wanted.id
    panel.get_by_role("button", name="关闭").click()
    assert panel.is_hidden()
    assert page.evaluate("kg.selected()") is None


def test_search_finds_names_and_aliases_and_centres_on_them(opened: Opener, sample_file: Path) -> None:
    page = opened(sample_file)
    box = page.locator("#search")
    box.fill("巨隆机械")
    assert "宁波巨隆精工机械有限公司" in page.locator("#hits").inner_text()
    assert "又名 巨隆机械" in page.locator("#hits").inner_text()
    box.press("Enter")
    page.wait_for_timeout(100)
    wanted = node_id("宁波巨隆精工机械有限公司")
    assert page.evaluate("kg.selected()") == wanted
    assert page.locator("#hits").is_hidden()
    point = page.evaluate("id => kg.point(id)", wanted)
    stage = page.locator("#graph").bounding_box()
    assert stage
    assert abs(point["x"] - stage["x"] - stage["width"] / 2) < stage["width"] / 3
    assert abs(point["y"] - stage["y"] - stage["height"] / 2) < stage["height"] / 3
    box.fill("宁波市总")
    box.press("ArrowDown")
    box.press("ArrowUp")
    page.locator("#hits li").first.click()
    assert page.evaluate("kg.selected()") == node_id("宁波市总工会")
    box.fill("查无此人")
    assert "没有找到“查无此人”" in page.locator("#hits").inner_text()
    box.press("Escape")
    assert page.locator("#hits").is_hidden()
    assert page.evaluate("kg.search('沈仲衡')")[0] == node_id("沈仲衡"), "what is shown goes before hidden articles"


def test_the_legend_switches_kinds_and_types(opened: Opener, sample_file: Path) -> None:
    page = opened(sample_file)
    before = page.evaluate("kg.shown()")
    assert not any("/" in node for node in before["nodes"]), "articles are hidden at first"
    legend = page.locator("#legend")
    legend.get_by_role("button", name="走访").click()
    visits = {e.id for e in PICTURE.part.edges if e.type == "VISITED"}
    after = page.evaluate("kg.shown()")
    assert set(before["edges"]) - set(after["edges"]) == visits
    legend.get_by_role("button", name="荣誉").click()
    honours = {n.id for n in PICTURE.part.nodes if "Honour" in n.labels}
    assert set(before["nodes"]) - set(page.evaluate("kg.shown()")["nodes"]) == honours
    legend.get_by_role("button", name="荣誉").click()
    legend.get_by_role("button", name="走访").click()
    for name in ("报道", "报纸", "见于", "刊于"):
        legend.get_by_role("button", name=name).click()
    last = page.evaluate("kg.shown()")
    assert len(last["nodes"]) == len(PICTURE.part.nodes)
    assert len(last["edges"]) == len(PICTURE.part.edges)
    page.evaluate("kg.fit()")
    labels = page.evaluate("kg.labels()")
    assert [(a["id"], b["id"]) for a, b in combinations(labels, 2) if boxes_meet(a, b)] == []


def test_everything_can_be_done_with_keys(opened: Opener, sample_file: Path) -> None:
    page = opened(sample_file)
    focused = "document.activeElement.id || document.activeElement.dataset.key || document.activeElement.className"
    seen = []
    for _ in range(10):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(focused))
    assert seen[:7] == ["search", "zoom-in", "zoom-out", "fit", "save", "print", "graph"]
    assert seen[7] == "Official"
    page.locator("#graph").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("kg.selected()") == node_id("沈仲衡"), "begins at the best connected"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("kg.selected()") != node_id("沈仲衡")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#panel blockquote").count() >= 1, "an edge's evidence is open"
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert page.evaluate(focused) == "graph"
    zoom = page.evaluate("kg.zoom()")
    page.keyboard.press("+")
    assert page.evaluate("kg.zoom()") > zoom
    page.keyboard.press("-")
    page.keyboard.press("-")
    assert page.evaluate("kg.zoom()") < zoom
    page.keyboard.press("0")
    assert page.evaluate("kg.zoom()") == pytest.approx(zoom)


def test_buttons_scale_and_fit(opened: Opener, sample_file: Path) -> None:
    page = opened(sample_file)
    zoom = page.evaluate("kg.zoom()")
    page.get_by_role("button", name="放大").click()
    assert page.evaluate("kg.zoom()") == pytest.approx(zoom * 1.25)
    page.get_by_role("button", name="缩小").click()
    page.get_by_role("button", name="缩小").click()
    assert page.evaluate("kg.zoom()") < zoom
    page.get_by_role("button", name="全图").click()
    assert page.evaluate("kg.zoom()") == pytest.approx(zoom)


def test_the_picture_can_be_saved_and_printed(opened: Opener, sample_file: Path, tmp_path: Path) -> None:
    page = opened(sample_file)
    with page.expect_download() as download:
        page.get_by_role("button", name="存为图片").click()
    path = tmp_path / "saved.png"
    download.value.save_as(path)
    content = path.read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", content[16:24])
    assert wide > 1500
    assert high > 800
    assert download.value.suggested_filename.startswith("沈仲衡的走访")
    page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; }; }")
    page.get_by_role("button", name="打印").click()
    wait_until(page, "window.printed === 1")
    page.emulate_media(media="print")
    assert page.locator("#paper").is_visible()
    assert page.locator("#paper").evaluate("image => image.naturalWidth") > 1500
    assert page.locator("#graph").is_hidden()
