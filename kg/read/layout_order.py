"""Which headline a block of text stands under, and in which order stories and their columns are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.read.layout_blocks import Block, Box, Rule, overlap
from kg.read.layout_sort import ordered

_FAR = 3.0
"""White above a block, in characters, from which on it need not belong to what stands above."""
_FOOT = 0.94
"""Where the foot of a page may begin, as a share of what is printed."""
_MOST_BLOCKS = 400
"""Blocks of a sheet that are put into stories; a page of more is no newspaper's, and is read from top to bottom."""
_GOES_ON = 1.0
"""Points from which on a sentence goes on from the column at the left."""
_BESIDE = 4.0
"""White between a vertical headline and its text at most, in characters."""


@dataclass(slots=True)
class Story:
    """A headline and the blocks below it; one of them may be missing."""

    head: Block | None
    body: list[Block] = field(default_factory=list)
    foot: bool = False
    """Whether it is what stands at the foot of the page."""

    def box(self) -> Box:
        """Return the place of all of it."""
        parts = [*([self.head] if self.head else []), *self.body]
        low = min(b.left for b in parts), min(b.top for b in parts)
        return *low, max(b.right for b in parts), max(b.bottom for b in parts)

    def anchor(self) -> Box:
        """Return the place that orders the story among others: as wide as all of it, as high as its headline."""
        left, _, right, _ = self.box()
        first = self.head or self.body[0]
        return left, first.top, right, first.top + first.size if first.upright else first.bottom


def stories(blocks: Sequence[Block], size: float, rules: Sequence[Rule] = ()) -> list[Story]:
    """Return the stories of a sheet in reading order, the blocks of each in theirs.

    Args:
        blocks: the sheet's blocks.
        size: the body's size of type.
        rules: printed lines and frames.
    """
    if len(blocks) > _MOST_BLOCKS:
        rows = sorted(blocks, key=lambda b: (b.top, b.left))
        return [Story(b) if b.large else Story(None, [b]) for b in rows]
    heads = [b for b in blocks if b.large]
    body = sorted((b for b in blocks if not b.large), key=lambda b: (round(b.top / size), b.left))
    end = max(b.bottom for b in blocks)
    found = {id(h): Story(h) for h in heads}
    alone: list[Story] = []
    owners: dict[int, Story] = {}
    for block in body:
        story = _Owner(block, heads, body, owners, found, size, rules, end).find()
        if story is None:
            story = Story(None, foot=_is_foot(block, blocks, size, end))
            alone.append(story)
        story.body.append(block)
        owners[id(block)] = story
    for story in (*found.values(), *alone):
        story.body = ordered(story.body, _box)
    return [s for band in _bands([*found.values(), *alone]) for s in ordered(band, Story.anchor)]


def _is_foot(block: Block, blocks: Sequence[Block], size: float, end: float) -> bool:
    """Whether a block without a story tells who made the page: lines without a sentence, the lowest of all."""
    lowest = block.top > _FOOT * end and not any(b.bottom > block.bottom + 2 * size for b in blocks)
    return lowest and len(block.pieces) <= 3 and not any("。" in p.text for p in block.pieces)


def _bands(found: Sequence[Story]) -> list[list[Story]]:
    """Return stories in bands: parted from the next by white over the whole width, as masthead and foot are."""
    out: list[list[Story]] = []
    end = 0.0
    for story in sorted(found, key=lambda s: s.box()[1]):
        _, top, _, bottom = story.box()
        if out and top < end:
            out[-1].append(story)
        else:
            out.append([story])
        end = max(end, bottom)
    return out


class _Owner:
    """Looks for the story of one block."""

    def __init__(
        self,
        block: Block,
        heads: Sequence[Block],
        body: Sequence[Block],
        owners: dict[int, Story],
        found: dict[int, Story],
        size: float,
        rules: Sequence[Rule],
        end: float,
    ) -> None:
        self.block, self.heads, self.size, self.rules, self.end = block, heads, size, rules, end
        self.body = [b for b in body if b is not block]
        self.owners, self.found = owners, found

    def find(self) -> Story | None:
        """Return the story, or None where the block stands for itself."""
        above = self._above()
        upright = self._vertical_headline(above)
        if upright:
            return self.found[id(upright)]
        if above is not None and above.large:
            return self.found[id(above)]
        left = self._left()
        under = self._under(above)
        if under:
            apart, nearest = under[0]
            leftmost = self.owners.get(id(left)) if left is not None else None
            # a headline that reaches over the block is its own, unless the sentence goes on from the left
            least = _GOES_ON if apart < -self.size else -1.0
            if left is not None and leftmost in [s for _, s in under] and self._fits(left) > least:
                return leftmost
            return nearest
        if self._at_foot(above):
            return None
        candidates: list[tuple[float, Story]] = []
        if above is not None and id(above) in self.owners:
            candidates.append((self._fits(above), self.owners[id(above)]))
        if left is not None and id(left) in self.owners:
            story = self.owners[id(left)]
            candidates.append((self._fits(left) + self._level_with(left, story), story))
        fitting = [c for c in candidates if c[0] > -1.0]
        return max(fitting, key=lambda c: c[0])[1] if fitting else None

    def _above(self) -> Block | None:
        """Return the nearest block above that no printed line parts from this one."""
        mine = self.block
        over = [
            b
            for b in (*self.heads, *self.body)
            if b.bottom <= mine.top + 0.6 * self.size
            and b.top < mine.top
            and min(b.right, mine.right) - max(b.left, mine.left) > 0.3 * min(mine.right - mine.left, b.right - b.left)
        ]
        nearest = max(over, key=lambda b: b.bottom, default=None)
        if nearest is None or self._ruled_off(nearest):
            return None
        return nearest

    def _under(self, above: Block | None) -> list[tuple[float, Story]]:
        """Return the stories whose headlines, with the white at their sides, stand over this block; nearest first.

        A headline is centred over its columns and often narrower than they are. The number is the white between the
        two, below zero where the headline reaches over the block.
        """
        mine = self.block
        level = above.bottom if above is not None else float("-inf")
        out: list[tuple[float, Story]] = []
        for head in self.heads:
            if head.upright or head.bottom > mine.top + 0.6 * self.size or head.top < level - 0.6 * self.size:
                continue
            apart = max(head.left - mine.right, mine.left - head.right)
            if self._ruled_off(head):
                continue
            low, high = sorted((head.left, head.right, mine.left, mine.right))[1:3]
            between = any(
                overlap(b.top, b.bottom, head.top, head.bottom) > 0.3 and b.left < high and b.right > low
                for b in (*self.heads, *self.body)
                if b is not head
            )
            if not between:
                out.append((apart, self.found[id(head)]))
        return sorted(out, key=lambda x: x[0])

    def _ruled_off(self, above: Block) -> bool:
        return any(
            above.bottom - 0.5 * self.size <= (top + bottom) / 2 <= self.block.top + 0.5 * self.size
            and bottom - top < 0.5 * self.size
            and overlap(left, right, self.block.left, self.block.right) > 0.6
            and right - left > 3 * self.size
            for left, top, right, bottom in self.rules
        )

    def _left(self) -> Block | None:
        """Return the column at the left: the nearest block that stands level with some of this one."""
        mine = self.block
        beside = [
            b
            for b in self.body
            if b.right <= mine.left + self.size
            and min(b.bottom, mine.bottom) - max(b.top, mine.top) > 0.5 * self.size
            and not self._upright_rule(b)
        ]
        nearest = max((b.right for b in beside), default=0.0)
        level = [b for b in beside if nearest - b.right < 2 * self.size and id(b) in self.owners]
        # the column may have been cut into several blocks; its last one is where the text goes on from
        return max(level, key=lambda b: b.bottom, default=None)

    def _upright_rule(self, other: Block) -> bool:
        """Whether a printed line runs down between this block and one beside it."""
        mine = self.block
        low, high = (other.right, mine.left) if other.right <= mine.left + self.size else (mine.right, other.left)
        return any(
            low - 0.5 * self.size <= (a + b) / 2 <= high + 0.5 * self.size
            and b - a < 0.5 * self.size
            and overlap(top, bottom, mine.top, mine.bottom) > 0.6
            and bottom - top > 3 * self.size
            for a, top, b, bottom in self.rules
        )

    def _fits(self, before: Block) -> float:
        mine = self.block
        if abs(before.size - mine.size) > 0.12 * mine.size:
            return -0.5
        if before.closed:  # a sentence may end with a column inside a paragraph
            return 0.5 if mine.fresh else 0.2
        return -2.0 if mine.fresh else 2.0

    def _level_with(self, left: Block, story: Story) -> float:
        """Return what a block's height says for its being the next column of the story at its left."""
        mine = self.block
        first = story.body[0].top if story.body else left.top
        top = story.head.top if story.head and not story.head.upright else first
        if abs(mine.top - first) < 1.2 * self.size:
            return 1.5
        if top - self.size <= mine.top <= first + self.size:
            return 1.0
        return -0.5 if mine.top > first else -2.5

    def _vertical_headline(self, above: Block | None) -> Block | None:
        """Return the vertical headline whose text this is."""
        mine = self.block
        for head in self.heads:
            if not head.upright:
                continue
            apart = max(mine.left - head.right, head.left - mine.right)
            if not -self.size < apart < _BESIDE * self.size:
                continue
            if overlap(head.top, head.bottom, mine.top, mine.bottom) < 0.6 or self._upright_rule(head):
                continue
            if above is not None and above.large and not above.upright and above.top >= head.top - self.size:
                continue
            if above is not None and above.large and not above.upright and mine.top - above.bottom < 2 * self.size:
                continue
            return head
        return None

    def _at_foot(self, above: Block | None) -> bool:
        mine = self.block
        apart = mine.top - above.bottom if above is not None else _FAR * self.size
        return mine.top > _FOOT * self.end and len(mine.pieces) <= 3 and apart >= 1.5 * self.size


def _box(block: Block) -> Box:
    return block.left, block.top, block.right, block.bottom
