"""A look that lacks something is a problem of the plan that names it: which style, layout or part, and what is near."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from conftest import ROOT

from builder.__main__ import main

WANT = Path(__file__).parent / "looks"


def without(look: Path, part: str, old: str, new: str) -> bytes:
    """The look with some names changed in the parts whose names match."""
    out = BytesIO()
    with zipfile.ZipFile(look) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            if re.fullmatch(part, name):
                data = data.replace(old.encode(), new.encode())
            after.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "template", "part", "old", "new"),
    [
        ("missing_style", "briefing", r"word/styles\.xml", '"Collate Cell"', '"Collate Cel"'),
        ("missing_layout", "seminar", r"ppt/slideLayouts/slideLayout\d+\.xml", '"Collate Table"', '"Colate Table"'),
        ("missing_part", "seminar", r"ppt/slideLayouts/slideLayout\d+\.xml", '"tag.agree"', '"tag.agreed"'),
    ],
)
def test_what_is_missing_is_named(
    name: str, template: str, part: str, old: str, new: str,
    project: Path, golden: Callable[[Path, str], None], capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    folder = project / "templates" / "own"
    shutil.copytree(ROOT / "templates" / template, folder)
    look = next(folder.glob("look.*"))
    look.write_bytes(without(look, part, old, new))
    assert main(["build", "outlines/case.yaml", "--template", "own", "--lang", "zh"]) == 1
    golden(WANT / f"{name}.txt", capsys.readouterr().err)
    assert not (project / "out").exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("no_zip", b"not a package"),
        ("empty", b""),
        ("truncated", (ROOT / "templates/seminar/look.pptx").read_bytes()[:9000]),
    ],
)
@pytest.mark.parametrize("template", ["briefing", "seminar"])
def test_a_broken_look_is_a_problem_in_words(
    template: str, name: str, data: bytes, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project / "templates" / "own"
    shutil.copytree(ROOT / "templates" / template, folder)
    next(folder.glob("look.*")).write_bytes(data)
    assert main(["build", "outlines/case.yaml", "--template", "own", "--lang", "zh"]) == 1
    assert "templates/own/plan.yaml" in capsys.readouterr().err


def test_a_look_outside_the_template_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "templates/briefing", project / "templates/own")
    plan = project / "templates/own/plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("look: look.docx", "look: ../briefing/look.docx"), "utf-8")
    assert main(["build", "outlines/case.yaml", "--template", "own", "--lang", "zh"]) == 1
    assert "a look is a file beside the plan" in capsys.readouterr().err
