"""The files of reference managers: BibTeX, RIS and its kin, CSL."""
