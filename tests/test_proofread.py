"""What a build tells of the flaws of its files."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from builder.finished.flaw import Flaw
from builder.problem import Place, Problems
from builder.proof import SHOWN, Proof, settle


def found(severity: Literal["error", "warning"], count: int) -> Proof:
    flaws = (Flaw(f"slide {n}", 27, "lonely", f"number {n}", "say it shorter", severity) for n in range(count))
    return Proof("deck.zh.pptx", Place(Path("plan.yaml")), tuple(flaws))


@pytest.mark.parametrize("count", [0, 1, SHOWN, SHOWN + 1])
def test_a_few_warnings_of_a_kind_are_all_told(count: int) -> None:
    assert [p.message.rpartition(" ")[2] for p in settle([found("warning", count)])] == [str(n) for n in range(count)]


@pytest.mark.parametrize("count", [SHOWN + 2, 300])
def test_of_many_the_first_few_and_how_many_more(count: int) -> None:
    *first, rest = settle([found("warning", count)])
    assert len(first) == SHOWN
    assert f"{count - SHOWN} more" in rest.message and rest.code == "lonely" and "collate audit" in rest.hint


def test_errors_are_all_told() -> None:
    with pytest.raises(Problems) as caught:
        settle([found("error", 300)])
    assert len(caught.value.found) == 300
