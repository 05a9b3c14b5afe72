"""Web pages as the usual systems of newspapers and unions make them: what is the article, and what is not."""

from datetime import date
from pathlib import Path

import pytest

from kg.read import read_path
from kg.segment import segment

SITES = Path(__file__).parent / "sites"
TITLE = "市总工会走访慰问一线职工"
THREE = ["情系一线 把温暖送到车间 市总工会走访慰问一线职工", "工会在身边（三） 把温暖送到车间"]
BOTH = ("沈若兰", "贺知秋")
LINES = ("陪同走访。", "办好实事。", "医护人员。")
NOISE = ("春风行动", "劳模宣讲", "春耕", "楼盘", "明星", "相关", "往期", "推荐", "在看", "关注", "上一", "下一", "版权")
NOISE += ("李四", "点击数", "2023年03月04日", "打印", "首页", "当前位置", "分享")
PAGES = [
    ("founder_tables", THREE[0], "江州职工报", date(2009, 3, 4), "A2", ("沈若兰",), LINES),
    ("three_headings", THREE[1], "江州日报", date(2023, 3, 4), "2", ("沈若兰",), LINES),
    ("trs", TITLE, "江州工人报", date(2023, 3, 4), None, BOTH, LINES),
    ("wechat", TITLE, "江州工人日报", date(2023, 3, 4), None, BOTH, LINES),
    ("hanweb", TITLE, "江州市总工会", date(2023, 3, 4), None, BOTH, LINES),
    ("two_pages", TITLE, "江州工人日报", date(2023, 3, 4), None, BOTH, LINES[:2]),
    ("breaks_only", "集团工会走访慰问一线职工", "江州矿工报", date(2009, 3, 4), None, BOTH, LINES),
    ("advertisements", TITLE, "江州工人日报", date(2023, 3, 4), None, BOTH, LINES),
    ("plain_boxes", f"{TITLE} ——陆明轩一行走访东港机械", "江州职工报", date(2023, 3, 4), None, BOTH, LINES),
    ("unmarked_edition", THREE[0], "江州职工报", date(2023, 3, 4), "2", BOTH, LINES),
]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize(("name", "title", "newspaper", "day", "page", "reporters", "lines"), PAGES)
def test_what_a_system_prints(tmp_path, name, title, newspaper, day, page, reporters, lines, encoding):
    folder = tmp_path / "20230304" if name in ("plain_boxes", "unmarked_edition") else tmp_path
    file = folder / f"{name}.html"
    folder.mkdir(exist_ok=True)
    file.write_bytes((SITES / file.name).read_text("utf-8").encode(encoding))
    if name == "founder_tables":
        file = file.rename(tmp_path / "200903_04.html")
    (found,) = read_path(file)
    (article,) = segment(found).articles
    facts = article.masthead
    assert (article.title, facts.newspaper, facts.date, facts.page) == (title, newspaper, day, page)
    assert article.reporters == reporters
    body = article.text[article.body_start :]
    assert [end for end in LINES if end in body] == list(lines)
    assert body.index(lines[0]) < body.index(lines[-1])
    assert not [noise for noise in NOISE if noise in article.text]


@pytest.mark.parametrize("name", ["list_of_news", "list_of_pages"])
def test_lists_are_passed_over(name):
    told = []
    assert list(read_path(SITES / f"{name}.html", on_passed=told.append)) == []
    assert "list" in told[0]


def test_words_under_a_picture_above_the_text_are_kept():
    (page,) = read_path(SITES / "three_headings.html")
    assert "陆明轩（左二）慰问职工。" in page.text


def test_a_label_under_a_picture_is_nobodys_name():
    (page,) = read_path(SITES / "wechat.html")
    assert "慰问现场" not in segment(page).articles[0].reporters
