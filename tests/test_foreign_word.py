"""Somebody's own Word template: a file that we did not make becomes a look, and comes out as it was, with our text."""

from __future__ import annotations

import re
import shutil
import zipfile
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import foreign_word as foreign
import ooxml_integrity
import pytest
import sample_document
from conftest import ROOT
from docx.oxml.ns import qn
from foreign_word import file, p
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator
from rendering import has_libreoffice

from builder import build, model
from builder.formats import word
from builder.formats.word.known import NAMES, recognised
from builder.formats.word.sheet import Sheet
from builder.formats.word.slots import Slots
from builder.load import load
from builder.looks import word as looks
from builder.ooxml.steady import steady
from builder.problem import Place, Problems
from builder.project import Project
from builder.typed import typed

PLACE = Place(Path("templates/own/plan.yaml"), 2, 7)
NS = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
W = f"{{{NS['w']}}}"
LANGS = pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.slow)])
BEGIN, END = '<w:bookmarkStart w:id="1" w:name="{}"/>', '<w:bookmarkEnd w:id="1"/>'
HERE = p("Sample text", BEGIN.format("body")).replace("</w:p>", END + "</w:p>")


def look(data: bytes, slots: str = "", tmp_path: Path | None = None) -> model.Look:
    """A look, with the text of its look.yaml."""
    made = model.Look(data, Path("templates/own/look.docx"), PLACE)
    if not slots:
        return made
    assert tmp_path is not None
    (tmp_path / "look.yaml").write_text(slots, "utf-8")
    read = typed(load(tmp_path / "look.yaml", Path("look.yaml")), Slots, lang="zh", root="own")
    return model.Look(data, made.path, PLACE, read)


def short(*shapes: model.Shape, lang: str = "en", **more: object) -> model.Document:
    words = {"table": "Table", "figure": "Figure"}
    return model.Document("The Title", lang, "2031-05-20", shapes, words, **more)  # type: ignore[arg-type]


def line(id: str, text: str) -> model.Line:
    return model.Line(id, (model.Text(text),))


def heading(id: str, text: str, level: int = 1, numbered: bool = True) -> model.Heading:
    return model.Heading(id, line(id, text), level, numbered)


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(BytesIO(data)).read(name))


def texts(data: bytes) -> list[str]:
    return ["".join(t.text or "" for t in one.iter(f"{W}t")) for one in part(data).iter(f"{W}p")]


def every_text(data: bytes) -> str:
    package = zipfile.ZipFile(BytesIO(data))
    return "\n".join(package.read(n).decode("utf-8", "replace") for n in package.namelist())


def styles(data: bytes) -> dict[str, bytes]:
    """Every style as canonical XML without its white space, by id."""
    xml = zipfile.ZipFile(BytesIO(data)).read("word/styles.xml")
    return {
        s.get(f"{W}styleId", ""): etree.tostring(s, method="c14n", exclusive=True)
        for s in etree.fromstring(xml, etree.XMLParser(remove_blank_text=True)).iterfind("w:style", NS)
    }


def sound(data: bytes, path: Path) -> None:
    """No finding of two validators that are not ours."""
    path.write_bytes(data)
    assert [str(e) for e in OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(str(path)).errors] == []
    assert [f for f in ooxml_integrity.check(path) if f.severity == ooxml_integrity.ERROR] == []


def used_styles(data: bytes) -> set[str]:
    keys = ("pStyle", "rStyle", "tblStyle")
    package = zipfile.ZipFile(BytesIO(data))
    names = [n for n in package.namelist() if re.fullmatch(r"word/(document|footnotes|header\d*|footer\d*)\.xml", n)]
    return {e.get(f"{W}val", "") for n in names for k in keys for e in part(data, n).iter(f"{W}{k}")}


# ---------------------------------------------------------------- files of other programs, the shipped briefing


@cache
def source(name: str) -> bytes:
    return foreign.python_docx() if name == "python-docx" else foreign.from_libreoffice()[name]


FILES = [
    "python-docx",
    *(
        pytest.param(
            each,
            marks=[
                pytest.mark.libreoffice,
                pytest.mark.skipif(not has_libreoffice(), reason="needs LibreOffice and poppler"),
            ],
        )
        for each in foreign.LIBREOFFICE
    ),
]


@pytest.mark.parametrize("name", FILES)
def test_the_briefing_in_a_template_that_we_did_not_make(name: str, tmp_path: Path) -> None:
    own = tmp_path / "templates" / "own"
    own.mkdir(parents=True)
    shutil.copytree(ROOT / "outlines", tmp_path / "outlines")
    before = source(name)
    (own / "look.docx").write_bytes(before)
    (own / "plan.yaml").write_text("like: briefing\nlook: look.docx\n", "utf-8")
    project = Project(tmp_path, tmp_path / "out")
    for lang in ("zh", "en"):
        [built] = build(tmp_path / "outlines/ai-seminar.yaml", project, template="own", lang=lang)
        data = built.path.read_bytes()
        sound(data, tmp_path / "checked.docx")
        after = styles(data)
        assert used_styles(data) <= set(after)
        assert {key: after[key] for key in styles(before)} == styles(before), "their styles are as they were"
        read = docx.Document(BytesIO(data))
        titles = [q for q in read.paragraphs if q.style.name.startswith("Heading")]
        assert len(titles) > 8
        for one in titles:
            level = one._p.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            chain = [one.style] + ([one.style.base_style] if one.style.base_style is not None else [])
            levels = [s.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}") for s in chain]
            assert level is not None or any(found is not None for found in levels), one.text
        _fits(data)


def _fits(data: bytes) -> None:
    """Every table is as wide as the text of its section, at most."""
    body = part(data)[0]
    waiting: list[int] = []
    for block in body:
        section = block if block.tag == f"{W}sectPr" else block.find("w:pPr/w:sectPr", NS)
        if block.tag == f"{W}tbl":
            waiting.append(sum(int(c.get(f"{W}w", "0")) for c in block.iterfind("w:tblGrid/w:gridCol", NS)))
        if section is not None:
            size, margins = section.find("w:pgSz", NS), section.find("w:pgMar", NS)
            room = int(size.get(f"{W}w")) - int(margins.get(f"{W}left")) - int(margins.get(f"{W}right"))
            assert all(width <= room for width in waiting)
            waiting = []
    assert waiting == []


@pytest.mark.parametrize("page", [foreign.A4, foreign.A5, foreign.LETTER])
@LANGS
def test_every_shape_fits_any_page(page: str, lang: str, tmp_path: Path) -> None:
    data = word.render(sample_document.sample(lang), look(file(page=page))).data
    sound(data, tmp_path / "made.docx")
    _fits(data)


# ---------------------------------------------------------------- styles


def other_names() -> list[tuple[str, str]]:
    levels = [(f"{ours} 1", f"{one} 1") for ours in ("Heading", "TOC") for one in NAMES[ours]]
    return levels + [(ours, one) for ours, every in NAMES.items() if ours not in ("Heading", "TOC") for one in every]


@pytest.mark.parametrize(("ours", "theirs"), other_names())
def test_styles_are_known_by_their_names_in_other_languages(ours: str, theirs: str) -> None:
    kind = "character" if ours in ("Strong", "Emphasis", "Hyperlink") or ours.endswith("Reference") else "paragraph"
    inner = f'<w:style w:type="{kind}" w:styleId="x9"><w:name w:val="{escape(theirs)}"/></w:style>'
    found = recognised(Sheet.of(etree.fromstring(f"<w:styles {foreign.W}>{inner}</w:styles>")), kind, ours)
    assert found is not None and found[0].get(f"{W}styleId") == "x9"


def test_a_style_is_known_by_its_id_unless_its_name_is_another() -> None:
    def sheet(called: str) -> Sheet:
        inner = foreign.paragraph_style("berschrift1", called)
        return Sheet.of(etree.fromstring(f"<w:styles {foreign.W}>{inner}</w:styles>"))

    assert recognised(sheet("Kapitel"), "paragraph", "Heading 1") is not None
    assert recognised(sheet("List Bullet"), "paragraph", "Heading 1") is None


@pytest.mark.parametrize("localised", [False, True])
def test_chinese_styles_with_ids_in_numbers_become_headings(localised: bool) -> None:
    data = file(styles=foreign.chinese(localised=localised))
    made = word.render(short(heading("h", "标题"), heading("i", "小标题", 2), lang="zh"), look(data)).data
    ids = [q.get(f"{W}val") for q in part(made).iterfind(".//w:pStyle", NS)]
    assert ids[:2] == ["1", "2"]
    assert {key: styles(made)[key] for key in styles(data)} == styles(data)


def test_what_is_added_has_our_prefix_or_a_name_of_words_own() -> None:
    data = file()
    made = word.render(sample_document.sample("zh"), look(data)).data
    names = {s.style_id: s.name for s in docx.Document(BytesIO(made)).styles}
    new = {names[key] for key in set(styles(made)) - set(styles(data))}
    known = {"Subtitle", "List Bullet", "List Number", "Quote", "TOC Heading", "toc 1", "toc 2", "toc 3", "Strong",
             "Emphasis", "Hyperlink", "Normal Table", "Caption", "Heading 1", "Heading 2", "Heading 3",
             "footnote text", "footnote reference"}  # fmt: skip
    assert all(one.startswith("Collate ") or one.removesuffix(" zh") in known for one in new), sorted(new)


def test_added_styles_take_their_colour_and_their_fonts() -> None:
    made = word.render(sample_document.sample("zh"), look(file())).data
    xml = zipfile.ZipFile(BytesIO(made)).read("word/styles.xml").decode()
    assert "8B1A1A" in xml.partition("Collate Box Head")[2][:900], "the colour of their headings"
    for ours in ("17365D", "A6192E", "微软雅黑", "Cambria", "Calibri"):
        assert ours not in xml


@pytest.mark.parametrize(("half_points", "wanted"), [(21, 12.0), (32, 16.0)])
def test_a_body_that_runs_together_gets_one_of_ours_in_their_size(half_points: int, wanted: float) -> None:
    data = file(styles=foreign.chinese().replace('w:val="21"', f'w:val="{half_points}"'))
    made = word.render(short(model.Para(line("p", "正文")), lang="zh"), look(data)).data
    [read] = [q for q in docx.Document(BytesIO(made)).paragraphs if q.text]
    assert read.style.name == "Collate Body zh" and read.style.font.size.pt == wanted
    indent = read.style.element.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    assert indent.get(qn("w:firstLineChars")) == "200"


def test_nothing_that_is_added_is_too_small_or_out_of_proportion() -> None:
    for half_points in (14, 21, 24, 44):
        data = file(styles=foreign.chinese().replace('w:val="21"', f'w:val="{half_points}"'))
        made = word.render(sample_document.sample("zh"), look(data)).data
        for style in docx.Document(BytesIO(made)).styles:
            if style.name.startswith("Collate") and style.name != "Collate Gap" and getattr(style, "font", None):
                size = style.font.size
                large = 12 if "Body" in style.name else 0  # a body of ours has the size of theirs
                assert size is None or 9 <= size.pt <= 16 + large, (half_points, style.name)


def test_boxes_with_bullets_end_where_boxes_without_end() -> None:
    made = word.render(sample_document.sample("en"), look(file())).data
    ends = {
        s.name: s.element.find(f"{qn('w:pPr')}/{qn('w:ind')}").get(qn("w:right"))
        for s in docx.Document(BytesIO(made)).styles
        if s.name in ("Collate Callout Text", "Collate Callout Item")
    }
    assert len(ends) == 2 and len(set(ends.values())) == 1


def test_a_table_style_of_theirs_keeps_its_heads_readable(tmp_path: Path) -> None:
    inner = '<w:style w:type="table" w:styleId="T1"><w:name w:val="Acme Table"/></w:style></w:styles>'
    data = file(styles=foreign.chinese().replace("</w:styles>", inner))
    made = word.render(sample_document.sample("en"), look(data, "styles: {Collate Table: Acme Table}", tmp_path)).data
    assert "T1" in used_styles(made)
    head = next(s for s in docx.Document(BytesIO(made)).styles if s.name == "Collate Cell Head")
    assert head.font.color is None or head.font.color.rgb is None or str(head.font.color.rgb) != "FFFFFF"


def test_look_yaml_names_styles_by_name_or_id(tmp_path: Path) -> None:
    extra = foreign.paragraph_style("x7", "ACME Text") + "</w:styles>"
    data = file(styles=foreign.chinese().replace("</w:styles>", extra))
    for theirs in ("ACME Text", "x7"):
        chosen = look(data, f"styles: {{Collate Body: {theirs}}}", tmp_path)
        made = word.render(short(model.Para(line("p", "Words"))), chosen).data
        assert part(made).find(".//w:pStyle", NS).get(f"{W}val") == "x7"


def test_what_look_yaml_gets_wrong_is_said_at_its_line(tmp_path: Path) -> None:
    wrong = "styles:\n  Collate Bdy: 正文\n  Collate Body: ACME\n"
    with pytest.raises(Problems) as caught:
        word.render(short(), look(file(), wrong, tmp_path))
    assert [str(f).splitlines()[0] for f in caught.value.found] == [
        "look.yaml:2:3: error: 'Collate Bdy' is no style of ours [unknown-field]",
        "look.yaml:3:17: error: the look has no paragraph style 'ACME' [missing-style]",
    ]


# ---------------------------------------------------------------- numbering of headings


def numbers_of(made: bytes) -> list[str]:
    """The text of the list level of every heading, as Word would number it; "-" for none."""
    numbering, sheet = part(made, "word/numbering.xml"), part(made, "word/styles.xml")
    out = []
    for one in part(made).iter(f"{W}p"):
        style = one.find("w:pPr/w:pStyle", NS).get(f"{W}val")
        if style not in "123":
            continue
        own = one.find("w:pPr/w:numPr", NS)
        own = sheet.find(f"w:style[@w:styleId='{style}']/w:pPr/w:numPr", NS) if own is None else own
        if own is None:
            out.append("-")
            continue
        number, level = (own.find(f"w:{k}", NS).get(f"{W}val") for k in ("numId", "ilvl"))
        of = numbering.find(f"w:num[@w:numId='{number}']/w:abstractNumId", NS).get(f"{W}val")
        at = f"w:abstractNum[@w:abstractNumId='{of}']/w:lvl[@w:ilvl='{level}']/w:lvlText"
        out.append(numbering.find(at, NS).get(f"{W}val") or "-")
    return out


@pytest.mark.parametrize(
    ("numbered", "choice", "lang", "wanted"),
    [
        (False, "", "zh", ["%1、", "（%2）", "-"]),
        (False, "", "en", ["%1", "%1.%2", "-"]),
        (True, "", "zh", ["第%1节", "第%2节", "-"]),
        (True, "ours", "en", ["%1", "%1.%2", "-"]),
        (True, "none", "en", ["-", "-", "-"]),
        (False, "none", "zh", ["-", "-", "-"]),
    ],
)
def test_headings_keep_their_numbers_or_get_ours(
    numbered: bool, choice: str, lang: str, wanted: list[str], tmp_path: Path
) -> None:
    data = file(styles=foreign.chinese(numbered=numbered), numbering=foreign.NUMBERS if numbered else "")
    chosen = look(data, f"numbering: {choice}" if choice else "", tmp_path)
    shapes = (heading("a", "一"), heading("b", "二", 2), heading("c", "三", numbered=False))
    made = word.render(short(*shapes, lang=lang), chosen).data
    assert numbers_of(made) == wanted
    assert {key: styles(made)[key] for key in styles(data)} == styles(data)
    sound(made, tmp_path / "made.docx")


# ---------------------------------------------------------------- where the text goes, and what stays


def in_order(*wanted: str, found: list[str]) -> None:
    at = [next(n for n, text in enumerate(found) if one in text) for one in wanted]
    assert at == sorted(at), found


COVER = p("ACME Institute") + p("", properties=f"<w:sectPr>{foreign.A4}</w:sectPr>")
LEGAL = p("Legal notice")


@pytest.mark.parametrize("slots", ["", "body: {bookmark: body}"])
def test_the_text_goes_to_the_bookmark_and_the_rest_stays(slots: str, tmp_path: Path) -> None:
    made = word.render(short(model.Para(line("p", "Words"))), look(file(COVER + HERE + LEGAL), slots, tmp_path)).data
    in_order("ACME Institute", "Words", "Legal notice", found=texts(made))
    assert "Sample text" not in texts(made)
    assert len(list(part(made).iter(f"{W}sectPr"))) == 2, "no section more than they had"
    sound(made, tmp_path / "made.docx")


def test_the_text_goes_into_the_place_of_a_content_control(tmp_path: Path) -> None:
    control = f'<w:sdt><w:sdtPr><w:tag w:val="text"/></w:sdtPr><w:sdtContent>{p("Sample text")}</w:sdtContent></w:sdt>'
    chosen = look(file(COVER + control + LEGAL), "body: {control: text}", tmp_path)
    made = word.render(short(model.Para(line("p", "Words"))), chosen).data
    in_order("ACME Institute", "Words", "Legal notice", found=texts(made))
    assert "Sample text" not in texts(made)


@pytest.mark.parametrize(("keep", "stays", "goes"), [("before", "ACME", "Legal"), ("after", "Legal", "ACME")])
def test_what_stays_can_be_chosen(keep: str, stays: str, goes: str, tmp_path: Path) -> None:
    chosen = look(file(COVER + HERE + LEGAL), f"body: {{bookmark: body}}\nkeep: [{keep}]", tmp_path)
    found = " ".join(texts(word.render(short(model.Para(line("p", "Words"))), chosen).data))
    assert stays in found and "Words" in found and goes not in found


def test_the_whole_body_can_be_replaced_all_the_same(tmp_path: Path) -> None:
    chosen = look(file(COVER + HERE + LEGAL), "body: whole", tmp_path)
    assert texts(word.render(short(model.Para(line("p", "Words"))), chosen).data) == ["Words"]


def test_a_selection_of_whole_paragraphs_ends_at_the_beginning_of_the_next() -> None:
    body = p("Sample", BEGIN.format("body")) + p("More sample") + p("Legal notice", END)
    found = texts(word.render(short(model.Para(line("p", "Words"))), look(file(body))).data)
    assert found == ["Words", "Legal notice"]


def test_a_wide_table_lies_between_upright_text_of_theirs(tmp_path: Path) -> None:
    wide = next(s for s in sample_document.sample("en").shapes if isinstance(s, model.Table) and s.wide)
    made = word.render(short(model.Para(line("p", "Words")), wide), look(file(COVER + HERE + LEGAL))).data
    sizes = [s.find("w:pgSz", NS) for s in part(made).iter(f"{W}sectPr")]
    lying = [s.get(f"{W}orient") == "landscape" for s in sizes]
    assert lying == [False, False, True, False]
    assert [s.get(f"{W}w") for s in sizes][-2:] == ["16838", "11906"]
    sound(made, tmp_path / "made.docx")


def test_a_section_of_the_sample_is_that_of_the_text(tmp_path: Path) -> None:
    sample = HERE.replace("<w:p>", f"<w:p><w:pPr><w:sectPr>{foreign.A5}</w:sectPr></w:pPr>", 1)
    made = word.render(short(model.Para(line("p", "Words"))), look(file(COVER + sample + LEGAL))).data
    found = [s.find("w:pgSz", NS).get(f"{W}w") for s in part(made).iter(f"{W}sectPr")]
    assert found == ["11906", "8391", "11906"]
    made = word.render(short(model.Para(line("p", "Words"))), look(file(COVER + sample))).data
    found = [s.find("w:pgSz", NS).get(f"{W}w") for s in part(made).iter(f"{W}sectPr")]
    assert found == ["11906", "8391"], "no empty section behind the text"


def test_the_text_begins_as_the_section_of_theirs_does() -> None:
    page = f'<w:type w:val="continuous"/>{foreign.A4}'
    made = word.render(short(model.Para(line("p", "Words"))), look(file(COVER + HERE + LEGAL, page=page))).data
    last = list(part(made).iter(f"{W}sectPr"))[-1]
    assert last.find("w:type", NS).get(f"{W}val") == "continuous"


@pytest.mark.parametrize(
    ("body", "slots", "said"),
    [
        (HERE, "body: {bookmark: boody}", "look.yaml:1:18: error: look.docx has no bookmark 'boody' [no-target]"),
        (HERE, "body: {control: x}", "look.yaml:1:17: error: look.docx has no content control 'x' [no-target]"),
        (
            f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{HERE}</w:tc></w:tr></w:tbl>{p()}",
            "body: {bookmark: body}",
            "look.yaml:1:18: error: the bookmark 'body' stands in a table or runs backwards [place]",
        ),
        (
            p("Text", BEGIN.format("body") + END),
            "body: {bookmark: body}",
            "look.yaml:1:18: error: the bookmark 'body' stands in a paragraph with other text [place]",
        ),
        (HERE, "body: bottom", "look.yaml:1:7: error: the place of the body cannot be read [type]"),
        (HERE, "body: {bookmrk: x}", "look.yaml:1:8: error: unknown field 'bookmrk' [unknown-field]"),
    ],
)
def test_a_place_that_is_none_is_a_problem(body: str, slots: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(Problems) as caught:
        word.render(short(), look(file(body), slots, tmp_path))
    assert [str(f).splitlines()[0] for f in caught.value.found] == [said]


# ---------------------------------------------------------------- headers, footers


def test_their_header_and_footer_stay_on_every_page() -> None:
    headers = {"header": p("ACME"), "footer": p("acme.example")}
    doc = short(model.Para(line("p", "Words")), running={"header": "ours", "footer": "ours"})
    made = word.render(doc, look(file(headers=headers))).data
    section = part(made).find(".//w:sectPr", NS)
    assert section.find("w:titlePg", NS) is None, "their first page is like the others"
    assert "ACME" in every_text(made) and "ours" not in every_text(made)


def test_our_header_and_footer_stand_where_they_have_none() -> None:
    doc = short(model.Para(line("p", "Words")), running={"header": "Our header", "footer": "Our footer"})
    edge = foreign.A4.replace('w:header="851"', 'w:header="0"').replace('w:footer="992"', 'w:footer="0"')
    made = word.render(doc, look(file(page=edge))).data
    assert "Our header" in every_text(made) and "Our footer" in every_text(made)
    margins = part(made).find(".//w:pgMar", NS)
    assert int(margins.get(f"{W}header")) >= 500 and int(margins.get(f"{W}footer")) >= 500, "not on the paper's edge"
    assert margins.get(f"{W}top") == "1440"


# ---------------------------------------------------------------- fields


FIELD = "{{ outline.title }}"
BOX = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
    f"{p('In a box: ' + FIELD)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def fields(data: bytes) -> list[str]:
    return [one.text for one in word.fields_in(look(data))]


def test_fields_are_found_wherever_text_stays() -> None:
    data = file(
        p("A {{ lang }}") + p("", BOX) + HERE + p("B {{date}}"),
        headers={"header": p("C " + FIELD), "footer": p("D {{ outline.by }}")},
    )
    assert sorted(fields(data)) == sorted(["{{ lang }}", FIELD, "{{date}}", FIELD, "{{ outline.by }}"])
    assert fields(file(p("A " + FIELD))) == [], "the sample text goes, and its fields with it"


@given(st.lists(st.integers(0, len("By {{ outline.title }} now")), max_size=6))
@settings(max_examples=30, deadline=None)
def test_a_field_is_filled_however_word_has_split_it(cuts: list[int]) -> None:
    whole = "By {{ outline.title }} now"
    edges = [0, *sorted(cuts), len(whole)]
    pieces = [whole[a:b] for a, b in pairwise(edges)]
    runs = "".join(f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{piece}</w:t></w:r>' for piece in pieces)
    data = file(p("", runs) + HERE)
    made = word.render(short(model.Para(line("p", "Words")), fields={FIELD: "A & B"}), look(data)).data
    assert texts(made)[0] == "By A & B now"


def test_what_is_filled_in_is_data_in_the_form_of_the_field() -> None:
    evil = "<w:p/> {{ outline.secret }} & {% for x in y %}\nnext"
    runs = "".join(
        f'<w:r><w:rPr><w:{form}/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
        for form, text in (("b", "{{ outline"), ("i", ".title"), ("caps", " }} and more"))
    )
    data = file(p("", runs) + HERE)
    made = word.render(short(model.Para(line("p", "Words")), fields={FIELD: evil}), look(data)).data
    assert texts(made)[0] == evil.replace("\n", " ") + " and more"
    first = part(made).find(".//w:p", NS).iter(f"{W}r")
    runs_read = [(r.find("w:rPr", NS)[0].tag, "".join(t.text or "" for t in r.iter(f"{W}t"))) for r in first]
    assert runs_read == [(f"{W}b", evil.replace("\n", " ")), (f"{W}i", ""), (f"{W}caps", " and more")]


def test_han_in_a_field_says_that_it_is_han() -> None:
    made = word.render(
        short(model.Para(line("p", "字")), lang="zh", fields={FIELD: "“中美”"}), look(file(p(FIELD) + HERE))
    ).data
    assert part(made).find(".//w:p/w:r/w:rPr/w:rFonts", NS).get(f"{W}hint") == "eastAsia"


def test_a_cover_page_of_theirs_passes_the_checks_of_finished_files(tmp_path: Path) -> None:
    cover = p("某某研究院") + p(FIELD) + p("", properties=f"<w:sectPr>{foreign.A4}</w:sectPr>")
    project = own_project(tmp_path, file(cover + HERE + LEGAL))
    for lang in ("zh", "en"):
        [built] = build(tmp_path / "outlines/ai-seminar.yaml", project, template="own", lang=lang)
        sound(built.path.read_bytes(), tmp_path / "checked.docx")
        assert texts(built.path.read_bytes())[0] == "某某研究院"


def test_a_cover_of_theirs_takes_the_place_of_ours(tmp_path: Path) -> None:
    cover = model.Cover(line("t", "The Title"), None, (), None)
    doc = short(cover, model.Para(line("p", "Words")), fields={FIELD: "The Title"})
    for slots, wanted in (("", 1), ("cover: ours", 2), ("cover: theirs", 1)):
        made = word.render(doc, look(file(p(FIELD) + HERE), slots, tmp_path)).data
        assert texts(made).count("The Title") == wanted
    assert texts(word.render(doc, look(file(p("ACME") + HERE))).data).count("The Title") == 1


def test_words_own_fields_for_properties_are_brought_up_to_date() -> None:
    field = "".join(
        f"<w:r>{inner}</w:r>"
        for inner in ('<w:fldChar w:fldCharType="begin"/>', "<w:instrText> TITLE </w:instrText>",
                      '<w:fldChar w:fldCharType="separate"/>', "<w:t>Flipchart</w:t>",
                      '<w:fldChar w:fldCharType="end"/>')
    )  # fmt: skip
    made = word.render(short(model.Para(line("p", "Words"))), look(file(headers={"header": p("", field)}))).data
    assert "Flipchart" not in every_text(made) and "The Title" in every_text(made)


def own_project(tmp_path: Path, data: bytes, *, dotx: bool = False) -> Project:
    folder = tmp_path / "templates" / "own"
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / "outlines", tmp_path / "outlines")
    name = "look.dotx" if dotx else "look.docx"
    (folder / name).write_bytes(data)
    (folder / "plan.yaml").write_text(f"like: briefing\nlook: {name}\n", "utf-8")
    return Project(tmp_path, tmp_path / "out")


@LANGS
def test_the_outline_fills_the_fields_of_a_template(lang: str, tmp_path: Path) -> None:
    runs = "".join(f"<w:r><w:t>{piece}</w:t></w:r>" for piece in ("{", "{ outl", "ine.title", " }", "}"))
    data = file(p("", runs) + p("{{ date }}, {{ lang }}") + HERE, headers={"header": p("{{ outline.by | upper }}")})
    project = own_project(tmp_path, data)
    [built] = build(tmp_path / "outlines/ai-seminar.yaml", project, template="own", lang=lang)
    found = texts(built.path.read_bytes())
    shipped = (ROOT / "outlines/ai-seminar.yaml").read_text("utf-8")
    assert found[0] and found[0] in shipped
    assert re.fullmatch(rf"\d{{4}}-\d\d-\d\d, {lang}", found[1])
    assert "{{" not in every_text(built.path.read_bytes())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ outline.titel }}", "'outline' has no 'titel' [undefined]"),
        ("{{ questions }}", "nothing here is called 'questions' [undefined]"),
        ("{{ outline.questions }}", "'{{ outline.questions }}' is no text [type]"),
        ("{{ outline.title() }}", "cannot fill"),
        ("{{ outline.title.__class__ }}", "[undefined]"),
        ("{{ outline.title | pprint }}", "cannot read"),
        ("{{ lang * 1000000000 }}", "cannot fill"),
        ("{% for q in outline.questions %}", "cannot read '{% for q"),
        ("{# note #}", "cannot read '{# note"),
        ("{{ outline.title", "cannot read '{{ outline.title'"),
    ],
)
def test_anything_else_in_a_field_is_a_problem_that_names_part_and_text(text: str, said: str, tmp_path: Path) -> None:
    project = own_project(tmp_path, file(headers={"header": p(escape(text))}))
    with pytest.raises(Problems) as caught:
        build(tmp_path / "outlines/ai-seminar.yaml", project, template="own", lang="en")
    [found] = caught.value.found
    assert said in str(found)
    assert str(found).startswith("templates/own/plan.yaml:2:7: error: look.docx, word/header1.xml: ")


# ---------------------------------------------------------------- what is never taken over


def field(code: str, shown: str = "old") -> str:
    return "".join(
        f"<w:r>{inner}</w:r>"
        for inner in ('<w:fldChar w:fldCharType="begin"/>', f"<w:instrText>{escape(code)}</w:instrText>",
                      '<w:fldChar w:fldCharType="separate"/>', f"<w:t>{shown}</w:t>",
                      '<w:fldChar w:fldCharType="end"/>')
    )  # fmt: skip


PICTURE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="9" cy="9"/><wp:docPr id="1" name="x"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/'
    'drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<a:blip r:link="rIdX"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
)


@pytest.mark.parametrize(
    ("what", "inner", "relation"),
    [
        ("image", PICTURE, ("image", "http://evil.example/x.png")),
        ("oleObject", '<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" r:id="rIdX"/>'
                      "</w:object></w:r>", ("oleObject", "embeddings/evil.bin")),
        ("link", '<w:hyperlink r:id="rIdX"><w:r><w:t>evil words</w:t></w:r></w:hyperlink>',
         ("hyperlink", "file://evil.example/x")),
        ("dde", field('DDEAUTO evil "x"', "shown"), None),
        ("include", field("INCLUDETEXT evil.docx", "shown"), None),
        ("simple", '<w:fldSimple w:instr=" INCLUDEPICTURE evil "><w:r><w:t>shown</w:t></w:r></w:fldSimple>', None),
        ("control", '<w:r><w:control r:id="rIdX"/></w:r>', ("control", "activeX/evil.bin")),
    ],
)  # fmt: skip
def test_what_reaches_outside_stays_behind(
    what: str, inner: str, relation: tuple[str, str] | None, tmp_path: Path
) -> None:
    parts = {f"word/{relation[1]}": b"evil"} if relation and "://" not in relation[1] else {}
    data = file(
        p("Cover ", inner) + HERE, relations={"rIdX": relation} if relation else {}, parts=parts,
    )  # fmt: skip
    made = word.render(short(model.Para(line("p", "Words"))), look(data)).data
    got = every_text(made)
    assert "evil" not in got.replace("evil words", "") and "Words" in got and "Cover" in got
    assert ("evil words" in got) == (what == "link")
    assert ("shown" in got) == (what in ("dde", "include", "simple")), "what the field shows stays"
    sound(made, tmp_path / "made.docx")
    assert looks.shortfalls(look(data))[-1].then == "not taken over"


def test_an_altchunk_an_attached_template_and_protection_stay_behind(tmp_path: Path) -> None:
    data = file(
        '<w:altChunk r:id="rIdX"/>' + HERE,
        relations={"rIdX": ("aFChunk", "evil.bin"), "rIdY": ("glossaryDocument", "evil2.bin")},
        parts={
            "word/evil.bin": b"evil",
            "word/evil2.bin": b"evil",
            "word/_rels/settings.xml.rels": (
                f'<Relationships xmlns="{foreign.RELS}"><Relationship Id="rId1" Type="{foreign.RELATION}/'
                'attachedTemplate" Target="http://evil.example/x.dotm" TargetMode="External"/></Relationships>'
            ).encode(),
        },
        settings=f'<w:attachedTemplate {foreign.R} r:id="rId1"/><w:documentProtection w:edit="readOnly"/>',
    )
    made = word.render(short(model.Para(line("p", "Words"))), look(data)).data
    got = every_text(made)
    assert "evil" not in got and "altChunk" not in got and "documentProtection" not in got
    sound(made, tmp_path / "made.docx")
    dropped = [one.what for one in looks.shortfalls(look(data)) if one.then == "not taken over"]
    assert len(dropped) == 4


def test_a_file_with_macros_is_refused_and_so_is_a_doctype() -> None:
    with pytest.raises(Problems, match="holds macros"):
        word.render(short(), look(_retyped(file(), "application/vnd.ms-word.document.macroEnabled.main+xml")))
    bomb = BytesIO()
    with zipfile.ZipFile(BytesIO(file())) as old, zipfile.ZipFile(bomb, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/styles.xml":
                data = data.replace(b"<w:styles", b'<!DOCTYPE w [<!ENTITY a "b">]><w:styles', 1)
            new.writestr(name, data)
    with pytest.raises(Problems, match="a DOCTYPE"):
        word.render(short(), look(bomb.getvalue()))


def _retyped(data: bytes, kind: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            read = old.read(name)
            if name == "[Content_Types].xml":
                read = read.replace(f"{foreign.WML}.document.main+xml".encode(), kind.encode())
            new.writestr(name, read)
    return out.getvalue()


def test_a_template_becomes_a_document(tmp_path: Path) -> None:
    project = own_project(tmp_path, _retyped(foreign.python_docx(), f"{foreign.WML}.template.main+xml"), dotx=True)
    [built] = build(tmp_path / "outlines/ai-seminar.yaml", project, template="own", lang="en")
    types = zipfile.ZipFile(built.path).read("[Content_Types].xml")
    assert b"template.main" not in types and b"document.main" in types


# ---------------------------------------------------------------- what `collate template` says


def test_the_first_map_says_what_is_found_out_anyway(tmp_path: Path) -> None:
    data = file(p(FIELD) + HERE + LEGAL, styles=foreign.chinese(localised=True))
    mapped = looks.first_map(data)
    assert "\"Heading 1\": \"标题 1\"  # '标题 1' is 'Heading 1'" in mapped
    assert 'body: {bookmark: "body"}' in mapped and "cover: theirs" in mapped
    doc = short(heading("h", "One"), model.Para(line("p", "Words")), fields={FIELD: "T"})
    assert same(word.render(doc, look(data, mapped, tmp_path)).data, word.render(doc, look(data)).data)


def same(one: bytes, other: bytes) -> bool:
    """The same parts: the time in the zip file is not theirs."""
    return steady(one, "2031-05-20") == steady(other, "2031-05-20")


@pytest.mark.parametrize("name", FILES[:3])
def test_the_first_map_of_other_programs_files_is_read_back(name: str, tmp_path: Path) -> None:
    doc = short(heading("h", "One"), model.Para(line("p", "Words")))
    mapped = looks.first_map(source(name))
    assert same(word.render(doc, look(source(name), mapped, tmp_path)).data, word.render(doc, look(source(name))).data)


def test_the_report_names_styles_pages_place_and_fields() -> None:
    data = file(p(FIELD) + HERE, headers={"header": p("{{ outline.by }}")})
    report = looks.inspect(data)
    for said in (
        "Heading 1 = 'heading 1' (id 1, 16 pt): by its name", "Numbering: their heading styles have no numbers",
        "1: 210 x 297 mm, margins 25 32 25 32 mm", "default header", "The text: at the bookmark 'body'",
        "{{ outline.title }} in word/document.xml", "{{ outline.by }} in word/header1.xml", "no theme:",
    ):  # fmt: skip
        assert said in report, said


def test_shortfalls_tell_what_cannot_be_built_with() -> None:
    fatal = [one for one in looks.shortfalls(look(b"PK nothing")) if one.fatal]
    assert [one.what for one in fatal] == ["look.docx is not a Word file"]
    assert any(one.fatal for one in looks.shortfalls(look(file(headers={"header": p("{{ nobody }}")}))))
    assert not any(one.fatal for one in looks.shortfalls(look(foreign.python_docx())))


def test_the_shipped_look_lacks_nothing() -> None:
    data = (ROOT / "templates/briefing/look.docx").read_bytes()
    assert looks.shortfalls(look(data)) == []
