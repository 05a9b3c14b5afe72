"""An article over two pages: loaded together, page by page, and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg import pipeline
from kg.pipeline import Inputs, Run, extract, load
from kg.stores import open_store
from kg.stores.base import Store
from kg.types import Article, Reading, ResolvedArticle

HEAD = "江州工人报\n2023年4月26日 星期三 第{}版\n国内统一刊号:CN33-0099\n\n"
FIRST = (
    "省总工会召开全委会议\n\n本报讯(记者 丁一)4月25日,省总工会召开全委会议。省总工会主席石怀远出席会议,(下转第2版)\n"
)
SECOND = "工友夜校开课\n\n本报讯(记者 丁二)4月23日,工友夜校开课。\n\n(上接第1版)并就产业工人队伍建设改革讲话。石怀远强调,要讲求实效。\n"


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    reading: Callable[[Article, Article], Reading] = lambda _, article: Reading(article, (), ())  # noqa: E731
    resolved: Callable[[Reading], ResolvedArticle] = lambda r: ResolvedArticle(r.article, (), ())  # noqa: E731
    monkeypatch.setattr(pipeline, "ner", SimpleNamespace(find=lambda a, _: iter(a), load_pipeline=lambda: None))
    monkeypatch.setattr(pipeline, "relations", SimpleNamespace(read=reading))
    monkeypatch.setattr(pipeline, "resolve", resolved)
    for n, text in enumerate((FIRST, SECOND), 1):
        (tmp_path / f"{n}.txt").write_text(HEAD.format(n) + text, encoding="utf-8")
    return [str(tmp_path / "1.txt"), str(tmp_path / "2.txt")]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "graph.kgl"), create=True) as opened:
        yield opened


def into(store: Store, paths: Sequence[str]) -> tuple[int, int]:
    """Load files; return how many articles were new and how many there already."""
    done = list(load(Inputs(paths), store, Run()))
    return sum(len(i.articles) for i in done), sum(i.skipped for i in done)


def texts(store: Store) -> list[str]:
    rows = store.run("MATCH (a:Article) RETURN a.text AS text ORDER BY text").rows
    return [str(text) for (text,) in rows]


def test_together_the_pieces_are_one_article(pages: list[str], store: Store) -> None:
    assert into(store, pages) == (2, 0)
    (whole,) = (t for t in texts(store) if "石怀远" in t)
    assert "出席会议,并就产业工人队伍" in whole


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_page_by_page_the_pieces_stay_apart(pages: list[str], store: Store, order: tuple[int, int]) -> None:
    for n in order:
        into(store, [pages[n]])
    apart = texts(store)
    assert len(apart) == 3
    assert into(store, pages) == (0, 3)
    assert texts(store) == apart


def test_a_page_of_a_joined_article_brings_nothing_new(pages: list[str], store: Store) -> None:
    into(store, pages)
    before = texts(store)
    assert into(store, [pages[0]]) == (0, 1)
    assert into(store, [pages[1]]) == (0, 2)
    assert into(store, list(reversed(pages))) == (0, 2)
    assert texts(store) == before


def test_one_page_first_then_both(pages: list[str], store: Store) -> None:
    assert into(store, [pages[0]]) == (1, 0)
    assert into(store, pages) == (2, 1)
    assert len(texts(store)) == 3


def test_extracted_articles_tell_where_their_runs_stand(pages: list[str]) -> None:
    run = Run()
    first, _ = (r.article for r in extract(Inputs(pages), run))
    for piece in first.origin:
        source = Path(piece.source or first.source).read_text(encoding="utf-8")
        stretch = source[piece.source_start : piece.source_start + piece.length]
        assert first.text[piece.article_start : piece.article_start + piece.length] == stretch
    assert {x.text for x in run.left_out} >= {"(下转第2版)", "(上接第1版)"}
