"""Facts as rows: with their sentence, Chinese captions in tables for reading, plain keys in CSV for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from kg.cli.output import table
from kg.records import article_record
from kg.types import Cell, Fact, ResolvedArticle

CSV_COLUMNS = (
    *("source", "newspaper", "date", "page", "article", "headline"),
    *("type", "head", "tail", "title", "function", "start", "end", "sentence", "rule", "confidence"),
)
_SENTENCE = 4
_WIDEST = {"谁": 16, "对象": 24, "说明": 24}
SILENCED_COLUMNS = ("type", "head", "tail", "rule", "because", "sentence")


def facts_of(articles: Iterable[ResolvedArticle]) -> tuple[Sequence[str], Iterable[Sequence[Cell]]]:
    """Return all facts as rows for CSV."""
    return CSV_COLUMNS, (row for article in articles for row in _rows(article))


def _rows(article: ResolvedArticle) -> Iterable[Sequence[Cell]]:
    record = article_record(article)
    for fact in record["relations"]:
        of_article = {**record, "headline": record["title"]}
        # "title" is a post in a fact and the headline in an article: the fact's goes first.
        yield [fact.get(c) if c in _FACT_COLUMNS else of_article.get(c) for c in CSV_COLUMNS]


_FACT_COLUMNS = frozenset(CSV_COLUMNS[6:])


def silenced_of(article: ResolvedArticle) -> tuple[Sequence[str], Iterable[Sequence[Cell]]]:
    """Return the candidates that were silenced, as rows."""
    record = article_record(article, explain=True)
    return SILENCED_COLUMNS, ([s[c] for c in SILENCED_COLUMNS] for s in record["silenced"])


def print_facts(article: ResolvedArticle, *, explain: bool = False) -> None:
    """Print an article's heading and its facts as a table."""
    masthead = article.article.masthead
    where: list[str] = [masthead.newspaper or "?", str(masthead.date or "?")]
    where += [f"第{masthead.page}版"] if masthead.page else []
    headline = " ".join(article.article.title.split()) or article.article.text[:20]
    click.echo(click.style(f"{headline}  ({' '.join(where)})", bold=True))
    if not article.facts:
        click.echo("（没有读出关系）\n")
        return
    columns = ["关系", "谁", "对象", "说明", "原句", *(["规则", "把握"] if explain else [])]
    rows = [_row(fact, article.article.text, explain) for fact in article.facts]
    for before, row in zip(reversed(rows[:-1]), reversed(rows[1:]), strict=True):
        if row[_SENTENCE] == before[_SENTENCE]:
            row[_SENTENCE] = "〃"
    table(columns, rows, widest=_WIDEST)
    click.echo()


def _row(fact: Fact, text: str, explain: bool) -> list[Cell]:
    from kg.ontology import ontology

    caption = ontology().edges[fact.type].zh
    notes = " ".join(filter(None, (fact.title, fact.function, _days(fact))))
    sentence = " ".join(text[slice(*fact.evidence)].split())
    row: list[Cell] = [caption, fact.head.canonical, fact.tail.canonical, notes, sentence]
    return row + ([fact.rule, round(fact.confidence, 2)] if explain else [])


def _days(fact: Fact) -> str:
    if fact.start is None:
        return ""
    return f"{fact.start}" if fact.end in (None, fact.start) else f"{fact.start}—{fact.end}"
