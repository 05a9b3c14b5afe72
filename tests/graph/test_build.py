from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import article, issues, role, whole

from kg.errors import OntologyError
from kg.graph import build, merge, to_networkx
from kg.graph.check import check
from kg.ids import parse_evidence
from kg.ontology import ontology
from kg.resolve import claims, identify
from kg.types import Edge, GraphPart, Label, Name, Node, ResolvedArticle

DAY = date(2023, 4, 26)


@given(issues(), st.randoms())
def test_parts_merged_in_any_order_are_the_graph_built_at_once(
    groups: list[list[ResolvedArticle]], random: object
) -> None:
    articles = [a for g in groups for a in g]
    said = [c for a in articles for c in claims(a)]
    people = identify(said)
    together = build(articles, people, said)
    parts = [build([a], people, said) for a in articles]
    random.shuffle(parts)  # type: ignore[attr-defined]
    assert merge(*parts) == together
    assert merge(merge(*parts[:1]), merge(*parts[1:]), *parts) == together
    assert build(reversed(articles), people, said) == together


@given(issues())
def test_every_edge_has_its_sentence_and_every_end(groups: list[list[ResolvedArticle]]) -> None:
    articles = [a for g in groups for a in g]
    part = whole(articles)
    texts = {a.article.id: a.article.text for a in articles}
    ids = {n.id for n in part.nodes}
    assert [n.id for n in part.nodes] == sorted(ids)
    for edge in part.edges:
        assert {edge.head, edge.tail} <= ids
        if not ontology().edges[edge.type].evidenced:
            continue
        evidence, rules, confidences = (edge.properties[k] for k in ("evidence", "rules", "confidences"))
        assert isinstance(evidence, list)
        assert isinstance(confidences, list)
        assert len(evidence) == len(rules) == len(confidences) > 0  # type: ignore[arg-type]
        where, start, end = parse_evidence(str(evidence[-1]))
        assert edge.properties["sentence"] == " ".join(texts[where][start:end].split())
        assert edge.properties["confidence"] == max(confidences)


def one(part: GraphPart, kind: str) -> Edge:
    [edge] = [e for e in part.edges if e.type == kind]
    return edge


def node(part: GraphPart, name: str) -> Node:
    [found] = [n for n in part.nodes if n.properties["name"] == name]
    return found


def test_labels_aliases_and_counts() -> None:
    part = whole(
        [
            article(
                "浙江工人日报", DAY, "头条",
                [role("王文绪", "绍兴市总工会", "主席"), ("VISITED", "王文绪", "古越龙山公司", {})],
                also=[("市总工会", "绍兴市总工会"), ("老王", "王文绪")],
            )
        ]
    )  # fmt: skip
    assert node(part, "王文绪").labels == ("Person", "Official")
    assert node(part, "王文绪").properties["aliases"] == ["老王"]
    assert node(part, "绍兴市总工会").labels == ("Organization", "Union")
    assert node(part, "绍兴市总工会").properties["aliases"] == ["市总工会"]
    assert node(part, "古越龙山公司").labels == ("Organization", "Company")
    mention = next(e for e in part.edges if e.type == "MENTIONED_IN" and e.head == node(part, "王文绪").id)
    assert (mention.properties["count"], mention.properties["forms"]) == (3, ["王文绪", "老王"])


@pytest.mark.parametrize(
    ("body", "title", "former", "official"),
    [
        ("绍兴市总工会", "主席", False, True),
        ("浙江省人大常委会", "副主任", False, True),
        ("宁波市", "市长", False, True),
        ("绍兴市总工会", "主席", True, False),
        ("诸暨市人民医院", "院长", False, False),
        ("古越龙山公司", "董事长", False, False),
    ],
)
def test_who_is_an_official(body: str, title: str, former: bool, official: bool) -> None:
    part = whole([article("浙江工人日报", DAY, "任职", [role("王文绪", body, title, former=former)])])
    assert ("Official" in node(part, "王文绪").labels) is official


def test_a_body_that_one_article_calls_a_union_is_one_whatever_others_call_it() -> None:
    first = article("浙江工人日报", DAY, "一", [role("王文绪", "绍兴市总工会", "主席")])
    other = article("浙江工人日报", DAY, "二", [role("王文绪", "绍兴市总工会", "主席")])
    mislabelled = ResolvedArticle(
        other.article,
        (),
        tuple(
            f.__class__(f.type, f.head, Name(Label.ORG, f.tail.canonical), f.evidence, f.rule, 0.5, f.title)
            for f in other.facts
        ),
    )
    assert node(whole([mislabelled]), "绍兴市总工会").labels == ("Organization",)
    assert node(whole([first, mislabelled]), "绍兴市总工会").labels == ("Organization", "Union")


def test_dates_of_the_event_of_the_report_and_of_the_post_are_three_things() -> None:
    trip = date(2023, 4, 24)
    facts = [
        role("王文绪", "绍兴市总工会", "主席"),
        ("VISITED", "王文绪", "古越龙山公司", {"start": trip, "end": trip}),
    ]
    part = whole([article("浙江工人日报", d, f"{d}", facts) for d in (DAY, date(2023, 4, 28))])
    visit, post = one(part, "VISITED").properties, one(part, "HOLDS_ROLE").properties
    assert (visit["start"], visit["end"], visit["reported"]) == (trip, trip, DAY)
    assert (post["first_reported"], post["last_reported"]) == (DAY, date(2023, 4, 28))
    assert "start" not in post


def test_another_day_is_another_visit_and_another_title_another_post() -> None:
    facts = [("VISITED", "王文绪", "古越龙山公司", {"start": date(2023, 4, d)}) for d in (1, 2)]
    facts += [role("王文绪", "绍兴市总工会", t) for t in ("主席", "党组书记")]
    part = whole([article("浙江工人日报", DAY, "头条", facts)])
    assert [e.type for e in part.edges if e.type in {"VISITED", "HOLDS_ROLE"}].count("VISITED") == 2
    assert sum(e.type == "HOLDS_ROLE" for e in part.edges) == 2


def test_an_agreement_has_no_direction_and_nobody_meets_himself() -> None:
    there = [("SIGNED_WITH", "绍兴市总工会", "古越龙山公司", {})]
    back = [("SIGNED_WITH", "古越龙山公司", "绍兴市总工会", {})]
    part = whole([article("浙江工人日报", DAY, "一", there), article("浙江工人日报", DAY, "二", back)])
    assert len(one(part, "SIGNED_WITH").properties["evidence"]) == 2  # type: ignore[arg-type]
    alone = article("浙江工人日报", DAY, "三", [("MET_WITH", "王文绪", "王文绪", {})])
    assert not [e for e in whole([alone]).edges if e.type == "MET_WITH"]


@pytest.mark.parametrize(
    ("name", "same_issue", "other_paper", "other_day"),
    [
        ("座谈会", False, False, False),
        ("全市工会工作推进大会", True, False, False),
        ("浙江省庆祝五一表彰大会", True, True, False),
    ],
)
def test_which_reports_tell_of_one_event(name: str, same_issue: bool, other_paper: bool, other_day: bool) -> None:
    def events(*where: tuple[str, date]) -> int:
        made = [
            article(paper, day, f"第{i}篇", [("ATTENDED", "黄建安", name, {"function": "讲话"})])
            for i, (paper, day) in enumerate(where)
        ]
        return sum("Event" in n.labels for n in whole(made).nodes)

    here = ("浙江工人日报", DAY)
    assert (events(here, here) == 1) is same_issue
    assert (events(here, ("宁波晚报", DAY)) == 1) is other_paper
    assert (events(here, ("浙江工人日报", date(2023, 4, 27))) == 1) is other_day


def test_a_stated_day_joins_reports_of_two_days() -> None:
    day = date(2023, 4, 25)
    fact = [("ATTENDED", "黄建安", "浙江省庆祝五一表彰大会", {"function": "讲话", "start": day})]
    host = [("HOSTED", "浙江省总工会", "浙江省庆祝五一表彰大会", {})]
    part = whole(
        [article("浙江工人日报", DAY, "一", [*fact, *host]), article("宁波晚报", date(2023, 4, 27), "二", fact)]
    )
    assert node(part, "浙江省庆祝五一表彰大会").properties["date"] == day


def test_a_page_number_that_only_one_page_gives_stays() -> None:
    first = article("浙江工人日报", DAY, "一", [])
    bare = first.article.masthead.__class__(newspaper="浙江工人日报", date=DAY)
    second = article("浙江工人日报", DAY, "二", [])
    no_number = ResolvedArticle(
        second.article.__class__(second.article.id, "made", bare, "二", second.article.text), (), ()
    )
    [issue] = [n for n in whole([no_number, first]).nodes if "Issue" in n.labels]
    assert issue.properties["number"] == first.article.masthead.issue_number
    assert issue.properties["home"] == "浙江省"


def test_what_the_ontology_does_not_allow_is_refused_with_its_sentence() -> None:
    made = article("浙江工人日报", DAY, "坏", [("VISITED", "王文绪", "座谈会", {})])
    with pytest.raises(OntologyError, match="王文绪，座谈会"):
        whole([made])


@pytest.mark.parametrize(
    ("node", "edge"),
    [
        (Node("a", ("Person", "Union"), {"id": "a", "name": "某"}), None),
        (Node("a", ("Robot",), {"id": "a", "name": "某"}), None),
        (Node("a", ("Person",), {"id": "b", "name": "某"}), None),
        (Node("a", ("Person",), {"id": "a", "name": "某", "age": 3}), None),
        (Node("a", ("Person",), {"id": "a", "name": "某", "aliases": "某某"}), None),
        (Node("a", ("Event",), {"id": "a", "name": "某", "date": "2023-04-26"}), None),
        (None, Edge("e", "KNOWS", "p", "p", {"id": "e"})),
        (None, Edge("e", "MENTIONED_IN", "p", "q", {"id": "e"})),
        (None, Edge("e", "MENTIONED_IN", "p", "p", {"id": "e"})),
        (None, Edge("e", "ACCOMPANIED", "p", "p", {"id": "e"})),
    ],
)
def test_check_refuses(node: Node | None, edge: Edge | None) -> None:
    person = Node("p", ("Person",), {"id": "p", "name": "某"})
    check(GraphPart((person,), ()))
    with pytest.raises(OntologyError):
        check(GraphPart((person, *((node,) if node else ())), (edge,) if edge else ()))


@given(issues())
def test_networkx_has_every_node_and_edge(groups: list[list[ResolvedArticle]]) -> None:
    part = whole(a for g in groups for a in g)
    graph = to_networkx(part)
    assert set(graph.nodes) == {n.id for n in part.nodes}
    assert {key for _, _, key in graph.edges(keys=True)} == {e.id for e in part.edges}
    for edge in part.edges:
        kept = graph.edges[edge.head, edge.tail, edge.id]
        assert kept == {"type": edge.type} | {k: v for k, v in edge.properties.items() if k != "id"}
