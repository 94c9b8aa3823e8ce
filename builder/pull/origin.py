"""From a line in a finished file to the text of the outline that it prints, or to the reason why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.audit import Piece, Standing
from builder.audit.piece import base, folded, node
from builder.citation import text_of
from builder.inline import inlines
from builder.load import Str
from builder.model import Cite, Line, lines_of, plain
from builder.problem import Place
from builder.pull.markup import printed, stretches
from builder.typed import Said

_SOURCES = re.compile(r"(?:^|[./])(?:where|rests_on|sources?)(?:@|$)")
_COMPOSED = re.compile(r"\.(?:in_brief|prose|heads|counts|count|total|left_out|issued|articles|date|by)$")


@dataclass(frozen=True)
class Printed:
    """A text of the outline as it stands in a paragraph.

    Attributes:
        line: the id of the line that prints it.
        said: the text in all its languages.
        text: the text in the file's language.
        start, end: where it stands among the paragraph's characters; the rest of the line is not the text's.
    """

    line: str
    said: Said
    text: Str
    start: int
    end: int


def said_behind(line: str, saids: Mapping[str, Said]) -> tuple[Said, Str] | None:
    """The text that a line prints, and its words in the line's language.

    The ids of lines end in the id of what they print: `matrix/questions.motive.short@zh`, `notes/claims/x.d4.says@en`.
    """
    line = base(line)
    path, lang = node(line), line.rpartition("@")[2]
    while path:
        if said := saids.get(path):
            text = said.texts.get(lang)
            return (said, text) if text is not None else None
        _, slash, path = path.partition("/")
        if not slash:
            return None
    return None


def texts_in(piece: Piece, today: Standing, saids: Mapping[str, Said]) -> Iterator[Printed]:
    """The texts of the outline that a paragraph of today's build prints, in its order."""
    done = 0
    for line, words in piece.lines:
        at = piece.text.find(words, done)
        behind = said_behind(line, saids)
        if at < 0 or behind is None:
            continue
        said, text = behind
        if span := _within(words, text, _lead(line, text, today)):
            yield Printed(line, said, text, at + span[0], at + span[1])
        done = at + len(words)


def _within(words: str, text: str, lead: str) -> tuple[int, int] | None:
    """Where in the words of a line a text stands; of several places the one behind the lead."""
    pattern = printed(stretches(folded(text)))
    spans = [m.span() for n in range(len(words)) if (m := pattern.match(words, n)) and m.end() > m.start()]
    return min(spans, key=lambda span: abs(span[0] - len(lead)), default=None)


def _lead(line: str, text: Str, today: Standing) -> str:
    """What the document prints in a line before the text itself."""
    parts = next((x.parts for s in today.document.shapes for x in lines_of(s) if x.id == base(line)), ())
    own = inlines(text, lambda _: Cite((), text.place))
    for n in range(len(parts) - len(own) + 1) if own else ():
        if [_shown(p) for p in parts[n : n + len(own)]] == [_shown(p) for p in own]:
            return plain(Line("", parts[:n])).lstrip()
    return ""


def _shown(part: object) -> object:
    return "mark" if isinstance(part, Cite) else part


def reason(line: str, today: Standing) -> tuple[str, str, Place | None]:
    """Why the words of a line can't be pulled, what to do instead, and where that is written."""
    path = base(line).partition("@")[0]
    if path.startswith("sources."):
        why, hint = "the list of sources is made from the articles' records", "change the record in the article's notes"
    elif path.endswith(".quote"):
        why, hint = "an article's own words are quoted here", "a quote is changed in the article's notes only"
    elif _SOURCES.search(line):
        why, hint = "it says where claims stand", "change 'claims:' or 'rests_on:' in the outline"
    elif _COMPOSED.search(path):
        why, hint = "it is put together from several texts", "change the texts that it is made of in the outline"
    elif node(line) == "":
        why, hint = "the program puts this together when it draws", "change what it is made of in the outline"
    else:
        why, hint = "these are words of the template", "change the template's plan.yaml or words.yaml"
    return why, hint, today.document.places.get(base(line))


def marks_in(piece: Piece, today: Standing) -> Sequence[str]:
    """The citation marks in a paragraph, as they may be printed, without white space."""
    wanted = {base(line) for line, _ in piece.lines}
    cites = [
        part
        for shape in today.document.shapes
        for line in lines_of(shape)
        if line.id in wanted
        for part in line.parts
        if isinstance(part, Cite)
    ]
    shown = {"".join(text_of(spans).split()) for cite in cites for spans in (cite.spans, cite.short)}
    return sorted(mark for mark in shown if mark and mark in "".join(piece.text.split()))
