import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.segment import segment
from kg.types import Page

from .conftest import check_account

LETTERS = "的工会省总主席出席会议2022年3月4日 :、,。,“”()（）本报讯记者张三\n\n\n　■摄图为版第下转|-—abc"
LINES = st.sampled_from(
    [
        "2022年3月4日 星期五", "浙江工人日报", "总第12051号", "本报讯 记者张三报道 3月2日,省总工会召开会议。", "图为会议现场。 李四 摄",
        "(下转第2版)", "导读", "遗失声明", "|", "", "", "省总工会召开会议", "李四说,要抓好落实,", "“职工之家", "建好了。”", "工", "会", "▲近日,某公司。(王 五)",
        "　　会议强调,要抓好落实。", "责编:张 三", "□记者 张三 李四", "═════",
    ]
)  # fmt: skip


def page(text):
    return segment(Page(source="x", text=text))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=LETTERS, max_size=400))
def test_any_text_is_accounted_for(text):
    check_account(text, page(text))


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, max_size=40))
def test_any_mixture_of_lines_is_accounted_for(lines):
    text = "\n".join(lines)
    check_account(text, page(text))


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=120))
def test_any_characters_are_accounted_for(text):
    check_account(text, page(text))


@settings(max_examples=20, deadline=None)
@given(st.lists(LINES, max_size=30))
def test_the_same_page_gives_the_same_answer(lines):
    assert page("\n".join(lines)) == page("\n".join(lines))


def noise(kind):
    rng = random.Random(7)
    size = 60_000
    if kind == "letters":
        return "".join(rng.choice(LETTERS) for _ in range(size))
    if kind == "one line":
        return "".join(chr(rng.randrange(0x4E00, 0x9FA5)) for _ in range(size))
    if kind == "one character a line":
        return "\n".join(rng.choice("的工会省总主席") for _ in range(size // 2))
    if kind == "short lines":
        return "\n".join(
            "".join(rng.choice("的工会省总主席张王李") for _ in range(rng.randint(2, 20))) for _ in range(5000)
        )
    if kind == "loop":
        return "工会" * (size // 2)
    return {"brackets": "(" * size, "quotes": "“" * size, "blanks": " \n" * size, "stops": "。" * size}[kind]


@pytest.mark.parametrize(
    "kind",
    ["letters", "one line", "one character a line", "short lines", "loop", "brackets", "quotes", "blanks", "stops"],
)
def test_noise_takes_no_time(kind):
    text = noise(kind)
    begun = time.process_time()
    out = page(text)
    assert time.process_time() - begun < 15
    check_account(text, out)
