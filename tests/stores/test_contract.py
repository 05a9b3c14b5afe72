"""What every store promises, asserted on each of them."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from newsroom import Opener, article, issues, role, whole

from kg.errors import ForeignStoreError, NotFoundError, QueryError
from kg.ids import date_of, issue_of
from kg.stores import Store
from kg.stores.base import SCHEMA_VERSION
from kg.types import Edge, GraphPart, Path, ResolvedArticle

APRIL = [date(2023, 4, day) for day in range(24, 29)]
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)  # shrinking would ask a server for many minutes
FEW = settings(max_examples=7, deadline=None, phases=QUICK, suppress_health_check=[HealthCheck.function_scoped_fixture])


def visit(
    day: date, *, paper: str = "浙江工人日报", start: date | None = None, body: str = "绍兴市总工会"
) -> ResolvedArticle:
    return article(
        paper,
        day,
        "王文绪走访慰问劳模先进",
        [
            role("王文绪", body, "主席"),
            ("VISITED", "王文绪", "古越龙山公司", {"start": start, "end": start}),
            ("ACCOMPANIED", "李挺", "王文绪", {"start": start}),
            role("李挺", body, "党组书记"),
        ],
        also=[("市总工会", body)],
    )


@FEW
@given(groups=issues())
def test_a_graph_loaded_issue_by_issue_equals_the_graph_built_at_once(
    place: Opener, groups: list[list[ResolvedArticle]]
) -> None:
    with place.empty() as store:
        for group in reversed(groups):
            store.add(group)
    with place() as store:
        assert store.graph() == whole(a for g in groups for a in g)


@FEW
@given(groups=issues())
def test_unloading_takes_exactly_the_issues_evidence_away(place: Opener, groups: list[list[ResolvedArticle]]) -> None:
    by_issue = {issue_of(g[0].article.id): g for g in groups}
    with place.empty() as store:
        store.add([a for g in groups for a in g])
        for issue in sorted(by_issue):
            assert store.remove(issue) == len({a.article.id for a in by_issue[issue]})
            del by_issue[issue]
            assert store.graph() == whole(a for g in by_issue.values() for a in g)


def test_loading_twice_is_loading_once(place: Opener) -> None:
    articles = [visit(APRIL[2], start=APRIL[0]), visit(APRIL[3])]
    with place.empty() as store:
        first = store.add(articles)
        again = store.add(articles)
        assert store.graph() == whole(articles)
    assert set(first.added) == set(again.skipped) == {a.article.id for a in articles}
    assert (first.skipped, again.added, again.nodes, again.edges) == ((), (), 0, 0)


def test_loading_unloading_and_loading_is_loading(place: Opener) -> None:
    old, new = visit(APRIL[2], start=APRIL[0]), visit(APRIL[3], start=APRIL[0])
    with place.empty() as store:
        store.add([old, new])
        store.remove("浙江工人日报/2023-04-27")
        assert store.graph() == whole([old])
        store.add([new])
        assert store.graph() == whole([old, new])
        store.remove("浙江工人日报/2023-04-26")
        store.remove("浙江工人日报/2023-04-27")
        assert store.graph() == GraphPart((), ())


def test_the_same_fact_in_a_second_issue_adds_its_evidence(place: Opener) -> None:
    with place.empty() as store:
        store.add([visit(APRIL[2], start=APRIL[0]), visit(APRIL[3], start=APRIL[0])])
        [(edge,)] = store.run("MATCH (:Person {name: '王文绪'})-[r:VISITED]->() RETURN r").rows
    assert isinstance(edge, Edge)
    assert [str(a).split("/")[1] for a in edge.properties["evidence"]] == ["2023-04-26", "2023-04-27"]
    assert edge.properties["reported"] == APRIL[2]
    assert edge.properties["start"] == APRIL[0]
    assert edge.properties["confidences"] == [0.9, 0.9]


def test_namesakes_in_different_posts_are_two_people_until_an_article_links_them(place: Opener) -> None:
    here = visit(APRIL[0])
    there = article("宁波晚报", APRIL[1], "李挺任职", [role("李挺", "诸暨市人民医院", "院长")])
    both = article(
        "浙江工人日报",
        APRIL[2],
        "任免",
        [role("李挺", "诸暨市人民医院", "院长"), role("李挺", "绍兴市总工会", "副主席")],
    )
    count = "MATCH (p:Person {name: '李挺'}) RETURN count(p)"
    with place.empty() as store:
        store.add([here, there])
        assert store.run(count).rows == ((2,),)
        store.add([both])
        assert store.run(count).rows == ((1,),)
        assert store.graph() == whole([here, there, both])
        store.remove("浙江工人日报/2023-04-26")
        assert store.run(count).rows == ((2,),)
        assert store.graph() == whole([here, there])


def test_two_meetings_of_one_name_on_two_days_are_two_events(place: Opener) -> None:
    with place.empty() as store:
        for day in APRIL[:2]:
            store.add([article("浙江工人日报", day, "座谈", [("ATTENDED", "黄建安", "座谈会", {"function": "主持"})])])
        assert store.run("MATCH (e:Event {name: '座谈会'}) RETURN count(e)").rows == ((2,),)


def test_reading_never_writes(place: Opener) -> None:
    with place.empty() as store:
        store.add([visit(APRIL[2])])
        before = store.graph()
        for statement in (
            "MATCH (n:Person) SET n.name = '某某'",
            "CREATE (n:Person {id: 'x', name: '某某'}) RETURN n",
            "MATCH (n) DETACH DELETE n",
            "CREATE INDEX some_index IF NOT EXISTS FOR (n:Person) ON (n.name)",
        ):
            with pytest.raises(QueryError, match="--write"):
                store.run(statement)
        assert store.graph() == before
        store.run("MATCH (n:Person {name: $name}) SET n.name = $new", {"name": "李挺", "new": "某某"}, write=True)
    with place() as store:
        assert store.run("MATCH (n:Person) RETURN n.name AS name ORDER BY name").rows == (("某某",), ("王文绪",))


def test_graph_values_come_back_as_ours(place: Opener) -> None:
    made = visit(APRIL[2], start=APRIL[0])
    graph = whole([made])
    with place.empty() as store:
        store.add([made])
        answer = store.run(
            "MATCH p = (a:Person {name: $name})-[r:VISITED]->(b) "
            "RETURN a, r, p, r.start AS day, r.confidence AS c, [a.name, b.name] AS names, {of: r} AS map, null AS no",
            {"name": "王文绪"},
        )
    assert answer.columns == ("a", "r", "p", "day", "c", "names", "map", "no")
    [(node, edge, path, day, confidence, names, mapped, none)] = answer.rows
    expected = next(e for e in graph.edges if e.type == "VISITED")
    ends = [next(n for n in graph.nodes if n.id == i) for i in (expected.head, expected.tail)]
    assert node == ends[0]
    assert edge == expected
    assert path == Path(tuple(ends), (expected,))
    assert (day, confidence, names, none) == (APRIL[0], 0.9, ["王文绪", "古越龙山公司"], None)
    assert mapped == {"of": expected}


def test_an_edge_alone_still_names_its_ends(place: Opener) -> None:
    made = visit(APRIL[2])
    with place.empty() as store:
        store.add([made])
        rows = store.run("MATCH ()-[r:ACCOMPANIED]->() RETURN collect(r) AS edges").rows
    assert rows == (([e for e in whole([made]).edges if e.type == "ACCOMPANIED"],),)


def test_dates_are_parameters_and_are_compared(place: Opener) -> None:
    with place.empty() as store:
        store.add([visit(APRIL[2], start=APRIL[0]), visit(APRIL[4], start=APRIL[3])])
        statement = "MATCH ()-[r:VISITED]->() WHERE r.start >= $from RETURN r.start AS start"
        assert store.run(statement, {"from": APRIL[1]}).rows == ((APRIL[3],),)
        statement = "MATCH ()-[r:VISITED]->() WHERE r.start < date($to) RETURN r.start AS start"
        assert store.run(statement, {"to": "2023-04-25"}).rows == ((APRIL[0],),)


@pytest.mark.parametrize(
    "statement", ["MATCH (n RETURN n", "RETURN $missing", "MATCH (n) RETURN m", "RETURN no_such_function(1)", ""]
)
def test_a_wrong_statement_is_one_line(place: Opener, statement: str) -> None:
    with place.empty() as store, pytest.raises(QueryError) as caught:
        store.run(statement)
    assert str(caught.value)
    assert "\n" not in str(caught.value)


def test_issues_sources_and_counts(place: Opener) -> None:
    articles = [visit(APRIL[2]), visit(APRIL[3]), visit(APRIL[3], paper="宁波晚报")]
    with place.empty() as store:
        store.add(articles)
        found = store.issues()
        sources = store.sources([articles[0].article.id, "浙江工人日报/2023-04-26/unknown"])
        stats = store.stats()
    assert [(i.id, i.newspaper, i.date, i.articles) for i in found] == [
        ("宁波晚报/2023-04-27", "宁波晚报", APRIL[3], 1),
        ("浙江工人日报/2023-04-26", "浙江工人日报", APRIL[2], 1),
        ("浙江工人日报/2023-04-27", "浙江工人日报", APRIL[3], 1),
    ]
    [(key, source)] = sources.items()
    assert key == articles[0].article.id
    assert (source.headline, source.newspaper, source.date, source.page) == (
        "王文绪走访慰问劳模先进", "浙江工人日报", APRIL[2], "1",
    )  # fmt: skip
    assert (stats.issues, stats.articles, stats.first, stats.last) == (3, 3, APRIL[2], APRIL[3])
    assert stats.nodes == {
        "Article": 3,
        "Company": 1,
        "Issue": 3,
        "Official": 2,
        "Organization": 2,
        "Person": 2,
        "Union": 1,
    }
    assert stats.edges == {"ACCOMPANIED": 1, "HOLDS_ROLE": 2, "MENTIONED_IN": 12, "PUBLISHED_IN": 3, "VISITED": 1}


def test_neighbourhood_by_name_and_by_alias(place: Opener) -> None:
    made = visit(APRIL[2])
    with place.empty() as store:
        store.add([made])
        by_name, by_alias = store.neighbourhood("绍兴市总工会"), store.neighbourhood("市总工会")
        small = store.neighbourhood("王文绪", limit=1)
        with pytest.raises(NotFoundError, match="某某"):
            store.neighbourhood("某某")
    assert by_name == by_alias
    assert {n.properties["name"] for n in by_name.nodes} == {"绍兴市总工会", "王文绪", "李挺"}
    assert len(by_name.edges) == 2
    assert {e.type for e in by_name.edges} == {"HOLDS_ROLE"}
    assert len(small.edges) == 1
    assert len(small.nodes) == 2


def test_names_that_are_near(place: Opener) -> None:
    with place.empty() as store:
        store.add([visit(APRIL[2]), visit(APRIL[3], body="宁波市总工会")])
        assert store.names_like("王文旭")[:1] == ("王文绪",)
        assert store.names_like("王文绪")[:1] == ("王文绪",)
        assert store.names_like("总工会") == ("宁波市总工会", "绍兴市总工会")
        assert store.names_like("绍兴总工会", limit=1) == ("绍兴市总工会",)
        assert store.names_like("欧阳锋") == store.names_like('("*') == ()
        with pytest.raises(NotFoundError, match="王文旭; did you mean 王文绪"):
            store.neighbourhood("王文旭")


def back_to_claims(store: Store) -> None:
    """Make of a graph what version 1 held."""
    for person, source, keys in store.run(
        "MATCH (p:Person)-[m:MENTIONED_IN]->(a:Article) RETURN p.id, a.id, m.keys"
    ).rows:
        claim = json.dumps([source, date_of(str(source)), *keys], ensure_ascii=False)  # type: ignore[misc]
        store.run(
            "MATCH (p:Person {id: $person}) SET p.claims = coalesce(p.claims, []) + [$claim] REMOVE p.keys, p.first",
            {"person": person, "claim": claim},
            write=True,
        )
    store.run("MATCH ()-[m:MENTIONED_IN]->() REMOVE m.keys", write=True)


@pytest.mark.parametrize("version", [0, 1])
def test_what_an_earlier_release_wrote_is_brought_up_to_date(place: Opener, version: int) -> None:
    articles = [visit(APRIL[2], start=APRIL[0]), visit(APRIL[3], paper="宁波晚报", body="宁波市总工会")]
    with place.empty() as store:
        store.add(articles)
        back_to_claims(store)
        assert store.graph() != whole(articles)
        if version:
            store.run("MATCH (s:StoreInfo) SET s.version = 1", write=True)
        else:
            store.run("MATCH (s:StoreInfo) DELETE s", write=True)
            store.run("MATCH (n) WHERE size(n.aliases) = 0 REMOVE n.aliases", write=True)
            store.run("MATCH ()-[m:MENTIONED_IN]->() WHERE size(m.forms) = 0 REMOVE m.forms", write=True)
        if place.server is not None:
            for (name,) in store.run("SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name LIMIT 3").rows:
                store.run(f"DROP CONSTRAINT {name}", write=True)
            store.run("DROP INDEX names", write=True)
    with place() as store:
        assert store.graph() == whole(articles)
        assert store.run("MATCH (s:StoreInfo) RETURN s.version").rows == ((SCHEMA_VERSION,),)
        assert store.names_like("王文旭")[:1] == ("王文绪",)
        later = visit(APRIL[4])
        store.add([later])
        assert store.graph() == whole([*articles, later])


def test_a_store_of_a_later_release_says_so(place: Opener) -> None:
    with place.empty() as store:
        store.add([visit(APRIL[2])])
        store.run("MATCH (s:StoreInfo) SET s.version = 99", write=True)
    with pytest.raises(
        ForeignStoreError, match=r"has schema version 99, this release reads up to \d+; install"
    ) as caught:
        place()
    assert "\n" not in str(caught.value)


def test_the_mark_is_not_among_what_is_shown(place: Opener) -> None:
    with place.empty() as store:
        store.add([visit(APRIL[2])])
        assert "StoreInfo" not in store.stats().nodes
        assert all("StoreInfo" not in n.labels for n in store.graph().nodes)


def test_what_is_not_there_cannot_be_removed(place: Opener) -> None:
    with place.empty() as store:
        store.add([visit(APRIL[2])])
        with pytest.raises(NotFoundError, match="kg stats"):
            store.remove("浙江工人日报/1999-01-01")
        assert store.graph() == whole([visit(APRIL[2])])


def test_an_issue_that_the_graph_cannot_hold_leaves_nothing(place: Opener) -> None:
    good = visit(APRIL[2])
    bad = article("浙江工人日报", APRIL[3], "坏", [("VISITED", "王文绪", "座谈会", {})])
    with place.empty() as store:
        with pytest.raises(Exception, match="VISITED"):
            store.add([good, bad])
        assert store.graph() == whole([good])


def test_empty_input_changes_nothing(place: Opener) -> None:
    with place.empty() as store:
        assert store.add([]).added == ()
        assert store.graph() == GraphPart((), ())
        assert store.issues() == ()
