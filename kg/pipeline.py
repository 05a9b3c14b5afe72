"""From files to a graph: read, segment, find, relate, resolve, store. The one place where the stages meet.

files ─read─▶ pages ─segment─▶ articles ─find─▶ docs ─relate─▶ readings ─resolve─▶ resolved articles ─▶ store
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby, islice
from pathlib import Path
from typing import Protocol, TypeVar

from kg import ids, ner, relations
from kg import parallel as workers
from kg.errors import InputError, KGError, MastheadError, OntologyError
from kg.issues import issue_of, join, neighbours, wanted
from kg.read import expand, read_path
from kg.resolve import resolve
from kg.resolve.judgements import apply
from kg.segment import segment
from kg.stores import judgements as kept
from kg.stores.base import Store
from kg.types import Article, LeftOut, Masthead, Page, ResolvedArticle, Segmented

BATCH = 64
"""Articles understood together: enough sentences of each length to fill the base model's batches."""

_OF_THE_ISSUE = ("newspaper", "date", "weekday", "issue_number", "cn_code", "home")
"""Facts that all sheets of an issue share."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be used, and what to do about it."""

    source: str
    message: str


@dataclass(slots=True)
class Run:
    """What a run has to tell beside its articles."""

    files: int = 0
    articles: int = 0
    failures: list[Failure] = field(default_factory=list)
    ignored: list[Path] = field(default_factory=list)
    """Files of folders that are of no kind that can be read."""
    passed: list[tuple[Path, str]] = field(default_factory=list)
    """Files that can be read and hold no news by their nature, such as lists of pages, and why."""
    left_out: list[LeftOut] = field(default_factory=list)

    def pass_by(self, path: Path, why: str) -> None:
        """Keep a file that is in order and holds no news, and why."""
        self.passed.append((path, why))

    def fail_file(self, path: Path, error: KGError) -> None:
        """Keep the reason why a file or folder inside a folder could not be opened."""
        self.files += 1
        self.fail(str(path), error)

    def fail(self, source: str, error: KGError) -> None:
        """Keep the reason why an input could not be used; the run goes on with the others."""
        self.failures.append(Failure(source, str(error)))


class Progress(Protocol):
    """Is told how far a run has come."""

    def begin(self, what: str, total: int | None) -> None:
        """Begin a part of the run: ``total`` steps, None where that is not known."""

    def step(self, steps: int = 1) -> None:
        """Some steps of this part are done."""


class _Silent:
    def begin(self, what: str, total: int | None) -> None: ...

    def step(self, steps: int = 1) -> None: ...


SILENT: Progress = _Silent()


@dataclass(frozen=True, slots=True)
class IssueLoaded:
    """One issue of a load."""

    issue: str
    articles: tuple[ResolvedArticle, ...]
    """Those that were new."""
    skipped: int
    """Articles that were in the store already."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What to read and how."""

    paths: Sequence[str]
    overrides: Masthead = Masthead()
    """Facts that go before what a page says."""
    whole: bool = False
    """Text files hold one clean article each and are not segmented."""


def extract(inputs: Inputs, run: Run, *, jobs: int = 1, progress: Progress = SILENT) -> Iterator[ResolvedArticle]:
    """Yield the articles of the inputs with all that was found in them, in the order of the inputs.

    Args:
        inputs: files and folders, and how to read them.
        run: collects failures and what was left out; complete when the iterator is exhausted.
        jobs: processes that find, relate and resolve; 1 does it in this one.
        progress: is told of each file read and each article understood.
    """
    pages = (segmented for _, segmented in _segmented(_pages(inputs, run, progress), inputs.overrides, run))
    articles = (a for group in neighbours(pages) for segmented in _joined(group, run) for a in segmented.articles)
    for resolved in understand_all(articles, jobs=jobs):
        run.articles += 1
        yield resolved


def load(
    inputs: Inputs, store: Store, run: Run, *, jobs: int = 1, progress: Progress = SILENT
) -> Iterator[IssueLoaded]:
    """Store the issues of the inputs, oldest first, and yield what each brought. Articles that are there are skipped.

    Reading is many times quicker than understanding, so everything is read first: an issue whose pages lie scattered
    over the inputs is stored as a whole. A page without newspaper or date is a failure that names the option to give.
    An article that is continued on another page is stored once: whole when its pages come together; where one of its
    pieces is in the store already, the other pieces are stored beside it; where the whole is there, its pieces are not.
    Names that somebody judged to be misread are put right (see ``kg.reviews``).

    Raises:
        StoreError: the store cannot be written; the issues yielded before are in it.
    """
    issues = _by_issue(_segmented(_pages(inputs, run, progress), inputs.overrides, run), run)
    found = {issue: wanted(store, issue, pages, _joined(pages, run)) for issue, pages in issues.items()}
    new = [a for articles, _ in found.values() for a in articles]
    progress.begin("understanding", len(new))
    known = kept.judgements(store)
    for issue, group in _issues_in_order(issues, understand_all(new, jobs=jobs)):
        articles, used = apply(list(group), known)
        try:
            if articles:
                store.add(articles)
                kept.applied(store, used, issue)
        except OntologyError as e:
            run.fail(issue, e)
            continue
        run.articles += len(articles)
        progress.step(len(articles))
        yield IssueLoaded(issue, tuple(articles), skipped=found[issue][1])


def understand_all(articles: Iterable[Article], *, jobs: int = 1) -> Iterator[ResolvedArticle]:
    """Find, relate and resolve, batch after batch, in order."""
    batches = _batches(articles, BATCH)
    if jobs > 1:
        for done in workers.ordered(understand, batches, jobs=jobs):
            yield from done
    else:
        for batch in batches:
            yield from understand(batch)


def understand(articles: Sequence[Article]) -> list[ResolvedArticle]:
    """Find, relate and resolve the names of a batch of articles."""
    docs = ner.find(articles, ner.load_pipeline())
    readings = (relations.read(doc, article) for doc, article in zip(docs, articles, strict=True))
    return [resolve(reading) for reading in readings]


def _pages(inputs: Inputs, run: Run, progress: Progress) -> Iterator[Page]:
    """Yield the pages of all files that can be read; the others become failures."""
    files = list(_files(inputs.paths, run))
    progress.begin("reading", len(files))
    for path in files:
        run.files += 1
        fail = partial(run.fail, str(path))
        try:
            yield from read_path(path, article=inputs.whole, on_error=fail, on_passed=partial(run.pass_by, path))
        except InputError as e:
            fail(e)
        progress.step()


def _files(paths: Iterable[str], run: Run) -> Iterator[Path]:
    """Yield each file of the paths once, folders opened."""
    seen = set()
    for given in paths:
        try:
            found = expand([Path(given)], lambda file, _: run.ignored.append(file), run.fail_file)
        except InputError as e:
            run.files += 1
            run.fail(given, e)
            continue
        for path in found:
            if path not in seen:
                seen.add(path)
                yield path


def _segmented(pages: Iterable[Page], overrides: Masthead, run: Run) -> Iterator[tuple[Page, Segmented]]:
    """Yield pages cut into articles. A page that gives no article fails; what it left out is kept in ``run``."""
    issues: dict[str, Masthead] = {}
    for page in pages:
        try:
            segmented = _sheet(page, overrides, issues)
        except InputError as e:
            run.fail(page.source, e)
            continue
        if segmented.articles:
            yield page, segmented
        else:
            run.left_out += segmented.left_out
            run.fail(
                page.source, InputError(f"holds no article{_why(segmented)}; --report FILE tells what was left out")
            )


def _sheet(page: Page, overrides: Masthead, issues: dict[str, Masthead]) -> Segmented:
    """Return a page cut into articles; what a later sheet of a file does not say of its issue, the sheets before say.

    Args:
        page: the page.
        overrides: facts that go before what the page says.
        issues: what the files so far have said, by path; the page's facts are added.
    """
    segmented = segment(page, overrides)
    file, sheet, _ = page.source.partition("#page=")
    said = segmented.masthead
    first = issues.setdefault(file, said) if sheet else said
    missing = not said.newspaper or not said.date
    if missing and first is not said and first.newspaper in (None, said.newspaper or first.newspaper):
        given = {n: getattr(overrides, n) or getattr(said, n) or getattr(first, n) for n in _OF_THE_ISSUE}
        segmented = segment(page, replace(overrides, **given))
    if sheet and not (first.newspaper and first.date):
        issues[file] = segmented.masthead
    return segmented


def _why(page: Segmented) -> str:
    """Return what a page holds instead of articles, the most of it first: : advertisement or notice, masthead."""
    sizes: Counter[str] = Counter()
    for left in page.left_out:
        sizes[left.reason] += len("".join(left.text.split()))
    return ": " + ", ".join(reason for reason, _ in sizes.most_common(3)) if sizes else ""


def _joined(pages: list[Segmented], run: Run) -> list[Segmented]:
    """Return the pages of an issue with continued articles put together; what was left out is kept in ``run``."""
    joined = join(pages)
    run.left_out += [left for page in joined for left in page.left_out]
    return joined


def _by_issue(pages: Iterable[tuple[Page, Segmented]], run: Run) -> dict[str, list[Segmented]]:
    """Return the pages by issue id, oldest issue first."""
    issues: dict[str, list[Segmented]] = {}
    for page, segmented in pages:
        try:
            issues.setdefault(issue_of(segmented), []).append(segmented)
        except MastheadError as e:
            run.left_out += segmented.left_out
            run.fail(page.source, e)
    return {i: issues[i] for i in sorted(issues, key=lambda i: (i.rpartition("/")[2], i))}


def _issues_in_order(
    issues: Iterable[str], understood: Iterable[ResolvedArticle]
) -> Iterator[tuple[str, Iterable[ResolvedArticle]]]:
    """Yield each issue with its share of the stream of articles, which is in the same order; some have none."""
    groups = groupby(understood, key=lambda a: ids.issue_of(a.article.id))
    ahead = next(groups, None)
    for issue in issues:
        if ahead and ahead[0] == issue:
            yield ahead
            ahead = next(groups, None)
        else:
            yield issue, ()


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
