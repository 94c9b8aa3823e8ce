"""Where CSL styles and locales are found: first in the project's templates/styles/, then among the installed."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from builder.csl.parts import LOCALES, STYLES, csl_folder
from builder.csl.sheet import Sheet, read_locale, read_sheet
from builder.files import read_file
from builder.problem import Place

_MOST_BYTES = 2_000_000  # the longest style of the CSL project has a tenth of it


@dataclass(frozen=True)
class Library:
    """The CSL styles at hand.

    Attributes:
        own: the folder with the project's own .csl files; it need not exist.
    """

    own: Path | None = None

    @cached_property
    def files(self) -> Mapping[str, Path]:
        """The project's own styles by name."""
        return {p.stem: p for p in sorted(self.own.glob("*.csl"))} if self.own else {}

    @cached_property
    def installed(self) -> Mapping[str, str]:
        """The installed styles by name, with their place in the package."""
        archive = csl_folder() / STYLES.kept_as
        if not archive.is_file():
            return {}
        with zipfile.ZipFile(archive) as styles:
            found = sorted((n for n in styles.namelist() if n.endswith(".csl")), reverse=True)
        return {name.rpartition("/")[2].removesuffix(".csl"): name for name in found}

    def names(self) -> list[str]:
        """The names of all styles, as YAML writes them."""
        return sorted({*self.files, *self.installed})

    def sheet(self, name: str) -> Sheet:
        """The style of this name; the one behind it where it only renames another.

        Raises:
            KeyError: there is none, or the one behind it is missing.
            Problems: its file is not a CSL style.
        """
        for _ in range(8):  # a style renames one other; a ring of renamings ends here
            found = self._read(name)
            if not found.parent:
                return found
            name = found.parent
        raise KeyError(name)

    def _read(self, name: str) -> Sheet:
        if name in self.files:
            path = self.files[name]
            return read_sheet(read_file(path, Place(path), most=_MOST_BYTES, within=path.parent), path)
        inside = self.installed[name]
        return read_sheet(_member(STYLES.kept_as, inside), Path(inside))


def locale(tag: str) -> dict[str, Any] | None:
    """An installed locale ("zh-CN"), for citeproc-js; None where there is none of this tag."""
    inside = f"citeproc/data/locales/locales-{tag}.xml"
    try:
        return read_locale(_member(LOCALES.kept_as, inside), Path(inside))
    except KeyError:
        return None


def _member(archive: str, name: str) -> bytes:
    with zipfile.ZipFile(csl_folder() / archive) as package:
        return package.read(name)
