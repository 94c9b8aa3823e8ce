"""Word to the last field: notes, contents, captions, links, pages and properties, read back by others than our writer.

What one sample document shows stands in test_word.py; here are the forms that notes take, and whole shipped papers.
"""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections import Counter
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import ooxml_integrity
import openpyxl
import pytest
from conftest import ROOT
from lxml import etree
from openxml_audit import OpenXmlValidator
from rendering import FONTS, has_libreoffice, to_pdf
from test_cite import NOTE, PLACE, STYLES, comparison, everywhere, look, marked, notes

from builder import __version__, model
from builder.__main__ import main
from builder.cite import cite
from builder.comparison import read_comparison
from builder.finished.printed import destination
from builder.formats import word
from builder.formats.word import paging
from builder.formats.word.anchors import numbered
from builder.load import Str
from builder.locator import Locator
from builder.ooxml.steady import steady
from builder.outline import Output
from builder.plan import plan
from builder.problem import Problems
from builder.project import Project
from builder.render import press, render
from builder.template import read_template

NS = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
W = f"{{{NS['w']}}}"
CIRCLED = model.NoteForm("foot", "①", "page")
ENDNOTES = model.NoteForm("end")
FORMS = {"footnotes": model.NoteForm(), "circled": CIRCLED, "endnotes": ENDNOTES}
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
LIBREOFFICE = pytest.mark.skipif(not has_libreoffice(), reason="LibreOffice is not here")
OUTLINES = ("tech-rivalry", "ai-seminar")
PAPERS = [
    (outline, plan_.parent.name, lang)
    for plan_ in sorted((ROOT / "templates").glob("*/plan.yaml"))
    if "\nformat: word\n" in (text := plan_.read_text("utf-8"))
    for lang in ("zh", "en")
    if lang == "zh" or "\nlanguages: [zh]\n" not in text
    for outline in OUTLINES
]


def drawn(doc: model.Document, by: model.Look | None = None) -> bytes:
    return steady(word.render(doc, by or look("briefing")).data, doc.date)


@cache
def sample(form: str, lang: str = "zh", style: str = NOTE) -> bytes:
    """The sample with a mark in every line of every shape, also in heads and cells of tables."""
    asked = replace(everywhere(lang), style=style, notes=FORMS[form])
    return drawn(cite(asked, comparison("gb-t-7714-2025-numeric")))


def part(data: bytes, name: str) -> Any:
    return etree.fromstring(zipfile.ZipFile(BytesIO(data)).read(name))


def find(element: Any, path: str) -> list[Any]:
    return list(element.xpath(path, namespaces=NS))


def words(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


@cache
def paper(outline: str, template_: str, lang: str) -> bytes:
    """A shipped paper, as it is before the finished files are checked."""
    of = read_comparison(ROOT / f"outlines/{outline}.yaml", ROOT)
    place = of.outline.place
    by = press(Output(Str(template_, place), Str(lang, place), place), Project(ROOT, ROOT).templates(), ROOT)
    doc = cite(plan(of, by.template, lang), of)
    return steady(render(doc, by).data, doc.date)


# ---------------------------------------------------------------- notes


@LANGS
@pytest.mark.parametrize("form", FORMS)
def test_every_mark_has_its_note_in_the_part_that_the_template_asks_for(form: str, lang: str) -> None:
    data, kind = sample(form, lang), "endnote" if form == "endnotes" else "footnote"
    body, held = part(data, "word/document.xml"), part(data, f"word/{kind}s.xml")
    other = {"endnote": "footnote", "footnote": "endnote"}[kind]
    assert f"word/{other}s.xml" not in zipfile.ZipFile(BytesIO(data)).namelist()
    assert not find(body, f"//w:{other}Reference")
    references = find(body, f"//w:{kind}Reference/@w:id")
    own = [n for n in held if n.get(f"{W}type") is None]
    assert references == [n.get(f"{W}id") for n in own] and len(references) > 100
    assert all(len(find(n, f".//w:{kind}Ref")) == 1 and len(words(n)) > 3 for n in own)
    assert find(body, f"//w:tc//w:{kind}Reference") and find(body, f"//w:tr[w:trPr/w:tblHeader]//w:{kind}Reference")
    special = {n.get(f"{W}type"): n.get(f"{W}id") for n in held if n.get(f"{W}type")}
    settings = part(data, "word/settings.xml")
    assert find(settings, f"w:{kind}Pr/w:{kind}/@w:id") == list(special.values()) == ["-1", "0"]
    assert not find(settings, f"w:{other}Pr")


def test_circled_numbers_begin_anew_on_every_page_of_every_section() -> None:
    data = sample("circled")
    where = [part(data, "word/settings.xml"), *find(part(data, "word/document.xml"), "//w:sectPr")]
    assert len(where) > 2, "the sample has a landscape page"
    for element in where:
        assert find(element, "w:footnotePr/w:numFmt/@w:val") == ["decimalEnclosedCircleChinese"]
        assert find(element, "w:footnotePr/w:numRestart/@w:val") == ["eachPage"]


def test_notes_that_run_through_say_nothing_of_pages_and_endnotes_have_arabic_numbers() -> None:
    for form, kind, numerals in (("footnotes", "footnote", []), ("endnotes", "endnote", ["decimal"])):
        settings, body = (part(sample(form), f"word/{name}.xml") for name in ("settings", "document"))
        assert find(settings, f"w:{kind}Pr/w:numFmt/@w:val") == numerals
        assert not find(settings, "//w:numRestart") and not find(body, "//w:numRestart")
        assert [find(s, f"w:{kind}Pr/w:numFmt/@w:val") for s in find(body, "//w:sectPr")] == [numerals] * len(
            find(body, "//w:sectPr")
        )


@pytest.mark.parametrize("style", STYLES[:2])
def test_a_note_that_begins_anew_never_points_back_by_number(style: str) -> None:
    zhang, tang = "zhang-2023", "tang-ma-2025"
    doc = marked(
        (zhang, Locator(("三",), 1)), (zhang, Locator(("四",))), (tang, Locator()), (zhang, Locator(page="12"))
    )
    asked = replace(doc, style=style, notes=CIRCLED)
    told = list(notes(drawn(cite(asked, comparison("gb-t-7714-2025-numeric")))).values())
    colon = "：" if "2025" in style else ": "
    assert told[0].startswith("张薇薇. 中美构建科技竞合关系的必要与可能[J]")
    assert told[1] == f"张薇薇. 中美构建科技竞合关系的必要与可能{colon}四."
    assert told[3] == f"张薇薇. 中美构建科技竞合关系的必要与可能{colon}12."
    through = list(notes(drawn(cite(replace(asked, notes=model.NoteForm()), comparison(NOTE)))).values())
    assert any(re.match("同", note) for note in through), "which notes that run through do"


def test_a_style_of_csl_whose_notes_begin_anew_takes_every_note_for_a_first_one() -> None:
    from builder.citation import Item, Session
    from builder.csl.positions import FIRST, IBID, positions

    item = Item({"id": "a", "type": "book"})
    assert next(positions([item], Session().after((item,), 1)))["position"] == IBID
    assert next(positions([item], Session(numbered=False).after((item,), 1))) == {"position": FIRST}


def test_a_look_has_its_own_styles_of_endnotes_or_lends_those_of_footnotes() -> None:
    def named(data: bytes) -> list[str]:
        styles = {s.style_id: s.name for s in docx.Document(BytesIO(data)).styles}
        root, body = part(data, "word/endnotes.xml"), part(data, "word/document.xml")
        used = find(root, "w:endnote[not(@w:type)]//w:pStyle/@w:val") + find(
            body, "//w:r[w:endnoteReference]/w:rPr/w:rStyle/@w:val"
        )
        return sorted({styles[style] for style in used})

    doc = cite(replace(marked(("zhang-2023", Locator())), style=NOTE, notes=ENDNOTES), comparison(STYLES[2]))
    assert named(drawn(doc)) == ["footnote reference", "footnote text"]
    with_own, own = docx.Document(BytesIO(look("briefing").data)), BytesIO()
    for style, kind in (("endnote text", 1), ("endnote reference", 2)):
        with_own.styles.add_style(style, kind)
    with_own.save(own)
    assert named(drawn(doc, replace(look("briefing"), data=own.getvalue()))) == ["endnote reference", "endnote text"]


@pytest.mark.parametrize("form", FORMS)
def test_notes_of_the_look_go_of_whichever_kind_they_are(form: str) -> None:
    doc = cite(replace(marked(("zhang-2023", Locator())), style=NOTE, notes=FORMS[form]), comparison(STYLES[2]))
    kind = "endnote" if form == "endnotes" else "footnote"
    for other in FORMS:
        data = drawn(doc, replace(look("briefing"), data=sample(other)))
        names = zipfile.ZipFile(BytesIO(data)).namelist()
        assert [n for n in names if n.endswith("notes.xml")] == [f"word/{kind}s.xml"]
        assert len(find(part(data, f"word/{kind}s.xml"), "w:*[not(@w:type)]")) == 1
        assert len(find(part(data, "word/settings.xml"), "w:footnotePr|w:endnotePr")) == 1
        restarts = find(part(data, "word/document.xml"), "//w:sectPr//w:numRestart")
        assert len(restarts) == (1 if form == "circled" else 0)


@pytest.mark.parametrize("form", FORMS)
@LANGS
def test_validators_find_nothing(form: str, lang: str, tmp_path: Path) -> None:
    path = tmp_path / "made.docx"
    path.write_bytes(sample(form, lang))
    assert [e.description for e in OpenXmlValidator().validate(path).errors] == []
    assert [f for f in ooxml_integrity.check(path) if f.severity == ooxml_integrity.ERROR] == []


# ---------------------------------------------------------------- what a template may ask for


def template(tmp_path: Path, text: str, **others: str) -> Any:
    for name, plan_ in {"own": text, **others}.items():
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / "plan.yaml").write_text(plan_, "utf-8")
    folders = {name: tmp_path / name for name in ("own", *others)}
    return read_template(tmp_path / "own", Path("templates/own"), folders)


STEPS = "format: text\nsteps:\n  - {block: paragraph, text: Words}\n"


def test_a_template_may_ask_for_another_style_and_the_numbers_stay(tmp_path: Path) -> None:
    asks = template(tmp_path, f'{STEPS}citations: {NOTE}\nnotes: {{place: foot, numbers: "①", restart: page}}\n')
    assert (asks.citations, asks.notes) == (NOTE, CIRCLED)
    of = comparison("gb-t-7714-2025-numeric")
    shipped = read_template(ROOT / "templates/seminar", Path("templates/seminar"))
    entries = []
    for citations, wanted in ((None, False), (asks.citations, True)):
        doc = cite(plan(of, replace(shipped, citations=citations, notes=asks.notes), "zh"), of)
        assert doc.citations and doc.citations.notes is wanted and doc.notes == CIRCLED
        entries.append([(e.source, e.number) for s in doc.shapes if isinstance(s, model.SourceList) for e in s.entries])
    assert entries[0] == entries[1] and entries[0][0][1] == 1


def test_a_template_that_is_like_another_takes_over_its_notes(tmp_path: Path) -> None:
    like = template(tmp_path, "like: base\n", base=f"{STEPS}citations: {NOTE}\nnotes: {{place: end}}\n")
    assert (like.citations, like.notes) == (NOTE, ENDNOTES)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("notes: {place: end, restart: page}", "own/plan.yaml:4:8: error: notes at the end cannot begin anew on every"),
        ("notes: {place: side}", "own/plan.yaml:4:16: error: expected foot or end, found 'side'"),
        ("notes: {numbers: 1, restart: chapter}", "own/plan.yaml:4:30: error: expected document or page"),
        ("running: {headr: x}", "own/plan.yaml:4:11: error: no running line 'headr'"),
    ],
)
def test_what_a_template_asks_for_must_make_sense(tmp_path: Path, asked: str, said: str) -> None:
    with pytest.raises(Problems, match=re.escape(said)):
        template(tmp_path, f"{STEPS}{asked}\n")


def test_an_unknown_style_is_a_problem_in_the_plan(tmp_path: Path) -> None:
    asks = template(tmp_path, f"{STEPS}citations: gb-t-7714-2025-notes\n")
    of = comparison("gb-t-7714-2025-numeric")
    with pytest.raises(Problems, match=r"templates/own/plan.yaml:4:12: error: no citation style"):
        cite(plan(of, asks, "zh"), of)


# ---------------------------------------------------------------- odd and even pages


def running(**lines: str) -> bytes:
    shapes = (model.Para(model.Line("p", (model.Text("Words"),))),)
    return drawn(model.Document("T", "en", "2031-05-20", shapes, {"page_before": "Page"}, lines))


def test_even_pages_have_their_own_lines_and_the_number_at_the_outer_edge() -> None:
    section = docx.Document(BytesIO(running(header="Odd", header_even="Even", footer="Us"))).sections[0]
    read = docx.Document(BytesIO(running(header="Odd", header_even="Even", footer="Us")))
    assert read.settings.odd_and_even_pages_header_footer
    assert (section.header.paragraphs[0].text, section.even_page_header.paragraphs[0].text) == ("Odd", "Even")
    assert section.footer.paragraphs[0].text == "Us\tPage 1"
    assert section.even_page_footer.paragraphs[0].text == "Page 1\tUs"
    assert section.different_first_page_header_footer and section.first_page_header.paragraphs[0].text == ""
    assert section.first_page_footer.paragraphs[0].text == "Us\tPage 1"


def test_where_nobody_asks_for_even_pages_there_are_none() -> None:
    data = running(header="Odd", footer="Us")
    assert not find(part(data, "word/settings.xml"), "w:evenAndOddHeaders")
    assert not find(part(data, "word/document.xml"), "//*[@w:type='even']")


def test_a_looks_own_even_pages_stay_and_its_first_page_keeps_its_foot() -> None:
    own, held = docx.Document(BytesIO(look("briefing").data)), BytesIO()
    own.settings.odd_and_even_pages_header_footer = True
    own.sections[0].footer.paragraphs[0].text = "— 1 —"
    own.sections[0].even_page_footer.paragraphs[0].text = "— 2 —"
    etree.SubElement(own.sections[0]._sectPr, f"{W}pgNumType").set(f"{W}start", "3")
    own.save(held)
    wide = model.Table("t", (model.Column(model.Line("h", (model.Text("H"),))),), (), "S", wide=True)
    before, after = (model.Para(model.Line(p, (model.Text("Words"),))) for p in "pq")
    doc = model.Document("T", "en", "2031-05-20", (before, wide, after), running={"header": "Odd"})
    read = docx.Document(BytesIO(drawn(doc, replace(look("briefing"), data=held.getvalue()))))
    first = read.sections[0]
    assert read.settings.odd_and_even_pages_header_footer
    assert first.first_page_footer.paragraphs[0].text == first.footer.paragraphs[0].text == "— 1 —"
    assert first.even_page_footer.paragraphs[0].text == "— 2 —"
    assert first.even_page_header.paragraphs[0].text == "Odd", "an even page has its header too"
    starts = [[n.get(f"{W}start") for n in s._sectPr.iter(f"{W}pgNumType")] for s in read.sections]
    assert starts == [["3"], [], [None]], "pages are counted on, not anew"


# ---------------------------------------------------------------- links there and back


def bracketed(body: Any, bookmark: str) -> list[Any]:
    """What stands between the ends of a bookmark."""
    [start] = find(body, f"//w:bookmarkStart[@w:name='{bookmark}']")
    number, found = start.get(f"{W}id"), []
    for element in start.itersiblings():
        if element.tag == f"{W}bookmarkEnd" and element.get(f"{W}id") == number:
            return found
        found.append(element)
    raise AssertionError(f"{bookmark} has no end")


@pytest.mark.parametrize("style", STYLES)
def test_entries_lead_back_to_the_first_mark_on_them(style: str) -> None:
    zhang, tang = "zhang-2023", "tang-ma-2025"
    doc = marked((zhang, Locator()), (tang, Locator()), (zhang, Locator(("三",), 1)))
    doc = replace(doc, words={**doc.words, "back": "回到正文"})
    body = part(drawn(cite(doc, comparison(style))), "word/document.xml")
    backs = find(body, "//w:hyperlink[@w:tooltip='回到正文']")
    assert len(backs) == 2
    for back in backs:
        entry = back.getparent()
        assert words(back) == ("\u00a0↑" if "author" in style else re.match(r"\[\d\]", words(entry))[0])
        mark = bracketed(body, back.get(f"{W}anchor"))
        at = [p for p in find(body, "//w:p") if mark[0] in p.iter()]
        first = {"张薇薇": 0, "汤称奇": 1}[next(n for n in ("张薇薇", "汤称奇") if n in words(entry))]
        assert find(body, "//w:p").index(at[0]) == first, "the first of the marks, not a later one"
        assert any(m.tag == f"{W}hyperlink" or find(m, "w:footnoteReference") for m in mark)


def test_a_mark_on_two_sources_is_the_first_of_both_and_a_mark_in_a_source_column_counts() -> None:
    cited = tuple(model.Cited(a, "d1", Locator(), where="三") for a in ("zhang-2023", "tang-ma-2025"))
    for form in ("mark", "source"):
        line = model.Line("p", (model.Text("字"), model.Cite(cited, PLACE, form)))  # type: ignore[arg-type]
        doc = replace(marked(), shapes=(model.Para(line), model.SourceList("sources")))
        data = drawn(cite(doc, comparison("gb-t-7714-2025-numeric")))
        body = part(data, "word/document.xml")
        anchors = [a for a in find(body, "//w:hyperlink/@w:anchor") if a.startswith("_m_")]
        assert len(anchors) == len(set(anchors)) == 2
        assert all(len(find(body, f"//w:bookmarkStart[@w:name='{a}']")) == 1 for a in anchors)


def test_lists_that_zotero_rewrites_and_sources_without_a_mark_have_no_way_back() -> None:
    doc = marked(("zhang-2023", Locator()))
    live = drawn(cite(doc, comparison("gb-t-7714-2025-numeric", live=True)))
    first = drawn(replace(made := cite(doc, comparison(STYLES[3])), shapes=made.shapes[::-1]))
    for data in (live, first):
        body = part(data, "word/document.xml")
        assert "_m_" not in etree.tostring(body).decode() or not find(
            body, "//w:hyperlink[starts-with(@w:anchor,'_m_')]"
        )
        assert words(body).count("张薇薇") and "↑" not in words(body)


# ---------------------------------------------------------------- contents with page numbers


def heads(lang: str = "en") -> model.Document:
    shapes: list[model.Shape] = [model.Contents(model.Line("toc", (model.Text("Contents"),)), 2)]
    for n in range(1, 9):
        shapes.append(model.Heading(f"h{n}", model.Line(f"h{n}.line", (model.Text(f"Part {n}"),)), 2 if n == 3 else 1))
        shapes += [model.Para(model.Line(f"p{n}.{k}", (model.Text("Words and more words. " * 40),))) for k in range(4)]
    return model.Document("T", lang, "2031-05-20", tuple(shapes))


def contents(data: bytes) -> list[tuple[str, str, str]]:
    """The entries of the contents: bookmark, page in the field, page as it is read."""
    found = []
    for link in find(part(data, "word/document.xml"), "//w:p[starts-with(w:pPr/w:pStyle/@w:val,'TOC')]/w:hyperlink"):
        codes = [c.split()[1] for c in find(link, ".//w:instrText/text()")]
        tail = re.split(r"Part \d", words(link))[-1]
        found.append((link.get(f"{W}anchor"), codes[0] if codes else "", tail))
    return found


def test_entries_have_the_pages_that_are_known_and_no_others() -> None:
    doc = heads()
    assert contents(drawn(doc)) == [(numbered("Toc", f"h{n}"), "", "") for n in range(1, 9)]
    some = contents(drawn(replace(doc, pages={"h1": 1, "h3": 7})))
    assert [(code, page) for _, code, page in some if code] == [
        (numbered("Toc", "h1"), "1"),
        (numbered("Toc", "h3"), "7"),
    ]
    data = drawn(replace(doc, pages={f"h{n}": n for n in range(1, 9)}))
    body = part(data, "word/document.xml")
    marks = Counter(find(body, "//w:fldChar/@w:fldCharType"))
    assert marks["begin"] == marks["separate"] == marks["end"]
    assert all(len(find(body, f"//w:bookmarkStart[@w:name='{code}']")) == 1 for _, code, _ in contents(data))
    assert not find(part(data, "word/settings.xml"), "w:updateFields") and not find(body, "//w:fldChar[@w:dirty]")
    read = docx.Document(BytesIO(data))
    stops = [p.paragraph_format.tab_stops for p in read.paragraphs if p.style.name.startswith("toc")]
    assert stops and all(s[-1].alignment is not None and s[-1].alignment.name == "RIGHT" for s in stops)


def test_a_document_without_contents_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    doc = replace(heads(), shapes=heads().shapes[1:])
    assert paging.settled(doc, lambda one: word.render(one, look("briefing"))).data
    with pytest.raises(OSError, match="soffice"):
        paging.settled(heads(), lambda one: word.render(one, look("briefing")))


def test_without_libreoffice_the_command_says_so_in_one_line_and_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    outline = str(ROOT / "outlines/ai-seminar.yaml")
    assert main(["build", outline, "--template", "briefing", "--lang", "en", "--out", str(tmp_path), "--pages"]) == 0
    assert "contents stay without page numbers: no soffice and no pdfinfo here" in capsys.readouterr().err
    [made] = tmp_path.glob("*/*.docx")
    assert "PAGEREF" not in zipfile.ZipFile(made).read("word/document.xml").decode()


@LIBREOFFICE
@pytest.mark.libreoffice
@pytest.mark.parametrize("start", [1, 5])
def test_page_numbers_are_those_of_the_pages(start: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", str(FONTS))
    own, held = docx.Document(BytesIO(look("briefing").data)), BytesIO()
    if start > 1:
        etree.SubElement(own.sections[0]._sectPr, f"{W}pgNumType").set(f"{W}start", str(start))
    own.save(held)
    by = replace(look("briefing"), data=held.getvalue())
    data = word.paged(heads(), by).data
    (tmp_path / "made.docx").write_bytes(data)
    to_pdf(tmp_path / "made.docx", tmp_path)
    told = subprocess.run(["pdftotext", "-layout", str(tmp_path / "made.pdf"), "-"], capture_output=True, check=True)
    pages = told.stdout.decode().split("\f")
    want = [
        next(n for n, page in enumerate(pages) if re.search(rf"^ *[\d.]* +Part {k}$", page, re.M)) for k in range(1, 9)
    ]
    assert [int(page) for _, _, page in contents(data)] == [n + start for n in want]
    assert len(set(want)) > 2, "on several pages"


# ---------------------------------------------------------------- shipped papers


@pytest.mark.parametrize(("outline", "template_", "lang"), PAPERS)
def test_tables_and_figures_are_numbered_and_mentioned(outline: str, template_: str, lang: str) -> None:
    body = part(paper(outline, template_, lang), "word/document.xml")
    mentioned = {c.split()[1] for c in find(body, "//w:instrText/text()") if c.split()[0] == "REF"}
    numbers: dict[str, list[int]] = {}
    for code in find(body, "//w:instrText[contains(., 'SEQ ')]"):
        p = next(code.iterancestors(f"{W}p"))
        labels = [b for b in find(p, "w:bookmarkStart/@w:name") if b.startswith("_Ref")]
        assert len(labels) == 1 and labels[0] in mentioned, f"nothing in the text mentions {words(p)}"
        numbers.setdefault(code.text.split()[1], []).append(int(re.search(r"\d+", words(p))[0]))  # type: ignore[index]
    assert numbers or template_ != "briefing"
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())


@pytest.mark.parametrize(("outline", "template_", "lang"), PAPERS)
def test_what_a_reader_needs_is_there(outline: str, template_: str, lang: str) -> None:
    data = paper(outline, template_, lang)
    read, body = docx.Document(BytesIO(data)), part(data, "word/document.xml")
    # every bookmark once, and every end has its beginning
    names, starts = find(body, "//w:bookmarkStart/@w:name"), find(body, "//w:bookmarkStart/@w:id")
    assert len(names) == len(set(names)) and sorted(starts) == sorted(find(body, "//w:bookmarkEnd/@w:id"))
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", name) for name in names)
    anchors = set(find(body, "//w:hyperlink/@w:anchor"))
    fields = [c.split() for c in find(body, "//w:instrText/text()")]
    targets = {f[1] for f in fields if f and f[0] in ("REF", "PAGEREF")}
    assert anchors and anchors | targets <= set(names)
    # contents are the headings
    depth = next((int(f[2][3]) for f in fields if f and f[0] == "TOC"), 0)
    headings = [p.text for p in read.paragraphs if p.style.name in [f"Heading {n + 1}" for n in range(depth)]]
    listed = [words(p) for p in find(body, "//w:p[starts-with(w:pPr/w:pStyle/@w:val,'TOC')][w:hyperlink]")]
    assert len(listed) == len(headings) and (not depth or len(headings) > 3)
    assert all(entry.endswith(heading) for entry, heading in zip(listed, headings, strict=True))
    # tables repeat their head and keep their rows whole
    for table in find(body, "//w:tbl"):
        assert find(table, "w:tr/w:trPr[not(w:cantSplit)]") == []
        assert find(table, "w:tblPr/w:tblCaption/@w:val") and find(table, "w:tblPr/w:tblDescription/@w:val")
        assert find(table, "w:tr[1]/w:trPr/w:tblHeader") or find(table, "w:tblPr/w:tblLook[@w:firstRow='0']")
    # a language on every run that is read, East Asian where it is Chinese
    for text in find(body, "//w:t"):
        run = text.getparent()
        assert find(run, "w:rPr/w:lang/@w:val"), text.text
        if re.search("[\u4e00-\u9fff]", text.text):
            assert find(run, "w:rPr/w:rFonts/@w:hint") == ["eastAsia"] and find(run, "w:rPr/w:lang/@w:eastAsia")


@pytest.mark.parametrize(("outline", "template_", "lang"), PAPERS)
def test_charts_hold_their_numbers_twice(outline: str, template_: str, lang: str) -> None:
    package = zipfile.ZipFile(BytesIO(paper(outline, template_, lang)))
    charts = [n for n in package.namelist() if re.fullmatch(r"word/charts/chart\d+\.xml", n)]
    c = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
    for name in charts:
        rels = etree.fromstring(package.read(f"word/charts/_rels/{Path(name).name}.rels"))
        [target] = [r.get("Target") for r in rels if r.get("Target", "").endswith(".xlsx")]
        sheet = openpyxl.load_workbook(BytesIO(package.read(f"word/embeddings/{Path(target).name}"))).active
        in_sheet = Counter(
            round(float(v), 9) for row in sheet.iter_rows(values_only=True) for v in row if isinstance(v, (int, float))
        )
        root = etree.fromstring(package.read(name))
        values = [v.text for v in root.iter(f"{c}v") if v.getparent().getparent().tag == f"{c}numCache"]
        assert values and not Counter(round(float(v), 9) for v in values) - in_sheet
    assert charts or (outline, template_) != ("tech-rivalry", "briefing")


@pytest.mark.parametrize(("outline", "template_", "lang"), PAPERS)
def test_properties_say_what_it_is_and_not_when_or_by_whom(outline: str, template_: str, lang: str) -> None:
    data = paper(outline, template_, lang)
    core = docx.Document(BytesIO(data)).core_properties
    assert core.title and core.language == {"zh": "zh-CN", "en": "en-GB"}[lang] and core.author == core.comments == ""
    own = part(data, "docProps/custom.xml")
    said = {p.get("name"): p[0].text for p in own}
    assert re.fullmatch("[0-9a-f]{16}", said.pop("Collate build"))
    assert said == {"Collate outline": outline, "Collate template": template_, "Collate version": __version__}
    assert [p.get("pid") for p in own] == ["2", "3", "4", "5"]
    settings = part(data, "word/settings.xml")
    assert find(settings, "w:compat/w:compatSetting[@w:name='compatibilityMode']/@w:val") == ["15"]


# ---------------------------------------------------------------- LibreOffice


def kept(data: bytes) -> dict[str, Any]:
    """What a round trip must not lose; LibreOffice adds bookmarks and marks of its own, which don't count."""
    names = zipfile.ZipFile(BytesIO(data)).namelist()
    body = part(data, "word/document.xml")
    ours = re.compile(r"_(c|s|m)_\w+|_(Toc|Ref)\d{9}")
    told = {
        kind: [words(n).strip() for n in part(data, f"word/{kind}s.xml") if n.get(f"{W}type") in (None, "normal")]
        if f"word/{kind}s.xml" in names
        else []
        for kind in ("footnote", "endnote")
    }
    return {
        **told,
        "references": {kind: len(find(body, f"//w:{kind}Reference")) for kind in told},
        "tables": [[len(find(row, "w:tc")) for row in find(t, "w:tr")] for t in find(body, "//w:tbl")],
        "bookmarks": sorted(b for b in find(body, "//w:bookmarkStart/@w:name") if ours.fullmatch(b)),
    }


@LIBREOFFICE
@pytest.mark.libreoffice
@pytest.mark.parametrize("form", ["footnotes", "circled", "endnotes", "shipped"])
def test_libreoffice_keeps_every_note_table_and_bookmark(form: str, tmp_path: Path) -> None:
    data = paper("tech-rivalry", "briefing", "zh") if form == "shipped" else sample(form)
    (tmp_path / "in.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "back"), "in.docx"],
        check=True, capture_output=True, timeout=240, cwd=tmp_path,
    )  # fmt: skip
    before, after = kept(data), kept((tmp_path / "back/in.docx").read_bytes())
    for what in before:
        assert after[what] == before[what], what
    assert before["bookmarks"] and before["tables"]


def test_destinations_are_named_as_libreoffice_names_them() -> None:
    assert destination("_Toc012") == "5FToc012" and destination("a-b") == "a2Db"
