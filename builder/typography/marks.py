"""Punctuation of the right width, no spaces typed between Han characters, no doubled marks (rules 48 and 52).

Chinese sentences take full-width marks (GB/T 15834—2011, 5.1), English ones half-width marks. A full stop after a
Latin word or a digit is left alone in Chinese too: it may belong to an abbreviation, a version or a list number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.typography.finding import CLOSING, HAN, HIDDEN, OPENING, STOPS, Finding, is_chinese, is_english

_WIDE = {",": "，", ".": "。", ";": "；", ":": "：", "?": "？", "!": "！"}
_NARROW = {"，": ",", "。": ".", "；": ";", "：": ":", "？": "?", "！": "!", "、": ","}
_ZH = re.compile(
    rf"(?<=[{HAN}{CLOSING}])[,;:?!] *"
    rf"|(?<=[A-Za-z0-9%）){HIDDEN}])[,;:?!] *(?=[{HAN}“‘《（])"
    rf"|(?<=[{HAN}{CLOSING}])\.(?![.A-Za-z0-9]) *"
)
_PARENTHESES = re.compile(r"\(([^()]*)\)")
_WIDE_PARENTHESES = re.compile(rf"(?<![{HAN}])（([^（）{HAN}]*)）")
_HAN = re.compile(f"[{HAN}]")
_EN = re.compile(rf"(?<![{HAN}])[{''.join(_NARROW)}](?![{HAN}])")
_GAP = re.compile(rf"(?<=[{HAN}{STOPS}{CLOSING}])[ \t\xa0]+(?=[{HAN}{STOPS}{OPENING}{CLOSING}])"
                  rf"|(?<=[{OPENING}])[ \t\xa0]+(?=[{HAN}])")  # fmt: skip
_SPACES = re.compile(r"(?P<before>(?<=\w)[ \t]+(?=[,.;:?!](?: |$)))|(?<=\S)[ \t]{2,}(?=\S)")
_AGAIN_ZH = re.compile(r"([，。、；：？！])\1+|[，、；：][，。、；：]|。[，、；：]|(?<!\.)\.{3,}|(?<!…)…(?!…)")
_AGAIN_EN = re.compile(r"([,;:?!])\1+|(?<!\.)\.\.(?!\.)|,[.;:]|[;:][,.;:]")
_SUSPECT_ZH = re.compile(rf"[,.;:?!( \t\xa0…]|[{STOPS}]{{2}}")
_SUSPECT_EN = re.compile(r"[，。；：？！、（）]|[ \t]{2}|[,;:?!.]{2}| [,;:?!.]")


def marks(text: str, lang: str) -> Iterator[Finding]:
    """Marks of the wrong width, spaces that were typed by habit, marks that stand twice."""
    if is_chinese(lang):
        if _SUSPECT_ZH.search(text):
            yield from _wide(text)
            yield from _gaps(text)
            yield from _spaces(text)
            yield from _doubled(text, _AGAIN_ZH)
    elif is_english(lang) and _SUSPECT_EN.search(text):
        yield from _narrow(text)
        yield from _spaces(text)
        yield from _doubled(text, _AGAIN_EN)


def _wide(text: str) -> Iterator[Finding]:
    for found in _ZH.finditer(text):
        mark = found[0][0]
        message = f"half-width '{mark}' in Chinese"
        yield Finding(*found.span(), 48, "width", message, f"write {_WIDE[mark]}", "error", _WIDE[mark])
    for found in _PARENTHESES.finditer(text):
        if _HAN.search(found[1]) or (found.start() and _HAN.match(text[found.start() - 1])):
            hint = "write （ and ）"
            for at, mark, mend in ((found.start(), "(", "（"), (found.end() - 1, ")", "）")):
                yield Finding(at, at + 1, 48, "width", f"half-width '{mark}' in Chinese", hint, "error", mend)


def _narrow(text: str) -> Iterator[Finding]:
    """Full-width marks, but not those of a Chinese word or title that an English text names."""
    for found in _EN.finditer(text):
        mend = _NARROW[found[0]] + _space_after(text, found.end())
        yield _full_width(found[0], found.start(), mend, _NARROW[found[0]])
    for found in _WIDE_PARENTHESES.finditer(text):
        before = text[found.start() - 1 : found.start()]
        yield _full_width("（", found.start(), "(" if before in ("", " ") else " (", "(")
        yield _full_width("）", found.end() - 1, ")" + _space_after(text, found.end()), ")")


def _full_width(mark: str, at: int, mend: str, right: str) -> Finding:
    return Finding(at, at + 1, 48, "width", f"full-width '{mark}' in English", f"write {right}", "error", mend)


def _space_after(text: str, end: int) -> str:
    after = text[end : end + 1]
    return "" if after in ("", " ") or after in CLOSING + STOPS + ".,;:?!)" else " "


def _gaps(text: str) -> Iterator[Finding]:
    for found in _GAP.finditer(text):
        hint = "take it out; a folded line in YAML becomes a space too"
        yield Finding(*found.span(), 52, "spaces", "a space between Chinese characters", hint, "warning", "")


def _spaces(text: str) -> Iterator[Finding]:
    for found in _SPACES.finditer(text):
        if found["before"]:
            yield Finding(*found.span(), 52, "spaces", "a space before a mark", "take it out", "warning", "")
        elif not (_GAP.match(text, found.start())):
            message = f"{len(found[0])} spaces between two words"
            yield Finding(*found.span(), 52, "spaces", message, "type one", "warning", " ")


def _doubled(text: str, marks: re.Pattern[str]) -> Iterator[Finding]:
    for found in marks.finditer(text):
        run = found[0]
        if run[0] in "….":
            mend: str | None = "……" if run[0] == "…" or len(run) > 2 else "."
        elif set(run) == {run[0]}:
            mend = "……" if run[0] == "。" and len(run) > 2 else run[0]
        else:
            mend = None
        message = f"'{run}' is no ellipsis" if mend == "……" else f"'{run}': marks one after the other"
        hint = f"write {mend}" if mend else "keep one of them"
        yield Finding(*found.span(), 52, "doubled-mark", message, hint, "warning", mend)
