"""Labels of chunks: title, names, abstract, link, or nothing of a paper, with their probabilities.

`features` describes each chunk by its words (`shapes`) and its neighbours, `labeller` decodes them, and again with what
the rest of the list shows (`regularities`). Lines that cite papers are labelled word by word (`cited_lines`) by what
`cited_words` says of each.
"""
