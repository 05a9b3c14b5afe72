"""Judgements on names go with the store, whatever it is, and an issue is replaced as a whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from newsroom import Opener, article, role, whole

from kg.errors import NotFoundError
from kg.resolve.judgements import Judgement
from kg.stores import judgements as kept
from kg.types import Area, ResolvedArticle

DAY = date(2023, 4, 26)
SAME = Judgement("史济锅", "史济锡", True, ("浙江工人日报/2023-04-26",), ("post:浙江省总工会",))


def news(day: date = DAY, person: str = "史济锅") -> ResolvedArticle:
    return article(
        "浙江工人日报", day, "走访", [role(person, "浙江省总工会", "主席"), ("VISITED", person, "宁波市", {})]
    )


def test_judgements_are_kept_given_up_and_outlast_their_issues(place: Opener) -> None:
    with place.empty() as store:
        store.add([news()])
        graph = store.graph()
        assert kept.judgements(store) == ()
        kept.judge(store, SAME)
        kept.judge(store, Judgement("王玉", "王主", False))
        assert store.graph() == graph
        store.remove("浙江工人日报/2023-04-26")
    with place() as store:
        assert kept.judgements(store) == (SAME, Judgement("王玉", "王主", False))
        kept.applied(store, [SAME], "浙江工人日报/2023-04-27")
        assert kept.judgements(store)[0].issues == ("浙江工人日报/2023-04-26", "浙江工人日报/2023-04-27")
        assert kept.withdraw(store, frozenset(("王主", "王玉"))).same is False
        with pytest.raises(NotFoundError, match="王玉"):
            kept.withdraw(store, frozenset(("王主", "王玉")))
        kept.withdraw(store, SAME.pair)


def test_an_issue_is_replaced_as_a_whole_or_not_at_all(place: Opener) -> None:
    old, new, other = news(), news(person="史济锡"), news(date(2023, 4, 27), "史济锡")
    with place.empty() as store:
        store.add([old, other])
        store.replace([new])
        assert store.graph() == whole([new, other])
        with pytest.raises(NotFoundError):
            store.replace([old, news(date(2023, 4, 28))])
        assert store.graph() == whole([new, other])


def test_articles_come_back_as_they_were_before_they_were_understood(place: Opener) -> None:
    made = news()
    marked = replace(
        made.article,
        source="scan.pdf",
        seams=(5,),
        doubtful=((6, 8),),
        parts=("浙江工人日报/2023-04-26/aaa",),
        unfinished=True,
        body_start=4,
        areas=(Area(0, 2, 1, 1.0, 2.0, 3.0, 4.0),),
    )
    with place.empty() as store:
        store.add([replace(made, article=marked)])
        assert kept.articles_of(store, "浙江工人日报/2023-04-26") == [marked]


def test_names_of_an_issue_and_those_near_them(place: Opener) -> None:
    with place.empty() as store:
        store.add([news(), news(date(2023, 4, 27), "史济锡"), news(date(2023, 4, 28), "李挺")])
        near = kept.seen(store, ["浙江工人日报/2023-04-26"])
        people = {s.name: s for s in near if s.kind == "Person"}
        assert people.keys() == {"史济锅", "史济锡"}
        assert people["史济锅"].bodies == {"浙江省总工会"}
        assert people["史济锅"].posts == {"浙江省总工会主席"}
        assert {s.name for s in kept.seen(store)} > {"李挺", "宁波市"}
        assert kept.issues_of(store, "史济锅") == ("浙江工人日报/2023-04-26",)
        assert kept.keys_of(store, {"史济锅", "李挺"}, ["浙江工人日报/2023-04-26"]) == ("post:浙江省总工会",)
