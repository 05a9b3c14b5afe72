import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.layout import arrange
from kg.read.layout_blocks import Piece
from kg.segment import segment
from kg.types import Page, Reason

EM = 10.0
PITCH = 15.0


def line(text, left, top, size=EM, confidences=()):
    wide = len(text) * size
    return Piece(
        text, left, top, left + wide, top + size, size, (left, top, left + wide, top + size), False, confidences
    )


def column(lines, left, top, indented=()):
    return [
        line(t[: len(t) - 2 * (i in indented)], left + 2 * EM * (i in indented), top + i * PITCH)
        for i, t in enumerate(lines)
    ]


def full(n, start=0):
    return ["".join(chr(0x4E00 + (start + 37 * i + k) % 2000) for k in range(10)) for i in range(n)]


def test_a_headline_over_two_columns_stands_before_both() -> None:
    left, right = full(5), full(5, 900)
    pieces = [*column(right, 120, 60), *column(left, 0, 60), line("省总工会召开会议", 30, 20, 20)]
    text = arrange(pieces, 1).text
    assert text == "\n".join(["省总工会召开会议", "", *left, *right]) + "\n"


def test_columns_of_stories_side_by_side_are_not_mixed() -> None:
    first, second = full(6), full(6, 900)
    pieces = [
        line("走访企业", 10, 20, 20),
        line("召开会议", 130, 20, 20),
        *column(first, 0, 60),
        *column(second, 120, 60),
    ]
    text = arrange(pieces, 1).text
    assert text.index("走访企业") < text.index(first[0]) < text.index(first[-1]) < text.index("召开会议")
    assert text.index("召开会议") < text.index(second[0])


def test_a_headline_narrower_than_its_columns_still_has_them_all() -> None:
    columns = [full(5, 500 * n) for n in range(4)]
    pieces = [line("大会闭幕", 190, 20, 20)]
    for n, lines in enumerate(columns):
        pieces += column(lines, 120 * n, 60)
    below = full(4, 1750)
    pieces += [line("另一条新闻", 0, 170, 20), *column(below, 0, 200)]
    text = arrange(pieces, 1).text
    places = [text.index(lines[0]) for lines in columns]
    assert places == sorted(places)
    assert text.index("大会闭幕") < places[0]
    assert places[-1] < text.index("另一条新闻") < text.index(below[0])


def test_paragraphs_are_indented_and_column_ends_flow() -> None:
    lines, more = full(4), full(3, 700)
    text = arrange([*column(lines, 0, 0, {0, 2}), *column(more, 120, 0)], 1).text
    assert text == f"　　{lines[0][:8]}\n{lines[1]}\n　　{lines[2][:8]}\n{lines[3]}\n{more[0]}\n{more[1]}\n{more[2]}\n"


def test_a_column_that_runs_past_the_story_beside_it_stays_with_its_headline() -> None:
    upper, lower, tall = full(4), full(4, 700), full(12, 1400)
    pieces = [line("全省工会工作会议召开", 20, 20, 22), *column(upper, 0, 60), *column(tall, 120, 60)]
    pieces += [line("简讯一则", 10, 140, 20), *column(lower, 0, 180)]
    text = arrange(pieces, 1).text
    assert (
        text.index(upper[-1])
        < text.index(tall[0])
        < text.index(tall[-1])
        < text.index("简讯一则")
        < text.index(lower[0])
    )


def test_a_vertical_headline_stands_before_the_columns_beside_it() -> None:
    lines, more = full(8), full(8, 900)
    head = Piece("老柯听炉", 0, 0, 20, 80, 20, (0, 0, 20, 80), True)
    pieces = [*column(lines, 30, 0), *column(more, 150, 0), head]
    text = arrange(pieces, 1).text
    assert text == "\n".join(["老柯听炉", "", *lines, *more]) + "\n"


def test_words_of_a_headline_found_apart_are_one_line_and_columns_are_not() -> None:
    lines, more = full(4), full(4, 900)
    heads = [line("丽水装配钳工", 0, 0, 20), line("“华山论剑”", 126, 0, 20)]
    text = arrange([*heads, *column(lines, 0, 40), *column(more, 115, 40)], 1).text
    assert text == "\n".join(["丽水装配钳工“华山论剑”", "", *lines, *more]) + "\n"


def test_a_rule_parts_what_stands_below_it() -> None:
    lines, below = full(4), full(3, 900)
    pieces = [line("省总工会召开会议", 0, 0, 20), *column(lines, 0, 40), *column(below, 0, 130)]
    joined = arrange(pieces, 1).text
    parted = arrange(pieces, 1, [(0, 112, 100, 113)]).text
    assert joined.replace("\n", "") == parted.replace("\n", "")
    assert f"{lines[-1]}\n\n{below[0]}" in parted


def test_areas_and_headlines_point_at_their_lines() -> None:
    lines = full(3)
    found = arrange([line("省总工会召开会议", 0, 0, 20), *column(lines, 0, 40, {0})], 7)
    assert [found.text[a.start : a.end] for a in found.areas] == ["省总工会召开会议", lines[0][:8], *lines[1:]]
    assert {a.sheet for a in found.areas} == {7}
    assert (found.areas[1].left, found.areas[1].top) == (20, 40)
    assert [found.text[a:b] for a, b in found.headlines] == ["省总工会召开会议"]


def test_characters_read_with_little_confidence_are_doubtful() -> None:
    found = arrange([line("省总工会，主席史济锡", 0, 0, EM, (0.99,) * 4 + (0.3,) + (0.99,) * 4 + (0.4,))], 1)
    assert [found.text[a:b] for a, b in found.doubtful] == ["锡"]


@given(
    st.lists(st.tuples(st.integers(0, 600), st.integers(0, 900), st.integers(5, 40), st.integers(1, 20), st.booleans()))
)
@pytest.mark.filterwarnings("error")
def test_nothing_is_lost_wherever_lines_stand(places) -> None:
    pieces, texts = [], []
    for n, (left, top, size, length, upright) in enumerate(places):
        text = chr(0x4E00 + n) * length
        texts.append(text)
        wide, high = (size, size * length) if upright else (size * length, size)
        box = (float(left), float(top), float(left + wide), float(top + high))
        pieces.append(Piece(text, *box, float(size), box, upright))
    found = arrange(pieces, 1)
    assert sorted("".join(found.text.split())) == sorted("".join(texts))
    assert [a.start < a.end for a in found.areas] == [True] * len(found.areas)


def test_a_page_full_of_scraps_is_still_read() -> None:
    pieces = [line(chr(0x4E00 + n % 5000), 37.0 * (n % 90), 23.0 * (n // 90), 10) for n in range(5100)]
    assert len("".join(arrange(pieces, 1).text.split())) == 5100
    assert len("".join(arrange(pieces[:900], 1).text.split())) == 900


def test_who_made_the_page_stands_at_its_foot_and_in_no_article() -> None:
    lines = full(30)
    pieces = [line("省总工会召开会议", 0, 0, 20), *column(lines, 0, 40), line("责编张三版式李四", 0, 530)]
    found = arrange(pieces, 1)
    assert [found.text[a:b] for a, b in found.foot] == ["责编张三版式李四"]
    page = Page("a", found.text, headlines=found.headlines, foot=found.foot)
    segmented = segment(page)
    assert [left.reason for left in segmented.left_out if "责编" in left.text] == [Reason.CREDITS]
    assert not any("责编" in a.text for a in segmented.articles)
    assert not arrange(pieces[:-1], 1).foot
