"""Small outlines for the tests of keeping hand edits, and what a build makes of them in memory."""

from __future__ import annotations

import copy
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import stress
import yaml

import builder
from builder.cite import cite
from builder.load import Str
from builder.outline import Output
from builder.plan import plan
from builder.problem import Place
from builder.project import Project
from builder.render import Press, press, render

STARTERS = Path(builder.__file__).parent / "starters"
Yaml = dict[str, Any]


@cache
def _press(template: str, lang: str) -> Press:
    place = Place(Path("test.yaml"))
    project = Project(Path(), Path("out"))
    return press(Output(Str(template, place), Str(lang, place), place), project.templates(), project.root)


def starter() -> stress.Stress:
    """The outline that `collate new` writes, to be changed."""
    outline = yaml.safe_load((STARTERS / "outline.yaml").read_text("utf-8"))
    outline["date"] = str(outline["date"])
    articles = {}
    for name in outline["articles"]:
        articles[name] = yaml.safe_load((STARTERS / f"{name}.yaml").read_text("utf-8"))
    return stress.Stress(outline, articles, "briefing", "zh")


def invented(seed: int, *, template: str = "briefing", lang: str = "zh") -> stress.Stress:
    """An outline of two to four articles and as many questions."""
    return stress.invent(seed, stress.Bounds((2, 4), (2, 4), (20, 90), (8, 24)), template=template, lang=lang)


def built(made: stress.Stress) -> bytes:
    """The Word file that a build makes of an outline today."""
    with tempfile.TemporaryDirectory() as folder:
        path = made.write(Path(folder))
        project = Project(Path(folder), Path(folder) / "out")
        by = _press(made.template, made.lang)
        comparison, _, _ = builder.read(path, project, template=made.template, lang=made.lang)
        document = cite(plan(comparison, by.template, by.output.lang, by.fields), comparison, project.styles)
        return render(document, by).data


def changed(made: stress.Stress) -> stress.Stress:
    """A copy whose data may be changed."""
    return stress.Stress(copy.deepcopy(made.outline), copy.deepcopy(made.articles), made.template, made.lang)


def three_articles(template: str = "briefing", lang: str = "zh") -> stress.Stress:
    """The starter with a third article, a third question and texts of several sentences."""
    made = starter()
    outline, articles = made.outline, made.articles
    third = copy.deepcopy(articles["zhou-2031"])
    third["article"] |= {
        "id": "wang-2032",
        "title": "末班之后",
        "author": [{"family": "王", "given": "渡"}],
        "issued": 2032,
    }
    third["article"].pop("title-translated")
    third |= {"label": {"zh": "王渡（2032）", "en": "Wang (2032)"}, "short": {"zh": "王文", "en": "Wang"}}
    third.pop("text", None)
    articles["wang-2032"] = third
    outline["articles"].append("wang-2032")
    says = {
        "zh": "需求因季节而异。冬夜最少。两地记录都如此。",
        "en": "Demand varies by season. Winter is low. Both say so.",
    }
    for question in outline["questions"]:
        claim = "r1" if question["kind"] == "recommendation" else "d1"
        brief = {"zh": "因季而异", "en": "by season"}
        question["positions"]["wang-2032"] = {"says": says, "brief": brief, "claims": [f"wang-2032.{claim}"]}
    fourth = copy.deepcopy(outline["questions"][0])
    fourth |= {
        "id": "season",
        "short": {"zh": "季节", "en": "Season"},
        "ask": {"zh": "季节有何影响？", "en": "What of seasons?"},
    }
    fourth["finding"] = {"zh": "季节影响客流，三文都有记录", "en": "Seasons matter, and all three have records"}
    outline["questions"].append(fourth)
    outline["sessions"][0]["questions"].append("season")
    for n, question in enumerate(outline["questions"]):
        for position in question["positions"].values():
            position["says"] = {
                "zh": f"{position['says']['zh']}这是第{n + 1}题的旁证。另有一例可参。",
                "en": f"{position['says']['en']} This is evidence for question {n + 1}. One more case exists.",
            }
    outline["gaps"] += [
        {
            "head": {"zh": "季节", "en": "Seasons"},
            "says": {"zh": "三文都没有全年记录。", "en": "None has a year."},
        },
        {
            "head": {"zh": "票价", "en": "Fares"},
            "says": {"zh": "票价的影响无人讨论。", "en": "Nobody asks."},
        },
    ]
    return stress.Stress(outline, articles, template, lang)
