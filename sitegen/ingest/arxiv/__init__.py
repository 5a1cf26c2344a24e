"""arXiv in all its forms: API, feeds, OAI-PMH, listing mails and `.abs` files, the dump at Kaggle."""
