"""CSL styles: what is changed in a style, what citeproc-js is asked, and how its answers become runs of text.

The tests that ask citeproc-js itself are skipped where `collate styles install` was not run.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import csl, styles_command
from builder.citation import Item, Session, Span, text_of
from builder.csl.answers import Answers
from builder.csl.engine import library_here, ranks
from builder.csl.fetch import NotFetched, take
from builder.csl.library import Library
from builder.csl.parts import ENGINE, cache_folder, missing
from builder.csl.positions import FIRST, IBID, IBID_ELSEWHERE, SUBSEQUENT, positions
from builder.csl.records import prepared, tongues
from builder.csl.sheet import read_sheet
from builder.csl.spans import spans, tidied
from builder.csl.style import _letters, _place
from builder.problem import Problems

engine = pytest.mark.skipif(bool(missing()) or not library_here(), reason="`collate styles install` was not run")

LIN: dict[str, Any] = {
    "id": "lin", "type": "article-journal", "title": "河道与城市", "container-title": "水利研究", "volume": "4",
    "issue": "2", "page": "11-29", "issued": "2031-05", "language": "zh-CN", "title-translated": "Rivers and Cities",
    "author": [{"family": n[0], "given": n[1:]} for n in ("林远", "周敏", "赵宁", "韩石")],
}  # fmt: skip
KEANE: dict[str, Any] = {
    "id": "keane", "type": "book", "title": "Harbours of the north", "publisher": "Fen Press", "issued": 2030,
    "publisher-place": "Leith", "edition": "2", "language": "en",
    "author": [
        {"family": n, "given": g} for n, g in (("Keane", "Ada"), ("Bell", "Tom"), ("Ross", "Ian"), ("Orr", "Li"))
    ],
}  # fmt: skip
SLOW: dict[str, Any] = {
    "id": "slow", "type": "book", "title": "Slow water", "publisher": "Fen Press", "issued": "2029", "language": "en",
    "author": [{"family": "Moss", "given": "Una"}], "DOI": "10.9999/slow",
}  # fmt: skip
SLOWER = {**SLOW, "id": "slower", "title": "Slower water", "DOI": "10.9999/slower"}
UNSAID: dict[str, Any] = {"id": "unsaid", "type": "article", "title": "Untold", "language": "en"}
ALL = [LIN, KEANE, SLOW, SLOWER]
NUMBERS = {"lin": 1, "keane": 2, "slow": 3, "slower": 4}

SHELL = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-US">
<info><title>Trial</title><id>trial</id><updated>2031-01-01T00:00:00+00:00</updated>
<category citation-format="{form}"/></info>{macros}<citation collapse="citation-number"><sort><key
variable="citation-number"/></sort><layout prefix="[" suffix="]" delimiter=",">{mark}</layout></citation>
<bibliography second-field-align="flush" subsequent-author-substitute="---"><layout suffix=".">{entry}</layout>
</bibliography></style>"""
NUMERIC = SHELL.format(
    form="numeric",
    macros='<macro name="number"><text variable="citation-number" suffix=". "/></macro>',
    mark='<text macro="number"/>',
    entry='<text macro="number"/><names variable="author"/><text variable="title" font-style="italic" prefix=", "/>',
)


def sheet(text: str = NUMERIC) -> Any:
    return read_sheet(text.encode(), Path("trial.csl"))


# ------------------------------------------------------------------ runs of text


def test_html_becomes_runs_and_entities_characters() -> None:
    html = '<div class="csl-entry">A &#38; B. <i>On <span style="font-style:normal;">x</span></i><sup>2</sup></div>\n'
    want = (Span("A & B. "), Span("On ", italic=True), Span("x"), Span("2", raised=True))
    assert spans(html) == want


def test_columns_are_drawn_together_with_one_space() -> None:
    html = '<div class="csl-left-margin">A.  </div><div class="csl-right-inline">B.</div>'
    assert text_of(spans(f'<div class="csl-entry">\n  {html}\n</div>')) == "A. B."


def test_addresses_become_links_and_lowered_digits_stay() -> None:
    assert spans('<a href="https://doi.org/10.1/x">10.1/x</a> H<sub>2</sub>O') == (
        Span("10.1/x", link="https://doi.org/10.1/x"),
        Span(" H₂O"),
    )


@pytest.mark.parametrize("html", ["<u>x</u>", "<i>x", "x</i>", '<span style="color:red">x</span>', "<!-- x -->"])
def test_what_is_not_known_is_refused(html: str) -> None:
    with pytest.raises(ValueError, match="citeproc"):
        spans(html)


def test_quotation_marks_close_where_chinese_closes_them() -> None:
    assert tidied("《河道 [Rivers &#38; Cities].》 水利", "Rivers & Cities") == "《河道》 [Rivers &#38; Cities]. 水利"
    assert tidied("“河道 [Rivers],” 水利", "Rivers") == "“河道” [Rivers], 水利"
    assert tidied("林远, 和周敏. 2031") == "林远和周敏. 2031"
    assert tidied("“Rivers [sic].” Fen", "Cities") == "“Rivers [sic].” Fen"


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1))
def test_no_word_is_lost_on_the_way(text: str) -> None:
    assert text_of(spans(f"<i>{escape(text)}</i>")) == text


# ------------------------------------------------------------------ the style's file


def test_the_number_leaves_the_list_and_stays_in_the_mark() -> None:
    tree = sheet().tree({})
    citation, listed = (next(c for c in tree["children"] if c["name"] == n) for n in ("citation", "bibliography"))
    macros = {c["attrs"]["name"]: c for c in tree["children"] if c["name"] == "macro"}

    def variables(node: Any) -> set[str]:
        if isinstance(node, str):
            return set()
        called = macros.get(node["attrs"].get("macro", ""))
        inner = set().union(*map(variables, node["children"]), variables(called) if called else set())
        return inner | {node["attrs"].get("variable", "")}

    assert "citation-number" in variables(citation["children"][-1])
    assert "citation-number" not in variables(listed)
    assert listed["attrs"] == {}


def test_every_layout_is_doubled_for_the_other_languages() -> None:
    tree = sheet().tree({"zh-CN": ["zh", "zh-CN"]})
    for area in tree["children"]:
        if area["name"] in ("citation", "bibliography"):
            locales = [c["attrs"].get("locale") for c in area["children"] if c["name"] == "layout"]
            assert locales == ["zh-CN zh", None]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<style", "not XML"),
        ("<html/>", "not a CSL style"),
        (NUMERIC.replace('name="number"', 'name="numbers"'), "lacks its macro 'number'"),
        ('<!DOCTYPE style [<!ENTITY a "b">]>' + NUMERIC, "no document type"),
    ],
)
def test_a_file_that_is_no_style_is_a_problem(text: str, said: str) -> None:
    with pytest.raises(Problems, match=said):
        sheet(text)


def test_a_style_is_found_by_name_and_by_the_name_it_renames(tmp_path: Path) -> None:
    (tmp_path / "trial.csl").write_text(NUMERIC, "utf-8")
    link = '<link href="http://www.zotero.org/styles/trial" rel="independent-parent"/>'
    (tmp_path / "other.csl").write_text(
        f'<style xmlns="http://purl.org/net/xbiblio/csl"><info>{link}</info></style>', "utf-8"
    )
    assert Library(tmp_path).sheet("other").title == "Trial"
    with pytest.raises(KeyError):
        Library(tmp_path / "none").sheet("../trial")


# ------------------------------------------------------------------ records, languages, order


def test_dates_of_all_forms_become_parts() -> None:
    given = {"id": "a", "issued": "2031-05/2031-06", "accessed": {"raw": "2031-07-02"}, "original-date": "1890~"}
    made = prepared(given, "zh")
    assert made["issued"] == {"date-parts": [[2031, 5], [2031, 6]]}
    assert made["accessed"] == {"date-parts": [[2031, 7, 2]]}
    assert made["original-date"] == {"date-parts": [[1890]], "circa": True}
    assert prepared({"id": "a", "issued": "in the reign of Qianlong"}, "")["issued"] == {
        "literal": "in the reign of Qianlong"
    }


def test_a_chinese_name_is_one_piece() -> None:
    assert prepared(LIN, "zh")["author"][0] == {"family": "林远"}
    assert prepared(KEANE, "zh")["author"][0] == {"family": "Keane", "given": "Ada"}


def test_a_translated_title_is_for_english_readers_only() -> None:
    assert prepared(LIN, "zh")["title"] == "河道与城市"
    english = prepared(LIN, "en")
    assert (english["title"], english["title-short"]) == ("河道与城市 [Rivers and Cities]", "河道与城市")


def test_each_language_has_its_words() -> None:
    records = [{"language": tag} for tag in ("zh", "en", "de-DE", "zh-Hant", "zh-CN")]
    assert tongues(records, "en-GB") == {"zh-CN": ["zh", "zh-CN"], "zh-TW": ["zh-Hant"]}
    assert tongues(records, "zh-CN") == {"en-US": ["en", "de-DE"], "zh-TW": ["zh-Hant"]}


def test_chinese_stands_by_pinyin_among_latin_letters() -> None:
    names = ["Zhou@Min", "张@薇", "Zhang@Wei", "Ångström", "Li@Na", "李@娜", "单@一", "Lin@A"]
    placed = ranks(names)
    assert sorted(names, key=placed.__getitem__) == [
        "Ångström", "Li@Na", "李@娜", "Lin@A", "单@一", "Zhang@Wei", "张@薇", "Zhou@Min",
    ]  # fmt: skip


@given(st.integers(0, 20_000))
def test_letters_count_like_columns(place: int) -> None:
    assert _place(_letters(place)) == place
    assert [_letters(n) for n in (0, 25, 26, 701, 702)] == ["a", "z", "aa", "zz", "aaa"]


def test_ibid_is_what_csl_says_it_is() -> None:
    def after(last: list[Item], now: Item) -> Any:
        return next(positions([now], Session().after(last, 1)))["position"]

    p3, p4, bare, other = Item(SLOW, "3"), Item(SLOW, "4"), Item(SLOW), Item(KEANE)
    assert next(positions([p3], Session()))["position"] == FIRST
    assert after([p3], p3) == IBID
    assert after([p3], p4) == after([bare], p4) == IBID_ELSEWHERE
    assert after([p3], bare) == after([p3, other], p3) == SUBSEQUENT
    assert after([bare], bare) == IBID
    assert [p["position"] for p in positions([p3, p3], Session())] == [FIRST, IBID]


# ------------------------------------------------------------------ what is installed


def test_without_the_engine_a_csl_style_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLLATE_CACHE", str(tmp_path / "empty"))
    (tmp_path / "trial.csl").write_text(NUMERIC, "utf-8")
    for name in ("apa", "trial", "trial.csl"):
        with pytest.raises(Problems, match="collate styles install"):
            csl.style(name, ALL, tmp_path)
    assert any("styles install" in line for line in styles_command.listing("", tmp_path))


def test_a_slip_in_a_built_in_name_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLLATE_CACHE", str(tmp_path / "empty"))
    with pytest.raises(Problems, match=r"did you mean .gb-t-7714-2025-numeric"):
        csl.style("gb-t-7714-2025-numerc", ALL)


def test_a_file_that_was_not_checked_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLLATE_CACHE", str(tmp_path / "cache"))
    (tmp_path / "citeproc.js").write_text("var CSL = {};", "utf-8")
    with pytest.raises(NotFetched, match="none of the files that were checked"):
        take(tmp_path / "citeproc.js")
    assert not cache_folder().exists()


def test_answers_are_kept_and_broken_ones_asked_again(tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    assert [answers.get(["q"], lambda: "new"), answers.get(["q"], lambda: "newer")] == ["new", "new"]
    for file in tmp_path.rglob("*.json"):
        file.write_text('"ne', "utf-8")
    assert answers.get(["q"], lambda: "newest") == "newest"


# ------------------------------------------------------------------ citeproc-js itself


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The installed parts without any answer kept; and a style of our own in a folder."""
    cache = tmp_path / "cache" / "csl"
    cache.mkdir(parents=True)
    for part in (cache_folder() / "csl").glob("*.*"):
        (cache / part.name).symlink_to(part)
    monkeypatch.setenv("COLLATE_CACHE", str(cache.parent))
    (tmp_path / "trial.csl").write_text(NUMERIC, "utf-8")
    return tmp_path


@engine
def test_one_list_has_deng_and_et_al(fresh: Path) -> None:
    style = csl.style("chicago-author-date", ALL, fresh)
    assert style.kind == "author-date"
    assert style.order(ALL) == ["keane", "lin", "slow", "slower"]
    marks = [text_of(style.mark([Item(r)], numbers={}, lang="zh")) for r in (LIN, KEANE)]
    assert [mark.split()[0].strip("(") for mark in marks] == ["林远等", "Keane"] and "et al." in marks[1]
    both = text_of(style.mark([Item(LIN, "12"), Item(KEANE)], numbers={}, lang="zh"))
    assert "等" in both and "et al." in both and "12" in both
    entry = text_of(style.entry(KEANE, number=None, lang="en"))
    assert "2nd ed." in entry and entry.startswith("Keane, Ada")
    assert "》 [Rivers and Cities]." in text_of(style.entry(LIN, number=None, lang="en"))
    assert "Rivers" not in text_of(style.entry(LIN, number=None, lang="zh"))


@engine
def test_a_chinese_title_keeps_its_own_quotation_marks(fresh: Path) -> None:
    quoting = {**LIN, "id": "quoting", "title": "“河道”与‘城市’"}
    shown = text_of(csl.style("chicago-author-date", [quoting], fresh).entry(quoting, number=None, lang="zh"))
    assert "“河道”与‘城市’" in shown


@engine
def test_letters_tell_works_apart_in_list_and_text(fresh: Path) -> None:
    style = csl.style("apa", ALL, fresh)
    letters = style.suffixes(ALL)
    assert letters == {"slow": "a", "slower": "b"}
    mark = style.mark([Item(SLOW), Item(SLOWER)], numbers={}, lang="en", session=Session(letters))
    assert text_of(mark) == "(Moss, 2029a, 2029b)"
    assert {span.link for span in mark} == {"", "source:slow", "source:slower"}
    entry = style.entry(SLOWER, number=None, lang="en", suffix="b")
    assert "(2029b)" in text_of(entry) and Span("Slower water", italic=True) in entry
    assert "(2029)" in text_of(style.entry(SLOWER, number=None, lang="en"))
    assert "https://doi.org/10.9999/slower" in {span.link for span in entry}


@engine
def test_a_sentence_that_names_the_author_brackets_the_year_only(fresh: Path) -> None:
    style = csl.style("apa", ALL, fresh)
    told = style.mark([Item(SLOW, "7")], numbers={}, lang="en", session=Session({"slow": "a"}, narrative=True))
    assert text_of(told) == "Moss (2029a, p. 7)"


@engine
def test_numbers_are_the_outlines_and_lead_to_their_sources(fresh: Path) -> None:
    style = csl.style("trial", ALL, fresh)
    assert (style.kind, style.order(ALL)) == ("numeric", ["lin", "keane", "slow", "slower"])
    mark = style.mark([Item(KEANE)], numbers={"keane": 17}, lang="en")
    assert mark == (Span("[17. ]", link="source:keane"),)
    assert text_of(style.entry(KEANE, number=17, lang="en")).startswith("Ada Keane")
    ieee = csl.style("ieee", ALL, fresh).mark([Item(SLOW), Item(LIN)], numbers=NUMBERS, lang="en")
    assert text_of(ieee) == "[1], [3]"
    assert [(s.text, s.link) for s in ieee if s.link] == [("1", "source:lin"), ("3", "source:slow")]


@engine
def test_no_pinpoint_is_lost(fresh: Path) -> None:
    for name in ("trial", "nature", "apa", "chicago-notes-bibliography", "modern-language-association"):
        style = csl.style(name, ALL, fresh)
        for item, shown in ((Item(SLOW, "3-4"), "3–4"), (Item(SLOW, "§3(1) ¶2", "section"), "§3(1) ¶2")):
            mark = text_of(style.mark([item], numbers=NUMBERS, lang="en"))
            assert shown in mark and "sec. §" not in mark, name
    raised = csl.style("nature", ALL, fresh).mark([Item(SLOW, "3"), Item(LIN)], numbers=NUMBERS, lang="en")
    assert text_of(raised) == "3(p3),1" and all(span.raised for span in raised)


@engine
def test_notes_have_short_forms_for_repeats(fresh: Path) -> None:
    style = csl.style("chicago-notes-bibliography", ALL, fresh)
    assert style.kind == "note"
    first = [Item(KEANE, "5")]
    session = Session().after(first, 1)
    full, short = (style.mark(first, numbers={}, lang="en", session=s) for s in (Session(), session))
    assert "Fen Press" in text_of(full) and "Fen Press" not in text_of(short)


@engine
def test_what_a_style_cannot_print_is_named_by_its_title(fresh: Path) -> None:
    style = csl.style("trial-author", [UNSAID], _only_authors(fresh))
    assert style.mark([Item(UNSAID)], numbers={}, lang="en") == (Span("Untold", link="source:unsaid"),)
    assert "NO_PRINTED" not in text_of(
        csl.style("ieee", [UNSAID], fresh).mark(
            [Item(UNSAID)], numbers={"unsaid": 1}, lang="en", session=Session(narrative=True)
        )
    )


def _only_authors(folder: Path) -> Path:
    names = '<names variable="author"/>'
    text = SHELL.format(form="author-date", macros="", mark=names, entry=names)
    (folder / "trial-author.csl").write_text(text, "utf-8")
    return folder


@engine
def test_a_style_that_citeproc_cannot_use_is_a_problem(fresh: Path) -> None:
    called = '<text macro="number"/><text variable="citation-number" suffix=". "/>'
    (fresh / "ring.csl").write_text(NUMERIC.replace('<text variable="citation-number" suffix=". "/>', called), "utf-8")
    with pytest.raises(Problems, match="the CSL engine stopped at this style"):
        csl.style("ring", ALL, fresh).order(ALL)


@engine
def test_a_second_time_the_engine_is_not_started(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked() -> tuple[Any, ...]:
        style = csl.style("trial", ALL, fresh)
        return (
            style.order(ALL),
            style.entry(LIN, number=1, lang="en"),
            style.mark([Item(LIN)], numbers=NUMBERS, lang=""),
        )

    first = asked()
    kept = cache_folder() / "csl" / ENGINE.kept_as
    kept.unlink()
    kept.write_text("throw new Error('started')", "utf-8")
    assert asked() == first
    with pytest.raises(Problems, match="not the file that was checked"):
        csl.style("trial", ALL, fresh).entry(KEANE, number=1, lang="en")
