"""AWARDED: honours and prizes, before a name (全国劳动模范张三) or given by a verb (获评“服务标兵”)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from kg.lexicon import load_mapping
from kg.relations.connectives import connectives
from kg.relations.honour_lists import inverted, list_to, listed
from kg.relations.honour_names import honours
from kg.relations.reporters import bylines
from kg.relations.scene import Findings, Scene
from kg.types import Argument, Label, Relation, RelationType

_CLAUSE_END = "，,；;。！？!?\n：:"
_QUOTED = re.compile(r"“([^“”\n]{2,30})”")


class AwardData(BaseModel):
    """The data file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    gets: tuple[str, ...]
    given: tuple[str, ...]
    passive: str
    each: tuple[str, ...]
    future: tuple[str, ...]
    prizes: tuple[str, ...]
    titles: str
    quoted: tuple[str, ...]
    labels: tuple[str, ...]
    not_verbs: tuple[str, ...]
    particles: tuple[str, ...]
    pronouns: str
    other_subjects: str
    pointing: tuple[str, ...]
    naming: tuple[str, ...]
    between: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@cache
def award_data() -> AwardData:
    """Return the data.

    Raises:
        DataError: the file is wrong; names the key.
    """
    return load_mapping("relations/awards.yaml", AwardData)


@dataclass(frozen=True, slots=True)
class _Patterns:
    verb: re.Pattern[str]
    between: re.Pattern[str]
    prize: re.Pattern[str]
    title: re.Pattern[str]
    after_quote: re.Pattern[str]
    label: re.Pattern[str]
    """What only says that it is an honour."""


@cache
def _patterns() -> _Patterns:
    d = award_data()
    verbs = "|".join(sorted({*d.gets, *d.given}, key=len, reverse=True))
    return _Patterns(
        re.compile(rf"(?:{verbs})(?!{'|'.join(d.not_verbs)})"),
        re.compile(d.between),
        re.compile("|".join(d.prizes)),
        re.compile(d.titles),
        re.compile("|".join(sorted(d.quoted, key=len, reverse=True))),
        re.compile(f"(?:{'|'.join(d.labels)})$"),
    )


def find(scene: Scene, found: Findings) -> None:
    """Add the honours that the scene gives to people and organisations."""
    seen: set[tuple[str, str]] = set()
    rows = [(b.person, b.honour, b.start, b.end, "honour before the name", 0.96) for b in found.bearers]
    for index, honour, start, end, rule, confidence in [*rows, *_stated(scene)]:
        head = scene.argument(index)
        if (head.name, honour) in seen:
            continue
        seen.add((head.name, honour))
        evidence = (scene.sentence_at(start)[0], scene.sentence_at(end - 1)[1])
        found.add(Relation(RelationType.AWARDED, head, Argument(honour, Label.HONOUR), evidence, rule, confidence))


def _stated(scene: Scene) -> Iterator[tuple[int, str, int, int, str, float]]:
    names = list(honours(scene))
    named = {h.start: (h.end, h.text) for h in names}
    inside = [(h.start, h.end) for h in names]
    for bearer, honour, since, until in listed(scene, names, _patterns().prize, _patterns().verb):
        yield bearer, honour, since, until, "listed with the honour", 0.9
    for start, end in scene.sentences:
        topic: list[int] = []
        for verb in _patterns().verb.finditer(scene.text, start, end):
            if any(s <= verb.start() < e for s, e in inside):
                continue
            got = _statement(scene, start, end, verb, named, topic)
            if not got:
                continue
            subjects, texts, last = got
            topic = subjects
            pairs = [(s, t) for s in subjects for t in texts]
            if len(texts) > 1 and verb.group() in award_data().each:
                pairs = list(zip(subjects, texts, strict=True)) if len(subjects) == len(texts) else []
            for subject, text in pairs:
                at = scene.mentions[subject].start
                yield subject, text, min(at, verb.start()), max(last, verb.end()), "honour given by a verb", 0.9


def _statement(
    scene: Scene, start: int, end: int, verb: re.Match[str], named: dict[int, tuple[int, str]], topic: list[int]
) -> tuple[list[int], list[str], int] | None:
    """Return subjects, honours and where the honours end, or None."""
    text, d = scene.text, award_data()
    clause = max((text.rfind(c, start, verb.start()) for c in _CLAUSE_END), default=-1) + 1
    clause = max(clause, start)
    before = text[clause : verb.start()]
    if any(w in before[-12:] for w in d.future):
        return None
    at, given = verb.end(), verb.group() in d.given
    at += text.startswith(d.particles, at)
    passive = d.passive in before or verb.group().startswith(d.passive)
    subjects: list[int] = []
    if given and not passive:
        subjects, at = _list_at(scene, _described(scene, at, end))
        if not subjects:
            return None
        skipped = _patterns().between.match(text, at, end)
        at = skipped.end() if skipped else at
    texts, last = _objects(scene, at, end, verb.group(), named)
    if not texts:
        subjects, honour = inverted(scene, clause, verb.start(), _patterns().prize)
        return (subjects, [honour], verb.end()) if subjects else None
    if not subjects and text[last : last + 1] == connectives().link:
        subjects = _behind(scene, last + 1, end)
    if not subjects:
        subjects = _before(scene, start, clause, verb.start(), topic, passive)
    return (subjects, texts, last) if subjects else None


def _objects(scene: Scene, at: int, end: int, verb: str, named: dict[int, tuple[int, str]]) -> tuple[list[str], int]:
    """Return the honours that stand from ``at`` on, and where the last of them ends."""
    text, p = scene.text, _patterns()
    out: list[str] = []
    last = at
    while at < end:
        if at in named:
            last, name = named[at]
            out.append(name)
        elif quoted := _QUOTED.match(text, at, end):
            after = p.after_quote.match(text, quoted.end(), end)
            if not after and verb not in award_data().naming:
                break
            longer = p.prize.match(text, at, end)
            if longer and longer.end() > quoted.end() and not after:
                out.append(longer.group())
                last = longer.end()
            else:
                out.append(quoted[1])
                last = after.end() if after else quoted.end()
        elif found := (p.prize.match(text, at, end) or p.title.match(text, at, end)):
            out.append(p.label.sub("", found.group()))
            last = found.end()
            if after := p.after_quote.match(text, last, end):
                last = after.end()
        else:
            break
        at = last
        if text[at : at + 1] in ("、", *connectives().joins):
            at += 1
        elif text[at : at + 1] != "“":
            break
    return [t for t in out if t and not t.startswith(award_data().pointing)], last


def _bears(scene: Scene, index: int) -> bool:
    return scene.mentions[index].label is not Label.PLACE


def _described(scene: Scene, at: int, end: int) -> int:
    """Return where the first name stands, behind a few words that say more of its bearer (授予大赛第一名张三)."""
    first = next((m for i, m in scene.within(at, min(end, at + 40), Label.PERSON)), None)
    gap = scene.text[at : first.start] if first else ""
    return first.start if first and len(gap) <= 20 and not any(c in gap for c in f"{_CLAUSE_END}、“《") else at


def _list_at(scene: Scene, at: int) -> tuple[list[int], int]:
    """Return the list of names that begins at a position, and where it ends."""
    starts = {m.start: i for i, m in scene.within(at, min(at + 300, len(scene.text)))}
    out: list[int] = []
    while at in starts and _bears(scene, starts[at]):
        out.append(starts[at])
        at = scene.mentions[starts[at]].end
        joined = connectives().join.match(scene.text, at)
        if not joined or joined.end() not in starts:
            break
        at = joined.end()
    return out, at


def _behind(scene: Scene, at: int, end: int) -> list[int]:
    """Return the bearer in 荣获一等奖的张三."""
    for i, m in scene.within(at, end):
        if _bears(scene, i) and (m.start == at or (m.label is Label.PERSON and m.start - at <= 25)):
            gap = scene.text[at : m.start]
            return [i] if not any(c in gap for c in _CLAUSE_END) else []
    return []


def _before(scene: Scene, start: int, clause: int, at: int, topic: list[int], passive: bool) -> list[int]:
    """Return the list of names that is the subject of a verb at ``at``."""
    text, between = scene.text, _patterns().between
    giver = text.find(award_data().passive, clause, at) if passive else -1
    upto = giver if giver >= 0 else at  # 张三被甲、乙授予: those behind the word give
    inside = [(i, m) for i, m in scene.within(clause, upto) if _bears(scene, i)]
    for k in range(len(inside) - 1, -1, -1):
        m = inside[k][1]
        gap = text[m.end : at]
        if passive:
            gap = _active(gap)
        if between.fullmatch(gap):
            whole = [(i, m) for i, m in scene.within(start, upto) if _bears(scene, i)]
            return list_to(scene, whole, len(whole) - len(inside) + k)
    rest = _active(text[clause:at])
    if not re.fullmatch(award_data().pronouns + award_data().between, rest):
        return []
    if re.search(award_data().other_subjects, rest):
        return []
    if topic:
        return topic
    writers = {r.head.mention for r in bylines(scene)}
    # The one person that the sentence, or else the paragraph, has named before.
    for since in (start, scene.paragraph_at(start)[0]):
        people = [(i, m) for i, m in scene.within(since, clause, Label.PERSON) if i not in writers]
        if people:
            return [people[-1][0]] if len({m.name for _, m in people}) == 1 else []
    return []


def _active(text: str) -> str:
    """Leave out who gives the honour: 去年被某公司 → 去年."""
    return text.partition(award_data().passive)[0]
