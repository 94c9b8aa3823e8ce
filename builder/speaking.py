"""What a speaker needs under a slide: the claims behind it, where they stand, in whose words, and their quotes; and
what is said, without the slides: a handout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.article import Claim
from builder.model import (
    Agenda,
    Bullets,
    Callout,
    Cards,
    Chart,
    Cite,
    Cover,
    Heading,
    Inline,
    Line,
    Notes,
    Para,
    Placed,
    Quote,
    Ref,
    Shape,
    SourceList,
    Steps,
    Table,
    Tag,
    Text,
    TwoByTwo,
    Versus,
    lines_of,
    plain,
)
from builder.world import World

_INNER = str.maketrans("“”", "‘’")  # quotation marks inside a quotation (GB/T 15834-2011, 4.8.3.4)


def in_quotes(world: World, claim: Claim) -> str:
    """A claim's quote as it is printed, in the marks of the document's language."""
    return f"{world.word('quote_open')}{claim.quote.translate(_INNER)}{world.word('quote_close')}"


def evidence(world: World, references: tuple[str, ...], within: str) -> Iterator[Line]:
    """One line a claim: where it stands, what it says, in whose words, and the quote."""
    for reference in references:
        found = world.comparison.claim(reference)
        if found is None:
            continue  # noted where the text cites it
        article, claim = found
        cite = world.cite((reference,), claim.place, "source")
        assert cite is not None
        lead: list[Inline] = [cite, Text(world.word("gap") + world.text(article.short) + world.word("colon"))]
        if claim.voice:
            lead.append(Text(world.word("voice").replace("{voice}", world.text(claim.voice))))
        elif claim.mode == "forecasts":
            lead.append(Text(world.word("forecast_note")))
        quote = Text(world.word("next_sentence") + in_quotes(world, claim))
        yield world.say(claim.says, quote, within=within, lead=tuple(lead))
        if claim.caution:
            yield world.say(claim.caution, within=within, lead=(Text(world.word("caution")),))


def spoken(shapes: Sequence[Shape], world: World) -> Iterator[Shape]:
    """A deck as a handout: its titles, words and charts, what is said under each and where it stands.

    What is placed in a grid becomes a list. Left out are directions to the speaker, what the words above have said
    already, a claim that the same section has shown, and headings under which nothing is left.
    """
    waiting: list[Heading] = []
    for shape in _told(shapes, world):
        if isinstance(shape, Heading):
            waiting = [*(h for h in waiting if h.level < shape.level), shape]
        else:
            yield from waiting
            waiting = []
            yield shape


def _told(shapes: Sequence[Shape], world: World) -> Iterator[Shape]:
    """What is left of a deck without what only directs or repeats, with every heading."""
    headings = {_bare(shape.line) for shape in shapes if isinstance(shape, Heading)}
    told: set[str] = set()
    shown: set[tuple[str, tuple[Inline, ...]]] = set()
    in_section = in_cover = carded = without_table = False
    for shape in shapes:
        match shape:
            case Cover():
                in_cover = True
                yield shape
            case Heading():
                in_section, in_cover, carded = in_section or shape.level == 1, False, False
                told, without_table = {_bare(shape.line)}, False
                shown = shown if in_section and shape.level > 1 else set()
                # a slide before the first section: in a paper no level is skipped
                yield shape if in_section else replace(shape, level=shape.level - 1, numbered=False)
            case Notes(lines=lines, evidence=evidence) if not in_cover:
                # what is said of a table that is left out stands under headings of its own
                known = told | headings if without_table else told
                said = [line for line in lines if not _DIRECTS.search(line.id) and _bare(line) not in known]
                yield from (Para(line) for line in said)
                for line in evidence if not carded and (said or not without_table) else ():
                    # the same node in the same words: the caution of one claim may read like that of another
                    own = (line.id.rpartition("/")[2], line.parts)
                    if own not in shown:
                        yield Para(line, "note")
                    shown.add(own)
            case Chart():
                told |= {_bare(line) for line in lines_of(shape)}
                yield replace(shape, reading=tuple(_mentioning(shape, world)))
            case Para() | Cards() | Callout() | Bullets() | Quote() | Versus() | Steps() | Agenda() | SourceList():
                carded = carded or isinstance(shape, Cards)
                told |= {_bare(line) for line in lines_of(shape)}
                yield shape
            case Table() if shape.id.endswith(".positions") or shape.id == "articles":
                yield shape
            case Table():
                without_table = True
            case TwoByTwo(items=items, note=note):
                yield Bullets(tuple(_where_placed(item, world) for item in items))
                if note is not None:
                    yield Para(note, "note")


def _mentioning(chart: Chart, world: World) -> Iterator[Line]:
    """What is read off a chart; the first line of it says from which."""
    for n, line in enumerate(chart.reading):
        mention = (Text(world.word("because_open")), Ref(chart.id), Text(world.word("because_close")))
        yield line if n else Line(line.id, (*line.parts, *mention))


def _where_placed(item: Placed, world: World) -> Line:
    """What stands in a grid as a line of a list: what, where, and why there."""
    where = world.word("because_open") + item.where + world.word("because_close") + world.word("colon")
    heads = (Text(plain(item.head), strong=True), Text(where))
    return Line(item.body.id, (*heads, *item.body.parts))


def _bare(line: Line) -> str:
    """The words of a line, without its tags and marks."""
    words = (part for part in line.parts if not isinstance(part, (Tag, Cite)))
    return plain(Line("", tuple(words))).strip(" \u2002\u3000。.")


_DIRECTS = re.compile(
    r"/say_|^notes/(?:agenda\.total|articles\.count|steps\.counts|gaps\.heads|sessions\.[^/]+\.minutes)@"
)
"""Ids of lines that tell a speaker what to do, or count what the page shows."""
