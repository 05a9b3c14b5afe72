"""A pack for the Neo4j Browser: a style, the saved queries as its saved scripts, and a guide.

What the Browser takes was read off and tried on version 5.24, the one that Neo4j 5.26 serves: a ``.grass`` file dropped
on the page is the style; a ``.zip`` of ``.cypher`` files becomes saved scripts, one folder for each folder, each script
named by its first line.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from kg.errors import KGError
from kg.ontology import ontology
from kg.view.page import asset
from kg.view.style import kinds, pack_words, relation_styles

STYLE, SCRIPTS, GUIDE = "style.grass", "scripts.zip", "guide.html"


class Parameter(Protocol):
    """A parameter of a question."""

    @property
    def name(self) -> str:
        """Its name, without ``$``."""

    @property
    def kind(self) -> str:
        """string, date or integer."""

    @property
    def about(self) -> str:
        """What to give."""

    @property
    def default(self) -> str | None:
        """What stands in when it is not given."""


class Question(Protocol):
    """A saved query, as ``kg.query`` reads it."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def title(self) -> str:
        """One line."""

    @property
    def about(self) -> str:
        """A sentence."""

    @property
    def parameters(self) -> Sequence[Parameter]:
        """What it asks for."""

    @property
    def example(self) -> Mapping[str, str]:
        """Parameters with which it answers on the sample pages."""

    @property
    def statement(self) -> str:
        """The Cypher, without an ending semicolon."""


def write_pack(folder: Path, questions: Iterable[Question]) -> list[Path]:
    """Write the pack into a folder, which is made where it is missing; the same questions give the same bytes.

    Args:
        folder: where to write; files of an earlier pack are replaced.
        questions: the saved queries, in the order of the guide.

    Returns:
        The files written: style, scripts, guide.

    Raises:
        KGError: the folder cannot be written.
    """
    asked = list(questions)
    content = {STYLE: style_sheet().encode(), SCRIPTS: archive(asked), GUIDE: guide(asked).encode()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in content.items():
            (folder / name).write_bytes(data)
    except OSError as e:
        raise KGError(f"{folder}: the pack cannot be written here ({e.strerror}); name another folder") from e
    return [folder / name for name in content]


def style_sheet() -> str:
    """Return the style (GraSS): colours and captions of all labels and types.

    A node with two labels takes the rule that stands later, so that Official stands after Person and Union after
    Organization.
    """
    shared = {"border-width": "2px", "text-color-internal": "#FFFFFF", "font-size": "11px"}
    rules = [
        ("node", {"diameter": "65px", "color": "#5d6776", "border-color": "#48515e", **shared, "caption": "{name}"})
    ]
    for kind in reversed(kinds()):
        look = {"color": kind.colour, "border-color": _darker(kind.colour), "diameter": f"{kind.diameter}px"}
        rules.append((f"node.{kind.key}", {**look, **shared, "caption": "{name}"}))
    line = {"shaft-width": "1px", "font-size": "9px", "padding": "3px", "text-color-external": "#1e2733"}
    line |= {"text-color-internal": "#FFFFFF"}
    rules.append(("relationship", {"color": "#8d96a3", **line, "caption": "<type>"}))
    for style in relation_styles().values():
        caption = f"{{{style.detail[0]}}}" if style.detail else ontology().edges[style.key].zh
        width = {"shaft-width": "2px" if style.line == "solid" else "1px"}
        rules.append((f"relationship.{style.key}", {"color": style.colour, **line, **width, "caption": caption}))
    return "\n".join(_rule(selector, look) for selector, look in rules)


def _rule(selector: str, look: Mapping[str, str]) -> str:
    lines = [f"  {key}: '{value}';\n" if key == "caption" else f"  {key}: {value};\n" for key, value in look.items()]
    return f"{selector} {{\n{''.join(lines)}}}\n"


def _darker(colour: str) -> str:
    return "#" + "".join(f"{int(int(colour[i : i + 2], 16) * 0.78):02x}" for i in (1, 3, 5))


def scripts(number: int, question: Question) -> list[str]:
    """Return a question as scripts of the Browser: one that sets its parameters to the example, and the statement.

    They are two because the Browser draws the answer of a script only where it is a single statement.

    Args:
        number: its place in the list, since the Browser shows scripts by their first line.
        question: the question.
    """
    w = pack_words()
    out = []
    if question.parameters:
        values = {p.name: question.example.get(p.name, p.default) for p in question.parameters}
        literals = ", ".join(f"{p.name}: {_literal(p.kind, values[p.name])}" for p in question.parameters)
        about = [f"// {p.name}{w['colon']}{p.about}" for p in question.parameters]
        title = f"// {number:02}-1 {w['parameters']}{w['colon']}{question.title}"
        out.append("\n".join([title, *about, f":params {{{literals}}}", ""]))
    head = [f"// {number:02}-2 {question.title}", f"// {question.about}"]
    head += [f"// {w['set_first']}"] if question.parameters else []
    out.append("\n".join([*head, question.statement.strip().rstrip(";"), ""]))
    return out


def _literal(kind: str, value: str | None) -> str:
    if value is None:
        return "null"
    if kind == "integer" and re.fullmatch(r"-?\d+", value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def archive(questions: Sequence[Question]) -> bytes:
    """Return the scripts as a zip file, all in one folder that carries the pack's name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, question in enumerate(questions, 1):
            for step, text in enumerate(scripts(number, question)):
                name = f"{pack_words()['folder']}/{number:02}-{question.name}-{step + 1}.cypher"
                entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                packed.writestr(entry, text)
    return out.getvalue()


def guide(questions: Sequence[Question]) -> str:
    """Return the guide: how to bring the pack in, and the first five questions. Static HTML, in Chinese."""
    numbers = {question.name: number for number, question in enumerate(questions, 1)}
    chosen = [name for name in pack_words()["first"].split() if name in numbers]
    chosen += [name for name in numbers if name not in chosen]
    by_name = {question.name: question for question in questions}
    steps = "\n".join(_step(numbers[name], by_name[name]) for name in chosen[:5])
    rows = "\n".join(
        f"<tr><td>{numbers[q.name]:02}</td><td>{html.escape(q.title)}</td><td>{html.escape(q.about)}</td></tr>"
        for q in questions
    )
    signs = "\n".join(
        f'<li><span style="background:{kind.colour}">{html.escape(kind.zh)}</span> <code>{kind.key}</code></li>'
        for kind in kinds()
    )
    fill = {
        "steps": steps,
        "rows": rows,
        "signs": signs,
        "count": str(len(questions)),
        "folder": pack_words()["folder"],
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda m: fill[m.group(1)], asset("browser-guide.html"))


def _step(number: int, question: Question) -> str:
    blocks = "".join(f"<pre><code>{html.escape(text.strip())}</code></pre>" for text in scripts(number, question))
    title, about = html.escape(question.title), html.escape(question.about)
    return f"<section><h3>{number:02} {title}</h3><p>{about}</p>{blocks}</section>"
