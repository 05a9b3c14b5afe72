from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.view.style import BreakExample, breaks
from kg.view.text import ELLIPSIS, shorten, width, wrap

TEXT = st.text(st.sampled_from("江州市总工会（机械）有限公司“五一”abc123 、·"), max_size=40)


@pytest.mark.parametrize("example", breaks().examples, ids=lambda e: e.text)
def test_names_break_where_they_read_best(example: BreakExample) -> None:
    assert wrap(example.text, 8.5, 3) == example.lines


@given(TEXT, st.integers(1, 4))
def test_lines_hold_the_text_or_its_beginning_and_fit(text: str, lines: int) -> None:
    out = wrap(text, 8.5, lines)
    assert 1 <= len(out) <= lines
    assert all(width(line) <= 8.5 for line in out)
    said, whole = "".join("".join(out).split()), "".join(text.split())
    assert said == whole or (said.endswith(ELLIPSIS) and whole.startswith(said[:-1]))


@given(TEXT, st.floats(2, 20))
def test_shortened_text_fits(text: str, limit: float) -> None:
    out = shorten(text, limit)
    assert width(out) <= limit
    assert out == text or text.startswith(out.removesuffix(ELLIPSIS))


def test_no_line_begins_with_closing_or_ends_with_opening_punctuation() -> None:
    for line in wrap("江州市总工会（机关）、“五一”办公室（筹）", 6.0, 6):
        assert line[0] not in "）”、"
        assert line[-1] not in "（“"
