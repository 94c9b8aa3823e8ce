"""Reported words stay somebody's: what rests on `reports` claims alone names whose words they are.

Asked of positions (and their brief form), judgements, sides of tensions, steps, events and theses, in every language
that they are given in. A sentence names the voice when it holds a word of the claim's `voice:` other than the most
general ones (美国, government …; a voice of such words alone has to stand there whole), or says that it passes words
on (据称, 援引 …; according to, reportedly, citing …). 称, 认为, says are not enough: they would credit the article.

    voice: {zh: 美国财长耶伦, en: US Treasury Secretary Yellen}
    says: {zh: 耶伦称无意脱钩, en: Yellen says that no decoupling is meant}

Code: reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.comparison import Comparison
from builder.problem import Problem
from builder.statements import Statement, statements
from builder.typed import Said

_PASSES_ON = re.compile(
    r"(?<![数证占])据[^，。；]{0,20}(?:称|说|悉|报道?|统计|估算|披露)|援引|转引|引述|引用|所引|转述|转载|有人"
    r"|\b(?i:according to|reportedly|allegedly|cit(?:es?|ed|ing)|quot(?:es?|ed|ing)|in the words of|is said to"
    r"|are said to|relays?|relayed)\b"
)
_BRACKETS = re.compile(r"[（(][^）)]*[）)]")
_GENERAL_ZH = re.compile(
    r"美国|中国|美方|中方|我国|政府|国家|相关|有关|知名|著名|未具名|一项|系列|报告|研究|调查|[的与和及等]"
)
_GENERAL_EN = re.compile(
    r"\b(?i:the|and|for|from|its|his|her|their|with|some|that|this|unnamed|united|states|americans?|america|china"
    r"|chinese|government|administration|officials?|state|national|reports?|study|studies|survey|research|leading"
    r"|second|term)\b"
)
_HAN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]{3,}")


def check(comparison: Comparison, langs: Iterable[str]) -> Iterator[Problem]:
    """Every sentence that gives reported words as the article's or the editors' own."""
    for statement in statements(comparison):
        claims = [found[1] for reference in statement.claims if (found := comparison.claim(reference))]
        if claims and all(claim.mode == "reports" for claim in claims):
            voices = [claim.voice for claim in claims if claim.voice]
            for said in statement.saids:
                yield from _named(statement, said, voices)


def _named(statement: Statement, said: Said, voices: list[Said]) -> Iterator[Problem]:
    for lang, text in said.texts.items():
        missing = [voice.texts[lang] for voice in voices if lang in voice.texts and not names(text, voice.texts[lang])]
        if missing:
            message = f"{statement.what} that only passes words on does not say whose: '{missing[0]}'"
            yield Problem(text.place, message, "reported", "name the voice, or name a claim that the article asserts")


def names(text: str, voice: str) -> bool:
    """Whether a sentence shows that its words are those of `voice`."""
    if _PASSES_ON.search(text):
        return True
    whole = _BRACKETS.sub("", voice).strip()
    runs = [run for run in _HAN.findall(_GENERAL_ZH.sub(" ", whole)) if len(run) > 1]
    pairs = [run[i : i + 2] for run in runs for i in range(len(run) - 1)]
    words = _WORD.findall(_GENERAL_EN.sub(" ", whole))
    said = {word.casefold() for word in _WORD.findall(text)}
    if pairs or words:
        return any(pair in text for pair in pairs) or any(word.casefold() in said for word in words)
    return re.sub(r"^the ", "", whole, flags=re.IGNORECASE).casefold() in text.casefold()
