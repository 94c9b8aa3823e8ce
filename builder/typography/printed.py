"""The same rules on a finished file, where marks, places and an article's own words stand among the sentences.

Left alone there: what stands in quotation marks (an article's words as it prints them), citation marks ([1-3]), and
spaces that part a symbol from its word or a name from its place (汤马文 引言第1段). Whole texts that follow another
standard (entries of the list of sources, GB/T 7714; source lines) are the caller's to leave out.
"""

from __future__ import annotations

import re
from functools import lru_cache

from builder.typography import findings
from builder.typography.finding import HAN, HIDDEN, STOPS, Finding, is_english

_QUOTED = re.compile(r"(?<=[“「])[^“”「」]*(?=[”」])")
_MARK = re.compile(r"\[[\d,，、;；–—\- ]+\]")
_PLACE = re.compile(r"[^，。；：\s]{0,16}(?:\d+[段页]|（[一二三四五六七八九十]+）)")
_PLAIN = re.compile(rf"[\w%{HIDDEN}]*(?P<stop>(?:[{STOPS}][\w%{HIDDEN}]+)*[{STOPS}]?)")
"""Words that no rule of Chinese is about, and, without stops, none of any language: the most of them."""
_HAN = re.compile(f"[{HAN}]")
_LETTER = re.compile(r"[^\W\d_]")


@lru_cache(maxsize=8192)  # heads, labels and names stand in a file a hundred times, and in the report and the deck
def printed_findings(text: str, lang: str) -> tuple[Finding, ...]:
    """What breaks the rules 48 to 52 in a paragraph of a finished file.

    Args:
        text: the paragraph.
        lang: its language; "" where the file does not say: a text in Han characters is Chinese then.
    """
    words = _MARK.sub(_hidden, _QUOTED.sub(_hidden, text))
    plain = _PLAIN.fullmatch(words)
    if plain and not plain["stop"]:
        return ()
    spoken = language(text, lang)
    if plain and not is_english(spoken):
        return ()
    return tuple(one for one in findings(words, spoken) if one.code != "spaces" or _between_words(text, one))


def language(text: str, lang: str) -> str:
    """The language of a paragraph: Chinese if a third of its letters are Han, else what the file says of it."""
    letters = len(_LETTER.findall(text))
    if letters and 3 * len(_HAN.findall(text)) >= letters:
        return lang if lang.lower().startswith(("zh", "ja", "ko")) else "zh"
    return "" if lang.lower().startswith("zh") else lang


def _between_words(text: str, one: Finding) -> bool:
    """Whether spaces stand between two Han characters or two letters, and part nothing."""
    before, after = text[one.start - 1 : one.start], text[one.end : one.end + 1]
    if "\t" in text[one.start : one.end] or not (_LETTER.match(before) and _LETTER.match(after)):
        return False
    if _PLACE.match(text, one.end):
        return False
    return bool(_HAN.match(before)) == bool(_HAN.match(after))


def _hidden(found: re.Match[str]) -> str:
    return HIDDEN * len(found[0])
