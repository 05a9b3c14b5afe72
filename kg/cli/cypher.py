"""``kg cypher``: any statement."""

from __future__ import annotations

import sys

import click

from kg.cli import options
from kg.cli.output import emit_answer
from kg.cli.parameters import given


@click.command("cypher", short_help="Run any Cypher statement.")
@click.argument("statement")
@click.argument("parameters", nargs=-1, metavar="[NAME=VALUE…]")
@options.store
@options.output_format("table")
@click.option("--write", is_flag=True, help="Let the statement change the graph.")
def command(statement: str, parameters: tuple[str, ...], store_url: str | None, form: str, write: bool) -> None:
    """Run one Cypher statement, by default only if it reads. A STATEMENT of - is read from standard input.

    Parameters ($name in the statement) are given as name=value; they are strings, or with name:=value JSON.
    """
    from kg.stores import open_store

    if statement == "-":
        statement = sys.stdin.read()
    with open_store(store_url) as store:
        answer = store.run(statement, given(parameters, typed=True), write=write)
    emit_answer(form, answer)
