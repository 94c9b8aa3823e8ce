"""A test that can't fail is a defect: with a guard taken away, the attack that it holds off must be seen to succeed."""

from __future__ import annotations

from pathlib import Path

import pytest
from attack import tried
from attacks import ATTACKS
from guards import GUARDS, Guard

pytestmark = pytest.mark.slow  # in CI and by hand: `make test-slow`

BY_NAME = {attack.name: attack for attack in ATTACKS}


@pytest.mark.long
@pytest.mark.parametrize("guard", [pytest.param(g, id=f"{g.attack}-{g.at.rpartition(':')[2]}") for g in GUARDS])
def test_without_its_guard_an_attack_is_seen(guard: Guard, project: Path) -> None:
    came, complaints = tried(BY_NAME[guard.attack], project, unguarded=guard.away, seconds=20, memory_bytes=1 << 30)
    assert "guards.py" not in came.said, came.said
    assert complaints != []
