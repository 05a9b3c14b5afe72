from pathlib import Path

import pytest

from kg.segment import segment
from kg.types import Page


@pytest.fixture
def cut():
    """Return what a text is cut into, with the invariants checked."""

    def run(text, **facts):
        out = segment(Page(source="page.txt", text=text), **facts)
        check_account(text, out)
        return out

    return run


@pytest.fixture
def pages():
    """Return the folders of gold pages: the published ones and those of other manners."""
    here = Path(__file__).parent
    return [here / "pages", here.parent / "gold" / "pages", here.parent / "gold" / "own_pages"]


def check_account(text, out):
    """Every character is in one article or left out once, and articles say what stands at their origin."""
    times = [0] * len(text)
    for article in out.articles:
        at = 0
        for run in article.origin:
            stretch = text[run.source_start : run.source_start + run.length]
            assert article.text[run.article_start : run.article_start + run.length] == stretch
            assert not article.text[at : run.article_start].strip()
            at = run.article_start + run.length
            for k in range(run.source_start, at - run.article_start + run.source_start):
                times[k] += 1
        assert at == len(article.text)
        assert article.text.startswith(article.title)
    for left in out.left_out:
        assert left.text == text[left.start : left.end]
        for k in range(left.start, left.end):
            times[k] += not text[k].isspace()
    wrong = [(k, text[k], n) for k, n in enumerate(times) if not text[k].isspace() and n != 1]
    assert not wrong, wrong[:5]
