"""Rule 33, likelihood and confidence: never in one sentence, and likelihood in the words of one vocabulary.

After ICD 203, D.6.e(2): how likely something is and how sure the editors are of it are two things. Confidence is found
by `confidence_zh`/`_en`, likelihood by the words of `likelihood_zh`/`_en`; each entry there is one vocabulary, "word |
word". Tags stand outside sentences. That one vocabulary is used is asked of the judgements, which are the editors'
own; articles may use what words they like. Error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.word._parts import entries, is_tag, judgements, statement
from builder.finished.flaw import Flaw
from builder.finished.paper import Paper
from builder.finished.paper_words import short
from builder.profile.paper import PaperProfile

CODES = ("likelihood", "vocabulary")

_SENTENCE = re.compile(r"[^。！？；.!?;\n]+[。！？；.!?;\n]?")


def check(paper: Paper, profile: PaperProfile) -> Iterator[Flaw]:
    """Every sentence of the body; the words of the judgements."""
    vocabularies = profile.likelihood_zh if paper.lang == "zh" else profile.likelihood_en
    confidence = profile.confidence_zh if paper.lang == "zh" else profile.confidence_en
    patterns = [_pattern(words, paper.lang) for words in vocabularies]
    if not patterns:
        return
    listed = {p.at for p in entries(paper, profile)}
    for p in paper.paragraphs:
        if p.at in listed:
            continue
        text = "".join(["。" if is_tag(r, profile) else r.text for r in p.runs])
        if not any(one.search(text) for one in patterns):
            continue
        for sentence in _SENTENCE.findall(text):
            sure = re.search(confidence, sentence, re.IGNORECASE)
            likely = next((m for one in patterns if (m := one.search(sentence))), None) if sure else None
            if sure and likely:
                message = (
                    f"'{short(sentence, 30)}' says likelihood ('{likely[0]}') and confidence ('{sure[0]}') at once"
                )
                yield Flaw(p.where, 33, "likelihood", message, "say them in two sentences")
    used: dict[int, tuple[str, str]] = {}
    for p in judgements(paper, profile):
        text = statement(p, profile)
        for n, one in enumerate(patterns):
            if m := one.search(text):
                used.setdefault(n, (m[0], p.where))
    if len(used) > 1:
        words = " and ".join(f"'{word}'" for word, _ in used.values())
        where = list(used.values())[-1][1]
        yield Flaw(where, 33, "vocabulary", f"{words} are of two vocabularies of likelihood", "keep to one of them")


def _pattern(words: str, lang: str) -> re.Pattern[str]:
    """The longest word first; whole words in languages that part them."""
    every = sorted((w.strip() for w in words.split("|")), key=len, reverse=True)
    edge = "" if lang == "zh" else r"\b"
    return re.compile(f"{edge}(?:{'|'.join(map(re.escape, every))}){edge}", re.IGNORECASE)
