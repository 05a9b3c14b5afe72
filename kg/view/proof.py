"""What stands behind an edge: sentences, and where they were printed."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping

from kg.ids import date_of, issue_of, parse_evidence
from kg.types import Cutout, Edge, Node, Source, Value
from kg.view.facts import as_date, node_name, show_date, strings
from kg.view.style import words

Proof = dict[str, object]


def proofs(
    edge: Edge,
    head: Node,
    tail: Node,
    sources: Mapping[str, Source],
    articles: Mapping[str, Node],
    cutouts: Mapping[str, Cutout] | None = None,
) -> list[Proof]:
    """Return the evidence of an edge, the latest first, one entry for each address.

    The edge carries one sentence, that of its latest evidence (by date, article and place in it); further sentences
    are shown where the picture holds their articles.

    Args:
        edge: the edge.
        head: its first node.
        tail: its second node.
        sources: where each article stands, by article id.
        articles: the articles that are in the picture, by id.
        cutouts: the printed lines, by address.
    """
    addresses = strings(edge.properties.get("evidence"))
    rules = strings(edge.properties.get("rules"))
    confidences = _floats(edge.properties.get("confidences"))
    rows: list[tuple[tuple[str, str, int, int], Proof]] = []
    for i, address in enumerate(addresses):
        article, start, end = _parse(address)
        node = articles.get(article)
        proof: Proof = {
            "address": address,
            "sentence": _cut(node, start, end),
            "rule": rules[i] if i < len(rules) else "",
            "confidence": confidences[i] if i < len(confidences) else None,
            **_place(article, sources.get(article) or _from_node(node)),
            **_printed((cutouts or {}).get(address)),
        }
        rows.append(((_day(article), article, start, end), proof))
    out = [proof for _, proof in sorted(rows, key=lambda row: row[0], reverse=True)]
    own = " ".join(str(edge.properties.get("sentence") or "").split())
    if own and not out:
        out.append({"address": "", "sentence": "", "rule": "", "confidence": None, **_place("", None)})
    if out:
        latest = out[0]
        latest["sentence"] = own or latest["sentence"]
        latest["rule"] = latest["rule"] or str(edge.properties.get("rule") or "")
        if latest["confidence"] is None:
            latest["confidence"] = next(iter(_floats(edge.properties.get("confidence"))), None)
    for proof in out:
        text = str(proof.pop("sentence"))
        proof["pieces"] = mark(text, _forms(head), _forms(tail)) if text else []
    return out


def _printed(cutout: Cutout | None) -> Proof:
    """Return the printed lines and where they stand, for sources that tell."""
    if cutout is None:
        return {}
    left, top, right, bottom = (round(x) for x in cutout.box)
    file = re.sub(r"#page=\d+$", "", cutout.file)
    place = words()["cutout_place"].format(
        file=file, sheet=cutout.sheet, left=left, top=top, right=right, bottom=bottom
    )
    images = ["data:image/jpeg;base64," + base64.b64encode(image).decode("ascii") for image in cutout.images]
    return {"printed": {"place": place, "images": images}}


def _parse(address: str) -> tuple[str, int, int]:
    try:
        return parse_evidence(address)
    except ValueError:
        return address, 0, 0


def _day(article: str) -> str:
    return date_of(article) if article.count("/") >= 2 else ""


def _from_node(node: Node | None) -> Source | None:
    if node is None:
        return None
    paper, _, day = issue_of(node.id).partition("/")
    page = node.properties.get("page")
    return Source(node_name(node), paper, as_date(day), str(page) if page else None)


def _cut(node: Node | None, start: int, end: int) -> str:
    text = str(node.properties.get("text") or "") if node else ""
    return " ".join(text[start:end].split())


def _floats(value: Value) -> list[float]:
    values = value if isinstance(value, list) else [value]
    return [float(v) for v in values if isinstance(v, int | float) and not isinstance(v, bool)]


def _place(article: str, source: Source | None) -> dict[str, str]:
    """Return headline, newspaper, date and page in words; what the id of the article tells where nothing else does."""
    w = words()
    if source is None:
        paper, _, day = issue_of(article).partition("/") if article.count("/") >= 2 else ("", "", "")
        source = Source("", "" if paper == "?" else paper, as_date(day), None)
    return {
        "headline": source.headline,
        "newspaper": source.newspaper,
        "date": show_date(source.date) if source.date else w["date_unknown"],
        "page": w["page"].format(page=re.sub(r"^第|版$", "", source.page)) if source.page else w["page_unknown"],
    }


def _forms(node: Node) -> list[str]:
    return [node_name(node), *strings(node.properties.get("aliases"))]


def mark(sentence: str, head: list[str], tail: list[str]) -> list[list[str]]:
    """Cut a sentence into pieces: ``["", text]``, or ``["head", text]`` and ``["tail", text]`` for the names.

    Names broken by blanks are found too. Longer names go first, so that a name inside another is not marked.
    """
    wanted = [(name, end) for end, names in (("head", head), ("tail", tail)) for name in names if name.strip()]
    wanted.sort(key=lambda item: (-len(item[0]), item[1]))
    if not wanted:
        return [["", sentence]]
    pattern = "|".join(f"({_loosely(name)})" for name, _ in wanted)
    out: list[list[str]] = []
    at = 0
    for match in re.finditer(pattern, sentence):
        if match.start() > at:
            out.append(["", sentence[at : match.start()]])
        out.append([wanted[(match.lastindex or 1) - 1][1], match.group()])
        at = match.end()
    if at < len(sentence):
        out.append(["", sentence[at:]])
    return out


def _loosely(name: str) -> str:
    return r"\s*".join(re.escape(c) for c in "".join(name.split()))
