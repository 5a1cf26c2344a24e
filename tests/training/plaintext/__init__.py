"""Training of the labeller of pasted text: real papers, laid out in as many ways as people lay out lists."""
