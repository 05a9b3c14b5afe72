"""HOLDS_ROLE of reporters and photographers: bylines, from ``kg/data/relations/reporters.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel, ConfigDict

from kg.lexicon import load_mapping
from kg.relations.scene import Scene
from kg.types import Argument, Label, Relation, RelationType

_RULE = "byline"
_QUOTED = re.compile("《([^《》\n]{2,12})》$")
_BLANK = r"[\s　]*"
_JOINED = re.compile(r"[\s　]*[—－\-·、/／]+[\s　]*")


class ReporterData(BaseModel):
    """The data file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    ranks: tuple[str, ...]
    word: str
    own: tuple[str, ...]
    agencies: tuple[str, ...]
    dateline: str
    marks: tuple[str, ...]
    between: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@cache
def reporter_data() -> ReporterData:
    """Return the data.

    Raises:
        DataError: the file is wrong; names the key.
    """
    return load_mapping("relations/reporters.yaml", ReporterData)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = reporter_data()
    ranks = "|".join(data.ranks)
    title = re.compile(f"(?P<title>(?:{ranks})*{data.word}){_BLANK}[：:/／]?{_BLANK}")
    agency = re.compile(f"(?P<agency>{'|'.join(data.agencies)}){data.dateline}$")
    return title, agency


@cache
def _between() -> re.Pattern[str]:
    return re.compile(reporter_data().between)


def bylines(scene: Scene) -> Iterator[Relation]:
    """Yield (paper, 记者) for each name behind 记者; the paper is the article's own unless another stands there."""
    title, _ = _patterns()
    people = {m.start: (i, m.end) for i, m in scene.within(0, len(scene.text), Label.PERSON)}
    for found in title.finditer(scene.text):
        if found.end() not in people:
            continue
        papers = list(_papers(scene, found.start()))
        at = found.end()
        while at in people:
            index, end = people[at]
            for paper in papers:
                evidence = (scene.sentence_at(found.start())[0], scene.sentence_at(end - 1)[1])
                yield Relation(
                    RelationType.HOLDS_ROLE, scene.argument(index), paper, evidence, _RULE, 0.97, title=found["title"]
                )
            between = _between().match(scene.text, end)
            at = between.end() if between and between.end() > end else len(scene.text)


def _papers(scene: Scene, at: int) -> Iterator[Argument]:
    data, text = reporter_data(), scene.text
    head = text[:at].rstrip()
    before = [(i, m) for i, m in scene.within(max(0, at - 60), at) if m.label is Label.ORG]
    if before and before[-1][1].end == len(head):
        yield scene.argument(before[-1][0])
        for (i, m), (_, after) in zip(reversed(before[:-1]), reversed(before[1:]), strict=False):
            if not _JOINED.fullmatch(text, m.end, after.start):
                break
            yield scene.argument(i)
        return
    if quoted := _QUOTED.search(head):
        yield Argument(quoted[1], Label.ORG)
        return
    line = text.rfind("\n", 0, at) + 1
    agency = _patterns()[1].search(text, line, at)
    if agency:
        index = next((i for i, m in scene.within(*agency.span("agency"))), None)
        yield scene.argument(index) if index is not None else Argument(agency["agency"], Label.ORG)
        return
    running = head == text[:at] and head[-1:].isalnum()
    if running and not head.endswith((*data.own, *data.marks)):
        return
    paper = scene.article.masthead.newspaper
    if paper:
        index = next((i for i, m in enumerate(scene.mentions) if m.name == paper), None)
        yield scene.argument(index) if index is not None else Argument(paper, Label.ORG)
