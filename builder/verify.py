"""Every quote looked up in its article's text, or, where the text is not at hand, in what the lock recorded of it.

| the text is | and the lock | then a quote |
|---|---|---|
| at hand | – | stands in it where `at` says, or is a problem |
| not at hand | knows the article | is recorded unchanged, with `at` among its places, or is a problem |
| not at hand | doesn't know it | makes the article a problem if its notes name a text, else one warning for all |
| not at hand | isn't there | is unverified: one warning for the outline |

Codes: quote, at, encoding, path, budget, unverified, lock (a warning: it no longer says what the texts say).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.article import Article, Claim
from builder.comparison import Comparison
from builder.evidence import Body, find_all, read_text
from builder.evidence.fold import fold
from builder.evidence_lock import NAME, Found, Recorded, digest, read_lock
from builder.files import fault_of_name, is_there, read_file
from builder.locator import Locator, text
from builder.problem import Place, Problem, Problems

_MOST_BYTES = 4_000_000  # of an article's text: a million Han characters are a long book
_LOCK = "`collate check --lock --texts DIR`, where the text is, records it"


@dataclass(frozen=True)
class Text:
    """An article's text that is at hand: its sections and paragraphs, its file's hash, its size in characters."""

    body: Body
    sha: str
    characters: int


@dataclass(frozen=True)
class Looked:
    """What looking up one article's quotes gave.

    Attributes:
        article: the article.
        now: what can be recorded of it: from its text, or unchanged from the lock; None where neither is there.
        at_hand: whether its text is.
        problems: quotes that are not in it, and places that are wrong.
    """

    article: Article
    now: Recorded | None
    at_hand: bool
    problems: tuple[Problem, ...]


def verify(
    comparison: Comparison,
    folders: Iterable[Path],
    lock: Path | None = None,
    *,
    strict: bool = False,
    say: Callable[[str], None] = lambda line: None,
) -> int:
    """Verify every quote on its article's text, or on what was recorded of it.

    Args:
        comparison: the articles with their claims.
        folders: where full texts are looked for; the first that holds one wins.
        lock: the lock file, which need not exist; None: none is looked for, and none is missed.
        strict: warnings are problems too.
        say: told every warning.

    Returns:
        How many quotes are verified; 0 where neither texts nor a lock are at hand.

    Raises:
        Problems: quotes that do not stand in the text or are not recorded, claims whose `at` is not where they stand,
            articles that are quoted beyond their budget.
    """
    shown = shown_lock(comparison)
    recorded = read_lock(lock, shown) if lock else None
    looked = look_up(comparison, folders, recorded)
    cited = frozenset(comparison.outline.claims())
    problems = [problem for one in looked for problem in (*one.problems, *_budget(one, cited))]
    warnings = [*_unverified(looked, comparison), *_stale(looked, recorded, shown)] if lock else []
    if problems or (strict and warnings):
        raise Problems([*problems, *warnings])
    for warning in warnings:
        say(str(warning))
    return sum(len(one.article.claims) for one in looked if one.now)


def shown_lock(comparison: Comparison) -> Path:
    """How messages name the lock: it stands beside the outline."""
    return comparison.outline.place.file.parent / NAME


def look_up(
    comparison: Comparison, folders: Iterable[Path], recorded: Mapping[str, Recorded] | None
) -> tuple[Looked, ...]:
    """What is known of each article's quotes, from its text or, without it, from the lock.

    Raises:
        Problems: a text has no plain name, or is not UTF-8.
    """
    where = [f for f in folders if f.is_dir()]
    out, bad = [], []
    for article in comparison.articles.values():
        try:
            whole = _text(article, where)
        except Problems as e:
            bad += e.found
            continue
        out.append(_in_text(article, whole) if whole else _in_lock(article, recorded))
    if bad:
        raise Problems(bad)
    return tuple(out)


def bodies(comparison: Comparison, folders: Iterable[Path]) -> dict[str, Body]:
    """The texts at hand, by article id."""
    where = [f for f in folders if f.is_dir()]
    found = {name: _text(article, where) for name, article in comparison.articles.items()}
    return {name: text.body for name, text in found.items() if text}


def _text(article: Article, folders: list[Path]) -> Text | None:
    name = article.text
    if name is None:
        return None
    if Path(name).name != name or name.startswith(".") or fault_of_name(name):
        message = "a text is a file in a folder of texts, without folders of its own"
        raise Problems([Problem(name.place, message, "path")])
    folder = next((folder for folder in folders if is_there(folder / name)), None)
    if folder is None:
        return None
    path, what = folder / name, f"the text '{name}'"
    data = read_file(path, name.place, most=_MOST_BYTES, within=folder, what=what)
    try:
        body = read_text(data.decode("utf-8-sig"))
    except UnicodeDecodeError as e:
        message = f"the text {path.as_posix()} is not UTF-8"
        raise Problems([Problem(name.place, message, "encoding", "save it as UTF-8")]) from e
    size = sum(len(paragraph.folded.text) for paragraph in body.paragraphs)
    return Text(body, hashlib.sha256(data).hexdigest(), size)


def _in_text(article: Article, whole: Text) -> Looked:
    quotes: dict[str, Found] = {}
    problems = []
    for claim in article.claims:
        places = list(dict.fromkeys(passage.locator for passage in find_all(whole.body, claim.quote)))
        if not places:
            hint = "quote the text's own words in one piece, and numbers whole, with their unit (3552亿, 13.7%)"
            message = f"the quote does not stand in the article: '{claim.quote}'"
            problems.append(Problem(claim.quote.place, message, "quote", hint))
            continue
        problems += _placed(claim, places)
        quotes[claim.id] = Found(digest(claim.quote), tuple(places))
    return Looked(article, Recorded(whole.sha, whole.characters, quotes), True, tuple(problems))


def _in_lock(article: Article, recorded: Mapping[str, Recorded] | None) -> Looked:
    known = (recorded or {}).get(article.id)
    if known is None:
        if recorded is None or article.text is None:
            return Looked(article, None, False, ())
        count = len(article.claims)
        message = f"nobody has verified the {count} quotes of '{article.id}', and its text is not at hand"
        return Looked(article, None, False, (Problem(article.text.place, message, "unverified", _LOCK),))
    problems: list[Problem] = []
    quotes: dict[str, Found] = {}
    for claim in article.claims:
        found = known.quotes.get(claim.id)
        if found is None or found.sha != digest(claim.quote):
            message = f"nobody has verified this {'new' if found is None else 'changed'} quote: '{claim.quote}'"
            problems.append(Problem(claim.quote.place, message, "unverified", _LOCK))
        else:
            problems += _placed(claim, found.places)
            quotes[claim.id] = found
    return Looked(article, Recorded(known.sha, known.characters, quotes), False, tuple(problems))


def _placed(claim: Claim, places: Sequence[Locator]) -> Iterator[Problem]:
    at = claim.at.locator
    if at.page is None and at not in places:
        hint = f"write 'at: {text(nearest(at, places))}', or let `collate check --fix` do it"
        yield Problem(claim.at.place, f"the quote does not stand at {text(at)}", "at", hint)


def nearest(at: Locator, places: Iterable[Locator]) -> Locator:
    """The place that an author who wrote `at` most likely meant: the same section, else not the abstract, else first.

    Raises:
        ValueError: there are no places.
    """

    def far(place: Locator) -> tuple[bool, bool, int]:
        apart = abs((place.paragraph or 0) - (at.paragraph or 0)) if place.section == at.section else 0
        return (place.section != at.section, place.section == ("摘要",), apart)

    return min(places, key=far)


def _budget(looked: Looked, cited: frozenset[str]) -> Iterator[Problem]:
    """An article of which more is quoted than its budget allows, by the claims that the outline cites."""
    if looked.now is None or not looked.now.characters:
        return
    article = looked.article
    counted = [c for c in article.claims if c.id in article.argues.claims or f"{article.id}.{c.id}" in cited]
    quoted = sum(len(fold(c.quote).text) for c in counted)
    share, most = 100 * quoted / looked.now.characters, article.budget.share
    if share > most:
        message = (
            f"the outline quotes {quoted} of the {looked.now.characters} characters of '{article.id}', "
            f"{share:.1f} %; at most {most:g} %"
        )
        hint = "shorten quotes or cite fewer claims; with leave to quote more: 'budget: {share: …}' in the article"
        yield Problem(article.budget.place or article.place, message, "budget", hint)


def _unverified(looked: Iterable[Looked], comparison: Comparison) -> Iterator[Problem]:
    """One warning for all quotes that nobody can have verified here."""
    bare = [one.article for one in looked if one.now is None and not one.problems]
    if bare:
        count = sum(len(article.claims) for article in bare)
        names = ", ".join(f"'{article.id}'" for article in bare)
        message = f"{count} quotes are not verified: no text at hand, and none recorded, of {names}"
        hint = "put the texts in outlines/articles/texts/ or name their folder (--texts DIR), and name each in 'text:'"
        yield Problem(comparison.outline.place, message, "unverified", hint, "warning")


def _stale(looked: Iterable[Looked], recorded: Mapping[str, Recorded] | None, shown: Path) -> Iterator[Problem]:
    """One warning for a lock that no longer says what the texts at hand say."""
    if recorded is None:
        return
    old: list[str] = []
    for one in looked:
        name, now = one.article.id, one.now
        before = recorded.get(name)
        if not one.at_hand or now is None or before == now:
            continue
        if before is None:
            old.append(f"nothing of '{name}'")
        elif before.sha != now.sha:
            old.append(f"another text of '{name}'")
        else:
            changed = sum(before.quotes.get(claim) != found for claim, found in now.quotes.items())
            changed += len(before.quotes.keys() - now.quotes.keys())
            old.append(f"{changed} quotes of '{name}' otherwise" if changed else f"'{name}' by older rules")
    if old:
        message = f"the lock records {', '.join(old)}"
        yield Problem(Place(shown), message, "lock", "`collate check --lock` records what stands here now", "warning")
