from __future__ import annotations

import re
from datetime import date

import pytest

from kg.graph.keys import edge_id, event_id, is_official_body, patterns

GROUPS = [(g, p) for g in ("official_bodies", "proper_event_names") for p in getattr(patterns(), g)]


@pytest.mark.parametrize(("group", "entry"), GROUPS, ids=[f"{g}-{p.name}" for g, p in GROUPS])
def test_patterns_match_their_examples_and_nothing_else(group: str, entry: object) -> None:
    pattern = re.compile(entry.pattern)  # type: ignore[attr-defined]
    assert [e for e in entry.examples if not pattern.search(e)] == []  # type: ignore[attr-defined]
    assert [e for e in entry.counterexamples if pattern.search(e)] == []  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "name", ["某某酒店餐厅", "社区居委会", "律师事务所", "诸暨市人民医院", "国网衢州供电公司", "浙江省建筑业协会"]
)
def test_a_post_elsewhere_makes_no_official(name: str) -> None:
    assert not is_official_body("Organization", name)


def test_a_place_makes_an_official() -> None:
    assert is_official_body("Place", "宁波市")
    assert not is_official_body("Event", "宁波市")


def test_a_day_that_is_stated_is_not_a_day_of_report() -> None:
    day = date(2023, 4, 26)
    issue, article = "浙江工人日报/2023-04-26", "浙江工人日报/2023-04-26/0"
    assert event_id("浙江省表彰大会", day, issue, article) != event_id("浙江省表彰大会", None, issue, article)


def test_a_key_tells_missing_from_empty_and_one_property_from_another() -> None:
    ids = {
        edge_id("ATTENDED", "a", "b", p)
        for p in (
            {},
            {"function": ""},
            {"title": "讲话"},
            {"function": "讲话"},
            {"start": date(2023, 1, 1)},
            {"end": date(2023, 1, 1)},
        )
    }
    assert len(ids) == 6
