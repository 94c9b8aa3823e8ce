"""Where a cite stands among the others of a text: first, again, in the same place again (CSL 1.0.2, "Locators")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.citation import Item, Session

FIRST, SUBSEQUENT, IBID, IBID_ELSEWHERE = range(4)  # as citeproc-js numbers them


def positions(items: Sequence[Item], session: Session) -> Iterator[dict[str, int | bool]]:
    """For each item, what citeproc-js calls its position, the note in which it was first cited, and whether it is near.

    Near means cited in the note before: a session doesn't know how far back older notes are.
    """
    if not session.numbered:  # styles differ in how they point back: where none may, every note is a first one
        session = Session()
    before: list[Item] = []
    for item in items:
        said: dict[str, int | bool] = {"position": FIRST}
        if item.id in session.first_notes or any(item.id == other.id for other in before):
            said = {"position": _again(item, before or list(session.last), alone=bool(before))}
            if item.id in session.first_notes:
                said["first-reference-note-number"] = session.first_notes[item.id]
            said["near-note"] = any(item.id == other.id for other in (*session.last, *before))
        yield said
        before.append(item)


def _again(item: Item, before: Sequence[Item], *, alone: bool) -> int:
    """Ibid. where the cite just before is to the same source: in this cluster, or as the only one of the last note."""
    if not before or before[-1].id != item.id or not (alone or len(before) == 1):
        return SUBSEQUENT
    last = before[-1]
    if item.locator and (item.locator, item.label) != (last.locator, last.label):
        return IBID_ELSEWHERE
    return SUBSEQUENT if last.locator and not item.locator else IBID
