"""HOLDS_ROLE: who holds which post where."""

from __future__ import annotations

from collections.abc import Sequence

from kg.relations.honour_names import HonourName
from kg.relations.reporters import bylines
from kg.relations.roles_chain import Chains, Post
from kg.relations.roles_context import Context
from kg.relations.roles_statements import Statements
from kg.relations.roles_tokens import Tokens
from kg.relations.scene import Bearer, Findings, Scene
from kg.types import Relation, RelationType


def find(scene: Scene, found: Findings) -> None:
    """Add the posts that the scene gives to people."""
    tokens, context = Tokens(scene), Context(scene)
    chains = Chains(context)
    posts: list[Post] = []
    statements = Statements(context)
    for sentence in tokens.sentences:
        introductions = list(chains.read(sentence))
        posts += [p for i in introductions for p in i.posts]
        found.bearers += [_bearer(scene, i.person, h) for i in introductions for h in i.honours]
        posts += statements.read(sentence)
    found.bearers += [_bearer(scene, person, honour) for person, honour in statements.honours]
    _add(scene, posts, found)
    for relation in bylines(scene):
        found.add(relation)


def _bearer(scene: Scene, person: int, honour: HonourName) -> Bearer:
    m = scene.mentions[person]
    return Bearer(person, honour.text, min(m.start, honour.start), max(m.end, honour.end))


_WEAK = 0.8
"""The confidence up to which a post gives way to a surer one with the same title."""


def _add(scene: Scene, posts: Sequence[Post], found: Findings) -> None:
    seen: set[tuple[str, str, str]] = set()
    sure = {
        (scene.argument(p.person).name, p.title): p.owner.argument.name
        for p in posts
        if p.owner and not p.struck and p.confidence > _WEAK
    }
    for post in posts:
        person = scene.argument(post.person)
        evidence = (scene.sentence_at(post.start)[0], scene.sentence_at(post.end - 1)[1])
        title = "".join(post.title.split())
        if post.owner is None or post.struck:
            owner = post.owner.argument.name if post.owner else "?"
            found.silence(
                RelationType.HOLDS_ROLE, person.name, f"{owner} {title}", post.rule, post.struck or "?", evidence
            )
            continue
        elsewhere = sure.get((person.name, post.title), post.owner.argument.name)
        if post.confidence <= _WEAK and elsewhere != post.owner.argument.name:
            # 补选甲为主席 … 新任主席甲: the second one only repeats the first
            owner = f"{post.owner.argument.name} {title}"
            found.silence(RelationType.HOLDS_ROLE, person.name, owner, post.rule, f"held in {elsewhere}", evidence)
            continue
        key = (person.name, post.owner.argument.name, title)
        if key in seen:
            continue
        seen.add(key)
        found.add(
            Relation(
                RelationType.HOLDS_ROLE,
                person,
                post.owner.argument,
                evidence,
                post.rule,
                post.confidence,
                title=title,
                former=post.former,
            )
        )
