"""The version of sitegen."""

__version__ = "0.1.0"
