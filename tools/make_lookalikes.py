"""Make ``kg/data/resolve/lookalikes.tsv``: which characters look alike, measured on the printed shapes.

    python tools/make_lookalikes.py SANS.ttc:2 SERIF-BOLD.ttc:2 kg/data/resolve/lookalikes.tsv

Each of the 6,763 characters of GB 2312 is drawn in every font, blurred as a small print is, brought down to 24 by 24
points, and compared with all others (correlation of the points, mean over the fonts). The table in the package was made
with Noto Sans CJK Regular and Noto Serif CJK Bold (SIL Open Font License; face 2 is simplified Chinese). Needs Pillow.

One line for each character: the character, a tab, the characters that look like it, the most alike first.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

LEAST = 0.835
"""Least likeness; 锡 and 锅 have 0.84. Below it most pairs are told apart by any reader."""
SHEET, SIZE, POINTS, BLUR = 48, 40, 24, 1.3


def characters() -> list[str]:
    """Return the characters of GB 2312."""
    out = []
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                out.append(bytes([row, cell]).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return out


def shapes(chars: list[str], font: str) -> np.ndarray:
    """Return one row of points for each character, of mean 0 and length 1."""
    path, _, face = font.partition(":")
    drawn = ImageFont.truetype(path, SIZE, index=int(face or 0))
    out = np.zeros((len(chars), POINTS * POINTS), np.float32)
    for i, c in enumerate(chars):
        image = Image.new("L", (SHEET, SHEET), 0)
        ImageDraw.Draw(image).text((SHEET // 2, SHEET // 2), c, 255, font=drawn, anchor="mm")
        image = image.filter(ImageFilter.GaussianBlur(BLUR)).resize((POINTS, POINTS), Image.Resampling.BOX)
        row = np.asarray(image, np.float32).ravel()
        row = row - row.mean()
        out[i] = row / np.linalg.norm(row)
    return out


def main() -> None:
    """Write the table."""
    *fonts, target = sys.argv[1:]
    chars = characters()
    likeness = np.zeros((len(chars), len(chars)), np.float32)
    for font in fonts:
        rows = shapes(chars, font)
        likeness += rows @ rows.T / len(fonts)
    np.fill_diagonal(likeness, 0)
    lines = ["# Characters that look alike in print, measured on their shapes; made by tools/make_lookalikes.py.\n"]
    for i in sorted(range(len(chars)), key=lambda i: chars[i]):
        near = sorted(np.flatnonzero(likeness[i] >= LEAST), key=lambda j: (-round(float(likeness[i, j]), 3), chars[j]))
        if near:
            lines.append(f"{chars[i]}\t{''.join(chars[j] for j in near)}\n")
    Path(target).write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
