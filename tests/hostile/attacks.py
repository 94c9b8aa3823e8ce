"""Every attack, in the order of the promises in docs/safety.md."""

from __future__ import annotations

from attack import Attack
from attacks_on_finished import ATTACKS as FINISHED
from attacks_on_imports import ATTACKS as IMPORTS
from attacks_on_kept import ATTACKS as KEPT
from attacks_on_looks import ATTACKS as LOOKS
from attacks_on_packages import ATTACKS as PACKAGES
from attacks_on_paths import ATTACKS as PATHS
from attacks_on_pictures import ATTACKS as PICTURES
from attacks_on_plans import ATTACKS as PLANS
from attacks_on_text import ATTACKS as TEXTS
from attacks_on_yaml import ATTACKS as YAML

ON_BUILDS: tuple[Attack, ...] = (*YAML, *PLANS, *PACKAGES, *LOOKS, *PICTURES, *PATHS, *TEXTS)
ON_COMMANDS: tuple[Attack, ...] = (*FINISHED, *KEPT, *IMPORTS)
ATTACKS = ON_BUILDS + ON_COMMANDS
assert len({attack.name for attack in ATTACKS}) == len(ATTACKS), "two attacks have one name"
