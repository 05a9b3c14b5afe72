"""Persons across articles."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.resolve import claims, identify, resolve
from kg.types import Argument, Claim, Label, Reading, Relation, RelationType, ResolvedArticle
from resolve.scenes import reading


def claim(article: str, *keys: str, name: str = "王平") -> Claim:
    """Return a claim; without keys, of a person whose issue alone is known."""
    issue, day = article.rsplit("/", 1)[0], article.split("/")[1]
    return Claim(article, name, day, tuple(sorted(keys)) or (f"issue:{issue}",))


A, B, C, D = "甲报/2022-03-01/a", "乙报/2022-03-02/b", "丙报/2022-03-03/c", "甲报/2022-03-01/d"


def test_the_keys_are_posts_and_employers() -> None:
    r = reading("[U省总工会]主席[P史明]、[P李丽]到会。本报记者 [P阮民]")
    role = RelationType.HOLDS_ROLE
    relations = (
        Relation(
            role, Argument("史明", Label.PERSON, 1), Argument("省总工会", Label.UNION, 0), (0, 4), "t", 0.9, "主席"
        ),
        Relation(
            role, Argument("阮民", Label.PERSON, 3), Argument("浙江工人日报", Label.ORG), (0, 4), "t", 0.9, "记者"
        ),
    )
    got = claims(resolve(Reading(r.article, r.mentions, relations)))
    assert {c.name: c.keys for c in got} == {
        "史明": ("post:浙江省总工会",),
        "李丽": ("issue:浙江工人日报/2022-03-04",),
        "阮民": ("post:浙江工人日报",),
    }
    assert {c.date for c in got} == {"2022-03-04"}


def test_districts_of_one_name_are_told_apart_by_the_paper_or_the_article() -> None:
    union = "[U鼓楼区总工会]主席[P史明]到会。"
    nanjing = resolve(reading(union, "江苏省南京市", "南京日报"))
    fuzhou = resolve(reading(union, "福建省福州市", "福州晚报"))
    said = resolve(reading("[U福州市总工会]来人。" + union, "全国", "工人日报"))
    unsaid = resolve(reading(union, "全国", "工人日报"))
    assert nanjing.identities == {"鼓楼区总工会": "江苏省南京市/鼓楼区总工会"}
    assert fuzhou.identities == said.identities == {"鼓楼区总工会": "福建省福州市/鼓楼区总工会"}
    assert unsaid.identities == {"鼓楼区总工会": f"{unsaid.article.id}/鼓楼区总工会"}
    assert resolve(reading("[U鄞州区总工会]、[U南京市鼓楼区总工会]。")).identities == {}


def test_a_body_without_its_place_is_one_only_within_its_article() -> None:
    first, second = (
        resolve(reading(f"[U县总工会]主席[P史明]{end}", "全国", "工人日报")) for end in ("到会。", "讲话。")
    )
    assert first.identities["县总工会"] != second.identities["县总工会"]
    assert resolve(reading("[U宁波市鄞州区总工会]、[U浙江省总工会]、[C甲乙公司]。")).identities == {}


def test_in_a_paper_whose_home_is_not_known_such_a_body_is_one_for_the_paper() -> None:
    mine, same, other = (
        resolve(reading(f"[U公司工会]主席[P史明]{end}", None, paper))
        for end, paper in (("到会。", "北岭矿工"), ("讲话。", "北岭矿工"), ("到会。", "南河石油"))
    )
    assert mine.identities == same.identities == {"公司工会": "北岭矿工/公司工会"}
    assert other.identities != mine.identities


def test_chairs_of_districts_of_one_name_are_two_persons() -> None:
    def chair(home: str, paper: str) -> ResolvedArticle:
        r = reading("[U鼓楼区总工会]主席[P史明]到会。", home, paper)
        ends = Argument("史明", Label.PERSON, 1), Argument("鼓楼区总工会", Label.UNION, 0)
        return resolve(
            Reading(r.article, r.mentions, (Relation(RelationType.HOLDS_ROLE, *ends, (0, 4), "t", 0.9, "主席"),))
        )

    two = [chair("江苏省南京市", "南京日报"), chair("福建省福州市", "福州晚报")]
    assert len(set(identify(c for a in two for c in claims(a)).values())) == 2


def test_an_article_of_no_known_issue_stands_alone() -> None:
    r = resolve(reading("[P李丽]到会。", day=date(2022, 3, 4)))
    other = resolve(reading("[P李丽]又到会。", paper="", day=date(2022, 3, 4)))
    assert claims(r)[0].keys != claims(other)[0].keys
    assert claims(other)[0].keys == (f"issue:{other.article.id}",)


def test_a_shared_post_links_and_different_posts_do_not() -> None:
    people = identify([claim(A, "post:x"), claim(B, "post:x"), claim(C, "post:y")])
    assert people[A, "王平"] == people[B, "王平"] != people[C, "王平"]


def test_an_article_that_gives_both_posts_links_them() -> None:
    people = identify([claim(A, "post:x"), claim(B, "post:y"), claim(C, "post:x", "post:y")])
    assert len(set(people.values())) == 1


def test_other_names_are_other_persons() -> None:
    people = identify([claim(A, "post:x"), claim(A, "post:x", name="王萍")])
    assert people[A, "王平"] != people[A, "王萍"]


def test_a_caption_meets_the_article_of_its_issue() -> None:
    people = identify([claim(A, "post:x"), claim(D), claim(B)])
    assert people[A, "王平"] == people[D, "王平"] != people[B, "王平"]


def test_a_caption_between_two_persons_of_its_name_joins_neither() -> None:
    people = identify([claim(A, "post:x"), claim("甲报/2022-03-01/e", "post:y"), claim(D)])
    assert len(set(people.values())) == 3


def test_the_id_stays_when_later_articles_come() -> None:
    before = identify([claim(A, "post:x")])[A, "王平"]
    assert identify([claim(A, "post:x"), claim(B, "post:x", "post:y"), claim(C, "post:y")])[C, "王平"] == before


_DAYS = [f"2022-03-0{n}" for n in range(1, 5)]


@st.composite
def a_claim(draw: st.DrawFn) -> Claim:
    article = f"{draw(st.sampled_from('甲乙'))}报/{draw(st.sampled_from(_DAYS))}/{draw(st.integers(0, 3))}"
    keys = draw(st.sets(st.sampled_from([f"post:{k}" for k in "uvwxyz"]), max_size=2))
    return claim(article, *keys, name=draw(st.sampled_from(["王平", "李丽"])))


def unique(group: list[Claim]) -> list[Claim]:
    """One claim for each person of an article, as ``claims`` gives them."""
    return list({(c.article, c.name): c for c in group}.values())


sets = st.lists(a_claim(), max_size=10).map(unique)
posted = sets.map(lambda group: [c for c in group if c.keys[0].startswith("post:")])
FEW = settings(max_examples=60)


@given(sets, st.randoms())
@FEW
def test_order_does_not_matter(group: list[Claim], random: object) -> None:
    shuffled = list(group)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert identify(shuffled) == identify(group) == identify(group + shuffled)


@given(posted, sets)
@FEW
def test_a_union_never_parts_what_a_post_has_joined(small: list[Claim], second: list[Claim]) -> None:
    one, both = identify(small), identify(unique([*second, *small]))
    same = [(a, b) for a in one for b in one if one[a] == one[b]]
    assert all(both[a] == both[b] for a, b in same)


@given(posted, posted)
@FEW
def test_a_removal_touches_only_the_persons_it_takes_from(first: list[Claim], second: list[Claim]) -> None:
    both = unique([*second, *first])
    kept = [c for c in both if c in first]
    whole, rest = identify(both), identify(kept)
    taken_from = {whole[c.article, c.name] for c in both if c not in kept}
    assert {k: v for k, v in whole.items() if v not in taken_from} == {
        k: v for k, v in rest.items() if whole[k] not in taken_from
    }


@given(sets, st.sampled_from(["王平", "李丽"]))
@FEW
def test_names_do_not_touch_each_other(group: list[Claim], name: str) -> None:
    alone = identify([c for c in group if c.name == name])
    assert alone == {k: v for k, v in identify(group).items() if k[1] == name}


@given(sets)
@FEW
def test_one_person_one_name_and_different_persons_different_ids(group: list[Claim]) -> None:
    people = identify(group)
    assert set(people) == {(c.article, c.name) for c in group}
    by_id: dict[str, set[str]] = {}
    for (_, name), person in people.items():
        by_id.setdefault(person, set()).add(name)
    assert all(len(names) == 1 for names in by_id.values())
    posts = {c: set(c.keys) for c in group if c.keys[0].startswith("post:")}
    for a, keys in posts.items():
        for b, others in posts.items():
            if a.name == b.name and keys & others:
                assert people[a.article, a.name] == people[b.article, b.name]
