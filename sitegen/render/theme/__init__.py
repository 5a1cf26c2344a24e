"""Views → HTML, by a theme: templates compiled with the names that they may use, and the assets beside them."""

from sitegen.render.theme.theme import Theme, load_packaged, load_theme, page

__all__ = ["Theme", "load_packaged", "load_theme", "page"]
