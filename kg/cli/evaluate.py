"""``kg evaluate``: how much of what stands in gold articles is found, and how much of what is found is right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.cli.output import emit
from kg.cli.progress import Bar
from kg.types import Cell

if TYPE_CHECKING:
    from kg.evaluation import ArticleScore, Error, Figures

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("evaluate", short_help="Measure against gold articles.")
@click.argument("folders", nargs=-1, required=True, metavar="GOLD_DIR…", type=click.Path(path_type=Path))
@options.output_format("table")
@click.option(
    "--errors",
    is_flag=True,
    help="List every miss and false hit with its sentence and rule; with --compare the new ones.",
)
@click.option("--reliability", is_flag=True, help="Show how often edges are right, by confidence and by rule.")
@click.option("--save", type=_FILE, metavar="FILE", help="Keep the figures, to compare later runs with.")
@click.option("--compare", "earlier", type=_FILE, metavar="FILE", help="Show what changed since a saved run.")
@click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes to use.")
def command(
    folders: tuple[Path, ...],
    form: str,
    errors: bool,
    reliability: bool,
    save: Path | None,
    earlier: Path | None,
    jobs: int,
) -> None:
    """Measure precision, recall and F1 over folders of gold articles.

    The interval beside F1 holds 95 % of the values over articles drawn anew.
    """
    from kg.evaluation import figures, load_figures, save_figures
    from kg.evaluation.measure import measure

    before = load_figures(earlier) if earlier else None
    with Bar() as bar:
        scores = list(measure(folders, jobs=jobs, progress=bar))
    run = figures(scores)
    if before:
        _print_changes(scores, run, before, form, errors=errors)
    elif errors:
        _print_errors(scores, form)
    elif reliability:
        _print_reliability(scores, form)
    else:
        _print_rates(run, form)
    if save:
        save_figures(run, save)


def _print_rates(run: Figures, form: str) -> None:
    columns = ("row", "precision", "recall", "f1", "low", "high", "right", "given", "asked")
    rows: list[list[Cell]] = []
    for row, r in run.rates.items():
        shares = [round(x, 4) for x in (r.precision, r.recall, r.f1, r.low, r.high)]
        cells: list[Cell] = [f"{x:.3f}" for x in shares] if form == "table" else [*shares]
        rows.append([row, *cells, r.right, r.given, r.asked])
    emit(form, columns, rows)
    if form == "table":
        click.echo(f"{len(run.counts)} articles")


def _print_errors(scores: list[ArticleScore], form: str) -> None:
    columns = ("article", "kind", "row", "what", "rule", "confidence", "sentence")
    emit(
        form,
        columns,
        [[e.article, e.kind, e.row, e.what, e.rule, e.confidence, e.sentence] for s in scores for e in s.errors],
    )


def _print_reliability(scores: list[ArticleScore], form: str) -> None:
    from kg.evaluation import by_confidence, by_rule

    rows = [*by_confidence(scores), *by_rule(scores)]
    shares = "{:.3f}" if form == "table" else "{:.4f}"
    emit(
        form,
        ("row", "right", "given", "share", "stated"),
        [[r.row, r.right, r.given, shares.format(r.share), shares.format(r.stated)] for r in rows],
    )


def _print_changes(scores: list[ArticleScore], run: Figures, before: Figures, form: str, *, errors: bool) -> None:
    from kg.evaluation import compare, error_key

    signs = "{:+.3f}" if form == "table" else "{:.4f}"
    changes = compare(run, before)
    columns = ("row", "before", "now", "change", "low", "high")
    rows: list[list[Cell]] = [
        [c.row, f"{c.before:.3f}", f"{c.now:.3f}", *(signs.format(x) for x in (c.now - c.before, c.low, c.high))]
        for c in changes
        if c.now != c.before or form != "table"
    ]
    emit(form, columns, rows)
    if form != "table":
        return
    old = {key for keys in before.errors.values() for key in keys}
    new = [e for s in scores if s.article in before.counts for e in s.errors if error_key(e) not in old]
    now = {key for keys in run.errors.values() for key in keys}
    click.echo(f"{len(old - now)} errors mended, {len(new)} new")
    if new and errors:
        emit(form, ("article", "kind", "row", "what", "rule", "sentence"), _listed(new), title="new errors")


def _listed(errors: list[Error]) -> list[list[Cell]]:
    return [[e.article, e.kind, e.row, e.what, e.rule, e.sentence] for e in errors]
