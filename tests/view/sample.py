"""A realistic graph of some forty nodes to draw. Persons, firms and articles in it are invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kg.ids import digest, evidence_address, issue_of
from kg.types import Edge, GraphPart, Node, Picture, Source, Value

PAPER = "浙江工人日报"
VISIT = f"{PAPER}/2022-03-04/a1a1a1a1a1a1"
FOLLOW_UP = f"{PAPER}/2022-03-08/b2b2b2b2b2b2"
AWARDS = f"{PAPER}/2022-04-29/c3c3c3c3c3c3"
SOURCES = {
    VISIT: Source("沈仲衡在宁波调研时强调 聚焦聚力 落细落实 推动工会工作高质量发展", PAPER, date(2022, 3, 4), "1"),
    FOLLOW_UP: Source("甬城工会：把服务送到车间去", PAPER, date(2022, 3, 8), "2"),
    AWARDS: Source("全省庆祝“五一”国际劳动节暨表彰大会举行", PAPER, date(2022, 4, 29), "1"),
}
START, END = date(2022, 3, 2), date(2022, 3, 3)

SAID = {
    "came": "3月2日至3日，省人大常委会副主任、省总工会主席沈仲衡赴宁波开展“大调研、大走访、大宣讲、大排查”活动。",
    "along": "省总工会党组成员、副主席吴海澜，宁波市人大常委会副主任、市总工会主席李慎之等参加调研。",
    "sites": "两天的调研中，沈仲衡参观了宁波工人运动纪念馆，先后赴宁波巨隆精工机械有限公司、宁波市建筑服务产业园、"
    "北仑集运基地、浙江远驰汽车有限公司春晓工厂，下车间、进现场，围绕产业工人队伍建设改革开展调研。",
    "heard": "调研中，沈仲衡召开座谈会，听取宁波市总工会及部分区、街道工会的工作汇报。",
    "meeting": "浙江省总工会在杭州举行庆祝“五一”国际劳动节暨全国和省五一劳动奖表彰大会，"
    "沈仲衡出席并讲话，吴海澜主持会议。",
    "prizes": "宁波巨隆精工机械有限公司获全国五一劳动奖状，远驰汽车春晓工厂总装车间班长周国栋、"
    "北仑集运基地集卡司机郑晓燕等获全国五一劳动奖章。",
    "talk": "李慎之在会上发言，并与远驰汽车签订《技能人才共育协议》。",
}


class _Builder:
    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.edges: list[Edge] = []

    def node(self, name: str, *labels: str, aliases: Sequence[str] = (), **more: Value) -> str:
        key = digest(labels[0], name)
        properties: dict[str, Value] = {"id": key, "name": name, **more}
        if aliases:
            properties["aliases"] = list(aliases)
        self.nodes[key] = Node(key, labels, properties)
        return key

    def edge(
        self, type_: str, head: str, tail: str, said: str, articles: Sequence[str] = (VISIT,), **more: Value
    ) -> str:
        key = digest(type_, head, tail, str(more.get("title") or more.get("function")))
        sentence = SAID[said]
        start = 40 + 100 * list(SAID).index(said)
        evidence = [evidence_address(a, start, start + len(sentence)) for a in sorted(articles)]
        properties: dict[str, Value] = {
            "id": key,
            "evidence": evidence,
            "rules": ["sample"] * len(evidence),
            "confidences": [0.93] * len(evidence),
            "sentence": sentence,
            "rule": "sample",
            "confidence": 0.93,
            **more,
        }
        self.edges.append(Edge(key, type_, head, tail, properties))
        return key

    def picture(self, caption: str) -> Picture:
        nodes = tuple(sorted(self.nodes.values(), key=lambda n: n.id))
        return Picture(caption, GraphPart(nodes, tuple(sorted(self.edges, key=lambda e: e.id))), SOURCES)


def sample() -> Picture:
    """Return the picture: a visit of two days, posts, a meeting with speakers, prizes, an agreement."""
    b = _Builder()
    chief = b.node("沈仲衡", "Person", "Official")
    deputy = b.node("吴海澜", "Person", "Official")
    city_chief = b.node("李慎之", "Person", "Official")
    reporter = b.node("阮一鸣", "Person")
    province = b.node("浙江省总工会", "Organization", "Union", aliases=["省总工会", "省总"])
    city = b.node("宁波市总工会", "Organization", "Union", aliases=["市总工会", "市总"])
    congress = b.node("浙江省人大常委会", "Organization", aliases=["省人大常委会"])
    city_congress = b.node("宁波市人大常委会", "Organization", aliases=["市人大常委会"])
    paper = b.node(PAPER, "Organization")
    for person, body, title, said in (
        (chief, province, "主席", "came"),
        (chief, congress, "副主任", "came"),
        (deputy, province, "党组成员", "along"),
        (deputy, province, "副主席", "along"),
        (city_chief, city, "主席", "along"),
        (city_chief, city_congress, "副主任", "along"),
        (reporter, paper, "记者", "came"),
    ):
        b.edge(
            "HOLDS_ROLE",
            person,
            body,
            said,
            title=title,
            first_reported=date(2022, 3, 4),
            last_reported=date(2022, 3, 4),
        )
    museum = b.node("宁波工人运动纪念馆", "Organization")
    machines = b.node("宁波巨隆精工机械有限公司", "Organization", "Company", aliases=["巨隆机械"])
    park = b.node("宁波市建筑服务产业园", "Organization")
    base = b.node("北仑集运基地", "Organization")
    cars = b.node("浙江远驰汽车有限公司", "Organization", "Company", aliases=["远驰汽车"])
    works = b.node("浙江远驰汽车有限公司春晓工厂", "Organization", "Company", aliases=["远驰汽车春晓工厂", "春晓工厂"])
    ningbo = b.node("宁波市", "Place", aliases=["宁波"])
    dates: dict[str, Value] = {"start": START, "end": END, "reported": date(2022, 3, 4)}
    for site in (museum, machines, park, base, works):
        b.edge("VISITED", chief, site, "sites", (VISIT, FOLLOW_UP) if site == machines else (VISIT,), **dates)
    b.edge("VISITED", chief, ningbo, "came", **dates)
    for companion in (deputy, city_chief):
        b.edge("ACCOMPANIED", companion, chief, "along", **dates)
    b.edge("MET_WITH", chief, city, "heard", **dates)
    b.edge("PART_OF", works, cars, "sites", reported=date(2022, 3, 4))
    rally = b.node("全省庆祝“五一”国际劳动节暨全国和省五一劳动奖表彰大会", "Event", date=date(2022, 4, 28))
    talks = b.node("工会工作座谈会", "Event", date=date(2022, 3, 3))
    b.edge("HOSTED", province, rally, "meeting", (AWARDS,), reported=date(2022, 4, 29))
    for person, function in ((chief, "讲话"), (deputy, "主持"), (city_chief, "发言")):
        b.edge(
            "ATTENDED",
            person,
            rally,
            "meeting",
            (AWARDS,),
            function=function,
            start=date(2022, 4, 28),
            end=date(2022, 4, 28),
        )
    b.edge("ATTENDED", chief, talks, "heard", function="讲话", **dates)
    b.edge("HOSTED", b.node("北仑区总工会", "Organization", "Union"), talks, "heard", reported=date(2022, 3, 4))
    centre = b.node("宁波市困难职工帮扶中心", "Organization")
    b.edge("VISITED", city_chief, centre, "along", (FOLLOW_UP,), reported=date(2022, 3, 8))
    medal = b.node("全国五一劳动奖章", "Honour")
    plaque = b.node("全国五一劳动奖状", "Honour")
    pioneer = b.node("浙江省工人先锋号", "Honour")
    model = b.node("全国劳动模范", "Honour")
    firms = [
        b.node("舟山海纳船舶修造有限公司", "Organization", "Company"),
        b.node("温州正阳电气股份有限公司", "Organization", "Company"),
        b.node("绍兴锦云纺织集团有限公司", "Organization", "Company"),
        b.node("杭州捷运物流有限公司", "Organization", "Company"),
    ]
    workers = [
        ("周国栋", works, "总装车间班长", medal),
        ("郑晓燕", base, "集卡司机", medal),
        ("陈立群", firms[0], "电焊工", medal),
        ("王秀兰", firms[2], "挡车工", medal),
        ("方建平", firms[1], "钳工", model),
        ("欧阳文静", museum, "讲解员", pioneer),
        ("林晓峰", firms[3], "快递员", model),
        ("何美玲", b.node("金华江滨医院", "Organization"), "护士长", medal),
    ]
    for name, employer, title, honour in workers:
        person = b.node(name, "Person")
        b.edge("HOLDS_ROLE", person, employer, "prizes", (AWARDS,), title=title, first_reported=date(2022, 4, 29))
        b.edge("AWARDED", person, honour, "prizes", (AWARDS,), reported=date(2022, 4, 29))
    for winner, honour in ((machines, plaque), (firms[1], plaque), (park, pioneer)):
        b.edge("AWARDED", winner, honour, "prizes", (AWARDS,), reported=date(2022, 4, 29))
    b.edge("SIGNED_WITH", city, cars, "talk", (AWARDS,), start=date(2022, 4, 28), reported=date(2022, 4, 29))
    works_union = b.node("浙江远驰汽车有限公司工会", "Organization", "Union")
    b.edge("PART_OF", works_union, cars, "sites", reported=date(2022, 3, 4))
    leader = b.node("徐明远", "Person", "Official")
    b.edge("HOLDS_ROLE", leader, works_union, "talk", title="主席", first_reported=date(2022, 4, 29))
    b.edge("HOLDS_ROLE", leader, cars, "talk", title="党委副书记", first_reported=date(2022, 4, 29))
    b.edge("ATTENDED", leader, talks, "heard", function="发言", **dates)
    b.edge("MET_WITH", deputy, leader, "talk", **dates)
    for article, source in SOURCES.items():
        b.nodes[article] = Node(
            article,
            ("Article",),
            {"id": article, "name": source.headline, "headline": source.headline, "page": source.page},
        )
        issue = issue_of(article)
        title = f"{source.newspaper} {source.date}"
        b.nodes[issue] = Node(issue, ("Issue",), {"id": issue, "name": title, "newspaper": PAPER, "date": source.date})
        key = digest("PUBLISHED_IN", article)
        b.edges.append(Edge(key, "PUBLISHED_IN", article, issue, {"id": key}))
    for name in (chief, deputy, city_chief):
        key = digest("MENTIONED_IN", name, VISIT)
        b.edges.append(Edge(key, "MENTIONED_IN", name, VISIT, {"id": key, "count": 3}))
    return b.picture("沈仲衡的走访、会议与任职（2022年3月—4月）")
