"""Names, captions and dates of nodes and edges, as a reader is shown them."""

from __future__ import annotations

from datetime import date

from kg.ontology import ontology
from kg.types import Edge, Node, Scalar, Value
from kg.view.style import relation_styles, words
from kg.view.text import shorten

_CAPTION_EM = 12.0
_NODE_FACTS = ("date", "newspaper", "number", "home", "page", "reporters")


def strings(value: Value) -> list[str]:
    """Return a property that should be a list of strings as one."""
    if isinstance(value, list):
        return [str(v) for v in value]
    return [] if value in (None, "") else [str(value)]


def node_name(node: Node) -> str:
    """Return the name to show for a node; its headline or id where it has no name."""
    for key in ("name", "headline"):
        if value := node.properties.get(key):
            return str(value)
    return node.id


def as_date(value: Value) -> date | None:
    """Return a property as a date; stores may give dates or ISO strings. None where it is neither."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


def show_date(day: date) -> str:
    """Return a date as Chinese papers print it: 2022年3月4日."""
    return f"{day.year}年{day.month}月{day.day}日"


def edge_name(edge: Edge) -> str:
    """Return the Chinese word for an edge's type."""
    definition = ontology().edges.get(edge.type)
    return definition.zh if definition else edge.type


def edge_title(edge: Edge) -> str:
    """Return an edge's type in words, then its title or function where it has one."""
    style = relation_styles()[edge.type]
    detail = next((str(v) for key in style.detail if (v := edge.properties.get(key))), "")
    name = "".join(mark for key, mark in style.mark.items() if edge.properties.get(key)) + edge_name(edge)
    return f"{name}·{detail}" if detail and detail != edge_name(edge) else name


def edge_caption(edge: Edge) -> str:
    """Return the words beside an edge: its title in words, cut where it is too long for a line."""
    return shorten(edge_title(edge), _CAPTION_EM)


def edge_facts(edge: Edge) -> list[list[str]]:
    """Return what the panel lists of an edge: pairs of a word and a value."""
    w, p = words(), edge.properties
    out = [[w[key], str(p[key])] for key in ("title", "function") if p.get(key)]
    if p.get("former"):
        out.append([w["title"], w["former"]])
    if when := _span(as_date(p.get("start")), as_date(p.get("end"))):
        out.append([w["when"], when])
    first, last = as_date(p.get("first_reported")), as_date(p.get("last_reported"))
    if first and first == last:
        out.append([w["reported"], show_date(first)])
    else:
        out += [[w[k], show_date(d)] for k, d in (("first_reported", first), ("last_reported", last)) if d]
    if reported := as_date(p.get("reported")):
        out.append([w["reported"], show_date(reported)])
    return out


def _span(start: date | None, end: date | None) -> str:
    if start is None or end is None or start == end:
        day = start or end
        if day is None:
            return ""
        return show_date(day) if end is not None or start is None else words()["since"].format(start=show_date(day))
    last = show_date(end)
    if start.year == end.year:
        last = f"{end.month}月{end.day}日" if start.month != end.month else f"{end.day}日"
    return words()["until"].format(start=show_date(start), end=last)


def node_facts(node: Node) -> list[list[str]]:
    """Return what the panel lists of a node beside name, kind and aliases."""
    out = []
    for key in _NODE_FACTS:
        value = node.properties.get(key)
        if value in (None, "", []):
            continue
        out.append([words()["day" if key == "date" else key], _plain(key, value)])
    return out


def _plain(key: str, value: Value | Scalar) -> str:
    day = as_date(value) if key == "date" else None
    if day:
        return show_date(day)
    if key == "page":
        return words()["page"].format(page=str(value))
    return "、".join(strings(value))
