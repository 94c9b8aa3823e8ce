"""Every check of the shelf, run on a comparison; all problems at once. And the words of templates, checked alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.checks import outline as shelf
from builder.comparison import Comparison
from builder.glossary import Glossary
from builder.load import Str
from builder.problem import Problem, Problems
from builder.shelf import names, take
from builder.template import Template
from builder.typography import findings
from builder.typography.finding import is_chinese, is_english
from builder.typography.scalar import place_of

_PART_OF_A_SENTENCE = 16  # shorter fixed words may begin or end one: “（”, “，下称{short}）”, “页 共”


def check(comparison: Comparison, langs: Iterable[str], *, strict: bool = False) -> list[Problem]:
    """Run every check.

    Args:
        comparison: what is checked.
        langs: the languages that will be built.
        strict: warnings stop the build too.

    Returns:
        The warnings.

    Raises:
        Problems: with every error (and, if `strict`, every warning).
    """
    wanted = tuple(dict.fromkeys(langs))
    return _sifted({p for name in names(shelf) for p in take(shelf, name).check(comparison, wanted)}, strict)


def check_words(templates: Iterable[Template], glossary: Glossary, *, strict: bool = False) -> list[Problem]:
    """Check the fixed words of templates and the texts of their plans: typography and terms.

    Args:
        templates: with the words that they share.
        glossary: the project's terms.
        strict: warnings stop the build too.

    Returns:
        The warnings.

    Raises:
        Problems: with every error (and, if `strict`, every warning).
    """
    found = set()
    for lang, text in (said for template in templates for said in _said(template)):
        for one in (
            *findings(text, lang, fragment=len(text) < _PART_OF_A_SENTENCE),
            *glossary.findings(text, lang, verbatim=False),
        ):
            found.add(Problem(place_of(text, one.start), one.message, one.code, one.hint, one.severity))
    return _sifted(found, strict)


def _said(template: Template) -> Iterator[tuple[str, Str]]:
    """Every text of a template with its language."""
    for said in template.words.values():
        yield from said.texts.items()
    waiting = list(template.steps)
    while waiting:
        node = waiting.pop()
        if isinstance(node.value, list):
            waiting += node.value
        elif isinstance(node.value, dict):
            for key, value in node.value.items():
                if isinstance(value.value, str) and (is_chinese(key) or is_english(key)):
                    yield key, Str(value.value, value.place, value.written)
                else:
                    waiting.append(value)


def _sifted(found: Iterable[Problem], strict: bool) -> list[Problem]:
    warnings = sorted(found)
    if any(strict or p.severity == "error" for p in warnings):
        raise Problems(warnings)
    return warnings
