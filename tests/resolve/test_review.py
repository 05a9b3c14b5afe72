"""Names that may be one name read in two ways, and what a judgement does to an article."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve import resolve
from kg.resolve.judgements import Judgement, apply
from kg.resolve.lookalikes import alike
from kg.resolve.review import Proposal, Seen, propose, seen
from kg.types import Argument, Label, Reading, Relation, RelationType, ResolvedArticle
from resolve.scenes import reading

LATER = date(2022, 3, 5)


def proposals(*articles: ResolvedArticle) -> list[Proposal]:
    return list(propose(s for a in articles for s in seen(a)))


def pairs(*texts: str) -> list[tuple[str, str]]:
    """Return the pairs proposed for texts of one issue."""
    return [(p.name, p.other) for p in proposals(*(resolve(reading(t)) for t in texts))]


def in_post(text: str, *people: int, title: str = "主席", day: date | None = None) -> ResolvedArticle:
    """Return an article in which people, by number of their mention, hold a post in the body of the first mention."""
    r = reading(text, **({"day": day} if day else {}))
    roles = tuple(
        Relation(
            RelationType.HOLDS_ROLE,
            Argument(r.mentions[i].name, Label.PERSON, i),
            Argument("", Label.UNION, 0),
            (0, 3),
            "t",
            0.9,
            title,
        )
        for i in people
    )
    return resolve(Reading(r.article, r.mentions, roles))


def names(article: ResolvedArticle) -> list[str]:
    return [m.canonical for m in article.mentions]


@pytest.mark.parametrize("pair", ["锡锅", "会舍", "未末", "治冶", "陈阵", "吴昊", "己已"])
def test_characters_of_like_shape(pair: str) -> None:
    assert alike(pair[0], pair[1])
    assert alike(pair[1], pair[0])


@pytest.mark.parametrize("pair", ["王李", "一二", "东西", "南北", "省市", "青清", "七九"])
def test_characters_of_other_shape(pair: str) -> None:
    assert not alike(pair[0], pair[1])


def test_lookalikes_of_one_issue_are_proposed_and_not_merged() -> None:
    articles = [resolve(reading("[P史济锡]到会。[P史济锡]讲话。")), resolve(reading("[P史济锅]指出。"))]
    (found,) = proposals(*articles)
    assert (found.name, found.other, found.count, found.other_count) == ("史济锅", "史济锡", 1, 2)
    assert found.reasons == ("锅 looks like 锡", "in the same issue", "seen 1 times against 2")
    assert names(articles[1]) == ["史济锅"]


def test_unions_too() -> None:
    assert pairs("[U宁波市总工会]、[U宁波市总工舍]。[U宁波市总工会]。") == [("宁波市总工舍", "宁波市总工会")]


def test_names_of_other_shape_other_kind_or_other_length_are_left_alone() -> None:
    assert pairs("[P王平]、[P王芳]、[P李挺]、[P李挺之]。") == []
    assert pairs("[P史济锡]。[C史济锅]。") == []


def test_names_of_two_issues_need_a_post_in_common() -> None:
    one, two = "[U省总工会]主席[P史济锡]到会。[P史济锡]讲话。", "[U省总工会]主席[P史济锅]到会。"
    assert proposals(resolve(reading(one)), resolve(reading(two, day=LATER))) == []
    (found,) = proposals(in_post(one, 1, 2), in_post(two, 1, day=LATER))
    assert (found.issue, found.name) == ("浙江工人日报/2022-03-05", "史济锅")
    assert found.reasons[:3] == ("锅 looks like 锡", "both are 浙江省总工会主席", "in other issues")


def test_a_rare_body_is_like_a_frequent_one_of_other_issues() -> None:
    often = [resolve(reading(f"[U宁波市总工会]第{n}次。")) for n in range(3)]
    rare = resolve(reading("[U宁波市总工舍]。", day=LATER))
    assert [p.name for p in proposals(*often, rare)] == ["宁波市总工舍"]
    assert proposals(*often[:2], rare) == []


def test_one_post_of_two_like_names_is_a_reason_where_one_person_holds_it() -> None:
    text = "[U省总工会]主席[P吴海飞]、[P吴海瑜]。"
    (found,) = proposals(in_post(text, 1, 2))
    assert found.reasons[:2] == ("one character differs (瑜, 飞)", "both are 浙江省总工会主席")
    assert proposals(in_post(text, 1, 2, title="副主席")) == []


def test_only_the_issues_asked_for_and_no_pair_that_was_judged() -> None:
    said = [s for d in (None, LATER) for s in seen(in_post("[U省总工会][P史济锡][P史济锅]", 1, day=d))]
    assert len(propose(said)) == 2
    assert [p.issue for p in propose(said, issues={"浙江工人日报/2022-03-05"})] == ["浙江工人日报/2022-03-05"]
    assert propose(said, judged={frozenset(("史济锅", "史济锡"))}) == ()


_names = st.text(st.sampled_from("王玉主未末会舍"), min_size=1, max_size=3)
_seen = st.builds(Seen, st.sampled_from(["a/1/x", "a/1/y", "a/2/z"]), _names, st.sampled_from(["Person", "Place"]))


@given(st.lists(_seen, max_size=8))
def test_order_does_not_matter_and_pairs_differ_in_one_character(said: list[Seen]) -> None:
    found = propose(said)
    assert found == propose(said[::-1])
    for p in found:
        assert sum(a != b for a, b in zip(p.name, p.other, strict=True)) == 1


# -- judgements -----------------------------------------------------------------------------------------------------

SAME = Judgement("史济锅", "史济锡", True, ("浙江工人日报/2022-03-04",), ("post:浙江省总工会",))


def test_a_judgement_holds_in_its_issue_and_keeps_what_is_printed() -> None:
    article = resolve(reading("[P史济锅]、[P李挺]到会。"))
    (done,), used = apply([article], [SAME])
    assert names(done) == ["史济锡", "李挺"]
    assert done.mentions[0].mention.text == "史济锅"
    assert done.article == article.article
    assert used == [SAME]


def test_elsewhere_it_holds_only_for_who_has_a_post_in_the_same_body() -> None:
    stranger = resolve(reading("[P史济锅]到会。", day=LATER))
    assert apply([stranger], [SAME]) == ([stranger], [])
    other = in_post("[U杭州市总工会]主席[P史济锅]。", 1, day=LATER)
    assert apply([other], [SAME]) == ([other], [])
    same = in_post("[U省总工会]主席[P史济锅]。", 1, day=LATER)
    (one, two), used = apply([same, stranger], [SAME])
    assert (names(one)[1], names(two), used) == ("史济锡", ["史济锡"], [SAME])
    assert one.facts[0].head.canonical == "史济锡"


def test_a_body_is_put_right_everywhere_and_stays_that_of_its_city() -> None:
    judgement = Judgement("鼓楼区总工舍", "鼓楼区总工会", True)
    article = resolve(reading("[U鼓楼区总工舍]。", day=LATER))
    article = replace(article, identities={"鼓楼区总工舍": "江苏省南京市/鼓楼区总工舍"})
    (done,), _ = apply([article], [judgement])
    assert names(done) == ["鼓楼区总工会"]
    assert done.identities == {"鼓楼区总工会": "江苏省南京市/鼓楼区总工会"}


def test_a_judgement_that_names_are_two_changes_nothing() -> None:
    article = resolve(reading("[P史济锅]到会。"))
    assert apply([article], [replace(SAME, same=False)]) == ([article], [])


def test_a_misreading_of_a_misreading() -> None:
    chain = [Judgement("史济锈", "史济锅", True, SAME.issues), SAME]
    (done,), used = apply([resolve(reading("[P史济锈]到会。"))], chain)
    assert names(done) == ["史济锡"]
    assert used == chain
