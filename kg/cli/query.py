"""``kg query``: the saved questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.cli.output import emit, emit_answer
from kg.cli.parameters import given
from kg.types import Cell

if TYPE_CHECKING:
    from kg.query import SavedQuery


@click.command("query", short_help="Ask a saved question, or list them.")
@click.argument("name", required=False)
@click.argument("parameters", nargs=-1, metavar="[PARAMETER=VALUE…]")
@options.store
@options.output_format("table")
def command(name: str | None, parameters: tuple[str, ...], store_url: str | None, form: str) -> None:
    """Run a saved query; without a NAME, list them.

    Parameters are given as name=value, for example: kg query official-visits name=史济锡
    """
    from kg.query import catalogue, run
    from kg.stores import open_store

    if name is None:
        columns = ("name", "title", "parameters", "example")
        rows: list[list[Cell]] = [[key, q.title, _parameters(q), _example(q)] for key, q in catalogue().items()]
        emit(form, columns, rows)
        return
    query = catalogue()[name]
    with open_store(store_url) as store:
        answer = run(store, query, given(parameters))
    emit_answer(form, answer)
