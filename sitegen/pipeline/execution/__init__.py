"""How work is done: `tasks` cuts it into chunks, an `executor` runs these, and a `cache` stores their results."""
