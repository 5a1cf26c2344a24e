"""Pieces that several families of lists are made of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

from tests.training.plaintext.facts import shorten
from tests.training.plaintext.markup import LANGUAGES
from tests.training.plaintext.papers import Paper

Style = Callable[[Random, list[Paper], date], str]
EN = LANGUAGES["en"]
PEOPLE = (
    "Anna Berg", "Bo Lindqvist", "Carla Iyer", "Farid Okoye", "Grace Keller", "Hugo Marsh", "Ines Vogel", "Jonas Novak",
    "Lena Sato", "Mateo Duarte", "Noor Rossi", "Olu Brandt", "Priya Shah", "Zoë", "李明", "k_mori", "deepreader42",
    "Marit Aune", "Lee Sun-Hi", "Chiamaka Obi", "Yi-Ting Chou", "Aoife Byrne", "Tom Hardwick", "Joana Prata",
    "Sven Krüger", "Elif Demir", "Paweł Sowa", "Li Na", "Diego Funes", "Claire Dubois", "Giulia Conti", "Иван Белов",
)  # fmt: skip
INSTITUTIONS = (
    "University of Springfield", "Univ. of Springfield, Italy", "Springfield Institute of Technology", "TU Musterstadt",
    "Contoso Research", "Northwind AI", "Universidad de Ejemplo, Spain", "École des Exemples", "NITS", "Fabrikam Labs",
    "Universität Musterstadt, Germany", "Politecnico di Esempio", "Dept. of Linguistics, Springfield", "CNRS", "KIT",
)  # fmt: skip


def person(r: Random) -> str:
    return r.choice(PEOPLE)


def maybe(r: Random, text: str, share: float = 0.5) -> str:
    return text if r.random() < share else ""


def join(parts: list[str], by: str = "\n") -> str:
    return by.join(part for part in parts if part)


def drop(paper: Paper) -> str:
    paper.abstract = ""
    return ""


def abstract(r: Random, paper: Paper, share: float = 0.7, short: float = 0.4) -> str:
    if r.random() > share:
        return drop(paper)
    if r.random() < short:
        shorten(r, paper)
    return paper.abstract
