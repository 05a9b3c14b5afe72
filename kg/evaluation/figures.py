"""Figures of many articles: rates with bootstrap intervals, kept in a file, compared with an earlier run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg.errors import InputError
from kg.evaluation.score import DATES, FAMILIES, MENTIONS, RELATIONS, ArticleScore, Error
from kg.ids import digest
from kg.types import ORGANIZATIONS, Label, RelationType

ROWS = (
    *(f"{MENTIONS}/{label}" for label in (Label.PERSON, *sorted(ORGANIZATIONS), Label.PLACE)),
    MENTIONS,
    *(f"{RELATIONS}/{relation}" for relation in RelationType),
    RELATIONS,
    *FAMILIES,
    DATES,
)
"""Rows of the table, in order."""

SAMPLES = 2000
SEED = 20220304
_FORMAT = 1

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rate:
    """Precision, recall and F1 of one row, with the interval of F1."""

    precision: float
    recall: float
    f1: float
    low: float
    """2.5 % of the resampled F1 lie below."""
    high: float
    right: int
    given: int
    asked: int


@dataclass(frozen=True)
class Figures:
    """The figures of a run."""

    rates: dict[str, Rate]
    counts: dict[str, dict[str, tuple[int, int, int]]]
    """Right, given and asked by article and row."""
    errors: dict[str, list[str]]
    """Digests of the errors by article: enough to tell new from old, without the texts."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one row since an earlier run."""

    row: str
    before: float
    now: float
    low: float
    """2.5 % of the resampled differences of F1 lie below (the same articles drawn for both runs)."""
    high: float


def figures(scores: Iterable[ArticleScore], *, samples: int = SAMPLES, seed: int = SEED) -> Figures:
    """Return the figures of scored articles.

    Args:
        scores: one score an article.
        samples: how often the articles are drawn anew, with replacement, for the intervals.
        seed: start of the random numbers; the same seed gives the same intervals.
    """
    scored = list(scores)
    counts = {
        s.article: {row: (c.right, c.given, c.asked) for row, c in sorted(s.counts.items()) if c.given or c.asked}
        for s in scored
    }
    errors = {s.article: sorted(error_key(e) for e in s.errors) for s in scored if s.errors}
    return _figures(counts, errors, samples, seed)


def error_key(error: Error) -> str:
    """Return what tells an error from others, as a digest."""
    return digest(error.article, error.kind, error.row, error.what, length=12)


def _figures(
    counts: dict[str, dict[str, tuple[int, int, int]]], errors: dict[str, list[str]], samples: int, seed: int
) -> Figures:
    rows = [*ROWS, *sorted({row for article in counts.values() for row in article} - set(ROWS))]
    table = _table(counts, sorted(counts), rows)
    totals = table.sum(axis=0)
    drawn = _f1(np.einsum("sa,arc->src", _draws(len(table), samples, seed), table))
    low, high = np.percentile(drawn, (2.5, 97.5), axis=0) if len(table) else (np.zeros(len(rows)),) * 2
    rates = {}
    for i, row in enumerate(rows):
        right, given, asked = (int(x) for x in totals[i])
        if not given and not asked and row not in ROWS:
            continue
        precision, recall = right / given if given else 0.0, right / asked if asked else 0.0
        f1 = float(_f1(totals[i]))
        rates[row] = Rate(precision, recall, f1, float(low[i]), float(high[i]), right, given, asked)
    return Figures(rates, counts, errors)


def compare(now: Figures, before: Figures, *, samples: int = SAMPLES, seed: int = SEED) -> list[Change]:
    """Return the change of each row over the articles that both runs hold."""
    articles = sorted(now.counts.keys() & before.counts.keys())
    rows = [row for row in now.rates if row in before.rates]
    new, old = (_table(f.counts, articles, rows) for f in (now, before))
    draws = _draws(len(articles), samples, seed)
    difference = _f1(np.einsum("sa,arc->src", draws, new)) - _f1(np.einsum("sa,arc->src", draws, old))
    low, high = np.percentile(difference, (2.5, 97.5), axis=0) if articles else (np.zeros(len(rows)),) * 2
    f_old, f_new = _f1(old.sum(axis=0)), _f1(new.sum(axis=0))
    return [Change(row, float(f_old[i]), float(f_new[i]), float(low[i]), float(high[i])) for i, row in enumerate(rows)]


def save_figures(run: Figures, path: Path) -> None:
    """Write figures to a file, the same bytes for the same figures.

    Raises:
        InputError: the file cannot be written.
    """
    record = {
        "format": _FORMAT,
        "f1": {row: round(rate.f1, 4) for row, rate in run.rates.items()},
        "counts": {a: {row: list(c) for row, c in rows.items()} for a, rows in sorted(run.counts.items())},
        "errors": dict(sorted(run.errors.items())),
    }
    try:
        path.write_text(_lines(record), encoding="utf-8")
    except OSError as e:
        raise InputError(f"{path}: the figures cannot be written ({e.strerror})") from e


def load_figures(path: Path) -> Figures:
    """Read figures that ``save_figures`` wrote.

    Raises:
        InputError: there is no such file, or it holds no figures.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["format"] != _FORMAT:
            raise InputError(f"{path}: figures of format {record['format']}; save them again with this release")
        counts = {a: {row: (c[0], c[1], c[2]) for row, c in rows.items()} for a, rows in record["counts"].items()}
        return _figures(counts, record["errors"], SAMPLES, SEED)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as e:
        raise InputError(f"{path}: holds no figures of kg evaluate --save ({e})") from e


def _lines(record: dict[str, object]) -> str:
    """Return the record as JSON with a line for each article, so that a change is a small difference."""
    parts = []
    for key, value in record.items():
        if isinstance(value, dict) and value:
            inner = ",\n".join(f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in value.items())
            parts.append(f" {json.dumps(key)}: {{\n{inner}\n }}")
        else:
            parts.append(f" {json.dumps(key)}: {json.dumps(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _table(counts: dict[str, dict[str, tuple[int, int, int]]], articles: Sequence[str], rows: Sequence[str]) -> Counts:
    nothing = (0, 0, 0)
    cells = [[counts[a].get(row, nothing) for row in rows] for a in articles]
    return np.array(cells, dtype=np.int64).reshape(len(articles), len(rows), 3)


def _draws(articles: int, samples: int, seed: int) -> Counts:
    """Return how often each article is drawn in each resample."""
    if not articles:
        return np.zeros((samples, 0), dtype=np.int64)
    return np.random.default_rng(seed).multinomial(articles, [1 / articles] * articles, size=samples).astype(np.int64)


def _f1(counts: Counts) -> npt.NDArray[np.float64]:
    """Return F1 over the last axis of (right, given, asked); 0 where nothing was given or asked."""
    both = counts[..., 1] + counts[..., 2]
    out: npt.NDArray[np.float64] = np.divide(2.0 * counts[..., 0], both, out=np.zeros(both.shape), where=both > 0)
    return out
