"""Block kinds: each module turns a piece of an outline into shapes, and knows neither Word nor PowerPoint.

A block has `Fields`, a frozen dataclass that says what its step may hold (a `Line` is Jinja text, a type of the outline
is an expression, anything else is a plain value), and `lower(fields, world)`, which gives the shapes. Its docstring is
its manual. To add one, add a file; its name is its name in plan.yaml.
"""
