"""The little Markdown that texts may hold: **strong**, *emphasis*, [words](address), [@zhang-2023.d4]. Nothing more.

A backslash keeps the next character as it is. What is not closed is literal text: no author is punished for a star.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from builder.model import Cite, Inline, Link, Ref, Text

_TOKEN = re.compile(
    r"\\(?P<literal>[\\*\[\]])"
    r"|\*\*(?P<strong>(?:[^*\\]|\\.)+?)\*\*"
    r"|\*(?P<emphasis>(?:[^*\\]|\\.)+?)\*"
    r"|\[#(?P<ref>[\w.-]+)\]"
    r"|\[(?P<cites>@[^\]\[]+)\]"
    r"|\[(?P<words>[^\]\[]+)\]\((?P<url>[^()\s]+)\)"
)
_ALLOWED = re.compile(r"(https?://|mailto:)\S+", re.I)
_REFERENCE = re.compile(r"@([\w-]+\.[\w-]+)")


def inlines(text: str, cite: Callable[[tuple[str, ...]], Cite | None], *, refs: bool = False) -> tuple[Inline, ...]:
    """The inlines of a text.

    Args:
        text: as the author wrote it.
        cite: turns references to claims ("zhang-2023.d4") into a `Cite`; None where it could not (and said so).
        refs: `[#matrix]` mentions a numbered table or figure (in plans only).
    """
    parts: list[Inline] = []
    plain: list[str] = []

    def flush() -> None:
        if plain:
            parts.append(Text("".join(plain)))
            plain.clear()

    end = 0
    for m in _TOKEN.finditer(text):
        plain.append(text[end : m.start()])
        end = m.end()
        if m["literal"]:
            plain.append(m["literal"])
        elif m["strong"] or m["emphasis"]:
            flush()
            words = re.sub(r"\\(.)", r"\1", m["strong"] or m["emphasis"])
            parts.append(Text(words, strong=bool(m["strong"]), emphasis=bool(m["emphasis"])))
        elif m["ref"]:
            if refs:
                flush()
                parts.append(Ref(m["ref"]))
            else:
                plain.append(m[0])
        elif m["cites"]:
            flush()
            made = cite(tuple(_REFERENCE.findall(m["cites"])))
            if made:
                parts.append(made)
        elif _ALLOWED.fullmatch(m["url"]):
            flush()
            parts.append(Link(m["words"], m["url"]))
        else:  # no other scheme leaves the house (javascript:, file:, …): the words stay, the address goes
            plain.append(m["words"])
    plain.append(text[end:])
    flush()
    return tuple(p for p in parts if not isinstance(p, Text) or p.text)
