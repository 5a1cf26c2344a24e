r"""Journals of astronomy by the commands that their bibliographies name them with: `journal = {\apj}`.

NASA's Astrophysics Data System exports them; styles of the field (AASTeX) define them, and nothing in the file does.
"""

from __future__ import annotations

import re
from types import MappingProxyType

_NAMES = """
aj Astronomical Journal; apj Astrophysical Journal; apjl Astrophysical Journal Letters; aap Astronomy and Astrophysics;
apjs Astrophysical Journal Supplement Series; mnras Monthly Notices of the Royal Astronomical Society; nat Nature;
aapr Astronomy and Astrophysics Reviews; aaps Astronomy and Astrophysics Supplement Series; ao Applied Optics;
actaa Acta Astronomica; apss Astrophysics and Space Science; araa Annual Review of Astronomy and Astrophysics;
baas Bulletin of the American Astronomical Society; icarus Icarus; iaucirc IAU Circulars; nar New Astronomy Reviews;
jcap Journal of Cosmology and Astroparticle Physics; jgr Journal of Geophysical Research; na New Astronomy;
grl Geophysical Research Letters; jqsrt Journal of Quantitative Spectroscopy and Radiative Transfer;
memras Memoirs of the Royal Astronomical Society; memsai Memorie della Società Astronomica Italiana;
nphysa Nuclear Physics A; physrep Physics Reports; physscr Physica Scripta; planss Planetary and Space Science;
pra Physical Review A; prb Physical Review B; prc Physical Review C; prd Physical Review D; pre Physical Review E;
prl Physical Review Letters; rmp Reviews of Modern Physics; solphys Solar Physics; ssr Space Science Reviews;
pasa Publications of the Astronomical Society of Australia; pasj Publications of the Astronomical Society of Japan;
pasp Publications of the Astronomical Society of the Pacific; procspie Proceedings of SPIE; skytel Sky and Telescope;
qjras Quarterly Journal of the Royal Astronomical Society; sovast Soviet Astronomy; zap Zeitschrift für Astrophysik;
rmxaa Revista Mexicana de Astronomía y Astrofísica; psj Planetary Science Journal; fcp Fundamentals of Cosmic Physics
"""
_JOURNALS = MappingProxyType(dict(one.split(None, 1) for one in _NAMES.replace("\n", " ").split(";")))
_COMMAND = re.compile(r"[{\s]*\\([A-Za-z]+)[}\s]*")


def named(venue: str) -> str:
    r"""A venue as it is read, where it is such a command.

    >>> named(r"{\prl}"), named(r"Annals of \LaTeX")
    ('Physical Review Letters', 'Annals of \\LaTeX')
    """
    found = _COMMAND.fullmatch(venue)
    return _JOURNALS.get(found[1].lower(), venue) if found else venue
