"""``kg show``: a picture."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options
from kg.cli.parameters import given


@click.command("show", short_help="Draw a name or an answer as a web page.")
@click.argument("name", required=False)
@click.argument("parameters", nargs=-1, metavar="[PARAMETER=VALUE…]")
@click.option("--query", "kind", flag_value="query", help="NAME is a saved query: draw its answer.")
@click.option("--cypher", "kind", flag_value="cypher", help="NAME is a Cypher statement: draw its answer.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="[default: NAME.html, or answer.html]",
)
@click.option("--caption", metavar="TEXT", help="Heading of the page.  [default: the name, or the query's title]")
@click.option("--limit", type=click.IntRange(1, 5000), default=200, show_default=True, help="Relationships at most.")
@click.option(
    "--cutouts/--no-cutouts",
    "cut",
    default=True,
    show_default=True,
    help="Show the printed lines beside sentences read from a PDF or an image, where the file is at hand.",
)
@options.store
def command(
    name: str | None,
    parameters: tuple[str, ...],
    kind: str | None,
    out: Path | None,
    caption: str | None,
    limit: int,
    cut: bool,
    store_url: str | None,
) -> None:
    """Draw what is linked to NAME, or the answer of a query, as one HTML file that opens in any browser.

    A click on a line shows the sentence that says it, with newspaper, date and page.
    """
    from dataclasses import replace

    from kg.errors import InputError
    from kg.pictures import picture_of_answer, picture_of_name
    from kg.stores import open_store
    from kg.view import render

    if name is None:
        raise click.UsageError("give a NAME to draw, or --query and the name of a saved query (kg query lists them)")
    if parameters and kind is None:
        raise click.UsageError(f"{parameters[0]!r}: only a query takes parameters; add --query")
    with open_store(store_url) as store:
        if kind == "query":
            from kg.query import catalogue, run

            query = catalogue()[name]
            picture = picture_of_answer(store, query.title, run(store, query, given(parameters)), cut=cut)
        elif kind == "cypher":
            picture = picture_of_answer(store, name, store.run(name, given(parameters, typed=True)), cut=cut)
        else:
            picture = picture_of_name(store, name, limit=limit, cut=cut)
    if caption:
        picture = replace(picture, caption=caption)
    target = out or Path("answer.html" if kind else f"{'_'.join(name.split('/'))}.html")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(render(picture), encoding="utf-8")
    except OSError as e:
        raise InputError(f"{target}: the picture cannot be written ({e.strerror}); give --out a file of yours") from e
    nodes, edges = len(picture.part.nodes), len(picture.part.edges)
    click.echo(f"The picture is in {target} ({nodes} nodes, {edges} relationships): open it in a browser.")
