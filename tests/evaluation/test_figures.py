"""Rates, intervals, and comparing runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.evaluation import ArticleScore, Error, compare, figures, load_figures, save_figures

triples = st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5)).map(
    lambda t: (min(t), t[1] + min(t), t[2] + min(t))
)


def article(name: str, *errors: str, **rows: tuple[int, int, int]) -> ArticleScore:
    result = ArticleScore(name)
    for row, triple in rows.items():
        result.count([row], *triple)
    result.errors += [Error(name, "missed", "VISITED", what) for what in errors]
    return result


def test_rates_by_hand() -> None:
    run = figures([article("a", roles=(3, 4, 6)), article("b", roles=(0, 1, 0), visits=(0, 0, 2))])
    roles = run.rates["roles"]
    assert (roles.right, roles.given, roles.asked) == (3, 5, 6)
    assert (roles.precision, roles.recall) == (3 / 5, 3 / 6)
    assert roles.f1 == pytest.approx(2 * 3 / (5 + 6))
    assert run.rates["visits"].f1 == 0
    assert run.rates["meetings"].asked == 0


def test_the_interval_is_a_point_where_all_articles_are_alike() -> None:
    rate = figures([article(str(i), roles=(1, 2, 2)) for i in range(9)]).rates["roles"]
    assert (rate.low, rate.f1, rate.high) == (0.5, 0.5, 0.5)


@given(st.lists(triples, min_size=1, max_size=8))
def test_intervals_hold_between_worst_and_best_article(rows: list[tuple[int, int, int]]) -> None:
    scores = [article(str(i), roles=triple) for i, triple in enumerate(rows)]
    run = figures(scores, samples=100)
    rate = run.rates["roles"]
    each = [
        figures([s], samples=1).rates["roles"].f1 for s in scores if s.counts["roles"].given + s.counts["roles"].asked
    ]
    assert 0 <= rate.low <= rate.high <= 1
    assert rate.high <= max(each, default=0) + 1e-9
    assert run == figures(scores, samples=100)  # the same seed, the same figures


def test_saved_figures_come_back(tmp_path: Path) -> None:
    run = figures([article("a", "甲 → 乙", roles=(1, 2, 3)), article("b", visits=(1, 1, 1))])
    save_figures(run, tmp_path / "f.json")
    assert load_figures(tmp_path / "f.json") == run
    assert "甲" not in (tmp_path / "f.json").read_text(encoding="utf-8")


def test_comparing_takes_the_articles_of_both_runs() -> None:
    before = figures([article("a", roles=(1, 2, 2)), article("b", roles=(1, 1, 1)), article("gone", roles=(0, 9, 9))])
    now = figures([article("a", roles=(2, 2, 2)), article("b", roles=(1, 1, 1)), article("new", roles=(0, 9, 9))])
    change = next(c for c in compare(now, before) if c.row == "roles")
    assert change.before == pytest.approx(2 * 2 / 6)
    assert change.now == 1
    assert 0 <= change.low <= change.now - change.before <= change.high


def test_runs_without_a_common_article_compare_to_nothing() -> None:
    changes = compare(figures([article("a", roles=(1, 1, 1))]), figures([article("b", roles=(1, 1, 1))]))
    assert {(c.before, c.now, c.low, c.high) for c in changes} == {(0, 0, 0, 0)}


@pytest.mark.parametrize(
    "content", ["", "[]", '{"format": 9}', '{"format": 1, "counts": {"a": {"roles": [1]}}, "errors": {}}']
)
def test_a_file_that_holds_no_figures_is_named(tmp_path: Path, content: str) -> None:
    file = tmp_path / "f.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"f\.json"):
        load_figures(file)
