"""The same for the commands that read finished files and records."""

from __future__ import annotations

from pathlib import Path

import pytest
from attack import Attack, tried
from attacks import ON_COMMANDS

pytestmark = pytest.mark.slow  # in CI and by hand: `make test-slow`


@pytest.mark.parametrize("attack", [pytest.param(attack, id=attack.name) for attack in ON_COMMANDS])
def test_an_attack_comes_to_nothing(attack: Attack, project: Path) -> None:
    _, complaints = tried(attack, project)
    assert complaints == []
