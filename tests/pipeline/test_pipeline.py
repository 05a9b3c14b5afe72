"""How the stages are joined: order, failures, whole issues. The stages themselves are replaced by simple ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg import ids, pipeline
from kg.errors import InputError, OntologyError
from kg.pipeline import BATCH, Inputs, Run, extract, load
from kg.types import Article, LeftOut, Masthead, Page, Reading, Reason, ResolvedArticle, Segmented

# A test page: first line newspaper and ISO date ("-" for none), then a line for each article, "#" for what is left out.


def fake_segment(page: Page, overrides: Masthead) -> Segmented:
    first, *lines = page.text.splitlines()
    newspaper, day = (None if x == "-" else x for x in first.split())
    facts = Masthead(
        newspaper=overrides.newspaper or newspaper,
        date=overrides.date or (date.fromisoformat(day) if day else None),
    )
    articles = tuple(
        Article(ids.article_id(facts.newspaper, facts.date, line), page.source, facts, line, line)
        for line in lines
        if line and not line.startswith("#")
    )
    left_out = tuple(LeftOut(page.source, 0, 1, line, Reason.FURNITURE) for line in lines if line.startswith("#"))
    return Segmented(facts, articles, left_out)


class Found:
    """Records the batches that were understood."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def __call__(self, articles: Sequence[Article], nlp: object) -> Iterator[Article]:
        self.batches.append([a.text for a in articles])
        return iter(articles)


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Found:
    found = Found()
    reading: Callable[[Article, Article], Reading] = lambda _, article: Reading(article, (), ())  # noqa: E731
    resolved: Callable[[Reading], ResolvedArticle] = lambda r: ResolvedArticle(r.article, (), ())  # noqa: E731
    monkeypatch.setattr(pipeline, "segment", fake_segment)
    monkeypatch.setattr(pipeline, "ner", SimpleNamespace(find=found, load_pipeline=lambda: None))
    monkeypatch.setattr(pipeline, "relations", SimpleNamespace(read=reading))
    monkeypatch.setattr(pipeline, "resolve", resolved)
    return found


class FakeStore:
    """Keeps texts by issue."""

    def __init__(self, refuse: str = "") -> None:
        self.calls: list[list[str]] = []
        self.kept: set[str] = set()
        self.refuse = refuse

    def sources(self, articles: Iterable[str]) -> dict[str, None]:
        return dict.fromkeys(self.kept & set(articles))

    def run(self, statement: str, parameters: object = None, *, write: bool = False) -> SimpleNamespace:
        return SimpleNamespace(rows=())

    def add(self, articles: Sequence[ResolvedArticle]) -> None:
        if any(a.article.text == self.refuse for a in articles):
            raise OntologyError("a place cannot be awarded")
        self.calls.append([a.article.text for a in articles])
        self.kept |= {a.article.id for a in articles}


@pytest.fixture
def page(tmp_path: Path) -> Callable[..., str]:
    def write(name: str, *lines: str) -> str:
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
        return str(tmp_path / name)

    return write


def run_load(store: FakeStore, *paths: str, **facts: object) -> tuple[Run, list[tuple[str, list[str], int]]]:
    run = Run()
    inputs = Inputs(paths, Masthead(**facts))  # type: ignore[arg-type]
    loaded = load(inputs, store, run)  # type: ignore[arg-type]
    return run, [(i.issue, [a.article.text for a in i.articles], i.skipped) for i in loaded]


def test_articles_come_in_the_order_of_the_inputs(found: Found, page: Callable[..., str]) -> None:
    paths = [page(f"{n}.txt", "报 2024-01-01", *(f"{n}-{i}" for i in range(50))) for n in range(4)]
    texts = [a.article.text for a in extract(Inputs(paths), Run())]
    assert texts == [f"{n}-{i}" for n in range(4) for i in range(50)]
    assert [len(b) for b in found.batches] == [BATCH, BATCH, BATCH, 200 - 3 * BATCH]


def test_a_bad_input_is_named_and_the_others_are_done(found: Found, page: Callable[..., str], tmp_path: Path) -> None:
    good, empty = page("good.txt", "报 2024-01-01", "a", "#x"), page("empty.txt")
    bare = page("bare.txt", "报 2024-01-01", "#only furniture")
    missing = str(tmp_path / "missing.txt")
    run = Run()
    texts = [a.article.text for a in extract(Inputs([missing, empty, bare, good, good]), run)]
    assert texts == ["a"]
    assert [Path(f.source).name for f in run.failures] == ["missing.txt", "empty.txt", "bare.txt"]
    assert [x.text for x in run.left_out] == ["#only furniture", "#x"]
    assert (run.files, run.articles) == (4, 1)


def test_bad_records_of_a_file_are_failures_of_their_own(found: Found, page: Callable[..., str]) -> None:
    record = '{"newspaper": "报", "date": "2024-01-01", "text": "报 2024-01-01\\na"}'
    path = page("a.jsonl", record, "{", '{"date": 3, "text": "x"}', record.replace("\\na", "\\nb"))
    run = Run()
    assert [a.article.text for a in extract(Inputs([path]), run)] == ["a", "b"]
    assert [f.message.split(":")[0] for f in run.failures] == ["line 2", "line 3"]


def test_scattered_pages_of_an_issue_are_stored_together_oldest_first(found: Found, page: Callable[..., str]) -> None:
    store = FakeStore()
    paths = [
        page("1.txt", "乙报 2024-01-02", "c"),
        page("2.txt", "甲报 2024-01-02", "b"),
        page("3.txt", "甲报 2023-12-31", "a"),
        page("4.txt", "乙报 2024-01-02", "d", "c"),
    ]
    run, loaded = run_load(store, *paths)
    assert loaded == [
        ("甲报/2023-12-31", ["a"], 0), ("乙报/2024-01-02", ["c", "d"], 0), ("甲报/2024-01-02", ["b"], 0),
    ]  # fmt: skip
    assert store.calls == [["a"], ["c", "d"], ["b"]]
    assert found.batches == [["a", "c", "d", "b"]]
    assert run.articles == 4


def test_what_is_stored_is_neither_found_nor_stored_again(found: Found, page: Callable[..., str]) -> None:
    store = FakeStore()
    first = page("1.txt", "报 2024-01-02", "a")
    run_load(store, first)
    _, loaded = run_load(store, first, page("2.txt", "报 2024-01-02", "b"), page("3.txt", "报 2024-01-03", "c"))
    assert loaded == [("报/2024-01-02", ["b"], 1), ("报/2024-01-03", ["c"], 0)]
    assert found.batches == [["a"], ["b", "c"]]
    assert run_load(store, first)[1] == [("报/2024-01-02", [], 1)]


@pytest.mark.parametrize(
    ("first", "options"),
    [("- 2024-01-02", ["--newspaper NAME"]), ("报 -", ["--date"]), ("- -", ["--newspaper NAME", "--date"])],
)
def test_a_page_without_masthead_names_the_options(
    found: Found, page: Callable[..., str], first: str, options: list[str]
) -> None:
    store = FakeStore()
    path, good = page("bad.txt", first, "a"), page("good.txt", "报 2024-01-02", "b")
    run, loaded = run_load(store, path, good)
    assert [text for _, texts, _ in loaded for text in texts] == ["b"]
    assert [f.source for f in run.failures] == [path]
    assert all(option in run.failures[0].message for option in options)
    assert run.failures[0].message.count("--") == len(options)
    run, loaded = run_load(FakeStore(), path, newspaper="甲报", date=date(2024, 5, 1))
    assert (run.failures, [i for i, _, _ in loaded]) == ([], ["甲报/2024-05-01"])


def test_an_issue_that_the_graph_cannot_hold_is_named(found: Found, page: Callable[..., str]) -> None:
    store = FakeStore(refuse="a")
    run, loaded = run_load(store, page("1.txt", "报 2024-01-02", "a"), page("2.txt", "报 2024-01-03", "b"))
    assert [issue for issue, _, _ in loaded] == ["报/2024-01-03"]
    assert [(f.source, f.message) for f in run.failures] == [("报/2024-01-02", "a place cannot be awarded")]


def test_files_of_unknown_kinds_in_folders_are_counted(found: Found, page: Callable[..., str], tmp_path: Path) -> None:
    page("1.txt", "报 2024-01-02", "a")
    page("notes.docx", "x")
    run = Run()
    assert len(list(extract(Inputs([str(tmp_path)]), run))) == 1
    assert [p.name for p in run.ignored] == ["notes.docx"]
    assert run.failures == []


def test_a_segmenter_that_refuses_a_page_does_not_end_the_run(
    found: Found, page: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(page: Page, overrides: Masthead) -> Segmented:
        if "bad" in page.source:
            raise InputError("holds no Chinese")
        return fake_segment(page, overrides)

    monkeypatch.setattr(pipeline, "segment", refuse)
    run = Run()
    paths = [page("bad.txt", "x y", "z"), page("good.txt", "报 2024-01-02", "a")]
    assert [a.article.text for a in extract(Inputs(paths), run)] == ["a"]
    assert [f.message for f in run.failures] == ["holds no Chinese"]
