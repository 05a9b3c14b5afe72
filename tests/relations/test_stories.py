"""Visits, companions, meetings and agreements, told as many papers tell them."""

from datetime import date

import pytest

from kg.types import RelationType

from .stories import findings, pairs, rows

VISITS = [
    ("3月2日，[省总工会]U主席[王一]P先后来到[甲公司]C、[乙学院]O和[丙工会]U。", {"甲公司", "乙学院", "丙工会"}),
    ("3月2日，[省总工会]U主席[王一]P率调研组到[东市]L。调研组一行走进位于[西区]L的[甲公司]C。", {"东市", "甲公司"}),
    ("3月2日，[省总工会]U主席[王一]P赴[东市]L调研。在[甲公司]C，[王一]P与职工交谈。", {"东市", "甲公司"}),
    ("3月2日，[省总工会]U主席[王一]P一行走访了[甲公司]C，还将赴[乙公司]C。", {"甲公司"}),
    ("3月2日，[省总工会]U主席[王一]P走访[甲公司]C。原定前往[乙公司]C的行程，因大风取消。", {"甲公司"}),
    ("3月2日，[省总工会]U主席[王一]P到[甲公司]C。[王一]P强调，要多到[乙公司]C去。", {"甲公司"}),
    ("3月2日，[省总工会]U主席[王一]P到[甲公司]C。会后，[乙工会]U派人来到[丙公司]C。", {"甲公司"}),
    ("3月2日，快递员[王一]P来到[甲公司]C。", set()),
    ("3月2日，[省总工会]U主席[王一]P出席会议。会议在[甲公司]C举行。", set()),
    ("3月2日，[省总工会]U主席[王一]P由[东市总工会]U主席[李二]P陪同，到[甲公司]C。", {"甲公司"}),
    ("[东国工会]U副主席[王一]P率团于3月2日来[东省]L访问，与[省总工会]U座谈，随后启程前往[西省]L。", {"东省"}),
    ("3月2日，[市总工会]U主席[王一]P在[甲公司]C慰问一线员工。", {"甲公司"}),
]


@pytest.mark.parametrize(("told", "sites"), VISITS)
def test_who_went_where(told: str, sites: set[str]) -> None:
    assert pairs(told, "VISITED") == {("王一", s) for s in sites}


def test_place_that_only_frames_a_campaign_is_no_visit_where_its_sites_are_named() -> None:
    told = (
        "3月2日至3日，[省总工会]U主席[王一]P赴[东市]L开展“大调研、大走访”活动。"
        "[王一]P参观了[东市展览馆]O，先后赴[东市甲公司]C、[乙公司]C。"
    )
    assert pairs(told, "VISITED") == {("王一", "东市展览馆"), ("王一", "东市甲公司"), ("王一", "乙公司")}
    assert any(s.because == "campaign_frame" for s in findings(told).silenced)


def test_party_that_parts() -> None:
    told = (
        "3月2日，[省总工会]U主席[王一]P率队到[东市]L。下午，调研组兵分两路："
        "[王一]P到[甲公司]C；[省总工会]U副主席[李二]P一行则赶赴[西县]L，走访[乙公司]C。"
    )
    assert pairs(told, "VISITED") == {("王一", "东市"), ("王一", "甲公司"), ("李二", "西县"), ("李二", "乙公司")}


DATES = [
    ("3月2日至3日，{}赴[甲公司]C。", (2022, 3, 2), (2022, 3, 3)),
    ("3月2日—3日，{}赴[甲公司]C。", (2022, 3, 2), (2022, 3, 3)),
    ("3月2日、3日，{}赴[甲公司]C。", (2022, 3, 2), (2022, 3, 3)),
    ("2月27日至3月1日，{}赴[甲公司]C。", (2022, 2, 27), (2022, 3, 1)),
    ("昨日，{}赴[甲公司]C。", (2022, 3, 3), (2022, 3, 3)),
    ("12月28日，{}赴[甲公司]C。", (2021, 12, 28), (2021, 12, 28)),
    ("去年11月6日，{}赴[甲公司]C。", (2021, 11, 6), (2021, 11, 6)),
    ("上周五，{}赴[甲公司]C。", (2022, 2, 25), (2022, 2, 25)),
    ("周三，{}赴[甲公司]C。", (2022, 3, 2), (2022, 3, 2)),
    ("2月27日至3月1日，{}调研。28日下午，他来到[甲公司]C。", (2022, 2, 28), (2022, 2, 28)),
    ("2月27日至28日，{}调研。次日，他来到[甲公司]C。", (2022, 2, 28), (2022, 2, 28)),
    ("２月２７日，{}赴[甲公司]C。", (2022, 2, 27), (2022, 2, 27)),
]


@pytest.mark.parametrize(("told", "first", "last"), DATES)
def test_dates(told: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    found = findings(told.format("[省总工会]U主席[王一]P")).relations
    visit = next(r for r in found if r.type == RelationType.VISITED)
    assert (visit.start, visit.end) == (date(*first), date(*last))


@pytest.mark.parametrize("when", ["近日", "日前", "去年12月", "3月上旬"])
def test_loose_times_give_no_date(when: str) -> None:
    found = findings(f"{when}，[省总工会]U主席[王一]P赴[甲公司]C。").relations
    assert [(r.start, r.end) for r in found if r.type == RelationType.VISITED] == [(None, None)]


def test_no_date_without_the_issue() -> None:
    found = findings("3月2日，[省总工会]U主席[王一]P赴[甲公司]C。", issue=None).relations
    assert all(r.start is None for r in found)


COMPANIONS = [
    "[市总工会]U主席[李二]P陪同。",
    "[省总工会]U党组成员、副主席[李二]P等参加调研。",
    "[市总工会]U主席[李二]P一同走访。",
    "[市总工会]U主席[李二]P随同。",
    "[王一]P叮嘱随行的[市总工会]U主席[李二]P抓好落实。",
    "[王一]P在[市总工会]U主席[李二]P陪同下来到[乙公司]C。",
    "[市总工会]U主席[李二]P介绍情况并陪同考察。",
]


@pytest.mark.parametrize("told", COMPANIONS)
def test_who_went_along(told: str) -> None:
    assert pairs("3月2日，[省总工会]U主席[王一]P赴[甲公司]C调研。" + told, "ACCOMPANIED") == {("李二", "王一")}


def test_taking_part_in_a_meeting_is_no_company() -> None:
    told = "3月2日，[省总工会]U主席[王一]P赴[甲公司]C调研。[市总工会]U主席[李二]P参加座谈会。"
    assert pairs(told, "ACCOMPANIED") == set()


def functions(told: str) -> dict[tuple[str, str], str | None]:
    found = findings(told).relations
    return {(r.head.name, r.tail.name): r.function for r in found if r.type == RelationType.ATTENDED}


def test_functions_at_a_named_meeting() -> None:
    told = (
        "3月2日，[市总工会]U召开全市工会工作会议。[市委]O副书记[王一]P出席会议并讲话，[市总工会]U主席[李二]P主持会议并讲话，"
        "副主席[张三]P作工作报告，[甲公司工会]U主席[赵四]P作交流发言。[市人社局]O局长[钱五]P等到会祝贺。"
        "受[市长]O[孙六]P委托，[周七]P致辞。"
    )
    event = "全市工会工作会议"
    assert functions(told) == {
        ("王一", event): "讲话",
        ("李二", event): "主持/讲话",
        ("张三", event): "报告",
        ("赵四", event): "发言",
        ("钱五", event): "出席",
        ("周七", event): "致辞",
    }


def test_references_lead_back_to_the_longest_name() -> None:
    told = "[东县]L工会第八次代表大会举行\n\n3月2日，[东县]L工会第八次代表大会召开。[县委]O书记[王一]P出席开幕式。会议由[李二]P主持。"
    assert {name for _, name in functions(told)} == {"东县工会第八次代表大会"}


def test_a_meeting_to_come_has_nobody() -> None:
    assert functions("据悉，全市工会工作会议将于5月召开，届时[市总工会]U主席[王一]P将讲话。") == {}


def test_absent() -> None:
    assert functions("3月2日，签约仪式举行。[市总工会]U主席[王一]P因出差，未能到场。") == {}


HOSTS = [
    ("大赛由[甲工会]U、[乙局]O主办，[丙公司]C承办。", {"甲工会", "乙局", "丙公司"}),
    ("[甲工会]U联合[乙局]O，在[丙公司]C举办第三届职工技能大赛。", {"甲工会", "乙局"}),
    ("由[甲工会]U主办、[丙公司]C承办的第三届职工技能大赛开赛。", {"甲工会", "丙公司"}),
    ("[甲工会]U将于5月举办第三届职工技能大赛。", set()),
    ("第三届职工技能大赛在[丙公司]C举行。", set()),
]


@pytest.mark.parametrize(("told", "hosts"), HOSTS)
def test_hosts(told: str, hosts: set[str]) -> None:
    lead = "3月2日，第三届职工技能大赛拉开帷幕。"
    assert pairs(lead + told, "HOSTED") == {(h, "第三届职工技能大赛") for h in hosts}


SIGNED = [
    ("[甲工会]U与[乙公司]C签订集体合同。", {("甲工会", "乙公司")}),
    ("[甲工会]U分别与[乙公司]C、[丙公司]C签订协议。", {("甲工会", "乙公司"), ("甲工会", "丙公司")}),
    ("[甲工会]U、[乙局]O、[丙院]O三方签署备忘录。", {("甲工会", "乙局"), ("甲工会", "丙院"), ("乙局", "丙院")}),
    ("[甲公司]C与[甲工会]U、[乙公司]C与[乙工会]U分别签订合同。", {("甲公司", "甲工会"), ("乙公司", "乙工会")}),
    ("[甲公司]C、[乙公司]C等8家企业与[丙工会]U签订合同。", {("甲公司", "丙工会"), ("乙公司", "丙工会")}),
    ("[王一]P代表[甲工会]U，[李二]P代表[乙公司]C在协议上签字。", {("甲工会", "乙公司")}),
    ("[甲工会]U拟与[乙公司]C签订协议。", set()),
    ("[甲公司]C、[乙公司]C签订了集体合同。", set()),
]


@pytest.mark.parametrize(("told", "signed"), SIGNED)
def test_signatories(told: str, signed: set[tuple[str, str]]) -> None:
    assert pairs(told, "SIGNED_WITH") == signed


MET = [
    ("登门看望了86岁的全国劳模[李二]P。", {"李二"}),
    ("来到困难职工[李二]P家中。", {"李二"}),
    ("与全国劳模[李二]P亲切交谈。", {"李二"}),
    ("听取了[东市总工会]U及部分区工会的工作汇报。", {"东市总工会"}),
    ("听取[东市总工会]U主席[李二]P关于改革情况的汇报。", {"李二"}),
    ("看望劳动模范和一线职工。", set()),
    ("将看望全国劳模[李二]P。", set()),
]


@pytest.mark.parametrize(("told", "met"), MET)
def test_whom_the_leader_met(told: str, met: set[str]) -> None:
    lead = "3月2日，[省总工会]U主席[王一]P赴[甲公司]C调研，"
    assert pairs(lead + told, "MET_WITH") == {("王一", m) for m in met}


def test_a_local_turns_to_the_leader() -> None:
    told = "3月2日，[省总工会]U主席[王一]P来到[甲公司]C。快递员[李二]P向[王一]P提了两条意见。"
    assert ("MET_WITH", "王一", "李二") in rows(told)


def test_evidence_is_the_sentence() -> None:
    told = "3月2日，天晴。[省总工会]U主席[王一]P来到[甲公司]C。众人欢迎。"
    visit = next(r for r in findings(told).relations if r.type == RelationType.VISITED)
    text = told.replace("[", "").replace("]U", "").replace("]P", "").replace("]C", "")
    assert text[slice(*visit.evidence)].strip("。") == "省总工会主席王一来到甲公司"


SITES = [
    ("先后深入[甲公司]C项目建设工地、生产车间、[乙社区]O和[西县]L等地慰问职工", {"甲公司", "乙社区", "西县"}),
    ("走进车间班组和[丙工作室]O", {"丙工作室"}),
    ("来到[梅山街道]L“职工驿站”", set()),
    ("看望了参加拔河决赛的[甲公司]C队员", set()),
]


@pytest.mark.parametrize(("did", "sites"), SITES)
def test_lists_of_sites_with_common_nouns(did: str, sites: set[str]) -> None:
    assert pairs(f"3月2日，[省总工会]U主席[王一]P{did}。", "VISITED") == {("王一", s) for s in sites}


def test_guide_of_the_party_is_no_visitor() -> None:
    told = (
        "3月2日，[东市总工会]U副主席[王一]P带领考察团来[西市]L学习。"
        "[西市总工会]U主席[李二]P还陪同考察团深入[甲公司]C、[乙公司]C。"
    )
    assert {("王一", "甲公司"), ("王一", "乙公司")} <= pairs(told, "VISITED")
    assert "李二" not in {who for who, _ in pairs(told, "VISITED")}
    assert pairs(told, "ACCOMPANIED") == {("李二", "王一")}


def test_attendees_of_one_list_do_not_meet_each_other() -> None:
    told = (
        "[东区总工会]U举办职工技能大赛。[市总工会]U二级调研员[王一]P,"
        "[市总工会]U劳动和经济工作部负责人[李二]P出席开幕仪式。"
    )
    assert not pairs(told, "MET_WITH")
    assert pairs(told, "ATTENDED") == {("王一", "职工技能大赛"), ("李二", "职工技能大赛")}


def test_quoted_name_of_a_body_is_no_event() -> None:
    assert not pairs("[市总工会]U主席[王一]P启动了“西市工会”微信二维码。", "ATTENDED")


def test_phrase_of_verb_and_object_is_no_event() -> None:
    assert not pairs("[市总工会]U主席[王一]P讲话，要健全完善劳动竞赛各项机制。", "ATTENDED")


def test_report_given_by_another_is_not_the_hearers() -> None:
    told = "3月2日，[市总工会]U主席[王一]P召开座谈会，听取了[东区总工会]U主席[李二]P所作的工作报告。"
    assert "报告" not in {r.function for r in findings(told).relations if r.head.name == "王一"}
