"""Output formats: each draws the shapes of a document, and never sees an outline.

A format has `SUFFIX` and `render(doc, look)`, which gives a `Made`. To add one, add a file or folder; its name is its
name in plan.yaml (`format: word`).
"""
