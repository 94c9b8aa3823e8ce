"""Citation styles in CSL, run by citeproc-js: `style("chicago-author-date", records)`.

For every style but GB/T 7714, which is built in (`builder.cites`). An author names a style in the outline, by the name
of a file in the project's templates/styles/ or by its name among the installed styles:

    citations: chicago-author-date

The engine and the styles are not ours and not in our repository: `collate styles install` fetches them into the
user's cache. Without them, a CSL style is a problem with that hint, never another style in silence.

    session.js   what we ask of citeproc-js            records.py   records in the form that it takes
    engine.py    citeproc-js inside QuickJS            sheet.py     a style's XML, changed for our questions
    style.py     the questions of `citation.Style`     spans.py     its HTML as structured runs
    answers.py   answers kept by hash                  parts.py, fetch.py, library.py   what is installed, and where
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from builder.citation import Record
from builder.cites import styles
from builder.csl.answers import Answers
from builder.csl.engine import HINT, library_here
from builder.csl.library import Library
from builder.csl.parts import cache_folder, missing
from builder.csl.style import CslStyle
from builder.problem import Place, Problem, Problems, did_you_mean

__all__ = ["CslStyle", "Library", "style"]


def style(name: str, records: Sequence[Record], own: Path | None = None) -> CslStyle:
    """The CSL style of this name, for these sources.

    Args:
        name: as YAML writes it ("apa", "apa.csl"); a `load.Str` says where.
        records: all sources of the outline in order of first citation; the style tells names and years apart among
            them, and answers for them alone.
        own: the folder with the project's own .csl files.

    Raises:
        Problems: there is no such style, or the engine is not installed, or can't use it.
    """
    place = getattr(name, "place", Place(Path(str(name))))
    library = Library(own)
    bare = str(name).removesuffix(".csl")
    here = not missing() and library_here()
    try:
        sheet = library.sheet(bare)
    except KeyError:
        hint = did_you_mean(bare, styles())
        beyond = ""
        if not hint.startswith("did"):  # no slip in the name of a built-in style
            beyond = "" if here else ", and the CSL styles are not installed"
            hint = did_you_mean(bare, library.names()) if here else _hint()
        raise Problems([Problem(place, f"no citation style '{name}'{beyond}", "no-style", hint)]) from None
    if not here:
        raise Problems([Problem(place, f"the style '{name}' is CSL, and its engine is not here", "no-engine", _hint())])
    return CslStyle(sheet, tuple(records), Answers(cache_folder() / "csl" / "answers"), place)


def _hint() -> str:
    pip = "" if library_here() else f"{HINT}, then "
    return pip + ("collate styles install" if missing() else "build again")
