"""HTML of pages as XHTML, for formats that are XML: Atom and EPUB."""

from __future__ import annotations

import re

from sitegen.text.characters import remove_illegal

XHTML = "http://www.w3.org/1999/xhtml"
_PICTURE = re.compile(r"(<img [^>]*[^/>])>")
MATHML = "http://www.w3.org/1998/Math/MathML"


def xhtml(html: str) -> str:
    """What `Prose` or `titles.html` gives, with pictures that end as XML wants it and MathML in its namespace."""
    # HTML may hold a form feed, `&#12;` in Markdown, and XML may not
    html = remove_illegal(str(html)).replace("<math", f'<math xmlns="{MATHML}"')
    return _PICTURE.sub(r"\1/>", html) if "<img" in html else html
