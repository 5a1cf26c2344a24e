"""Answers and exports of catalogues: Semantic Scholar, OpenAlex, PubMed, JATS, library XML."""
