"""One paragraph three ways: what was made last, what stands in the file, and what the outline makes today.

Where the first two differ somebody has edited; where the outline has changed meanwhile too, nobody is overruled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from builder.audit import Piece, Standing
from builder.audit.piece import base, folded
from builder.inline import inlines
from builder.load import Str
from builder.model import Cite, Line, plain
from builder.problem import Place
from builder.pull.edit import Edit, Refused
from builder.pull.evidence import touched
from builder.pull.markup import Cut, remarked
from builder.pull.origin import Printed, marks_in, reason, texts_in
from builder.typed import Said

_NUMBERED = re.compile(r"[\[［]\d+(?:\s*[-–—,，、;；]\s*\d+)*[\]］]")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph three ways: what was made last, what stands in the file, and what the outline makes today."""

    last: Piece
    there: Piece
    now: Piece


def compared(refused: Refused, p: Paragraph, today: Standing, saids: Mapping[str, Said]) -> Iterator[Edit | Refused]:
    """The edits of one paragraph, which has the same lines in all three."""
    if len(p.last.notes) != len(p.there.notes):
        yield refused.because("a footnote was put in or taken out", "change 'claims:' in the outline")
        return
    texts = tuple(texts_in(p.now, today, saids))
    if not texts:
        why, hint, place = reason(refused.line, today)
        if other := _other(p.now.text, p.there.text, refused.line, saids):
            why, hint, place = "it is put together from several texts", "change them where they are written", other
        yield replace(refused, outline=p.now.text).because(why, hint, place)
        return
    there = _renumbered(p)
    if there is None:
        same = {line for line, words in p.now.lines if dict(p.last.lines).get(line) == words}
        if p.last.rest == p.there.rest and same:
            yield from _by_line(refused, p, today, saids)
            return
        why = "the outline has changed here too"
        place = texts[0].text.place
        hint = "build first, settle it in the file, and pull again; or change the outline"
        yield replace(refused, outline=p.now.text).because(why, hint, place)
        return
    if there == p.now.text:
        return  # what was edited is in the outline by now
    wanted = _wanted(p, there, texts)
    if wanted is None:
        yield _beside(refused, p, there, texts, today, saids)
        return
    for text, after in wanted:
        yield _edit(refused, p.now.text, text, after, today)


def _renumbered(p: Paragraph) -> str | None:
    """The paragraph in the file with the numbers that marks have today; None where more than these has changed."""
    last, now = _NUMBERED.findall(p.last.text), _NUMBERED.findall(p.now.text)
    if p.last.text == p.now.text:
        return p.there.text
    if _NUMBERED.sub("[]", p.last.text) != _NUMBERED.sub("[]", p.now.text):
        return None
    if _NUMBERED.findall(p.there.text) != last:
        return None
    marks = iter(now)
    return _NUMBERED.sub(lambda _: next(marks), p.there.text)


def _wanted(p: Paragraph, there: str, texts: Sequence[Printed]) -> list[tuple[Printed, str]] | None:
    """What each text of a paragraph is to read; None where words beside them were edited."""
    now = p.now.text
    if len(texts) == 1:
        (one,) = texts
        before, behind = now[: one.start], now[one.end :]
        if there.startswith(before) and there.endswith(behind) and len(there) >= len(before) + len(behind):
            return [(one, there[one.start : len(there) - len(behind)])]
        return None
    if there == p.there.text and p.there.rest == p.now.rest and (alone := _alone(p, texts)):
        return alone
    start = next((n for n, (a, b) in enumerate(zip(now, there, strict=False)) if a != b), min(len(now), len(there)))
    most = min(len(now), len(there)) - start
    end = next((n for n in range(most) if now[-1 - n] != there[-1 - n]), most)
    around = [text for text in texts if text.start <= start and len(now) - end <= text.end]
    if not around:
        return None
    said = dict(p.there.lines)
    one = next((t for t in around if said.get(t.line) != dict(p.now.lines).get(t.line)), around[0])
    return [(one, there[one.start : len(there) - (len(now) - one.end)])]


def _alone(p: Paragraph, texts: Sequence[Printed]) -> list[tuple[Printed, str]] | None:
    """The same line by line, where the file still tells where each line begins and ends."""
    made, there, found = dict(p.now.lines), dict(p.there.lines), []
    at = 0
    for line, words in p.now.lines:
        at = p.now.text.find(words, at)
        text = next((t for t in texts if t.line == line), None)
        if there[line] != words:
            if text is None:
                return None
            before, behind = words[: text.start - at], words[text.end - at :]
            now = there[line]
            if not (now.startswith(before) and now.endswith(behind) and len(now) >= len(before) + len(behind)):
                return None
            found.append((text, now[len(before) : len(now) - len(behind)]))
        at += len(made[line])
    return found


def _by_line(refused: Refused, p: Paragraph, today: Standing, saids: Mapping[str, Said]) -> Iterator[Edit | Refused]:
    """The edits of a paragraph in which the outline has changed another line."""
    there, made = dict(p.there.lines), dict(p.now.lines)
    for line, words in p.last.lines:
        if there[line] in (words, made[line]):
            continue
        one = Piece(words, p.there.place, lines=((line, words),))
        other = replace(one, text=there[line], lines=((line, there[line]),))
        now = replace(one, text=made[line], lines=((line, made[line]),))
        told = replace(refused, line=line, after=there[line], outline=now.text)
        yield from compared(told, Paragraph(one, other, now), today, saids)


def _beside(
    refused: Refused, p: Paragraph, there: str, texts: Sequence[Printed], today: Standing, saids: Mapping[str, Said]
) -> Refused:
    """Why an edit that is not in a text of the outline, or not only, is refused."""
    refused = replace(refused, outline=p.now.text)
    place = texts[0].text.place
    then, now = ("".join(text.split()) for text in (there, p.now.text))
    if any(then.count(mark) < now.count(mark) for mark in marks_in(p.now, today)):
        return refused.because("a citation was changed or taken out", "change 'claims:' in the outline", place)
    if len(texts) > 1 and all(str(t.text) not in there for t in texts):
        return refused.because("several texts were edited as one", "edit them one after the other", place)
    if other := _other(p.now.text, there, refused.line, saids):
        return refused.because("words of another text were edited here", "change them where they are written", other)
    hint = "edit the words of the text itself; what stands before and behind it comes from elsewhere"
    return refused.because("words beside the text were edited", hint, place)


def _other(now: str, there: str, line: str, saids: Mapping[str, Said]) -> Place | None:
    """Where the longest text is written that a paragraph prints and that does not stand in its edited form any more."""
    lang = base(line).rpartition("@")[2]
    texts = [text for said in saids.values() if (text := said.texts.get(lang)) is not None]
    gone = [text for text in texts if (said := folded(words(text))) in now and said not in there]
    return max(gone, key=len).place if gone else None


def _edit(refused: Refused, now: str, one: Printed, after: str, today: Standing) -> Edit | Refused:
    """The edit of one text, unless something vouches for what it would change."""
    refused = replace(refused, line=one.line, outline=now)
    place = one.text.place
    before, after = now[one.start : one.end], after.strip()
    if not after:
        return refused.because("nothing would be left of the text", "take it out of the outline", place)
    if told := touched(one.said, words(one.text), after, today.comparison):
        return refused.because(told, "change it in the outline, with its evidence", place)
    try:
        new = remarked(one.text, before, after)
    except Cut:
        return refused.because("a citation was changed or taken out", "change it in the outline", place)
    if new is None:
        return refused.because("it cannot be written with the markup of the text", "change the outline", place)
    return Edit(refused.file, refused.where, one.line, one.text, one.said.id, before, after, new)


def words(text: Str) -> str:
    """A text without its markup and its citations."""
    return plain(Line("", inlines(text, lambda _: Cite((), text.place))))
