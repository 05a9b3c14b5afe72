"""Names that may be one name read in two ways."""

from datetime import date

from kg.resolve import resolve
from kg.resolve.review import propose
from kg.types import Argument, Label, Reading, Relation, RelationType
from resolve.scenes import reading


def pairs(*texts: str) -> list[tuple[str, str]]:
    """Return the pairs proposed for texts of one issue."""
    return [(p.name, p.other) for p in propose(resolve(reading(t)) for t in texts)]


def test_lookalikes_of_one_issue_are_proposed_and_not_merged() -> None:
    articles = [resolve(reading("[P史济锡]到会。[P史济锡]讲话。")), resolve(reading("[P史济锅]指出。"))]
    (found,) = propose(articles)
    assert (found.name, found.other) == ("史济锅", "史济锡")
    assert found.reason == "one character differs, and 锅 looks like 锡"
    assert articles[1].mentions[0].canonical == "史济锅"


def test_unions_too() -> None:
    assert pairs("[U宁波市总工会]、[U宁波市总工舍]。[U宁波市总工会]。") == [("宁波市总工舍", "宁波市总工会")]


def test_names_of_other_shape_other_label_or_other_length_are_left_alone() -> None:
    assert pairs("[P王平]、[P王芳]、[P李挺]、[P李挺之]。") == []
    assert pairs("[P史济锡]。[C史济锅]。") == []


def test_names_of_two_issues_are_left_alone() -> None:
    one = resolve(reading("[P史济锡]到会。"))
    two = resolve(reading("[P史济锅]到会。", day=date(2022, 3, 5)))
    assert propose([one, two]) == ()


def test_one_post_of_two_like_names_is_a_reason() -> None:
    r = reading("[U省总工会]主席[P吴海飞]、[P吴海瑜]。")
    role = [
        Relation(
            RelationType.HOLDS_ROLE,
            Argument(n, Label.PERSON, i),
            Argument("", Label.UNION, 0),
            (0, 3),
            "t",
            0.9,
            "主席",
        )
        for i, n in ((1, "吴海飞"), (2, "吴海瑜"))
    ]
    (found,) = propose([resolve(Reading(r.article, r.mentions, tuple(role)))])
    assert found.reason == "one character differs, and both are 浙江省总工会主席"


def test_order_does_not_matter() -> None:
    articles = [resolve(reading(t)) for t in ("[P史济锡]。", "[P史济锅]。", "[P方平]、[P万平]。")]
    assert propose(articles) == propose(articles[::-1])
