"""The preview in a real browser (Debian's Chromium, driven by tests/browser/preview.mjs) while an outline is edited.

Needs `chromium`, `node`, and once `npm ci` in tests/browser; skipped where one of them is missing.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_watch import ENGLISH, FOUR, edit, saved, watching

from builder.starter import start
from builder.watch import Watch
from builder.watch.preview import preview

HERE = Path(__file__).parent / "browser"
CHROMIUM, NODE = shutil.which("chromium"), shutil.which("node")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (CHROMIUM and NODE and (HERE / "node_modules" / "axe-core").is_dir()),
        reason="needs chromium, node, and `npm ci` in tests/browser",
    ),
]


class Browser:
    """A browser that does one thing after another."""

    def __init__(self, address: str) -> None:
        command = [str(NODE), str(HERE / "preview.mjs"), address.rstrip("/"), str(CHROMIUM)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HERE)

    def do(self, what: str, **more: object) -> Any:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps({"do": what, **more}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert not (isinstance(answer, dict) and "error" in answer), answer
        return answer

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(30)


@pytest.fixture
def seen(tmp_path: Path) -> Iterator[tuple[Browser, Watch, Path]]:
    start(tmp_path, "case")
    path = tmp_path / "outlines/case.yaml"
    edit(path, FOUR, FOUR.replace("  - {template: seminar, lang: zh}\n", ""))
    watch = watching(tmp_path, "case.yaml")
    with preview(watch) as address:
        watch.step()
        browser = Browser(address)
        try:
            yield browser, watch, path
        finally:
            browser.close()


def test_an_edit_arrives_where_it_belongs_and_nothing_else_moves(seen: tuple[Browser, Watch, Path]) -> None:
    browser, watch, path = seen
    browser.do("open", path="/case/briefing.en.docx")
    browser.do("settle")
    browser.do("touch")
    edit(path, ENGLISH, "Both articles find that demand at night is there.")
    saved(watch)
    browser.do("wait", on=".changed")
    state = browser.do("state")
    assert [one["text"] for one in state["changed"]] == ["Both articles find that demand at night is there."]
    assert state["changed"][0]["inView"]
    assert state["untouched"] == state["blocks"] - 1 > 15
    assert state["status"].startswith("Updated: Both articles find")
    browser.do("gone", on=".changed")  # marked for a moment


def test_the_place_on_the_screen_stays_when_something_above_grows(seen: tuple[Browser, Watch, Path]) -> None:
    browser, watch, path = seen
    browser.do("open", path="/case/briefing.en.docx")
    browser.do("settle")
    browser.do("scroll", to="gaps.1.says@en")
    before = browser.do("state")
    more = "For the sake of this test it says a good deal more, over several lines. " * 6
    edit(path, "Articles, authors and figures are invented.", f"Articles, authors and figures are invented. {more}")
    edit(path, "Neither has records by hour and stop.", "Neither of them has records by hour and stop.")
    assert saved(watch)[-1].kind == "same"
    browser.do("wait", on=".changed")
    after = browser.do("state")
    assert after["top"]["key"] == before["top"]["key"] and abs(after["top"]["y"] - before["top"]["y"]) <= 2
    assert any(one["inView"] for one in after["changed"])


def test_what_changed_out_of_sight_is_brought_into_sight(seen: tuple[Browser, Watch, Path]) -> None:
    browser, watch, path = seen
    browser.do("open", path="/case/seminar.en.pptx")
    browser.do("settle")
    browser.do("click", on='section:has-text("Neither has records") details.notes summary')
    browser.do("press", key="Home")
    browser.do("settle")
    edit(path, "Neither has records by hour and stop.", "Neither of them has records by hour and stop.")
    saved(watch)
    browser.do("wait", on=".changed")
    state = browser.do("state")
    assert any(one["inView"] for one in state["changed"])
    assert state["opened"] == 1


def test_problems_come_and_go_and_the_document_stays(seen: tuple[Browser, Watch, Path]) -> None:
    browser, watch, path = seen
    browser.do("open", path="/case/briefing.zh.docx")
    browser.do("settle")
    edit(path, "kind: diagnosis # or recommendation", "kind: diagnoses # or recommendation")
    saved(watch)
    browser.do("wait", on="#problems.errors li")
    state = browser.do("state")
    assert "outlines/case.yaml:" in state["problems"] and "1 处待改" in state["problems"]
    assert "两文都认为夜间出行需求仍在" in state["text"] and state["changed"] == []
    assert browser.do("axe") == []
    edit(path, "kind: diagnoses # or recommendation", "kind: diagnosis # or recommendation")
    saved(watch)
    browser.do("gone", on="#problems li")
    assert browser.do("state")["problems"] == ""


@pytest.mark.parametrize(
    "path", ["/case/briefing.zh.docx", "/case/seminar.en.pptx", "/case/briefing.en.docx?view=pages"]
)
def test_axe_finds_nothing_and_no_request_leaves(seen: tuple[Browser, Watch, Path], path: str) -> None:
    browser, _, _ = seen
    browser.do("open", path=path)
    browser.do("settle")
    assert browser.do("axe") == []
    if path.endswith("pptx"):
        browser.do("click", on="details.notes summary")
        assert browser.do("axe") == []
    browser.do("size", width=320, height=640)  # WCAG 1.4.10
    state = browser.do("state")
    assert state["width"] <= 320
    assert state["small"] == 0  # WCAG 2.5.8
    assert browser.do("axe") == []
    assert browser.do("seen") == {"requests": [], "messages": []}


def test_the_keyboard_alone_is_enough(seen: tuple[Browser, Watch, Path]) -> None:
    browser, _, _ = seen
    browser.do("open", path="/case/briefing.zh.docx")
    browser.do("press", key="Tab")
    assert browser.do("state")["focus"] == "skip"
    for _ in range(3):  # the first file, the second, the third
        browser.do("press", key="Tab")
    browser.do("press", key="Enter")
    browser.do("settle")
    state = browser.do("state")
    assert (state["path"], state["lang"]) == ("/case/seminar.en.pptx", "en")
