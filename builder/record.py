"""What was verified here, written into the lock for machines without the texts (`collate check --lock`)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from builder.comparison import Comparison
from builder.evidence_lock import lock_text, read_lock
from builder.problem import Problem, Problems
from builder.verify import look_up, shown_lock
from builder.write import write


def record(comparison: Comparison, folders: Iterable[Path], lock: Path) -> list[str]:
    """Record every quote of an outline's articles in the lock, or nothing at all.

    An article whose text is not at hand keeps what is recorded of it, if its quotes are unchanged. Articles of other
    outlines stay as they are; those whose notes are gone from `articles/` are dropped.

    Args:
        comparison: the outline with its articles.
        folders: where full texts are looked for.
        lock: the lock file.

    Returns:
        What to tell the author: what was written, and which article is now recorded on another text.

    Raises:
        Problems: a quote is neither in its text nor recorded, a place is wrong, or there is nothing to record.
    """
    shown = shown_lock(comparison)
    before = read_lock(lock, shown) or {}
    looked = look_up(comparison, folders, before)
    problems = [problem for one in looked for problem in one.problems]
    now = {str(one.article.id): one.now for one in looked if one.now}
    if not problems and not now:
        hint = "name the folder with the articles' texts: --texts DIR"
        problems = [Problem(comparison.outline.place, "no text at hand: nothing to record", "unverified", hint)]
    if problems:
        raise Problems(problems)
    kept = {
        name: recorded
        for name, recorded in before.items()
        if name not in comparison.articles and (lock.parent / "articles" / f"{name}.yaml").is_file()
    }
    changed = write(lock, lock_text(kept | now).encode("utf-8"), "")
    said = [
        f"{shown.as_posix()}: '{name}' is recorded on another text than before"
        for name, recorded in now.items()
        if name in before and before[name].sha != recorded.sha
    ]
    quotes = sum(len(recorded.quotes) for recorded in now.values())
    state = "recorded" if changed else "recorded already"
    return [*said, f"{shown.as_posix()}: {quotes} quotes of {len(now)} articles {state}"]
