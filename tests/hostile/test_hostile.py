"""Every attack on a build ends in a clear problem with its place, or in files that are as they should be."""

from __future__ import annotations

from pathlib import Path

import pytest
from attack import Attack, tried
from attacks import ON_BUILDS

pytestmark = pytest.mark.slow  # in CI and by hand: `make test-slow`


@pytest.mark.parametrize("attack", [pytest.param(attack, id=attack.name) for attack in ON_BUILDS])
def test_an_attack_comes_to_nothing(attack: Attack, project: Path) -> None:
    _, complaints = tried(attack, project)
    assert complaints == []
