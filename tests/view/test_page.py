from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ontology import ontology
from kg.types import Edge, GraphPart, Node, Picture
from kg.view import render
from kg.view.scene import compose
from kg.view.style import kind_of, kinds, relation_styles
from view.sample import sample

EMPTY = Picture("空", GraphPart((), ()), {})


class Parsed(HTMLParser):
    """Elements with their attributes, and the texts of scripts and of the title."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("script", "title", "h1"):
            self.texts.setdefault(tag, []).append("")

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] in self.texts:
            self.texts[self.tags[-1][0]][-1] += data


def data_of(page: str) -> dict[str, object]:
    text = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert text
    out = json.loads(text[1])
    assert isinstance(out, dict)
    return out


@pytest.fixture(scope="module")
def page() -> str:
    return render(sample())


def test_the_same_picture_gives_the_same_bytes(page: str) -> None:
    assert render(sample()) == page


def test_order_of_nodes_and_edges_does_not_matter(page: str) -> None:
    picture = sample()
    turned = GraphPart(tuple(reversed(picture.part.nodes)), tuple(reversed(picture.part.edges)))
    assert render(Picture(picture.caption, turned, picture.sources)) == page


def test_nothing_is_fetched(page: str) -> None:
    parsed = Parsed(page)
    for tag, attributes in parsed.tags:
        for name in ("src", "href", "action", "srcset", "poster"):
            assert not re.match(r"(?i)\s*(https?:|//|ftp:)", attributes.get(name) or ""), (tag, attributes)
    assert not re.search(r"(?i)@import|url\(", "".join(re.findall(r"<style>(.*?)</style>", page, re.S)))
    policy = next(a["content"] for t, a in parsed.tags if t == "meta" and a.get("http-equiv"))
    assert policy
    assert policy.startswith("default-src 'none';")
    assert "http" not in policy


def test_the_page_is_chinese_and_carries_title_caption_and_licence(page: str) -> None:
    parsed = Parsed(page)
    assert dict(parsed.tags)["html"] == {"lang": "zh-CN"}
    assert parsed.texts["title"][0].strip() == sample().caption
    assert parsed.texts["h1"][0].strip() == sample().caption
    assert "Copyright (c) 2016-2026, The Cytoscape Consortium." in page


NASTY = st.text(st.sampled_from("</script>\"'<!--&\\\u2028\u2029\x00\n]]>{{data}}江$` "), min_size=1, max_size=30)


EMPTY_TAGS = [t for t, _ in Parsed(render(EMPTY)).tags]


@settings(max_examples=15, deadline=None)
@given(NASTY, NASTY)
def test_values_cannot_leave_their_place(name: str, caption: str) -> None:
    nodes = (
        Node("a", ("Person",), {"id": "a", "name": name, "aliases": [caption]}),
        Node(name, ("Place",), {"id": name}),
    )
    edges = (Edge(caption, "VISITED", "a", name, {"sentence": name, "evidence": [caption]}),)
    page = render(Picture(caption, GraphPart(nodes, edges), {}))
    parsed = Parsed(page)
    assert [t for t, _ in parsed.tags] == EMPTY_TAGS
    drawn = data_of(page)["nodes"]
    assert isinstance(drawn, list)
    assert {n["id"] for n in drawn} == {"a", name}
    assert next(n["name"] for n in drawn if n["id"] == "a") == name


def test_any_text_is_kept() -> None:
    for name in ("</script><script>alert(1)</script>", "\ud800", "{{data}}", "\\u003c", "'\"`${x}"):
        page = render(Picture(name, GraphPart((Node("n", ("Person",), {"name": name}),), ()), {}))
        page.encode("utf-8")
        drawn = data_of(page)["nodes"]
        assert isinstance(drawn, list)
        assert drawn[0]["name"] == name


def test_every_label_and_type_of_the_ontology_is_drawn_and_captioned_in_chinese() -> None:
    for label, definition in ontology().nodes.items():
        assert kind_of((label,)) is not None
        for more in definition.sublabels:
            kind = kind_of((label, more))
            assert kind is not None
            assert kind.key == more
    assert list(relation_styles()) == sorted(relation_styles(), key=list(ontology().edges).index)
    assert set(relation_styles()) == set(ontology().edges)


def test_kinds_differ_in_colour_shape_and_sign_and_signs_stand_out() -> None:
    for part in ("colour", "shape", "sign", "zh"):
        values = [getattr(kind, part) for kind in kinds()]
        assert len(set(values)) == len(values), part
    assert all(contrast(kind.colour, "#ffffff") >= 4.5 for kind in kinds() if kind.shown)


def contrast(one: str, other: str) -> float:
    """Contrast of two colours by WCAG 2.2."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_what_exceeds_the_limit_is_cut_from_the_least_connected_and_said() -> None:
    nodes = tuple(Node(f"n{i}", ("Person",), {"name": f"n{i}"}) for i in range(12))
    edges = tuple(Edge(f"e{i}", "ACCOMPANIED", f"n{i}", "n11", {}) for i in range(4))
    data = data_of(render(Picture("x", GraphPart(nodes, edges), {}), limit=5))
    drawn = data["nodes"]
    assert isinstance(drawn, list)
    assert {n["id"] for n in drawn} == {"n11", "n0", "n1", "n2", "n3"}
    assert data["total"] == 12


def test_captions_say_title_function_and_former() -> None:
    nodes = (Node("p", ("Person",), {"name": "甲"}), Node("o", ("Organization",), {"name": "乙"}))
    edges = (
        Edge("1", "HOLDS_ROLE", "p", "o", {"title": "主席", "former": True}),
        Edge("2", "HOLDS_ROLE", "p", "o", {"title": "党组成员兼机关党委专职副书记、工会主席"}),
        Edge("3", "VISITED", "p", "o", {"start": "2022-03-02", "end": "2022-04-01", "reported": "2022-04-02"}),
    )
    drawn = data_of(render(Picture("x", GraphPart(nodes, edges), {})))["edges"]
    assert isinstance(drawn, list)
    captions = {e["id"]: e["caption"] for e in drawn}
    assert captions["1"] == "曾任职·主席"
    assert captions["2"].startswith("任职·党组成员")
    assert captions["2"].endswith("…")
    assert next(e["full"] for e in drawn if e["id"] == "2").endswith("工会主席")
    assert next(e["facts"] for e in drawn if e["id"] == "3") == [
        ["时间", "2022年3月2日至4月1日"], ["见报", "2022年4月2日"],
    ]  # fmt: skip


def test_an_answer_about_articles_alone_is_shown_at_once() -> None:
    nodes = (
        Node("p", ("Person",), {"name": "沈仲衡"}),
        Node("a", ("Article",), {"headline": "调研"}),
        Node("u", ("Organization", "Union"), {"name": "省总工会"}),
    )
    mention = Edge("m", "MENTIONED_IN", "p", "a", {})
    post = Edge("h", "HOLDS_ROLE", "p", "u", {"title": "主席"})
    assert compose(Picture("", GraphPart(nodes[:2], (mention,)), {}), 10)["everything"] is True
    assert compose(Picture("", GraphPart(nodes, (mention, post)), {}), 10)["everything"] is False
    assert compose(Picture("", GraphPart(nodes[:1], ()), {}), 10)["everything"] is False
