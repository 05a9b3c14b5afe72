"""Makes resolved articles for tests of the graph, the stores and the queries: a sentence for each fact."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import neo4j
import pytest
from hypothesis import strategies as st

from kg.graph import build
from kg.ids import article_id
from kg.resolve import claims, identify
from kg.stores import Store, open_store
from kg.types import (
    Article,
    Fact,
    GraphPart,
    Label,
    Masthead,
    Mention,
    Name,
    RelationType,
    ResolvedArticle,
    ResolvedMention,
)

LABELS = {"工会": Label.UNION, "公司": Label.COMPANY, "座谈会": Label.EVENT, "大会": Label.EVENT, "奖章": Label.HONOUR}
PLACES = {"宁波市", "杭州市", "义乌市"}
PEOPLE = ("王文绪", "史济民", "黄建安", "吴国栋", "李挺")
BODIES = ("浙江省总工会", "绍兴市总工会", "宁波市总工会", "浙江省人大常委会", "古越龙山公司", "诸暨市人民医院")
TITLES = ("主席", "副主席", "主任", "党组书记", "记者")


def named(name: str) -> Name:
    """Return the name with the label its ending tells."""
    if name in PLACES:
        return Name(Label.PLACE, name)
    for ending, label in LABELS.items():
        if name.endswith(ending):
            return Name(label, name)
    return Name(Label.PERSON if len(name) <= 3 else Label.ORG, name)


def article(
    newspaper: str,
    day: date,
    headline: str,
    facts: Sequence[tuple[str, str, str, dict[str, object]]],
    *,
    also: Sequence[tuple[str, str]] = (),
    page: str = "1",
) -> ResolvedArticle:
    """Return an article with one sentence for each fact.

    Args:
        newspaper: its name.
        day: date of the issue.
        headline: the headline.
        facts: type, head, tail and further fields of ``Fact``; tails that are events or honours give no mention.
        also: further mentions: as printed, and canonical.
        page: page of the issue.
    """
    text = headline + "\n\n"
    mentions: list[ResolvedMention] = []
    found: list[Fact] = []
    for kind, head, tail, more in facts:
        start = len(text)
        for name in (head, tail):
            text += "，" if name == tail else ""
            label = named(name).label
            if label not in {Label.EVENT, Label.HONOUR}:
                mentions.append(ResolvedMention(Mention(len(text), len(text) + len(name), name, label), name))
            text += name
        text += f"（{kind}{more.get('title', '')}{more.get('start', '')}）。"
        details = {"rule": "made", "confidence": 0.9, **more}
        found.append(Fact(RelationType(kind), named(head), named(tail), (start, len(text)), **details))  # type: ignore[arg-type]
    for printed, canonical in also:
        mentions.append(
            ResolvedMention(Mention(len(text), len(text) + len(printed), printed, named(canonical).label), canonical)
        )
        text += printed + "。"
    masthead = Masthead(newspaper=newspaper, date=day, issue_number=str(day.toordinal()), page=page, home="浙江省")
    made = Article(article_id(newspaper, day, text), "made", masthead, headline, text, ("何悦",))
    return ResolvedArticle(made, tuple(mentions), tuple(found))


def role(person: str, body: str, title: str, **more: object) -> tuple[str, str, str, dict[str, object]]:
    """Return a post."""
    return "HOLDS_ROLE", person, body, {"title": title, **more}


DAYS = [date(2023, 4, 24), date(2023, 4, 25), date(2023, 4, 26)]
_more = st.fixed_dictionaries(
    {"confidence": st.sampled_from([0.6, 0.9, 1.0]), "rule": st.sampled_from(["甲规则", "rule-b"])}
)
_dates = st.fixed_dictionaries({}, optional={"start": st.sampled_from(DAYS)})


@st.composite
def _facts(draw: st.DrawFn) -> tuple[str, str, str, dict[str, object]]:
    person, other = draw(st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=2, unique=True))
    body, second = draw(st.lists(st.sampled_from(BODIES), min_size=2, max_size=2, unique=True))
    event = draw(st.sampled_from(["座谈会", "浙江省庆祝五一表彰大会", "全市劳动竞赛推进大会"]))
    more = draw(_more)
    dated = draw(_dates) | more
    return draw(
        st.sampled_from(
            [
                role(person, body, draw(st.sampled_from(TITLES)), former=draw(st.booleans()), **more),
                ("VISITED", person, body, dated),
                ("VISITED", person, "义乌市", dated),
                ("ACCOMPANIED", person, other, dated),
                ("MET_WITH", person, other, dated),
                ("ATTENDED", person, event, {"function": "讲话", **dated}),
                ("HOSTED", body, event, more),
                ("SIGNED_WITH", body, second, more),
                ("PART_OF", body, second, more),
                ("AWARDED", person, "全国五一劳动奖章", more),
                ("AWARDED", body, "全国五一劳动奖章", more),
            ]
        )
    )


@st.composite
def issues(draw: st.DrawFn, count: int = 3) -> list[list[ResolvedArticle]]:
    """Return up to ``count`` issues of one or two articles each."""
    papers = [("浙江工人日报", DAYS[2]), ("浙江工人日报", DAYS[1]), ("宁波晚报", DAYS[2])]
    out = []
    for n, (paper, day) in enumerate(papers[: draw(st.integers(1, count))]):
        group = [
            article(
                paper,
                day,
                f"第{n}期第{i}篇",
                draw(st.lists(_facts(), min_size=0, max_size=5)),
                also=draw(st.sampled_from([(), (("省总工会", "浙江省总工会"),), (("老王", "王文绪"),)])),
            )
            for i in range(draw(st.integers(1, 2)))
        ]
        out.append(group)
    return out


def whole(articles: Iterable[ResolvedArticle]) -> GraphPart:
    """Return the graph of articles, built at once in memory: what every store must hold."""
    given = list(articles)
    said = [c for a in given for c in claims(a)]
    return build(given, identify(said), said)


STORES = ["embedded", *(pytest.param(k, marks=pytest.mark.server) for k in ("neo4j-5.26", "neo4j-2026.08"))]
"""Parameters of tests that run on every store."""


class Opener:
    """Opens stores of one kind."""

    def __init__(self, folder: Path, server: Any = None) -> None:
        self.folder = folder
        self.server = server
        self.count = 0

    def __call__(self) -> Store:
        """Open the store as it stands."""
        return open_store(self.url, create=True)

    def empty(self) -> Store:
        """Open a store with nothing in it."""
        self.count += 1
        if self.server is not None:
            with neo4j.GraphDatabase.driver(self.server.url, auth=(self.server.user, self.server.password)) as driver:
                driver.execute_query("MATCH (n) WHERE NOT n:StoreInfo DETACH DELETE n", database_="neo4j")
                driver.execute_query("MATCH (n:StoreInfo) WHERE n.version = 99 DELETE n", database_="neo4j")
        return self()

    @property
    def url(self) -> str:
        """The store's URL."""
        return str(self.folder / f"news{self.count}.kgl") if self.server is None else self.server.url


def opener(request: pytest.FixtureRequest, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Return an opener for the kind of store in ``request.param``; starts the server if it takes one."""
    if request.param == "embedded":
        return Opener(folder)
    server = request.getfixturevalue({"neo4j-5.26": "neo4j_server", "neo4j-2026.08": "neo4j_current"}[request.param])
    monkeypatch.setenv("NEO4J_USERNAME", server.user)
    monkeypatch.setenv("NEO4J_PASSWORD", server.password)
    monkeypatch.delenv("NEO4J_DATABASE", raising=False)
    return Opener(folder, server)
