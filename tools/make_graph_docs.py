"""Writes into docs/neo4j.md the graph model and the saved queries, as the program has them.

    python tools/make_graph_docs.py [--check]

Between the lines ``<!-- made: NAME -->`` and ``<!-- end -->`` stands what is made here from ``kg/data/ontology.yaml``,
``tools/graph.yaml`` (what each property means) and ``queries/``. With --check nothing is written: the program ends with
1 where the document is out of step.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from kg.ontology import ontology
from kg.query.catalogue import catalogue
from kg.view.browser_words import by_theme
from kg.view.style import kinds

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "neo4j.md"
MEANINGS = ROOT / "tools" / "graph.yaml"
PART = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
TYPES = {
    "string": "string", "integer": "integer", "float": "float", "boolean": "boolean", "date": "date",
    "strings": "list of string", "floats": "list of float",
}  # fmt: skip


def meanings() -> Mapping[str, Any]:
    """Return what each property means; stop where it does not fit the ontology."""
    said = yaml.safe_load(MEANINGS.read_text(encoding="utf-8"))
    model = ontology()
    asked = {("evidence_properties", p) for p in model.evidence_properties}
    asked |= {("nodes", f"{n}.{p}") for n, d in model.nodes.items() for p in d.properties}
    asked |= {("edges", f"{n}.{p}") for n, d in model.edges.items() for p in d.properties}
    given = {("evidence_properties", p) for p in said["evidence_properties"]}
    given |= {(group, f"{n}.{p}") for group in ("nodes", "edges") for n, d in said[group].items() for p in d}
    if asked != given:
        missing = ", ".join(sorted(" ".join(x) for x in asked - given)) or "none"
        left = ", ".join(sorted(" ".join(x) for x in given - asked)) or "none"
        sys.exit(f"{MEANINGS.name}: properties without a meaning: {missing}; not in the ontology: {left}")
    return said


def drawing() -> str:
    """Return the model as a diagram: an arrow for each pair of labels, with all types between them."""
    model = ontology()
    pairs: defaultdict[tuple[str, str, bool], list[str]] = defaultdict(list)
    for type_, edge in model.edges.items():
        for head in edge.head:
            for tail in edge.tail:
                pairs[head, tail, edge.evidenced].append(f"{type_} {edge.zh}")
    lines = ["```mermaid", "flowchart LR"]
    for name, node in model.nodes.items():
        inside = "<br>".join([f"<b>{name}</b> {node.zh}", *(f":{label}" for label in node.sublabels)])
        lines.append(f'  {name}["{inside}"]')
    for (head, tail, evidenced), types in pairs.items():
        arrow = "-->" if evidenced else "-.->"
        lines.append(f'  {head} {arrow}|"{"<br>".join(types)}"| {tail}')
    colours = {kind.key: kind.colour for kind in kinds()}
    lines += [f"  style {name} fill:{colours[name]},stroke:#333,color:#fff" for name in model.nodes]
    return "\n".join([*lines, "```"])


def nodes() -> str:
    """Return the labels, each with its properties."""
    said = meanings()["nodes"]
    out = []
    for name, node in ontology().nodes.items():
        also = "".join(f" Also `{label}`: {about}." for label, about in node.sublabels.items())
        out.append(f"#### `{name}` {node.zh}\n{_sentence(node.about)}{also}\n\n{_table(node.properties, said[name])}")
    return "\n\n".join(out)


def edges() -> str:
    """Return the relationship types, what each joins, and their own properties."""
    said = meanings()
    rows = ["| type | from | to | meaning |", "|---|---|---|---|"]
    details = []
    for name, edge in ontology().edges.items():
        ends = [", ".join(f"`{label}`" for label in labels) for labels in (edge.head, edge.tail)]
        both = " (either direction is meant)" if edge.symmetric else ""
        rows.append(f"| `{name}` {edge.zh} | {ends[0]} | {ends[1]} | {edge.about}{both} |")
        details.append(f"#### `{name}`\n{_table(edge.properties, said['edges'][name])}")
    common = _table(ontology().evidence_properties, said["evidence_properties"])
    bare = " and ".join(f"`{name}`" for name, edge in ontology().edges.items() if not edge.evidenced)
    return "\n\n".join(["\n".join(rows), f"#### On every type but {bare}\n{common}", *details])


def questions() -> str:
    """Return the saved queries by theme, each with its sentence, its call and the picture of its answer."""
    return "\n\n".join(_questions())


def _questions() -> Iterator[str]:
    for folder, found in by_theme(list(catalogue().values())):
        yield f"### {folder.partition(' ')[2]}"
        for number, query in found:
            given = " ".join(f"{key}={value}" for key, value in query.example.items())
            yield (
                f"**{number:02} `{query.name}` {query.title}.** {query.about}\n\n"
                f"`kg query {query.name} {given}`\n\n![{query.title}](images/queries/{query.name}.png)"
            )


def _table(properties: Mapping[str, str], said: Mapping[str, str]) -> str:
    rows = [f"| `{name}` | {TYPES[type_]} | {said[name]} |" for name, type_ in properties.items()]
    return "\n".join(["| property | type | unit and source |", "|---|---|---|", *rows])


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


MADE = {"drawing": drawing, "nodes": nodes, "edges": edges, "questions": questions}


def made(text: str) -> str:
    """Return the document with its made parts as they are now."""
    return PART.sub(lambda m: f"{m[1]}{MADE[m[2]]()}\n{m[3]}", text)


def main() -> None:
    """Write the document, or check it."""
    old = DOCUMENT.read_text(encoding="utf-8")
    new = made(old)
    if "--check" not in sys.argv:
        DOCUMENT.write_text(new, encoding="utf-8")
    elif new != old:
        sys.exit(f"{DOCUMENT.name} is out of step: run python tools/make_graph_docs.py")


if __name__ == "__main__":
    main()
