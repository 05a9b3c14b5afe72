"""Runs the pipeline over gold articles and scores what it finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import InputError
from kg.evaluation.gold import load_gold
from kg.evaluation.score import ArticleScore, score
from kg.pipeline import SILENT, Inputs, Progress, Run, extract
from kg.records import article_record


def measure(folders: Sequence[Path], *, jobs: int = 1, progress: Progress = SILENT) -> Iterator[ArticleScore]:
    """Yield the score of each gold article of some folders.

    Raises:
        InputError: a folder holds no gold articles, or one cannot be read as an article.
    """
    gold = {str(article.path): article for article in load_gold(folders)}
    run = Run()
    for resolved in extract(Inputs([*gold]), run, jobs=jobs, progress=progress):
        yield score(gold[resolved.article.source], article_record(resolved))
    for failure in run.failures:
        raise InputError(f"{failure.source}: {failure.message}")
