"""The interface in many languages: strings, plural forms, and how templates ask for them."""
