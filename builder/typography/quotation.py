"""Quotation marks by language, and brackets that close (rules 48, 49 and 50).

“ ” and inside them ‘ ’ in zh and zh-CN (GB/T 15834—2011, 4.8), 「 」 and 『 』 in zh-TW and zh-HK, “ ” or ‘ ’ in
English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.typography.finding import HAN, Finding, is_chinese, is_english, is_traditional

_PAIRS = {pair[0]: pair[1] for pair in ("“”", "‘’", "《》", "〈〉", "「」", "『』", "（）", "【】", "〔〕", "()")}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
_BRACKETS = re.compile(f"[{re.escape(''.join(_PAIRS) + ''.join(_CLOSERS))}]")
_MIXED = {"(": "）", "（": ")"}
_INNER = {"“": "‘ ’", "《": "〈 〉", "「": "『 』"}
_ITEM = re.compile(r"(?:^|\W)\w{1,3}$")
_STRAIGHT = re.compile("[\"']")
_NEAR_HAN = re.compile(f"[{HAN}，。；：？！、]")
_TO_CURVED = {"«": "“", "»": "”", "„": "“", "‟": "“", "「": "“", "」": "”", "『": "‘", "』": "’"}
_TO_CORNERS = {"“": "「", "”": "」", "‘": "『", "’": "』"}
_CURVED_WANTED = re.compile("[«»„‟「」『』]")
_CORNERS_WANTED = re.compile("[“”‘’]")


def quotation(text: str, lang: str, *, balance: bool = True) -> Iterator[Finding]:
    """Straight quotes, quotes of another language, brackets that are not closed or not opened.

    Args:
        text: the text.
        lang: its language.
        balance: whether each bracket needs its partner; not in the fixed words, which are parts of sentences.
    """
    if not (is_chinese(lang) or is_english(lang)):
        return
    yield from _straight(text, lang)
    corners = is_traditional(lang) and is_chinese(lang)
    for found in (_CORNERS_WANTED if corners else _CURVED_WANTED).finditer(text):
        mark, at = found[0], found.start()
        if corners and mark == "’" and _apostrophe(text, at):
            continue
        mend = (_TO_CORNERS if corners else _TO_CURVED)[mark]
        message = f"the quotation mark '{mark}' is not that of {lang}"
        yield Finding(at, at + 1, 50, "quotes", message, f"write {mend}", "warning", mend)
    if balance:
        yield from _balance(text)


def _straight(text: str, lang: str) -> Iterator[Finding]:
    """Straight quotes, with the curved ones for them where every one that opens closes."""
    chinese = is_chinese(lang)
    if not _STRAIGHT.search(text):
        return
    outer, inner = ("「」", "『』") if is_traditional(lang) else ("“”", "‘’")
    found: list[tuple[int, str]] = []
    open_double = open_single = False
    for mark in _STRAIGHT.finditer(text):
        at, before, after = mark.start(), text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
        if mark[0] == '"':
            if not chinese and not open_double and before.isdigit():
                continue  # inches
            inside = text.rfind("“", 0, at) > text.rfind("”", 0, at)
            found.append((at, (inner if inside else outer)[open_double]))
            open_double = not open_double
        elif chinese:
            if _NEAR_HAN.match(before) or _NEAR_HAN.match(after):
                found.append((at, inner[open_single]))
                open_single = not open_single
        elif before.isalnum() or after.isdigit() or open_single:  # it's, the authors', '90s
            found.append((at, "’"))
            open_single = open_single and before.isalnum() and after.isalnum()
        else:
            open_single = "'" in text[at + 1 :]
            found.append((at, "‘" if open_single else "’"))
    whole = not open_double and not (chinese and open_single)
    for at, curved in found:
        mend = curved if whole or curved == "’" else None
        hint = f"write {mend}" if mend else f"write {outer[0]} or {outer[1]}"
        if chinese:
            yield Finding(at, at + 1, 48, "straight-quotes", f"a straight {text[at]} in Chinese", hint, "error", mend)
        else:
            yield Finding(at, at + 1, 50, "quotes", f"a straight {text[at]}", hint, "warning", mend)


def _apostrophe(text: str, at: int) -> bool:
    """Whether a ’ stands inside or behind a Latin word: it need not close anything."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return before.isascii() and before.isalnum() and after.isascii() and (not after or after == " " or after.isalnum())


def _inside_word(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return before.isascii() and before.isalnum() and after.isascii() and after.isalnum()


def _balance(text: str) -> Iterator[Finding]:
    """Brackets and quotes without their partner, and pairs inside pairs of the same kind."""
    waiting: list[tuple[str, int]] = []
    for found in _BRACKETS.finditer(text):
        mark, at = found[0], found.start()
        if mark in _PAIRS:
            if mark in _INNER and any(mark == other for other, _ in waiting):
                hint = f"close the first one, or write {_INNER[mark]} inside"
                yield Finding(at, at + 1, 49, "unbalanced", f"'{mark}' inside '{mark}'", hint, "error")
            waiting.append((mark, at))
        elif waiting and waiting[-1][0] == _CLOSERS[mark]:
            if mark == "’" and _inside_word(text, at):
                continue  # don’t inside ‘ ’
            waiting.pop()
        elif mark == "’" and (text[at - 1 : at].isalnum() or text[at + 1 : at + 2].isalnum()):
            continue  # don’t, the authors’, ’90s
        elif mark == ")" and _ITEM.search(text[:at]) and not any(opener == "（" for opener, _ in waiting):
            continue  # a) b) 1) 2)
        elif waiting and _MIXED.get(waiting[-1][0]) == mark:
            opener = waiting.pop()[0]
            message = f"'{opener}' is closed by '{mark}'"
            yield Finding(at, at + 1, 49, "unbalanced", message, f"write {_PAIRS[opener]}", "error", _PAIRS[opener])
        elif any(opener == _CLOSERS[mark] for opener, _ in waiting):
            while waiting[-1][0] != _CLOSERS[mark]:
                yield _open(*waiting.pop())
            waiting.pop()
        else:
            hint = f"put '{_CLOSERS[mark]}' before it, or take it out"
            yield Finding(at, at + 1, 49, "unbalanced", f"'{mark}' closes nothing", hint, "error")
    for opener, at in waiting:
        yield _open(opener, at)


def _open(opener: str, at: int) -> Finding:
    hint = f"put '{_PAIRS[opener]}' behind it, or take it out"
    return Finding(at, at + 1, 49, "unbalanced", f"'{opener}' is never closed", hint, "error")
