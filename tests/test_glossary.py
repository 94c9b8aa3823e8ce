"""One term for one thing: which forms are found, which are left alone, and what `--fix` writes for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT

from builder.__main__ import main
from builder.comparison import read_comparison
from builder.glossary import NAME, NO_TERMS, Glossary, read_glossary
from builder.problem import Problems
from builder.project import Project

TERMS = """\
terms:
  - term: {zh: 小院高墙, en: "small yard, high fence"}
    avoid: {zh: [高墙], en: ["small yard, high wall", yard]}
  - term: {zh: 脱钩, en: decoupling}
    avoid: {zh: [脱勾, 断钩], en: [de-coupling, uncoupling]}
    also: {en: [uncoupling of trains]}
  - term: {zh: 关键技术, en: key technology}
    avoid: {zh: [AI], en: [core tech, key tech]}
  - term: {zh: 全球南方, en: Global South}
    avoid: {en: [global South, Third World]}
  - term: {zh: 美国, en: the United States}
    avoid: {en: [America]}
    also: {en: [Latin America]}
    note: {en: US before a noun}
    mend: false
"""


@pytest.fixture
def glossary(tmp_path: Path) -> Glossary:
    """The terms above."""
    return glossary_of(tmp_path, TERMS)


def glossary_of(folder: Path, text: str) -> Glossary:
    (folder / NAME).write_text(text, "utf-8")
    return read_glossary(folder / NAME, Path(NAME))


def found(glossary: Glossary, text: str, lang: str, *, verbatim: bool = False) -> list[tuple[str, str | None]]:
    return [(text[f.start : f.end], f.mend) for f in glossary.findings(text, lang, verbatim=verbatim)]


@pytest.mark.parametrize(
    ("lang", "text", "wrong"),
    [
        ("zh", "美国脱勾断链，筑高墙", [("脱勾", "脱钩"), ("高墙", "小院高墙")]),
        ("zh-CN", "小院高墙与脱钩", []),  # the longer form, which is right, wins
        ("zh", "AI与OpenAI、AIGC", [("AI", "关键技术")]),
        ("en", "Uncoupling began, uncouplings", [("Uncoupling", "Decoupling")]),
        ("en", "then de-coupling", [("de-coupling", "decoupling")]),
        ("en", "uncoupling of trains is no decoupling", []),
        ("en", "key techs, core tech, biotech", [("key techs", "key technologies"), ("core tech", "key technology")]),
        ("en", "the global South, the Global South, THIRD WORLD, Third Worlds", [("global South", "Global South")]),
        ("en", "America and Americans in Latin America", [("America", None)]),
        ("en", "a yard and a small yard, high fence", [("yard", "small yard, high fence")]),
        ("de", "decoupling, uncoupling, America", []),
    ],
)  # fmt: skip
def test_forms_are_found_as_words(
    glossary: Glossary, lang: str, text: str, wrong: list[tuple[str, str | None]]
) -> None:
    assert found(glossary, text, lang) == wrong


def test_quotes_and_titles_are_somebody_elses_words(glossary: Glossary) -> None:
    for text in ("他说“必须脱勾”", "《脱勾论》", "「脱勾」了", "见*论 脱勾*"):
        assert found(glossary, text, "zh", verbatim=True) == [], text
    assert found(glossary, "所谓“脱勾”", "zh", verbatim=True) == []
    assert found(glossary, "the “uncoupling of America and Europe”", "en") == []
    assert found(glossary, "the “small yard, high wall”", "en") == [("small yard, high wall", "small yard, high fence")]
    assert found(glossary, "the authors’ uncoupling isn’t ours", "en") == [("uncoupling", "decoupling")]


def test_a_term_that_cannot_simply_be_written_says_what_to_think_of(glossary: Glossary) -> None:
    (one,) = glossary.findings("in America", "en", verbatim=False)
    assert (one.rule, one.code, one.severity, one.mend) == (53, "term", "warning", None)
    assert one.message == "'America': the glossary has 'the United States'"
    assert one.hint == "write 'the United States' (US before a noun)"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("terms: [{term: {zh: 甲, en: a}, avoid: {zh: [乙, 乙]}}]", "the form '乙' to avoid is given twice"),
        ("terms: [{term: {zh: 甲}, avoid: {zh: [乙]}}, {term: {zh: 乙}}]", "the form '乙' to avoid is given twice"),
        ("terms: [{term: {zh: 甲}, avoid: {en: [b]}}]", "forms in 'en' are avoided, but the term has no 'en'"),
        ("terms: [{term: {zh: 甲}, avoids: {zh: [乙]}}]", "unknown field 'avoids'"),
    ],
)
def test_a_glossary_that_contradicts_itself_is_a_problem(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(Problems) as e:
        glossary_of(tmp_path, text + "\n")
    assert [p.message for p in e.value.found] == [message]
    assert e.value.found[0].place.file == Path(NAME)


def test_there_need_not_be_one(project: Path) -> None:
    assert read_comparison(project / "outlines/case.yaml", project).glossary is NO_TERMS
    (project / "outlines" / NAME).write_text("terms: [{term: {zh: 班次, en: timetable}}]\n", "utf-8")
    assert [p.name for p in Project(project, project / "out").outlines()] == ["case.yaml"]
    assert main(["check", "--strict"]) == 0


def test_fix_writes_the_term_everywhere_but_in_quotes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outline, notes = project / "outlines/case.yaml", project / "outlines/articles/lin-2031.yaml"
    before = outline.read_text("utf-8"), notes.read_text("utf-8")
    (project / "outlines" / NAME).write_text(
        "terms:\n  - term: {zh: 发车间隔, en: 'timetable, printed'}\n    avoid: {zh: [班次], en: [timetable]}\n",
        "utf-8",
    )
    assert main(["check", "--strict"]) == 1
    said = capsys.readouterr().err
    assert "outlines/case.yaml:29:22: warning: '班次': the glossary has '发车间隔' [term]" in said
    assert main(["check", "--fix", "--strict"]) == 0
    want = before[0].replace("班次", "发车间隔")
    now = outline.read_text("utf-8")
    assert 'en: "Lin would protect the timetable, printed first; Zhou' in now  # in { } the comma needs quotes
    assert "班次" not in now
    assert [line for line in now.splitlines() if "timetable" not in line] == [
        line for line in want.splitlines() if "timetable" not in line
    ]
    article = notes.read_text("utf-8")
    assert "title: 末班车之后" in article and "quote: 先把骨干班线保下来" in article and "班次" not in article
    assert len(now.splitlines()) == len(before[0].splitlines())


def test_the_shipped_glossary_pairs_what_is_used() -> None:
    comparison = read_comparison(ROOT / "outlines/tech-rivalry.yaml", ROOT)
    terms = comparison.glossary.terms
    assert 20 <= len(terms) <= 45
    whole = {lang: "\n".join(s.texts[lang] for s in comparison.saids if lang in s.texts) for lang in ("zh", "en")}
    for term in terms:
        assert set(term.term.texts) == {"zh", "en"}
        forms = {lang: (str(text), *map(str, term.also.get(lang, ()))) for lang, text in term.term.texts.items()}
        for lang, ones in forms.items():
            assert any(one.lower().rstrip("y") in whole[lang].lower() for one in ones), f"nobody writes '{ones[0]}'"
        assert term.official is None or set(term.official.texts) == {"zh", "en"}
