"""Inlines as runs: named character styles, languages, fields and links; no font, size or colour."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, assert_never
from urllib.parse import quote, urlsplit

from builder import model
from builder.citation import Span
from builder.formats.word.anchors import SCHEMES, Anchors
from builder.formats.word.elements import SPACE, Element, name, put
from builder.formats.word.live import PIECE, item_code
from builder.formats.word.scripts import Script, stretches
from builder.formats.word.styles import HAN_EMPHASIS, Styles

if TYPE_CHECKING:
    from builder.formats.word.footnotes import NoteWriter

LATIN = {"zh": "en-GB", "en": "en-GB"}
"""What Latin words are spelled in, by the document's language."""
EAST = "zh-CN"
_PLACED = re.compile(r"(?<=\])\ (?=\S)|(?<=[\w)])\ (?=[¶§])|(?<=\bp\.)\ (?=\d)")
"""Spaces in a place at which no line ends: [2] §1 ¶4, p. 7."""
HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


@dataclass
class Pen:
    """Writes runs into paragraphs, and keeps count of the lines that it wrote.

    Attributes:
        styles: of the look.
        lang: the document's language.
        anchors: the document's bookmarks.
        targets: bookmark names by what they stand at ("heading:<id>", "number:<id>", "source:<id>").
        relate: gives the relationship id of an address outside the file.
        live: marks are fields that Zotero goes on with.
        notes: writes footnotes or endnotes; None in documents without.
        units: the lines written so far.
    """

    styles: Styles
    lang: str
    anchors: Anchors
    targets: Mapping[str, str]
    relate: Callable[[str], str]
    live: bool = False
    notes: NoteWriter | None = None
    units: list[model.Unit] = field(default_factory=list)

    def line(self, p: Element, line: model.Line, where: str, *, strong: bool = False, bare: bool = False) -> None:
        """Write a line inside its bookmark. `bare`: tags without a tint of their own, where the cell has it."""
        number = self.anchors.open_line(p, line.id)
        for n, part in enumerate(line.parts):
            self._inline(p, part, strong, bare, f"{line.id}#{n}")
        self.anchors.close(p, number)
        self.units.append(model.Unit(line.id, model.plain(line), where))

    def entry(self, p: Element, entry: model.Entry, where: str) -> None:
        """Write an entry of the list of sources inside its line's bookmark."""
        if not entry.spans:
            self.line(p, entry.line, where)
            return
        number = self.anchors.open_line(p, entry.line.id)
        self.spans(p, entry.spans)
        self.anchors.close(p, number)
        self.units.append(model.Unit(entry.line.id, "".join(s.text for s in entry.spans), where))

    def text(self, parent: Element, text: str, style: str = "") -> None:
        """Write words in one character style ("" is none)."""
        if "\t" in text:
            before, _, after = text.partition("\t")
            self.text(parent, before, style)
            self.tab(parent)
            self.text(parent, after, style)
            return
        for piece, script in stretches(text, self.lang):
            own = style
            if script == "symbol" and not style.startswith("Collate Tag"):
                own = "Collate Symbol"
            elif style == "Emphasis" and script == "han":
                own = HAN_EMPHASIS
            put(self._run(parent, own, script), "w:t").text = piece
            parent[-1][-1].set(SPACE, "preserve")

    def tab(self, parent: Element) -> None:
        """Write a tab."""
        put(put(parent, "w:r"), "w:tab")

    def field(self, parent: Element, code: str, shown: str) -> None:
        """Write a field with its result filled in."""
        self.open_field(parent, code)
        self.text(parent, shown)
        self.field_mark(parent, "end")

    def open_field(self, parent: Element, code: str) -> None:
        """Write a field as far as its result; long codes in pieces, as Word does."""
        self.field_mark(parent, "begin")
        code = f" {code} "
        for at in range(0, len(code), PIECE):
            instruction = put(put(parent, "w:r"), "w:instrText")
            instruction.text = code[at : at + PIECE]
            instruction.set(SPACE, "preserve")
        self.field_mark(parent, "separate")

    def field_mark(self, parent: Element, kind: str) -> None:
        """Write the beginning, the separator or the end of a field."""
        put(put(parent, "w:r"), "w:fldChar", fldCharType=kind)

    def tag(self, parent: Element, tag: model.Tag, *, bare: bool = False, gap: str = "\u00a0") -> None:
        """Write a tag: its symbol in a symbol font, and always the word."""
        style = "" if bare else self.styles.tag(tag.value)[1]
        if tag.symbol:
            run = self._run(parent, style or "Collate Symbol", "symbol")
            put(run, "w:t").text = tag.symbol
        word = tag.word.replace(" ", "\u00a0")  # a tag stays in one piece
        self.text(parent, f"{gap}{word}" if tag.symbol else word, style)

    def mark(self, parent: Element, cite: model.Cite, spans: Sequence[Span], key: str) -> None:
        """Write a mark, in the text or in its note; as a field where marks are live.

        Args:
            parent: a paragraph.
            cite: the mark.
            spans: what is shown of it.
            key: tells it from every other mark.
        """
        live = self.live and bool(cite.sources)
        if live:
            self.open_field(parent, item_code(cite, spans, key))
        target = f"source:{cite.items[0].article}" if cite.items and not cite.note else ""
        self.spans(parent, spans, target, mark=not cite.note, held=not (cite.note or self.live))
        if live:
            self.field_mark(parent, "end")

    def note_number(self, parent: Element, tag: str, style: str, **attributes: str) -> None:
        """Write the number of a note: `w:footnoteReference` in the text, `w:footnoteRef` in the note."""
        run = put(parent, "w:r")
        put(put(run, "w:rPr"), "w:rStyle", val=style)
        put(run, tag, **attributes)

    def spans(
        self, parent: Element, spans: Sequence[Span], target: str = "", *, mark: bool = False, held: bool = False
    ) -> None:
        """Write what a citation style made.

        Args:
            parent: a paragraph.
            spans: where none of them has a link of its own, all of them lead to `target`.
            target: a key of `targets`.
            mark: this is a mark in running text; what follows its raised part on the line is the place, in small type.
            held: no line ends between a mark and its place, or within one.
        """
        if any(span.link for span in spans):
            target = ""
        raised = behind = False
        for link, group in groupby(spans, key=lambda s: s.link or target):
            inside = self.into(parent, link)
            for span in group:
                raised = raised or span.raised
                if span.raised:
                    style = "Collate Cite"
                elif span.italic or span.small_caps:
                    style = "Emphasis" if span.italic else "Collate Small Caps"
                elif mark and raised:
                    style = "Collate Pinpoint"
                elif inside is not parent:
                    style = "Collate Pointer" if link in self.targets else "Hyperlink"
                else:
                    style = ""
                text = _PLACED.sub("\u00a0", span.text) if held else span.text
                if held and style == "Collate Pinpoint" and behind and not text[:1].isspace():
                    text = f"\u00a0{text}"
                behind = span.raised
                self.text(inside, text, style)

    def into(self, parent: Element, link: str) -> Element:
        """The element that runs go into to lead to `link` (an address or a key of `targets`), or `parent` itself."""
        if link in self.targets:
            return put(parent, "w:hyperlink", anchor=self.targets[link], history=1)
        if address := _address(link):
            made = put(parent, "w:hyperlink", history=1)
            made.set(name("r:id"), self.relate(address))
            return made
        return parent

    def back(self, parent: Element, source: str, tip: str) -> Element | None:
        """The element that runs go into to lead from a source's entry to the first mark that cites it, if one does.

        None does where marks are live: Zotero rewrites the list.
        """
        if source not in self.anchors.firsts:
            return None
        made = put(parent, "w:hyperlink", anchor=self.anchors.firsts[source], history=1)
        if tip:
            made.set(name("w:tooltip"), tip)
        return made

    def _inline(self, p: Element, part: model.Inline, strong: bool, bare: bool, key: str) -> None:
        match part:
            case model.Text(text=text):
                self.text(p, text, _kind(part.strong or strong, part.emphasis))
            case model.Link(text=text, url=url):
                inside = self.into(p, url)
                self.text(inside, text, "" if inside is p else "Hyperlink")
            case model.Cite():
                firsts = [] if self.live else [self.anchors.open_first(p, source) for source in self._first(part)]
                self._cite(p, part, key)
                for number in reversed(firsts):
                    self.anchors.close(p, number)
            case model.Tag():
                self.tag(p, part, bare=bare)
            case model.Ref(target=target, text=text):
                if bookmark := self.targets.get(f"number:{target}"):
                    self.field(p, f"REF {bookmark} \\h", text)
                else:
                    self.text(p, text)
            case _:
                assert_never(part)

    def _first(self, cite: model.Cite) -> list[str]:
        """The sources that no mark before this one has cited."""
        return [s for s in dict.fromkeys(i.article for i in cite.items) if s not in self.anchors.firsts]

    def _cite(self, p: Element, cite: model.Cite, key: str) -> None:
        if cite.note and self.notes:
            number = self.notes.write(cite, key)
            self.note_number(p, f"w:{self.notes.kind}Reference", self.notes.style, id=number)
        elif cite.form == "mark":
            self.mark(p, cite, cite.spans, key)
        else:
            self.spans(p, cite.spans, f"source:{cite.items[0].article}" if cite.items else "", held=not self.live)

    def _run(self, parent: Element, style: str, script: Script) -> Element:
        run = put(parent, "w:r")
        properties = put(run, "w:rPr")
        if style:
            put(properties, "w:rStyle", val=self.styles[style])
        if script == "han":
            put(properties, "w:rFonts", hint="eastAsia")
        language = put(properties, "w:lang", val=LATIN.get(self.lang, self.lang))
        if script == "han":
            language.set(name("w:eastAsia"), EAST)
        return run


def _kind(strong: bool, emphasis: bool) -> str:
    if strong and emphasis:
        return "Collate Strong Emphasis"
    return "Strong" if strong else "Emphasis" if emphasis else ""


def _address(link: str) -> str:
    """The address as a relationship may hold it, or "" for anything but web and mail."""
    if urlsplit(link).scheme.lower() not in SCHEMES:
        return ""
    return quote(link, safe="%/:?#[]@!$&'()*+,;=~-._")
