"""HOLDS_ROLE: who holds which post where."""

from __future__ import annotations

from collections.abc import Iterable

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


def _add(scene: Scene, posts: Iterable[Post], found: Findings) -> None:
    seen: set[tuple[str, str, str]] = set()
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
