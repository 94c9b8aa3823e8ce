"""Numbers are derived: every mark shows what its source is called today, in sentences that people edited too."""

from __future__ import annotations

from builder.kept.word.merge import Merge
from builder.kept.word.names import Element, local, val, w


def standing(m: Merge) -> list[tuple[Element, str]]:
    """The marks that stand in the file before anything is merged, with what they show."""
    roots = [m.there.tree(m.there.main), *(m.there.tree(m.there.part(f"{kind}s")) for kind in ("footnote", "endnote"))]
    return [(link, _said(link)) for root in roots if root is not None for link in root.iter(w("hyperlink"))]


def settle(m: Merge, before: list[tuple[Element, str]]) -> None:
    """Renumber the marks that no unit has dealt with.

    Args:
        m: the merge.
        before: what `standing` gave.
    """
    for link, said in before:
        if link in m.current or link.getparent() is None or _said(link) != said:
            continue
        found = m.numbered.get((f"mark:{val(link, 'anchor')}", said), set())
        if len(found) == 1 and said not in found:
            texts = list(link.iter(w("t"), w("delText")))
            for n, one in enumerate(texts):
                one.text = next(iter(found)) if n == 0 else ""


def _said(link: Element) -> str:
    found = (t.text or "" if local(t) in ("t", "delText") else "\t" for t in link.iter(w("t"), w("delText"), w("tab")))
    return "".join(found)
