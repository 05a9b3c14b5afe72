"""Rows as a table, as JSON or as CSV, the same for every command."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

import click

from kg.types import Answer, Cell, Edge, Node, Path

_HELD = "\u2800"
"""Stands for a blank while a table is laid out: one column wide, and no place to fold at."""
WIDTH = 120
"""Columns of a table that does not go to a terminal, unless ``COLUMNS`` says otherwise."""


def emit(form: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str | None = None) -> None:
    """Print rows.

    Args:
        form: ``table``, ``json`` (one array of row objects) or ``csv``.
        columns: their names.
        rows: their cells.
        title: printed above a table.
    """
    if form == "json":
        objects = [dict(zip(columns, map(plain, row), strict=True)) for row in rows]
        click.echo(json.dumps(objects, ensure_ascii=False, indent=1))
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([flat(cell) for cell in row] for row in rows)
    else:
        table(columns, rows, title=title)


def emit_answer(form: str, answer: Answer) -> None:
    """Print a query's answer; a table says how many rows there are."""
    emit(form, answer.columns, answer.rows)
    if form == "table":
        click.echo(f"{len(answer.rows)} row{'s' * (len(answer.rows) != 1)}")


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    title: str | None = None,
    widest: Mapping[str, int] = MappingProxyType({}),
    whole: Collection[str] = (),
) -> None:
    """Print a table on stdout, as wide as the terminal; wide characters count as two columns.

    Args:
        columns: their names.
        rows: their cells.
        title: printed above.
        widest: widths beyond which columns are folded, so that the others get the room.
        whole: columns that are never folded.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    out = Table(box=box.SIMPLE_HEAD, pad_edge=False, title=title, title_justify="left", title_style="bold")
    for name in columns:
        out.add_column(name, overflow="fold", max_width=widest.get(name), no_wrap=name in whole)
    for row in rows:
        out.add_row(*(Text(_printable(flat(cell)), justify="right" if _is_number(cell) else "left") for cell in row))
    _print(out)


def plain(cell: Cell) -> Any:
    """Return a cell as JSON: days as ISO strings, nodes and relationships as objects."""
    match cell:
        case date():
            return cell.isoformat()
        case Node():
            return {"id": cell.id, "labels": list(cell.labels), "properties": _properties(cell)}
        case Edge():
            ends = {"start": cell.head, "end": cell.tail}
            return {"id": cell.id, "type": cell.type, **ends, "properties": _properties(cell)}
        case Path():
            return {"nodes": [plain(n) for n in cell.nodes], "relationships": [plain(e) for e in cell.edges]}
        case list():
            return [plain(item) for item in cell]
        case dict():
            return {key: plain(value) for key, value in cell.items()}
        case _:
            return cell


def flat(cell: Cell) -> str:
    """Return a cell as text for a table or CSV."""
    match cell:
        case None:
            return ""
        case Node():
            return str(cell.properties.get("name") or cell.id)
        case Edge():
            return f"[{cell.type}]"
        case Path():
            return _path(cell)
        case list():
            return "、".join(flat(item) for item in cell)
        case dict():
            return json.dumps(plain(cell), ensure_ascii=False)
        case _:
            return str(cell)


def _path(path: Path) -> str:
    text = flat(path.nodes[0]) if path.nodes else ""
    for edge, before, after in zip(path.edges, path.nodes, path.nodes[1:], strict=False):
        arrow = f"─{edge.type}→" if edge.head == before.id else f"←{edge.type}─"
        text += f" {arrow} {flat(after)}"
    return text


def _properties(thing: Node | Edge) -> dict[str, Any]:
    values = thing.properties.items()
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in values}


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _printable(text: str) -> str:
    """Return the text with what could command a terminal (escapes, bells, changes of direction) made visible."""
    text = "".join(c if c.isprintable() or c in "\n\u3000\xa0" else " " if c.isspace() else "�" for c in text)
    # Chinese may be folded anywhere: a blank in it is no better place than any other.
    return text.replace(" ", _HELD) if any("\u4e00" <= c <= "\u9fff" for c in text) else text


def _print(renderable: Any) -> None:
    from rich.console import Console

    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else WIDTH
    console = Console(file=sys.stdout, width=width, highlight=False, markup=False)
    with console.capture() as capture:
        console.print(renderable)
    lines = [line.replace(_HELD, " ").rstrip() for line in capture.get().splitlines()]
    click.echo("\n".join(lines).strip("\n"))
