"""The preview: every document of what is watched, on a page for this machine alone.

    with preview(watch, port) as address:
        …

HTML stands at once, made from the documents before any file is drawn; exact pages follow where LibreOffice is found.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from builder.watch.loop import Watch
from builder.watch.preview.pictures import Drawer
from builder.watch.preview.server import Server
from builder.watch.preview.showing import Showing

__all__ = ["preview"]


@contextmanager
def preview(watch: Watch, port: int = 0) -> Iterator[str]:
    """Serve what a watch sees, and give the address.

    Args:
        watch: is asked to tell what it finds.
        port: 0 for any that is free.

    Raises:
        OSError: the port is taken.
    """
    showing = Showing()
    server = Server(showing, port)
    watch.drafted, watch.found, watch.made = showing.drafted, showing.found, showing.made
    threading.Thread(target=server.serve_forever, daemon=True, name="preview").start()
    Drawer(showing).start()
    try:
        yield server.address
    finally:
        showing.close()
        server.shutdown()
        server.server_close()
