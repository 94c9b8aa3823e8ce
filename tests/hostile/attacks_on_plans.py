"""Expressions of a plan, and data that looks like one."""

# ruff: noqa: E501  (tables: an entry is a line)
from __future__ import annotations

from pathlib import Path

from attack import Attack
from laying import OUTLINE, PLAN, both, change, plan, put, title

HERE = r"^templates/plain/plan\.yaml:3:\d+: error: "
FILL = HERE + "cannot fill"


def literal(words: str, file: str = "plain.zh.txt") -> object:
    """What an outline says stands in the output as it was said."""

    def holds(out: Path) -> None:
        text = (out / "case" / file).read_text("utf-8")
        assert words in text, text[:200]

    return holds


def expression(name: str, text: str, says: str = HERE) -> Attack:
    quoted = "'" + text.replace("'", "''") + "'"
    return Attack(f"plan-{name}", plan(quoted), says)


def nested(depth: int, inner: str) -> str:
    """Loops in loops."""
    rows = [f"{'  ' * n}- for: a in questions\n{'  ' * n}  steps:\n" for n in range(1, depth)]
    return f"format: text\nsteps:\n{''.join(rows)}{'  ' * depth}- {inner}\n"


ATTACKS = (
    expression("class", "{{ outline.__class__.__mro__[1].__subclasses__() }}"),
    expression("text-class", "{{ ''.__class__.__base__ }}"),
    expression("attr-filter", "{{ outline | attr('__class__') }}"),
    expression("map-filter", "{{ questions | map('attr', '__class__') | list }}"),
    expression("hidden-value", "{{ outline._value.place.file }}", HERE + "('outline' has no '_value'|cannot fill)"),
    expression("item-class", "{{ outline['__class__'] }}"),
    expression("escaped-name", r"{{ outline['\x5f\x5fclass\x5f\x5f'] }}"),
    expression("globals", "{{ self.__init__.__globals__ }}"),
    expression("namespace", "{{ namespace(a=1) }}"),
    expression("cycler", "{{ cycler.__init__.__globals__.os.popen('evil') }}"),
    expression("lipsum", "{{ lipsum.__globals__['os'].system('evil') }}"),
    expression("format", "{{ '{0.__class__}'.format(outline) }}", FILL),
    expression("format-map", "{{ '{a.__class__}'.format_map({'a': outline}) }}", FILL),
    expression("call", "{{ questions.pop() }}", FILL),
    expression("change", "{{ questions.append('evil') }}", FILL),
    expression("times", "{{ 'a' * 1000000000 }}", FILL),
    expression("list-times", "{{ [1] * 1000000000 }}", FILL),
    expression("power", "{{ 10 ** 10 ** 10 }}", FILL),
    expression("percent", "{{ '%0999999999d' % 1 }}", FILL),
    expression("percent-filter", "{{ '%0999999999d' | format(1) }}", HERE + "cannot read"),
    expression("center", "{{ 'a'.center(1000000000) }}", FILL),
    expression("center-filter", "{{ 'a' | center(1000000000) }}", HERE + "cannot read .*No filter"),
    expression("ljust", "{{ 'a'.ljust(1000000000) }}", FILL),
    expression("indent", "{{ 'a' | indent(1000000000) }}", HERE + "cannot read"),
    expression("replace", "{{ 'aaaa' | replace('a', 'aaaaaaaaaa') }}", HERE + "cannot read"),
    expression("range", "{{ range(1000000000) | list }}"),
    expression("batch", "{{ questions | batch(1000000000, 1) | list }}", HERE + "cannot read"),
    expression("for", "{% for a in questions %}{% for b in questions %}evil{% endfor %}{% endfor %}"),
    expression("include", "{% include '/etc/passwd' %}"),
    expression("import", "{% import 'evil' as x %}"),
    expression("set", "{% set x = 1 %}{{ x }}"),
    expression("raw", "{% raw %}{{ evil }}{% endraw %}"),
    expression("comment", "{# evil #}"),
    expression("by-nothing", "{{ 1 / 0 }}", FILL),
    expression("whole-by-nothing", "{{ 1 // 0 }}", FILL),
    expression("test-by-nothing", "{{ 1 is divisibleby(0) }}", FILL),
    expression("overflow", "{{ " + "9" * 1_000 + " / 3 }}", FILL),
    expression("deep", "{{ " + "(" * 900 + "1" + ")" * 900 + " }}", HERE + "cannot read"),
    expression("deep-lists", "{{ " + "[" * 150 + "1" + "]" * 150 + " }}", HERE),
    expression("deep-nots", "{{ " + "not " * 450 + "1 }}", HERE),
    expression("deep-attributes", "{{ outline" + ".title" * 300 + " }}", HERE),
    expression("deep-sums", "{{ " + "+".join(["1"] * 900) + " is defined is defined }}", HERE),
    expression("long", "{{ outline.title" + " " * 3_000 + "}}", HERE + "longer than"),
    expression("nothing", "{{ }}", HERE + "cannot read"),
    expression("unclosed", "{{ outline.title", HERE + "cannot read"),
    expression("dictionary", "{{ {[]: 1} }}"),
    expression("slice", "{{ questions[::0] }}", FILL),
    expression("beyond", "{{ questions[99999999999999999999] }}"),
    expression("compare", "{{ outline < questions }}", FILL),
    expression("only-a-list", "{{ questions }}", r"plan\.yaml:3:\d+: error: "),
    Attack("plan-swells", both(title("夜" * 40_000), plan("'{{ outline.title }}" + "{{ outline.title }}" * 80 + "'")),
           HERE + "longer than"),
    Attack("plan-loops", put(PLAN, nested(16, "{block: heading, text: evil}")), r"plan\.yaml:\d+:\d+: error: the plan comes"),
    Attack("plan-loops-of-nothing", put(PLAN, nested(16, "{block: heading, text: evil, when: not questions}")),
           r"plan\.yaml:\d+:\d+: error: the plan comes"),
    Attack("plan-loop-is-no-list", put(PLAN, "format: text\nsteps:\n  - for: a in outline\n    steps: []\n"),
           r"plan\.yaml:3:\d+: error: "),
    Attack("plan-loop-runs-code", put(PLAN, "format: text\nsteps:\n  - for: a in ().__class__.__base__.__subclasses__()\n"),
           r"plan\.yaml:3:\d+: error: "),
    Attack("plan-when", put(PLAN, "format: text\nsteps:\n  - {when: \"1 / 0\", block: judgements}\n"),
           r"plan\.yaml:3:\d+: error: cannot fill"),
    Attack("plan-block-path", put(PLAN, "format: text\nsteps:\n  - block: ../../evil\n"), r"plan\.yaml:3:\d+: error: unknown block"),
    Attack("plan-block-private", put(PLAN, "format: text\nsteps:\n  - block: __init__\n"), r"plan\.yaml:3:\d+: error: unknown block"),
    Attack("plan-format-path", put(PLAN, "format: ..word\nsteps:\n  - block: judgements\n"), r"plan\.yaml:1:\d+: error: no format"),
    Attack("plan-format-module", put(PLAN, "format: os\nsteps:\n  - block: judgements\n"), r"plan\.yaml:1:\d+: error: no format"),
    Attack("plan-like-itself", put(PLAN, "like: plain\n"), r"plan\.yaml:1:\d+: error: "),
    Attack("plan-running", change(PLAN, "format: text", "format: text\nrunning: {footer: \"{{ 10 ** 10 }}\"}"),
           r"plan\.yaml:2:\d+: error: cannot fill"),
    Attack("data-is-not-run", title('"{{ 7 * 191 }} {{ outline.__class__ }}"'),
           holds=literal("{{ 7 * 191 }} {{ outline.__class__ }}")),
    Attack("data-is-not-run-in-a-sentence", both(title('"{{ 7 * 191 }}"'), plan('"《{{ outline.title }}》"')),
           holds=literal("《{{ 7 * 191 }}》")),
    Attack("data-is-not-run-in-word", change(OUTLINE, "headline: {zh: ", "headline: {zh: \"{{ 7 * 191 }}\", x: "),
           says=r"outlines/case\.yaml:\d+:\d+: error: "),
)  # fmt: skip
