"""Whether a quote stands in an article's text, and where.

    body = read_text(path.read_text(encoding="utf-8"))
    passage = find(body, "图书馆的夜间开放时间")      # None when it doesn't stand there
    locator.text(passage.locator), passage.sentence

**The law.** A quote stands in the text when, both folded, it is a part of one paragraph (table row, caption,
heading) and cuts no word or number.

Folded away, because extraction and typing change it and no reader would call it another wording:
* the width of letters, digits and punctuation (`５％` is `5%`, `,` is `，`), and the compatibility forms of
  Han characters that come out of PDFs;
* variants of one punctuation mark: “ ” " 「 」 are one, ‘ ’ ' are one, — – - ～ are one (also doubled), … and
  ... are one, a full stop `.` that no letter or digit follows is 。;
* white space and line breaks, except between two words of an alphabetic script or numbers, where any amount
  is one space that must be there: `AI chips` is not `AIchips`;
* footnote marks (`^[2]`, `^①`, `^{④⑧}`, `[2]`, raised digits after a Han character or punctuation);
* what stands between two halves of a sentence at a page's end: footnotes, captions, tables, page numbers.

Everything else counts: each character, its case, and the order. So a changed digit, unit, name or negation,
a dropped, added or swapped character or word is another quote, and is not found.

No word or number may be cut at the quote's ends: `AI` is not found in `SAID`, `5%` not in `15%` or `2.5%`,
`3.3` not in `3.35`, `000` not in `1,000`, `3552` not in `3552亿` (万 and % belong to the number, too), `十大`
not in `二十大`.

Footnotes, note lists, keywords, titles and names of authors are no body: a quote that stands only there is
not found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.evidence.body import Body, Paragraph, read_text
from builder.evidence.fold import fold, sentence
from builder.locator import Locator

__all__ = ["Body", "Paragraph", "Passage", "find", "find_all", "read_text"]


@dataclass(frozen=True)
class Passage:
    """Where a quote stands.

    Attributes:
        locator: section and paragraph; of a table, a caption or a numbered heading those of the paragraph
            before it; of a section's heading the section.
        sentence: the sentence around it, as printed, without footnote marks and line breaks.
        start, end: offsets of the quote in the text that `read_text` was given.
    """

    locator: Locator
    sentence: str
    start: int
    end: int


def find(body: Body, quote: str) -> Passage | None:
    """The first place where `quote` stands in the article by the law of this module, or None."""
    return next(_passages(body, quote), None)


def find_all(body: Body, quote: str) -> tuple[Passage, ...]:
    """Every place where `quote` stands: the paragraphs in order, then tables, captions and headings."""
    return tuple(_passages(body, quote))


def _passages(body: Body, quote: str) -> Iterator[Passage]:
    needle = fold(quote).text
    for paragraph in (*body.paragraphs, *body.asides):
        hay = paragraph.folded
        start = hay.text.find(needle) if needle else -1
        while start >= 0:
            end = start + len(needle)
            if start not in hay.joints and end not in hay.joints:
                first, last = hay.at[start][0], hay.at[end - 1][1]
                yield Passage(
                    paragraph.locator,
                    sentence(paragraph.raw, first, last),
                    paragraph.offset(first),
                    paragraph.offset(last - 1) + 1,
                )
            start = hay.text.find(needle, start + 1)
