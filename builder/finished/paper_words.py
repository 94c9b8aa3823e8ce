"""Words in a finished document: which are Chinese, how many, how they are shortened and compared."""

from __future__ import annotations

import re

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
FULL = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
"""Han, and the punctuation that only Chinese type has."""
_WORD = re.compile(r"[^\W_\u3400-\u9fff]+(?:[-’'.,][^\W_\u3400-\u9fff]+)*")


def folded(text: str) -> str:
    """The text without white space and soft hyphens: as it can be compared with a printed line."""
    return re.sub(r"[\s\u00ad\u200b\u2060\ufeff]+", "", text)


def han_count(text: str) -> int:
    """How many Han characters."""
    return len(HAN.findall(text))


def word_count(text: str) -> int:
    """How many words and numbers that are not Chinese."""
    return len(_WORD.findall(text))


def measure(text: str, lang: str) -> int:
    """Its length as editors count: in Chinese every Han character and every other word, else words."""
    return word_count(text) + (han_count(text) if lang == "zh" else 0)


def short(text: str, most: int = 40) -> str:
    """The beginning of a text, for a message."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"
