"""Watching: the loop driven step by step, on real files and without a clock."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from builder import build
from builder.load import Str
from builder.model import Document, Line, Para, Text
from builder.problem import Place
from builder.project import Project
from builder.starter import start
from builder.watch import News, Watch
from builder.watch.files import Eyes
from builder.watch.likeness import alike
from builder.watch.story import Finding, Story

PLAN = """\
format: text
steps:
  - {block: judgements}
  - for: question in questions
    steps:
      - {block: heading, text: "{{ question.finding }}", level: 2}
      - {block: positions, of: question}
"""
FOUR = """\
  - {template: briefing, lang: zh}
  - {template: seminar, lang: zh}
  - {template: briefing, lang: en}
  - {template: seminar, lang: en}
"""
TWO = """\
  - {template: plain, lang: zh}
  - {template: plain, lang: en}
"""
ENGLISH = "Both articles hold that night-time demand persists but has become scattered."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with two small outputs, of a template of its own."""
    start(tmp_path, "case")
    (tmp_path / "templates/plain").mkdir(parents=True)
    (tmp_path / "templates/plain/plan.yaml").write_text(PLAN, "utf-8")
    words = Path(__file__).parent.parent / "templates/words.yaml"
    (tmp_path / "templates/words.yaml").write_bytes(words.read_bytes())
    edit(tmp_path / "outlines/case.yaml", FOUR, TWO)
    return tmp_path


def watching(folder: Path, *outlines: str) -> Watch:
    return Watch(Project(folder, folder / "out"), tuple(folder / "outlines" / name for name in outlines))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{text.count(old)} times: {old}"
    path.write_text(text.replace(old, new), "utf-8")


def kinds(news: list[News]) -> list[str]:
    return [one.kind for one in news]


def saved(watch: Watch) -> list[News]:
    """What is told after an edit: nothing at the first look, for the file might be half written."""
    assert watch.step() == []
    return watch.step()


def test_first_everything_is_built_and_then_there_is_peace(folder: Path) -> None:
    watch = watching(folder, "case.yaml")
    assert kinds(watch.step()) == ["built", "built", "built", "same"]
    assert (folder / "out/case/plain.zh.txt").is_file() and (folder / "out/case/trace.html").is_file()
    drawn = watch.memory.drawn
    assert [watch.step() for _ in range(3)] == [[], [], []]
    assert watch.memory.drawn == drawn == 2


def test_an_edit_draws_only_the_files_that_print_it(folder: Path) -> None:
    watch = watching(folder, "case.yaml")
    watch.step()
    chinese = (folder / "out/case/plain.zh.txt").stat().st_mtime_ns
    edit(folder / "outlines/case.yaml", ENGLISH, ENGLISH.replace("Both", "The two"))
    assert [(n.kind, Path(n.text).name) for n in saved(watch)][:2] == [
        ("built", "plain.en.txt"),
        ("built", "trace.html"),
    ]
    assert watch.memory.drawn == 3
    assert (folder / "out/case/plain.zh.txt").stat().st_mtime_ns == chinese
    assert "The two articles hold" in (folder / "out/case/plain.en.txt").read_text("utf-8")


def test_a_comment_above_everything_draws_nothing(folder: Path) -> None:
    watch = watching(folder, "case.yaml")
    watch.step()
    path = folder / "outlines/case.yaml"
    path.write_text("# a comment\n\n" + path.read_text("utf-8"), "utf-8")
    assert kinds(saved(watch)) == ["same"]
    assert watch.memory.drawn == 2


def test_a_problem_comes_with_its_place_and_is_said_to_be_mended(folder: Path) -> None:
    watch = watching(folder, "case.yaml")
    watch.step()
    before = (folder / "out/case/plain.zh.txt").read_bytes()
    path = folder / "outlines/case.yaml"
    edit(path, "rests_on: [lin-2031.d1, zhou-2031.d1]", "rests_on: [lin-2031.d9, zhou-2031.d1]")
    problem, left = saved(watch)
    assert (problem.kind, left.kind) == ("problem", "open")
    assert problem.text.startswith("outlines/case.yaml:22:16: error:") and "[no-claim]" in problem.text
    assert (folder / "out/case/plain.zh.txt").read_bytes() == before
    path.write_text("# one line lower\n" + path.read_text("utf-8"), "utf-8")
    assert kinds(saved(watch)) == ["open"]  # the same problem is not told twice
    edit(path, "lin-2031.d9", "lin-2031.d1")
    mended, last = saved(watch)
    assert (mended.kind, last.kind) == ("mended", "same")
    assert "lin-2031" in mended.text and ":22:" not in mended.text


def test_yaml_half_written_hides_problems_and_mends_none(folder: Path) -> None:
    watch = watching(folder, "case.yaml")
    path = folder / "outlines/case.yaml"
    edit(path, "rests_on: [lin-2031.d1, zhou-2031.d1]", "rests_on: [lin-2031.d9, zhou-2031.d1]")
    assert kinds(watch.step()) == ["problem", "open"]
    whole = path.read_text("utf-8")
    path.write_text(whole[: whole.index("confidence: high") - 3] + " [", "utf-8")
    told = saved(watch)
    assert kinds(told) == ["problem", "open"] and "[yaml]" in told[0].text
    path.write_text(whole, "utf-8")
    told = saved(watch)
    assert kinds(told) == ["mended", "open"] and "not YAML" in told[0].text
    edit(path, "lin-2031.d9", "lin-2031.d1")
    assert kinds(saved(watch))[0] == "mended"


def test_a_file_that_is_still_being_written_is_left_alone(folder: Path) -> None:
    """The first half of an outline can be a whole outline: it must never reach the files."""
    watch = watching(folder, "case.yaml")
    watch.step()
    path = folder / "outlines/case.yaml"
    whole = path.read_text("utf-8").replace(ENGLISH, "It persists.")
    path.write_text(whole[: whole.index("\ntensions:")] + "\n", "utf-8")
    assert watch.step() == []
    path.write_text(whole, "utf-8")
    assert watch.step() == []
    assert kinds(watch.step())[-1] == "same"
    assert watch.memory.drawn == 3  # 2, and one for the English text


def test_a_file_that_is_written_while_we_read_does_not_get_out(folder: Path) -> None:
    watch = watching(folder, "case.yaml")
    watch.step()
    path = folder / "outlines/case.yaml"
    whole = path.read_text("utf-8").replace(ENGLISH, "It persists.")
    edit(path, ENGLISH, "It may persist.")
    watch.drafted = lambda draft: None if "It may" not in path.read_text("utf-8") else edit(path, "It may", "It must")
    assert saved(watch) == []
    assert "may persist" not in (folder / "out/case/plain.en.txt").read_text("utf-8")
    path.write_text(whole, "utf-8")
    assert kinds(saved(watch))[-1] == "same"
    assert "It persists." in (folder / "out/case/plain.en.txt").read_text("utf-8")


def test_an_article_half_written_hides_what_is_wrong_in_the_outline(folder: Path) -> None:
    watch = watching(folder, "case.yaml")
    path, article = folder / "outlines/case.yaml", folder / "outlines/articles/lin-2031.yaml"
    edit(path, "    relation: agree\n  - id: order", "    relation: agre\n  - id: order")
    assert kinds(watch.step()) == ["problem", "open"]
    whole = article.read_text("utf-8")
    article.write_text(whole + "\n  [", "utf-8")
    assert kinds(saved(watch)) == ["problem", "open"]
    article.write_text(whole, "utf-8")
    assert kinds(saved(watch)) == ["mended", "open"]


def test_articles_of_other_outlines_are_none_of_its_business(folder: Path) -> None:
    other, path = folder / "outlines/articles/other.yaml", folder / "outlines/case.yaml"
    other.write_text("one\n", "utf-8")
    watch = watching(folder, "case.yaml")
    watch.step()
    other.write_text("two\n", "utf-8")
    assert [watch.step() for _ in range(3)] == [[], [], []]
    edit(path, "articles: [lin-2031, zhou-2031]", "articles: [lin-2031, zhou-2031, others]")
    told = saved(watch)
    assert kinds(told) == ["problem", "open"] and "did you mean 'other'?" in told[0].text
    assert [watch.step() for _ in range(3)] == [[], [], []]
    other.rename(folder / "outlines/articles/others.yaml")  # now it may be one of its own
    assert kinds(saved(watch))[-1] == "open"


def test_an_article_may_go_and_come_back(folder: Path) -> None:
    watch = watching(folder, "case.yaml")
    watch.step()
    article, aside = folder / "outlines/articles/lin-2031.yaml", folder / "outlines/articles/aside.yaml"
    article.rename(aside)
    told = saved(watch)
    assert kinds(told) == ["problem", "open"] and "no article 'lin-2031'" in told[0].text
    aside.rename(article)
    assert kinds(saved(watch)) == ["mended", "same"]


def test_an_outline_may_go_and_come_back(folder: Path) -> None:
    watch = watching(folder, "case.yaml")
    watch.step()
    path = folder / "outlines/case.yaml"
    data = path.read_bytes()
    path.unlink()
    told = saved(watch)
    assert kinds(told) == ["problem", "open"] and "[no-file]" in told[0].text
    path.write_bytes(data)
    assert kinds(saved(watch)) == ["mended", "same"]


def test_where_no_outline_is_named_new_ones_are_built_and_old_ones_let_go(folder: Path) -> None:
    watch = watching(folder)
    watch.step()
    (folder / "outlines/case.yaml").rename(folder / "outlines/other.yaml")
    told = saved(watch)
    assert kinds(told) == ["gone", "built", "built", "built", "same"]
    assert told[0].text == "outlines/case.yaml is gone; its files stay"
    assert (folder / "out/case/plain.zh.txt").is_file() and (folder / "out/other/plain.zh.txt").is_file()


def test_a_file_replaced_in_one_step_with_the_same_time_and_size_is_seen(folder: Path) -> None:
    watch = watching(folder, "case.yaml")
    path = folder / "outlines/case.yaml"
    os.utime(path, (1_000_000_000, 1_000_000_000))
    watch.step()
    beside = folder / "new"
    beside.write_text(path.read_text("utf-8").replace("Same symptom", "Lame symptom"), "utf-8")
    os.utime(beside, (1_000_000_000, 1_000_000_000))
    beside.replace(path)
    assert "built" in kinds(saved(watch))


def test_a_young_file_is_read_at_every_look(tmp_path: Path) -> None:
    """Some disks count time in seconds: two edits in one of them, of one length, look the same from outside."""
    path, eyes = tmp_path / "x", Eyes()
    path.write_text("one", "utf-8")
    stamp = path.stat()
    first = eyes.digest(path)
    path.write_text("two", "utf-8")
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert eyes.digest(path) != first
    path.unlink()
    assert eyes.digest(path) == ""


def test_a_template_is_watched_too(folder: Path) -> None:
    watch = watching(folder, "case.yaml")
    watch.step()
    plan = folder / "templates/plain/plan.yaml"
    edit(plan, "  - {block: judgements}\n", "  - {block: judgements}\n  - {block: jugements}\n")
    told = saved(watch)
    assert kinds(told) == ["problem", "open"] and "templates/plain/plan.yaml:4:13" in told[0].text
    edit(plan, "  - {block: jugements}\n", "")
    assert kinds(saved(watch)) == ["mended", "same"]
    edit(folder / "templates/words.yaml", "agree: {zh: 一致, en: Agree}", "agree: {zh: 一致, en: At one}")
    assert [Path(n.text).name for n in saved(watch) if n.kind == "built"] == ["plain.en.txt"]
    edit(plan, "level: 2", "level: 1")
    assert kinds(saved(watch)) == ["built", "built", "built", "same"]


def test_texts_are_watched_too(folder: Path) -> None:
    watch = watching(folder, "case.yaml")
    watch.step()
    edit(folder / "outlines/articles/texts/lin-2031.txt", "等得到的人还是愿意等", "等得到的人不再愿意等")
    told = saved(watch)
    assert kinds(told) == ["problem", "open"] and "[quote]" in told[0].text


def test_warnings_are_told_once_and_mended_too(folder: Path) -> None:
    watch = watching(folder, "case.yaml")
    assert "problem" not in kinds(watch.step())
    edit(folder / "outlines/articles/lin-2031.yaml", "text: lin-2031.txt", "# text: lin-2031.txt")
    told = saved(watch)
    assert [n.kind for n in told if n.kind == "problem"] and "warning: " in told[0].text and told[-1].kind == "same"
    edit(folder / "outlines/articles/lin-2031.yaml", "# text: lin-2031.txt", "text: lin-2031.txt")
    assert kinds(saved(watch))[0] == "mended"


def test_what_cannot_be_written_is_told_and_tried_again(folder: Path) -> None:
    (folder / "out").write_text("in the way", "utf-8")
    watch = watching(folder, "case.yaml")
    told = watch.step()
    assert kinds(told) == ["trouble"] and "out" in told[0].text
    (folder / "out").unlink()
    assert "built" in [news.kind for _ in range(25) for news in watch.step()]


def test_after_any_edits_the_files_are_those_of_a_plain_build(folder: Path) -> None:
    """Nothing in the memory is stale: 30 random edits, some of them undone, some wrong, then byte by byte."""
    dice = random.Random(7)
    outline, article = folder / "outlines/case.yaml", folder / "outlines/articles/zhou-2031.yaml"
    plan, words = folder / "templates/plain/plan.yaml", folder / "templates/words.yaml"
    first = {path: path.read_text("utf-8") for path in (outline, article, plan, words)}
    edits: list[Callable[[], None]] = [
        lambda: outline.write_text(first[outline].replace("persists but", f"persists ({dice.random()}) but"), "utf-8"),
        lambda: outline.write_text("#\n" * dice.randint(0, 3) + first[outline], "utf-8"),
        lambda: outline.write_text(first[outline][: dice.randint(10, 3000)], "utf-8"),
        lambda: article.write_text(first[article].replace("先降固定成本", "先把固定成本降下来"), "utf-8"),
        lambda: article.write_text(first[article], "utf-8"),
        lambda: plan.write_text(first[plan].replace("level: 2", f"level: {dice.randint(1, 3)}"), "utf-8"),
        lambda: words.write_text(first[words].replace("zh: 一致,", f"zh: {dice.choice(('一致', '相合'))},"), "utf-8"),
    ]  # fmt: skip
    watch = watching(folder, "case.yaml")
    watch.step()
    for _ in range(30):
        dice.choice(edits)()
        watch.step(), watch.step()
    outline.write_text(first[outline].replace("persists but", "persists ten times but"), "utf-8")
    watch.step()
    assert watch.step()[-1].kind == "same"
    plainly = Project(folder, folder / "plainly")
    build(outline, plainly)
    names = sorted(p.name for p in (folder / "plainly/case").iterdir())
    assert names == ["plain.en.txt", "plain.zh.txt", "trace.html"]
    for name in names:
        assert (folder / "out/case" / name).read_bytes() == (folder / "plainly/case" / name).read_bytes(), name


def test_word_and_powerpoint_after_an_edit_are_those_of_a_plain_build(tmp_path: Path) -> None:
    start(tmp_path, "case")
    path = tmp_path / "outlines/case.yaml"
    edit(path, FOUR, "  - {template: briefing, lang: en}\n  - {template: seminar, lang: en}\n")
    watch = watching(tmp_path, "case.yaml")
    watch.step()
    edit(path, ENGLISH, "Both articles find that demand at night persists.")
    assert kinds(saved(watch)) == ["built", "built", "built", "same"]
    build(path, Project(tmp_path, tmp_path / "plainly"))
    for name in ("briefing.en.docx", "seminar.en.pptx"):
        assert (tmp_path / "out/case" / name).read_bytes() == (tmp_path / "plainly/case" / name).read_bytes(), name


def test_documents_are_alike_when_they_print_the_same() -> None:
    def doc(text: str, line: int) -> Document:
        place = Place(Path("x.yaml"), line)
        return Document(
            "t", "en", "2031-05-20", (Para(Line("a@en", (Text(Str(text, place)),))),), places={"a@en": place}
        )

    assert alike(doc("one", 1), doc("one", 9))
    assert not alike(doc("one", 1), doc("two", 1))
    assert not alike(doc("one", 1), replace(doc("one", 1), running={"header": "h"}))
    assert not alike(doc("one", 1), replace(doc("one", 1), shapes=()))


def test_a_problem_stays_open_while_its_stage_has_not_looked() -> None:
    story = Story("case")
    assert kinds(story.tell([Finding("a.yaml:1:1: error: x [x]", 2)], 2)) == ["problem"]
    assert kinds(story.tell([Finding("a.yaml:9:9: error: y [y]", 0)], 0)) == ["problem"]
    assert story.texts == ["a.yaml:1:1: error: x [x]", "a.yaml:9:9: error: y [y]"]
    assert kinds(story.tell([Finding("a.yaml:3:1: error: x [x]", 2)], 2)) == ["mended"]
    assert story.texts == ["a.yaml:3:1: error: x [x]"]
    assert kinds(story.tell([], 6)) == ["mended"]


def test_of_two_alike_one_is_mended() -> None:
    story = Story("case")
    two = [Finding(f"a.yaml:{n}:1: error: no text in 'en' [missing-language]", 2) for n in (1, 5)]
    assert kinds(story.tell(two, 2)) == ["problem", "problem"]
    assert kinds(story.tell(two[1:], 2)) == ["mended"]
    assert len(story.texts) == 1


def test_ctrl_c_ends_it_without_a_traceback(folder: Path) -> None:
    command = [sys.executable, "-m", "builder", "watch"]
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command,
        cwd=folder,
        env=here,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background jobs ignore it
    ) as run:
        assert run.stdout is not None
        said = [run.stdout.readline()]
        while "files changed" not in said[-1] and run.poll() is None:
            said.append(run.stdout.readline())
        time.sleep(0.1)
        run.send_signal(signal.SIGINT)
        _, err = run.communicate(timeout=60)
    assert said[0] == "watching outlines/case.yaml; Ctrl-C ends\n"
    assert (run.returncode, err.strip()) == (0, "watched until here")
