"""What each line of an article's text is, as far as the line itself tells.

The texts are extractions from PDFs and web pages: prose stands among headings, footnotes, captions, table
rows and the page's furniture. `kind` looks at one line alone; `builder.evidence.neighbours` at those around.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from builder.evidence.fold import CIRCLED, ends_sentence
from builder.locator import NAMED, NUMERAL

Kind: TypeAlias = Literal[
    "prose",
    "section",  # 一、…  or 引言, 结语
    "subsection",  # （一）…
    "more",  # the second line of a heading
    "item",  # 1. …  alone in its line
    "run-in",  # 1. …。and the text goes on
    "abstract",  # 【内容提要】, with or without its text behind it
    "label",  # 【关键词】, 作者简介, 收稿日期: about the article, not of it
    "byline",  # 作者:…
    "note",  # [1] …  a footnote's first line
    "circled",  # ① …  a footnote's first line, or a list's
    "notes",  # 【注释】: from here on nothing is body
    "caption",  # 表 1 …
    "row",  # cells between tabs or |
    "page",  # a page number
    "furniture",  # 展开, 资料来源：…, a web address
]

_SECTION = re.compile(rf"(?P<number>{NUMERAL})\s*[、．.]\s*\S")
_SUBSECTION = re.compile(rf"[（(]\s*(?P<number>{NUMERAL})\s*[）)]\s*\S")
_ITEM = re.compile(r"\d{1,2}\s*[.．、]\s*(?=[^\d\s.])")
_ABSTRACT = re.compile(
    r"(?:[【\[［]\s*(?:内\s*容\s*)?(?:提\s*要|摘\s*要)\s*[】\]］]"
    r"|(?:内容)?(?:提要|摘\s*要)\s*[:：]|Abstract\s*[:：])\s*"
)
_ABOUT = (
    "关键词|关键字|主题词|作者简介|作者单位|作者信息|基金项目|项目基金|课题|中图分类号|文献标识码|文章编号|"
    "收稿日期|修回日期|修订日期|录用日期|截稿|责任编辑|责编|编辑|校对|审校|引用格式|通讯作者|Keywords|Key words"
)
_LABEL = re.compile(
    rf"【[^】]{{1,30}}】|[（(\[［]?\s*(?:{_ABOUT})\s*[】\]］]?\s*[:：]|[\[［]\s*(?:{_ABOUT})\s*[\]］]"
    r"|作者简介\s|DOI\s*[:：]",
    re.IGNORECASE,
)
_NOTES = re.compile(r"[【\[［]?\s*(?:注\s*释|尾\s*注|参\s*考\s*文\s*献|References|Notes)\s*[】\]］]?[:：]?")
_NOTE = re.compile(r"\^?\[\d{1,3}\]")
_CIRCLED = re.compile(rf"[-·•]?\s*\^?[{CIRCLED}]")
_CITATION = re.compile(r"《|https?:|参见|转引|出版社|第\s*\d+.{0,4}页|笔者注|[A-Za-z]{3}")
_CAPTION = re.compile(r"(?:表|图|圖|Table|Figure|Fig\.)\s*\d+(?!\s*(?:显示|表明|所示|反映|列出|中|为|是|可))")
_BYLINE = re.compile(r"(?:文|作者|撰文|撰稿|译者)\s*[|｜/:：]")
_PAGE = re.compile(r"[\s\-–—·~・]*(?:第\s*)?\d{1,4}(?:\s*页)?[\s\-–—·~・]*")
_FURNITURE = re.compile(
    r"(?:免责)?声明\s*[:：]|[（(]\s*(?:本文|原文|原载|原题)|(?:本文|原文)(?:刊[登载于发]|原[载刊]|转[载自])|"
    r"(?:资料|数据|图片)?来源\s*[:：]|图源|注\s*[:：]|Sources?\s*:|Note\s*:|"
    r"<?(?:https?://|www\.)\S+$|!\[.*\]\(.*\)$|</?[a-zA-Z][^>]*>$"
)
_BUTTON = re.compile(
    r"展开(?:全文|阅读)?$|收起$|打开.{0,20}(?:阅读|查看|更多)|.{0,6}APP内打开|"
    r"阅读原文|点击.{0,12}(?:阅读|查看|关注)|"
    r"版权|\d+\s*(?:秒|分钟|小时|天|周|个月)前$"
)
_HEADING_WIDTH, _CAPTION_WIDTH, _ROW_WIDTH = 45, 60, 400  # characters


@dataclass(frozen=True)
class Line:
    """A line that is not blank: its words, where they stand, and whether a blank line stands before it."""

    text: str
    start: int
    end: int
    apart: bool


def lines(text: str) -> Iterator[Line]:
    """The lines of a text that aren't blank, without the white space around them."""
    apart, offset = True, 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            start = offset + line.index(bare)
            yield Line(bare, start, start + len(bare), apart)
        apart = not bare
        offset += len(line) + 1


def kind(text: str) -> Kind:
    """What one line is, judged by itself."""
    if re.sub(r"\s", "", text) in NAMED:
        return "section"
    if _NOTES.fullmatch(text):
        return "notes"
    if _ABSTRACT.match(text):
        return "abstract"
    if _LABEL.match(text):
        return "label"
    if _NOTE.match(text):
        return "note"
    if _CIRCLED.match(text):
        return "circled"
    if _BYLINE.match(text):
        return "byline"
    if is_row(text):
        return "row"
    if _PAGE.fullmatch(text):
        return "page"
    if _FURNITURE.match(text) or ("。" not in text and _BUTTON.match(text)):
        return "furniture"
    short = len(text) <= _HEADING_WIDTH and not text.endswith(tuple("。，、；：,;:.…！!"))
    if _SECTION.match(text) and short:
        return "section"
    if _SUBSECTION.match(text) and short:
        return "subsection"
    if _ITEM.match(text):
        return "item" if short else "run-in"
    if _CAPTION.match(text) and len(text) <= _CAPTION_WIDTH and not ends_sentence(text):
        return "caption"
    return "prose"


def heading(text: str) -> tuple[str, ...]:
    """What a heading adds to the section's number: ("三",), or its name: ("结语",)."""
    name = re.sub(r"\s", "", text)
    if name in NAMED:
        return (name,)
    found = _SECTION.match(text) or _SUBSECTION.match(text)
    return (found["number"],) if found else ()


def after_label(text: str) -> int:
    """How many characters the label of an abstract takes."""
    found = _ABSTRACT.match(text)
    return found.end() if found else 0


def is_row(text: str) -> bool:
    """Whether a line is a table's row: cells between tabs or upright strokes."""
    return text.count("|") >= 2 or ("\t" in text and len(text) <= _ROW_WIDTH)


def cells(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each cell of a table's row that has words in it."""
    return tuple(cell.span() for cell in re.finditer(r"[^|\t]+", text) if re.search(r"\w", cell.group()))


def is_citation(text: str) -> bool:
    """Whether a line that begins with a circled number reads like a note, not like a list's item."""
    return bool(_CITATION.search(text))


def is_prose(text: str) -> bool:
    """Whether a line is running text, not a title or a name: it has a full stop, or is long."""
    return "。" in text or len(text) > 60 or (len(text) > 30 and bool(re.search(r"[a-z0-9]\.[”\"']?$", text)))
