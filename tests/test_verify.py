"""What is verified: on the texts at hand, on what the lock recorded of them, and never on nothing without a word."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, SHARED
from hypothesis import given, settings
from hypothesis import strategies as st

from builder import locator
from builder.comparison import Comparison, read_comparison
from builder.evidence_lock import NAME, Found, Recorded, digest, lock_text, read_lock
from builder.problem import Problems
from builder.project import Project
from builder.record import record
from builder.verify import nearest, verify

TEXTS = SHARED / "articles"
LIN = (
    "一、夜里的车站\n\n（一）站台\n\n站台上的灯还亮着，这一段写的是车站的夜晚和等车的人们。\n\n（二）乘客\n\n乘客并不多。\n\n"
    "问卷问了三个城市里的许多人。\n\n夜深了，等得到的人还是愿意等，这是问卷的结论。\n\n"
    "二、班次\n\n取消以后，乘客先走，亏损在后，次序很清楚，三市都是这样，无一例外。\n\n"
    "三、对策\n\n办法不少，各地都在试，成败不一，各有道理。\n\n所以应当先把骨干班线保下来，其余再谈。\n"
)
SOME = "桥下的河水流得很慢，岸边的人说起从前的渡口，总要停一停。"


@pytest.fixture
def texts(project: Path) -> Path:
    """A folder with the texts of the starter's articles; their notes name them."""
    folder = project / "texts"
    folder.mkdir()
    zhou = f"账本里写着：需求散了，但没有少。{SOME}人工与空驶合计七成。{SOME}末梢线路改用预约小车。{SOME * 12}\n"
    (folder / "lin.txt").write_text(LIN + SOME * 12 + "\n", "utf-8")
    (folder / "zhou.txt").write_text(zhou, "utf-8")
    for name, text in (("lin-2031", "lin.txt"), ("zhou-2031", "zhou.txt")):
        path = project / f"outlines/articles/{name}.yaml"
        path.write_text(re.sub(r"(?m)^text: .*$", f"text: {text}", path.read_text("utf-8")), "utf-8")
    return folder


def comparison(project: Path) -> Comparison:
    return read_comparison(project / "outlines/case.yaml", project)


def lock(project: Path) -> Path:
    return project / "outlines" / NAME


def change(project: Path, old: str, new: str, name: str = "articles/lin-2031.yaml") -> None:
    path = project / "outlines" / name
    before = path.read_text("utf-8")
    assert before.count(old) == 1, old
    path.write_text(before.replace(old, new), "utf-8")


def problems(do: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(Problems) as raised:
        do()
    return [(p.code, p.severity) for p in raised.value.found]


# ---------------------------------------------------------------- with and without texts and lock


def test_every_quote_is_looked_up_in_the_texts_at_hand(project: Path, texts: Path) -> None:
    assert verify(comparison(project), [texts], lock(project), strict=True) == 6


def test_without_texts_and_without_a_lock_one_warning_says_so(project: Path) -> None:
    said: list[str] = []
    assert verify(comparison(project), [], lock(project), say=said.append) == 0
    assert len(said) == 1 and "6 quotes are not verified" in said[0] and "[unverified]" in said[0]
    found = problems(lambda: verify(comparison(project), [], lock(project), strict=True))
    assert found == [("unverified", "warning")]


def test_without_texts_an_unchanged_quote_is_verified_on_the_recorded_text(project: Path, texts: Path) -> None:
    record(comparison(project), [texts], lock(project))
    assert verify(comparison(project), [], lock(project), strict=True) == 6
    change(project, "quote: 等得到的人还是愿意等 #", "quote: “等得到的人 还是愿意等” #")  # marks count …
    assert problems(lambda: verify(comparison(project), [], lock(project))) == [("unverified", "error")]
    change(project, "quote: “等得到的人 还是愿意等” #", "quote: 等得到的人 还是愿意等 #")  # … spaces don't
    assert verify(comparison(project), [], lock(project), strict=True) == 6


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("quote: 等得到的人还是愿意等", "quote: 等得到的人还是不愿意等", "unverified"),
        ("quote: 先把骨干班线保下来", "quote: 再把骨干班线保下来", "unverified"),
        ("  - id: d2\n", "  - id: d3\n", "unverified"),
        ("at: 二¶1", "at: 二¶2", "at"),
    ],
)
def test_without_texts_a_new_or_changed_quote_or_place_is_a_problem(
    project: Path, texts: Path, old: str, new: str, code: str
) -> None:
    record(comparison(project), [texts], lock(project))
    change(project, old, new)
    assert (code, "error") in problems(lambda: verify(comparison(project), [], lock(project)))


def test_with_a_lock_an_article_that_it_does_not_know_needs_its_text(project: Path, texts: Path) -> None:
    record(comparison(project), [texts], lock(project))
    lines = lock(project).read_text("utf-8").splitlines(keepends=True)
    lock(project).write_text("".join(line for line in lines if not line.startswith("zhou")), "utf-8")
    assert problems(lambda: verify(comparison(project), [], lock(project))) == [("unverified", "error")]
    (texts / "lin.txt").unlink()
    said: list[str] = []
    assert verify(comparison(project), [texts], lock(project), say=said.append) == 6
    assert len(said) == 1 and "the lock records nothing of 'zhou-2031'" in said[0]


def test_taking_out_the_text_of_a_recorded_article_does_not_free_its_quotes(project: Path, texts: Path) -> None:
    record(comparison(project), [texts], lock(project))
    change(project, "text: lin.txt\n", "")
    change(project, "quote: 乘客先走，亏损在后", "quote: 亏损在先，乘客后走")
    assert problems(lambda: verify(comparison(project), [texts], lock(project))) == [("unverified", "error")]


def test_a_lock_that_no_longer_says_what_the_text_says_is_a_warning(project: Path, texts: Path) -> None:
    record(comparison(project), [texts], lock(project))
    (texts / "lin.txt").write_text(LIN + SOME * 13 + "\n", "utf-8")
    said: list[str] = []
    verify(comparison(project), [texts], lock(project), say=said.append)
    assert len(said) == 1 and "another text of 'lin-2031'" in said[0] and "[lock]" in said[0]
    assert problems(lambda: verify(comparison(project), [texts], lock(project), strict=True)) == [("lock", "warning")]


def test_a_text_that_is_not_utf_8_is_a_problem(project: Path, texts: Path) -> None:
    (texts / "lin.txt").write_bytes(LIN.encode("gb18030"))
    assert problems(lambda: verify(comparison(project), [texts])) == [("encoding", "error")]


@pytest.mark.parametrize("name", ["../lin.txt", "/etc/passwd", ".hidden", "a\\b.txt"])
def test_a_text_stands_in_a_folder_of_texts_and_nowhere_else(project: Path, texts: Path, name: str) -> None:
    change(project, "text: lin.txt", f"text: {name}")
    assert problems(lambda: verify(comparison(project), [texts])) == [("path", "error")]


# ---------------------------------------------------------------- the share


def test_more_of_a_text_than_its_budget_is_a_problem_with_the_text_and_with_the_lock(
    project: Path, texts: Path
) -> None:
    record(comparison(project), [texts], lock(project))
    change(project, "argues:\n", "budget: {share: 2}\nargues:\n")
    for folders in ([texts], []):
        found = problems(lambda folders=folders: verify(comparison(project), folders, lock(project)))  # type: ignore[misc]
        assert found == [("budget", "error")]
    change(project, "budget: {share: 2}", "budget: {share: 90}")
    assert verify(comparison(project), [], lock(project), strict=True) == 6


# ---------------------------------------------------------------- the lock


def test_the_lock_is_stable_sorted_and_holds_no_word_of_the_articles(project: Path, texts: Path) -> None:
    assert "recorded" in record(comparison(project), [texts], lock(project))[-1]
    first = lock(project).read_bytes()
    again = record(comparison(project), [texts], lock(project))
    assert again == ["outlines/evidence.lock: 6 quotes of 2 articles recorded already"]
    assert record(comparison(project), [], lock(project))[-1].endswith("recorded already")
    assert lock(project).read_bytes() == first
    lines = first.decode("utf-8").splitlines()
    assert [line.split()[0] for line in lines] == [
        "collate-evidence", "lin-2031", "lin-2031.d1", "lin-2031.d2", "lin-2031.r1",
        "zhou-2031", "zhou-2031.d1", "zhou-2031.d2", "zhou-2031.r1",
    ]  # fmt: skip
    assert "愿意" not in first.decode("utf-8")


def test_one_changed_quote_changes_one_line(project: Path, texts: Path) -> None:
    record(comparison(project), [texts], lock(project))
    before = lock(project).read_text("utf-8").splitlines()
    change(project, "quote: 等得到的人还是愿意等", "quote: 人还是愿意等")
    record(comparison(project), [texts], lock(project))
    after = lock(project).read_text("utf-8").splitlines()
    assert [a.split()[0] for a, b in zip(after, before, strict=True) if a != b] == ["lin-2031.d1"]


def test_nothing_is_recorded_unless_all_is_verified(project: Path, texts: Path) -> None:
    assert problems(lambda: record(comparison(project), [], lock(project))) == [("unverified", "error")] * 2
    change(project, "quote: 等得到的人还是愿意等", "quote: 等得到的人还是不愿意等")
    assert problems(lambda: record(comparison(project), [texts], lock(project))) == [("quote", "error")]
    assert not lock(project).exists()
    change(project, "quote: 等得到的人还是不愿意等", "quote: 等得到的人还是愿意等")
    record(comparison(project), [texts], lock(project))
    kept = lock(project).read_bytes()
    change(project, "quote: 乘客先走，亏损在后", "quote: 亏损在后")
    assert problems(lambda: record(comparison(project), [], lock(project))) == [("unverified", "error")]
    assert lock(project).read_bytes() == kept


def test_another_text_is_told_and_other_outlines_are_kept(project: Path, texts: Path) -> None:
    record(comparison(project), [texts], lock(project))
    other = Recorded("0" * 64, 9, {"d1": Found("1" * 64, (locator.parse("一¶1"),))})
    known = read_lock(lock(project), Path(NAME)) or {}
    lock(project).write_text(lock_text({**known, "wu-2030": other, "gone-2029": other}), "utf-8")
    (project / "outlines/articles/wu-2030.yaml").write_text("x: y\n", "utf-8")
    (texts / "lin.txt").write_text(LIN + SOME * 13 + "\n", "utf-8")
    said = record(comparison(project), [texts], lock(project))
    assert said[0] == "outlines/evidence.lock: 'lin-2031' is recorded on another text than before"
    assert list(read_lock(lock(project), Path(NAME)) or {}) == ["lin-2031", "wu-2030", "zhou-2031"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda t: "",
        lambda t: t.replace("collate-evidence 1", "collate-evidence 2"),
        lambda t: t + "what is this\n",
        lambda t: t.replace("二¶1", "二¶x"),
        lambda t: t + t.splitlines()[-1] + "\n",
        lambda t: "\n".join(line for line in t.splitlines() if not line.startswith("zhou-2031 text")),
        lambda t: re.sub(r"sha256:\w", "sha256:", t),
        lambda t: "<<<<<<< ours\n" + t,
    ],
)
def test_a_lock_that_cannot_be_read_is_a_problem_not_no_lock(
    project: Path, texts: Path, spoil: Callable[[str], str]
) -> None:
    record(comparison(project), [texts], lock(project))
    lock(project).write_text(spoil(lock(project).read_text("utf-8")), "utf-8")
    assert set(problems(lambda: verify(comparison(project), [texts], lock(project)))) == {("lock", "error")}


places = st.sampled_from(["摘要", "引言¶1", "三（一）¶2", "¶7", "十二¶3"]).map(locator.parse)
shas = st.text("0123456789abcdef", min_size=64, max_size=64)
found = st.builds(Found, shas, st.lists(places, min_size=1, max_size=3).map(tuple))
claims = st.from_regex(r"[dr][1-9][0-9]{0,2}", fullmatch=True)
articles = st.from_regex(r"[a-z]{2,8}-20[0-9]{2}", fullmatch=True)
recorded = st.builds(Recorded, shas, st.integers(0, 10**6), st.dictionaries(claims, found, max_size=12))


@given(known=st.dictionaries(articles, recorded, max_size=4))
@settings(max_examples=100, deadline=None)
def test_a_lock_says_what_was_written(tmp_path_factory: pytest.TempPathFactory, known: dict[str, Recorded]) -> None:
    path = tmp_path_factory.mktemp("lock") / NAME
    path.write_text(lock_text(known), "utf-8")
    assert read_lock(path, Path(NAME)) == known


def test_the_same_quote_has_the_same_hash_however_it_is_typed() -> None:
    assert digest("占比５%,已降") == digest("占比 5％， 已降") != digest("占比6%，已降")


@pytest.mark.parametrize(
    ("at", "places", "want"),
    [
        ("三¶2", ["摘要", "一¶1", "三¶9", "三¶3"], "三¶3"),
        ("三¶2", ["摘要", "一¶1", "二¶1"], "一¶1"),
        ("三¶2", ["摘要"], "摘要"),
        ("摘要", ["摘要", "一¶1"], "摘要"),
    ],
)
def test_of_several_places_the_one_that_was_meant_is_proposed(at: str, places: list[str], want: str) -> None:
    assert locator.text(nearest(locator.parse(at), map(locator.parse, places))) == want


# ---------------------------------------------------------------- the shipped lock


@pytest.mark.parametrize("outline", Project(ROOT, ROOT / "out").outlines(), ids=lambda p: p.stem)
def test_the_shipped_quotes_are_verified_without_their_texts(outline: Path) -> None:
    shipped = read_comparison(outline, ROOT)
    claims = sum(len(article.claims) for article in shipped.articles.values())
    assert verify(shipped, [], ROOT / "outlines" / NAME, strict=True) == claims


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the articles' texts are not here")
def test_the_shipped_lock_is_what_the_texts_say(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "outlines", tmp_path / "outlines")
    for outline in Project(tmp_path, tmp_path / "out").outlines():
        record(read_comparison(outline, tmp_path), [TEXTS], tmp_path / "outlines" / NAME)
    assert (tmp_path / "outlines" / NAME).read_text("utf-8") == (ROOT / "outlines" / NAME).read_text("utf-8")
