"""Parts of a paper as sources write them: identifiers, people, dates, links, text with TeX or markup in it.

The words by which they are told apart in many languages stand in `vocabulary.toml`.
"""
