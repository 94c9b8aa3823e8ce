"""What differs between two decks, in words: the list as Markdown, and the comment that a marked slide carries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from builder.kept.slides.differing import Differing
from builder.kept.slides.rewording import HERE, Change, Where

_OPENING = 24  # characters of a paragraph by which a reader finds it
_WORDS = {
    "zh": {
        "title": "标题", "text": "文字", "cell": "表格第 {row} 行第 {column} 列", "notes": "备注", "chart": "图表",
        "picture": "图片", "running": "页脚", "in": "{where}（“{opening}”）", "swap": "“{0}” → “{1}”",
        "added": "新增“{0}”", "cut": "删去“{0}”", "from": "由旧版第 {number} 页移来“{0}”",
        "shifted": "移动“{0}”", "then": "{0}：{1}", "and": "；",
        "head": "自 {since} 起的变动", "none": "没有变动。", "slide": "第 {number} 页", "new": "新增",
        "was": "旧版第 {number} 页", "gone": "旧版第 {number} 页已删", "untitled": "（无标题）",
        "numbers": "随之改变的编号", "pages": "第 {0} 页", "everywhere": "各页", "join": "、",
        "tag": "自 {since} 起有变动", "tag new": "自 {since} 起新增", "tag moved": "自 {since} 起移动",
        "tag notes": "自 {since} 起备注有变动", "before": "{since} 中的原文：", "moved": "原为第 {number} 页",
        "taken out": "{since} 中此处之后还有一页，现已删去：“{0}”",
    },
    "en": {
        "title": "title", "text": "text", "cell": "table, row {row}, column {column}", "notes": "notes",
        "chart": "chart", "picture": "picture", "running": "footer", "in": "{where} (“{opening}”)",
        "swap": "“{0}” → “{1}”", "added": "added “{0}”", "cut": "cut “{0}”",
        "from": "“{0}” has come here from slide {number}", "shifted": "moved “{0}”",
        "then": "{0}: {1}", "and": "; ",
        "head": "Changes since {since}", "none": "Nothing has changed.", "slide": "Slide {number}", "new": "new",
        "was": "was slide {number}", "gone": "Removed: slide {number}", "untitled": "(no title)",
        "numbers": "Numbers that have followed", "pages": "slides {0}", "everywhere": "On every slide", "join": ", ",
        "tag": "changed since {since}", "tag new": "new since {since}", "tag moved": "moved since {since}",
        "tag notes": "notes changed since {since}", "before": "As it stood in {since}:",
        "moved": "It was slide {number}.", "taken out": "In {since} a slide followed here that is gone now: “{0}”",
    },
}  # fmt: skip


class Telling:
    """The words of one language ("zh-CN"; what is not Chinese is told in English), for changes since an issue."""

    def __init__(self, lang: str, since: str):
        self.zh = lang.lower().startswith("zh")
        self.words, self.since = _WORDS["zh" if self.zh else "en"], since

    def listed(self, found: list[Differing], running: tuple[Change, ...]) -> str:
        """The whole list as Markdown: slide by slide in the new order, then what is gone, footers and numbers."""
        say = self._say
        parts = [[f"# {_plain(say('head'))}"]]
        for one in found:
            if one.now is not None and one.says:
                state = [say("new")] if one.before is None else []
                state += [say("was", number=one.before.number)] if one.moved and one.before else []
                head = say("then", say("slide", number=one.now.number), _plain(self._headline(one)))
                parts.append([f"## {head}{self._bracketed(state)}", *self._items(one)])
        for one in found:
            if one.before is not None and one.now is None:
                head = say("then", say("gone", number=one.before.number), _plain(self._headline(one)))
                parts.append([f"## {head}", *self._items(one)])
        if running:
            parts.append([f"## {say('everywhere')}", *(f"- {self.line(c, _plain)}" for c in running)])
        parts += self._numbers(found)
        if len(parts) == 1:
            parts.append([say("none")])
        blocks = ("\n\n".join([lines[0], "\n".join(lines[1:])]).rstrip() for lines in parts)
        return "\n\n".join(blocks) + "\n"

    def tag(self, one: Differing) -> str:
        """What the tag on a slide says."""
        if one.before is None:
            return self._say("tag new")
        said = [c for c in one.changes if c.says]
        if not said:
            return self._say("tag moved")
        return self._say("tag notes" if all(c.where.kind == "notes" for c in said) else "tag")

    def comment(self, one: Differing, gone: list[Differing]) -> str:
        """What is no more on a slide, and the slides that went from behind it; "" if nothing went away."""
        lines = [self.line(c) for c in one.changes if any(old for old, _ in c.swaps)]
        lines = [self._say("before"), *lines] if lines else []
        if one.moved and one.before is not None:
            lines.insert(0, self._say("moved", number=one.before.number))
        for slide in gone:
            lines.append(self._say("taken out", self._headline(slide)))
            lines += [c.old for c in slide.changes if c.old]
        return "\n".join(lines)

    def line(self, change: Change, plain: Callable[[str], str] = lambda text: text) -> str:
        """One difference in a line: where, and which words went and came.

        Args:
            change: the difference.
            plain: makes quoted words safe for where they are put.
        """
        if change.source == HERE:
            did = [self._say("shifted", plain(_line(change.new)))]
        elif change.source:
            did = [self._say("from", plain(_line(change.new)), number=change.source)]
        else:
            did = [self._swapped(plain(_line(old)), plain(_line(new))) for old, new in change.swaps]
        where = self._where(change.where)
        if change.old and change.new and change.swaps and change.swaps != ((change.old, change.new),):
            text = _line(change.new)
            opening = text if len(text) <= _OPENING else f"{text[:_OPENING].rstrip()}…"
            where = self._say("in", where=where, opening=plain(opening))
        return self._say("then", where, self.words["and"].join(did))

    def _swapped(self, old: str, new: str) -> str:
        return self._say("swap" if old and new else "added" if new else "cut", *([old] if old else []), new)

    def _items(self, one: Differing) -> Iterator[str]:
        return (f"- {self.line(c, _plain)}" for c in one.changes if c.says)

    def _numbers(self, found: list[Differing]) -> Iterator[list[str]]:
        """Derived numbers that have changed, each with the slides on which it stands."""
        where: dict[tuple[str, str], list[int]] = {}
        for one in found:
            for pair in (p for c in one.changes for p in c.numbers if one.now is not None):
                where.setdefault(pair, []).append(one.now.number if one.now else 0)
        if where:
            lines = []
            for (old, new), slides in where.items():
                pages = self._say("pages", self.words["join"].join(str(n) for n in dict.fromkeys(slides)))
                lines.append(f"- {self._say('swap', _plain(old), _plain(new))}{self._bracketed([pages])}")
            yield [f"## {self._say('numbers')}", *lines]

    def _where(self, where: Where) -> str:
        return self._say(where.kind, row=where.row, column=where.column)

    def _headline(self, one: Differing) -> str:
        slide = one.now or one.before
        return (_line(slide.headline) if slide else "") or self.words["untitled"]

    def _bracketed(self, words: list[str]) -> str:
        inside = self.words["join"].join(words)
        return "" if not inside else f"（{inside}）" if self.zh else f" ({inside})"

    def _say(self, key: str, *words: str, **named: object) -> str:
        return self.words[key].format(*words, since=self.since, **named)


def _line(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())


def _plain(text: str) -> str:
    """Words that stand in Markdown as they are."""
    return re.sub(r"([\\`*_<])|(?<=\])(\()", r"\\\g<0>", text)
