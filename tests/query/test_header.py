from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError, KGError
from kg.query import parse

GOOD = """// title: 走访
// about: 谁去了哪里
// param: name string 姓名
// param: day date=2023-04-25 某日
// example: name=王文绪
// returns: person, place
// draws: p
MATCH p = (a:Person {name: $name})-[v:VISITED]->(t) // 注
WHERE v.start = date($day) AND t.name <> '; $none'
RETURN a.name AS person, t.name AS place, p
LIMIT 5
"""


def test_a_good_file() -> None:
    query = parse("visits", GOOD)
    assert (query.name, query.title, query.about) == ("visits", "走访", "谁去了哪里")
    assert [(p.name, p.kind, p.about, p.default) for p in query.parameters] == [
        ("name", "string", "姓名", None),
        ("day", "date", "某日", "2023-04-25"),
    ]
    assert query.example == {"name": "王文绪"}
    assert (query.returns, query.draws) == (("person", "place"), ("p",))
    assert query.statement.startswith("MATCH p = ")
    assert query.statement.endswith("LIMIT 5")


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("// title: 走访\n", "", 1, "title"),
        ("// about: 谁去了哪里", "// about:", 2, "about"),
        ("// about: 谁去了哪里", "// abuot: 谁去了哪里", 2, "abuot"),
        ("// about: 谁去了哪里", "// title: 谁去了哪里", 2, "title"),
        ("// about: 谁去了哪里", "// just words", 2, "just words"),
        ("name string 姓名", "name text 姓名", 3, "text"),
        ("name string 姓名", "name string", 3, "name string"),
        ("name string 姓名", "day string 姓名", 4, "day"),
        ("// example: name=王文绪", "// example: nmae=王文绪", 5, "nmae"),
        ("// example: name=王文绪", "// example: day=2023-04-25", 5, "name"),
        ("// example: name=王文绪\n", "", 1, "example"),
        ("person, place", "person place", 6, "person place"),
        ("person, place", "person, person", 6, "twice"),
        ("{name: $name}", "{name: $nom}", 8, "nom"),
        ("{name: $name}", "{name: 'x'}", 8, "name"),
        ("LIMIT 5", "", 8, "LIMIT"),
        ("LIMIT 5", "LIMIT 5; MATCH (n) RETURN n", 8, "one statement"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_line(old: str, new: str, line: int, says: str) -> None:
    assert old in GOOD
    with pytest.raises(DataError, match=rf"queries/visits\.cypher, line {line}: .*{says}"):
        parse("visits", GOOD.replace(old, new))


@pytest.mark.parametrize("text", ["", "// title: 走访", "// title: 走访\n", "\n\n"])
def test_a_file_without_a_statement(text: str) -> None:
    with pytest.raises(DataError, match=r"queries/x\.cypher, line"):
        parse("x", text)


@given(st.text(), st.integers(0, len(GOOD)), st.integers(0, 30))
def test_no_file_makes_anything_but_a_query_or_a_clear_error(noise: str, place: int, gone: int) -> None:
    text = GOOD[:place] + noise + GOOD[place + gone :]
    try:
        said = parse("x", text).statement
    except KGError as e:
        said = str(e)
    assert said
    assert said in text.replace("\r\n", "\n") or re.match(r"queries/x\.cypher, line \d+: .", said)
