"""Citations filled in: notes in order, numbers that stay, marks that Zotero goes on with; read back from files."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import jsonschema
import pptx
import pytest
import sample_document
from conftest import ROOT
from lxml import etree
from openxml_audit import OpenXmlValidator

from builder import model
from builder.__main__ import main
from builder.cite import cite
from builder.citing import Citing
from builder.comparison import Comparison, read_comparison
from builder.formats import slides, text, word
from builder.load import Str
from builder.locator import Locator
from builder.ooxml.steady import steady
from builder.plan import plan
from builder.problem import Place
from builder.schema import schemas
from builder.template import read_template

PLACE = Place(Path("outlines/tech-rivalry.yaml"), 1, 1)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
B = "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}"
NOTE = "gb-t-7714-2025-note"
STYLES = (NOTE, "gb-t-7714-2015-note", "gb-t-7714-2025-numeric", "gb-t-7714-2025-author-date")


def comparison(style: str, live: bool = False) -> Comparison:
    read = read_comparison(ROOT / "outlines/tech-rivalry.yaml", ROOT)
    citing = Citing(Str(style, PLACE), "zotero" if live else None)
    return replace(read, outline=replace(read.outline, citations=citing))


@cache
def document(style: str, live: bool = False, lang: str = "zh", template: str = "briefing") -> model.Document:
    of = comparison(style, live)
    return cite(plan(of, read_template(ROOT / "templates" / template, Path("templates") / template), lang), of)


def look(template: str) -> model.Look:
    path = next((ROOT / "templates" / template).glob("look.*"))
    return model.Look(path.read_bytes(), path.relative_to(ROOT), PLACE)


@cache
def docx(style: str, live: bool = False, lang: str = "zh") -> bytes:
    made = document(style, live, lang)
    return steady(word.render(made, look("briefing")).data, made.date)


def part(data: bytes, name: str) -> Any:
    return etree.fromstring(zipfile.ZipFile(BytesIO(data)).read(name))


def words(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


def notes(data: bytes) -> dict[str, str]:
    """The words of the notes by id, as they stand in the part."""
    found = part(data, "word/footnotes.xml").iterchildren(f"{W}footnote")
    return {n.get(f"{W}id"): words(n).strip() for n in found if n.get(f"{W}type") is None}


def cites(doc: model.Document) -> list[model.Cite]:
    every = (part for shape in doc.shapes for line in model.lines_of(shape) for part in line.parts)
    return [part for part in every if isinstance(part, model.Cite)]


# ---------------------------------------------------------------- notes


def marked(*marks: tuple[str, Locator]) -> model.Document:
    """A paragraph a mark."""
    where = {"三": "三第1段", "四": "四"}
    paras = []
    for n, (article, at) in enumerate(marks):
        cited = model.Cited(article, "d1", at, where=where.get("".join(at.section), "第12页" if at.page else ""))
        paras.append(model.Para(model.Line(f"p{n}", (model.Text("字"), model.Cite((cited,), PLACE)))))
    return model.Document("T", "zh", "2031-05-20", (*paras, model.SourceList("sources")), {"comma": "、"})


def test_a_repeat_points_back_to_its_first_note() -> None:
    zhang, tang = "zhang-2023", "tang-ma-2025"
    doc = marked((zhang, Locator(("三",), 1)), (tang, Locator()), (zhang, Locator(("三",), 1)),
                 (zhang, Locator(("四",))), (tang, Locator(page="12")))  # fmt: skip
    entry = "张薇薇. 中美构建科技竞合关系的必要与可能[J]. 和平与发展，2023（3）：1-26，三第1段."
    told = [c.note and "".join(s.text for s in c.note.spans) for c in cites(cite(doc, comparison(NOTE)))]
    assert told[0] == entry and str(told[1]).startswith("汤称奇，马建光.")
    assert told[2:] == ["同1：三第1段.", "同1：四.", "同2：12."]
    older = [c.note and "".join(s.text for s in c.note.spans) for c in cites(cite(doc, comparison(STYLES[1])))]
    assert older[2:] == ["同1: 三第1段.", "同上: 四.", "同2: 12."]


def test_several_places_in_one_source_are_one_pinpoint() -> None:
    items = tuple(model.Cited("zhang-2023", c, Locator((s,)), where=f"{s}第1段") for c, s in (("a", "三"), ("b", "四")))
    line = model.Line("p", (model.Cite((*items, items[0]), PLACE),))
    doc = replace(marked(), shapes=(model.Para(line),))
    [filled] = cites(cite(doc, comparison(NOTE)))
    assert [(i.id, i.locator, i.label) for i in filled.sources] == [("zhang-2023", "三第1段、四第1段", "section")]
    assert filled.note and "".join(s.text for s in filled.note.spans).endswith("（3）：1-26，三第1段、四第1段.")


@pytest.mark.parametrize("style", STYLES[:2])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_notes_in_word_are_footnotes_numbered_as_they_are_read(style: str, lang: str) -> None:
    data = docx(style, False, lang)
    body, told = part(data, "word/document.xml"), notes(data)
    references = [r.get(f"{W}id") for r in body.iter(f"{W}footnoteReference")]
    assert references == list(told) and len(set(references)) == len(references) > 20
    want = {c.note.number: "".join(s.text for s in c.note.spans) for c in cites(document(style, False, lang)) if c.note}
    assert list(told.values()) == [want[n] for n in range(1, len(want) + 1)], "note 2 is the second that Word shows"
    for number, back in (
        (n, m) for n, t in enumerate(told.values(), 1) for m in re.findall(r"(?:同|As note )(\d+)", t)
    ):
        first = want[int(back)]
        assert int(back) < number and not re.match("同|As note|Ibid", first), "what it points back to is an entry"
    in_cells = [r for r in body.iter(f"{W}footnoteReference") if next(r.iterancestors(f"{W}tc"), None) is not None]
    assert len(in_cells) > 20
    styles = {
        s.get(f"{W}styleId"): s.find(f"{W}name").get(f"{W}val") for s in part(data, "word/styles.xml").iter(f"{W}style")
    }
    used = {r.getparent().find(f"{W}rPr/{W}rStyle").get(f"{W}val") for r in body.iter(f"{W}footnoteReference")}
    assert [styles[s] for s in used] == ["footnote reference"]


def test_the_footnotes_part_has_its_separators_and_its_languages() -> None:
    data = docx(NOTE)
    root, settings = part(data, "word/footnotes.xml"), part(data, "word/settings.xml")
    special = {n.get(f"{W}type"): n.get(f"{W}id") for n in root if n.get(f"{W}type")}
    assert special == {"separator": "-1", "continuationSeparator": "0"}
    assert [n.get(f"{W}id") for n in settings.find(f"{W}footnotePr")] == ["-1", "0"]
    for text_ in root.iter(f"{W}t"):
        properties = text_.getparent().find(f"{W}rPr")
        assert properties.find(f"{W}lang").get(f"{W}val") == "en-GB"
        if re.search("[\u4e00-\u9fff]", text_.text):
            assert properties.find(f"{W}rFonts").get(f"{W}hint") == "eastAsia"
            assert properties.find(f"{W}lang").get(f"{W}eastAsia") == "zh-CN"
    ids = {b.get(f"{W}name") for b in part(data, "word/document.xml").iter(f"{W}bookmarkStart")}
    anchors = {link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink")} - {None}
    assert anchors and anchors <= ids, "a note leads to its source in the list"


def everywhere(lang: str) -> model.Document:
    """The sample with one more mark in every line of every shape."""

    def more(line: model.Line) -> model.Line:
        kept = tuple(p for p in line.parts if not isinstance(p, model.Cite))
        return model.Line(line.id, (*kept, model.Cite((model.Cited("zhang-2023", "d1", Locator()),), PLACE)))

    sample = sample_document.sample(lang)
    return replace(sample, shapes=tuple(model.over_lines(shape, more) for shape in sample.shapes))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_mark_may_stand_in_any_line_of_any_shape(lang: str, tmp_path: Path) -> None:
    for live in (False, True):
        doc = cite(everywhere(lang), comparison(NOTE, live))
        made = word.render(doc, look("briefing"))
        data = steady(made.data, doc.date)
        count = sum(c.note is not None for c in cites(doc))
        assert count == len(notes(data)) > 100
        assert {s for s in doc.shapes if isinstance(s, model.Notes) and any(c.note for c in _in(s))} == set()
        headings = [p for p in part(data, "word/document.xml").iter(f"{W}p") if _style_of(p) == "TOC1"]
        assert headings and not any(p.findall(f".//{W}footnoteReference") for p in headings)
        path = tmp_path / f"{lang}{live}.docx"
        path.write_bytes(data)
        assert [e.description for e in OpenXmlValidator().validate(path).errors] == []


def _in(shape: model.Shape) -> Iterator[model.Cite]:
    return (p for line in model.lines_of(shape) for p in line.parts if isinstance(p, model.Cite))


def _style_of(p: Any) -> str:
    style = p.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


def test_notes_out_of_order_are_refused() -> None:
    doc = cite(marked(("zhang-2023", Locator()), ("tang-ma-2025", Locator())), comparison(NOTE))
    with pytest.raises(ValueError, match="note 2 is out of order"):
        word.render(replace(doc, shapes=doc.shapes[::-1]), look("briefing"))


def test_the_words_of_a_line_are_free_of_its_notes() -> None:
    doc = cite(marked(("zhang-2023", Locator())), comparison(NOTE))
    made = word.render(doc, look("briefing"))
    assert [u.text for u in made.units if u.id == "p0"] == ["字"]
    plain = text.render(doc, None).data.decode()
    assert plain.startswith("字[^1]\n") and plain.endswith("\n[^1]: " + notes(made.data)["1"] + "\n")


@pytest.mark.parametrize("style", STYLES[:2])
def test_where_there_are_no_footnotes_the_number_of_the_source_stands(style: str) -> None:
    numeric = document("gb-t-7714-2025-numeric", template="seminar")
    doc = document(style, template="seminar")
    order = [[(e.source, e.label) for s in d.shapes if isinstance(s, model.SourceList) for e in s.entries]
             for d in (doc, numeric)]  # fmt: skip
    assert order[0] == order[1] and order[0][0][1] == "[1]", "the numbers stay in every style that has numbers"
    for mark in cites(doc):
        if mark.form == "mark":
            articles = sorted({item.number for item in mark.items})
            assert "".join(s.text for s in mark.short) == f"[{','.join(map(str, articles))}]"
            assert all(s.raised for s in mark.short)
    names = [c for c in cites(doc) if c.form == "source"]
    assert names and not any(re.search(r"\[\d", "".join(s.text for s in c.spans)) for c in names)
    assert all(c.items[0].name in "".join(s.text for s in c.spans) for c in names if len(c.items) == 1)
    deck = pptx.Presentation(BytesIO(slides.render(doc, look("seminar")).data))
    properties = (e for slide in deck.slides for e in slide._element.iter(f"{A}rPr") if e.get("baseline"))
    raised = ["".join(e.getparent().itertext()) for e in properties]
    assert len(raised) > 40 and set("".join(raised)) <= set("\u00a0[]12345,")


# ---------------------------------------------------------------- live marks


def fields(root: Any) -> Iterator[tuple[str, str]]:
    """The code and the shown words of every field of a part that is in no other; fields have to be balanced."""
    open_: list[dict[str, Any]] = []
    for element in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}t", f"{W}p"):
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            open_.append({"code": "", "shown": "", "in": "code"})
        elif kind == "separate":
            assert open_[-1]["in"] == "code"
            open_[-1]["in"] = "shown"
        elif kind == "end":
            done = open_.pop()
            assert done["in"] == "shown"
            if not open_:
                yield done["code"].strip(), done["shown"]
        elif element.tag == f"{W}instrText":
            assert len(element.text) <= 255
            open_[-1]["code"] += element.text
        elif element.tag == f"{W}t":
            for field in open_:
                field["shown"] += element.text or ""
    assert open_ == [], "a field has no end"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("style", STYLES)
def test_live_marks_are_fields_with_the_same_words(style: str, lang: str) -> None:
    live, plain = docx(style, True, lang), docx(style, False, lang)
    is_note = style.endswith("note")
    names = ["word/document.xml", *(["word/footnotes.xml"] if is_note else [])]
    for name in names:
        paragraphs = [  # a live mark has no no-break spaces: Zotero would write it without
            [re.sub("[ \u00a0]", "", words(p)).removesuffix("↑") for p in part(data, name).iter(f"{W}p")]
            for data in (live, plain)
        ]
        assert paragraphs[0] == paragraphs[1]
    held = [list(fields(part(live, name))) for name in names]
    marks = [(code, shown) for code, shown in held[-1] if code.startswith("ADDIN ZOTERO_ITEM CSL_CITATION ")]
    assert not is_note or not any("ZOTERO_ITEM" in code for code, _ in held[0]), "the field stands in the note"
    want = [c for c in cites(document(style, True, lang)) if c.form == "mark" and c.note]
    want = want or [c for s in document(style, True, lang).shapes if not isinstance(s, model.Notes)
                    for c in _in(s) if c.form == "mark"]  # fmt: skip
    assert len(marks) == len(want) > 20
    schema = "https://github.com/citation-style-language/schema/raw/master/csl-citation.json"
    seen = set()
    for note, ((code, shown), mark) in enumerate(zip(marks, want, strict=True), 1):
        citation = json.loads(code.removeprefix("ADDIN ZOTERO_ITEM CSL_CITATION "))
        assert set(citation) == {"citationID", "properties", "citationItems", "schema"}
        assert citation["schema"] == schema and re.fullmatch("[0-9a-z]{8}", citation["citationID"])
        assert citation["properties"]["plainCitation"] == shown
        assert citation["properties"]["noteIndex"] == (note if is_note else 0)
        sources = list(dict.fromkeys(item.article for item in mark.items))
        assert {i["id"] for i in citation["citationItems"]} == set(sources)
        for item in citation["citationItems"]:
            assert item["uris"] == [f"urn:collate:source:{item['id']}"] and item["itemData"]["id"] == item["id"]
            assert item["itemData"]["type"] and "not_stated" not in item["itemData"]
            places = {c.where for c in mark.items if c.article == item["id"] and c.where}
            assert bool(places) == ("locator" in item) and all(p in item["locator"] for p in places)
            assert item.get("label", "section") == "section"
        seen.add(citation["citationID"])
    assert len(seen) == len(marks), "each mark has an id of its own"
    [(code, shown)] = [f for f in held[0] if f[0].startswith("ADDIN ZOTERO_BIBL ")]
    assert json.loads(code[len("ADDIN ZOTERO_BIBL ") : -len(" CSL_BIBLIOGRAPHY")]) == {
        "uncited": [], "omitted": [], "custom": [],
    }  # fmt: skip
    assert shown.count("张薇薇") == 1 and "孙成昊" in shown


def test_what_no_mark_names_stays_in_the_list() -> None:
    cited = model.Cited("zhang-2023", "d1", Locator())
    line = model.Line("p", (model.Cite((cited,), PLACE, "source"),))
    doc = replace(marked(("liu-2025", Locator())), shapes=(model.Para(line), *marked(("liu-2025", Locator())).shapes))
    data = word.render(cite(doc, comparison(NOTE, True)), look("briefing")).data
    codes = [code for code, _ in fields(part(data, "word/document.xml"))]
    assert ['{"uncited":[["urn:collate:source:zhang-2023"]]' in c for c in codes if "BIBL" in c] == [True]


@pytest.mark.parametrize("style", STYLES)
def test_the_preferences_name_the_style(style: str) -> None:
    assert not [p for p in part(docx(style), "docProps/custom.xml") if p.get("name").startswith("ZOTERO")]
    data = docx(style, True)
    properties = [p for p in part(data, "docProps/custom.xml") if not p.get("name").startswith("Collate ")]
    assert [p.get("name") for p in properties] == [f"ZOTERO_PREF_{n}" for n in range(1, len(properties) + 1)]
    assert [int(p.get("pid")) for p in properties] == list(range(2, len(properties) + 2))
    pieces = [p[0].text for p in properties]
    assert all(len(p) <= 255 for p in pieces) and len(pieces) > 1
    whole = etree.fromstring("".join(pieces))
    assert whole.get("data-version") == "3"
    assert whole.find("style").get("id") == f"http://www.zotero.org/styles/{style}"
    prefs = {p.get("name"): p.get("value") for p in whole.iter("pref")}
    assert prefs == {"fieldType": "Field", "noteType": "1" if style.endswith("note") else "0"}


def test_records_are_csl_json() -> None:
    codes = [c for c, _ in fields(part(docx(STYLES[2], True), "word/document.xml")) if "ZOTERO_ITEM" in c]
    records = {i["id"]: i["itemData"] for c in codes for i in json.loads(c[c.index("{") :])["citationItems"]}
    assert len(records) == 5
    assert records["zhang-2023"]["issued"] == {"date-parts": [[2023]]}
    for record in records.values():
        assert not {"title-translated", "container-title-translated"} & set(record)
        assert all(set(name) <= {"family", "given", "literal"} for name in record["author"])


# ---------------------------------------------------------------- the files


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("live", [False, True])
def test_files_are_valid_and_steady(style: str, live: bool, tmp_path: Path) -> None:
    data = docx(style, live)
    path = tmp_path / "made.docx"
    path.write_bytes(data)
    assert [e.description for e in OpenXmlValidator().validate(path).errors] == []
    doc = document(style, live)
    assert steady(word.render(doc, look("briefing")).data, doc.date) == data


def test_word_lists_the_sources_itself() -> None:
    package = zipfile.ZipFile(BytesIO(docx(NOTE)))
    items = {
        n: etree.fromstring(package.read(n)) for n in package.namelist() if re.fullmatch(r"customXml/item\d.xml", n)
    }
    [(name, root)] = [(n, r) for n, r in items.items() if r.tag == f"{B}Sources"]
    assert B.strip("{}").encode() in package.read(name.replace("item", "itemProps"))
    order = [e.source for s in document(NOTE).shapes if isinstance(s, model.SourceList) for e in s.entries]
    assert [s.findtext(f"{B}Tag") for s in root] == order
    one = next(s for s in root if s.findtext(f"{B}Tag") == "zhang-2023")
    assert {etree.QName(e).localname: e.text for e in one if len(e) == 0} == {
        "Tag": "zhang-2023", "SourceType": "JournalArticle", "Guid": one.findtext(f"{B}Guid"),
        "Title": "中美构建科技竞合关系的必要与可能", "Issue": "3", "Pages": "1-26", "JournalName": "和平与发展",
        "Year": "2023", "StandardNumber": one.findtext(f"{B}StandardNumber"), "LCID": "zh-CN",
        "RefOrder": one.findtext(f"{B}RefOrder"),
    }  # fmt: skip
    assert [(p.findtext(f"{B}Last"), p.findtext(f"{B}First")) for p in one.iter(f"{B}Person")] == [("张", "薇薇")]
    untitled = next(s for s in root if s.findtext(f"{B}Tag") == "liu-2025")
    assert untitled.find(f"{B}Title") is None, "what is not stated is not filled in"


# ---------------------------------------------------------------- what authors write


def test_a_style_may_be_a_name_or_fields(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "outlines/case.yaml"
    before = path.read_text("utf-8").replace("zh: 两文都认为需求仍在，只是变得零散", 'zh: "需求仍在[@lin-2031.d1]"')
    given = re.search(r"^citations:.*\n", before, re.M)

    def build(field: str) -> int:
        body = before.replace(given[0], f"{field}\n") if given else f"{field}\n{before}"
        path.write_text(body, "utf-8")
        return main(["build", "outlines/case.yaml", "--template", "plain", "--lang", "zh"])

    built = project / "out/case/plain.zh.txt"
    assert build(f"citations: {NOTE}") == 0
    by_name = built.read_text("utf-8")
    assert "[^1]" in by_name and "\n[^1]: " in by_name
    assert build(f"citations: {{style: {NOTE}, live: zotero}}") == 0
    assert built.read_text("utf-8") == by_name, "plain text has no fields"
    capsys.readouterr()
    for field, want in (
        (f"citations: {{style: {NOTE}, live: endnote}}", "expected zotero, found 'endnote' [choice]"),
        ("citations: {live: zotero}", "'style' is missing [missing]"),
        (f"citations: {{style: {NOTE}, life: zotero}}", "unknown field 'life' [unknown-field]"),
        ("citations: {style: gb-t-7714-2025-notes}", "no citation style 'gb-t-7714-2025-notes' [no-style]"),
        (f"citations: [{NOTE}]", "expected fields, found a list [type]"),
    ):
        assert build(field) == 1
        assert want in capsys.readouterr().err


def test_the_schema_takes_a_name_or_fields() -> None:
    field = schemas()["outline"]["properties"]["citations"]
    for good in (NOTE, {"style": NOTE}, {"style": NOTE, "live": "zotero"}):
        jsonschema.validate(good, field)
    for bad in ({"live": "zotero"}, {"style": NOTE, "live": "endnote"}, {"style": NOTE, "x": 1}, [NOTE]):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(bad, field)
