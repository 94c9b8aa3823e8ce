"""YAML that explodes, nests, swells, or says in its bytes what it does not say on the screen."""

# ruff: noqa: E501  (tables: an entry is a line)
from __future__ import annotations

from pathlib import Path

from attack import Attack
from laying import ARTICLE, OUTLINE, PLAN, both, change, put, recode, title

HERE = r"^outlines/case\.yaml:"
LAUGHS = "a0: &a0 [evil]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
MERGES = "a0: &a0 {evil: 1}\n" + "".join(
    f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 12)
)
DIGITS = "9" * 5_000
WORDS = "夜间公交往何处去"


def same_as_before(out: Path) -> None:
    """The starter's own words, whichever way its file was written."""
    text = (out / "case" / "plain.zh.txt").read_text("utf-8")
    assert WORDS in text and "\r" not in text and "\ufeff" not in text, text[:200]


def many(count: int) -> str:
    """Events of which an outline of five megabytes may well have so many."""
    one = (
        "  - {date: 2030-03, what: {zh: 该市取消三条夜间线路, en: The city drops night lines}, claims: [lin-2031.d2]}\n"
    )
    return "events:\n" + one * count


def refused(name: str, text: str, says: str) -> Attack:
    return Attack(f"yaml-{name}", put(OUTLINE, text), says)


ATTACKS = (
    refused("laughs", LAUGHS, HERE + r"1:5: error: anchors"),
    refused("merges", MERGES, HERE + r"1:5: error: anchors"),
    refused("itself", "a: &a [*a]\n", HERE + r"1:4: error: anchors"),
    refused("tag", "title: !!python/object/apply:os.system ['evil']\n", HERE + r"1:8: error: tags"),
    refused("deep-lists", "[" * 200_000, HERE + r"1:41: error: nested"),
    refused("deep-fields", "{a: " * 200_000, HERE + r"1:\d+: error: nested"),
    refused("deep-lines", "".join(" " * n + "a:\n" for n in range(400)), HERE + r"41:\d+: error: nested"),
    refused("deep-keys", "? " * 5_000 + "a", HERE + r"1:\d+: error: (nested|not YAML|a field's name)"),
    refused("documents", "title: a\n---\ntitle: b\n", HERE + r"2:1: error: a second document"),
    refused("many-documents", "--- a\n" * 100_000, HERE + r"\d+:1: error: (a second document|more than)"),
    refused("empty", "", HERE + r"1:1: error: the file is empty"),
    refused("bom-only", "\ufeff", HERE + r"1:1: error: the file is empty"),
    refused("only-text", "evil", HERE + r"1:1: error: "),
    refused("only-list", "- evil\n", HERE + r"1:1: error: "),
    refused("swollen", "a: 1\n" * 5_000_000, HERE + r"1:1: error: the file is larger"),
    refused("crowded", "[" + "a," * 700_000 + "]", HERE + r"1:\d+: error: more than [\d,]+ values"),
    refused("crowded-fields", "".join(f"{n}: a\n" for n in range(200_000)), HERE + r"\d+:\d+: error: unknown field"),
    refused("doubled-fields", "a: 1\n" * 200_000, HERE + r"\d+:1: error: "),
    refused("nul", "title: a\0b\n", HERE + r"1:9: error: a character .* U\+0000"),
    Attack("yaml-long-text", title("夜" * 1_700_000), HERE + r"4:\d+: error: a text longer"),
    Attack("yaml-long-key", change(OUTLINE, "title:", "t" * 900 + ":"), HERE + r"4:1: error: unknown field|error: 'title' is missing"),
    Attack("yaml-longer-key", change(OUTLINE, "title:", "t" * 5_000_000 + ":"), HERE + r"4:1: error: a text longer"),
    Attack("yaml-long-id", change(OUTLINE, "- id: demand\n    head", f"- id: {'d' * 40_000}\n    head"),
           HERE + r"\d+:\d+: error: "),
    Attack("yaml-five-megabytes", change(OUTLINE, "events:\n", many(40_000)), holds=same_as_before),
    Attack("yaml-integer", change(OUTLINE, "minutes: 30", f"minutes: {DIGITS}"), HERE + r"\d+:14: error: expected a whole"),
    Attack("yaml-number", change(OUTLINE, "[45, 25, 30]", f"[{DIGITS}, 1e400, .nan]"), HERE + r"\d+:\d+: error: (no claim|'-?\.inf' is not)"),
    Attack("yaml-infinite", change(OUTLINE, "[45, 25, 30]", "[.inf, -.inf, 30]"), HERE + r"\d+:\d+: error: (no claim|'-?\.inf' is not)"),
    Attack("yaml-huge-place", change(ARTICLE, "at: 二¶1", f"at: 二¶{DIGITS}"), r"lin-2031\.yaml:\d+:\d+: error: "),
    Attack("yaml-huge-page", change(ARTICLE, "at: 二¶1", f"at: p. {DIGITS}"), r"lin-2031\.yaml:\d+:\d+: error: "),
    Attack("yaml-huge-issue", change(ARTICLE, "issue: 3", f"issue: {DIGITS}"), holds=same_as_before),
    Attack("yaml-huge-year", change(ARTICLE, "issued: 2031", f"issued: {{year: {DIGITS}}}"), r"lin-2031\.yaml:\d+:\d+: error: "),
    Attack("yaml-no-year", change(ARTICLE, "issued: 2031", "issued: {date-parts: [[evil, 13, 45]]}"),
           r"lin-2031\.yaml:\d+:\d+: error: "),
    Attack("yaml-no-day", change(OUTLINE, "date: 2031-05-20", "date: 2031-02-31"), HERE + r"\d+:7: error: "),
    Attack("yaml-year-zero", change(OUTLINE, "date: 2031-05-20", "date: 0000-01-01"), HERE + r"\d+:7: error: "),
    Attack("yaml-no-month", change(OUTLINE, "date: 2030-03,", "date: 2030-13,"), HERE + r"\d+:\d+: error: "),
    Attack("yaml-no-vantage", change(ARTICLE, "vantage: 2031-03 ", "vantage: 2031-99 "), r"lin-2031\.yaml:\d+:\d+: error: "),
    Attack("yaml-bom", recode(OUTLINE, lambda text: text.encode("utf-8-sig")), holds=same_as_before),
    Attack("yaml-crlf", recode(OUTLINE, lambda text: text.replace("\n", "\r\n").encode()), holds=same_as_before),
    Attack("yaml-cr", recode(OUTLINE, lambda text: text.replace("\n", "\r").encode()), holds=same_as_before),
    Attack("yaml-utf-16", recode(OUTLINE, lambda text: text.encode("utf-16")), HERE + r"1:1: error: not UTF-8"),
    Attack("yaml-utf-32", recode(OUTLINE, lambda text: text.encode("utf-32")), HERE + r"1:1: error: not UTF-8"),
    Attack("yaml-gb18030", recode(OUTLINE, lambda text: text.encode("gb18030")), HERE + r"\d+:1: error: not UTF-8"),
    Attack("yaml-overlong", put(OUTLINE, b"title: \xc0\xafevil\n"), HERE + r"1:1: error: not UTF-8"),
    Attack("yaml-control", title(r'"a\u000bb"'), HERE + r"4:\d+: error: a character .* U\+000B"),
    Attack("yaml-escape", title(r'"\e[2J\e]0;evil\a"'), HERE + r"4:\d+: error: a character .* U\+001B"),
    Attack("yaml-surrogate", title(r'"a\uD800b"'), HERE + r"4:\d+: error: a character .* U\+D800|4:\d+: error: not YAML"),
    Attack("yaml-raw-surrogate", title("a\ud800b"), HERE + r"4:1: error: not UTF-8"),
    Attack("yaml-bidi", title('"\u202eevil\u202c"'), HERE + r"4:\d+: error: a character .* U\+202E"),
    Attack("yaml-isolate", title('"\u2067evil\u2069"'), HERE + r"4:\d+: error: a character .* U\+2067"),
    Attack("yaml-bidi-key", change(OUTLINE, "title:", "\u202eeltit:"), HERE + r"4:\d+: error: a character"),
    Attack("yaml-noncharacter", title('"a\ufffeb"'), HERE + r"4:\d+: error: "),
    Attack("yaml-bidi-comment", change(OUTLINE, "# A starter", "# \u202e A starter"), HERE + r"2:3: error: a character"),
    Attack("yaml-article-laughs", put(ARTICLE, LAUGHS), r"lin-2031\.yaml:1:5: error: anchors"),
    Attack("yaml-plan-deep", put(PLAN, "steps: " + "[" * 200_000), r"plain/plan\.yaml:1:\d+: error: nested"),
    Attack("yaml-plan-nested", put(PLAN, "format: text\nsteps:\n" + "".join(
        f"{'  ' * n}- for: q in questions\n{'  ' * n}  steps:\n" for n in range(1, 18))
        + "  " * 18 + "- {block: heading, text: evil}\n"), r"plain/plan\.yaml:\d+:\d+: error: the plan comes to"),
    Attack("yaml-glossary", put("outlines/glossary.yaml", LAUGHS), r"glossary\.yaml:1:5: error: anchors"),
    Attack("yaml-words", put("templates/words.yaml", LAUGHS), r"words\.yaml:1:5: error: anchors"),
    Attack("yaml-both", both(title(r'"\u202e"'), put(ARTICLE, "a: *b\n")), r"case\.yaml:4:\d+: error: a character"),
)  # fmt: skip
