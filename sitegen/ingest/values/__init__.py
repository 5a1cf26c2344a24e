"""Parts of a paper as sources write them: identifiers, people, dates, links, text with TeX or markup in it."""
