"""Keeping hand edits in Word files: today's build merged into the document that people have worked on.

    kept = keep(last, there, now, date="2026-11-22")

The unit of merging is the paragraph, known by the bookmarks of its lines, its grain the sentence. What the outline has
not changed is not touched at all; a paragraph that nobody has touched is replaced as it is; for the rest, words are
patched onto the runs that are there. Where both have changed a sentence, people's words stay, and the outline's stand
beside them as a tracked change with a comment.
"""

from __future__ import annotations

from builder.kept.happened import AUTHOR, Kept
from builder.kept.word import bookmarks, container, contents, frames, lists, notes, numbers, parts, redlining, styles
from builder.kept.word.blocks import names_in
from builder.kept.word.bring import Bringer
from builder.kept.word.comments import Comments
from builder.kept.word.file import opened
from builder.kept.word.marks import PLAIN, Track
from builder.kept.word.merge import Merge
from builder.kept.word.names import val, w
from builder.kept.word.recalled import recalled

__all__ = ["keep", "redline"]


def keep(last: bytes | None, there: bytes, now: bytes, *, date: str) -> Kept:
    """Merge today's build into a Word file that people have worked on.

    Args:
        last: the bytes that were made last; None if nobody knows them any more: the words that `there` remembers tell
            what is whose then, and where they don't, a difference is a conflict.
        there: the file as it is.
        now: today's build.
        date: ISO date (2026-11-22) of our tracked changes and comments.

    Raises:
        UnknownError: nothing in `there` can be told to be ours, or nothing tells who changed what.
        ValueError: `there` is no Word file.
    """
    if there in (last, now):
        return Kept(now)
    m = _merge(last, there, now, PLAIN, date)
    m.comments.settle()
    if last == now:
        settled = m.there.saved()
        report = _merge(last, settled, now, PLAIN, date)
        _run(report)
        return Kept(settled, tuple(report.happened))
    _run(m)
    return Kept(m.there.saved(), tuple(m.happened))


def redline(old: bytes, new: bytes, *, author: str, date: str) -> bytes:
    """What changed between two Word files of ours as tracked changes: accept all gives the new, reject all the old.

    Chinese is compared by character, other scripts by word; paragraphs, rows of tables, cells and notes are tracked,
    formatting and charts are the new file's.

    Args:
        old, new: the two files; changes that wait for an answer in them count as accepted.
        author: of the tracked changes.
        date: ISO date of the tracked changes.

    Raises:
        ValueError: one of them is no Word file.
    """
    m = _merge(redlining.accepted(old), redlining.accepted(old), redlining.accepted(new), Track(author), date)
    _run(m)
    return m.there.saved()


def _merge(last: bytes | None, there: bytes, now: bytes, track: Track, date: str) -> Merge:
    stamp = f"{date}T00:00:00Z"
    memory = recalled(there, now) if last is None else None
    files = opened((memory.data if memory else now) if last is None else last), opened(there), opened(now)
    ids = [int(val(e, "id")) for e in files[1].body.iter(w("ins"), w("del")) if val(e, "id").lstrip("-").isdecimal()]
    number = [max([9000, *ids])]
    m = Merge(
        *files,
        track=Track(track.author, stamp, number),
        mark=Track(AUTHOR, stamp, number),
        known=last is not None or memory is not None,
        unsure=memory.unsure if memory else None,
        untouched=memory.untouched if memory else frozenset(),
        ids=parts.ids(files[2]) | parts.ids(files[0]),
        comments=Comments(files[1], stamp, parts.chinese(files[2])),
        bringer=Bringer(files[2], files[1]),
    )
    m.bringer.bring_note = lambda kind, id: notes.bring(m, kind, id)
    return m


def _run(m: Merge) -> None:
    """Everything, in the order in which one thing rests on another."""
    marks = numbers.standing(m)
    lists.settle(m)
    styles.settle(m)
    frames.pair(m)
    container.settle(m, m.main, m.last.body, m.there.body, m.now.body)
    contents.settle(m)
    frames.settle(m)
    if not m.track.on:
        numbers.settle(m, marks)
    bookmarks.settle(m)
    for p in m.comments.open():
        m.say("conflict", p, names_in(p), "still undecided")
    notes.sweep(m)
    parts.settle(m)
    m.happened = list(dict.fromkeys(m.happened))
