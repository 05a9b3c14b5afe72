"""Whether a text is written in Chinese."""

from __future__ import annotations

from kg.text import is_han

_LEAST = 80
"""Letters from which on a text tells its language."""
_LEAST_WITHOUT = 12
"""The same where none of them is Chinese."""
_HAN = 0.4
"""Share of Chinese characters among the letters of Chinese news; names and brands in Latin letters included."""
_KANA = 0.1


def is_foreign(text: str) -> bool:
    """Whether a text of some length is in another language: few Chinese characters, or many Japanese syllables."""
    letters = [c for c in text if c.isalpha()]
    han = sum(map(is_han, letters))
    if len(letters) < _LEAST:
        return han == 0 and len(letters) >= _LEAST_WITHOUT
    kana = sum("\u3040" <= c <= "\u30ff" for c in letters)
    return han < _HAN * len(letters) or kana > _KANA * len(letters)
