"""The order of an author-date list: by language, then by name; Chinese by pinyin (2015, 9.2; 2025, 9.3.2)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import TypeAlias

Key: TypeAlias = tuple[tuple[int, str, int, int], ...]

_LANGUAGES = ("zh", "ja", "", "ru")  # 中文、日文、西文、俄文、其他文种; "" is every language in Latin script

# Surnames that are read otherwise than the character usually is.
_SURNAMES = {
    "单于": "chan2 yu2", "尉迟": "yu4 chi2", "万俟": "mo4 qi2", "澹台": "tan2 tai2", "长孙": "zhang3 sun1",
    "单": "shan4", "曾": "zeng1", "仇": "qiu2", "解": "xie4", "区": "ou1", "查": "zha1", "朴": "piao2", "盖": "ge3",
    "任": "ren2", "华": "hua4", "翟": "zhai2", "乐": "yue4", "缪": "miao4", "葛": "ge3", "员": "yun4", "盛": "sheng4",
    "宁": "ning4", "燕": "yan1", "召": "shao4", "纪": "ji3", "覃": "qin2", "冼": "xian3", "逄": "pang2", "谌": "chen2",
    "沈": "shen3", "种": "chong2", "祭": "zhai4", "牟": "mu4", "车": "che1", "应": "ying1", "於": "yu1", "阚": "kan4",
    "句": "gou1", "哈": "ha3", "那": "na1", "黑": "he4", "曲": "qu1", "冯": "feng2", "薄": "bo2", "洗": "xian3",
}  # fmt: skip

# Words, mostly of place names and institutions, in which a character is read otherwise than it usually is.
_WORDS = {
    "重庆": "chong2 qing4", "长江": "chang2 jiang1", "长沙": "chang2 sha1", "长春": "chang2 chun1",
    "长安": "chang2 an1", "长城": "chang2 cheng2",
    "长征": "chang2 zheng1", "长治": "chang2 zhi4", "厦门": "xia4 men2", "银行": "yin2 hang2",
    "行业": "hang2 ye4", "会计": "kuai4 ji4", "西藏": "xi1 zang4", "六安": "lu4 an1", "音乐": "yin1 yue4",
    "都市": "du1 shi4", "都江": "du1 jiang1", "数学": "shu4 xue2", "传记": "zhuan4 ji4", "重复": "chong2 fu4",
}  # fmt: skip


_IN_WORDS = re.compile(f"({'|'.join(_WORDS)}|.)", re.DOTALL)  # splits into these words and single characters


def rank(language: str, names: Sequence[str]) -> tuple[int, tuple[Key, ...]]:
    """A sort key for the people of a work: the language's place in the list, then name by name."""
    latin = any("LATIN" in unicodedata.name(char, "") for char in "".join(names))
    place = _LANGUAGES.index(language) if language in _LANGUAGES else 2 if latin else len(_LANGUAGES)
    return place, tuple(_name(name) for name in names)


def _name(name: str) -> Key:
    for surname in (name[:2], name[:1]):
        if surname in _SURNAMES and len(name) <= len(surname) + 2:  # the names of bodies are longer
            return tuple(_read(reading, 0) for reading in _SURNAMES[surname].split()) + key(name[len(surname) :])
    return key(name)


def key(words: str) -> Key:
    """A sort key for words: spaces, digits, Latin letters (accents and case aside), then Han by pinyin.

    Pinyin is compared syllable by syllable, within a syllable tone by tone; punctuation doesn't count.
    """
    found: list[tuple[int, str, int, int]] = []
    for char in _IN_WORDS.split(words):
        if char in _WORDS:
            found += [_read(one, 0) for one in _WORDS[char].split()]
            continue
        reading, place = _pinyin().get(char, ("", 0))
        if reading:
            found.append(_read(reading, place))
            continue
        for part in unicodedata.normalize("NFKD", char).casefold():
            if part.isspace():
                found.append((0, "", 0, 0))
            elif part.isalnum():
                found.append((1 if part.isdigit() else 2 if part.isascii() else 4, part, 0, 0))
    return tuple(found)


def _read(reading: str, place: int) -> tuple[int, str, int, int]:
    syllable, tone = reading[:-1], int(reading[-1])  # ü ("v") sorts as u, and after it where all else is alike
    return 3, syllable.replace("v", "u"), tone + 10 * ("v" in syllable), place


@cache
def _pinyin() -> dict[str, tuple[str, int]]:
    """Each character's usual reading and its place among those read alike; from pinyin.tsv, beside this module."""
    table: dict[str, tuple[str, int]] = {}
    lines = (resources.files(__package__) / "pinyin.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            reading, chars = line.split("\t")
            table |= {char: (reading, place) for place, char in enumerate(chars)}
    return table
