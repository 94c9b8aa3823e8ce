"""The standard's own words in the language of an entry: 等 or et al., 版 or ed., [出版地不详] or [S.l.].

The language is that of the source, not of the document, so one list holds both (2015, 6.1 and 8.1.2).
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Terms:
    """The words for one language. `place_unknown` … `undated` are printed where the source does not state the fact."""

    others: str
    translated: str
    edition: str
    volume_2015: str
    volume_2025: str
    place_unknown: str
    publisher_unknown: str
    anonymous: str
    undated: str
    untitled: str
    no_journal: str


_ZH = Terms("等", "译", "{} 版", "第 {} 卷", "第{}卷", "[出版地不详]", "[出版者不详]",
            "佚名", "无日期", "[题名不详]", "[刊名不详]")  # fmt: skip
_EN = Terms("et al.", "trans.", "{} ed.", "Vol. {}", "v.{}", "[S.l.]", "[s.n.]",
            "Anon", "n.d.", "[title not stated]", "[journal not stated]")  # fmt: skip
_JA = replace(_EN, others="ほか", translated="訳", edition="{} 版", volume_2015="第 {} 巻", volume_2025="第{}巻")
_RU = replace(_EN, others="и др.", translated="пер.", edition="{}-е изд.", volume_2015="Т. {}", volume_2025="т.{}")

_BY_LANGUAGE = {"zh": _ZH, "ja": _JA, "ru": _RU}


def terms(language: str) -> Terms:
    """The words for a language ("zh", "ja", "ru"; all others as in English, as the standard does)."""
    return _BY_LANGUAGE.get(language, _EN)


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, … 11th (2015, 8.3; numbers of editions in western languages)."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
