"""Pages of any structure and any bytes: every character accounted for, origins true, no error."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.read import read_path
from kg.segment import join, segment
from kg.types import Page

from .conftest import check_account

WORDS = [
    "省总工会",
    "召开",
    "会议",
    "张三",
    "指出",
    "工友",
    "夜校",
    "江州钢铁有限公司",
    "李 四",
    "强调",
    "2023年",
    "4月5日",
    "“五一”",
    "职工",
]
TEXT = st.lists(st.sampled_from([*WORDS, ",", "。", ",", "。", "、", "”", "“"]), min_size=1, max_size=50).map("".join)
TITLE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map("".join)
EXTRAS = st.sampled_from(
    [
        "(下转第2版)", "(上接第1版)", "(上接第1版)并指出,要抓好落实。", "导读 2版 夜校开课", "遗失声明\n●某店遗失公章,声明作废。", "|", "═════",
        "图为会议现场。 李 四 摄", "责编:张 三", "工\n会\n好", "安\n全\n" * 6, "张伟    一等奖\n李强    二等奖", "<br/>", "■本报记者 张 三", "◇人物◇", "",
    ]
)  # fmt: skip


@st.composite
def pages(draw):
    """A masthead, and articles cut into pieces, wrapped and mixed with each other and with dirt; some pieces twice."""
    width = draw(st.sampled_from([0, 0, 9, 14, 20]))
    indent = draw(st.sampled_from(["", "　　", "    "]))
    blocks = []
    for _ in range(draw(st.integers(0, 4))):
        text = indent + draw(st.sampled_from(["本报讯(记者 张 三)", "", "近日,"])) + draw(TEXT)
        cut = draw(st.integers(1, max(1, len(text))))
        head = draw(TITLE) + draw(st.sampled_from(["\n", "\n\n"]))
        for piece in (text[:cut], text[cut:]):
            lines = [piece[k : k + width] for k in range(0, len(piece), width)] if width else [piece]
            blocks.append(head + "\n".join(lines))
            head = ""
    blocks += draw(st.lists(EXTRAS, max_size=5))
    blocks += draw(st.lists(st.sampled_from(blocks), max_size=2)) if blocks else []
    blocks = draw(st.permutations(blocks))
    number = draw(st.integers(1, 3))
    mast = f"江州工人报\n2023年4月26日 星期三 第{number}版\n"
    return mast + draw(st.sampled_from(["\n", "\n\n", "\n|\n"])).join(blocks)


@settings(max_examples=80, deadline=None)
@given(pages())
def test_pages_of_any_structure_are_accounted_for(text):
    check_account(text, segment(Page(source="x", text=text)))


@settings(max_examples=40, deadline=None)
@given(st.lists(pages(), min_size=2, max_size=3))
def test_issues_of_any_structure_are_accounted_for(texts):
    before = [segment(Page(source=str(n), text=t)) for n, t in enumerate(texts)]
    after = join(before)
    times = [[0] * len(t) for t in texts]
    for article in (a for p in after for a in p.articles):
        for run in article.origin:
            n = int(run.source or article.source)
            stretch = texts[n][run.source_start : run.source_start + run.length]
            assert article.text[run.article_start : run.article_start + run.length] == stretch
            for k in range(run.source_start, run.source_start + run.length):
                times[n][k] += 1
        assert all(0 <= s <= len(article.text) for s in article.seams)
    for left in (x for p in after for x in p.left_out):
        for k in range(left.start, left.end):
            times[int(left.source)][k] += not texts[int(left.source)][k].isspace()
    assert all(n == 1 or texts[p][k].isspace() for p, ns in enumerate(times) for k, n in enumerate(ns))
    assert join(after) == after


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=300), pages().map(str.encode), pages().map(lambda t: t.encode("gb18030"))))
def test_any_bytes_are_read_and_accounted_for_or_refused(data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.txt")
        path.write_bytes(data)
        try:
            found = list(read_path(path))
        except InputError:
            return
    for page in found:
        check_account(page.text, segment(page))
