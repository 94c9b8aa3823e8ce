"""What has changed since a version was issued: every difference told once, in words, by id; and versions that stay."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT

from builder.__main__ import main
from builder.changes import Change, changes
from builder.comparison import Comparison, read_comparison, saids, tags
from builder.problem import Problems
from builder.starter import start


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the starter's outline, in the current folder; gives the outline."""
    monkeypatch.chdir(tmp_path)
    start(tmp_path, "demo")
    return Path("outlines/demo.yaml")


def read(path: Path) -> Comparison:
    return read_comparison(path, path.parent.parent)


def edited(path: Path, old: str, new: str) -> list[Change]:
    """The changes after replacing some words in the outline, which must be there."""
    before = read(path)
    text = path.read_text("utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), "utf-8")
    return changes(before, read(path), "en")


def shipped() -> Comparison:
    return read(ROOT / "outlines" / "tech-rivalry.yaml")


def test_nothing_has_changed() -> None:
    assert changes(shipped(), shipped(), "en") == []


def changed(make: Any) -> list[Change]:
    """The changes that a change of the shipped outline makes."""
    before = shipped()
    return changes(before, replace(before, outline=make(before.outline)), "en")


def first(outline: Any, part: str, **new: Any) -> Any:
    """The outline with other fields in the first item of a part."""
    items = getattr(outline, part)
    return replace(outline, **{part: (replace(items[0], **new), *items[1:])})


def test_a_choice_is_told_with_both_values() -> None:
    [one] = changed(lambda o: first(o, "judgements", confidence="low"))
    assert (one.kind, one.field, one.old, one.new) == ("choice", "confidence", ("high",), ("low",))


def test_a_text_whose_numbers_alone_differ_has_changed_a_figure() -> None:
    outline = shipped().outline
    said = outline.judgements[0].says

    def says(words: str) -> Any:
        return replace(said, texts={"en": words})

    before = replace(shipped(), outline=first(outline, "judgements", says=says("It grew 48 % in 2024.")))
    for words, kind, old, new in (
        ("It grew 56 % in 2024.", "figure", ("48 %",), ("56 %",)),
        ("It fell 56 % in 2024.", "wording", ("It grew 48 % in 2024.",), ("It fell 56 % in 2024.",)),
    ):
        after = replace(before, outline=first(outline, "judgements", says=says(words)))
        [one] = changes(before, after, "en")
        assert (one.kind, one.old, one.new) == (kind, old, new)


def test_sources_that_came_and_went() -> None:
    def other(outline: Any) -> Any:
        claims = outline.judgements[0].rests_on
        return first(outline, "judgements", rests_on=(*claims[1:], type(claims[0])("zhang-2023.d100", claims[0].place)))

    [one] = changed(other)
    assert one.kind == "sources" and one.old == (str(shipped().outline.judgements[0].rests_on[0]),)
    assert one.new == ("zhang-2023.d100",)


def test_a_position_falls_silent_and_speaks_again() -> None:
    def silent(outline: Any) -> Any:
        positions = outline.questions[0].positions
        name = next(n for n, p in positions.items() if not p.is_silent)
        mute = replace(positions[name], says=None, brief=None, claims=(), is_silent=True)
        return first(outline, "questions", positions={**positions, name: mute})

    [one] = changed(silent)
    assert one.kind == "silenced" and one.old and one.article in shipped().articles
    before = shipped()
    [back] = changes(replace(before, outline=silent(before.outline)), before, "en")
    assert back.kind == "spoken" and back.new == one.old


def test_a_claim_goes_over_to_the_other_side_of_a_tension() -> None:
    def turn(outline: Any) -> Any:
        one, other = outline.tensions[0].sides
        claim = one.claims[0]
        sides = (replace(one, claims=one.claims[1:]), replace(other, claims=(*other.claims, claim)))
        return first(outline, "tensions", sides=sides)

    [one] = changed(turn)
    assert one.kind == "turned" and one.new == (str(shipped().outline.tensions[0].sides[0].claims[0]),)


def test_items_come_go_and_move() -> None:
    questions = shipped().outline.questions
    [gone] = changed(lambda o: replace(o, questions=o.questions[1:]))
    assert gone.kind == "removed" and gone.id == f"questions.{questions[0].id}" and gone.old
    before = shipped()
    [came] = changes(replace(before, outline=replace(before.outline, questions=questions[1:])), before, "en")
    assert came.kind == "added" and came.new == gone.old
    [moved] = changed(lambda o: replace(o, questions=(*o.questions[1:], o.questions[0])))
    assert moved.kind == "moved" and moved.id == gone.id


def test_a_gap_without_an_id_is_told_apart_by_its_words() -> None:
    [one] = changed(lambda o: replace(o, gaps=o.gaps[1:]))
    assert one.kind == "removed" and one.part == "gaps"


@pytest.mark.parametrize("seed", range(40))
def test_every_text_that_differs_is_told_once(seed: int) -> None:
    """The law: change one text of the outline, and exactly one change is told, which holds its words."""
    before = shipped()
    r = random.Random(seed)
    told = [s for s in saids(replace(before.outline, sessions=())) if "en" in s.texts]
    said = r.choice(told)
    words = f"{said.texts['en']} Quite otherwise"

    def other(value: Any) -> Any:
        if value is said:
            return replace(said, texts={**said.texts, "en": words})
        if isinstance(value, tuple):
            return tuple(map(other, value))
        if isinstance(value, Mapping):
            return {key: other(inner) for key, inner in value.items()}
        if is_dataclass(value) and not isinstance(value, type) and any(inner is said for inner in saids(value)):
            return replace(value, **{f.name: other(getattr(value, f.name)) for f in fields(value)})
        return value

    found = changes(before, replace(before, outline=other(before.outline)), "en")
    assert [c.kind for c in found] == ["wording"], (said.id, found)
    assert words in found[0].new[0]


# ---------------------------------------------------------------- versions


def issue(tag: str) -> int:
    return main(["issue", "out/demo/briefing.en.docx", "--as", tag])


def test_issuing_freezes_the_file_and_what_it_was_made_of(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--template", "briefing", "--lang", "en"]) == 0
    assert issue("v1.0") == 0
    home = Path("outlines/issued/demo/v1.0")
    assert (home / "briefing.en.docx").read_bytes() == Path("out/demo/briefing.en.docx").read_bytes()
    assert (home / "demo.yaml").read_bytes() == demo.read_bytes()
    text = demo.read_text("utf-8")
    title = str(yaml.safe_load(text)["title"]["en"])
    demo.write_text(text.replace(title, "Another title", 1), "utf-8")
    capsys.readouterr()
    assert main(["changes", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "now “Another title”" in out and title in out
    assert issue("v1.1") == 1, "the file is older than the outline"
    assert "build first" in capsys.readouterr().err
    assert main(["build", "--template", "briefing", "--lang", "en"]) == 0
    assert issue("v1.0") == 1, "a version is never changed"
    assert issue("v1.1") == 0 and issue("v1.10") == 0 and issue("v1.9") == 0
    assert tags(demo) == ["v1.0", "v1.1", "v1.9", "v1.10"]


@pytest.mark.parametrize(("template", "which"), [("briefing", ".docx"), ("seminar", ".pptx"), ("seminar", ".md")])
def test_a_redline_that_somebody_has_edited_stays(
    demo: Path, capsys: pytest.CaptureFixture[str], template: str, which: str
) -> None:
    build = ["build", "--template", template, "--lang", "en"]
    main(build)
    file = next(Path("out/demo").glob(f"{template}.en.*"))
    assert main(["issue", str(file), "--as", "v1.0"]) == 0
    copies = file.parent / "since-v1.0"

    def redlined(title: str) -> tuple[int, dict[str, bytes]]:
        text = demo.read_text("utf-8")
        demo.write_text(re.sub(r"(?m)^(title: .*en: )[^}]*", rf"\g<1>{title}", text, count=1), "utf-8")
        assert main(build) == 0
        code = main(["redline", str(file)])
        return code, {path.name: path.read_bytes() for path in copies.iterdir() if path.is_file()}

    _, before = redlined("Another title")
    code, again = redlined("Quite another title")
    assert code == 0 and all(again[name] != data for name, data in before.items()), "nobody has touched it"
    copy = next(copies.glob(f"*{which}"))
    copy.write_bytes(copy.read_bytes() + b" by hand")
    before = {path.name: path.read_bytes() for path in copies.iterdir() if path.is_file()}
    capsys.readouterr()
    assert redlined("A third title") == (1, before), "none of the copies"
    assert f"{copy.as_posix()}:1:1: error: somebody has worked on this copy" in capsys.readouterr().err
    copy.unlink()
    code, after = redlined("A third title")
    assert code == 0 and after.keys() == before.keys() and all(after[name] != data for name, data in before.items())


@pytest.mark.parametrize("tag", ["../x", "", ".v1", "v 1", "a/b", "x" * 41])
def test_a_version_name_is_no_path(demo: Path, tag: str) -> None:
    assert issue(tag) == 2
    assert not Path("outlines/issued").exists()


def test_no_version_was_issued(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["changes"]) == 1
    assert "no version has been issued" in capsys.readouterr().err


def test_an_outline_that_names_a_version_tells_what_has_changed(demo: Path) -> None:
    main(["build", "--template", "briefing", "--lang", "en"])
    issue("v1.0")
    text = demo.read_text("utf-8")
    demo.write_text(re.sub(r"(?m)^date: ", "since: v1.0\ndate: ", text, count=1), "utf-8")
    issued = read(demo).issued
    assert issued is not None and changes(issued, read(demo), "en") == []
    demo.write_text(demo.read_text("utf-8").replace("since: v1.0", "since: v2.0"), "utf-8")
    with pytest.raises(Problems, match=r"no version 'v2\.0' of this outline was issued"):
        read(demo)
