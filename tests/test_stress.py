"""Outlines that nobody would write on purpose: each is built, or refused at a line of its YAML; what is built is whole.

Three laws, for every outline of `stress.invent`:

* It is built, or every problem has its place in the YAML; what is too long is told with the characters that would fit,
  and cut to that it is built.
* In what is built nothing overflows, by the rules of `builder.proof`, and nothing is lost: read back with python-pptx.
* LibreOffice, kept from shrinking, breaks the lines as `builder.fit` told, or has room for what it breaks otherwise.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from drawn_lines import Tally, compared, unshrunk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx import Presentation
from rendering import has_libreoffice, to_pdf
from stress import LARGE, MODEST, Bounds, Stress, invent

from builder import build
from builder.load import Node, load
from builder.problem import Place, Problem, Problems
from builder.profile import read_profile
from builder.project import Project
from builder.proof import proof
from builder.shipped import TEMPLATES

ROUNDS = 6  # of shortening as told: a slide tells one text at a time; most outlines need one or two
QUICK = range(12)
LONG = range(12, 230)
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PART = re.compile(r"\s*[（(](\d+)/(\d+)[）)]$")
LISTS, SOURCES = ("参考文献", "Sources"), ("资料来源：", "Sources:")
TOLD = re.compile(r"about (\d+) characters fit")
CLOSES = {"“": "”", "（": "）", "《": "》", "(": ")", "[": "]"}


# ---------------------------------------------------------------- built, or refused with a place


@dataclass(frozen=True)
class Deck:
    """What came of an outline in the end: the file, and how often it was refused before."""

    data: bytes
    refused: int
    seconds: float


def made_of(stress: Stress, root: Path) -> Deck:
    """Build the outline; where it is refused, shorten what it is refused for, as told."""
    for round in range(ROUNDS):
        path = stress.write(root)
        start = time.perf_counter()
        try:
            [built] = build(path, Project(root, root / "out"), template=stress.template, lang=stress.lang)
        except Problems as e:
            shorten(stress, [p for p in e.found if p.severity == "error"], root)
            continue
        return Deck(built.path.read_bytes(), round, time.perf_counter() - start)
    raise AssertionError(f"still refused after {ROUNDS} rounds")


def shorten(stress: Stress, problems: list[Problem], root: Path) -> None:
    """Cut every text at a problem's place to what the problem says would fit."""
    assert problems
    told: dict[Place, list[int]] = {}
    for problem in problems:
        count = TOLD.match(problem.hint)
        assert problem.code == "too-long" and count, str(problem)
        told.setdefault(problem.place, []).append(int(count[1]))
    for place, counts in told.items():
        assert place.file.parts[0] == "outlines", str(place)
        found = list(at(load(root / place.file, place.file), place))
        assert len(found) == 1, f"no text at {place}"
        *keys, last = found[0]
        holder: Any = stress.outline if place.file.stem == "stress" else stress.articles[place.file.stem]
        for key in keys:
            holder = holder[key]
        assert max(counts) < len(shown(holder[last])), f"{place}: {counts} of {len(shown(holder[last]))} characters"
        holder[last] = cut(holder[last], min(counts))


def at(node: Node, place: Place, keys: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The keys under which the scalar at a place stands."""
    match node.value:
        case dict():
            for key, value in node.value.items():
                yield from at(value, place, (*keys, str(key)))
        case list():
            for n, value in enumerate(node.value):
                yield from at(value, place, (*keys, n))
        case _ if node.place == place:
            yield keys


def cut(text: str, count: int) -> str:
    """The first characters of a text, without what they leave open."""
    kept = list(text[:count])
    waiting: list[int] = []
    for n, char in enumerate(kept):
        if char in CLOSES:
            waiting.append(n)
        elif waiting and char == CLOSES[kept[waiting[-1]]]:
            waiting.pop()
    for n in waiting:
        kept[n] = "数" if kept[n] in "“（《" and re.search("[\u3400-\u9fff]", text) else "s"
    return "".join(kept).strip()


def shown(text: str) -> str:
    """A text as a reader sees it, without its Markdown."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("**", "")


# ---------------------------------------------------------------- whole


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@dataclass(frozen=True)
class Seen:
    """A slide as python-pptx reads it: title, paragraphs (those in groups and tables too) and header rows by table."""

    title: str
    paragraphs: tuple[str, ...]
    heads: tuple[tuple[str, tuple[str, ...]], ...]


def read_back(data: bytes) -> list[Seen]:
    """Every slide; paragraphs without blanks."""
    found = []
    for slide in Presentation(BytesIO(data)).slides:
        heads = []
        for shape in slide.shapes:
            if shape.has_table:
                first = shape._element.find(f".//{A}tr")
                heads.append((shape.name, tuple(words(cell) for cell in first.iter(f"{A}tc"))))
        paragraphs = tuple(filter(None, (words(p) for p in slide.shapes._spTree.iter(f"{A}p"))))
        found.append(Seen(slide.shapes.title.text_frame.text, paragraphs, tuple(heads)))
    return found


def words(element: Any) -> str:
    return squeezed("".join(t.text or "" for t in element.iter(f"{A}t")))


def wanted(stress: Stress) -> Iterator[tuple[str, str]]:
    """What must stand in the deck, and under which title ("" for anywhere)."""
    outline, lang = stress.outline, stress.lang
    seminar = stress.template == "seminar"
    yield from (("", judgement["says"][lang]) for judgement in outline["judgements"])
    yield from (("", gap["says"][lang]) for gap in outline.get("gaps", ()))
    yield from (("", step["says"][lang]) for step in outline.get("steps", ()))
    for question in outline["questions"]:
        for position in question["positions"].values():
            if isinstance(position, dict) and "says" in position:
                yield "", position.get("brief", position["says"])[lang]
                if seminar:
                    yield question["finding"][lang], position["says"][lang]
    for tension in outline.get("tensions", ()):
        placed = any(tension["id"] in session.get("tensions", ()) for session in outline.get("sessions", ()))
        if placed or not outline.get("sessions") if seminar else tension["priority"] == "high":
            yield from ((tension["title"][lang], side["says"][lang]) for side in tension["sides"])
    if seminar:
        yield from (("", asked["ask"][lang]) for asked in outline.get("discussion", ()))


def assert_whole(data: bytes, stress: Stress) -> None:
    """Nothing overflows and nothing is lost."""
    profile = read_profile([TEMPLATES], "slides")
    assert profile is not None
    assert [str(f) for f in proof(data, "slides", profile) if f.severity == "error"] == []
    slides = read_back(data)
    assert_numbered([slide.title for slide in slides])
    assert_headed(slides)
    assert_sourced(slides)
    for title, text in wanted(stress):
        start = squeezed(shown(title))
        here = [p for slide in slides if squeezed(slide.title).startswith(start) for p in slide.paragraphs]
        for sentence in re.split(r"(?<=[。！？；])|(?<=[.!?;])\s+", shown(text)):
            assert any(squeezed(sentence) in p for p in here), f"lost: {sentence!r} of {title!r}"


def assert_numbered(titles: list[str]) -> None:
    """Parts follow one another from 1 to n, and no two slides have the same title."""
    assert all(titles) and len(set(titles)) == len(titles)
    before: dict[str, tuple[int, int]] = {}
    for title in titles:
        if found := PART.search(title):
            number, many = int(found[1]), int(found[2])
            last, of = before.get(PART.sub("", title), (0, 0))
            assert (number == 1 and last == of) or (number, many) == (last + 1, of), title
            before[PART.sub("", title)] = (number, many)
    assert all(last == many > 1 for last, many in before.values()), before


def assert_headed(slides: list[Seen]) -> None:
    """A table that goes on begins on every slide with the same header row."""
    heads: dict[str, set[tuple[str, ...]]] = {}
    for slide in slides:
        for name, row in slide.heads:
            heads.setdefault(name, set()).add(row)
    assert heads and all(len(rows) == 1 and any(row) for rows in heads.values() for row in rows), heads


def assert_sourced(slides: list[Seen]) -> None:
    """Every mark has its article in the list of sources, each once; every slide with marks has a source line."""
    listed: list[str] = []
    marks: set[str] = set()
    for slide in slides:
        if PART.sub("", slide.title) in LISTS:
            listed += [found[1] for p in slide.paragraphs if (found := re.match(r"\[(\d+)\]", p))]
            continue
        here = {n for p in slide.paragraphs for one in re.findall(r"\[([\d,-]+)\]", p) for n in re.findall(r"\d+", one)}
        lines = [p for p in slide.paragraphs if p.startswith(SOURCES)]
        assert not here or lines, slide.title
        marks |= here
    assert len(listed) == len(set(listed))
    assert marks <= set(listed), marks - set(listed)


def held(seed: int, root: Path, bounds: Bounds | None = None, **of: str) -> tuple[Deck, Stress]:
    """Invent, build and look through one outline."""
    stress = invent(seed, bounds, **of)
    deck = made_of(stress, root)
    assert_whole(deck.data, stress)
    return deck, stress


@pytest.mark.parametrize("seed", QUICK)
def test_an_outline_is_built_or_refused_at_its_place(seed: int, tmp_path: Path) -> None:
    held(seed, tmp_path, MODEST)


@pytest.mark.long
@pytest.mark.parametrize("seed", LONG)
def test_many_outlines_are_built_or_refused_at_their_place(seed: int, tmp_path: Path) -> None:
    held(seed, tmp_path)


@pytest.mark.long
@given(
    seed=st.integers(10_000), articles=st.integers(1, 12), questions=st.integers(1, 60), longest=st.integers(21, 2000)
)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_outlines_of_any_size(
    seed: int, articles: int, questions: int, longest: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bounds = Bounds((articles, articles), (questions, questions), (20, longest))
    held(seed, tmp_path_factory.mktemp("any"), bounds)


@pytest.mark.long
def test_twelve_articles_and_sixty_questions_are_built_in_time(tmp_path: Path) -> None:
    deck, _ = held(3, tmp_path, LARGE, template="seminar", lang="zh")
    assert deck.seconds < 60


def test_the_same_seed_makes_the_same_outline() -> None:
    assert invent(5) == invent(5) != invent(6)


# ---------------------------------------------------------------- what these outlines have found


@pytest.fixture
def plain() -> Stress:
    """A small outline, for one thing that is wrong with it."""
    made = invent(1, Bounds((2, 2), (2, 2), (20, 40), (8, 20)), template="seminar", lang="zh")
    first = made.outline["questions"][0]
    for name in made.articles:
        first["positions"][name] = {"says": {"zh": "需求仍在。", "en": "Demand persists."}, "claims": [f"{name}.d1"]}
        first["positions"][name]["brief"] = {"zh": "仍在", "en": "persists"}
    first |= {
        "kind": "diagnosis",
        "relation": "agree",
        "finding": {"zh": "需求仍在，未曾消失", "en": "Demand persists"},
    }
    for key in ("tensions", "charts", "quotes", "grids", "steps", "sessions"):
        made.outline.pop(key, None)
    return made


def titled(slides: list[Seen], title: str) -> list[Seen]:
    return [slide for slide in slides if PART.sub("", slide.title) == title]


def test_a_position_of_many_sentences_goes_on_with_its_marks(plain: Stress, tmp_path: Path) -> None:
    sentences = [f"第{n}句说末班车之后的客流并没有消失，只是散到了班次覆盖不到的时段和地点。" for n in range(60)]
    plain.outline["questions"][0]["positions"]["a1"]["says"]["zh"] = "".join(sentences)
    deck = made_of(plain, tmp_path)
    assert deck.refused == 0
    assert_whole(deck.data, plain)
    parts = titled(read_back(deck.data), "需求仍在，未曾消失")
    said = {part: p for part in parts for p in part.paragraphs if "句说" in p}
    assert len(said) > 2
    [mark] = {p[-3:] for p in said.values()}
    assert re.fullmatch(r"\[\d\]", mark)
    assert all(any(p.startswith("资料来源：") and mark in p for p in part.paragraphs) for part in said)
    assert "".join(p.removesuffix(mark) for p in said.values()) == "".join(sentences)


def test_a_row_as_high_as_a_slide_leaves_its_question_alone(plain: Stress, tmp_path: Path) -> None:
    """The question stands on a slide of its own then, where it would push the table over the source line."""
    at = plain.outline["questions"][0]["positions"]["a1"]["says"]
    for count in range(620, 900, 40):
        at["zh"] = "数" * count + "。"
        stress = Stress(plain.outline, plain.articles, "seminar", "zh")
        try:
            path = stress.write(tmp_path)
            [built] = build(path, Project(tmp_path, tmp_path / "out"), template="seminar", lang="zh")
        except Problems as e:
            assert {p.code for p in e.found if p.severity == "error"} == {"too-long"}, str(e)
            return
        assert_whole(built.path.read_bytes(), stress)
    raise AssertionError("a sentence of 860 characters is on a slide")


def test_a_stage_with_many_steps_goes_on_between_two_steps(plain: Stress, tmp_path: Path) -> None:
    says = {"zh": "先保住骨干班线的班次，再谈末梢线路的存废。" * 6, "en": "Protect the trunk lines first."}
    plain.outline["steps"] = [
        {"id": f"s{n}", "stage": "first", "by": {"zh": "运营方", "en": "Operators"}, "says": says, "claims": ["a1.r1"]}
        for n in range(12)
    ]
    deck = made_of(plain, tmp_path)
    assert deck.refused == 0
    assert_whole(deck.data, plain)


def test_a_cover_title_of_three_lines_is_refused_at_its_line(plain: Stress, tmp_path: Path) -> None:
    plain.outline["title"] = {"zh": "夜间公交往何处去" * 11, "en": "Night buses"}
    path = plain.write(tmp_path)
    with pytest.raises(Problems) as refused:
        build(path, Project(tmp_path, tmp_path / "out"), template="seminar", lang="zh")
    [problem] = [p for p in refused.value.found if p.severity == "error"]
    assert (problem.place, problem.code) == (Place(Path("outlines/stress.yaml"), 2, 7), "too-long")
    assert problem.hint == "about 40 characters fit: say it shorter"


def test_the_names_of_sixty_questions_are_no_property_too_long(plain: Stress, tmp_path: Path) -> None:
    for question in plain.outline["questions"]:
        question["short"] = {"zh": "末班车之后的客流" * 20, "en": "the passengers of the last bus " * 5}
    deck = made_of(plain, tmp_path)
    assert len(Presentation(BytesIO(deck.data)).core_properties.keywords) <= 255


def test_an_outline_without_sessions_shows_its_questions(plain: Stress, tmp_path: Path) -> None:
    assert "sessions" not in plain.outline
    assert titled(read_back(made_of(plain, tmp_path).data), "需求仍在，未曾消失")


@pytest.mark.parametrize("reading", [60, 90, 120])
def test_the_reading_beside_a_chart_has_its_room(reading: int, plain: Stress, tmp_path: Path) -> None:
    names = [{"zh": "人工", "en": "Labour"}, {"zh": "空驶", "en": "Empty runs"}]
    text = {"zh": "数" * reading + "。", "en": "Look here."}
    plain.outline["charts"] = [
        {"id": "c1", "finding": {"zh": "固定成本占大头", "en": "Fixed costs lead"}, "caption": text, "kind": "bar",
         "unit": {"zh": "%", "en": "%"}, "categories": names, "claims": ["a1.d1"], "reading": [text, text],
         "series": [{"name": names[0], "values": [45, 25]}], "note": text}
    ]  # fmt: skip
    assert_whole(made_of(plain, tmp_path).data, plain)


# ---------------------------------------------------------------- the lines that LibreOffice draws


@pytest.mark.libreoffice
@pytest.mark.skipif(not has_libreoffice(), reason="LibreOffice and poppler are not here")
@pytest.mark.parametrize(
    ("seed", "template", "lang"), [(11, "seminar", "zh"), (14, "seminar", "en"), (9, "boardroom", "zh")]
)
def test_libreoffice_breaks_the_lines_as_told(seed: int, template: str, lang: str, tmp_path: Path) -> None:
    tally = drawn(seed, tmp_path, MODEST, template=template, lang=lang)
    assert tally.boxes > 60
    assert tally.leaving == []
    assert tally.same > 0.95 * tally.boxes


@pytest.mark.long
@pytest.mark.libreoffice
@pytest.mark.skipif(not has_libreoffice(), reason="LibreOffice and poppler are not here")
@pytest.mark.parametrize("seed", range(100, 112))
def test_libreoffice_breaks_the_lines_of_many_decks_as_told(seed: int, tmp_path: Path) -> None:
    assert drawn(seed, tmp_path).leaving == []


def drawn(seed: int, root: Path, bounds: Bounds | None = None, **of: str) -> Tally:
    deck, _ = held(seed, root, bounds, **of)
    path = root / "unshrunk.pptx"
    path.write_bytes(unshrunk(deck.data))
    return compared(deck.data, to_pdf(path, root))
