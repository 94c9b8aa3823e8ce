"""Rules 30 to 47 on a finished Word document: a clean one keeps all of them, and each break is seen, and alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx
import pytest
from clean_paper import BODY, CHART_RELATIONS, DOCUMENT, KEEP, PARTS, SETTINGS, STYLE, cell, field, link, made, p, run
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from builder import checks
from builder.finished.flaw import Flaw
from builder.finished.paper_forms import Run
from builder.finished.paper_reader import read_paper
from builder.finished.paper_words import measure
from builder.load import Str
from builder.problem import Place
from builder.profile import read_profile
from builder.profile.paper import PaperProfile
from builder.proof import shelf
from builder.shelf import names, take


def profile(name: str = "brief") -> PaperProfile:
    found = read_profile([ROOT / "templates"], "word", Str(name, Place(Path("test"))))
    assert isinstance(found, PaperProfile)
    return found


BRIEF = profile()


def flaws(data: bytes, by: PaperProfile = BRIEF) -> list[Flaw]:
    """What the Word rules find; those of any package are tried elsewhere."""
    paper = read_paper(data)
    return [flaw for rule in shelf("word") if hasattr(rule, "check") for flaw in rule.check(paper, by)]


def test_the_clean_paper_keeps_every_rule() -> None:
    assert [str(f) for f in flaws(made())] == []


def test_the_clean_paper_is_a_word_document() -> None:
    import io

    assert docx.Document(io.BytesIO(made())).tables[0].cell(0, 0).text == "文章"


# ---------------------------------------------------------------- reading


def first(data: bytes, text: str) -> Run:
    """The first run that says this."""
    return next(r for q in read_paper(data).everything for r in q.runs if r.text == text)


def test_what_stands_in_the_clean_paper() -> None:
    paper = read_paper(made())
    assert paper.lang == "zh"
    assert [(q.text, q.form.level, q.form.keep_next) for q in paper.headings] == [
        ("比较对象", 1, True), ("影响", 1, True), ("客流", 2, True),
    ]  # fmt: skip
    table = paper.tables[0]
    assert [row.repeats for row in table.rows] == [True, False, False] and all(row.whole for row in table.rows)
    assert [round(width) for width in table.grid] == [51, 51, 51] and table.title == "两文的立场"
    assert {(f.kind, f.target, f.shows) for f in paper.fields if f.kind == "REF"} == {
        ("REF", "_Ref1", "表1"), ("REF", "_Ref2", "图1"),
    }  # fmt: skip
    toc = next(f for f in paper.fields if f.kind == "TOC")
    assert (toc.at, toc.until) == (6, 7) and toc.shows == "一、比较对象\t1二、影响\t1"
    assert paper.notes["footnote", "1"][0].text == "许一舟，2030，第4页。"
    chart = next(d for q in paper.flow for d in q.drawings)
    assert (chart.kind, chart.part, chart.workbook, round(chart.width_mm)) == (
        "chart",
        "word/charts/chart1.xml",
        True,
        150,
    )
    section = paper.sections[0]
    assert (round(section.width_mm), round(section.top_mm, 1), section.wide) == (210, 25.4, False)


def test_a_run_looks_as_its_styles_say() -> None:
    face = first(made(), "病根一致。").face
    assert (face.size_pt, face.bold, face.latin, face.east, face.hint) == (11, True, "Cambria", "宋体", True)
    by_hand = made((DOCUMENT, run("客流"), run("客流", '<w:sz w:val="40"/><w:b w:val="0"/>')))
    assert first(by_hand, "客流").face.size_pt == 20 and first(by_hand, "客流").direct == ("sz", "b")
    based = made((STYLE, '"heading 2"/>', '"heading 2"/><w:basedOn w:val="Strong2"/>'),
                 (STYLE, '"Collate Body"/><w:rPr>', '"Collate Body"/><w:basedOn w:val="Body"/><w:rPr>'))  # fmt: skip
    assert first(based, "客流").face.size_pt == 13  # a missing ground, and a style on itself, do no harm


def test_theme_fonts_are_read_by_name() -> None:
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    theme = (
        f'<a:theme {a}><a:themeElements><a:fontScheme name="x"><a:minorFont><a:latin typeface="Georgia"/>'
        '<a:ea typeface=""/><a:font script="Hans" typeface="等线"/></a:minorFont>'
        "</a:fontScheme></a:themeElements></a:theme>"
    )
    asked = (STYLE, 'w:eastAsia="宋体"/>', 'w:asciiTheme="minorAscii" w:eastAsiaTheme="minorEastAsia"/>')
    related = ("word/_rels/document.xml.rels", "footnotes.xml", "theme.xml")
    kind = ("word/_rels/document.xml.rels", "/footnotes", "/theme")
    part = ("word/footnotes.xml", PARTS["word/footnotes.xml"], theme)
    data = made(asked, related, kind, part, renamed=("word/footnotes.xml", "word/theme.xml"))
    face = first(data, "影响").face
    assert (face.latin, face.east) == ("Georgia", "等线")


def test_tracked_changes_count_as_accepted() -> None:
    gone = run("不大").replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    tracked = f"<w:del>{gone}</w:del><w:ins>{run('很大')}</w:ins>"
    paper = read_paper(made((DOCUMENT, run("两年的差别不大。"), run("两年的差别") + tracked)))
    assert "两年的差别很大" in [q.text for q in paper.flow]


def test_text_boxes_and_nested_tables_are_read() -> None:
    box = "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml' alt='框'><v:textbox><w:txbxContent>"
    drawn = f"{box}{p('Body', run('框中'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    inner = f"<w:tbl><w:tr><w:tc>{p('Cell', run('内表'))}</w:tc></w:tr></w:tbl>"
    data = made((DOCUMENT, run("两年的差别不大。"), run("两年的差别不大。") + drawn),
                (DOCUMENT, "</w:tc></w:tr></w:tbl>", f"{inner}{p('Cell')}</w:tc></w:tr></w:tbl>"))  # fmt: skip
    paper = read_paper(data)
    assert [q.text for q in paper.boxes] == ["框中"]
    assert len(paper.tables) == 2 and "内表" in [q.text for q in paper.paragraphs]


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(ValueError, match="no Word file"):
        read_paper(made((DOCUMENT, "w:body", "w:bodies"), (DOCUMENT, "</w:body>", "</w:bodies>")))
    with pytest.raises(ValueError):
        read_paper(b"PK no zip")


@given(st.text(alphabet="汉字 ab，。-’1\n", max_size=40), st.text(alphabet="汉字ab，。1", max_size=40))
def test_lengths_add_up(one: str, other: str) -> None:
    """Two texts that white space parts are as long as both of them."""
    for lang in ("zh", "en"):
        assert measure(f"{one}\n{other}", lang) == measure(one, lang) + measure(other, lang)


# ---------------------------------------------------------------- the rules

D, S = DOCUMENT, STYLE
LONG = "班次与票价各有道理，" * 7
FIRST_ROW = "<w:cantSplit/><w:tblHeader/>"
HEADS = "".join(cell("Cell", run(head), more=KEEP) for head in ("文章", "立场", "出处"))
UNNAMED = "<w:tblCaption w:val="
DRAWN = 'descr="夜间客流，2029年42，2030年40"'
FIGURE = "<w:keepNext/></w:pPr><w:r><w:drawing>"
NOTE = p("SourceLine", run("注：立场由编者归纳。"))
SOURCES = BODY[BODY.index('<w:p><w:pPr><w:pStyle w:val="SourceLine"/></w:pPr>' + run("资料来源：")) :]
SOURCE = SOURCES[: SOURCES.index("</w:p>") + len("</w:p>")]
CAPTION = BODY[BODY.index('<w:p><w:pPr><w:pStyle w:val="Caption"/>') :]
CAPTION = CAPTION[: CAPTION.index("</w:p>") + len("</w:p>")]
FIGURES = BODY[BODY.rindex('<w:p><w:pPr><w:pStyle w:val="Caption"/>') :]
FIGURES = FIGURES[: FIGURES.index("</w:p>") + len("</w:p>")]
CITED = run("顾文"), run("顾文（顾）")
EMPTY = p("Body")
BY_HAND = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t'
FORMATTED = '<w:rPr><w:rFonts w:hint="eastAsia"/><w:color w:val="FF0000"/></w:rPr><w:t'
SECOND = '<w:gridCol w:w="2900"/>'
JUDGED = run("顾文主张先改线路，许文主张先改票价。")

BREAKS: dict[str, tuple[int, tuple[tuple[str, str, str], ...]]] = {
    "heading-empty": (30, ((D, p("Heading2", run("客流")), p("Heading2")),)),
    "heading-level": (30, ((S, '<w:outlineLvl w:val="1"/>', '<w:outlineLvl w:val="2"/>'),)),
    "heading-keep": (30, ((S, '<w:keepNext/><w:outlineLvl w:val="1"/>', '<w:outlineLvl w:val="1"/>'),)),
    "judgements": (31, ((D, '<w:pStyle w:val="BoxText"/>', '<w:pStyle w:val="BoxHead"/>'),)),
    "judgement-long": (31, ((D, "逐时客流三文都没有，", LONG),)),
    "judgement-tag": (31, ((D, ">○ 有分歧<", "><"),)),
    "judgements-page": (31, ((D, run("核心判断"), '<w:r><w:br w:type="page"/></w:r>' + run("核心判断")),)),
    "uncited": (32, ((D, SOURCE, p("SourceLine", run("资料来源：编者整理"))),)),
    "no-entry": (32, ((D, "许文说客流略降", "许文说客流略降[7]"),)),
    "no-source": (32, ((D, run("未论及"), run("先改票价")),)),
    "no-place": (32, ((D, " 二第3段", " "),)),
    "likelihood": (33, ((D, "顾文认为很可能回升", "编者有中等信心，客流很可能回升"),)),
    "vocabulary": (33, ((D, "先改线路，许文主张先改票价", "概率较高，许文所说很可能"),)),
    "table-header": (34, ((D, FIRST_ROW, "<w:cantSplit/>"),)),
    "table-split": (34, ((D, FIRST_ROW, "<w:tblHeader/>"),)),
    "table-words": (34, ((D, f'{UNNAMED}"两文的立场"/>', ""),)),
    "table-columns": (34, ((D, HEADS, HEADS + HEADS), (D, SECOND * 3, '<w:gridCol w:w="1450"/>' * 6))),
    "table-wide": (34, ((D, SECOND, '<w:gridCol w:w="9900"/>'),)),
    "table-caption": (34, ((D, CAPTION, ""), (D, field("REF _Ref1 \\h", run("表1")), run("下表")))),
    "caption-keep": (34, ((S, '"caption"/><w:pPr><w:keepNext/></w:pPr>', '"caption"/>'),)),
    "caption-below": (34, ((D, CAPTION, ""), (D, NOTE, CAPTION))),
    "source-keep": (34, ((D, cell("Cell", run("许文"), more=KEEP), cell("Cell", run("许文"))),
                         (D, cell("Cell", run("未论及"), more=KEEP), cell("Cell", run("未论及"))),
                         (D, cell("Cell", more=KEEP), cell("Cell")))),
    "figure-words": (35, ((D, DRAWN, ""),)),
    "figure-part": (35, ((D, 'r:id="rId9"', 'r:id="rId8"'),)),
    "chart-numbers": (35, ((CHART_RELATIONS, "/package", "/customXml"),)),
    "figure-caption": (35, ((D, FIGURES, ""), (D, field("REF _Ref2 \\h", run("图1")), run("下图")))),
    "figure-source": (35, ((D, run("资料来源："), run("见")),)),
    "figure-keep": (35, ((D, FIGURE, "</w:pPr><w:r><w:drawing>"),)),
    "numbering": (36, ((D, field("SEQ 图 \\* ARABIC", run("1")), field("SEQ 图 \\* ARABIC", run("3"))),)),
    "not-mentioned": (36, ((D, field("REF _Ref2 \\h", run("图1")), run("下图")),)),
    "typed-number": (36, ((D, field("SEQ 图 \\* ARABIC", run("1")), run("1")),)),
    "no-bookmark": (37, ((D, "REF _Ref2", "REF _Ref3"), (D, "是两年的", f"</w:t></w:r>{field('REF _Ref2', run('图1'))}"
                                                        '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>'))),
    "field-open": (37, ((D, run("客流"), run("客流") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'),)),
    "no-note": (37, ((D, '<w:footnoteReference w:id="1"/>', '<w:footnoteReference w:id="9"/>'),)),
    "asks": (38, ((SETTINGS, "<w:defaultTabStop", "<w:updateFields/><w:defaultTabStop"),)),
    "contents-differ": (38, ((D, "一、比较对象", "一、比较方法"),)),
    "contents-pages": (38, ((D, field("PAGEREF _Toc1 \\h", run("1")), field("PAGEREF _Toc1 \\h", run("0"))),)),
    "empty": (44, ((D, p("Heading2", run("客流")), p("Heading2", run("客流")) + EMPTY * 4),)),
    "font": (46, ((D, BY_HAND, '<w:rPr><w:rFonts w:hint="eastAsia" w:eastAsia="华文彩云"/></w:rPr><w:t'),)),
    "font-east": (46, ((S, ' w:eastAsia="宋体"', ""),)),
    "font-hint": (46, ((D, run("影响"), run("影响", hint=False)),)),
    "size": (47, ((S, '"Collate Body"/><w:rPr><w:sz w:val="24"/>', '"Collate Body"/><w:rPr><w:sz w:val="23"/>'),)),
}  # fmt: skip
"""Code: its rule, and what is changed in the clean paper."""

WARNINGS = {"table-wide", "numbering", "not-mentioned", "typed-number", "empty", "direct", "size", "length"}


@pytest.mark.parametrize("code", BREAKS)
def test_a_break_is_seen_and_nothing_else(code: str) -> None:
    rule, changes = BREAKS[code]
    found = flaws(made(*changes))
    assert {(f.rule, f.code) for f in found} == {(rule, code)}, [str(f) for f in found]
    assert {f.severity for f in found} == {"warning" if code in WARNINGS else "error"}


OTHER_WAYS = {
    "asks": (D, '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="begin" w:dirty="true"/>'),
    "contents-pages": (D, field("PAGEREF _Toc1 \\h", run("1")), ""),
    "no-bookmark": (D, link("_s1", "[1]"), link("_s9", "[1]")),
    "judgements-page": (D, run("夜班公交三文比较"), run("夜班公交三文比较" * 90)),
    "font-hint": (D, run("影响"), run("影响", "<w:b/>", hint=False)),
}


@pytest.mark.parametrize("code", OTHER_WAYS)
def test_the_same_rule_is_broken_in_another_way(code: str) -> None:
    assert {f.code for f in flaws(made(OTHER_WAYS[code]))} == {code}


def test_a_document_without_sources_is_unsourced() -> None:
    body = BODY[: BODY.index('<w:p><w:pPr><w:pStyle w:val="Entry"/>')]
    text = body.replace('<w:footnoteReference w:id="1"/>', "") + "<w:sectPr/>"
    assert "unsourced" in {f.code for f in flaws(made((D, BODY, text)))}


def test_a_table_without_source_is_seen() -> None:
    bare = (D, '<w:hyperlink w:anchor="_s1">' + run("[1]") + "</w:hyperlink>" + run(" 二第3段"), run("编者"))
    found = flaws(made(bare, (D, NOTE, p("Body", run("立场由编者归纳。")))))
    assert {f.code for f in found} == {"table-source"}


def test_contents_without_entries_are_empty() -> None:
    toc = BODY[
        BODY.index('<w:p><w:pPr><w:pStyle w:val="TOC1"/>') : BODY.index('<w:p><w:pPr><w:pStyle w:val="Heading1"/>')
    ]
    found = flaws(made((D, toc, p("TOC1", field('TOC \\o "1-1"', "")))))
    assert [f.code for f in found] == ["contents-empty"]


def test_formatting_by_hand_is_counted() -> None:
    by_hand = (D, BODY, BODY.replace(BY_HAND, FORMATTED))
    assert [f.code for f in flaws(made(by_hand))] == ["direct"]
    assert flaws(made((D, BY_HAND, FORMATTED))) == []  # one is no habit


def test_length_is_counted_in_the_language_of_the_paper() -> None:
    found = flaws(made(), replace(BRIEF, han_most=100))
    assert [f.code for f in found] == ["length"]
    assert flaws(made(), replace(BRIEF, words_most=1)) == []


def test_judgements_under_a_heading_stand_for_a_box() -> None:
    """A look may have no boxes."""
    plain = BODY.replace('"BoxText"', '"Body"').replace('"BoxHead"', '"Heading1"').replace("1-1", "3-3")
    assert "judgements" not in {f.code for f in flaws(made((D, BODY, plain)))}
    untagged = plain.replace('"TagHigh"', '"Strong"').replace("▲ 置信度高", "可信")
    assert [f.code for f in flaws(made((D, BODY, untagged))) if f.rule == 31] == ["judgement-tag"]
    in_words = untagged.replace("可信", "（置信度高）")
    assert [f.code for f in flaws(made((D, BODY, in_words))) if f.rule == 31] == []


MARGINS = 'w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"'


def official(pitch: int = 579, spacing: int = -5, top: int = 2098, more: str = "") -> bytes:
    """The clean paper in the type area of GB/T 9704—2012: 16 pt, in twips 579 a line, -5 a character.

    Args:
        more: paragraphs at the end of its text.
    """
    last = p("Body", run("两年的差别不大。"))
    set_ = (
        f'"Collate Body"/><w:pPr><w:spacing w:line="{pitch}" w:lineRule="exact"/></w:pPr>'
        f'<w:rPr><w:spacing w:val="{spacing}"/><w:sz w:val="32"/>'
    )
    return made(
        (D, MARGINS, f'w:top="{top}" w:right="1474" w:bottom="1985" w:left="1588"'),
        (D, last, last + more),
        (S, '"Collate Body"/><w:rPr><w:sz w:val="24"/>', set_),
    )


def geometry(data: bytes) -> set[str]:
    return {f.code for f in flaws(data, profile("gongwen")) if f.rule == 43}


def test_the_type_area_of_an_official_form() -> None:
    assert geometry(official()) == set()
    assert geometry(official(pitch=600)) == {"lines"}
    assert geometry(official(spacing=0)) == {"characters"}
    assert "margin" in geometry(official(top=2200))
    assert [f for f in flaws(made()) if f.rule == 43] == []  # others may have what area they like


def test_every_code_is_broken_once_or_measured_in_pages() -> None:
    rules = take(checks, "word")
    codes = {code for name in names(rules) if name != "typography" for code in take(rules, name).CODES}
    here = {"unsourced", "table-source", "contents-empty", "direct", "length", "margin", "lines", "characters"}
    pages = {"pages", "page-fill", "page-foot", "source-parted", "last-line"}
    assert codes == set(BREAKS) | here | pages
