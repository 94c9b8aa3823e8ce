"""The checks that read sentences and weigh support: what they must not complain about, and the words they go by."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.check import check
from builder.checks.outline.modality import is_modal
from builder.checks.outline.voices import names
from builder.comparison import read_comparison
from builder.problem import Problems

FIRST = "    mode: asserts # asserts, forecasts, or reports (then `voice:` says whose words)"
VOICE = "    mode: reports\n    voice: {zh: 市交通局年报, en: the transport office’s yearbook}"
POSITION = """\
        says: {zh: 需求仍在，但被过疏的班次压抑。, en: Demand persists but is suppressed by sparse service.}
        brief: {zh: 在，被压抑, en: "there, suppressed"}
"""


def codes(project: Path, *changes: tuple[str, str, str]) -> list[str]:
    """The codes of the problems of the starter after some changes: file, what stands there, what is to stand there."""
    for name, old, new in changes:
        path = project / "outlines" / name
        before = path.read_text("utf-8")
        assert before.count(old) == 1, old
        path.write_text(before.replace(old, new), "utf-8")
    try:
        return [p.code for p in check(read_comparison(project / "outlines/case.yaml", project), ("zh", "en"))]
    except Problems as e:
        return [p.code for p in e.found]


def said(zh: str, en: str, brief_zh: str, brief_en: str) -> tuple[str, str, str]:
    new = f'        says: {{zh: {zh}, en: "{en}"}}\n        brief: {{zh: {brief_zh}, en: "{brief_en}"}}\n'
    return ("case.yaml", POSITION, new)


def test_the_starter_has_nothing_to_complain_about(project: Path) -> None:
    assert codes(project) == []


def test_reported_words_may_name_their_voice_or_say_that_they_are_passed_on(project: Path) -> None:
    words = said("交通局说需求仍在。", "By the yearbook, demand persists.", "据称仍在", "reportedly there")
    assert codes(project, ("articles/lin-2031.yaml", FIRST, VOICE), words) == []


def test_reported_words_need_their_voice_in_every_language(project: Path) -> None:
    words = said("交通局说需求仍在。", "Demand persists.", "据称仍在", "reportedly there")
    assert codes(project, ("articles/lin-2031.yaml", FIRST, VOICE), words) == ["reported"]


def test_a_forecast_may_be_told_as_a_forecast(project: Path) -> None:
    claim = (
        "articles/lin-2031.yaml",
        "{zh: 夜间需求仍在，但被过疏的班次压抑, en: Night-time demand persists but is suppressed by sparse service}",
        "{zh: 夜间需求将被压抑, en: Night-time demand will be suppressed}",
    )
    mode = ("articles/lin-2031.yaml", FIRST, "    mode: forecasts")
    words = said("需求或将受抑。", "Demand may be suppressed.", "有望仍在", "likely there")
    assert codes(project, claim, mode, words) == []


def test_a_forecast_needs_its_word_in_every_language(project: Path) -> None:
    claim = (
        "articles/lin-2031.yaml",
        "{zh: 夜间需求仍在，但被过疏的班次压抑, en: Night-time demand persists but is suppressed by sparse service}",
        "{zh: 夜间需求将被压抑, en: Night-time demand will be suppressed}",
    )
    mode = ("articles/lin-2031.yaml", FIRST, "    mode: forecasts")
    words = said("需求或将受抑。", "Demand is suppressed.", "有望仍在", "likely there")
    assert codes(project, claim, mode, words) == ["modality"]


def test_an_outline_on_a_part_is_not_asked_for_the_whole(project: Path) -> None:
    less = ("case.yaml", "        claims: [lin-2031.d1]\n", "        claims: [lin-2031.d2]\n")
    thesis = ("articles/lin-2031.yaml", "  claims: [d1, r1]", "  claims: [r1]")
    assert codes(project, thesis, less) == ["left-out"]
    part = ("case.yaml", "date: 2031-05-20", "scope: part\ndate: 2031-05-20")
    assert codes(project, part) == []


@pytest.mark.parametrize(
    ("budget", "want"),
    [
        ("{words: 0}", ["budget"]),
        ("{share: 0}", ["budget"]),
        ("{share: 101}", ["budget"]),
        ("{characters: 3}", ["budget", "quote", "quote", "quote"]),
        ("{characters: 10, words: 1, share: 100}", []),
    ],
)
def test_a_budget_is_one_that_quotes_can_keep_to(project: Path, budget: str, want: list[str]) -> None:
    change = ("articles/lin-2031.yaml", "argues:\n", f"budget: {budget}\nargues:\n")
    assert codes(project, change) == want


def test_support_that_says_it_is_not_independent_is_left_alone(project: Path) -> None:
    cites = ("articles/zhou-2031.yaml", "argues:\n", "cites: [lin-2031]\nargues:\n")
    why = (
        "case.yaml",
        "    confidence: high\n",
        "    confidence: high\n    why: {zh: 周文援引林文, en: Zhou cites Lin}\n",
    )
    because = (
        "case.yaml",
        "    relation: agree # agree, partly, differ, single\n",
        "    relation: agree\n    because: {zh: 周文援引林文，不独立。, en: Zhou cites Lin.}\n",
    )
    assert codes(project, cites) == ["not-independent", "not-independent"]
    assert codes(project, why) == ["not-independent"]
    assert codes(project, because) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "管制可能扩大"),
        ("zh", "美国或将升级"),
        ("zh", "脱钩将加深"),
        ("zh", "有望弯道超车"),
        ("zh", "竞争预计长期存在"),
        ("zh", "这会伤及各国"),
        ("zh", "议会将会表决"),
        ("zh", "势必反弹"),
        ("zh", "未来走向对立"),
        ("en", "Controls may widen"),
        ("en", "May bring tighter controls"),
        ("en", "It’ll widen"),
        ("en", "is set to grow"),
        ("en", "the political will might fade"),
        ("en", "Firms could lose"),
        ("en", "Expected to last"),
        ("en", "is likely in May 2025"),
        ("en", "The will of Congress would hold"),
    ],
)
def test_a_forecast_is_known_by_its_words(lang: str, text: str) -> None:
    assert is_modal(text, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "管制扩大"),
        ("zh", "国会召开会议"),
        ("zh", "社会机会增多"),
        ("zh", "委员会与峰会"),
        ("zh", "将军视察工会"),
        ("zh", "市场恐慌"),
        ("zh", "布局未来产业"),
        ("zh", "要求盟友跟进"),
        ("en", "Controls widen"),
        ("en", "Talks were held in May 2025"),
        ("en", "Since May 12 tariffs are down"),
        ("en", "the political will of Congress"),
        ("en", "military might of America"),
        ("en", "goodwill and free will"),
        ("en", "mayor of Willow"),
    ],
)
def test_a_word_that_only_looks_like_a_forecast_is_none(lang: str, text: str) -> None:
    assert not is_modal(text, lang)


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("耶伦称无意脱钩", "美国财长耶伦"),
        ("七国公报说不求脱钩", "七国集团《领导人联合公报》"),
        ("中国政府要求开放", "中国政府"),
        ("据估算损失过半", "某智库"),
        ("有专业人士认为无效", "未具名的专业人士（注引某报）"),
        ("刘文援引业界说法", "产业界（未具名）"),
        ("Yellen says so", "US Treasury Secretary Yellen"),
        ("industry sees losses", "industry (unnamed)"),
        ("The Chinese government asks", "the Chinese government"),
        ("Losses, according to a poll", "Nature Index"),
    ],
)
def test_a_voice_is_known_by_its_name(text: str, voice: str) -> None:
    assert names(text, voice)


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("美国无意脱钩", "美国财长耶伦"),
        ("张文认为无意脱钩", "美国财长耶伦"),
        ("政府不求脱钩", "拜登政府"),
        ("中国要求开放", "中国政府"),
        ("The US says so", "US Treasury Secretary Yellen"),
        ("The government will not", "the Biden administration"),
        ("China asks", "the Chinese government"),
        ("The article says so", "Nature Index"),
    ],
)
def test_a_general_word_names_nobody(text: str, voice: str) -> None:
    assert not names(text, voice)
