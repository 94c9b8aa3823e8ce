"""Where in an article a passage stands: section and paragraph, or printed page.

An author writes it as `at:` in the reading notes; `text` gives the one canonical spelling, `shown` what
is printed.

    三（一）¶2    second paragraph of subsection （一） of section 三
    三¶1         first paragraph of section 三, before its first subsection
    引言¶1        first paragraph before section 一
    摘要          the abstract
    ¶7           seventh paragraph of an article without sections
    p. 12-14     printed pages
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NAMED = {
    "摘要": "abstract",
    "引言": "introduction",
    "导言": "introduction",
    "前言": "foreword",
    "绪论": "introduction",
    "结语": "conclusion",
    "结论": "conclusion",
    "余论": "conclusion",
    "结束语": "conclusion",
}
"""Sections that have a name and no number, as articles print them, and what English outputs call them."""

NUMERAL = r"[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
"""A regular expression for the numbers of sections, 一 to 九十九."""

_IN_ENGLISH = {"abstract": "摘要", "introduction": "引言", "foreword": "前言", "conclusion": "结语"}
_PARTS = ("foreword", "introduction", "", "conclusion", "abstract")  # as `rank` has them; numbered sections amid
_DIGITS = "零一二三四五六七八九"
_DASH = r"\s*[-‐‑–—－~～]\s*"
_PAGE = r"[A-Za-z]?\d{1,6}|[ivxlcdm]{1,12}"
_PAGES = re.compile(
    rf"(?:pp?\.?\s*|第\s*|页\s*)(?P<first>{_PAGE})(?:{_DASH}(?P<last>{_PAGE}))?(?:\s*页)?", re.IGNORECASE
)
_SECTION = re.compile(
    rf"(?:(?P<named>{'|'.join(NAMED)}|{'|'.join(_IN_ENGLISH)})"
    rf"|(?P<top>{NUMERAL})(?:\s*[（(]\s*(?P<sub>{NUMERAL})\s*[）)])?"
    r"|§\s*(?P<top_no>\d{1,2})(?:\s*[（(]\s*(?P<sub_no>\d{1,2})\s*[）)])?)?"
    r"\s*(?:(?:¶|para(?:graph|\.)?)\s*(?P<mark>\d{1,4})|第\s*(?P<nth>\d{1,4})\s*段)?"
)


@dataclass(frozen=True)
class Locator:
    """A place in an article; `Locator()` is the article as a whole.

    Attributes:
        section: as numbered in the article: ("三", "一"), ("引言",), ("摘要",); empty where it has none.
        paragraph: counted inside that section, from 1; None for the section as a whole (its heading, the
            abstract).
        page: "12" or "12-14", for sources with printed pages; then there is no section and no paragraph.

    Raises:
        ValueError: for a section that no article can have, a paragraph below 1, a malformed page, or page
            and section together.
    """

    section: tuple[str, ...] = ()
    paragraph: int | None = None
    page: str | None = None

    def __post_init__(self) -> None:
        if self.page is not None and (self.section or self.paragraph is not None):
            raise ValueError("a place is either a page or a section and paragraph, not both")
        if self.page is not None and not re.fullmatch(rf"(?:{_PAGE})(?:-(?:{_PAGE}))?", self.page, re.IGNORECASE):
            raise ValueError(f"'{self.page}' is not a page or a range of pages")
        if self.paragraph is not None and self.paragraph < 1:
            raise ValueError("paragraphs are counted from 1")
        numbered = len(self.section) <= 2 and all(re.fullmatch(NUMERAL, part) for part in self.section)
        if not numbered and not (len(self.section) == 1 and self.section[0] in NAMED):
            raise ValueError(f"'{' '.join(self.section)}' is not a section as articles number them")


def parse(text: str) -> Locator:
    """Read a place as authors write it, such as "三（一）¶2", "引言¶1", "¶7", "p. 12-14" or "第12页".

    Brackets and dashes may be half or full width; the printed forms ("第2段", "§3(1) ¶2") are understood too.

    Raises:
        ValueError: with a message that says what was expected.
    """
    given = text.strip()
    if pages := _PAGES.fullmatch(given):
        first, last = pages["first"], pages["last"]
        if last and first.isdigit() and last.isdigit() and int(last) <= int(first):
            raise ValueError(f"the pages '{given}' don't run upwards")
        return Locator(page=f"{first}-{last}" if last else first)
    found = _SECTION.fullmatch(given)
    if not found or not given:
        raise ValueError(f"'{given}' is not a place: expected one like 三（一）¶2, 引言¶1, 摘要, ¶7 or p. 12-14")
    if named := found["named"]:
        section: tuple[str, ...] = (_IN_ENGLISH.get(named, named),)
    elif found["top_no"]:
        section = tuple(_numeral(int(number)) for number in found.group("top_no", "sub_no") if number)
    else:
        section = tuple(part for part in found.group("top", "sub") if part)
    paragraph = found["mark"] or found["nth"]
    return Locator(section, int(paragraph) if paragraph else None)


def text(loc: Locator) -> str:
    """The canonical form, as it stands in `at:`; `parse` of it gives the same place back."""
    if loc.page is not None:
        return f"p. {loc.page}"
    return _section_zh(loc) + (f"¶{loc.paragraph}" if loc.paragraph is not None else "")


def shown(loc: Locator, lang: str) -> str:
    """What a reader sees: "三（一）第2段", "第12—14页" in zh; "§3(1) ¶2", "pp. 12–14" elsewhere."""
    if lang == "zh":
        if loc.page is not None:
            return f"第{loc.page.replace('-', '—')}页"
        return _section_zh(loc) + (f"第{loc.paragraph}段" if loc.paragraph is not None else "")
    if loc.page is not None:
        return f"{'pp.' if '-' in loc.page else 'p.'} {loc.page.replace('-', '–')}"
    match loc.section:
        case ():
            section = ""
        case (str(name),) if name in NAMED:
            section = NAMED[name]
        case (top,):
            section = f"§{_number(top)}"
        case (top, sub, *_):
            section = f"§{_number(top)}({_number(sub)})"
    return " ".join(part for part in (section, f"¶{loc.paragraph}" if loc.paragraph is not None else "") if part)


def rank(loc: Locator) -> tuple[int, int, int, int]:
    """Where a place comes in its article, for sorting: foreword, introduction, §1, §1(1) …, conclusion, abstract.

    A section as a whole stands before its paragraphs; printed pages by number, after those with Roman numerals.
    """
    if loc.page is not None:
        number = re.search(r"\d+", loc.page)
        return (int(number is not None), int(number[0]) if number else 0, 0, 0)
    match loc.section:
        case (str(name),) if name in NAMED:
            part, top, sub = _PARTS.index(NAMED[name]), 0, 0
        case section:
            numbers = [_number(numeral) for numeral in section]
            part, (top, sub) = _PARTS.index(""), (*numbers, 0, 0)[:2]
    return (part, top, sub, loc.paragraph or 0)


def _section_zh(loc: Locator) -> str:
    top, *sub = loc.section or ("",)
    return top + "".join(f"（{part}）" for part in sub)


def _number(numeral: str) -> int:
    """The value of a Han numeral below one hundred (十二 is 12)."""
    tens, ten, ones = numeral.rpartition("十")
    return (_DIGITS.index(tens or "一") if ten else 0) * 10 + (_DIGITS.index(ones) if ones else 0)


def _numeral(number: int) -> str:
    """The Han numeral of 1 to 99 (12 is 十二)."""
    if not 1 <= number <= 99:
        raise ValueError(f"there is no section {number}")
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
