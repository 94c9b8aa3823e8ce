"""The trace page in a real browser (Debian's Chromium, driven by tests/browser/trace.mjs): rules of access, mouse,
keyboard, languages, narrow windows, no script, no request.

Needs `chromium`, `node`, and once `npm ci` in tests/browser; skipped where one of them is missing.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from test_trace_page import built

from builder.project import Project
from builder.starter import start
from builder.trace_page import page

HERE = Path(__file__).parent / "browser"
CHROMIUM, NODE = shutil.which("chromium"), shutil.which("node")
STATES = ("zh", "zh-open", "en", "en-open", "narrow-open")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (CHROMIUM and NODE and (HERE / "node_modules" / "axe-core").is_dir()),
        reason="needs chromium, node, and `npm ci` in tests/browser",
    ),
]


def visited(html: str, folder: Path, *states: str) -> dict[str, Any]:
    """What the browser saw of a page; axe-core runs in these states (all unless named)."""
    file = folder / "trace.html"
    file.write_text(html, "utf-8")
    command = [str(NODE), str(HERE / "trace.mjs"), str(file), str(CHROMIUM), ",".join(states)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=400, cwd=HERE)
    assert done.returncode == 0, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


def starter_page(folder: Path) -> str:
    start(folder, "case")
    comparison, found, _ = built(folder / "outlines/case.yaml", Project(folder, folder / "out"))
    return page(comparison, found, "zh", {"lin-2031.d1": "在夜里，等得到的人还是愿意等，他说。"})


def rivalry_page(folder: Path) -> str:
    comparison, found, _ = built(ROOT / "outlines/tech-rivalry.yaml", Project(ROOT, folder / "out"))
    return page(comparison, found, "zh", {})


@pytest.fixture(scope="module", params=["starter", "tech-rivalry"])
def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The starter in every state; the large page with a claim open (its accessibility takes half a minute a state)."""
    folder = tmp_path_factory.mktemp("trace")
    if request.param == "starter":
        return visited(starter_page(folder), folder)
    return visited(rivalry_page(folder), folder, "en-open")


def test_axe_finds_nothing_in_either_language_with_and_without_a_claim_open(seen: dict[str, Any]) -> None:
    assert set(seen["axe"]) in ({"en-open"}, set(STATES))
    assert {state: found for state, found in seen["axe"].items() if found} == {}


def test_no_request_leaves_the_page_and_nothing_goes_wrong(seen: dict[str, Any]) -> None:
    assert seen["requests"] == []
    assert seen["messages"] == []


def test_a_click_shows_the_passage_and_where_it_is_used(seen: dict[str, Any]) -> None:
    shown = seen["clicked"]
    assert shown["card"] == shown["focus"] == seen["wanted"]
    assert (shown["open"], shown["rows"], shown["visible"], shown["inView"]) == (1, 1, True, True)
    for word in ("原文短引", "出处", "用在何处", "briefing.zh.docx", "seminar.zh.pptx"):
        assert word in shown["text"]
    assert "briefing.en.docx" not in shown["text"]
    assert "briefing.en.docx" in seen["judgement"]["text"] and "Where it is used" in seen["judgement"]["text"]


def test_one_claim_is_open_at_a_time_and_goes_home(seen: dict[str, Any]) -> None:
    assert seen["second"]["open"] == seen["second"]["rows"] == 1
    assert seen["second"]["card"] != seen["wanted"]
    for state in ("start", "toggled", "closed", "escaped"):
        shown = seen[state]
        assert (shown["open"], shown["rows"]) == (0, 0), state
        assert shown["homes"] == shown["cards"] == seen["start"]["cards"] > 0, state


def test_closing_gives_the_focus_back(seen: dict[str, Any]) -> None:
    assert [seen[state]["focus"] for state in ("toggled", "closed", "escaped")] == ["claim"] * 3


def test_the_keyboard_alone_is_enough(seen: dict[str, Any]) -> None:
    assert seen["skip"] == "skip"
    assert seen["arrow"] == "en"
    assert seen["outline"] == "solid"
    assert seen["entered"]["open"] == seen["spaced"]["open"] == 1
    assert seen["entered"]["focus"] == seen["entered"]["card"]
    assert seen["inside"] == "close"


def test_the_switch_shows_one_language_and_names_it(seen: dict[str, Any]) -> None:
    assert (seen["title"]["lang"], seen["english"]["lang"]) == ("zh", "en")
    assert "溯源" in seen["title"]["zh"] and "Trace" in seen["title"]["en"]
    assert seen["english"]["zh"] == 0 < seen["english"]["en"]


def test_an_address_can_name_a_claim(seen: dict[str, Any]) -> None:
    assert seen["linked"]["card"] == seen["linked"]["focus"] == seen["wanted"]


def test_narrow_windows_scroll_one_way_and_targets_are_large_enough(seen: dict[str, Any]) -> None:
    """WCAG 2.2, 1.4.10 (320 px) and 2.5.8 (24 px)."""
    assert seen["narrow"]["host"] == "TD" and seen["narrow"]["visible"] and seen["narrow"]["inView"]
    assert seen["narrow"]["cell"] > 300  # cells are stacked, not squeezed side by side
    assert seen["width"] <= 320
    assert seen["small"] == 0


def test_without_a_script_everything_is_there(seen: dict[str, Any]) -> None:
    bare = seen["scriptless"]
    assert bare["visible"] and bare["cards"] == seen["start"]["cards"]
    assert "In the article’s words" in bare["text"] and "原文短引" not in bare["text"]


def test_the_browser_would_have_seen_what_is_wrong(tmp_path: Path) -> None:
    """A page with a picture from elsewhere, a pale text and an unnamed button is found out: the net has no hole."""
    html = starter_page(tmp_path)
    html = html.replace("default-src 'none'", "default-src *", 1)
    html = html.replace("<main ", '<img src="http://127.0.0.1:9/x.png"><button type="button"></button><main ', 1)
    seen = visited(html, tmp_path, "zh")
    assert seen["requests"] == ["http://127.0.0.1:9/x.png"] * len(seen["requests"]) != []
    assert {found["id"] for found in seen["axe"]["zh"]} >= {"image-alt", "button-name"}
