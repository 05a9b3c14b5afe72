"""The saved queries as scripts of the Neo4j Browser.

What its version 5.24 takes was tried: a ``.zip`` of ``.cypher`` files that is dropped on the page becomes saved
scripts, one folder for each folder (a folder inside another becomes one whose name has a slash), each script named by
its first line.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import Protocol

from kg.view.browser_words import by_theme, pack_words


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


def scripts(number: int, question: Question) -> list[str]:
    """Return a question as scripts of the Browser: one that sets its parameters to the example, and the statement.

    They are two because the Browser draws the answer of a script only where it is a single statement. One parameter is
    set with ``:param``, several with ``:params``: the Browser refuses two commands in one script. It takes a whole
    number inside ``:params`` for a decimal one.

    Args:
        number: its place in the list, since the Browser shows scripts by their first line.
        question: the question.
    """
    w = pack_words()
    out = []
    if question.parameters:
        values = {p.name: _literal(p.kind, question.example.get(p.name, p.default)) for p in question.parameters}
        about = [f"// {p.name}{w.colon}{p.about}" for p in question.parameters]
        title = f"// {number:02}-1 {w.parameters}{w.colon}{question.title}"
        command = ":params {" + ", ".join(f"{name}: {value}" for name, value in values.items()) + "}"
        if len(values) == 1:
            command = "".join(f":param {name} => {value}" for name, value in values.items())
        out.append("\n".join([title, *about, command, ""]))
    head = [f"// {number:02}-2 {question.title}", f"// {question.about}"]
    head += [f"// {w.set_first}"] if question.parameters else []
    out.append("\n".join([*head, question.statement.strip().rstrip(";"), ""]))
    return out


def _literal(kind: str, value: str | None) -> str:
    if value is None:
        return "null"
    if kind == "integer" and re.fullmatch(r"-?\d+", value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def archive(questions: Sequence[Question]) -> bytes:
    """Return the scripts as a zip file with a folder for each theme, which the Browser makes its own folders."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for folder, found in by_theme(questions):
            for number, question in found:
                for step, text in enumerate(scripts(number, question), 1):
                    name = f"{folder}/{number:02}-{step} {question.name}.cypher"
                    entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    entry.external_attr = 0o644 << 16
                    packed.writestr(entry, text)
    return out.getvalue()
