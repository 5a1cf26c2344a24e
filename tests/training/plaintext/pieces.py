"""What lists have besides papers: people, where they work, signs and days."""

from __future__ import annotations

from datetime import date
from random import Random

EMOJI = "📄🔥🚀🧠📌🎯✨📝🤖🔗💡📚"
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
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def say_date(random: Random, day: date, short: bool = False) -> str:
    """A day as people write it."""
    name = _MONTHS[day.month - 1]
    ways = [
        f"{name} {day.day}, {day.year}",
        f"{day.day} {name} {day.year}",
        day.isoformat(),
        f"{name[:3]} {day.day}, {day.year}",
        f"{day.day} {name[:3]} {day.year}",
        f"{day:%m/%d/%Y}",
        f"{day.year}/{day.month:02}/{day.day:02}",
    ]
    if not short:
        ways += [
            f"{_WEEKDAYS[day.weekday()]}, {name} {day.day}, {day.year}",
            f"{_WEEKDAYS[day.weekday()]}, {day.day} {name} {day.year}",
            f"{_WEEKDAYS[day.weekday()]}, {name} {day.day}",
            f"{name} {day.day}",
            f"Week {day.isocalendar()[1]}, {day.year}",
            f"{_WEEKDAYS[day.weekday()][:3]}, {day.day} {name[:3]} {day.year}",
        ]
    return random.choice(ways)
