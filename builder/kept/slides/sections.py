"""PowerPoint's sections (`p14:sectionLst`): slides that came, went and moved find their place in them."""

from __future__ import annotations

from copy import deepcopy

from builder.kept.slides.file import Element
from builder.kept.slides.reading import Deck

_P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"


def merge_sections(last: Deck, there: Deck, now: Deck) -> None:
    """Bring the sections of the file in line with its slides; sections that people have taken out stay out."""
    mine, old, new = (deck.file.root.find(f".//{_P14}sectionLst") for deck in (there, last, now))
    if mine is None:
        return
    of = {id(deck): _by_slide(deck) for deck in (last, there, now)}
    before, here, today = (of[id(deck)] for deck in (last, there, now))
    names = [{s.get("id"): s.get("name") for s in one} if one is not None else {} for one in (old, new)]
    sections: dict[str, Element] = {s.get("id", ""): s for s in mine}
    for section in new if new is not None else ():
        sections.setdefault(section.get("id", ""), _empty(section))
    belongs: list[tuple[str, str]] = []  # a section, a slide
    closed: set[str] = set()
    current = next(iter(sections), "")
    for slide in there.slides:
        wanted = here.get(slide.key) or today.get(slide.key) or current
        if slide.key in today and here.get(slide.key) == before.get(slide.key):
            wanted = today[slide.key]
        if wanted != current and wanted not in closed and wanted in sections:
            closed.add(current)
            current = wanted
        belongs.append((current, slide.id))
    used = {section for section, _ in belongs}
    empty = [s.get("id", "") for s in mine if s.get("id") not in used and next(s.iter(f"{_P14}sldId"), None) is None]
    order = list(dict.fromkeys([*(section for section, _ in belongs), *empty]))
    made = []
    for id_ in order:
        section = _empty(sections[id_])
        if section.get("name") == names[0].get(id_) and id_ in names[1]:
            section.set("name", names[1][id_])
        holder = section.find(f"{_P14}sldIdLst")
        for owner, slide_id in belongs:
            if owner == id_:
                entry = holder.makeelement(f"{_P14}sldId")
                entry.set("id", slide_id)
                holder.append(entry)
        made.append(section)
    if _said(made) != _said(list(mine)):
        for section in list(mine):
            mine.remove(section)
        mine.extend(made)
        there.file.touch(there.file.main)


def _by_slide(deck: Deck) -> dict[str, str]:
    """The section of each slide, by the slide's key."""
    keys = {slide.id: slide.key for slide in deck.slides}
    return {
        keys[entry.get("id")]: section.get("id", "")
        for section in deck.file.root.iter(f"{_P14}section")
        for entry in section.iter(f"{_P14}sldId")
        if entry.get("id") in keys
    }


def _empty(section: Element) -> Element:
    found = deepcopy(section)
    holder = found.find(f"{_P14}sldIdLst")
    if holder is None:
        holder = found.makeelement(f"{_P14}sldIdLst")
        found.insert(0, holder)
    for entry in list(holder):
        holder.remove(entry)
    return found


def _said(sections: list[Element]) -> list[tuple[str, str, list[str]]]:
    return [(s.get("id"), s.get("name"), [e.get("id") for e in s.iter(f"{_P14}sldId")]) for s in sections]
