"""Topics: found in the texts of papers when these are imported, and matched with them in each build.

What is found is appended to `content/topics.toml` (`update_vocabulary`), where the editor renames, merges, describes
and bans. A build reads that vocabulary (`read`) and matches it (`match_topics`), so that a page once published stays.
"""

from sitegen.topics.finding import update_vocabulary
from sitegen.topics.matching import match_topics
from sitegen.topics.reading import read, settle
from sitegen.topics.tokens import Text, TokenisedTexts, tokenise
from sitegen.topics.vocabulary import FILE, Slug, TopicEntry, Vocabulary

__all__ = [
    "FILE",
    "Slug",
    "Text",
    "TokenisedTexts",
    "TopicEntry",
    "Vocabulary",
    "match_topics",
    "read",
    "settle",
    "tokenise",
    "update_vocabulary",
]
