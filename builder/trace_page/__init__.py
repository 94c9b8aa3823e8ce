"""One self-contained page that shows what every statement rests on, and where the finished files use each claim.

`uses` reads a finished file's document and units; `sentences` finds what stands around the quotes where the articles'
texts are at hand; `page` makes the page of an outline out of them. All three are pure: same input, same bytes.
The page asks nothing of any network, speaks all languages of the outline, and works without its script.
"""

from __future__ import annotations

from builder.trace_page.page import page
from builder.trace_page.passages import sentences
from builder.trace_page.uses import Use, uses

__all__ = ["Use", "page", "sentences", "uses"]
