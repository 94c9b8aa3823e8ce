"""Shelves: packages whose every module is one thing of a kind, found by its name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType, ModuleType


@cache
def names(package: ModuleType) -> Mapping[str, str]:
    """The names on a shelf as authors write them ("gb-t-7714-2025-numeric"), with the modules' names.

    Nothing is imported. A module whose name begins with "_" is no thing on the shelf.
    """
    found = sorted(m.name for m in pkgutil.iter_modules(package.__path__) if not m.name.startswith("_"))
    return MappingProxyType({n.replace("_", "-"): n for n in found})


def take(package: ModuleType, name: str) -> ModuleType:
    """The module that stands on the shelf under this name.

    Raises:
        KeyError: there is none.
    """
    return importlib.import_module(f"{package.__name__}.{names(package)[name]}")
