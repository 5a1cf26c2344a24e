"""Catalog → the files of the site: what pages show (`plan`), how they look (`theme`), and other formats (`formats`).

`plan.outputs` gives an output for every file: a route, a small frozen view, and the function that renders the view's
bytes under a theme. An HTML page is rendered by the template that its view names. Where bytes go is up to others.
"""
