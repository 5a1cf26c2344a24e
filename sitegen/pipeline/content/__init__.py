"""The content folder: reading it, and all that changes it.

`add`, `pull` and `enrich` bring sources, `importing` makes pages of them, and `remove` takes them back. `reading` is
the way in for builds.
"""
