from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from kg.errors import DataError, ParameterError, UnknownQueryError
from kg.query import bind, catalogue, catalogue_of, parse, run, table_of
from kg.types import Answer

QUERY = parse(
    "days",
    """// title: 某日
// about: 某日的事
// param: name string 姓名
// param: day date 日期
// param: most integer=5 最多几行
// example: name=王文绪, day=2023-04-25
// returns: a
// draws: p
MATCH p = (n) WHERE n.name = $name AND n.date = date($day) RETURN n.name AS a, p LIMIT $most
""",
)


@pytest.mark.parametrize("day", ["2023-04-25", date(2023, 4, 25), datetime(2023, 4, 25, 9, 30)])
@pytest.mark.parametrize("most", [{}, {"most": 5}, {"most": "5"}])
def test_parameters_are_read_as_their_types(day: object, most: dict[str, object]) -> None:
    assert bind(QUERY, {"name": " 王文绪 ", "day": day, **most}) == {"name": "王文绪", "day": "2023-04-25", "most": 5}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "name, day is missing"),
        ({"name": "王文绪"}, "day is missing"),
        ({"name": "王文绪", "day": "2023-04-25", "mots": 3}, r"no parameter mots \(most\?\)"),
        ({"name": "王文绪", "day": "25.4.2023"}, "day=25.4.2023 must be a day such as"),
        ({"name": "王文绪", "day": 20230425}, "must be a day"),
        ({"name": "王文绪", "day": "2023-04-25", "most": "many"}, "most=many must be a whole number"),
        ({"name": "王文绪", "day": "2023-04-25", "most": -1}, "whole number"),
        ({"name": "王文绪", "day": "2023-04-25", "most": True}, "whole number"),
        ({"name": "王文绪", "day": "2023-04-25", "most": 10**30}, "whole number"),
        ({"name": "  ", "day": "2023-04-25"}, "not empty"),
        ({"name": 3, "day": "2023-04-25"}, "must be a text"),
    ],
)
def test_what_is_needed_is_said_with_the_example(given: Mapping[str, Any], says: str) -> None:
    with pytest.raises(ParameterError, match=says) as caught:
        bind(QUERY, given)
    assert "kg query days name=王文绪 day=2023-04-25" in str(caught.value)
    assert "most (最多几行; default 5)" in str(caught.value)


class _Store:
    def run(self, statement: str, parameters: Mapping[str, Any] | None = None) -> Answer:
        assert statement == QUERY.statement
        return Answer(("a", "p"), ((str(parameters), 2),))


def test_running_hands_the_bound_parameters_over_and_a_table_leaves_the_picture_out() -> None:
    answer = run(_Store(), QUERY, {"name": "王文绪", "day": "2023-04-25"})
    assert "'most': 5" in str(answer.rows[0][0])
    assert table_of(QUERY, answer) == Answer(("a",), ((answer.rows[0][0],),))


def test_an_unknown_query_is_told_what_is_near() -> None:
    with pytest.raises(UnknownQueryError, match="did you mean visits"):
        catalogue()["vists"]
    with pytest.raises(UnknownQueryError, match=r"did you mean .*visits"):
        catalogue()["走访"]
    with pytest.raises(UnknownQueryError, match="`kg query` lists them"):
        catalogue()["xyzzy"]
    assert "xyzzy" not in catalogue()
    assert "visits" in catalogue()
    assert len(catalogue()) >= 16
    assert list(catalogue()) == sorted(catalogue())


def test_ones_own_folder(tmp_path: Path) -> None:
    (tmp_path / "mine.cypher").write_text(
        "// title: 甲\n// about: 乙\n// returns: a\n// draws: p\nMATCH p = (a) RETURN a.name AS a, p LIMIT 1\n",
        encoding="utf-8",
    )
    assert [q.title for q in catalogue_of(tmp_path).values()] == ["甲"]
    (tmp_path / "bad.cypher").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError, match=r"bad\.cypher"):
        catalogue_of(tmp_path)
