"""From the catalog to the bytes of every page: what is shown (`present`), how it looks (`theme`), and the formats.

`plan.outputs` plans the site: each output is a route, a small frozen view (`views`) and a function of `pages`,
`feeds` or `sitemap` that gives the view's bytes under a theme. Nothing here knows where bytes go.
"""
