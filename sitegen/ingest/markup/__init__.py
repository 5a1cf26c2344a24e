"""Text out of markup: the lines of HTML, the tags in publishers' abstracts, formulas in MathML."""
