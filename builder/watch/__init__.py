"""`collate watch`: while authors write, say what is wrong, say when it is mended, and keep out/ up to date.

    watch = Watch(project, outlines)
    for news in watch.step():       # look once; nothing sleeps in here
        print(news)

`files` looks at what authors write, `memory` keeps what was made of it, `loop` does the next step, `story` tells
what is new. With `--preview`, `showing` holds the documents as HTML (`html`), `server` serves them on the loopback
interface, and `pictures` makes exact pages where LibreOffice is found. docs/watch.md is for authors.
"""

from __future__ import annotations

from builder.watch.loop import Watch
from builder.watch.story import News

__all__ = ["News", "Watch"]
