"""The trace page: whole, bilingual, deterministic, true to the finished files, and closed to hostile texts."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pptx
import pytest
import yaml
from conftest import ROOT, SHARED
from hypothesis import given
from hypothesis import strategies as st

from builder import read
from builder.cite import cite
from builder.comparison import Comparison
from builder.evidence import read_text
from builder.load import Str
from builder.plan import plan
from builder.project import Project
from builder.render import press, render
from builder.starter import start
from builder.trace_page import Use, page, sentences, uses
from builder.trace_page.markup import Markup, anchor, element, escaped
from builder.trace_page.words import WORDS
from builder.typed import Said

HOSTILE = "</span></style></script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>&lt;{{7*7}}<!-- \u202e \x00"
VOID = ("input", "meta", "br")


class Parsed(HTMLParser):
    """The page read back by a parser that did not write it: elements with attributes, texts, and what is not closed."""

    def __init__(self, text: str):
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(self.open), data))

    def named(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        """The attributes of the elements of one name, with these classes or values."""
        return [
            have
            for name, have in self.elements
            if name == tag
            and all(
                value in (have.get("class") or "").split() if key == "class_" else have.get(key) == value
                for key, value in wanted.items()
            )
        ]

    def text(self) -> str:
        return "".join(text for _, text in self.texts)

    def within(self, tag: str) -> str:
        return "".join(text for path, text in self.texts if tag in path)


def built(
    outline: Path, project: Project, english: Collection[str] = ()
) -> tuple[Comparison, tuple[Use, ...], Mapping[str, bytes]]:
    """A comparison, the uses in its files, and the files; in English, if any are named, only by these templates."""
    comparison, outputs, _ = read(outline, project)
    found: list[Use] = []
    files = {}
    for output in outputs:
        if english and output.lang == "en" and output.template not in english:
            continue
        by = press(output, project.templates(), project.root)
        document = cite(plan(comparison, by.template, output.lang), comparison)
        made = render(document, by)
        found += uses(by.file_name, document, made)
        files[by.file_name] = made.data
    return comparison, tuple(found), files


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> tuple[Comparison, tuple[Use, ...], Mapping[str, bytes]]:
    folder = tmp_path_factory.mktemp("starter")
    start(folder, "case")
    return built(folder / "outlines/case.yaml", Project(folder, folder / "out"))


@pytest.fixture(scope="module")
def rivalry() -> tuple[Comparison, tuple[Use, ...], Mapping[str, bytes]]:
    return built(ROOT / "outlines/tech-rivalry.yaml", Project(ROOT, ROOT / "out"), ("briefing", "seminar"))


@pytest.fixture(scope="module")
def parsed(rivalry: Any) -> Parsed:
    return Parsed(page(rivalry[0], rivalry[1], "zh", {}))


# ---------------------------------------------------------------- what is on it


def test_every_claim_of_the_outline_has_a_card_and_a_way_to_it(rivalry: Any, parsed: Parsed) -> None:
    comparison = rivalry[0]
    cards = {have["id"] for have in parsed.named("article", class_="card")}
    links = {(have["href"] or "")[1:] for have in parsed.named("a", class_="claim")}
    theses = {f"{a.id}.{c}" for a in comparison.articles.values() for c in a.argues.claims}
    wanted = {anchor("claim", reference) for reference in {*comparison.outline.claims(), *theses}}
    assert wanted <= cards
    assert links <= cards
    assert wanted - {anchor("claim", u) for e in comparison.outline.events for u in e.claims} <= links
    words = parsed.text()
    for reference in {*comparison.outline.claims()}:
        _, claim = comparison.claim(reference)
        assert f"“{claim.quote}”" in words
        for said in (claim.says, claim.voice, claim.caution):
            assert said is None or all(text in words for text in said.texts.values())


def test_each_cell_shows_its_position_and_silence_is_shown_as_silence(rivalry: Any, parsed: Parsed) -> None:
    outline = rivalry[0].outline
    positions = [p for q in outline.questions for p in q.positions.values()]
    assert sum(p.is_silent for p in positions) == len(parsed.named("td", class_="silence")) > 0
    assert len(parsed.named("td", class_="silence")) == len(parsed.named("span", class_="silent"))
    assert len(parsed.named("th", scope="row", role="rowheader")) == len(outline.questions)
    assert len(parsed.named("th", scope="col", role="columnheader")) == len(outline.articles) + 1
    words = parsed.text()
    for position in positions:
        assert position.says is None or all(text in words for text in position.says.texts.values())


def test_a_relation_is_a_symbol_a_word_and_a_tint(starter: Any) -> None:
    html = page(starter[0], starter[1], "zh", {})
    row = re.search(r'<th scope="row".*?</th>', html)
    assert row
    assert 'class="tag agree"' in row[0] and "●" in row[0] and "一致" in row[0] and "Agree" in row[0]


def test_judgements_tensions_steps_and_charts_name_their_claims(rivalry: Any, parsed: Parsed) -> None:
    outline = rivalry[0].outline
    ids = {have.get("id") for _, have in parsed.elements}
    for kind, items in (("judgement", outline.judgements), ("tension", outline.tensions), ("step", outline.steps),
                        ("chart", outline.charts), ("question", outline.questions)):  # fmt: skip
        assert items and {anchor(kind, item.id) for item in items} <= ids
    html = page(rivalry[0], (), "zh", {})
    for chart in outline.charts:
        part = html.split(f'id="{anchor("chart", chart.id)}"')[1].split("</section>")[0]
        assert all(f'href="#{anchor("claim", claim)}"' in part for claim in chart.claims)
        assert all(v in part for row in chart.series for v in row.values if v != "none")


def test_the_sentence_stands_only_where_the_text_is_at_hand(starter: Any) -> None:
    comparison, found, _ = starter
    article = comparison.articles["lin-2031"]
    claim = next(c for c in article.claims if c.id == "d1")
    text = f"引言\n\n前面一句话说别的。在夜里，{claim.quote}，他说。后面一句。\n"
    passages = sentences(comparison, {"lin-2031": read_text(text)})
    assert list(passages) == ["lin-2031.d1"]
    without, with_it = page(comparison, found, "zh", {}), page(comparison, found, "zh", passages)
    assert "在夜里" not in without and "<mark>" not in without
    assert f"在夜里，<mark>{claim.quote}</mark>，他说。" in with_it and "后面一句" not in with_it


@pytest.mark.skipif(not (SHARED / "articles").is_dir(), reason="the articles' texts are not here")
def test_every_quote_of_the_articles_has_its_sentence(rivalry: Any) -> None:
    comparison = rivalry[0]
    texts = {a.id: (SHARED / "articles" / str(a.text)).read_text("utf-8-sig") for a in comparison.articles.values()}
    found = sentences(comparison, {name: read_text(text) for name, text in texts.items()})
    assert len(found) == sum(len(a.claims) for a in comparison.articles.values())


# ---------------------------------------------------------------- where claims are used


def test_uses_stand_in_the_finished_files_where_the_page_says(rivalry: Any, tmp_path: Path) -> None:
    """Read back by the libraries: slides with title and words, notes, and the words of the Word files."""
    _, found, files = rivalry
    squeeze = re.compile(r"\s+")
    for name, data in files.items():
        mine = [u for u in found if u.file == name]
        assert len({u.claim for u in mine}) > 20, name
        path = tmp_path / name
        path.write_bytes(data)
        if name.endswith(".pptx"):
            slides = list(pptx.Presentation(str(path)).slides)
            for use in mine:
                slide = slides[use.slide - 1]
                assert slide.shapes.title and use.headings == (slide.shapes.title.text_frame.text,)
                there = slide.notes_slide.notes_text_frame.text if use.spoken else all_words(slide)
                assert squeeze.sub("", use.statement) in squeeze.sub("", there), use
        else:
            body = docx.Document(str(path)).element.body
            words = squeeze.sub("", "".join(t.text or "" for t in body.iter("{*}t") if not is_mark(t)))
            for use in mine:
                assert use.slide == 0 and not use.spoken and use.headings
                assert squeeze.sub("", use.statement) in words, use
                assert all(squeeze.sub("", heading) in words for heading in use.headings), use


def is_mark(text: Any) -> bool:
    """Whether a piece of text is a citation mark: a statement is said without them."""
    style = text.getparent().find("{*}rPr/{*}rStyle")
    return style is not None and style.values()[0] in ("CollateCite", "CollatePinpoint")


def all_words(slide: Any) -> str:
    """All text of a slide, that in tables and charts' captions too."""
    return "".join(t.text or "" for t in slide.element.iter("{*}t"))


def test_a_position_is_traced_to_its_slide_and_its_paragraph(starter: Any) -> None:
    _, found, _ = starter
    mine = [u for u in found if u.claim == "zhou-2031.d1" and u.lang == "en"]
    says = "Demand persists but is more scattered in time and space."
    title = "Both find that demand persists but is scattered"
    assert [u.headings[-1] for u in mine if title in u.statement and u.file == "briefing.en.docx"] == ["Compare"]
    assert [u.headings for u in mine if u.statement == says and u.file == "seminar.en.pptx"] == [(title,)]
    assert any(u.spoken for u in mine)


def test_every_claim_of_positions_and_judgements_is_used_in_the_whole_files(rivalry: Any) -> None:
    comparison, found, files = rivalry
    outline = comparison.outline
    carried = {c for q in outline.questions for p in q.positions.values() for c in p.claims}
    carried |= {c for j in outline.judgements for c in j.rests_on}
    whole = [name for name in files if name.startswith(("dossier", "seminar"))]
    assert len(whole) == 3
    for name in whole:
        assert carried <= {u.claim for u in found if u.file == name}, name


def test_a_statement_that_did_not_arrive_is_no_use(starter: Any, tmp_path: Path) -> None:
    start(tmp_path, "case")
    project = Project(tmp_path, tmp_path / "out")
    comparison, outputs, _ = read(tmp_path / "outlines/case.yaml", project)
    by = press(outputs[0], project.templates(), project.root)
    document = cite(plan(comparison, by.template, "zh"), comparison)
    made = render(document, by)
    assert uses("a.docx", document, made)
    assert uses("a.docx", document, replace(made, units=())) == ()


# ---------------------------------------------------------------- the page as HTML


def test_it_is_well_formed_with_unique_ids_and_every_target_there(parsed: Parsed) -> None:
    assert parsed.wrong == [] and parsed.open == []
    ids = [have["id"] for _, have in parsed.elements if "id" in have]
    assert [name for name, n in Counter(ids).items() if n > 1] == []
    for _, have in parsed.elements:
        targets = [have.get("for"), have.get("aria-labelledby"), (have.get("href") or "#")[1:]]
        assert all(target in ids for target in targets if target), have


def test_headings_leave_out_no_level(parsed: Parsed) -> None:
    levels = [int(tag[1]) for tag, _ in parsed.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_nothing_on_it_can_ask_a_network(rivalry: Any, parsed: Parsed) -> None:
    html = page(rivalry[0], rivalry[1], "zh", {})
    policy = next(h["content"] for h in parsed.named("meta") if h.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None and policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        own = html.split(f"<{tag}>")[1].split(f"</{tag}>")[0]
        digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy and html.count(f"<{tag}") == 1
        assert not re.search(r"https?:|@import|url\(|fetch\(|XMLHttp|import\(", own)
    for tag, have in parsed.elements:
        assert tag not in ("link", "img", "iframe", "object", "embed", "form", "base", "svg", "video", "audio")
        assert not {"src", "srcset", "style", "action", "formaction", "ping"} & set(have)
        assert (have.get("href") or "#").startswith("#")
        assert not any(name.startswith("on") for name in have)


def test_same_outline_same_bytes(starter: Any, tmp_path: Path) -> None:
    comparison, found, _ = starter
    once = page(comparison, found, "zh", {})
    code = (
        "import sys; from pathlib import Path; from builder.project import Project; from test_trace_page import *\n"
        "f = Path(sys.argv[1]); c, u, _ = built(f / 'outlines/case.yaml', Project(f, f / 'out'))\n"
        "sys.stdout.buffer.write(page(c, u, 'zh', {}).encode())"
    )
    start(tmp_path, "case")
    again = [
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)],
            capture_output=True,
            check=True,
            cwd=ROOT / "tests",
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout.decode()
        for seed in ("1", "2")
    ]
    assert again == [once, once]


def test_it_names_no_folder_of_this_machine(starter: Any, rivalry: Any) -> None:
    for comparison, found, _ in (starter, rivalry):
        html = page(comparison, found, "zh", {})
        assert str(ROOT) not in html and "/tmp/" not in html and "/home/" not in html


# ---------------------------------------------------------------- hostile texts


def poisoned(value: Any) -> Any:
    """The same value with a hostile string behind every text that authors can write."""
    if isinstance(value, Said):
        return replace(value, texts={k: Str(v + HOSTILE, v.place) for k, v in value.texts.items()})
    if isinstance(value, tuple):
        return tuple(map(poisoned, value))
    if isinstance(value, Mapping):
        return {k: poisoned(v) for k, v in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        given = {f.name: poisoned(getattr(value, f.name)) for f in fields(value) if f.init}
        for name in ("quote", "by"):
            if isinstance(given.get(name), Str):
                given[name] = Str(given[name] + HOSTILE, given[name].place)
        return replace(value, **given)
    return value


def test_no_text_becomes_markup(starter: Any) -> None:
    comparison, found, _ = starter
    evil = [replace(u, statement=u.statement + HOSTILE, headings=tuple(h + HOSTILE for h in u.headings)) for u in found]
    evil = [replace(u, file=u.file + HOSTILE, label=u.label + HOSTILE) for u in evil]
    passages = {u.claim: "前" + HOSTILE for u in found}
    plain = Parsed(page(comparison, found, "zh", {u.claim: "前" for u in found}))
    dirty = Parsed(page(poisoned(comparison), evil, "zh", passages))
    assert Counter(tag for tag, _ in plain.elements) == Counter(tag for tag, _ in dirty.elements)
    assert [set(have) for _, have in plain.elements] == [set(have) for _, have in dirty.elements]
    assert dirty.wrong == [] and dirty.open == []
    assert "alert(1)" in dirty.text() and "alert(" not in dirty.within("script") + dirty.within("style")
    assert "{{7*7}}" in dirty.text()  # no template either


def test_a_link_in_a_text_leads_nowhere(starter: Any) -> None:
    comparison = starter[0]
    said = comparison.outline.title
    evil = {
        k: Str("[here](https://example.org/) [x](javascript:alert(1)) **bold**", v.place) for k, v in said.texts.items()
    }
    outline = replace(comparison.outline, title=replace(said, texts=evil))
    html = page(replace(comparison, outline=outline), (), "zh", {})
    assert "here &lt;https://example.org/&gt;" in html and "<strong>bold</strong>" in html
    assert not re.search(r'href="[^#]', html)


@given(st.text(), st.text())
def test_any_text_comes_back_as_it_went_in(text: str, value: str) -> None:
    back = Parsed(element("p", text, title=value))
    seen = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", "\ufffd", text)
    assert back.text().replace("\r\n", "\n") == seen.replace("\r\n", "\n")
    assert len(back.elements) == 1 and set(back.elements[0][1]) <= {"title"}


@given(st.text(min_size=1), st.text(min_size=1))
def test_ids_are_safe_and_no_two_alike(one: str, other: str) -> None:
    assert re.fullmatch(r"claim-[A-Za-z0-9._-]*", anchor("claim", one))
    assert (anchor("claim", one) == anchor("claim", other)) == (one == other)


def test_markup_is_made_only_of_escaped_text() -> None:
    assert escaped("<b>") == "&lt;b&gt;" and escaped(Markup("<b>")) == "<b>"
    assert element("p", "<b>", Markup("<i></i>"), title='"') == '<p title="&quot;">&lt;b&gt;<i></i></p>'


# ---------------------------------------------------------------- languages


def test_both_languages_stand_on_it_with_their_own_tags(starter: Any) -> None:
    comparison, found, _ = starter
    for opening in ("zh", "en"):
        seen = Parsed(page(comparison, found, opening, {}))
        assert seen.elements[0] == ("html", {"lang": opening})
        radios = {h["value"]: "checked" in h for h in seen.named("input", type="radio")}
        assert radios == {"zh": opening == "zh", "en": opening == "en"}
        spans = [h for h in seen.named("span", class_="t") if "data-l" in h]
        assert {h["data-l"] for h in spans} == {"zh", "en"} and all(h["lang"] == h["data-l"] for h in spans)
    assert all(h.get("lang") == "zh-CN" for h in seen.named("mark"))


def test_a_text_given_in_one_language_keeps_its_tag(starter: Any) -> None:
    comparison = starter[0]
    question = comparison.outline.questions[0]
    only = replace(question.ask, texts={"zh": question.ask.texts["zh"]})
    outline = replace(comparison.outline, questions=(replace(question, ask=only),))
    html = page(replace(comparison, outline=outline), (), "en", {})
    assert f'<p class="ask"><span class="t" lang="zh">{only.texts["zh"]}</span></p>' in html


def test_a_third_language_borrows_what_it_lacks(starter: Any) -> None:
    comparison = starter[0]
    title = comparison.outline.title
    outline = replace(comparison.outline, title=replace(title, texts={**title.texts, "fr": Str("Bus", title.place)}))
    html = page(replace(comparison, outline=outline), (), "fr", {})
    ask = comparison.outline.questions[0].ask.texts
    assert f'<span class="t" lang="zh" data-l="fr">{ask["zh"]}</span>' in html
    assert '<html lang="fr">' in html and 'for="lang-fr" lang="fr">fr</label>' in html


def test_one_language_needs_no_switch(starter: Any) -> None:
    comparison = starter[0]
    title = comparison.outline.title
    outline = replace(comparison.outline, title=replace(title, texts={"en": title.texts["en"]}))
    html = page(replace(comparison, outline=outline), (), "zh", {})
    assert '<html lang="en">' in html and "<fieldset" not in html and "Key judgements" in html


def test_its_words_are_those_of_the_outputs() -> None:
    shipped = yaml.safe_load((ROOT / "templates/words.yaml").read_text("utf-8"))
    same = [key for key in WORDS if key in shipped and key in list(WORDS)[: list(WORDS).index("trace")]]
    assert len(same) == 19
    assert {key: shipped[key] for key in same} == {key: dict(WORDS[key]) for key in same}
    assert all(set(said) == {"zh", "en"} for said in WORDS.values())
