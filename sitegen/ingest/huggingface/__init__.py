"""The daily papers of Hugging Face, as its API gives them and as others scraped them."""
