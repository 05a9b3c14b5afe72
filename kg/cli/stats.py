"""``kg stats``: what is in the store."""

from __future__ import annotations

import click

from kg.cli import options
from kg.cli.output import emit
from kg.types import Cell


@click.command("stats", short_help="Count what is stored, and list its issues.")
@options.store
@options.output_format("table")
def command(store_url: str | None, form: str) -> None:
    """Count what is in the store, and list its issues."""
    from kg.stores import open_store

    with open_store(store_url) as store:
        stats, issues = store.stats(), store.issues()
    counts: list[list[Cell]] = [["node", label, count] for label, count in stats.nodes.items()]
    counts += [["relationship", edge, count] for edge, count in stats.edges.items()]
    listed: list[list[Cell]] = [[i.id, i.number, i.articles] for i in issues]
    if form == "table":
        emit(form, ("label", "名称", "count"), [[row[1], _caption(str(row[1])), row[2]] for row in counts])
        emit(form, ("issue", "number", "articles"), listed)
    else:
        emit(form, ("kind", "name", "count"), counts + [["issue", row[0], row[2]] for row in listed])


def _caption(name: str) -> str:
    from kg.ontology import ontology

    model = ontology()
    if name in model.edges:
        return model.edges[name].zh
    return model.nodes[name].zh if name in model.nodes else ""
