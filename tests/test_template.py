"""Plans fill in names and nothing else: the sandbox lets nothing out and nothing grow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from builder.comparison import Comparison, read_comparison
from builder.load import Str
from builder.problem import Place, Problems
from builder.template import evaluate, fill, view

HERE = Place(Path("plan.yaml"), 3, 7)


@pytest.fixture
def names(project: Path) -> dict[str, Any]:
    comparison: Comparison = read_comparison(project / "outlines/case.yaml", project)
    return {"outline": view(comparison.outline, "zh"), "questions": view(comparison.outline.questions, "zh")}


def test_a_single_expression_keeps_the_value(names: dict[str, Any]) -> None:
    assert str(fill(Str("{{ outline.title }}", HERE), names)) == "夜间公交往何处去"
    assert fill(Str("《{{ outline.title }}》", HERE), names) == "《夜间公交往何处去》"
    assert evaluate(Str("questions | length", HERE), names) == 2


@pytest.mark.parametrize(
    "text",
    [
        "{{ outline.__class__.__mro__ }}",
        "{{ outline._value }}",
        "{{ ''.__class__ }}",
        "{{ questions.append(1) }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 10 ** 10 ** 10 }}",
        "{{ '%0999999999d' % 1 }}",
        "{{ 'a'.center(1000000000) }}",
        "{{ range(1000000000) }}",
        "{{ cycler }}",
        "{{ lipsum() }}",
        "{{ outline | attr('__class__') }}",
        "{% for a in questions %}x{% endfor %}",
        "{% include 'x' %}",
        "{{ self }}",
        "x {{ outline }} y",
        "{{ outline.title" + " " * 3000 + "}}",
    ],
)
def test_refused_at_its_place(text: str, names: dict[str, Any]) -> None:
    with pytest.raises(Problems) as caught:
        value = fill(Str(text, HERE), names)
        raise AssertionError(f"gave {value!r}")
    assert {p.place for p in caught.value.found} == {HERE}
