"""What is wrong with the typography of a text, and the kinds of characters on which the rules agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # inside the [ ] of an expression
OPENING = "“‘（《〈「『【〔"
CLOSING = "”’）》〉」』】〕"
STOPS = "，。、；：？！"
HIDDEN = "\ufffc"  # stands for a character that is code (an address, a citation), not words


@dataclass(frozen=True, order=True)
class Finding:
    """One thing in a text that breaks a rule.

    Attributes:
        start, end: the characters that it is about, counted from 0.
        rule: its number in docs/rules.md.
        code: a short name for the kind of finding.
        message: what was found; small letter, no full stop.
        hint: what to do about it.
        severity: "error" or "warning".
        mend: what has to stand in the place of these characters, where that is mechanical.
    """

    start: int
    end: int
    rule: int
    code: str
    message: str
    hint: str = ""
    severity: Literal["error", "warning"] = "warning"
    mend: str | None = None


def is_chinese(lang: str) -> bool:
    """Whether a language tag (BCP 47) is one of Chinese: zh, zh-CN, zh-TW …"""
    return lang.partition("-")[0].lower() == "zh"


def is_english(lang: str) -> bool:
    """Whether a language tag (BCP 47) is one of English."""
    return lang.partition("-")[0].lower() == "en"


def is_traditional(lang: str) -> bool:
    """Whether a language tag names a place or a script that writes 「」 (Taiwan, Hong Kong, Macao, Hant)."""
    return bool({"tw", "hk", "mo", "hant"} & set(lang.lower().split("-")[1:]))
