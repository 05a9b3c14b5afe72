"""Whether boxes and turned captions of a drawing meet."""

from __future__ import annotations

import math


def boxes_meet(a: dict[str, float], b: dict[str, float]) -> bool:
    return a["left"] < b["right"] and b["left"] < a["right"] and a["top"] < b["bottom"] and b["top"] < a["bottom"]


def corners(caption: dict[str, float]) -> list[tuple[float, float]]:
    c, s = math.cos(caption["angle"]), math.sin(caption["angle"])
    w, h = caption["width"] / 2, caption["height"] / 2
    return [
        (caption["x"] + x * c - y * s, caption["y"] + x * s + y * c) for x, y in ((-w, -h), (w, -h), (w, h), (-w, h))
    ]


def captions_meet(a: dict[str, float], b: dict[str, float]) -> bool:
    """Separating axes of two turned rectangles."""
    for angle in (a["angle"], a["angle"] + math.pi / 2, b["angle"], b["angle"] + math.pi / 2):
        c, s = math.cos(angle), math.sin(angle)
        one, other = ([x * c + y * s for x, y in corners(r)] for r in (a, b))
        if max(one) <= min(other) or max(other) <= min(one):
            return False
    return True


def as_caption(box: dict[str, float]) -> dict[str, float]:
    width, height = box["right"] - box["left"], box["bottom"] - box["top"]
    return {"x": box["left"] + width / 2, "y": box["top"] + height / 2, "width": width, "height": height, "angle": 0.0}
