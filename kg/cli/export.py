"""``kg export``: the whole graph for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options


@click.command("export", short_help="Write the graph for other programs.")
@click.argument("form", metavar="FORM", type=click.Choice(["graphml", "gexf", "csv", "neo4j-admin"]))
@click.argument("target", metavar="PATH", type=click.Path(path_type=Path))
@options.store
def command(form: str, target: Path, store_url: str | None) -> None:
    """Write the whole graph to PATH.

    FORM is graphml or gexf (one file, for Gephi, yEd, Cytoscape), csv (a folder with a file of nodes and one of
    relationships) or neo4j-admin (a folder of files for the bulk import into an empty database of a Neo4j server; the
    command that imports them is printed).
    """
    from kg.graph import export, write_bulk
    from kg.stores import open_store

    with open_store(store_url) as store:
        part = store.graph()
    how = write_bulk(part, target) if form == "neo4j-admin" else None
    if how is None:
        export(part, form, target)
    click.echo(f"{target}: {len(part.nodes)} nodes, {len(part.edges)} relationships")
    if how:
        click.echo(f"Run this where the server is installed, while it is stopped:\n{how}")
