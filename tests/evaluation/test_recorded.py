"""The recorded figures are a floor: no family may fall by more than a point."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.evaluation import Figures, compare, figures, load_figures
from kg.evaluation.measure import measure

GOLD = Path(__file__).parents[1] / "gold"
FOLDERS = [GOLD / name for name in ("tuning", "own", "fresh", "held_out", "own_held_out", "last_held_out")]
RECORDED = GOLD / "figures.json"
POINT = 0.01


@pytest.fixture(scope="module")
def now() -> Figures:
    return figures(measure(FOLDERS))


def test_all_gold_articles_are_recorded() -> None:
    names = {path.stem for folder in FOLDERS for path in folder.glob("*.json")}
    assert set(load_figures(RECORDED).counts) == names, "gold articles came or went: make record"


@pytest.mark.parametrize("row", ["mentions", "relations", "roles", "visits", "meetings", "visit dates"])
def test_no_family_falls_by_more_than_a_point(now: Figures, row: str) -> None:
    change = next(c for c in compare(now, load_figures(RECORDED), samples=1) if c.row == row)
    advice = f"kg evaluate {' '.join(f'tests/gold/{f.name}' for f in FOLDERS)} --compare tests/gold/figures.json"
    assert change.now >= change.before - POINT, f"{row} fell from {change.before:.3f} to {change.now:.3f}; see {advice}"
    assert change.before > 0
