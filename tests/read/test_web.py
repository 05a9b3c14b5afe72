"""Web pages: digital editions and other sites. Each character of a page is in its article or in the report."""

import re
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.read import read_path
from kg.read.editions import Part, editions, line_entries
from kg.read.flow import Flow
from kg.segment import segment
from kg.text import fold
from kg.types import Masthead, Reason

HERE = Path(__file__).parent
FOUNDER = HERE / "editions" / "2022-03" / "04" / "content_2740123.htm"


def one(path):
    (page,) = read_path(path)
    return page, segment(page).articles[0]


def covered(source, page):
    seen = [c.isspace() for c in source]
    for run in page.origin:
        seen[run.source_start : run.source_start + run.length] = [True] * run.length
    for left in page.skipped:
        seen[left.start : left.end] = [True] * (left.end - left.start)
    return seen


def test_an_edition_with_marks_of_its_own_gives_headline_body_and_facts():
    _, article = one(FOUNDER)
    assert article.title == "把温暖送到车间 市总走访慰问一线职工"
    assert article.text.split("\n")[3:] == [
        "本报讯 记者陶 冶 通讯员方一舟报道 3月2日，宁波市总工会党组书记、常务副主席买买提·艾山一行来到宁波东港机械有限公司，“零距离”走访慰问一线职工。",
        "宁波东港机械有限公司工会主席林晚秋陪同走访。",
    ]
    facts = article.masthead
    assert (facts.newspaper, facts.date, facts.page) == ("江南工人日报", date(2022, 3, 4), "2")
    assert facts.home == "浙江省宁波市"  # from the address at the foot
    assert article.reporters == ("陶冶", "方一舟")


def test_evidence_leads_back_to_the_file():
    page, article = one(FOUNDER)
    source = FOUNDER.read_text(encoding="utf-8")
    for run in article.origin:
        here = article.text[run.article_start : run.article_start + run.length]
        there = source[run.source_start : run.source_start + run.length]
        # an entity such as &ldquo; is one character; the run that it ends has its first sign
        assert here == there or (here[:-1] == there[:-1] and there[-1] == "&")
    assert all(covered(source, page))


def test_scripts_navigation_and_other_headlines_are_not_text():
    _, article = one(FOUNDER)
    for noise in ("zoomIn", "上一篇", "省总召开座谈会", "往期", "版权所有", "articleid", "color"):
        assert noise not in article.text


def test_an_edition_with_headings_of_three_sizes():
    page, article = one(HERE / "sites" / "people.html")
    assert article.title == "携手推进产业工人队伍建设 四省工会共商协作 ——西南职工服务联盟成立"
    assert (article.masthead.newspaper, article.masthead.page) == ("西部劳动报", "1")
    assert article.reporters == ("罗青",)
    assert "2024年05月08日" not in article.text
    assert any("第 01 版" in x.text and x.reason is Reason.MASTHEAD for x in page.skipped)


def test_a_site_of_an_unknown_system():
    page, article = one(HERE / "sites" / "union.html")
    assert article.title == "青川市总工会开展“送清凉”活动"
    body = article.text[article.body_start :]
    assert body.startswith("7月18日")
    assert body.endswith("建筑等行业。")
    assert body.count("\n") == 2
    assert (article.masthead.newspaper, article.masthead.date) == ("青川市总工会", date(2023, 7, 19))
    assert all(covered((HERE / "sites" / "union.html").read_text(encoding="utf-8"), page))


def test_without_the_extractor_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(InputError, match=re.escape("union-news-graph[web]")):
        list(read_path(HERE / "sites" / "union.html"))
    assert one(FOUNDER)[1].title  # editions need no extractor


def test_a_list_of_pages_is_passed_over_and_said_so():
    told = []
    node = FOUNDER.with_name("node_2.htm")
    assert list(read_path(node, on_passed=told.append)) == []
    assert "list of pages" in told[0]
    with pytest.raises(InputError, match="list of pages"):
        list(read_path(node))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_an_encoding_declared_wrongly_does_no_harm(tmp_path, encoding):
    path = tmp_path / "2022-03" / "04" / "content_1.htm"
    path.parent.mkdir(parents=True)
    path.write_bytes(FOUNDER.read_text(encoding="utf-8").replace("gb2312", "iso-8859-1").encode(encoding))
    page, _ = one(path)
    assert page.text == one(FOUNDER)[0].text


def test_the_day_of_a_saved_edition_stands_in_its_folders(tmp_path):
    source = re.sub(r"<!--enpproperty.*?-->|<span class=.default.*?</span>", "", FOUNDER.read_text(encoding="utf-8"))
    for folder in ("202203/04", "2022-03-04", "20220304"):
        path = tmp_path / folder / "con-1.html"
        path.parent.mkdir(parents=True)
        path.write_text(source, encoding="utf-8")
        assert one(path)[0].facts.date == date(2022, 3, 4)


def test_two_articles_of_one_file(tmp_path):
    part = "<founder-title>{}</founder-title><founder-content><p>{}</p></founder-content>"
    first, second = "本报讯 省总工会昨日召开会议部署工作。", "本报讯 市总工会昨日走访慰问困难职工家庭。"
    path = tmp_path / "page.html"
    path.write_text("<html><body>" + part.format("甲事", first) + part.format("乙事", second), encoding="utf-8")
    pages = list(read_path(path))
    assert [p.text for p in pages] == [f"甲事\n\n{first}", f"乙事\n\n{second}"]
    assert [p.source.rpartition("#")[2] for p in pages] == ["1", "2"]


FRAGMENTS = st.sampled_from(
    ["<p>", "</p>", "<div id=ozoom>", "</div>", "<founder-content>", "</founder-content>", "<!--", "-->", "<!--enpcontent-->",
     "<a href='content_1.htm'>", "</a>", "<script>", "</script>", "&nbsp;", "&#x4e00;", "&#9999999;", "&", "<", ">", '"', "'",
     "<![CDATA[", "]]>", "<?xml", "省总工会召开会议。", "市总走访慰问一线职工的活动在杭州举行", " ", "\n", "\u3000", "<h1>标题</h1>", "\U00020000"]
)  # fmt: skip


@given(st.lists(FRAGMENTS, max_size=40).map("".join))
def test_any_markup_is_read_or_refused_and_nothing_is_lost(tmp_path_factory, source):
    path = tmp_path_factory.mktemp("web") / "page.html"
    path.write_text(source, encoding="utf-8", newline="")
    try:
        pages = list(read_path(path, on_passed=lambda _: None))
    except InputError:
        return
    decoded = Flow(source).source
    for page in pages:
        assert all(covered(decoded, page))
        ends = [run.article_start + run.length for run in page.origin]
        assert ends == sorted(ends)
        assert ends[-1] <= len(page.text)


@pytest.mark.parametrize("bad", ["<!--", "<a ", '<a "', "<a b='", "<![x", "</", "<script>", "&#", "<p>甲"])
def test_markup_that_never_ends_is_read_once(bad):
    flow = Flow(bad * 20_000)
    assert sum(t.end - t.start for t in flow.tokens) <= len(flow.source)


@pytest.mark.parametrize("entry", line_entries(), ids=lambda e: e.name)
def test_examples_of_lines(entry):
    pattern = re.compile(entry.pattern)
    for example in entry.examples:
        assert pattern.fullmatch(fold(example)), example
    for example in entry.counterexamples:
        assert not pattern.fullmatch(fold(example)), example


@pytest.mark.parametrize(
    "part",
    [p for role in ("content", "title", "kicker", "subtitle", "author") for p in editions().parts(role)],
    ids=lambda p: p.name,
)
def test_each_way_to_mark_a_part_finds_it(part: Part):
    if part.comment is not None:
        close = part.comment.replace("<", "</", 1) if "<" in part.comment else f"/{part.comment}"
        source = f"前<!--{part.comment}-->正文<!--{close}-->后"
    else:
        tag = re.match(r"[a-z][a-z0-9-]*", part.selector)
        name = tag[0] if tag else "div"
        rest = part.selector.removeprefix(tag[0] if tag else "")
        attribute = {"#": "id", ".": "class", "[": "itemprop"}.get(rest[:1], "x")
        source = f'前<{name} {attribute}="{rest.strip("#.[]")}">正文</{name}>后'
    flow = Flow(f"<div>{source}</div>")
    assert [[line.text for line in flow.within(r)] for r in flow.regions(part)] == [["正文"]]


def test_facts_given_by_the_caller_go_first():
    page, _ = one(FOUNDER)
    assert segment(page, Masthead(newspaper="宁波工运")).masthead.newspaper == "宁波工运"
