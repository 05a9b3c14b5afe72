"""Made-up news for measuring: resolved articles of imaginary papers, the same for the same seed.

    python benchmarks/made_up_news.py [RELATIONSHIPS] [FOLDER]

Twelve provincial papers print an issue a day. Places, bodies, officials, companies and workers bear names that nobody
bears, drawn with the frequencies of real news: a few leaders, bodies and prizes stand in very many articles, most names
in one or two (rank k is drawn with a chance proportional to 1/k). An article is a visit, a meeting, an award, a signing
or a notice, 400-700 characters long, and states its facts in sentences that hold the names.

As a program it says what the news hold, and writes them to a folder for the bulk import of Neo4j.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import yaml

from kg.graph import build, write_bulk
from kg.ids import article_id
from kg.resolve import claims, identify
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

FIRST_DAY = date(2024, 1, 1)
PROVINCES, CITIES, COUNTIES, PAPERS = 20, 9, 7, 12
COMPANIES = 150
"""Companies of a city."""
ARTICLES = 24
"""Articles of an issue."""
T = TypeVar("T")


@cache
def words() -> dict[str, Any]:
    """Return the words that news are made of."""
    loaded: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return loaded


def often(rng: Random, items: Sequence[T]) -> T:
    """Draw one of some items, the k-th with a chance of nearly 1/k."""
    return items[min(int((len(items) + 1) ** rng.random()) - 1, len(items) - 1)]


@dataclass(slots=True)
class Body:
    """A body or company, and who holds which post in it."""

    name: Name
    place: Name
    posts: list[tuple[Name, str]]
    parent: Name | None = None


@dataclass(slots=True)
class Region:
    """A province and what is in it, the capital first."""

    name: Name
    paper: Body
    unions: list[Body] = field(default_factory=list)
    others: list[Body] = field(default_factory=list)
    companies: list[Body] = field(default_factory=list)
    honours: list[Name] = field(default_factory=list)


def person(rng: Random) -> Name:
    """Make a person up; names repeat as they do among a people."""
    w = words()
    given = often(rng, w["given"]) + (often(rng, w["given"][::-1]) if rng.random() < 0.85 else "")
    return Name(Label.PERSON, often(rng, w["surnames"]) + given)


class World:
    """Everybody and everything that can be in the news."""

    def __init__(self, seed: int = 1) -> None:
        self.rng = Random(seed)
        self._used: set[str] = set()
        nation = self._place(words()["city"])
        self.nation = self._body(words()["nation"], Label.UNION, nation, words()["union_posts"] * 2)
        self.honours = [Name(Label.HONOUR, h) for h in words()["honours"]]
        self.regions = [self._region() for _ in range(PROVINCES)]

    def _place(self, ending: str, before: str = "") -> Name:
        while True:
            name = before + "".join(self.rng.sample(words()["places"], 2)) + ending
            if name not in self._used:
                self._used.add(name)
                return Name(Label.PLACE, name)

    def _body(self, name: str, label: Label, place: Name, posts: Sequence[str], parent: Name | None = None) -> Body:
        return Body(Name(label, name), place, [(person(self.rng), post) for post in posts], parent)

    def _region(self) -> Region:
        w = words()
        province = self._place(w["province"])
        paper = self._body(province.canonical + w["news_agency"], Label.ORG, province, [w["reporter"]] * 30)
        region = Region(province, paper)
        region.honours = [Name(Label.HONOUR, province.canonical + h) for h in w["local_honours"]]
        self._bodies_of(region, province, self.nation.name)
        above = region.unions[0].name
        for _ in range(CITIES):
            city = self._place(w["city"])
            region.honours += [Name(Label.HONOUR, city.canonical + h) for h in w["local_honours"]]
            self._bodies_of(region, city, above)
            city_union = region.unions[-1].name
            for _ in range(COUNTIES):
                county = self._place(self.rng.choice(w["county"]), before=city.canonical)
                self._bodies_of(region, county, city_union)
            for _ in range(COMPANIES):
                self._company(region, city, city_union)
        self.rng.shuffle(region.companies)
        region.unions.sort(key=lambda union: len(union.name.canonical))  # those of provinces and cities first
        return region

    def _bodies_of(self, region: Region, place: Name, parent: Name) -> None:
        w = words()
        region.unions.append(self._body(place.canonical + w["union"], Label.UNION, place, w["union_posts"], parent))
        own = region.unions[-1].name
        for other in w["others"]:
            label = Label.UNION if w["company_union"] in other else Label.ORG
            above = own if label is Label.UNION else None
            region.others.append(self._body(place.canonical + other, label, place, w["other_posts"], above))

    def _company(self, region: Region, city: Name, union: Name) -> None:
        w = words()
        name = self._place(self.rng.choice(w["trades"]) + self.rng.choice(w["forms"]), before=city.canonical).canonical
        company = self._body(name, Label.COMPANY, city, w["company_posts"])
        region.companies.append(company)
        region.others.append(self._body(name + w["company_union"], Label.UNION, city, ["主席"], company.name))


class Report:
    """An article that is being written: sentences with names in them, and what they state."""

    def __init__(self, headline: str) -> None:
        self.headline = headline
        self.text = headline + "\n\n"
        self.mentions: list[ResolvedMention] = []
        self.facts: list[Fact] = []

    def say(self, *parts: str | Name) -> tuple[int, int]:
        """Write a sentence; return where it stands."""
        start = len(self.text)
        for part in parts:
            if isinstance(part, Name):
                at, label, name = len(self.text), part.label, part.canonical
                if label not in {Label.EVENT, Label.HONOUR}:
                    self.mentions.append(ResolvedMention(Mention(at, at + len(name), name, label), name))
                self.text += name
            else:
                self.text += part
        self.text += "。"
        return start, len(self.text)

    def state(self, kind: RelationType, head: Name, tail: Name, span: tuple[int, int], **more: Any) -> None:
        """State a fact."""
        if head != tail:
            self.facts.append(Fact(kind, head, tail, span, f"{kind.value.lower()} made", 0.9, **more))

    def introduce(self, body: Body, who: Sequence[tuple[Name, str]], *rest: str | Name) -> tuple[int, int]:
        """Write a sentence that begins with holders of posts, and state their posts."""
        parts: list[str | Name] = [body.name]
        for n, (name, post) in enumerate(who):
            parts += ["、" * (n > 0) + post, name]
        span = self.say(*parts, *rest)
        for name, post in who:
            self.state(RelationType.HOLDS_ROLE, name, body.name, span, title=post)
        return span


class Desk:
    """Writes the articles of one paper."""

    def __init__(self, world: World, region: Region) -> None:
        self.world, self.region = world, region

    def article(self, rng: Random, day: date, page: int) -> ResolvedArticle:
        """Return one article of an issue."""
        kind = rng.choices(("visit", "meeting", "award", "signing", "notice"), (30, 28, 14, 10, 18))[0]
        report: Report = getattr(self, "_" + kind)(rng, day)
        reporter = often(rng, self.region.paper.posts)
        report.introduce(self.region.paper, [reporter], f"报道（{rng.randrange(10**6)}）")
        for line in rng.sample(words()["filler"], rng.randint(4, 7)):
            report.say(line.rstrip("。"))
        if rng.random() < 0.5:
            report.say("在", self.region.name, "和", often(rng, self.region.unions).place, "，此事受到关注")
        paper = self.region.paper.name.canonical
        number = str((day - FIRST_DAY).days + 7001)
        masthead = Masthead(paper, day, None, number, None, str(page), self.region.name.canonical)
        text = report.text
        made = Article(article_id(paper, day, text), "made", masthead, report.headline, text, (reporter[0].canonical,))
        return ResolvedArticle(made, tuple(report.mentions), tuple(report.facts))

    def _leaders(self, rng: Random, most: int) -> tuple[Body, list[tuple[Name, str]]]:
        body = self.world.nation if rng.random() < 0.04 else often(rng, self.region.unions)
        others = [often(rng, body.posts) for _ in range(rng.randint(1, most))]
        return body, list({name: (name, post) for name, post in others}.values())

    def _headline(self, rng: Random, kind: str, who: Name, **given: Name) -> str:
        pattern: str = rng.choice(words()["headlines"][kind])
        return who.canonical + pattern.format(**{k: v.canonical for k, v in given.items()})

    def _visit(self, rng: Random, day: date) -> Report:
        body, who = self._leaders(rng, 4)
        target = often(rng, self.region.companies if rng.random() < 0.6 else self.region.unions)
        leader = who[0][0]
        report = Report(self._headline(rng, "visit", leader, target=target.name))
        start = day - timedelta(days=rng.randint(1, 3)) if rng.random() < 0.7 else None
        end = start + timedelta(days=rng.randint(1, 2)) if start and rng.random() < 0.2 else None
        span = report.introduce(body, who, "一行到", target.place, target.name, "走访慰问")
        report.state(RelationType.VISITED, leader, target.name, span, start=start, end=end)
        report.state(RelationType.VISITED, leader, target.place, span, start=start, end=end)
        for name, _ in who[1:]:
            report.state(RelationType.ACCOMPANIED, name, leader, span, start=start, end=end)
        host = often(rng, target.posts)
        span = report.introduce(target, [host], "介绍了情况，", leader, "与其座谈")
        report.state(RelationType.MET_WITH, leader, host[0], span, start=start)
        return report

    def _meeting(self, rng: Random, day: date) -> Report:
        w = words()
        body, who = self._leaders(rng, 5)
        if rng.random() < 0.75:
            title = f"{body.place.canonical}第{rng.randint(1, 40)}次{often(rng, w['assemblies'])}"
        else:
            title = rng.choice(w["bare_assemblies"])
        event = Name(Label.EVENT, title)
        report = Report(self._headline(rng, "meeting", body.name, event=event))
        start = day - timedelta(days=rng.randint(1, 2)) if rng.random() < 0.7 else None
        span = report.say(body.name, "在", body.place, "举办", event)
        report.state(RelationType.HOSTED, body.name, event, span)
        span = report.introduce(body, who, "出席", event, "并讲话")
        for name, _ in who:
            done = often(rng, w["functions"])
            report.state(RelationType.ATTENDED, name, event, span, start=start, function=done)
        company = often(rng, self.region.companies)
        worker = person_of(rng, company)
        report.introduce(company, [worker], "作了发言")
        report.state(RelationType.ATTENDED, worker[0], event, span, start=start, function=w["functions"][-1])
        return report

    def _award(self, rng: Random, day: date) -> Report:
        del day
        honour = often(rng, self.region.honours) if rng.random() < 0.7 else often(rng, self.world.honours)
        report = Report(self._headline(rng, "award", self.region.name, honour=honour))
        for _ in range(rng.randint(1, 5)):
            company = often(rng, self.region.companies)
            worker = person_of(rng, company)
            span = report.introduce(company, [worker], "获", honour)
            report.state(RelationType.AWARDED, worker[0], honour, span)
        if rng.random() < 0.4:
            winner = often(rng, self.region.companies).name
            report.state(RelationType.AWARDED, winner, honour, report.say(winner, "获", honour))
        return report

    def _signing(self, rng: Random, day: date) -> Report:
        union, company = often(rng, self.region.unions), often(rng, self.region.companies)
        own = often(rng, self.region.others)
        report = Report(self._headline(rng, "signing", union.name))
        span = report.introduce(union, [often(rng, union.posts)], "与", company.name, "签订协议")
        report.state(RelationType.SIGNED_WITH, union.name, company.name, span, start=day - timedelta(days=1))
        for body in (union, own):
            if body.parent:
                span = report.say(body.name, "隶属于", body.parent)
                report.state(RelationType.PART_OF, body.name, body.parent, span)
        return report

    def _notice(self, rng: Random, day: date) -> Report:
        del day
        body = often(rng, self.region.unions)
        report = Report(self._headline(rng, "notice", body.name))
        report.say(body.name, "、", often(rng, self.region.others).name, "在", body.place, "开展活动")
        report.say("来自", often(rng, self.region.companies).name, "的", person(rng), "、", person(rng), "参加了活动")
        return report


def person_of(rng: Random, company: Body) -> tuple[Name, str]:
    """Draw somebody of a company: one of those often met, or a worker met once."""
    return often(rng, company.posts) if rng.random() < 0.5 else (person(rng), rng.choice(words()["company_posts"][3:]))


class Press:
    """All papers: their issues, one paper after the other, day by day, without an end."""

    def __init__(self, seed: int = 1) -> None:
        self.seed = seed
        world = World(seed)
        self.desks = [Desk(world, region) for region in world.regions[:PAPERS]]

    def issue(self, n: int) -> list[ResolvedArticle]:
        """Return the n-th issue, from 0; the same whichever were asked for before."""
        days, paper = divmod(n, PAPERS)
        day = FIRST_DAY + timedelta(days=days)
        rng = Random(f"{self.seed}/{day}/{paper}")
        return [self.desks[paper].article(rng, day, k // 6 + 1) for k in range(ARTICLES)]


def relationships(articles: Sequence[ResolvedArticle], seen: set[tuple[object, ...]]) -> int:
    """Return how many relationships a graph has with these articles beside those that it had, nearly."""
    for a in articles:
        seen |= {(a.article.id, m.canonical) for m in a.mentions} | {(a.article.id,)}
        seen |= {(f.type, f.head, f.tail, f.title, f.function, f.start) for f in a.facts}
    return len(seen)


def issues_of(size: int, seed: int = 1) -> list[list[ResolvedArticle]]:
    """Return the first issues, as many as give a graph of so many relationships or slightly more."""
    out: list[list[ResolvedArticle]] = []
    seen: set[tuple[object, ...]] = set()
    press = Press(seed)
    for n in count():
        group = press.issue(n)
        out.append(group)
        if relationships(group, seen) >= size:
            break
    return out


def graph_of(groups: Sequence[Sequence[ResolvedArticle]]) -> GraphPart:
    """Return the graph of some issues, built at once."""
    articles = [a for group in groups for a in group]
    said = [c for a in articles for c in claims(a)]
    return build(articles, identify(said), said)


def main(size: int, folder: Path | None) -> None:
    """Say what the news hold; write them where a folder is given."""
    start = time.perf_counter()
    groups = issues_of(size)
    part = graph_of(groups)
    print(f"{len(groups)} issues, {len(part.nodes)} nodes, {len(part.edges)} relationships", end="")
    print(f" in {time.perf_counter() - start:.0f} s")
    for what in (Counter(n.labels[0] for n in part.nodes), Counter(e.type for e in part.edges)):
        print(", ".join(f"{k} {v}" for k, v in what.most_common()))
    most = Counter(end for e in part.edges for end in (e.head, e.tail)).most_common(5)
    print("relationships at the busiest nodes:", ", ".join(str(n) for _, n in most))
    if folder:
        print(write_bulk(part, folder))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, Path(sys.argv[2]) if len(sys.argv) > 2 else None)
