"""The interface in many languages: strings and plural forms."""
