"""Pieces of a slide: one module per shape, each measures it and knows where it may be cut and how it is drawn."""
