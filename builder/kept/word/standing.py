"""Where the blocks of our last build stand in the file that is there."""

from __future__ import annotations

from collections.abc import Sequence

from builder.kept.word.blocks import Block
from builder.kept.word.merge import Merge, Three
from builder.kept.word.names import Element
from builder.kept.word.pairs import far, fill


def standing(
    m: Merge, three: Three, last: Sequence[Block], blocks: Sequence[Block], *, loose: bool
) -> dict[int, list[Element]]:
    """The elements there that stand for each block of the last build.

    Args:
        m: the merge.
        three: the story.
        last: the blocks of a container in the last build.
        blocks: what stands in that container there.
        loose: blocks stand for one another by their order, whatever they say.
    """
    known = m.lines if three is m.main else set()
    place = {block.element: n for n, block in enumerate(blocks)}
    recalled = three is m.main and m.unsure is not None and not loose  # no line that the stand-in lacks is one of its
    taken = {n for n, block in enumerate(blocks) if known & set(block.names) or (recalled and block.names)}
    found: dict[int, list[Element]] = {}
    pairs: dict[int, int] = {}
    for n, block in enumerate(last):
        if not block.names or three is not m.main:
            continue
        if block.is_table:
            at = m.places.table(block)
            elements = [at] if at is not None else []
        else:
            elements = m.places.paragraphs(block)
        if elements:
            found[n] = elements
            if elements[0] in place and place[elements[0]] not in pairs.values():
                pairs[n] = place[elements[0]]
                taken |= {place[e] for e in elements if e in place}
    taken |= {place[e] for elements in found.values() for e in elements if e in place}
    before = set(pairs)
    steady = dict(pairs)
    for n in set(found) - set(pairs):
        steady[n] = -1  # it stands elsewhere: nothing here may take its place
    more = {n: k for n, k in steady.items() if k >= 0}
    fill([b if n not in found or n in pairs else _none(b) for n, b in enumerate(last)],
         blocks, more, taken, any_words=loose)  # fmt: skip
    if three is m.main and not loose:
        far(last, blocks, more, taken)
    for n, k in more.items():
        if n not in before and n not in found:
            found[n] = [blocks[k].element]
    for n, elements in found.items():
        found[n] = _halves(last[n], blocks, elements, place, taken | set(more.values()))
    return found


def _halves(
    last: Block, blocks: Sequence[Block], elements: list[Element], place: dict[Element, int], taken: set[int]
) -> list[Element]:
    """With the neighbours that hold words of the same paragraph, because people have split it."""
    if last.is_table or any(e not in place for e in elements):
        return elements
    found = sorted(elements, key=lambda e: place[e])
    for step in (1, -1):
        while True:
            edge = place[found[-1 if step == 1 else 0]] + step
            if not 0 <= edge < len(blocks) or edge in taken or blocks[edge].is_table:
                break
            words = blocks[edge].words.strip()
            said = "".join(blocks[place[e]].words for e in found)
            if not words or words not in last.words or last.words.count(words) <= said.count(words):
                break
            found = [*found, blocks[edge].element] if step == 1 else [blocks[edge].element, *found]
            taken.add(edge)
    return found


# ---------------------------------------------------------------- merging


def _none(block: Block) -> Block:
    """A block that nothing may be paired with."""
    return Block(block.element, block.names, f"\x00{id(block)}")
