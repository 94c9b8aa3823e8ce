"""The Word format: what is in the file, read back with python-docx, lxml and zipfile, never with its own writer."""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
import subprocess
import sys
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import ooxml_integrity
import openpyxl
import pytest
import sample_document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator
from rendering import has_libreoffice, to_pdf

from builder import model
from builder.citation import Item, Span
from builder.formats import word
from builder.formats.word.anchors import lines_in, named
from builder.formats.word.measure import Measured, balanced, height_pt
from builder.formats.word.runs import stretches
from builder.formats.word.styles import Room
from builder.locator import Locator
from builder.ooxml.steady import steady
from builder.problem import Place, Problems

ROOT = Path(__file__).parent.parent
LOOK = ROOT / "templates/briefing/look.docx"
PLACE = Place(Path("templates/briefing/plan.yaml"), 5, 7)
NS = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
W = f"{{{NS['w']}}}"
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
HAN = re.compile("[\u4e00-\u9fff]")


def look(data: bytes | None = None) -> model.Look:
    return model.Look(LOOK.read_bytes() if data is None else data, Path("templates/briefing/look.docx"), PLACE)


@cache
def made(lang: str) -> tuple[model.Document, model.Made]:
    doc = sample_document.sample(lang)
    return doc, word.render(doc, look())


@cache
def part(lang: str, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(BytesIO(made(lang)[1].data)) as package:
        return etree.fromstring(package.read(name))


def small(*shapes: model.Shape, lang: str = "en") -> model.Document:
    return model.Document("T", lang, "2031-05-20", shapes, {"table": "Table", "figure": "Figure"})


def body_of(*shapes: model.Shape, lang: str = "en") -> etree._Element:
    data = word.render(small(*shapes, lang=lang), look()).data
    return etree.fromstring(zipfile.ZipFile(BytesIO(data)).read("word/document.xml"))


def line(id: str, *parts: model.Inline | str) -> model.Line:
    return model.Line(id, tuple(model.Text(p) if isinstance(p, str) else p for p in parts))


def words(element: etree._Element) -> str:
    """The words of an element as a reader sees them; a tab is a tab."""
    return "".join(
        e.text or "" if e.tag == f"{W}t" else "\t" for e in element.iter(f"{W}t", f"{W}tab") if e.get(f"{W}pos") is None
    )


def style_names(data: bytes) -> dict[str, str]:
    return {s.style_id: s.name for s in docx.Document(BytesIO(data)).styles}


# ---------------------------------------------------------------- headings, contents


@LANGS
def test_headings_are_words_own_and_in_order(lang: str) -> None:
    doc, file = made(lang)
    read = [
        (p.style.name, p.text)
        for p in docx.Document(BytesIO(file.data)).paragraphs
        if p.style.name.startswith("Heading")
    ]
    assert read == [(f"Heading {s.level}", model.plain(s.line)) for s in doc.shapes if isinstance(s, model.Heading)]


@LANGS
def test_heading_styles_are_linked_to_the_numbering_of_the_language(lang: str) -> None:
    numbering, styles = part(lang, "word/numbering.xml"), part(lang, "word/styles.xml")
    forms = []
    for level in (1, 2, 3):
        number = styles.xpath(f"//w:style[@w:styleId='Heading{level}']//w:numId/@w:val", namespaces=NS)[0]
        of = numbering.xpath(f"//w:num[@w:numId='{number}']/w:abstractNumId/@w:val", namespaces=NS)[0]
        at = f"//w:abstractNum[@w:abstractNumId='{of}']/w:lvl[@w:ilvl='{level - 1}']"
        assert numbering.xpath(f"{at}/w:pStyle/@w:val", namespaces=NS) == [f"Heading{level}"]
        forms.append(numbering.xpath(f"{at}/w:lvlText/@w:val", namespaces=NS)[0])
    assert forms == (["%1、", "（%2）", "%3."] if lang == "zh" else ["%1", "%1.%2", "%1.%2.%3"])
    linked = numbering.xpath("//w:pStyle/@w:val", namespaces=NS)
    assert len(linked) == len(set(linked)) == 3, "two lists that claim one style confuse Word"


@LANGS
def test_contents_list_the_headings_with_their_numbers(lang: str) -> None:
    doc, _ = made(lang)
    entries = [words(p) for p in part(lang).iter(f"{W}p") if p.find("w:pPr/w:pStyle[@w:val='TOC1']", NS) is not None]
    numbers = ["一、", "二、", "三、"] if lang == "zh" else ["1\t", "2\t", "3\t"]
    heads = [model.plain(s.line) for s in doc.shapes if isinstance(s, model.Heading) and s.level == 1]
    assert entries == [n + h for n, h in zip(numbers, heads, strict=True)]
    code = [i.text for i in part(lang).iter(f"{W}instrText") if "TOC" in (i.text or "")]
    assert code == [' TOC \\o "1-1" \\h \\z \\u ']
    settings_ = part(lang, "word/settings.xml")
    assert settings_.find("w:updateFields", NS) is None
    assert not part(lang).xpath("//w:fldChar[@w:dirty]", namespaces=NS)


def test_a_heading_under_one_without_a_number_has_none() -> None:
    heads = [
        model.Heading("a", line("a", "A"), 2),  # no level 1 above it
        model.Heading("b", line("b", "B"), 1),
        model.Heading("c", line("c", "C"), 2),
        model.Heading("d", line("d", "D"), 1, False),
        model.Heading("e", line("e", "E"), 2),
        model.Heading("f", line("f", "F"), 1),
        model.Heading("g", line("g", "G"), 2),
    ]
    body = body_of(model.Contents(line("toc", "Contents"), 2), *heads)
    entries = [words(p) for p in body.xpath("//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'TOC')]", namespaces=NS)][1:]
    assert entries == ["A", "1\tB", "1.1\tC", "D", "E", "2\tF", "2.1\tG"]


# ---------------------------------------------------------------- tables, captions, charts


@LANGS
def test_tables_repeat_their_head_keep_their_rows_whole_and_say_what_they_are(lang: str) -> None:
    tables = list(part(lang).iter(f"{W}tbl"))
    assert len(tables) >= 5
    for table in tables:
        rows = table.findall("w:tr", NS)
        assert all(r.find("w:trPr/w:cantSplit", NS) is not None for r in rows)
        assert [r.find("w:trPr/w:tblHeader", NS) is not None for r in rows] == [True] + [False] * (len(rows) - 1)
        for alt in ("tblCaption", "tblDescription"):
            assert table.find(f"w:tblPr/w:{alt}", NS).get(f"{W}val").strip()
        assert table.find("w:tblPr/w:tblLayout", NS).get(f"{W}type") == "fixed"
        grid = [int(c.get(f"{W}w")) for c in table.find("w:tblGrid", NS)]
        assert sum(grid) == int(table.find("w:tblPr/w:tblW", NS).get(f"{W}w"))
        for row in rows:
            cells = row.findall("w:tc", NS)
            spans = [int(next(iter(c.xpath("w:tcPr/w:gridSpan/@w:val", namespaces=NS)), 1)) for c in cells]
            assert sum(spans) == len(grid)
            assert sum(int(c.find("w:tcPr/w:tcW", NS).get(f"{W}w")) for c in cells) == sum(grid)
            assert all(c[-1].tag == f"{W}p" for c in cells), "a cell ends with a paragraph"


@LANGS
def test_tag_cells_take_the_tint_of_their_style(lang: str) -> None:
    styles = part(lang, "word/styles.xml")
    seen = set()
    for cell in part(lang).iter(f"{W}tc"):
        style = cell.find("w:p/w:pPr/w:pStyle", NS).get(f"{W}val")
        if style.startswith("CollateTag"):
            want = styles.xpath(f"//w:style[@w:styleId='{style}']/w:pPr/w:shd/@w:fill", namespaces=NS)
            assert cell.xpath("w:tcPr/w:shd/@w:fill", namespaces=NS) == want
            assert len(words(cell).split()) >= 2, "a symbol and a word"
            seen.add(style)
    assert len(seen) >= 3


@LANGS
def test_captions_number_themselves_and_mentions_lead_to_them(lang: str) -> None:
    doc, _ = made(lang)
    body = part(lang)
    captions = [words(p) for p in body.xpath("//w:p[w:pPr/w:pStyle/@w:val='Caption']", namespaces=NS)]
    numbered = [s for s in doc.shapes if isinstance(s, (model.Table, model.Timeline, model.Chart)) and s.number]
    gap, space = ("　", "") if lang == "zh" else ("\u2002", " ")
    for caption, shape in zip(captions, numbered, strict=True):
        key = "figure" if isinstance(shape, model.Chart) else "table"
        assert caption == f"{doc.words[key]}{space}{shape.number}{gap}{model.plain(shape.caption)}"
    codes = [i.text.split() for i in body.iter(f"{W}instrText")]
    assert sum(c[0] == "SEQ" for c in codes) == len(numbered)
    mentions = [p for s in doc.shapes for one in model.lines_of(s) for p in one.parts if isinstance(p, model.Ref)]
    references = [c for c in codes if c[0] == "REF"]
    assert len(references) == len(mentions) > 0
    for (_, name, switch), mention in zip(references, mentions, strict=True):
        assert switch == "\\h"
        assert bookmarked(body, name) == mention.text, "updating the field in Word changes nothing"


@LANGS
def test_charts_are_native_and_their_workbooks_hold_the_numbers(lang: str) -> None:
    doc, file = made(lang)
    charts = [s for s in doc.shapes if isinstance(s, model.Chart)]
    with zipfile.ZipFile(BytesIO(file.data)) as package:
        for n, chart in enumerate(charts, 1):
            name = f"word/embeddings/Microsoft_Excel_Sheet{n}.xlsx"
            rows = list(openpyxl.load_workbook(BytesIO(package.read(name))).active.values)
            assert [row[0] for row in rows[1:]] == [model.plain(c) for c in chart.categories]
            for k, series in enumerate(chart.series, 1):
                assert [row[k] for row in rows] == [model.plain(series.name), *series.values]
            relations = package.read(f"word/charts/_rels/chart{n}.xml.rels").decode()
            assert f"Microsoft_Excel_Sheet{n}.xlsx" in relations
    drawn = part(lang).xpath("//*[local-name()='docPr']")
    assert [d.get("descr") for d in drawn] == [c.summary for c in charts]
    assert len({d.get("id") for d in drawn}) == len(charts)


def test_a_wide_table_has_a_page_on_its_side_and_takes_its_heading_along() -> None:
    column = model.Column(line("h", "Head"))
    table = model.Table("t", (column,), ((model.Cell((line("c", "Cell"),)),),), "A table", wide=True)
    body = body_of(
        model.Para(line("p", "Before")), model.Heading("g", line("g", "Heading")), table, model.Para(line("q", "After"))
    )
    sections = list(body.iter(f"{W}sectPr"))
    assert [s.find("w:pgSz", NS).get(f"{W}orient") for s in sections] == [None, "landscape", None]
    assert [s.find("w:titlePg", NS) is not None for s in sections] == [True, False, False]
    first = sections[0].getparent().getparent()
    assert words(first) == "Before"
    size, margins = sections[1].find("w:pgSz", NS), sections[1].find("w:pgMar", NS)
    assert int(size.get(f"{W}w")) > int(size.get(f"{W}h"))
    text = int(size.get(f"{W}w")) - int(margins.get(f"{W}left")) - int(margins.get(f"{W}right"))
    assert int(body.find(".//w:tblW", NS).get(f"{W}w")) == text


def test_two_tables_in_a_row_do_not_grow_together() -> None:
    side = model.Side(line("h", "Head"), line("b", "Body"))
    sides = [model.Side(line(f"h{n}", "Head"), line(f"b{n}", "Body")) for n in range(3)]
    body = body_of(model.Versus(side, sides[0]), model.Versus(sides[1], sides[2]))[0]
    assert [etree.QName(e).localname for e in body] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_ordered_lists_start_at_one_each() -> None:
    lists = [model.Bullets((line(f"{n}.1", "a"), line(f"{n}.2", "b")), True) for n in "xy"]
    data = word.render(small(*lists), look()).data
    package = zipfile.ZipFile(BytesIO(data))
    numbers = etree.fromstring(package.read("word/document.xml")).xpath("//w:numId/@w:val", namespaces=NS)
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    numbering = etree.fromstring(package.read("word/numbering.xml"))
    for number in set(numbers):
        start = numbering.xpath(f"//w:num[@w:numId='{number}']//w:startOverride/@w:val", namespaces=NS)
        assert start == ["1"]


# ---------------------------------------------------------------- references, lines


def test_the_last_item_of_an_agenda_goes_neither_over_alone_nor_with_what_follows() -> None:
    last = model.AgendaItem(line("a3", "d"))
    asking = [model.AgendaItem(line(f"a{n}", "a"), line(f"a{n}.ask", "b")) for n in range(3)]
    rest = (model.Para(line(f"p{n}", "e")) for n in range(60))  # what ends a section is held together
    shapes = (model.Agenda((*asking, last)), model.Heading("h", line("h", "c")), *rest)
    paragraphs = docx.Document(BytesIO(word.render(small(*shapes), look()).data)).paragraphs
    styled = [(str(p.style and p.style.name), p.paragraph_format.keep_with_next) for p in paragraphs]
    held = [keep for style, keep in styled if style.endswith("Agenda")]
    asks = [keep for style, keep in styled if style.endswith("Body")]
    assert held == [True, True, True, False]
    assert asks[:3] == [None, None, True]


def bookmarked(body: etree._Element, name: str) -> str:
    """The words between the two ends of a bookmark, fields with their results."""
    start = body.xpath(f"//w:bookmarkStart[@w:name='{name}']", namespaces=NS)[0]
    out, on = "", False
    for element in (
        start.getparent().getparent().iter() if start.getparent().tag != f"{W}p" else start.getparent().iter()
    ):
        if element is start:
            on = True
        elif element.tag == f"{W}bookmarkEnd" and element.get(f"{W}id") == start.get(f"{W}id"):
            return out
        elif on and element.tag == f"{W}t":
            out += element.text or ""
    raise AssertionError(f"{name} has no end in its paragraph")


@LANGS
def test_every_reference_has_its_bookmark_and_every_field_its_end(lang: str) -> None:
    body = part(lang)
    names = body.xpath("//w:bookmarkStart/@w:name", namespaces=NS)
    ids = body.xpath("//w:bookmarkStart/@w:id", namespaces=NS)
    assert len(names) == len(set(names)) and len(ids) == len(set(ids))
    assert sorted(ids) == sorted(body.xpath("//w:bookmarkEnd/@w:id", namespaces=NS))
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,39}", n) for n in names)
    anchors = body.xpath("//w:hyperlink/@w:anchor", namespaces=NS)
    codes = [i.text.split() for i in body.iter(f"{W}instrText")]
    aims = {*anchors, *(c[1] for c in codes if c[0] in ("REF", "PAGEREF"))}
    assert aims <= set(names)
    assert any(a.startswith("_s_") for a in anchors), "marks lead to the list of sources"
    for name in ("word/document.xml", "word/footer1.xml", "word/footer2.xml", "word/footer3.xml", "word/footer4.xml"):
        if name != "word/document.xml" and name not in zipfile.ZipFile(BytesIO(made(lang)[1].data)).namelist():
            continue
        kinds = [f.get(f"{W}fldCharType")[0] for f in part(lang, name).iter(f"{W}fldChar")]
        assert re.fullmatch("(bse)*", "".join(kinds))


@LANGS
def test_every_line_stands_in_a_bookmark_that_leads_back_to_its_id(lang: str) -> None:
    doc, file = made(lang)
    known = lines_in(steady(file.data, doc.date))
    names = {i: n for n, i in known.items()}
    in_charts = {
        one.id for s in doc.shapes if isinstance(s, model.Chart) for one in (*s.categories, *(r.name for r in s.series))
    }
    for unit in file.units:
        if unit.id not in in_charts:
            assert bookmarked(part(lang), names[unit.id]).replace("\u00a0", " ") == unit.text
    want = [one.id for s in doc.shapes if not isinstance(s, model.Notes) for one in model.lines_of(s)]
    assert sorted(u.id for u in file.units) == sorted(want)
    plain = {one.id: model.plain(one) for s in doc.shapes for one in model.lines_of(s)}
    assert all(u.text == plain[u.id] for u in file.units)
    assert set(names) == set(want) - in_charts


@LANGS
def test_only_web_and_mail_lead_outside(lang: str) -> None:
    bad = ("javascript:alert(1)", "file:///etc/passwd", "HTTP:", "ftp://example.org", "//example.org")
    good = ("https://example.org/ü?a=1&b=2", "mailto:a@example.org", "HTTP://example.org")
    links = [line(f"l{n}", model.Link(f"link {n}", url)) for n, url in enumerate((*bad[:2], *bad[3:], *good))]
    data = word.render(small(*(model.Para(one) for one in links), lang=lang), look()).data
    relations = etree.fromstring(zipfile.ZipFile(BytesIO(data)).read("word/_rels/document.xml.rels"))
    outside = [r.get("Target") for r in relations if r.get("TargetMode") == "External"]
    assert outside == ["https://example.org/%C3%BC?a=1&b=2", "mailto:a@example.org", "HTTP://example.org"]


# ---------------------------------------------------------------- runs


@LANGS
def test_runs_carry_language_and_hint_and_no_look_of_their_own(lang: str) -> None:
    names = style_names(made(lang)[1].data)
    count = 0
    for run in part(lang).iter(f"{W}r"):
        text = run.find("w:t", NS)
        properties = run.find("w:rPr", NS)
        if text is None:
            assert properties is None
            continue
        count += 1
        assert [etree.QName(p).localname for p in properties] == [
            k for k in ("rStyle", "rFonts", "spacing", "lang") if properties.find(f"w:{k}", NS) is not None
        ]
        spacing = properties.find("w:spacing", NS)
        assert spacing is None or abs(int(spacing.get(f"{W}val"))) <= 24 + 10  # what fits a paragraph to its lines
        fonts, language = properties.find("w:rFonts", NS), properties.find("w:lang", NS)
        assert language.get(f"{W}val") == "en-GB"
        assert fonts is None or dict(fonts.attrib) == {f"{W}hint": "eastAsia"}
        if HAN.search(text.text):
            assert fonts is not None and language.get(f"{W}eastAsia") == "zh-CN"
        elif lang == "en":
            assert fonts is None and language.get(f"{W}eastAsia") is None
    assert count > 200
    used = set(part(lang).xpath("//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val", namespaces=NS))
    assert used <= set(names)
    assert all(p.find("w:pPr/w:pStyle", NS) is not None for p in part(lang).iter(f"{W}p"))


@given(st.text(alphabet="张文说“”‘’…—·, .ab1①●◐◆（）é", max_size=40), st.sampled_from(["zh", "en"]))
@settings(max_examples=200, deadline=None)
def test_stretches_lose_nothing_and_keep_han_apart(text: str, lang: str) -> None:
    cut = list(stretches(text, lang))
    assert "".join(piece for piece, _ in cut) == text
    for piece, script in cut:
        assert piece
        assert (script == "symbol") == bool(re.fullmatch("[●◐◆]+", piece))
        if HAN.search(piece):
            assert script == "han"
        if script == "han" and lang == "en":
            assert not re.search("[ab1é]", piece)


def test_quotes_in_chinese_words_are_chinese_and_in_english_words_english() -> None:
    assert list(stretches("所谓“脱钩”与AI", "zh")) == [("所谓“脱钩”与AI", "han")]
    assert list(stretches("the so-called “yard”", "zh")) == [("the so-called “yard”", "latin")]
    assert list(stretches("张“文”集 [A “B”]", "en")) == [("张“文”集", "han"), (" [A “B”]", "latin")]


@given(st.lists(st.text(min_size=1, max_size=60), unique=True, max_size=20))
@settings(max_examples=100, deadline=None)
def test_bookmark_names_are_names_and_differ(ids: list[str]) -> None:
    names = [named("c", i) for i in ids]
    assert all(re.fullmatch(r"_c_[A-Za-z0-9]*_[0-9a-f]{8}", n) and len(n) <= 40 for n in names)
    assert len(set(names)) == len(names)


@given(
    st.lists(st.lists(st.floats(0, 90), min_size=3, max_size=3), min_size=1, max_size=6),
    st.lists(st.floats(60, 300), min_size=3, max_size=3),
)
@settings(max_examples=60, deadline=None)
def test_balancing_keeps_the_width_and_never_makes_a_table_taller(rows: list[list[float]], widths: list[float]) -> None:
    cells = [[Measured(((ems, 1.0, 10.0, 14.0),)) for ems in row] for row in rows]
    room = Room(8.0, 5.0)
    now = balanced(cells, widths, room)
    assert sum(now) == pytest.approx(sum(widths))
    assert height_pt(cells, now, room) <= height_pt(cells, widths, room)


# ---------------------------------------------------------------- footnotes


def noted(*spans: Span) -> model.Cite:
    """A mark with its footnote."""
    source = Item({"id": "gu-2031", "type": "book", "title": "Floods"})
    cited = model.Cited("gu-2031", "d1", Locator())
    return model.Cite((cited,), PLACE, note=model.Footnote(1, spans), sources=(source,))


def with_footnotes(notes: bytes, settings_: bytes) -> bytes:
    """The look with a footnotes part of its own, as Word would write it."""
    out = BytesIO()
    types, relations = "[Content_Types].xml", "word/_rels/document.xml.rels"
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    to = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    with zipfile.ZipFile(LOOK) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == types:
                data = data.replace(
                    b"</Types>", b'<Override PartName="/word/footnotes.xml" ContentType="%s"/></Types>' % kind
                )
            if name == relations:
                data = data.replace(
                    b"</Relat", b'<Relationship Id="rId99" Type="%s" Target="footnotes.xml"/></Relat' % to
                )
            if name == "word/settings.xml":
                data = data.replace(b"<w:compat>", settings_ + b"<w:compat>")
            if name == "word/document.xml":
                data = data.replace(b"<w:pgSz", settings_ + b"<w:pgSz")
            new.writestr(name, data)
        new.writestr("word/footnotes.xml", b'<w:footnotes xmlns:w="%s">%s</w:footnotes>' % (NS["w"].encode(), notes))
    return out.getvalue()


OWN_NOTES = (
    b'<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    b'<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    b'<w:footnote w:id="2"><w:p><w:r><w:t>of the look</w:t></w:r></w:p></w:footnote>'
)
EACH_PAGE = (
    b'<w:footnotePr><w:numFmt w:val="decimalEnclosedCircleChinese"/><w:numRestart w:val="eachPage"/></w:footnotePr>'
)


def test_a_looks_own_footnotes_go_and_its_separators_and_numerals_stay(tmp_path: Path) -> None:
    data = with_footnotes(OWN_NOTES, EACH_PAGE)
    for shapes in ((model.Para(line("p", "Words", noted(Span("Gu. Floods.")))),), (model.Para(line("p", "Words")),)):
        made_ = word.render(small(*shapes), look(data)).data
        package = zipfile.ZipFile(BytesIO(made_))
        assert b"of the look" not in b"".join(package.read(n) for n in package.namelist())
        path = tmp_path / "made.docx"
        path.write_bytes(made_)
        assert [e.description for e in OpenXmlValidator().validate(path).errors] == []
        if len(shapes[0].line.parts) == 1:
            assert "word/footnotes.xml" not in package.namelist()
            continue
        notes = etree.fromstring(package.read("word/footnotes.xml"))
        assert [(n.get(f"{W}id"), words(n).strip()) for n in notes] == [("0", ""), ("1", ""), ("2", "Gu. Floods.")]
        for name in ("word/settings.xml", "word/document.xml"):
            root = etree.fromstring(package.read(name))
            assert not list(root.iter(f"{W}numRestart")), "同2 needs numbers that run through"
            assert [f.get(f"{W}val") for f in root.iter(f"{W}numFmt")] == ["decimalEnclosedCircleChinese"]


def test_documents_with_notes_bring_the_styles_of_notes() -> None:
    bare = look(without("footnote text", "footnote reference"))
    plain = word.render(small(model.Para(line("p", "Words"))), bare).data
    notes = word.render(small(model.Para(line("p", noted(Span("Gu."))))), bare).data
    both = {"footnote text", "footnote reference"}
    assert both - set(style_names(plain).values()) == both and both <= set(style_names(notes).values())


def test_addresses_in_notes_are_relations_of_the_notes() -> None:
    cell = model.Cell((line("c", "Cell", noted(Span("Gu. "), Span("here", link="https://example.org/1"))),))
    table = model.Table("t", (model.Column(line("h", "Head")),), ((cell,),), "A table")
    package = zipfile.ZipFile(BytesIO(word.render(small(table), look()).data))
    relations = etree.fromstring(package.read("word/_rels/footnotes.xml.rels"))
    [(target, number)] = [(r.get("Target"), r.get("Id")) for r in relations]
    notes = etree.fromstring(package.read("word/footnotes.xml"))
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    assert (target, number) == ("https://example.org/1", next(notes.iter(f"{W}hyperlink")).get(relation))
    assert b"example.org" not in package.read("word/_rels/document.xml.rels")
    in_cell = etree.fromstring(package.read("word/document.xml")).xpath("//w:tc//w:footnoteReference", namespaces=NS)
    assert [r.get(f"{W}id") for r in in_cell] == ["1"]


def test_a_looks_custom_properties_stay_beside_those_of_zotero() -> None:
    out = BytesIO()
    kind_ = b'fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"'
    one = b"<property " + kind_ + b' pid="%d" name="%s"><vt:lpwstr>%s</vt:lpwstr></property>'
    custom = (
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        b' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">%s%s</Properties>'
    ) % (one % (4, b"House", b"ours"), one % (5, b"ZOTERO_PREF_7", b"old"))
    to = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
    kind = b"application/vnd.openxmlformats-officedocument.custom-properties+xml"
    with zipfile.ZipFile(LOOK) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(
                    b"</Types>", b'<Override PartName="/docProps/custom.xml" ContentType="%s"/></Types>' % kind
                )
            if name == "_rels/.rels":
                data = data.replace(
                    b"</Relat", b'<Relationship Id="rId9" Type="%s" Target="docProps/custom.xml"/></Relat' % to
                )
            new.writestr(name, data)
        new.writestr("docProps/custom.xml", custom)
    doc = dataclasses.replace(small(model.Para(line("p", "Words"))), citations=model.Citations("apa", live="zotero"))
    read = zipfile.ZipFile(BytesIO(word.render(doc, look(out.getvalue())).data)).read("docProps/custom.xml")
    found = [(p.get("name"), p.get("pid")) for p in etree.fromstring(read)]
    assert found[:2] == [("House", "4"), ("ZOTERO_PREF_1", "5")] and b"old" not in read


# ---------------------------------------------------------------- package


@LANGS
def test_properties_name_the_document_and_nobody(lang: str) -> None:
    doc, file = made(lang)
    core = docx.Document(BytesIO(file.data)).core_properties
    assert (core.title, core.subject, core.keywords) == (doc.title, doc.subject, doc.keywords)
    assert core.language == ("zh-CN" if lang == "zh" else "en-GB")
    assert core.created.isoformat()[:10] == core.modified.isoformat()[:10] == doc.date
    with zipfile.ZipFile(BytesIO(file.data)) as package:
        text = package.read("docProps/core.xml").decode()
        assert not re.search("creator|lastModifiedBy|description|python-docx", text)
        settings_ = package.read("word/settings.xml").decode()
    assert '<w:compatSetting w:name="compatibilityMode"' in settings_ and 'w:val="15"' in settings_
    assert "doNotCompress" not in settings_ and "evenAndOddHeaders" not in settings_


def test_what_a_look_knows_of_its_makers_stays_behind() -> None:
    out = BytesIO()
    with zipfile.ZipFile(LOOK) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            who = b"<dc:creator>Ann</dc:creator><dc:description>draft</dc:description></cp:coreProperties>"
            data = data.replace(b"</cp:coreProperties>", who)
            data = data.replace(
                b"<w:defaultTabStop", b'<w:trackRevisions/><w:updateFields w:val="true"/><w:defaultTabStop'
            )
            new.writestr(name, data)
    made_ = zipfile.ZipFile(BytesIO(word.render(small(), look(out.getvalue())).data))
    core, settings_ = made_.read("docProps/core.xml"), made_.read("word/settings.xml")
    assert b"Ann" not in core and b"draft" not in core
    assert b"updateFields" not in settings_ and b"trackRevisions" not in settings_


@LANGS
def test_header_and_footer_run_from_page_two_and_one(lang: str) -> None:
    doc, file = made(lang)
    first = docx.Document(BytesIO(file.data)).sections[0]
    assert first.different_first_page_header_footer
    assert "".join(p.text for p in first.first_page_header.paragraphs) == ""
    assert first.header.paragraphs[0].text == doc.running["header"]
    for footer in (first.footer, first.first_page_footer):
        left, right = footer.paragraphs[0].text.split("\t")
        assert left == doc.running["footer"]
        assert right.replace(" ", "") == ("第1页共1页" if lang == "zh" else "Page1of1")


@LANGS
def test_the_same_document_gives_the_same_bytes(lang: str) -> None:
    doc = sample_document.sample(lang)
    code = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:3]; import test_word as t; d, m = t.made(sys.argv[3]);"
        "print(hashlib.sha256(t.steady(m.data, d.date)).hexdigest())"
    )
    argv = [sys.executable, "-c", code, str(ROOT), str(ROOT / "tests"), lang]
    runs = [
        subprocess.run(
            argv, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] and len(runs[0]) == 65
    assert steady(word.render(doc, look()).data, doc.date) == steady(made(lang)[1].data, doc.date)


@LANGS
def test_validators_find_nothing(lang: str, tmp_path: Path) -> None:
    doc, file = made(lang)
    path = tmp_path / "sample.docx"
    path.write_bytes(steady(file.data, doc.date))
    result = OpenXmlValidator().validate(path)
    assert [e.description for e in result.errors] == []
    found = ooxml_integrity.check(path)
    assert [f for f in found if f.severity == ooxml_integrity.ERROR] == []


# ---------------------------------------------------------------- looks


def without(*styles: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(LOOK) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/styles.xml":
                root = etree.fromstring(data)
                for style in root.findall("w:style", NS):
                    if style.find("w:name", NS).get(f"{W}val") in styles:
                        root.remove(style)
                data = etree.tostring(root)
            new.writestr(name, data)
    return out.getvalue()


def test_styles_that_a_look_lacks_are_added() -> None:
    doc = small(heading := model.Heading("h", line("h", "One"), 2), model.Para(line("p", "Words")))
    data = word.render(doc, look(without("Collate Cell", "heading 2"))).data
    assert {"Collate Cell", "Heading 2"} <= set(style_names(data).values())
    assert docx.Document(BytesIO(data)).paragraphs[0].style.name == f"Heading {heading.level}"


def test_misspelt_styles_are_recognised_in_the_hint_all_at_once() -> None:
    out = BytesIO()
    with zipfile.ZipFile(LOOK) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name).replace(b'="Collate Kicker"', b'="Collate Kiker"')
            new.writestr(name, data.replace(b'="Collate Figure"', b'="Collate Fgure"'))
    with pytest.raises(Problems) as caught:
        word.render(small(), look(out.getvalue()))
    assert [p.hint for p in caught.value.found] == ["did you mean 'Collate Fgure'?", "did you mean 'Collate Kiker'?"]
    assert {p.place for p in caught.value.found} == {PLACE}


def test_a_look_that_is_no_word_file_is_a_problem() -> None:
    for data in (b"not a zip", b""):
        with pytest.raises(Problems, match="not a Word file"):
            word.render(small(), look(data))


def test_a_dotx_will_do() -> None:
    out = BytesIO()
    with zipfile.ZipFile(LOOK) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"document.main+xml", b"template.main+xml"))
    data = word.render(small(model.Para(line("p", "Words"))), look(out.getvalue())).data
    assert docx.Document(BytesIO(data)).paragraphs[0].text == "Words"


def test_without_a_chinese_twin_the_plain_style_is_used() -> None:
    data = word.render(small(model.Para(line("p", "字")), lang="zh"), look(without("Collate Body zh"))).data
    assert docx.Document(BytesIO(data)).paragraphs[0].style.name == "Collate Body"
    data = word.render(small(model.Para(line("p", "字")), lang="zh"), look()).data
    assert docx.Document(BytesIO(data)).paragraphs[0].style.name == "Collate Body zh"


def test_the_shipped_look_is_what_its_script_makes(tmp_path: Path) -> None:
    script = ROOT / "templates/make/briefing_look.py"
    target = tmp_path / "look.docx"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, str(script), str(target)], env=env, check=True, capture_output=True)
    assert target.read_bytes() == LOOK.read_bytes()
    assert OpenXmlValidator().validate(LOOK).is_valid


def contrast(a: str, b: str) -> float:
    def light(rgb: str) -> float:
        parts = [int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        r, g, b_ = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b_

    high, low = sorted((light(a), light(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_shipped_look_is_legible() -> None:
    styles = etree.fromstring(zipfile.ZipFile(LOOK).read("word/styles.xml"))
    for style in styles.findall("w:style", NS):
        name = style.find("w:name", NS).get(f"{W}val")
        color, shading = style.find("w:rPr/w:color", NS), style.find("w:pPr/w:shd", NS)
        size = style.find("w:rPr/w:sz", NS)
        if color is not None and "Head" not in name and not name.startswith("Collate Versus"):
            fill = "FFFFFF" if shading is None else shading.get(f"{W}fill")
            assert contrast(color.get(f"{W}val"), fill) >= 4.5, name
        if name.startswith("Collate Versus") and color is not None:
            assert contrast(color.get(f"{W}val"), shading.get(f"{W}fill")) >= 4.5, name
        if size is not None and name != "Collate Gap":
            assert int(size.get(f"{W}val")) >= 18, f"{name} is smaller than 9 points"
    assert contrast("FFFFFF", "17365D") >= 4.5  # heads of tables


# ---------------------------------------------------------------- pages


@pytest.mark.libreoffice
@pytest.mark.skipif(not has_libreoffice() or not shutil.which("pdftotext"), reason="needs LibreOffice and poppler")
@LANGS
def test_pages_hold_what_they_should(lang: str, tmp_path: Path) -> None:
    doc, file = made(lang)
    path = tmp_path / f"{lang}.docx"
    path.write_bytes(steady(file.data, doc.date))
    text = subprocess.run(
        ["pdftotext", "-layout", str(to_pdf(path, tmp_path)), "-"], capture_output=True, text=True, check=True
    )
    pages = text.stdout.split("\f")[:-1]
    assert 5 <= len(pages) <= 9
    cards = next(s for s in doc.shapes if isinstance(s, model.Cards))
    assert model.plain(cards.head) in pages[0], "the judgements stand on page 1"
    assert "Error" not in text.stdout and "错误" not in text.stdout, "a field that leads nowhere"
    assert doc.running["header"] not in pages[0] and all(doc.running["header"] in p for p in pages[1:])
    last = f"第{len(pages)}页共{len(pages)}页" if lang == "zh" else f"Page{len(pages)}of{len(pages)}"
    assert last in pages[-1].replace(" ", "")
