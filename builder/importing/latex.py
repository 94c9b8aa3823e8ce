"""Values of BibTeX as plain text: accents, dashes and escapes written out, braces and fonts gone."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

MAX_LENGTH = 100_000  # characters; as for every field of a record
_BLANK = re.compile("[ \t\n\u00a0]+")  # TeX reads a line break as a space; an em space is the author's own
_TYPED = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " ", "{": "", "}": ""}  # marks without a backslash
_MARK = re.compile("|".join(map(re.escape, _TYPED)))


def decoded(value: str, pylatexenc: Any) -> tuple[str, list[str]]:
    """The text of a LaTeX value, and what was in it that plain text cannot say (unknown commands, formulas).

    Args:
        value: as it stands between the outer braces.
        pylatexenc: the module `pylatexenc.latex2text`.

    Raises:
        ValueError: nested too deep, or too long.
    """
    value = _BLANK.sub(" ", value).strip()
    if not re.search(r"[\\$]", value):  # nearly every value: fifty times as fast as reading LaTeX
        return _BLANK.sub(" ", _MARK.sub(lambda found: _TYPED[found[0]], value)).strip(), []
    if len(value) > MAX_LENGTH:
        raise ValueError(f"a field is longer than {MAX_LENGTH:,} characters")
    reader, lost = _reader(pylatexenc)
    lost.clear()
    try:
        text = reader.latex_to_text(value)
    except RecursionError as e:
        raise ValueError("braces or commands nested too deep") from e
    formula = ["a formula, written as text"] if re.search(r"(?<!\\)\$", value) else []
    return _BLANK.sub(" ", text).strip(), [*lost, *formula]


@cache
def _reader(pylatexenc: Any) -> tuple[Any, list[str]]:
    """The reader, made once (it knows a thousand commands), and the list into which it puts those that it doesn't."""
    known = pylatexenc.get_default_latex_context_db()
    lost: list[str] = []

    def unknown(node: Any, l2tobj: Any) -> str:  # pylatexenc passes by these names
        lost.append(f"\\{node.macroname}")
        arguments = node.nodeargd.argnlist if node.nodeargd else []
        return "".join(str(l2tobj.nodelist_to_text([part])) for part in arguments or [] if part is not None)

    known.set_unknown_macro_spec(pylatexenc.MacroTextSpec("", simplify_repl=unknown))
    return pylatexenc.LatexNodes2Text(latex_context=known, keep_comments=True, strict_latex_spaces=True), lost
