"""``kg query``: the saved questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from kg.cli import options
from kg.cli.output import emit, emit_answer, table
from kg.cli.parameters import given
from kg.types import Cell

if TYPE_CHECKING:
    from kg.query import SavedQuery
    from kg.stores import Store


@click.command("query", short_help="Ask a saved question, or list them.")
@click.argument("name", required=False)
@click.argument("parameters", nargs=-1, metavar="[PARAMETER=VALUE…]")
@options.store
@options.output_format("table")
def command(name: str | None, parameters: tuple[str, ...], store_url: str | None, form: str) -> None:
    """Run a saved query; without a NAME, list them.

    Parameters are given as name=value, for example: kg query visits name=史济锡
    """
    from kg.query import catalogue, run, table_of
    from kg.stores import open_store

    if name is None:
        columns = ("name", "title", "about", "parameters", "example")
        rows: list[list[Cell]] = [
            [key, q.title, q.about, _parameters(q), _example(q)] for key, q in catalogue().items()
        ]
        if form == "table":
            table(("name", "问题", "参数", "example"), [[row[0], row[1], *row[3:]] for row in rows])
        else:
            emit(form, columns, rows)
        return
    query = catalogue()[name]
    with open_store(store_url) as store:
        bound = given(parameters)
        answer = run(store, query, bound)
        if not answer.rows:
            _propose(store, bound)
    # Paths are there to be drawn: of use to programs and to kg show, not in rows of text.
    emit_answer(form, answer if form == "json" else table_of(query, answer))


def _propose(store: Store, bound: Mapping[str, Any]) -> None:
    """Say on stderr which names are near, where an answer is empty because nothing is called as was asked."""
    for key in ("name", "first", "second"):
        asked = str(bound.get(key, "")).strip()
        near = store.names_like(asked) if asked else ()
        if near and near[0] != asked:
            click.echo(f"kg: nothing is called {asked}; did you mean {' or '.join(near)}?", err=True)


def _parameters(query: SavedQuery) -> str:
    return " ".join(p.name if p.default is None else f"[{p.name}={p.default}]" for p in query.parameters)


def _example(query: SavedQuery) -> str:
    return " ".join(f"{name}={value}" for name, value in query.example.items())
