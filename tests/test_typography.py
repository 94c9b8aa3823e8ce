"""How texts are written: what the rules find and leave alone, where it stands, and how `--fix` puts it right."""

from __future__ import annotations

import io
import time
from collections.abc import Iterable
from pathlib import Path

import docx
import pptx
import pytest
import yaml
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from builder.__main__ import main
from builder.check import check_words
from builder.checks import outline as shelf
from builder.checks.slides import typography as in_decks
from builder.checks.word import typography as in_documents
from builder.comparison import read_comparison
from builder.finished.deck import read_deck
from builder.finished.package import open_package
from builder.finished.paper_reader import read_paper
from builder.fix import fix_texts, mending, reworded
from builder.load import Node, Str, parse
from builder.problem import Problems
from builder.profile import read_profile
from builder.project import Project
from builder.shelf import take
from builder.template import read_template
from builder.typography import Finding, findings, mended
from builder.typography.printed import language, printed_findings
from builder.typography.scalar import place_of, rewrite

# language, as it was typed, as it has to be, the codes
MENDED = [
    ("zh", "美国,中国", "美国，中国", ["width"]),
    ("zh", "美国, 中国;日本.", "美国，中国；日本。", ["width"] * 3),
    ("zh", "**强调**,后", "**强调**，后", ["width"]),
    ("zh", "“好”!他说?AI:中国", "“好”！他说？AI：中国", ["width"] * 3),
    ("zh", "张薇薇(2023)", "张薇薇（2023）", ["width"] * 2),
    ("zh", "见(CHIPS)法", "见（CHIPS）法", ["width"] * 2),
    ("zh", '他说"好"，又说"不"', "他说“好”，又说“不”", ["straight-quotes"] * 4),
    ("zh", "“他说\"好\"”，又说'不'", "“他说‘好’”，又说‘不’", ["straight-quotes"] * 4),
    ("zh", "（甲)", "（甲）", ["unbalanced"]),
    ("zh", "「好」『坏』", "“好”‘坏’", ["quotes"] * 4),
    ("zh-TW", "他說“好”", "他說「好」", ["quotes"] * 2),
    ("zh-HK", '他說"好"', "他說「好」", ["straight-quotes"] * 2),
    ("zh", "2017-2023年、12~14、8–9", "2017—2023年、12～14、8—9", ["range"] * 3),
    ("zh", "中 国 ，好", "中国，好", ["spaces"] * 2),
    ("zh", "好。。是...啊…", "好。是……啊……", ["doubled-mark"] * 3),
    ("en", 'he said "yes", it\'s ’90s', "he said “yes”, it’s ’90s", ["quotes"] * 3),
    ("en", "the 'authors' words'", "the ‘authors’ words’", ["quotes"] * 3),
    ("en", "«Yes» and 「no」", "“Yes” and “no”", ["quotes"] * 4),
    ("en", "12-14, 2017-2023, 2024-25, 5% - 8%, 3—4", "12–14, 2017–2023, 2024–25, 5%–8%, 3–4", ["range"] * 5),
    ("en", "a  b , c,, d.. e", "a b, c, d. e", ["spaces"] * 2 + ["doubled-mark"] * 2),
    ("en", "Good，bad（x）y", "Good, bad (x) y", ["width"] * 3),
]  # fmt: skip
RIGHT = [
    ("zh", "3.5和1,200，8:30，U.S.与AI；见https://a.b/c,d。"),
    ("zh", "2026-11-22、2026-11、GB/T 7714-2015、F-35-40、第3-5页、10.1000/12-14、010-62751234、COVID-19、3:1"),
    ("zh", "他说：“‘好’是什么？”……——《甲〈乙〉》（丙【丁】）1)甲；2)乙"),
    ("zh", "Xi'an的AI 芯片 H20"),
    ("zh", "[词](https://x.y/z,z)，[@zhang-2023.d1]，{citing}，{{ outline.title }}。"),
    ("en", "2026-11-22, 2005-11, COVID-19, pp. 12-14, p. 3-4, ISO 8601-1, 50-50, 10-3, F-35, doi 10.1000/12-14."),
    ("en", "The authors’ words, ‘don’t’, “a ‘b’ c”, ’90s, a) b), e.g., i.e.; “脱钩，断链” … and so on..."),
    ("en", 'Tang & Ma (2025): see https://a.b/c?d=(e), 14" wide'),
    ("de", "„Gut“,,  sagte er - 12-14"),
]


@pytest.mark.parametrize(("lang", "typed", "right", "codes"), MENDED, ids=lambda x: x if isinstance(x, str) else "")
def test_what_is_mechanical_is_found_and_mended(lang: str, typed: str, right: str, codes: list[str]) -> None:
    assert [f.code for f in findings(typed, lang)] == codes
    assert mended(typed, lang) == right
    assert [f for f in findings(right, lang) if f.mend is not None] == []


@pytest.mark.parametrize(("lang", "text"), RIGHT, ids=lambda x: x[:20])
def test_what_is_right_is_left_alone(lang: str, text: str) -> None:
    assert findings(text, lang) == ()


@pytest.mark.parametrize(
    ("lang", "text", "marks"),
    [
        ("zh", "“甲", "“"), ("zh", "甲”", "”"), ("zh", "《甲《乙》》", "《"), ("zh", "（甲", "（"),
        ("zh", "甲）", "）"), ("zh", "“甲“乙”", "““"), ("zh", "（甲“乙）”", "“”"),
        ("en", "“a “b” c”", "“"), ("en", "(c", "("), ("en", "see that)", ")"),
    ],
)  # fmt: skip
def test_brackets_that_do_not_close_are_errors_for_their_author(lang: str, text: str, marks: str) -> None:
    found = findings(text, lang)
    assert "".join(text[f.start] for f in found) == marks
    assert {(f.rule, f.code, f.severity, f.mend) for f in found} == {(49, "unbalanced", "error", None)}


def test_parts_of_sentences_need_no_partner() -> None:
    assert findings("，下称{short}）", "zh", fragment=True) == findings("页 共", "zh", fragment=True) == ()
    assert findings("页 共", "zh") != ()
    assert [f.code for f in findings("甲,乙（", "zh", fragment=True)] == ["width"]


def test_an_odd_straight_quote_is_found_and_not_guessed() -> None:
    assert [(f.code, f.mend) for f in findings('他说"好', "zh")] == [("straight-quotes", None)]
    assert mended('he said "yes', "en") == 'he said "yes'


PIECES = [*"中国好AIa19 ,.;:?!\"'()“”‘’《》（）「」，。；：…-–—~*%\t", "**", "[@a.d1]", "2017-2023"]
TYPED = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)


@given(text=TYPED, lang=st.sampled_from(["zh", "en", "zh-TW"]))
@settings(max_examples=400, deadline=None)
def test_mending_comes_to_an_end_and_keeps_the_words(text: str, lang: str) -> None:
    once = mended(text, lang)
    assert mended(once, lang) == once
    assert [f for f in findings(once, lang) if f.mend is not None and f.mend != once[f.start : f.end]] == []
    words = [c for c in text if c.isalnum()]
    assert [c for c in once if c.isalnum()] == words


# ------------------------------------------------------------------------------------------------ in the YAML
FORMS = {
    "plain": "zh: {}", "single": "zh: '{}'", "double": 'zh: "{}"', "flow": "t: {zh: {}, en: b}",
    "flow double": 't: {zh: "{}", en: b}', "folded": "zh: >-\n    {}", "literal": "zh: |\n    {} # no comment",
    "clipped": "zh: >  # a comment\n    {}\n\n", "below": "zh:\n    {}", "list": "zh: [{}, b]",
}  # fmt: skip
WORDS = ["美国,中国", "“好”,他", "中 国", "2017-2023年", "好。。", "脱钩", "a b", "甲、乙（丙）", "AI:中国", "「好」"]


def _escaped(text: str, form: str) -> str:
    if "'" in FORMS[form]:
        return text.replace("'", "''")
    return text.replace("\\", "\\\\").replace('"', '\\"') if '"{}"' in FORMS[form] else text


def _texts(node: Node) -> list[Str]:
    if isinstance(node.value, str):
        return [Str(node.value.strip(), node.place, node.written)]
    return [t for n in (node.value.values() if isinstance(node.value, dict) else node.value) for t in _texts(n)]


@pytest.mark.parametrize("form", FORMS)
@given(
    words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), quotes=st.booleans(),
    folds=st.lists(st.booleans(), min_size=5, max_size=5), end=st.sampled_from(["\n", "\r\n"]), bom=st.booleans(),
    before=st.sampled_from(["", "# 注,释\n", "x: 甲，乙 # 甲,乙\n", "甲: 😀\n\n"]),
    after=st.sampled_from(["", "# 中,国", "y: 甲，乙  #  甲 乙\nz: [ 三 ]", "\n\n"]),
)  # fmt: skip
@settings(max_examples=40, deadline=None)
def test_in_the_yaml_only_the_text_changes(
    form: str, words: list[str], folds: list[bool], quotes: bool, end: str, bom: bool, before: str, after: str
) -> None:
    quotes = quotes and '"{}"' in FORMS[form]
    parts = [f'"{w}"' if quotes and n == 0 else w for n, w in enumerate(words)]
    if "flow" in form or form == "list":  # a comma would end a plain text there
        parts = [p.replace(",", ";") if '"{}"' not in FORMS[form] else p for p in parts]
    if form in ("plain", "below", "flow", "list"):
        parts = [p.replace("AI:", "AI") for p in parts]
    fold = {True: "\n      " if form not in ("folded", "literal", "clipped") else "\n    ", False: "，"}
    written = parts[0] + "".join(fold[f] + p for p, f in zip(parts[1:], folds, strict=False))
    source = before + FORMS[form].replace("{}", _escaped(written, form), 1) + f"\n{after}\n"
    data = (("\ufeff" if bom else "") + source.replace("\n", end)).encode("utf-8")
    texts = _texts(parse(data, Path("notes")))
    wrong = [(t, m) for t in texts if (m := mending(findings(t, "zh")))]
    made = reworded(data, wrong)
    after_texts = _texts(parse(made, Path("notes")))
    for old, new in zip(texts, after_texts, strict=True):
        edits = dict(wrong).get(old, ())
        assert str(new) == _applied(str(old), edits)
    spans = [(t.written.start, t.written.end) for t, _ in wrong if t.written]
    kept = data.decode().removeprefix("\ufeff")
    outside, left = [], 0
    for start, stop in spans:
        outside.append(kept[left:start])
        left = start + len(kept[start:stop].rstrip())
    outside.append(kept[left:])
    shown = made.decode()
    assert shown.startswith("\ufeff") == bom
    for piece in outside:  # in order, untouched
        assert piece in shown
        shown = shown[shown.index(piece) + len(piece) :]
    for _ in range(3):  # one mend can make the next one possible: nothing is left then
        left_over = [(t, m) for t in _texts(parse(made, Path("notes"))) if (m := mending(findings(t, "zh")))]
        made = reworded(made, left_over)
    assert left_over == []


def _applied(text: str, edits: Iterable[Finding]) -> str:
    for one in sorted(edits, reverse=True):
        text = text[: one.start] + (one.mend or "") + text[one.end :]
    return text


@pytest.mark.parametrize(
    ("written", "needle", "line", "col"),
    [
        ("a: 甲乙,丙", ",", 1, 6), ('a: "甲\\u201c乙,丙"', ",", 1, 13), ("a: '甲''乙,丙'", ",", 1, 9),
        ("a: >-\n  甲乙\n  丙,丁", ",", 3, 4), ("a: |\n  甲乙\n\n    丙,丁\n", ",", 4, 6),
        ("a: 甲\n  乙\n  丙,丁", ",", 3, 4), ('a: "甲\\\n   乙,丙"', ",", 2, 5), ("- [x, 甲乙;丙]", ";", 1, 9),
        ("a: >-\r\n  甲乙\r\n  丙,丁\r\n", ",", 3, 4), ('a: "甲\n\n  乙;"', ";", 3, 4),
    ],
)  # fmt: skip
def test_a_finding_names_the_very_character(written: str, needle: str, line: int, col: int) -> None:
    text = next(t for t in _texts(parse(written.encode(), Path("x.yaml"))) if needle in t)
    place = place_of(text, text.index(needle))
    assert (place.line, place.col) == (line, col)


@given(
    text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=40),
    width=st.integers(4, 30),
)
@settings(max_examples=300, deadline=None)
def test_every_character_is_found_however_yaml_writes_it(text: str, width: int) -> None:
    for style in ("'", '"', None, ">", "|"):
        data = yaml.safe_dump({"a": text}, default_style=style, allow_unicode=True, width=width).encode("utf-8")
        read = next(iter(_texts(parse(data, Path("x.yaml")))))
        for n, char in enumerate(read):
            if char.isspace():
                continue
            new = rewrite(read, [(n, n + 1, "乙")])
            assert new is not None
            start, end, scalar = new
            source = data.decode()
            again = _texts(parse((source[:start] + scalar + source[end:]).encode(), Path("x.yaml")))[0]
            assert str(again) == str(read)[:n] + "乙" + str(read)[n + 1 :]


def test_a_term_with_a_comma_is_put_in_quotes_where_yaml_needs_them() -> None:
    for typed, want in (
        ("t: {zh: x, en: the yard of 2017}", 't: {zh: x, en: "the small yard, high fence of 2017"}'),
        ("en: say \\ the yard", 'en: "say \\\\ the small yard, high fence"'),
        ("en: 'the author''s yard'", "en: 'the author''s small yard, high fence'"),
    ):
        text = next(t for t in _texts(parse(typed.encode(), Path("x"))) if "yard" in t)
        start, end, new = rewrite(text, [(text.index("yard"), text.index("yard") + 4, "small yard, high fence")]) or (
            0,
            0,
            "",
        )
        assert typed[:start] + new + typed[end:] == want
        assert any("small yard, high fence" in t for t in _texts(parse(want.encode(), Path("x"))))


def test_an_apostrophe_is_doubled_in_single_quotes() -> None:
    (text,) = _texts(parse(b"['a b']", Path("x")))
    assert rewrite(text, [(0, 1, "it's")]) == (1, 6, "'it''s b'")


def test_a_file_that_changed_meanwhile_is_not_rewritten() -> None:
    texts = _texts(parse("zh: 美国,中国\nen: a b\n".encode(), Path("x")))
    wrong = [(t, m) for t in texts if (m := mending(findings(t, "zh")))]
    for other in ("zh: 法国,中国\nen: a b\n", "zh: 美国,中国了\nen: a b\n", "zh: 美国,中国\nen: a b\nfr: c\n"):
        if "fr" not in other:
            with pytest.raises(AssertionError, match="change more"):
                reworded(other.encode(), wrong)
        else:
            assert reworded(other.encode(), wrong).decode() == other.replace(",", "，")


def test_fix_writes_the_outline_and_the_articles(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outline, notes = project / "outlines/case.yaml", project / "outlines/articles/lin-2031.yaml"
    good = outline.read_text("utf-8"), notes.read_text("utf-8")
    typed = good[0].replace("核对引文；", "核对引文; ").replace("Zhou would cut", "Zhou  would cut")
    outline.write_text(typed, "utf-8")
    quoted = good[1].replace("quote: 乘客先走，亏损在后", "quote: 乘客先走,亏损在后")
    notes.write_text(quoted.replace("先保班次，客流", "先保班次;客流"), "utf-8")
    assert main(["check", "outlines/case.yaml", "--fix"]) == 0
    assert outline.read_text("utf-8") == good[0]
    assert notes.read_text("utf-8") == quoted.replace("先保班次，客流", "先保班次；客流"), "a quote stays as it is"
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "outlines/case.yaml:16:24: fixed: width: ;  -> ；"
    assert [line.split(": ")[2] for line in said[:3]] == ["width", "spaces", "width"]
    assert fix_texts(read_comparison(outline, project), outline, project) == []


# ------------------------------------------------------------------------------------------------ what is shipped
def test_shipped_texts_and_words_have_nothing_to_complain_about() -> None:
    project = Project(ROOT, ROOT / "out")
    for outline in project.outlines():
        comparison = read_comparison(outline, ROOT)
        for rule in ("typography", "terms", "article-names"):
            assert list(take(shelf, rule).check(comparison, ("zh", "en"))) == []
        folders = project.templates()
        assert check_words([read_template(f, f, folders) for f in folders.values()], comparison.glossary) == []


def test_words_of_a_template_are_checked(project: Path) -> None:
    plan = project / "templates/plain/plan.yaml"
    plan.write_text(plan.read_text("utf-8") + 'words: {note: {zh: "注,"}}\n', "utf-8")
    assert main(["build", "outlines/case.yaml", "--template", "plain", "--lang", "zh"]) == 1
    text = plan.read_text("utf-8").replace(
        "  - block: sources", "  - {block: heading, text: {zh: 好,坏, en: x}}\n  - block: sources"
    )
    plan.write_text(text.replace('words: {note: {zh: "注,"}}', "").replace("好,坏", '"好,坏"'), "utf-8")
    with pytest.raises(Problems, match="half-width ','"):
        check_words(
            [read_template(plan.parent, Path("plain"))],
            read_comparison(project / "outlines/case.yaml", project).glossary,
        )


def test_it_is_quick() -> None:
    comparison = read_comparison(ROOT / "outlines/tech-rivalry.yaml", ROOT)
    rules = [take(shelf, rule) for rule in ("typography", "terms", "article-names")]
    took = []
    for _ in range(3):
        start = time.process_time()
        for rule in rules:
            list(rule.check(comparison, ("zh", "en")))
        took.append(time.process_time() - start)
    assert min(took) < 0.3, took  # 0.1 s on a quiet machine; three times that is a mistake


# ------------------------------------------------------------------------------------------------ finished files
def test_printed_texts_keep_quotes_marks_and_places() -> None:
    assert list(printed_findings("他说“甲,乙”，见[1-3]；刘文 引言第1段：好。● 一致", "zh-CN")) == []
    assert [f.code for f in printed_findings("他说,甲 乙", "en-GB")] == ["width", "spaces"]
    assert list(printed_findings("Agree  ◐ Partly", "en-GB")) == []
    assert [f.code for f in printed_findings("only  How", "en-GB")] == ["spaces"]


@given(
    text=st.lists(st.sampled_from([*"中国AIa1%_，。；？、,.:)）’…-—", "中国", "19"]), max_size=12).map("".join),
    lang=st.sampled_from(["zh-CN", "en-GB", "zh-TW", "ja-JP", ""]),
)
@settings(max_examples=400, deadline=None)
def test_no_printed_text_is_passed_over_that_breaks_a_rule(text: str, lang: str) -> None:
    """Most texts are told at a glance to break none: the rules, asked, say the same."""
    assert list(printed_findings(text, lang)) == list(findings(text, language(text, lang)))


BROKEN = [
    ("甲国,乙国", 48, "width", "error"), ("甲国“乙国", 49, "unbalanced", "error"),
    ("「甲国」", 50, "quotes", "warning"),
    ("共12-14国", 51, "range", "warning"), ("甲国。。", 52, "doubled-mark", "warning"), ("甲国，乙国。", 0, "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rule", "code", "severity"), BROKEN, ids=[b[2] or "clean" for b in BROKEN])
def test_a_deck_is_read_in_its_words_charts_and_notes(text: str, rule: int, code: str, severity: str) -> None:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = text
    table = slide.shapes.add_table(1, 1, Inches(1), Inches(2), Inches(3), Inches(1)).table
    table.cell(0, 0).text = text
    numbers = CategoryChartData()
    numbers.categories = [text]
    numbers.add_series("甲", (1.0,))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(4), Inches(2), Inches(4), Inches(3), numbers)
    slide.notes_slide.notes_text_frame.text = text
    data = io.BytesIO()
    deck.save(data)
    profile = read_profile([ROOT / "templates"], "slides")
    flaws = list(in_decks.check(read_deck(data.getvalue()), profile))  # type: ignore[arg-type]
    assert {(f.rule, f.code, f.severity) for f in flaws} == ({(rule, code, severity)} if rule else set())
    places = " ".join(f.where for f in flaws)
    assert not rule or all(word in places for word in ("Title", "row 1", "chart", "notes"))


@pytest.mark.parametrize(("text", "rule", "code", "severity"), BROKEN, ids=[b[2] or "clean" for b in BROKEN])
def test_a_document_is_read_in_its_paragraphs_and_cells(text: str, rule: int, code: str, severity: str) -> None:
    paper = docx.Document()
    paper.add_paragraph(text)
    paper.add_table(1, 1).cell(0, 0).text = text
    paper.add_paragraph("资料来源：张薇薇. 题名[J]. 刊名, 2023(3): 1-26.")
    data = io.BytesIO()
    paper.save(data)
    profile = read_profile([ROOT / "templates"], "word")
    flaws = list(in_documents.check(read_paper(open_package(data.getvalue())), profile))  # type: ignore[arg-type]
    assert {(f.rule, f.code, f.severity) for f in flaws} == ({(rule, code, severity)} if rule else set())
    assert len({f.where for f in flaws}) == (2 if rule else 0)
