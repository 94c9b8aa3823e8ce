"""A forecast stays a forecast: what rests on forecasts alone is said with a word that shows it.

Such a word is 将, 可能, 预计, 有望 … in Chinese; may, will, is set to, is expected … in English. It is asked of a claim
whose mode is `forecasts`, and of every sentence that rests on forecasts alone: positions (and their brief form),
judgements, sides of tensions, steps, events and theses. Where assertions carry the sentence too, only a reader can
tell which half is the forecast. Other languages than Chinese and English are not looked at.

    says: {zh: 特朗普政府可能扩大脱钩, en: The Trump administration may widen decoupling}

Code: modality.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.comparison import Comparison
from builder.problem import Problem
from builder.statements import statements
from builder.typed import Said

# Words in which the character is no modal verb. They are taken out before looking; whatever is left may count.
_NO_MODAL_ZH = re.compile(
    r"社会|机会|国会|议会|委员会|理事会|峰会|大会|协会|学会|工会|商会|基金会|年会|盛会|都会|教会|董事会|听证会|博览会|"
    r"会议|会谈|会晤|会见|会面|会员|会计|会场|会商|会同|体会|领会|误会|约会|聚会|宴会|将军|将领|将士|名将|主将|麻将|"
    r"未来产业|不可能三角|恐慌|恐怖|恐惧|惊恐"
)
_MODAL_ZH = re.compile(
    r"将|会|可能|或许|也许|或可|或能|或致|或使|有望|可望|势必|必定|必然|难免|不免|恐怕?|未必|大概|"  # how sure
    r"预计|预料|预测|预期|预见|预言|预判|料想|估计|推测|展望|"  # that it is a forecast
    r"未来|今后|日后|长远看|长期看|长此以往"  # that it speaks of a time to come
)
_NO_MODAL_EN = re.compile(
    r"\b(?:good|free) ?will\b|\b(?:political|the|of) will\b(?! (?:be|have|not|also|still|go|keep|make|take))"
    r"|\bmight(?= of\b)|\bMay(?= \d|,| of\b)|\b(?:in|by|since|until|of|from|on|to|and|early|late|mid-?) ?May\b",
)
_MODAL_EN = re.compile(
    r"\b(?:[Ww]ill|[Ww]on’t|[Ww]on't|[Ww]ould|[Mm]ay|[Mm]ight|[Cc]ould|[Ss]hall|[Pp]erhaps|[Mm]aybe"
    r"|(?i:likely|unlikely|possibl[ey]|probabl[ey]|potential(?:ly)?|inevitabl[ey]|bound to|set to|poised to|going to"
    r"|about to|on course (?:to|for)|heading for|expect(?:s|ed|ing|ation|ations)?|forecasts?|foresee[sn]?|foreseeable"
    r"|predict(?:s|ed|ion|ions)?|projected|projection|anticipat(?:es?|ed|ing)|prospects?|outlook|in (?:the )?future"
    r"|future|risks?))\b|’ll\b"
)
_MODAL = {"zh": (_NO_MODAL_ZH, _MODAL_ZH), "en": (_NO_MODAL_EN, _MODAL_EN)}
_SHOWN = {"zh": "或将, 可能, 将, 预计, 有望", "en": "may, could, will, is set to, is expected to"}


def check(comparison: Comparison, langs: Iterable[str]) -> Iterator[Problem]:
    """Every sentence that tells a forecast as a fact."""
    for article in comparison.articles.values():
        for claim in article.claims:
            if claim.mode == "forecasts":
                yield from _modal("a claim that forecasts", claim.says)
    for statement in statements(comparison):
        claims = [found[1] for reference in statement.claims if (found := comparison.claim(reference))]
        if claims and all(claim.mode == "forecasts" for claim in claims):
            for said in statement.saids:
                yield from _modal(f"{statement.what} that rests on forecasts alone", said)


def _modal(what: str, said: Said) -> Iterator[Problem]:
    for lang, text in said.texts.items():
        tongue = lang.split("-")[0]
        if tongue in _MODAL and not is_modal(text, tongue):
            hint = f"say it as a forecast: {_SHOWN[tongue]} …"
            yield Problem(text.place, f"{what} reads like a fact", "modality", hint)


def is_modal(text: str, lang: str) -> bool:
    """Whether a sentence in `zh` or `en` has a word that shows a forecast."""
    no_modal, modal = _MODAL[lang]
    return modal.search(no_modal.sub(" ", text)) is not None
