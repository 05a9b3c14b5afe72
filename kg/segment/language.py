"""Whether a text is written in Chinese."""

from __future__ import annotations

import re

_LEAST = 80
"""Letters from which on a text tells its language."""
_LEAST_WITHOUT = 12
"""The same where none of them is Chinese."""
_HAN = 0.4
"""Share of Chinese characters among the letters of Chinese news; names and brands in Latin letters included."""
_KANA = 0.1
_CHINESE = re.compile("[\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0003ffff]+")
_SYLLABLES = re.compile("[\u3040-\u30ff]")


def is_foreign(text: str) -> bool:
    """Whether a text of some length is in another language: few Chinese characters, or many Japanese syllables."""
    han = sum(map(len, _CHINESE.findall(text)))
    if han >= _HAN * len(text) and not _SYLLABLES.search(text):
        return False
    letters = sum(map(str.isalpha, text))
    if letters < _LEAST:
        return han == 0 and letters >= _LEAST_WITHOUT
    return han < _HAN * letters or len(_SYLLABLES.findall(text)) > _KANA * letters
